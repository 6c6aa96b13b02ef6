/** The SOQL of a bulk query: what Bulk API 2.0 takes of it, and the columns that its result has. */
import { parseSoql } from '../../language/parseSoql.ts';
import type { FunctionCall, Query } from '../../language/soqlAst.ts';
import { UnsupportedError } from '../../runtime/errors.ts';
import type { QueryOptions } from '../../runtime/ports.ts';
import { fieldOf, parentFieldOf } from '../../schema/model.ts';
import type { FieldSchema, SObjectSchema } from '../../schema/model.ts';
import type { Assembly } from '../assemble.ts';
import { asRefusals, RequestRefused } from '../records.ts';
import { inTransaction } from '../transactions.ts';
import { bulkObject, formatOf, NOTHING_DONE, requireApi } from './ingestRequest.ts';
import type { NewJob } from './ingestRequest.ts';

export const BULK_ACCESS: QueryOptions = { access: 'user', sharing: true, binds: [] };

/** A column of the result: its name, and where in a record its value stands (lower-case names). */
export interface ResultColumn {
    name: string;
    path: string[];
    field: FieldSchema | null;
}

const AGGREGATES = new Set(['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX', 'GROUPING']);

/** @throws RequestRefused also for a query that the org would refuse when it runs */
export function queryRequest(org: Assembly, userId: string, apiVersion: string, body: Record<string, unknown>): NewJob {
    requireApi(org, userId);
    const format = formatOf(body);
    const { operation, query: soql } = body;
    if (operation !== 'query' && operation !== 'queryAll') {
        throw new RequestRefused(
            'INVALIDJOB',
            `InvalidJob : Invalid value for operation: ${String(operation)}. It must be query or queryAll.`
        );
    }
    if (typeof soql !== 'string' || soql.trim() === '') {
        throw new RequestRefused('INVALIDJOB', 'InvalidJob : No query was provided for this job');
    }
    const object = asRefusals(() => {
        const query = parseSoql(soql);
        refuseUnsupported(query);
        const queried = bulkObject(org, userId, query.from.object);
        columnsOfQuery(org, query);
        tryOut(org, userId, query);
        return queried;
    });
    return {
        kind: 'V2Query',
        userId,
        operation,
        object: object.name,
        state: 'UploadComplete',
        externalId: null,
        ...format,
        apiVersion,
        query: soql,
        ...NOTHING_DONE
    };
}

/** Guide, "Understanding Bulk API 2.0 Query". */
function refuseUnsupported(query: Query): void {
    const refuse = (what: string): never => {
        throw new RequestRefused('API_ERROR', `${what} not supported in Bulk Query`);
    };
    if (query.binds.length > 0) {
        throw new RequestRefused('MALFORMED_QUERY', 'Bind variables only allowed in Apex code');
    }
    if (query.groupBy) {
        refuse('Group By');
    }
    if (query.offset) {
        refuse('Offset');
    }
    for (const item of query.select) {
        if (item.kind === 'subquery') {
            refuse('Aggregate Relationships');
        } else if (item.kind === 'typeof') {
            refuse('Typeof');
        } else if (item.kind === 'countAll' || (item.kind === 'function' && AGGREGATES.has(item.call.name))) {
            refuse('Aggregate functions');
        }
    }
}

/** Runs the query for one row: what it would be refused for is told now, not by a job that fails. */
function tryOut(org: Assembly, userId: string, query: Query): void {
    const one: Query = { ...query, limit: { kind: 'number', at: query.at, text: '1' }, orderBy: [] };
    inTransaction(org, { userId, sharing: true, throwAway: true }, (transaction) => void org.data.query(transaction, one, BULK_ACCESS));
}

export function columnsOfQuery(org: Assembly, query: Query): ResultColumn[] {
    const object = org.schema.object(query.from.object)!;
    return query.select.map((item) => {
        if (item.kind === 'field') {
            const column = pathColumn(org, object, relative(item.field.path, query));
            return item.alias ? { ...column, name: item.alias, path: [item.alias.toLowerCase()] } : column;
        }
        if (item.kind === 'function') {
            return functionColumn(org, object, item.call, item.alias, query);
        }
        throw new UnsupportedError(item.kind === 'fields' ? `FIELDS(${item.which}) in a bulk query` : 'this column of a bulk query');
    });
}

function functionColumn(org: Assembly, object: SObjectSchema, call: FunctionCall, alias: string | null, query: Query): ResultColumn {
    const [argument] = call.args;
    if (!argument || !('path' in argument)) {
        throw new UnsupportedError(`${call.name}() in a bulk query`);
    }
    const column = pathColumn(org, object, relative(argument.path, query));
    return { name: alias ?? column.name, path: alias ? [alias.toLowerCase()] : column.path, field: null };
}

/** `Account.Name` of a query that calls Account `a`, or itself, is `Name`. */
function relative(path: string[], { from }: Query): string[] {
    const first = path[0].toLowerCase();
    return path.length > 1 && (first === from.alias?.toLowerCase() || first === from.object.toLowerCase()) ? path.slice(1) : path;
}

function pathColumn(org: Assembly, object: SObjectSchema, path: readonly string[]): ResultColumn {
    const names: string[] = [];
    let owner: SObjectSchema | undefined = object;
    for (const name of path.slice(0, -1)) {
        const reference: FieldSchema | undefined = owner && parentFieldOf(owner, name);
        names.push(reference?.relationshipName ?? name);
        owner = reference && org.schema.object(reference.referenceTo.length > 1 ? 'Name' : reference.referenceTo[0]);
    }
    const field = (owner && fieldOf(owner, path.at(-1)!)) ?? null;
    if (field && (field.type === 'address' || field.type === 'location')) {
        throw new RequestRefused('API_ERROR', 'Selecting compound data not supported in Bulk Query');
    }
    if (field?.type === 'base64') {
        throw new RequestRefused('API_ERROR', 'Selecting binary data not supported in Bulk Query');
    }
    names.push(field?.name ?? path.at(-1)!);
    return { name: names.join('.'), path: path.map((name) => name.toLowerCase()), field };
}
