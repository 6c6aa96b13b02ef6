import { json } from '../protocol.ts';
import type { ApiResponse } from '../protocol.ts';
import { ApiError } from '../ApiError.ts';
import { jsonBody } from './router.ts';
import type { Context, Route } from './router.ts';
import type { RecordJson, SaveResult, SaveVerb } from '../../org/records.ts';

const LARGEST_COLLECTION = 200;

function object(body: unknown): RecordJson {
    if (body === null || typeof body !== 'object' || Array.isArray(body)) {
        throw new ApiError(400, 'JSON_PARSER_ERROR', 'A JSON object was expected.');
    }
    return body as RecordJson;
}

function saveOne(context: Context, verb: SaveVerb, record: RecordJson): SaveResult {
    const [result] = context.org.save(context.userId, verb, context.params.object, [record], { allOrNone: true });
    if (!result.success) {
        const [error] = result.errors;
        const status = error.statusCode === 'ENTITY_IS_DELETED' || error.statusCode === 'NOT_FOUND' ? 404 : 400;
        throw new ApiError(status, error.statusCode, error.message, error.fields);
    }
    return result;
}

/** Up to 200 rows of possibly different objects; each row says its object in `attributes.type`. */
function saveMany(context: Context, verb: SaveVerb): ApiResponse {
    const body = object(jsonBody(context.request)) as { allOrNone?: boolean; records?: RecordJson[] };
    const { records } = body;
    if (!Array.isArray(records)) {
        throw new ApiError(400, 'JSON_PARSER_ERROR', 'A list of records was expected.');
    }
    if (records.length > LARGEST_COLLECTION) {
        throw new ApiError(400, 'INVALID_INPUT', `The request may hold at most ${LARGEST_COLLECTION} records, not ${records.length}.`);
    }
    const rows = records.map((record) => {
        const name = (object(record).attributes as { type?: unknown } | undefined)?.type;
        if (typeof name !== 'string') {
            throw new ApiError(400, 'INVALID_INPUT', 'Every record needs attributes.type.');
        }
        return { object: name, record };
    });
    return json(200, context.org.saveMany(context.userId, verb, rows, { allOrNone: body.allOrNone ?? false }));
}

/** `?ids=a,b`: the prefixes of the Ids tell the objects. */
function deleteMany(context: Context): ApiResponse {
    const ids = (context.request.query.ids ?? '').split(',').filter((id) => id !== '');
    if (ids.length === 0 || ids.length > LARGEST_COLLECTION) {
        throw new ApiError(400, 'INVALID_INPUT', `The request must name 1 to ${LARGEST_COLLECTION} ids, not ${ids.length}.`);
    }
    const rows = ids.map((id) => {
        const name = context.org.objectOfId(id);
        if (name === null) {
            throw new ApiError(400, 'MALFORMED_ID', `malformed id ${id}`);
        }
        return { object: name, record: { Id: id } };
    });
    return json(200, context.org.saveMany(context.userId, 'delete', rows, { allOrNone: context.request.query.allOrNone === 'true' }));
}

function get(context: Context): ApiResponse {
    const { object: name, id } = context.params;
    const record = context.org.record(context.userId, name, id, context.request.query.fields?.split(',') ?? null);
    if (!record) {
        throw new ApiError(404, 'NOT_FOUND', 'Provided external ID field does not exist or is not accessible: ' + id);
    }
    return json(200, record);
}

const BASE = String.raw`^/services/data/v\d+\.0`;
const collection = new RegExp(String.raw`${BASE}/composite/sobjects/?$`);
const objectPath = new RegExp(String.raw`${BASE}/sobjects/(?<object>\w+)/?$`);
const recordPath = new RegExp(String.raw`${BASE}/sobjects/(?<object>\w+)/(?<id>\w{15,18})$`);

function describe(context: Context): ApiResponse {
    const description = context.org.describe(context.userId, context.params.object ?? null);
    if (!description) {
        throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
    }
    const { openedAt } = context.org;
    const known = Date.parse(context.request.headers['if-modified-since'] ?? '');
    if (known >= openedAt.getTime()) {
        return { status: 304, headers: {}, body: '' };
    }
    return json(200, description, { 'last-modified': openedAt.toUTCString() });
}

export const recordRoutes: Route[] = [
    { method: 'GET', pattern: new RegExp(String.raw`${BASE}/sobjects/?$`), handle: describe },
    { method: 'GET', pattern: new RegExp(String.raw`${BASE}/sobjects/(?<object>\w+)/describe/?$`), handle: describe },
    { method: 'POST', pattern: collection, handle: (context) => saveMany(context, 'insert') },
    { method: 'PATCH', pattern: collection, handle: (context) => saveMany(context, 'update') },
    { method: 'DELETE', pattern: collection, handle: deleteMany },
    {
        method: 'POST',
        pattern: objectPath,
        handle: (context) => {
            const result = saveOne(context, 'insert', object(jsonBody(context.request)));
            return json(201, { id: result.id, success: true, errors: [] });
        }
    },
    { method: 'GET', pattern: recordPath, handle: get },
    {
        method: 'PATCH',
        pattern: recordPath,
        handle: (context) => {
            saveOne(context, 'update', { ...object(jsonBody(context.request)), Id: context.params.id });
            return { status: 204, headers: {}, body: '' };
        }
    },
    {
        method: 'DELETE',
        pattern: recordPath,
        handle: (context) => {
            saveOne(context, 'delete', { Id: context.params.id });
            return { status: 204, headers: {}, body: '' };
        }
    }
];
