/** The Tooling API's own objects, debug logs, anonymous Apex. Test runs are in testRuns.ts. */
import { RequestRefused, UnsupportedError } from '../../localOrg.ts';
import type { ToolingTable } from '../../localOrg.ts';
import { ApiError } from '../ApiError.ts';
import { json } from '../protocol.ts';
import type { ApiResponse } from '../protocol.ts';
import { firstPage } from './query.ts';
import { jsonBody } from './router.ts';
import type { Context, Route } from './router.ts';
import { describeTable, globalLine } from './toolingDescribe.ts';

const RESOURCES = ['query', 'sobjects', 'executeAnonymous', 'runTestsSynchronous', 'runTestsAsynchronous'];

/** Objects of the data API that clients ask the Tooling API for. */
const RECORDS = ['ApexClass', 'ApexTrigger', 'EntityDefinition', 'FieldDefinition', 'RecordType', 'StaticResource', 'User'];

function executeAnonymous(context: Context): object {
    const code = context.request.query.anonymousBody;
    if (code === undefined) {
        throw new ApiError(400, 'MISSING_ARGUMENT', 'The query parameter anonymousBody is missing.');
    }
    // The debug log is no part of the Tooling API's answer.
    const { debugLog: _debugLog, ...result } = context.org.executeAnonymous(context.userId, code);
    return result;
}

/** The API's own objects have rows of their own; any other object is queried as the data API queries it. */
function query(context: Context): ApiResponse {
    const { org, userId, request } = context;
    const soql = request.query.q;
    if (!soql) {
        throw new ApiError(400, 'MALFORMED_QUERY', 'The query parameter q is missing.');
    }
    if (request.query.columns === 'true') {
        return json(200, org.columns(soql));
    }
    const page = firstPage(context, org.tooling.query(soql) ?? org.query(userId, soql));
    return json(200, { size: page.records.length, entityTypeName: null, queryLocator: null, ...page });
}

/** @throws UnsupportedError for objects that are not this API's own */
function tableOf({ org, params, request }: Context): ToolingTable {
    const table = org.tooling.table(params.object);
    if (!table) {
        throw new UnsupportedError(`${request.method} of ${params.object} in the Tooling API`);
    }
    return table;
}

function values(context: Context): Record<string, unknown> {
    const body = jsonBody(context.request);
    if (body === null || typeof body !== 'object' || Array.isArray(body)) {
        throw new ApiError(400, 'JSON_PARSER_ERROR', 'A JSON object was expected.');
    }
    return body as Record<string, unknown>;
}

function create(context: Context): ApiResponse {
    const id = context.org.tooling.create(tableOf(context), values(context), context.userId);
    return json(201, { id, success: true, errors: [], warnings: [], infos: [] });
}

const NOTHING: ApiResponse = { status: 204, headers: {}, body: '' };

function update(context: Context): ApiResponse {
    context.org.tooling.update(tableOf(context), context.params.id, values(context), context.userId);
    return NOTHING;
}

function remove(context: Context): ApiResponse {
    context.org.tooling.remove(tableOf(context), context.params.id);
    return NOTHING;
}

function get(context: Context): ApiResponse {
    const { org, userId, params } = context;
    const table = org.tooling.table(params.object);
    const record = table ? org.tooling.record(table, params.id) : org.record(userId, params.object, params.id, null);
    if (!record) {
        throw new RequestRefused('NOT_FOUND', 'The requested resource does not exist');
    }
    return json(200, record);
}

function logBody({ org, params }: Context): ApiResponse {
    const body = org.logs.body(params.id);
    if (body === null) {
        throw new RequestRefused('NOT_FOUND', 'The requested resource does not exist');
    }
    return { status: 200, headers: { 'content-type': 'text/plain;charset=UTF-8' }, body };
}

function describeGlobal({ org, userId, params }: Context): ApiResponse {
    const own = org.tooling.names.map((name) => globalLine(org.tooling.table(name)!, params.version));
    const { sobjects } = org.describe(userId, null) as { sobjects: { name: string }[] };
    const shared = sobjects.filter(({ name }) => RECORDS.includes(name));
    const all = [...own, ...shared].sort((a, b) => (a.name < b.name ? -1 : 1));
    return json(200, { encoding: 'UTF-8', maxBatchSize: 200, sobjects: all });
}

function describe({ org, userId, params }: Context): ApiResponse {
    const table = org.tooling.table(params.object);
    const description = table ? describeTable(table, params.version) : org.describe(userId, params.object);
    if (!description) {
        throw new RequestRefused('NOT_FOUND', 'The requested resource does not exist');
    }
    return json(200, description);
}

function resources({ params }: Context): ApiResponse {
    return json(200, Object.fromEntries(RESOURCES.map((name) => [name, `/services/data/v${params.version}/tooling/${name}`])));
}

const DATA = String.raw`^/services/data/v(?<version>\d+\.0)`;
const BASE = `${DATA}/tooling`;
const object = String.raw`${BASE}/sobjects/(?<object>\w+)`;
const row = String.raw`${object}/(?<id>\w{15,18})`;

export const toolingRoutes: Route[] = [
    { method: 'GET', pattern: new RegExp(`${BASE}/?$`), handle: resources },
    { method: 'GET', pattern: new RegExp(`${BASE}/executeAnonymous/?$`), handle: (context) => json(200, executeAnonymous(context)) },
    { method: 'GET', pattern: new RegExp(`${BASE}/query/?$`), handle: query },
    { method: 'GET', pattern: new RegExp(`${BASE}/sobjects/?$`), handle: describeGlobal },
    { method: 'GET', pattern: new RegExp(`${object}/describe/?$`), handle: describe },
    { method: 'POST', pattern: new RegExp(`${object}/?$`), handle: create },
    { method: 'GET', pattern: new RegExp(`${row}$`), handle: get },
    { method: 'PATCH', pattern: new RegExp(`${row}$`), handle: update },
    { method: 'DELETE', pattern: new RegExp(`${row}$`), handle: remove },
    { method: 'GET', pattern: new RegExp(String.raw`${DATA}(?:/tooling)?/sobjects/ApexLog/(?<id>\w{15,18})/Body/?$`), handle: logBody }
];
