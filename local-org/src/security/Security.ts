/**
 * May this user see or change that? Answers for `data/` (AccessPolicy) and for library bodies (SecurityPort), from rows:
 * profiles, permission sets, assignments, roles, groups, shares. What is derived is kept until one of those tables changes.
 */
import type { AccessPolicy, RowAccess, SqlFragment } from '../data/ports.ts';
import type { Store } from '../data/store/Store.ts';
import type { SecurityPort } from '../runtime/ports.ts';
import type { SObjectSchema } from '../schema/model.ts';
import { fieldOf } from '../schema/model.ts';
import { definitionIdOf } from './entityIds.ts';
import { computeGrants, GRANT_TABLES } from './Grants.ts';
import type { ComputedGrants, FieldRights, Grants, ObjectRights } from './Grants.ts';
import { borrowsFrom, hasFieldPermissions, hasObjectPermissions, isActivity, isHiddenAtFirst, permissionKey } from './permissionable.ts';
import { computePrincipals, PRINCIPAL_TABLES } from './rows/principals.ts';
import type { Principals } from './rows/principals.ts';
import { RowFilter } from './rows/rowFilter.ts';
import type { RowReader } from './rows/rowFilter.ts';
import { OWN_ROWS_ONLY, SETUP_WRITE_PERMISSIONS } from './setupRights.ts';

const ALL: ObjectRights = { create: true, read: true, edit: true, delete: true, viewAll: true, modifyAll: true };
const NONE: ObjectRights = { create: false, read: false, edit: false, delete: false, viewAll: false, modifyAll: false };

/** Derived facts per user, void when a table that they come from has changed. */
class Derived<T> {
    readonly #values = new Map<string, T>();
    #generation = -1;
    readonly #store: Store;
    readonly #tables: readonly string[];

    constructor(store: Store, tables: readonly string[]) {
        this.#store = store;
        this.#tables = tables;
    }

    get(userId: string, compute: () => T, stillValid: (value: T) => boolean = () => true): T {
        let generation = 0;
        for (const table of this.#tables) {
            generation += this.#store.generation(table);
        }
        if (generation !== this.#generation) {
            this.#values.clear();
            this.#generation = generation;
        }
        let value = this.#values.get(userId);
        if (value === undefined || !stillValid(value)) {
            value = compute();
            this.#values.set(userId, value);
        }
        return value;
    }
}

export class Security implements SecurityPort, AccessPolicy {
    readonly #store: Store;
    readonly #grants: Derived<ComputedGrants>;
    readonly #principals: Derived<Principals>;
    readonly #rowFilter: RowFilter;
    readonly #unlimited: (userId: string) => boolean;

    /**
     * @param unlimited users whom no permission stops, by Id: Automated Process, as which event triggers run
     */
    constructor(store: Store, unlimited: (userId: string) => boolean = () => false) {
        this.#store = store;
        this.#grants = new Derived(store, GRANT_TABLES);
        this.#principals = new Derived(store, PRINCIPAL_TABLES);
        this.#rowFilter = new RowFilter(store.schema);
        this.#unlimited = unlimited;
    }

    /** Everything the user may do. */
    grantsOf(userId: string): Grants {
        const now = this.#store.timestamp();
        return this.#grants.get(
            userId,
            () => computeGrants(this.#store, userId, now),
            ({ validUntil }) => validUntil === null || validUntil > now
        ).grants;
    }

    hasUserPermission(userId: string, permission: string): boolean {
        return this.#unlimited(userId) || this.grantsOf(userId).userPermissions.has(permission.toLowerCase());
    }

    hasCustomPermission(userId: string, developerName: string): boolean {
        const permission = this.#store.get(`SELECT Id AS id FROM CustomPermission WHERE DeveloperName = ?`, developerName);
        return permission !== undefined && this.grantsOf(userId).setupEntities.has(String(permission.id));
    }

    classAccess(userId: string, className: string): boolean {
        if (this.#has(userId, 'AuthorApex', 'ModifyAllData')) {
            return true;
        }
        const found = this.#store.get(`SELECT Id AS id FROM ApexClass WHERE Name = ?`, className);
        return found !== undefined && this.grantsOf(userId).setupEntities.has(String(found.id));
    }

    objectAccess(userId: string, object: SObjectSchema): ObjectRights {
        const granted = this.#granted(userId, object);
        return {
            create: granted.create && object.createable,
            read: granted.read && object.queryable,
            edit: granted.edit && object.updateable,
            delete: granted.delete && object.deletable,
            viewAll: granted.viewAll,
            modifyAll: granted.modifyAll
        };
    }

