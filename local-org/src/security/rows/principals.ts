/** On whose behalf a user sees records: itself, its groups and queues, and those below it in the role hierarchy. */
import type { Store } from '../../data/store/Store.ts';

export interface Principals {
    userId: string;
    /** JSON array: the user and every group or queue that it belongs to, nested ones too. */
    self: string;
    /** JSON array: roles below the user's own; null when there is none. */
    rolesBelow: string | null;
    /** JSON array: groups and queues of people in those roles, where the group grants access to superiors. */
    groupsBelow: string;
}

export const PRINCIPAL_TABLES = ['User', 'UserRole', 'Group', 'GroupMember'];

export function computePrincipals(store: Store, userId: string): Principals {
    const roleId = (store.get(`SELECT UserRoleId AS role FROM "User" WHERE Id = ?`, userId)?.role ?? null) as string | null;
    const roles = store.all(`SELECT Id AS id, ParentRoleId AS parent FROM UserRole`) as { id: string; parent: string | null }[];
    const below = roleId === null ? [] : descendants(roleId, roles);
    const groups = upwards(store, [userId, ...roleGroups(store, roleId, roles)]);
    let groupsBelow: string[] = [];
    if (below.length > 0) {
        const members = store
            .all(`SELECT Id AS id FROM "User" WHERE UserRoleId IN (SELECT value FROM json_each(?))`, JSON.stringify(below))
            .map((row) => String(row.id));
        groupsBelow = superiorGroups(store, upwards(store, members));
    }
    return {
        userId,
        self: JSON.stringify([userId, ...groups]),
        rolesBelow: below.length > 0 ? JSON.stringify(below) : null,
        groupsBelow: JSON.stringify(groupsBelow)
    };
}

function descendants(roleId: string, roles: { id: string; parent: string | null }[]): string[] {
    const found: string[] = [];
    let layer = [roleId];
    while (layer.length > 0) {
        layer = roles
            .filter((role) => role.parent !== null && layer.includes(role.parent) && !found.includes(role.id))
            .map((role) => role.id);
        found.push(...layer);
    }
    return found;
}

/** The groups that stand for a role: the role itself, "and subordinates" of it and of every role above. */
function roleGroups(store: Store, roleId: string | null, roles: { id: string; parent: string | null }[]): string[] {
    const organization = store.all(`SELECT Id AS id FROM "Group" WHERE Type = 'Organization'`).map((row) => String(row.id));
    if (roleId === null) {
        return organization;
    }
    const line: string[] = [];
    for (
        let role: string | null = roleId;
        role !== null && !line.includes(role);
        role = roles.find((each) => each.id === role)?.parent ?? null
    ) {
        line.push(role);
    }
    const found = store.all(
        `SELECT Id AS id FROM "Group" WHERE (Type = 'Role' AND RelatedId = ?)
            OR (Type IN ('RoleAndSubordinates', 'RoleAndSubordinatesInternal') AND RelatedId IN (SELECT value FROM json_each(?)))`,
        roleId,
        JSON.stringify(line)
    );
    return [...organization, ...found.map((row) => String(row.id))];
}

/** Every group that holds one of these users or groups, directly or through other groups; given groups count themselves. */
function upwards(store: Store, ids: string[]): string[] {
    return store
        .all(
            `WITH RECURSIVE held(id) AS (
                 SELECT value FROM json_each(?)
                 UNION SELECT m.GroupId FROM GroupMember m JOIN held ON m.UserOrGroupId = held.id
             ) SELECT id FROM held WHERE substr(id, 1, 3) = '00G'`,
            JSON.stringify(ids)
        )
        .map((row) => String(row.id));
}

function superiorGroups(store: Store, ids: string[]): string[] {
    return store
        .all(`SELECT Id AS id FROM "Group" WHERE DoesIncludeBosses = 1 AND Id IN (SELECT value FROM json_each(?))`, JSON.stringify(ids))
        .map((row) => String(row.id));
}
