/** Queries and saves as the REST API makes them: in user mode, each in a transaction of its own. */
import { parseSoql } from '../language/parseSoql.ts';
import type { QueryOptions, RowResult } from '../runtime/ports.ts';
import type { SObject } from '../runtime/values/SObject.ts';
import type { SObjectSchema } from '../schema/model.ts';
import { fieldOf } from '../schema/model.ts';
import { limitError, saveAsApi } from './apiSave.ts';
import type { ApiVerb } from './apiSave.ts';
import type { Assembly } from './assemble.ts';
import { recordFromJson, recordToJson, selectionOf } from './recordJson.ts';
import type { RecordJson } from './recordJson.ts';
import { asRefusals, RequestRefused } from './refusals.ts';
import { inTransaction } from './transactions.ts';

export { asRefusals, RequestRefused } from './refusals.ts';
export type { RecordJson } from './recordJson.ts';
export type SaveVerb = ApiVerb;

export interface SaveResult {
    id: string | null;
    success: boolean;
    errors: { statusCode: string; message: string; fields: string[] }[];
    /** upsert: was it inserted? */
    created?: boolean;
}

export interface SaveOptions {
    allOrNone: boolean;
    /** For upsert: the key that tells whether a row is there, null = Id. */
    externalIdField?: string | null;
}

export interface QueryResult {
    totalSize: number;
    records: RecordJson[];
}

export function queryRecords(org: Assembly, userId: string, soql: string, { allRows = false } = {}): QueryResult {
    return asRefusals(() =>
        inTransaction(org, { userId, sharing: true }, (transaction) => {
            const query = parseSoql(soql);
            if (query.binds.length > 0) {
                throw new RequestRefused('MALFORMED_QUERY', 'Bind variables only allowed in Apex code');
            }
            query.allRows ||= allRows;
            const options: QueryOptions = { access: 'user', sharing: true, binds: [] };
            if (query.select[0]?.kind === 'countAll') {
                return { totalSize: org.data.count(transaction, query, options), records: [] };
            }
            const rows = org.data.query(transaction, query, options);
            // Aggregates and FIELDS() name their columns themselves.
            const named = query.select.every((item) => item.kind !== 'function' && item.kind !== 'fields') && query.groupBy === null;
            const selection = named ? selectionOf(query) : undefined;
            return { totalSize: rows.items.length, records: rows.items.map((row) => recordToJson(org.schema, row as SObject, selection)) };
        })
    );
}

const ROLLED_BACK = {
    statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
    message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
    fields: []
};

/** A record of the named object. */
export interface ObjectRow {
    object: string;
    record: RecordJson;
}

/** Saves rows of possibly different objects in one transaction; the results come in the order of the rows. */
export function saveRecords(
    org: Assembly,
    userId: string,
    verb: SaveVerb,
    rows: readonly ObjectRow[],
    { allOrNone, externalIdField = null }: SaveOptions
): SaveResult[] {
    const objects = rows.map(({ object }) => seenObject(org, userId, object));
    return asRefusals(() => {
        const sees = visibility(org, userId);
        const records = rows.map(({ record }, index) => recordFromJson(objects[index], record, { schema: org.schema, sees }));
        let results: RowResult[];
        try {
            results = inTransaction(org, { userId, sharing: true }, (transaction) =>
                saveAsApi(org, transaction, verb, records, { allOrNone, externalIdField })
            );
        } catch (error) {
            const limit = limitError(error);
            if (!limit) {
                throw error;
            }
            results = records.map((record) => ({ success: false, id: record.id, created: false, errors: [limit] }));
        }
        return results.map((result, index) => {
            const saved = saveResult(result, records[index].id, verb);
            // Without an error of its own, a row fails because another one does.
            return saved.success || saved.errors.length > 0 ? saved : { ...saved, errors: [ROLLED_BACK] };
        });
    }, 'UNKNOWN_EXCEPTION');
}

/** A field that the user does not see does not exist for them: asked once for each field. */
export function visibility(org: Assembly, userId: string): (object: SObjectSchema, field: string) => boolean {
    const known = new Map<string, boolean>();
    return (object, field) => {
        const key = `${object.name}.${field}`;
        let sees = known.get(key);
        if (sees === undefined) {
            sees = org.security.fieldAccess(userId, object, field).read;
            known.set(key, sees);
        }
        return sees;
    };
}

function saveResult(result: RowResult, id: string | null, verb: SaveVerb): SaveResult {
    return {
        id: result.success ? (result.id ?? id) : null,
        success: result.success,
        errors: result.errors.map(({ statusCode, message, fields }) => ({ statusCode, message, fields })),
        ...(verb === 'upsert' && result.success && { created: result.created })
    };
}

/** One record with the fields asked for, or all that the user may read; null when there is none that they may see. */
export function readRecord(org: Assembly, userId: string, objectName: string, id: string, fields: string[] | null): RecordJson | null {
    const object = seenObject(org, userId, objectName);
    const names = fieldNames(org, userId, object, fields);
    const { records } = queryRecords(
        org,
        userId,
        `SELECT ${names.join(', ')} FROM ${object.name} WHERE Id = '${id.replace(/[^\w]/g, '')}'`
    );
    return records[0] ?? null;
}

/** The fields asked for, or all that the user may read. Throws RequestRefused for text that is no field's name. */
export function fieldNames(org: Assembly, userId: string, object: SObjectSchema, fields: string[] | null): string[] {
    const unknown = fields?.find((name) => !/^\w+(\.\w+)*$/.test(name));
    if (unknown !== undefined) {
        throw new RequestRefused('INVALID_FIELD', `No such column '${unknown}' on sobject of type ${object.name}`);
    }
    return fields ?? readableFields(org, userId, object);
}

export function readableFields(org: Assembly, userId: string, object: SObjectSchema): string[] {
    return [...object.fields.values()]
        .filter((field) => field.type !== 'base64' && org.security.fieldAccess(userId, object, field.name).read)
        .map((field) => field.name);
}

/** An object that the user may not read does not exist for them. */
export function seenObject(org: Assembly, userId: string, name: string): SObjectSchema {
    const object = presentObject(org, name);
    if (!org.security.objectAccess(userId, object).read && object.queryable) {
        throw new RequestRefused('NOT_FOUND', 'The requested resource does not exist');
    }
    return object;
}

export function presentObject(org: Assembly, name: string): SObjectSchema {
    const object = org.schema.object(name);
    if (!object?.present) {
        throw new RequestRefused('NOT_FOUND', `The requested resource does not exist: sobject type ${name}`);
    }
    return object;
}

/** The name that a record goes by. */
export function nameFieldOf(object: SObjectSchema): string {
    return [...object.fields.values()].find((field) => field.nameField)?.name ?? fieldOf(object, 'Name')?.name ?? 'Id';
}
