/** Upsert by an external Id: which rows are there already? */
import type { RowResult } from '../../runtime/ports.ts';
import type { SObject } from '../../runtime/values/SObject.ts';
import type { FieldSchema, SObjectSchema } from '../../schema/model.ts';
import type { StoredValue } from '../ports.ts';
import { quoted } from '../store/columns.ts';
import type { DmlContext } from './context.ts';
import { encode } from './encode.ts';
import { rowError } from './rowErrors.ts';

interface UpsertEntry {
    record: SObject;
    object: SObjectSchema;
    verb: string;
    result: RowResult | null;
}

/** Turns rows whose key exists into updates. Rows without a key, and keys that several rows have, fail. */
export function matchExternalIds(context: DmlContext, entries: UpsertEntry[]): void {
    const name = context.options.externalIdField;
    if (name === null || name === 'id') {
        return;
    }
    const seen = new Set<StoredValue>();
    for (const entry of entries) {
        const field = entry.object.fields.get(name);
        if (!field || !(field.externalId || field.idLookup || field.unique)) {
            throw new Error(`${entry.object.name}.${name} is no key for upsert`);
        }
        match(context, entry, field, seen);
    }
}

function match(context: DmlContext, entry: UpsertEntry, field: FieldSchema, seen: Set<StoredValue>): void {
    const value = encode(field, entry.record.values.get(field.name.toLowerCase())) ?? null;
    const fail = (code: string, message: string): void => {
        entry.result = { success: false, id: entry.record.id, created: false, errors: [rowError(code, message, [field.name])] };
    };
    if (value === null) {
        fail('MISSING_ARGUMENT', `${field.name} not specified`);
        return;
    }
    const key = typeof value === 'string' && !field.caseSensitive ? value.toLowerCase() : value;
    if (seen.has(key)) {
        fail('DUPLICATE_VALUE', `Duplicate external id specified: ${String(value)}`);
        return;
    }
    seen.add(key);
    const found = context.store.arrays(
        `SELECT "Id" FROM ${quoted(entry.object.name)} WHERE ${quoted(field.name)} = ? AND "IsDeleted" = 0`,
        [value]
    );
    if (found.length > 1) {
        fail(
            'DUPLICATE_EXTERNAL_ID',
            `${field.name}: more than one record found for external id field: [${found.map((row) => String(row[0])).join(', ')}]`
        );
        return;
    }
    if (found.length === 1) {
        entry.record.values.set('id', found[0]![0]);
        entry.verb = 'update';
    } else {
        entry.verb = 'insert';
    }
}
