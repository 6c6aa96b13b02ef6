/** Formulas and roll-ups of the records that triggers see: computed from the row in hand, which may not be stored yet. */
import { UnsupportedError } from '../../runtime/errors.ts';
import type { SObject } from '../../runtime/values/SObject.ts';
import type { FieldSchema, SObjectSchema } from '../../schema/model.ts';
import type { StoredRow } from '../ports.ts';
import { SqlBuilder } from '../soql/context.ts';
import { Scope } from '../soql/Scope.ts';
import { quoted, storageOf } from '../store/columns.ts';
import { decoderOf } from '../values/codec.ts';
import type { DmlContext } from './context.ts';

const calculatedFields = new WeakMap<SObjectSchema, readonly FieldSchema[]>();

function fieldsOf(object: SObjectSchema): readonly FieldSchema[] {
    let fields = calculatedFields.get(object);
    if (!fields) {
        fields = [...object.fields.values()].filter((field) => field.calculated && storageOf(field) === null);
        calculatedFields.set(object, fields);
    }
    return fields;
}

/** Puts what `object` calculates into records that show these rows. A formula that is not built says so when it is read. */
export function calculate(
    context: DmlContext,
    object: SObjectSchema,
    rows: readonly Readonly<StoredRow>[],
    records: readonly SObject[]
): void {
    const fields = fieldsOf(object);
    if (fields.length === 0 || rows.length === 0) {
        return;
    }
    const { store, policy, transaction } = context;
    const builder = new SqlBuilder({
        store,
        schema: store.schema,
        policy,
        userId: transaction.userId,
        access: 'system',
        sharing: false,
        enforced: false,
        binds: [],
        now: transaction.now(),
        zone: context.zoneOf(transaction.userId)
    });
    const columns = [...store.columns(object).values()].filter(
        (name) => name !== 'Id' && object.fields.get(name.toLowerCase())?.type !== 'base64'
    );
    const picked = ['Id', ...columns].map((name, place) => `json_extract(value, '$[${place}]') AS ${quoted(name)}`);
    const json = JSON.stringify(rows.map((row) => ['Id', ...columns].map((name) => row[name] ?? null)));
    const scope = new Scope(builder, object, null, `(SELECT key, ${picked.join(', ')} FROM json_each(${builder.parameter(json)}))`);
    const shown: FieldSchema[] = [];
    const sql: string[] = [];
    const unbuilt = new Map<string, UnsupportedError>();
    for (const field of fields) {
        try {
            sql.push(scope.resolve([field.name]).sql);
            shown.push(field);
        } catch (error) {
            if (!(error instanceof UnsupportedError)) {
                throw error;
            }
            unbuilt.set(field.name.toLowerCase(), error);
        }
    }
    if (unbuilt.size > 0) {
        records.forEach((record) => (record.unbuilt = unbuilt));
    }
    if (sql.length === 0) {
        return;
    }
    const found = store.arrays(`SELECT ${sql.join(', ')} FROM ${scope.fromSql()} ORDER BY ${scope.alias}.key`, builder.parameters);
    found.forEach((values, place) => {
        shown.forEach((field, column) => {
            const value = values[column] ?? null;
            if (value !== null) {
                records[place]!.values.set(field.name.toLowerCase(), decoderOf(field)(value));
            }
        });
    });
}
