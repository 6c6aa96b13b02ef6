/** Writes described access into the rows that hang on one PermissionSet row. */
import type { Store } from '../../data/store/Store.ts';
import type { StoredRow } from '../../data/ports.ts';
import { definitionIdOf } from '../entityIds.ts';
import { userPermissionNames } from '../Grants.ts';
import { reconcile } from './reconcile.ts';
import type { AccessMetadata, NamedEntry } from './accessMetadata.ts';
import type { DeployProblem } from './DeployProblem.ts';
import { isForeignPermission } from './foreignPermissions.ts';

export interface WriteAccessOptions {
    /** Permission sets are replaced as a whole, profiles keep what the file does not mention. */
    replace: boolean;
    adminId: string;
    problem: (message: string, kind?: DeployProblem['kind']) => void;
}

/** Sets everything but the user permissions, which are columns of the PermissionSet row itself: see `userPermissionColumns`. */
export function writeAccess(store: Store, parentId: string, access: AccessMetadata, options: WriteAccessOptions): void {
    writeObjects(store, parentId, access, options);
    writeFields(store, parentId, access, options);
    writeEntities(store, parentId, access, options);
}

/** The `Permissions…` columns that the file sets. Unknown names are a problem, those that other orgs have one of ours. */
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
            problem(`Unknown user permission: ${name}`, isForeignPermission(name) ? 'unsupported' : undefined);
        }
    }
    return columns;
}

function writeObjects(store: Store, parentId: string, access: AccessMetadata, options: WriteAccessOptions): void {
    const wanted = access.objects.map(({ object, rights }): [string, StoredRow | null] => [
        object,
        Object.values(rights).some((right) => right === 1) ? { ...rights } : null
    ]);
    reconcile(store, { table: 'ObjectPermissions', parent: 'ParentId', key: 'SobjectType' }, parentId, new Map(wanted), options);
}

function writeFields(store: Store, parentId: string, access: AccessMetadata, options: WriteAccessOptions): void {
    const wanted = access.fields.map(({ object, field, read, edit }): [string, StoredRow | null] => [
        field,
        // A standard profile's row that takes a standard field away is kept: it goes before what such profiles see without a row.
        read || edit || !options.replace ? { SobjectType: object, PermissionsRead: Number(read), PermissionsEdit: Number(edit) } : null
    ]);
    reconcile(store, { table: 'FieldPermissions', parent: 'ParentId', key: 'Field' }, parentId, new Map(wanted), options);
}

function writeEntities(store: Store, parentId: string, access: AccessMetadata, options: WriteAccessOptions): void {
    const wanted = new Map<string, StoredRow | null>();
    const rowId = (sql: string) => (name: string) => (store.get(sql, name)?.id ?? null) as string | null;
    const grant = (entries: NamedEntry[], type: string, kind: string, idOf: (name: string) => string | null): void => {
        for (const { name, enabled } of entries) {
            const id = idOf(name);
            if (id === null) {
                options.problem(`In field: ${kind} - no ${type} named ${name} found`);
                continue;
            }
            wanted.set(id, enabled ? { SetupEntityType: type } : null);
        }
    };
    grant(access.classes, 'ApexClass', 'apexClass', rowId(`SELECT Id AS id FROM ApexClass WHERE Name = ?`));
    grant(
        access.customPermissions,
        'CustomPermission',
        'customPermission',
        rowId(`SELECT Id AS id FROM CustomPermission WHERE DeveloperName = ?`)
    );
    grant(access.settingsObjects, 'CustomEntityDefinition', 'name', (name) => {
        const object = store.schema.object(name);
        return object ? definitionIdOf(object) : null;
    });
    reconcile(store, { table: 'SetupEntityAccess', parent: 'ParentId', key: 'SetupEntityId' }, parentId, wanted, options);
}