    #granted(userId: string, object: SObjectSchema): ObjectRights {
        const name = object.name.toLowerCase();
        if (this.#unlimited(userId)) {
            return ALL;
        }
        if (hasObjectPermissions(object)) {
            if (this.#has(userId, 'ModifyAllData')) {
                return ALL;
            }
            const rights = this.grantsOf(userId).objects.get(name) ?? NONE;
            return this.#has(userId, 'ViewAllData') ? { ...rights, read: true, viewAll: true } : rights;
        }
        const lender = borrowsFrom(object) ?? object.shareOf;
        const lent = lender ? this.#store.schema.object(lender) : undefined;
        if (lent) {
            const rights = this.#granted(userId, lent);
            // Sharing a record takes full access to it, not edit permission on the object: the row decides.
            const write = object.kind === 'share' ? rights.read : rights.edit;
            return { ...rights, create: write, edit: write, delete: write };
        }
        const read = this.#mayReadSettings(userId, object);
        const seesAll = this.#has(userId, 'ModifyAllData', 'ViewAllData');
        const changesAll = this.#has(userId, 'ModifyAllData');
        const write = this.#mayWrite(userId, object);
        return { create: write, read, edit: write || name === 'user', delete: write, viewAll: seesAll, modifyAll: changesAll };
    }

    #mayReadSettings(userId: string, object: SObjectSchema): boolean {
        if (object.kind === 'customMetadata' || object.kind === 'customSetting') {
            return (
                this.#has(userId, 'CustomizeApplication', 'ViewAllCustomSettings') ||
                this.grantsOf(userId).setupEntities.has(definitionIdOf(object))
            );
        }
        return true;
    }

    #mayWrite(userId: string, object: SObjectSchema): boolean {
        const name = object.name.toLowerCase();
        if (object.kind === 'customMetadata' || object.kind === 'customSetting') {
            return this.#has(userId, 'CustomizeApplication');
        }
        if (name === 'task' || name === 'event') {
            return this.#has(userId, name === 'task' ? 'EditTask' : 'EditEvent', 'ModifyAllData');
        }
        const needed = SETUP_WRITE_PERMISSIONS[name];
        return needed === undefined || this.#has(userId, ...needed);
    }

    fieldAccess(userId: string, object: SObjectSchema, fieldName: string): FieldRights {
        const field = fieldOf(object, fieldName);
        if (!field || this.#unlimited(userId) || !hasFieldPermissions(object, field)) {
            return { read: true, edit: field ? field.updateable || field.createable : true };
        }
        const writable = !field.calculated && (field.updateable || field.createable);
        const grants = this.grantsOf(userId);
        const key = permissionKey(object, field);
        const granted = grants.fields.get(key) ?? { read: false, edit: false };
        if (grants.standardProfile && !field.custom && !grants.profileFields.has(key) && !isHiddenAtFirst(object, field)) {
            const rights = isActivity(object)
                ? grants.profileObjects.size > 0 && this.#granted(userId, object)
                : grants.profileObjects.get(object.name.toLowerCase());
            const { read, edit, create } = rights || NONE;
            return { read: granted.read || read, edit: writable && (granted.edit || edit || create) };
        }
        return { read: granted.read || granted.edit, edit: writable && granted.edit };
    }

    rowFilter(userId: string, object: SObjectSchema, access: RowAccess, alias: string): SqlFragment | null {
        if (this.#unlimited(userId)) {
            return null;
        }
        if (object.name === 'User') {
            // Internal users see each other; whom they may change is a platform permission (setup writes).
            return null;
        }
        if (object.name === 'PermissionSetAssignment') {
            return this.#has(userId, 'ViewSetup', 'AssignPermissionSets', 'ManageUsers')
                ? null
                : { sql: `${alias}."AssigneeId" = ?`, parameters: [userId] };
        }
        if (object.shareOf) {
            return this.#shareRows(userId, object, access, alias);
        }
        return this.#rowFilter.of(this.#reader(userId), object, access, alias);
    }

    /** Share rows follow the record: seen by who may read it, changed by who has full access to it. */
    #shareRows(userId: string, object: SObjectSchema, access: RowAccess, alias: string): SqlFragment | null {
        const shared = this.#store.schema.object(object.shareOf!);
        if (!shared?.present) {
            return null;
        }
        const filter = this.#rowFilter.of(this.#reader(userId), shared, access === 'read' ? 'read' : 'delete', 'shared');
        const parentField = object.fields.has('parentid') ? 'ParentId' : `${object.shareOf}Id`;
        return (
            filter && {
                sql: `${alias}."${parentField}" IN (SELECT shared."Id" FROM "${shared.name}" shared WHERE ${filter.sql})`,
                parameters: filter.parameters
            }
        );
    }

    platformFilter(userId: string, object: SObjectSchema, _access: RowAccess, alias: string): SqlFragment | null {
        const rule = OWN_ROWS_ONLY[object.name.toLowerCase()];
        return !rule || this.#unlimited(userId) || this.#has(userId, ...rule.unless)
            ? null
            : { sql: `${alias}."${rule.field}" = ?`, parameters: [userId] };
    }

    #reader(userId: string): RowReader {
        return {
            principals: this.#principals.get(userId, () => computePrincipals(this.#store, userId)),
            seesAll: (object, access) => {
                const rights = this.#granted(userId, object);
                return rights.modifyAll || (access === 'read' && rights.viewAll);
            },
            mayTransfer: (object) =>
                this.#has(
                    userId,
                    'TransferAnyEntity',
                    ...(object.name === 'Lead' ? ['TransferAnyLead'] : object.name === 'Case' ? ['TransferAnyCase'] : [])
                )
        };
    }

    #has(userId: string, ...permissions: string[]): boolean {
        return permissions.some((permission) => this.hasUserPermission(userId, permission));
    }
}
