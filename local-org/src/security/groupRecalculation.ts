/** Permission set groups follow when their members, or what those grant, are changed by DML. */
import type { SaveRule } from '../data/ports.ts';
import type { Store } from '../data/store/Store.ts';
import { recalculateGroup } from './deploy/permissionSetGroups.ts';

export function permissionSetGroupRule(store: Store): SaveRule {
    return {
        objects: new Set([
            'permissionsetgroup',
            'permissionsetgroupcomponent',
            'permissionset',
            'objectpermissions',
            'fieldpermissions',
            'setupentityaccess'
        ]),
        prepare(save, rows) {
            if (save.verb !== 'insert') {
                return;
            }
            for (const { after } of rows) {
                if (save.object.name === 'PermissionSet') {
                    Object.assign(after!, { IsCustom: 1, IsOwnedByProfile: 0, Type: after!.Type ?? 'Regular' });
                } else if (save.object.name === 'SetupEntityAccess') {
                    const id = String(after!.SetupEntityId);
                    after!.SetupEntityType = id.startsWith('01p')
                        ? 'ApexClass'
                        : id.startsWith('0CP')
                          ? 'CustomPermission'
                          : (after!.SetupEntityType ?? null);
                }
            }
        },
        saved(save, rows) {
            const groups = new Set<string>();
            for (const row of rows) {
                const values = (row.after ?? row.before)!;
                switch (save.object.name) {
                    case 'PermissionSetGroup':
                        if (save.verb === 'insert') {
                            groups.add(row.id);
                        } else if (save.verb === 'delete') {
                            store.change('PermissionSet', `DELETE FROM PermissionSet WHERE PermissionSetGroupId = ?`, row.id);
                        }
                        break;
                    case 'PermissionSetGroupComponent':
                        groups.add(String(values.PermissionSetGroupId));
                        break;
                    default:
                        for (const { id } of groupsOf(store, String(save.object.name === 'PermissionSet' ? row.id : values.ParentId))) {
                            groups.add(String(id));
                        }
                }
            }
            for (const groupId of groups) {
                if (store.get(`SELECT 1 FROM PermissionSetGroup WHERE Id = ?`, groupId)) {
                    recalculateGroup(store, groupId, save.transaction.userId);
                }
            }
        }
    };
}

function groupsOf(store: Store, permissionSetId: string): { id?: unknown }[] {
    return store.all(`SELECT PermissionSetGroupId AS id FROM PermissionSetGroupComponent WHERE PermissionSetId = ?`, permissionSetId);
}
