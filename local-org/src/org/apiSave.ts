/**
 * Saves as the APIs make them (REST, Bulk): the rows of one statement in a transaction that is open. What Apex would throw for the
 * whole statement – no access to the object, a field that may not be written, one Id twice – the APIs tell of the row.
 */
import { LimitExceeded } from '../runtime/errors.ts';
import type { DmlOptions, DmlVerb, RowError, RowResult } from '../runtime/ports.ts';
import type { Transaction } from '../runtime/Transaction.ts';
import type { SObject } from '../runtime/values/SObject.ts';
import { fieldOf } from '../schema/model.ts';
import type { SObjectSchema } from '../schema/model.ts';
import type { Assembly } from './assemble.ts';

export type ApiVerb = Extract<DmlVerb, 'insert' | 'update' | 'upsert' | 'delete'>;

export interface ApiSaveOptions {
    allOrNone: boolean;
    /** For upsert: API name of the field, null = Id. */
    externalIdField?: string | null;
}

/** Never throws for a row; with allOrNone and a row that fails, nothing is saved and the other rows have no error of their own. */
export function saveAsApi(
    org: Assembly,
    transaction: Transaction,
    verb: ApiVerb,
    records: readonly SObject[],
    { allOrNone, externalIdField = null }: ApiSaveOptions
): RowResult[] {
    const check = new RowCheck(org, transaction.userId, verb);
    const refusals = records.map((record) => check.refusal(record));
    const open = records.filter((_record, index) => refusals[index] === null);
    const halted = allOrNone && open.length < records.length;
    const options: DmlOptions = {
        access: 'user',
        sharing: true,
        api: true,
        allOrNone,
        externalIdField: externalIdField === null ? null : externalIdField.toLowerCase()
    };
    const results = halted ? [] : org.data.dml(transaction, verb, open, options);
    let next = 0;
    return refusals.map((error, index) =>
        error !== null || halted
            ? { success: false, id: records[index].id, created: false, errors: error === null ? [] : [error] }
            : results[next++]
    );
}

/** A limit that the rows' automation passed: the transaction is gone, and every row with it. Null for other errors. */
export function limitError(error: unknown): RowError | null {
    return error instanceof LimitExceeded
        ? { statusCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message: `${error.name}: ${error.message}`, fields: [] }
        : null;
}

/** What keeps a row from being tried at all. */
class RowCheck {
    readonly #org: Assembly;
    readonly #userId: string;
    readonly #verb: ApiVerb;
    readonly #ids = new Set<string>();
    readonly #objects = new Map<SObjectSchema, RowError | null>();
    readonly #fields = new Map<string, boolean>();

    constructor(org: Assembly, userId: string, verb: ApiVerb) {
        this.#org = org;
        this.#userId = userId;
        this.#verb = verb;
    }

    refusal(record: SObject): RowError | null {
        const object = record.schema!;
        return (
            this.#objectRefusal(object) ?? this.#duplicate(record) ?? (this.#verb === 'delete' ? null : this.#fieldRefusal(object, record))
        );
    }

    #objectRefusal(object: SObjectSchema): RowError | null {
        let refusal = this.#objects.get(object);
        if (refusal === undefined) {
            refusal = this.#accessError(object);
            this.#objects.set(object, refusal);
        }
        return refusal;
    }

    #accessError(object: SObjectSchema): RowError | null {
        const may = this.#org.security.objectAccess(this.#userId, object);
        const refused = (done: string): RowError =>
            rowError('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `entity type cannot be ${done}: ${object.label}`);
        const readOnly = rowError('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
        switch (this.#verb) {
            case 'insert':
                return may.create ? null : refused('inserted');
            case 'update':
                return may.edit ? null : object.updateable ? readOnly : refused('updated');
            case 'upsert':
                return may.create && may.edit ? null : refused(may.create ? 'updated' : 'inserted');
            case 'delete':
                return may.delete ? null : object.deletable ? readOnly : refused('deleted');
        }
    }

    #duplicate(record: SObject): RowError | null {
        const { id } = record;
        if (id === null || this.#verb === 'insert') {
            return null;
        }
        if (this.#ids.has(id)) {
            return rowError('DUPLICATE_VALUE', `Duplicate id specified: ${id}`, ['Id']);
        }
        this.#ids.add(id);
        return null;
    }

    #fieldRefusal(object: SObjectSchema, record: SObject): RowError | null {
        const refused = [...record.dirty].flatMap((name) => {
            const field = fieldOf(object, name);
            return field && field.type !== 'id' && !this.#mayEdit(object, field.name) ? [field.name] : [];
        });
        return refused.length === 0 ? null : fieldsNotWriteable(refused);
    }

    #mayEdit(object: SObjectSchema, field: string): boolean {
        const key = `${object.name}.${field}`;
        let may = this.#fields.get(key);
        if (may === undefined) {
            may = this.#org.security.fieldAccess(this.#userId, object, field).edit;
            this.#fields.set(key, may);
        }
        return may;
    }
}

function rowError(statusCode: string, message: string, fields: string[] = []): RowError {
    return { statusCode, message, fields };
}

/** Field-level security, or a field that nobody may write: the APIs say the same of both. */
export function fieldsNotWriteable(fields: string[]): RowError {
    return rowError(
        'INVALID_FIELD_FOR_INSERT_UPDATE',
        `Unable to create/update fields: ${fields.join(', ')}. Please check the security settings of this field and verify that it is ` +
            'read/write for your profile or permission set.',
        fields
    );
}
