/** Who may submit a record to an approval process: its allowed submitters, as its metadata names them. */
import type { StoredRow } from '../../data/ports.ts';
import type { Store } from '../../data/store/Store.ts';
import { UnsupportedError } from '../../runtime/errors.ts';
import type { ApprovalProcess } from './ApprovalRegistry.ts';

/** @throws UnsupportedError for submitters of communities and portals */
export function maySubmit(store: Store, { submitters }: ApprovalProcess, record: StoredRow, userId: string): boolean {
    return submitters.some((submitter) => isSubmitter(store, submitter, record, userId));
}

function isSubmitter(store: Store, { type, name }: ApprovalProcess['submitters'][number], record: StoredRow, userId: string): boolean {
    switch (type) {
        case 'owner':
            return record.OwnerId === userId || isMember(store, String(record.OwnerId), userId);
        case 'creator':
            return record.CreatedById === userId;
        case 'user':
            return store.get(`SELECT 1 FROM "User" WHERE Id = ? AND Username = ? COLLATE NOCASE`, userId, name) !== undefined;
        case 'allInternalUsers':
            return store.get(`SELECT 1 FROM "User" WHERE Id = ? AND UserType = 'Standard'`, userId) !== undefined;
        case 'queue':
            return isMember(store, groupId(store, 'Queue', name), userId);
        case 'group':
            return isMember(store, groupId(store, 'Regular', name), userId);
        case 'role':
            return rolesUpwards(store, userId)[0] === name.toLowerCase();
        case 'roleSubordinates':
        case 'roleSubordinatesInternal':
            return rolesUpwards(store, userId).includes(name.toLowerCase());
        default:
            throw new UnsupportedError(`allowedSubmitters of type ${type} in an approval process`);
    }
}

function groupId(store: Store, type: string, name: string): string {
    return String(store.get(`SELECT Id AS id FROM "Group" WHERE Type = ? AND DeveloperName = ? COLLATE NOCASE`, type, name)?.id ?? '');
}

/** Directly, by role, or in a group inside of the group. */
function isMember(store: Store, id: string, userId: string): boolean {
    const inside = store.all(
        `WITH RECURSIVE held(id) AS (SELECT ? UNION SELECT m.UserOrGroupId FROM GroupMember m JOIN held ON m.GroupId = held.id)
         SELECT held.id AS id, g.Type AS type, r.DeveloperName AS role FROM held
         LEFT JOIN "Group" g ON g.Id = held.id LEFT JOIN UserRole r ON r.Id = g.RelatedId`,
        id
    );
    const roles = rolesUpwards(store, userId);
    return inside.some((each) => {
        const role = String(each.role ?? '').toLowerCase();
        return (
            each.id === userId ||
            each.type === 'Organization' ||
            (each.type === 'Role' && roles[0] === role) ||
            (/^RoleAndSubordinates/.test(String(each.type)) && roles.includes(role))
        );
    });
}

/** A user's role and those above it, by lower-case developer name. */
function rolesUpwards(store: Store, userId: string): string[] {
    return store
        .all(
            `WITH RECURSIVE up(id, depth) AS (
                 SELECT UserRoleId, 0 FROM "User" WHERE Id = ? AND UserRoleId IS NOT NULL
                 UNION SELECT r.ParentRoleId, depth + 1 FROM UserRole r JOIN up ON r.Id = up.id WHERE r.ParentRoleId IS NOT NULL AND depth < 500
             ) SELECT r.DeveloperName AS name FROM up JOIN UserRole r ON r.Id = up.id ORDER BY up.depth`,
            userId
        )
        .map((row) => String(row.name).toLowerCase());
}
