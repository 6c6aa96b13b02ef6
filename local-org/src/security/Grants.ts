/** What one user may do, added up over the profile and all permission sets. */
import type { Store } from '../data/store/Store.ts';
import type { StoredValue } from '../data/ports.ts';

export interface ObjectRights {
    create: boolean;
    read: boolean;
    edit: boolean;
    delete: boolean;
    viewAll: boolean;
    modifyAll: boolean;
}

export interface FieldRights {
    read: boolean;
    edit: boolean;
}

export interface Grants {
    /** Lower-case names of the `Permissions…` fields without the prefix. */
    userPermissions: ReadonlySet<string>;
    /** By lower-case object name. */
    objects: ReadonlyMap<string, ObjectRights>;
    /** By lower-case `object.field`. */
    fields: ReadonlyMap<string, FieldRights>;
    /** Ids of Apex classes, custom permissions … */
    setupEntities: ReadonlySet<string>;
    /** A standard profile: it sees the standard fields of the objects that it opens itself without a row for each. */
    standardProfile: boolean;
    /** What the profile alone gives, by lower-case object name. */
    profileObjects: ReadonlyMap<string, ObjectRights>;
    /** The profile's own rows about fields, which go before the rule for standard profiles. */
    profileFields: ReadonlySet<string>;
}

/** Tables whose rows make up the grants. */
export const GRANT_TABLES = [
    'PermissionSetAssignment',
    'PermissionSet',
    'ObjectPermissions',
    'FieldPermissions',
    'SetupEntityAccess',
    'CustomPermission',
    'ApexClass'
];

export interface ComputedGrants {
    grants: Grants;
    /** An assignment expires then (stored date-time); null = none does. */
    validUntil: string | null;
}

/** Reads what the user's active assignments give. `now` is the stored form of the present. */
export function computeGrants(store: Store, userId: string, now: string): ComputedGrants {
    const assignments = store.all(
        `SELECT PermissionSetId AS id, ExpirationDate AS expires FROM PermissionSetAssignment
         WHERE AssigneeId = ? AND IsRevoked = 0 AND PermissionSetId IS NOT NULL AND (ExpirationDate IS NULL OR ExpirationDate > ?)`,
        userId,
        now
    );
    const ids = JSON.stringify([...new Set(assignments.map((row) => row.id))]);
    const expirations = assignments.map((row) => row.expires).filter((expires) => expires !== null) as string[];
    const profileSet = store.get(
        `SELECT Id AS id, IsCustom AS custom FROM PermissionSet WHERE IsOwnedByProfile = 1 AND Id IN (SELECT value FROM json_each(?))`,
        ids
    );
    const fields = new Map<string, FieldRights>();
    const profileFields = new Set<string>();
    for (const row of store.all(
        `SELECT ParentId AS parent, Field AS field, PermissionsRead AS read, PermissionsEdit AS edit
         FROM FieldPermissions WHERE ParentId IN (SELECT value FROM json_each(?))`,
        ids
    )) {
        const key = String(row.field).toLowerCase();
        const known = fields.get(key);
        fields.set(key, { read: (known?.read ?? false) || row.read === 1, edit: (known?.edit ?? false) || row.edit === 1 });
        if (row.parent === profileSet?.id) {
            profileFields.add(key);
        }
    }
    return {
        grants: {
            userPermissions: userPermissionsOf(store, ids),
            objects: objectRightsOf(store, ids),
            fields,
            setupEntities: new Set(
                store
                    .all(`SELECT SetupEntityId AS id FROM SetupEntityAccess WHERE ParentId IN (SELECT value FROM json_each(?))`, ids)
                    .map((row) => String(row.id))
            ),
            profileObjects: objectRightsOf(store, JSON.stringify(profileSet ? [profileSet.id] : [])),
            standardProfile: profileSet !== undefined && profileSet.custom !== 1,
            profileFields
        },
        validUntil: expirations.sort()[0] ?? null
    };
}

/** Names of the user permissions that a PermissionSet can hold, in the schema's spelling, without `Permissions`. */
export function userPermissionNames(store: Store, object: 'PermissionSet' | 'Profile' = 'PermissionSet'): string[] {
    return [...store.object(object).fields.values()]
        .filter((field) => field.type === 'boolean' && field.name.startsWith('Permissions'))
        .map((field) => field.name.slice('Permissions'.length));
}

function userPermissionsOf(store: Store, ids: string): Set<string> {
    const names = userPermissionNames(store);
    const held = new Set<string>();
    const columns = names.map((name) => `"Permissions${name}"`).join(', ');
    for (const row of store.arrays(`SELECT ${columns} FROM PermissionSet WHERE Id IN (SELECT value FROM json_each(?))`, [ids])) {
        row.forEach((value: StoredValue, index) => {
            if (value === 1) {
                held.add(names[index]!.toLowerCase());
            }
        });
    }
    return held;
}

function objectRightsOf(store: Store, ids: string): Map<string, ObjectRights> {
    const objects = new Map<string, ObjectRights>();
    for (const row of store.all(
        `SELECT SobjectType AS object, MAX(PermissionsCreate) AS c, MAX(PermissionsRead) AS r, MAX(PermissionsEdit) AS e, MAX(PermissionsDelete) AS d,
                MAX(PermissionsViewAllRecords) AS v, MAX(PermissionsModifyAllRecords) AS m
         FROM ObjectPermissions WHERE ParentId IN (SELECT value FROM json_each(?)) GROUP BY SobjectType COLLATE NOCASE`,
        ids
    )) {
        objects.set(String(row.object).toLowerCase(), {
            create: row.c === 1,
            read: row.r === 1,
            edit: row.e === 1,
            delete: row.d === 1,
            viewAll: row.v === 1,
            modifyAll: row.m === 1
        });
    }
    return objects;
}
