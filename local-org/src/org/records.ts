/** Queries and saves as the REST API makes them: in user mode, each in a transaction of its own. */
import { parseSoql, SoqlSyntaxError } from '../language/parseSoql.ts';
import type { QueryOptions, RowResult } from '../runtime/ports.ts';
import type { SObject } from '../runtime/values/SObject.ts';
import { ApexException } from '../runtime/values/ApexException.ts';
import type { SObjectSchema } from '../schema/model.ts';
import { fieldOf } from '../schema/model.ts';
import type { Assembly } from './assemble.ts';
import { FieldValueError, recordFromJson, recordToJson, selectionOf, UnknownFieldError } from './recordJson.ts';
import type { RecordJson } from './recordJson.ts';
import { inTransaction } from './transactions.ts';

export type { RecordJson } from './recordJson.ts';
export type SaveVerb = 'insert' | 'update' | 'delete';

export interface SaveResult {
    id: string | null;
    success: boolean;
    errors: { statusCode: string; message: string; fields: string[] }[];
}

/** A request that the org refuses as a whole: REST's error code and the org's words. */
export class RequestRefused extends Error {
    readonly code: string;
    constructor(code: string, message: string) {
        super(message);
        this.name = 'RequestRefused';
        this.code = code;
    }
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
    { allOrNone }: { allOrNone: boolean }
): SaveResult[] {
    const objects = rows.map(({ object }) => presentObject(org, object));
    return asRefusals(() =>
        inTransaction(org, { userId, sharing: true }, (transaction) => {
            const records = rows.map(({ record }, index) => recordFromJson(objects[index], record));
            const results = org.data.dml(transaction, verb, records, { access: 'user', sharing: true, allOrNone, externalIdField: null });
            return results.map((result, index) => {
                const saved = saveResult(result, records[index].id);
                // Without an error of its own, a row fails because another one does.
                return saved.success || saved.errors.length > 0 ? saved : { ...saved, errors: [ROLLED_BACK] };
            });
        })
    );
}

function saveResult(result: RowResult, id: string | null): SaveResult {
    return {
        id: result.success ? (result.id ?? id) : null,
        success: result.success,
        errors: result.errors.map(({ statusCode, message, fields }) => ({ statusCode, message, fields }))
    };
}

/** One record with the fields asked for, or all that the user may read; null when there is none that they may see. */
export function readRecord(org: Assembly, userId: string, objectName: string, id: string, fields: string[] | null): RecordJson | null {
    const object = presentObject(org, objectName);
    const unknown = fields?.find((name) => !/^\w+(\.\w+)*$/.test(name));
    if (unknown !== undefined) {
        throw new RequestRefused('INVALID_FIELD', `No such column '${unknown}' on sobject of type ${object.name}`);
    }
    const names = fields ?? readableFields(org, userId, object);
    const { records } = queryRecords(
        org,
        userId,
        `SELECT ${names.join(', ')} FROM ${object.name} WHERE Id = '${id.replace(/[^\w]/g, '')}'`
    );
    return records[0] ?? null;
}

export function readableFields(org: Assembly, userId: string, object: SObjectSchema): string[] {
    return [...object.fields.values()]
        .filter((field) => field.type !== 'base64' && org.security.fieldAccess(userId, object, field.name).read)
        .map((field) => field.name);
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

/** Runs the work; what the org refuses becomes RequestRefused. */
export function asRefusals<T>(work: () => T): T {
    try {
        return work();
    } catch (error) {
        if (error instanceof SoqlSyntaxError) {
            throw new RequestRefused('MALFORMED_QUERY', error.message);
        }
        if (error instanceof UnknownFieldError) {
            throw new RequestRefused('INVALID_FIELD', error.message);
        }
        if (error instanceof FieldValueError) {
            throw new RequestRefused('JSON_PARSER_ERROR', error.message);
        }
        if (error instanceof ApexException) {
            throw new RequestRefused(codeOf(error.apexMessage), error.apexMessage);
        }
        throw error;
    }
}

/** REST names queries' faults by code where Apex has one exception for all. */
function codeOf(message: string): string {
    if (/^No such column/.test(message)) {
        return 'INVALID_FIELD';
    }
    return /is not supported\.?/.test(message) ? 'INVALID_TYPE' : 'MALFORMED_QUERY';
}
