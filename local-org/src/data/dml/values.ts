/** What the statement's records bring: which fields may be written, their stored form, parents named by external Id. */
import type { RowError } from '../../runtime/ports.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { SObject } from '../../runtime/values/SObject.ts';
import { parentFieldOf } from '../../schema/model.ts';
import type { FieldSchema, SObjectSchema } from '../../schema/model.ts';
import type { StoredValue } from '../ports.ts';
import { quoted, storageOf } from '../store/columns.ts';
import type { DmlContext } from './context.ts';
import { encode } from './encode.ts';
import type { Pending } from './Pending.ts';
import { notWriteable, rowError } from './rowErrors.ts';

const EMPTY_ROW = {};

/** Fills `after` and `given` from the records of the statement. */
export function takeValues(context: DmlContext, object: SObjectSchema, verb: 'insert' | 'update', rows: readonly Pending[]): void {
    for (const row of rows) {
        row.after = { ...(row.before ?? EMPTY_ROW) };
        const refused: string[] = [];
        const hidden: string[] = [];
        const record = row.record!;
        // An insert takes everything that the record holds, an update what code has set.
        for (const name of verb === 'insert' ? record.values.keys() : record.dirty) {
            takeValue(context, object, verb, row, name, { refused, hidden });
        }
        if (refused.length > 0) {
            row.fail(notWriteable(refused));
        }
        if (hidden.length > 0) {
            row.fail(inaccessible(object, hidden));
        }
    }
}

function takeValue(
    context: DmlContext,
    object: SObjectSchema,
    verb: 'insert' | 'update',
    row: Pending,
    name: string,
    problems: { refused: string[]; hidden: string[] }
): void {
    const record = row.record!;
    const value = record.values.get(name);
    const deliberate = record.dirty.has(name);
    const field = object.fields.get(name);
    if (!field) {
        if (deliberate && value instanceof SObject) {
            takeParent(context, object, row, name, value);
        }
        return;
    }
    if (field.type === 'id') {
        return;
    }
    const writeable = (verb === 'insert' ? field.createable : field.updateable) && storageOf(field) !== null && !field.autoNumber;
    if (!writeable) {
        if (deliberate) {
            problems.refused.push(field.name);
        }
        return;
    }
    if (context.options.access === 'user' && !context.policy.fieldAccess(context.transaction.userId, object, field.name).edit) {
        problems.hidden.push(field.name);
        return;
    }
    row.after![field.name] = encoded(row, field, value);
    row.given.add(field.name);
}

function encoded(row: Pending, field: FieldSchema, value: unknown): StoredValue {
    const stored = encode(field, value);
    if (stored === undefined) {
        row.fail(rowError('INVALID_TYPE_ON_FIELD_IN_RECORD', `${field.label}: value not of required type: ${String(value)}`, [field.name]));
        return null;
    }
    return stored;
}

/** `new Contact(Account = new Account(Number__c = '7'))`: the parent is named by an external Id. */
function takeParent(context: DmlContext, object: SObjectSchema, row: Pending, relationship: string, parent: SObject): void {
    const reference = parentFieldOf(object, relationship);
    const target = context.store.schema.object(parent.type);
    if (!reference || !target?.present) {
        return;
    }
    if (parent.id !== null) {
        row.after![reference.name] = parent.id;
        row.given.add(reference.name);
        return;
    }
    const keys = [...parent.dirty].flatMap((name) => target.fields.get(name) ?? []).filter((field) => field.externalId || field.idLookup);
    const [key] = keys;
    if (!key || keys.length > 1) {
        row.fail(
            rowError(
                'INVALID_FIELD',
                `More than 1 field or no external id field provided in an external foreign key reference in entity: ${target.name}`
            )
        );
        return;
    }
    const value = encode(key, parent.values.get(key.name.toLowerCase())) ?? null;
    const found = context.store.arrays(
        `SELECT "Id" FROM ${quoted(target.name)} WHERE ${quoted(key.name)} = ? AND "IsDeleted" = 0 LIMIT 2`,
        [value]
    );
    if (found.length !== 1) {
        row.fail(
            rowError(
                'INVALID_FIELD',
                `Foreign key external ID: ${String(value).toLowerCase()} not found for field ${key.name} in entity ${target.name}`
            )
        );
        return;
    }
    row.after![reference.name] = found[0]![0]!;
    row.given.add(reference.name);
}

/** Fields that user mode does not let the user write. */
export function inaccessible(object: SObjectSchema, fields: string[]): RowError {
    return rowError(
        'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
        `Operation failed due to fields being inaccessible on Sobject ${object.name}, check errors on Exception or Result!`,
        fields
    );
}

export function isInaccessible(error: RowError): boolean {
    return error.message.startsWith('Operation failed due to fields being inaccessible on Sobject ');
}

function describedAs({ createable, updateable, deletable }: SObjectSchema): { insert: boolean; update: boolean; delete: boolean } {
    return { insert: createable, update: updateable, delete: deletable };
}

const ACCESS = { insert: 'create', update: 'edit', delete: 'delete', undelete: 'create' } as const;

/**
 * May Apex, and in user mode this user, do that to the object at all?
 *
 * @throws ApexException System.TypeException for objects without DML, System.SecurityException in user mode
 */
export function checkObjectAccess(context: DmlContext, object: SObjectSchema, verb: 'insert' | 'update' | 'delete' | 'undelete'): void {
    const allowed = verb === 'undelete' ? object.undeletable : context.options.api ? describedAs(object)[verb] : object.apexDml[verb];
    if (!allowed) {
        throw ApexException.of('System.TypeException', `DML operation ${verb.toUpperCase()} not allowed on ${object.name}`);
    }
    if (context.options.access !== 'user') {
        return;
    }
    const access = context.policy.objectAccess(context.transaction.userId, object);
    if (!access[ACCESS[verb]]) {
        throw ApexException.of(
            'System.SecurityException',
            access.read ? `DML operation ${verb.toUpperCase()} not allowed on ${object.name}` : `Access to entity '${object.name}' denied`
        );
    }
}
