/** Each role has groups that stand for it, so that shares and members can name them. */
import type { Store } from '../../data/store/Store.ts';

const TYPES = ['Role', 'RoleAndSubordinates', 'RoleAndSubordinatesInternal'];

export function createRoleGroups(store: Store, roleId: string, developerName: string, userId: string): void {
    const organizationId = store.get(`SELECT Id AS id FROM Organization`)?.id ?? null;
    for (const type of TYPES) {
        store.insert(
            'Group',
            {
                Name: developerName,
                DeveloperName: developerName,
                Type: type,
                RelatedId: roleId,
                OwnerId: organizationId,
                DoesIncludeBosses: 0
            },
            { userId }
        );
    }
}

export function removeRoleGroups(store: Store, roleId: string): void {
    store.change(
        'Group',
        `DELETE FROM "Group" WHERE RelatedId = ? AND Type IN ('Role', 'RoleAndSubordinates', 'RoleAndSubordinatesInternal')`,
        roleId
    );
}
