/** Writes described access into the rows that hang on one PermissionSet row. */
import type { Store } from '../../data/store/Store.ts';
import type { StoredRow } from '../../data/ports.ts';
import { definitionIdOf } from '../entityIds.ts';
import { userPermissionNames } from '../Grants.ts';
import type { AccessMetadata, NamedEntry } from './accessMetadata.ts';

export interface WriteAccessOptions {
    /** Permission sets are replaced as a whole, profiles keep what the file does not mention. */
    replace: boolean;
    adminId: string;
    problem: (message: string) => void;
}

/** Sets everything but the user permissions, which are columns of the PermissionSet row itself: see `userPermissionColumns`. */
export function writeAccess(store: Store, parentId: string, access: AccessMetadata, options: WriteAccessOptions): void {
    writeObjects(store, parentId, access, options);
    writeFields(store, parentId, access, options);
    writeEntities(store, parentId, access, options);
}

/** The `Permissions…` columns that the file sets. Unknown names are a problem. */
export function userPermissionColumns(store: Store, access: AccessMetadata, { replace, problem }: WriteAccessOptions): StoredRow {
    const names = new Map(userPermissionNames(store).map((name) => [name.toLowerCase(), name]));
    const columns: StoredRow = {};
    if (replace) {
        for (const name of names.values()) {
            columns[`Permissions${name}`] = 0;
        }
    }
    for (const { name, enabled } of access.userPermissions) {
        const known = names.get(name.toLowerCase());
        if (known) {
            columns[`Permissions${known}`] = Number(enabled);
        } else {
            problem(`Unknown user permission: ${name}`);
        }
    }
    return columns;
}

function writeObjects(store: Store, parentId: string, access: AccessMetadata, { replace, adminId }: WriteAccessOptions): void {
    if (replace) {
        store.change('ObjectPermissions', `DELETE FROM ObjectPermissions WHERE ParentId = ?`, parentId);
    }
    for (const { object, rights } of access.objects) {
        store.change('ObjectPermissions', `DELETE FROM ObjectPermissions WHERE ParentId = ? AND SobjectType = ?`, parentId, object);
        if (Object.values(rights).some((right) => right === 1)) {
            store.insert('ObjectPermissions', { ParentId: parentId, SobjectType: object, ...rights }, { userId: adminId });
        }
    }
}

function writeFields(store: Store, parentId: string, access: AccessMetadata, { replace, adminId }: WriteAccessOptions): void {
    if (replace) {
        store.change('FieldPermissions', `DELETE FROM FieldPermissions WHERE ParentId = ?`, parentId);
    }
    for (const { object, field, read, edit } of access.fields) {
        store.change('FieldPermissions', `DELETE FROM FieldPermissions WHERE ParentId = ? AND Field = ?`, parentId, field);
        // A standard profile's row that takes a standard field away is kept: it goes before what such profiles see without a row.
        if (read || edit || !replace) {
            store.insert(
                'FieldPermissions',
                { ParentId: parentId, SobjectType: object, Field: field, PermissionsRead: Number(read), PermissionsEdit: Number(edit) },
                { userId: adminId }
            );
        }
    }
}

function writeEntities(store: Store, parentId: string, access: AccessMetadata, options: WriteAccessOptions): void {
    if (options.replace) {
        store.change('SetupEntityAccess', `DELETE FROM SetupEntityAccess WHERE ParentId = ?`, parentId);
    }
    const rowId = (sql: string) => (name: string) => (store.get(sql, name)?.id ?? null) as string | null;
    const grant = (entries: NamedEntry[], type: string, kind: string, idOf: (name: string) => string | null): void => {
        for (const { name, enabled } of entries) {
            const id = idOf(name);
            if (id === null) {
                options.problem(`In field: ${kind} - no ${type} named ${name} found`);
                continue;
            }
            store.change('SetupEntityAccess', `DELETE FROM SetupEntityAccess WHERE ParentId = ? AND SetupEntityId = ?`, parentId, id);
            if (enabled) {
                store.insert('SetupEntityAccess', { ParentId: parentId, SetupEntityId: id, SetupEntityType: type }, { userId: options.adminId });
            }
        }
    };
    grant(access.classes, 'ApexClass', 'apexClass', rowId(`SELECT Id AS id FROM ApexClass WHERE Name = ?`));
    grant(access.customPermissions, 'CustomPermission', 'customPermission', rowId(`SELECT Id AS id FROM CustomPermission WHERE DeveloperName = ?`));
    grant(access.settingsObjects, 'CustomEntityDefinition', 'name', (name) => {
        const object = store.schema.object(name);
        return object ? definitionIdOf(object) : null;
    });
}
