/** What a query needs to know besides its text. */
import { UnsupportedError } from '../../runtime/errors.ts';
import type { AccessMode } from '../../runtime/ports.ts';
import type { ApexException } from '../../runtime/values/ApexException.ts';
import type { FieldSchema, Schema, SObjectSchema } from '../../schema/model.ts';
import type { AccessPolicy, SqlFragment, StoredValue } from '../ports.ts';
import { SqlParameters } from '../store/SqlParameters.ts';
import type { Store } from '../store/Store.ts';
import { noSuchColumn, queryException, unsupportedObject } from './errors.ts';

export interface QueryContext {
    store: Store;
    schema: Schema;
    policy: AccessPolicy;
    userId: string;
    access: AccessMode;
    /** Filter rows by the sharing of the user. */
    sharing: boolean;
    /** WITH SECURITY_ENFORCED: fields of SELECT and FROM only. */
    enforced: boolean;
    binds: readonly unknown[];
    now: number;
    /** Time zone of the running user. */
    zone: string;
}

/** Builds one SQL statement: hands out table aliases and parameters, and remembers what the user may not see. */
export class SqlBuilder {
    readonly context: QueryContext;
    readonly #sql = new SqlParameters();
    readonly #inaccessible = new Map<string, Set<string>>();
    #firstRefusal: ApexException | null = null;
    #aliases = 0;
    #unseen = 0;

    constructor(context: QueryContext) {
        this.context = context;
    }

    alias(): string {
        return `t${this.#aliases++}`;
    }

    get parameters(): readonly StoredValue[] {
        return this.#sql.values;
    }

    /** The SQL that stands for a value. */
    parameter(value: StoredValue): string {
        return this.#sql.value(value);
    }

    /** Takes over a fragment whose `?` are counted from its own start. */
    fragment(fragment: SqlFragment): string {
        return this.#sql.fragment(fragment);
    }

    /**
     * The table of an object that a query names.
     *
     * @throws ApexException (System.QueryException) for an unknown object and, in user mode, one that the user may not read
     * @throws UnsupportedError for one that the local org does not have
     */
    table(name: string, computed = false): SObjectSchema {
        const object = this.context.schema.object(name);
        if (!object) {
            throw unsupportedObject(name);
        }
        if (!object.present) {
            throw new UnsupportedError(`SOQL on ${object.name}`);
        }
        if (object.name === 'FieldDefinition' || object.name === 'EntityParticle') {
            this.context.store.describeFields(object.name);
        } else if (object.name === 'UserRecordAccess' && !computed) {
            // The platform computes its rows when asked: an empty table would be a wrong answer.
            throw new UnsupportedError('SOQL on UserRecordAccess other than by UserId and RecordId');
        }
        if (!object.queryable) {
            throw queryException(`entity type ${object.name} does not support query`);
        }
        if (
            this.#unseen === 0 &&
            (this.context.access === 'user' || this.context.enforced) &&
            !this.context.policy.objectAccess(this.context.userId, object).read
        ) {
            this.#refuse(object, null);
        }
        return object;
    }

    /** What a formula reads is nobody's business but the formula's. */
    unseen<T>(resolve: () => T): T {
        this.#unseen += 1;
        try {
            return resolve();
        } finally {
            this.#unseen -= 1;
        }
    }

    /** In user mode every field that is named must be readable. */
    mustRead(object: SObjectSchema, field: FieldSchema, selected: boolean): void {
        const { access, enforced, policy, userId } = this.context;
        if (this.#unseen > 0) {
            return;
        }
        if (access !== 'user' && !(enforced && selected)) {
            return;
        }
        // Of an object that cannot be read no field can.
        if (!policy.objectAccess(userId, object).read || !policy.fieldAccess(userId, object, field.name).read) {
            this.#refuse(object, field);
        }
    }

    #refuse(object: SObjectSchema, field: FieldSchema | null): void {
        const fields = this.#inaccessible.get(object.name) ?? new Set();
        this.#inaccessible.set(object.name, fields);
        if (field) {
            fields.add(field.name);
        }
        this.#firstRefusal ??= this.context.enforced
            ? queryException(`Insufficient permissions: secure query included inaccessible field`)
            : field
              ? noSuchColumn(field.name, object.name)
              : unsupportedObject(object.name);
    }

    /** @throws ApexException when the query named what the user may not see; `getInaccessibleFields()` has all of it. */
    checkAccess(): void {
        if (this.#firstRefusal) {
            this.#firstRefusal.inaccessibleFields = new Map([...this.#inaccessible].map(([object, fields]) => [object, [...fields]]));
            throw this.#firstRefusal;
        }
    }

    /** The conditions that hold for every query of the object: not deleted, and what rights leave. */
    rowConditions(object: SObjectSchema, alias: string, allRows: boolean): string[] {
        const conditions: string[] = allRows ? [] : [`${alias}."IsDeleted" = 0`];
        const { policy, userId, access, sharing } = this.context;
        const platform = policy.platformFilter(userId, object, 'read', alias);
        if (platform) {
            conditions.push(`(${this.fragment(platform)})`);
        }
        const shared = sharing || access === 'user' ? policy.rowFilter(userId, object, 'read', alias) : null;
        if (shared) {
            conditions.push(`(${this.fragment(shared)})`);
        }
        return conditions;
    }
}
