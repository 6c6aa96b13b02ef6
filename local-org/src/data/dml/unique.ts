/** Unique fields: no two live rows with the same value. */
import type { FieldSchema, SObjectSchema } from '../../schema/model.ts';
import type { StoredValue } from '../ports.ts';
import { quoted } from '../store/columns.ts';
import type { Store } from '../store/Store.ts';
import type { Pending } from './Pending.ts';
import { duplicateValue } from './rowErrors.ts';

const uniqueFields = new WeakMap<SObjectSchema, FieldSchema[]>();

function uniqueFieldsOf(object: SObjectSchema): FieldSchema[] {
    let fields = uniqueFields.get(object);
    if (!fields) {
        fields = [...object.fields.values()].filter((field) => field.unique && field.type !== 'id' && !field.autoNumber);
        uniqueFields.set(object, fields);
    }
    return fields;
}

export function checkUnique(store: Store, object: SObjectSchema, rows: readonly Pending[]): void {
    for (const field of uniqueFieldsOf(object)) {
        const writers = rows.filter((row) => !row.failed && row.changes(field.name) && (row.after![field.name] ?? null) !== null);
        if (writers.length > 0) {
            checkField(store, object, field, writers);
        }
    }
}

function keyOf(field: FieldSchema, value: StoredValue): StoredValue {
    return typeof value === 'string' && !field.caseSensitive ? value.toLowerCase() : value;
}

function checkField(store: Store, object: SObjectSchema, field: FieldSchema, writers: readonly Pending[]): void {
    const column = quoted(field.name);
    const written = writers.map((row) => keyOf(field, row.after![field.name]!));
    const isFolded = !field.caseSensitive && written.some((value) => typeof value === 'string' && /[^ -~]/.test(value));
    const values = JSON.stringify(written);
    const holders = new Map<StoredValue, string>();
    const found = store.arrays(
        `SELECT ${column}, "Id" FROM ${quoted(object.name)} WHERE ${isFolded ? `fold(${column})` : column} IN (SELECT value FROM json_each(?)) AND "IsDeleted" = 0`,
        [values]
    );
    const moving = new Set(writers.map((row) => row.id));
    for (const [value, id] of found) {
        // A row of this statement gives its old value up.
        if (!moving.has(String(id))) {
            holders.set(keyOf(field, value!), String(id));
        }
    }
    const taken = new Set<StoredValue>();
    for (const row of writers) {
        const key = keyOf(field, row.after![field.name]!);
        const holder = holders.get(key);
        if (holder) {
            row.fail(duplicateValue(field, holder));
        } else if (taken.has(key)) {
            row.fail(duplicateValue(field, null));
        }
        taken.add(key);
    }
}
