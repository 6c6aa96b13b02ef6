/** A permission set group has a permission set of its own that holds the sum of its members; assignments point at that. */
import type { Store } from '../../data/store/Store.ts';
import type { StoredRow } from '../../data/ports.ts';
import { userPermissionNames } from '../Grants.ts';
import { reconcile } from './reconcile.ts';

const MEMBERS = `SELECT PermissionSetId FROM PermissionSetGroupComponent WHERE PermissionSetGroupId = ?`;

/** Adds the members up again. Returns the Id of the group's own permission set. */
export function recalculateGroup(store: Store, groupId: string, userId: string): string {
    const group = store.get(`SELECT DeveloperName AS name, MasterLabel AS label FROM PermissionSetGroup WHERE Id = ?`, groupId)!;
    const names = userPermissionNames(store);
    const sums = store.arrays(
        `SELECT ${names.map((name) => `MAX("Permissions${name}")`).join(', ')} FROM PermissionSet WHERE Id IN (${MEMBERS})`,
        [groupId]
    )[0]!;
    const values: StoredRow = {
        Name: group.name!,
        Label: group.label!,
        Type: 'Group',
        IsCustom: 1,
        IsOwnedByProfile: 0,
        PermissionSetGroupId: groupId
    };
    names.forEach((name, index) => (values[`Permissions${name}`] = sums[index] ?? 0));
    const known = store.get(`SELECT Id AS id FROM PermissionSet WHERE PermissionSetGroupId = ? AND Type = 'Group'`, groupId);
    const id = known ? String(known.id) : store.insert('PermissionSet', values, { userId });
    if (known) {
        store.update('PermissionSet', id, values, { userId });
    }
    copySums(store, id, groupId, userId);
    return id;
}

function copySums(store: Store, id: string, groupId: string, userId: string): void {
    const sums: { table: string; key: string; sql: string }[] = [
        {
            table: 'ObjectPermissions',
            key: 'SobjectType',
            sql: `SELECT SobjectType, MAX(PermissionsCreate) AS PermissionsCreate, MAX(PermissionsRead) AS PermissionsRead,
                    MAX(PermissionsEdit) AS PermissionsEdit, MAX(PermissionsDelete) AS PermissionsDelete,
                    MAX(PermissionsViewAllRecords) AS PermissionsViewAllRecords, MAX(PermissionsModifyAllRecords) AS PermissionsModifyAllRecords
                  FROM ObjectPermissions WHERE ParentId IN (${MEMBERS}) GROUP BY SobjectType`
        },
        {
            table: 'FieldPermissions',
            key: 'Field',
            sql: `SELECT SobjectType, Field, MAX(PermissionsRead) AS PermissionsRead, MAX(PermissionsEdit) AS PermissionsEdit
                  FROM FieldPermissions WHERE ParentId IN (${MEMBERS}) GROUP BY SobjectType, Field`
        },
        {
            table: 'SetupEntityAccess',
            key: 'SetupEntityId',
            sql: `SELECT DISTINCT SetupEntityId, SetupEntityType FROM SetupEntityAccess WHERE ParentId IN (${MEMBERS})`
        }
    ];
    for (const { table, key, sql } of sums) {
        const wanted = new Map(store.all(sql, groupId).map((row) => [String(row[key]), row]));
        reconcile(store, { table, parent: 'ParentId', key }, id, wanted, { replace: true, adminId: userId });
    }
}
