/** One record: create, read, change, delete; describes. Records by a key of their own are in recordsByKey.ts. */
import { json } from '../protocol.ts';
import type { ApiResponse } from '../protocol.ts';
import { ApiError } from '../ApiError.ts';
import { multipartParts } from '../multipart.ts';
import type { Part } from '../multipart.ts';
import { jsonBody } from './router.ts';
import type { Context, Route } from './router.ts';
import type { RecordJson, SaveResult } from '../../org/records.ts';

export const NO_CONTENT: ApiResponse = { status: 204, headers: {}, body: '' };

/** @throws ApiError for anything but an object */
export function objectOf(body: unknown): RecordJson {
    if (body === null || typeof body !== 'object' || Array.isArray(body)) {
        throw new ApiError(400, 'JSON_PARSER_ERROR', 'A JSON object was expected.');
    }
    return body as RecordJson;
}

/** The body without the key that the path already names. */
export function bodyWithout(context: Context, field: string): RecordJson {
    const body = objectOf(jsonBody(context.request));
    if (Object.keys(body).some((name) => name.toLowerCase() === field.toLowerCase())) {
        throw new ApiError(400, 'INVALID_FIELD', `The ${field} field should not be specified in the sobject data.`);
    }
    return body;
}

const GONE = ['ENTITY_IS_DELETED', 'NOT_FOUND'];

/** Refuses the request for what its one record was refused for. */
export function mustBeSaved(result: SaveResult): SaveResult {
    if (!result.success) {
        const [error] = result.errors;
        const gone = GONE.includes(error.statusCode) || (error.statusCode === 'INVALID_CROSS_REFERENCE_KEY' && error.fields.length === 0);
        throw new ApiError(gone ? 404 : 400, error.statusCode, error.message, error.fields);
    }
    return result;
}

/** @throws ApiError for a path that holds no Id */
function recordId({ params }: Context): string {
    if (!/^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/.test(params.id)) {
        throw new ApiError(404, 'NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${params.id}`);
    }
    return params.id;
}

function saveOne(context: Context, verb: 'insert' | 'update' | 'delete', record: RecordJson): SaveResult {
    const { org, userId, params } = context;
    return mustBeSaved(org.save(userId, verb, params.object, [record], { allOrNone: true })[0]);
}

/** JSON, or a multipart body: the record as the part that is JSON (the CLI's comes last), the bytes of its blob as another, named for their field. */
function newRecord({ request }: Context): RecordJson {
    const contentType = request.headers['content-type'] ?? '';
    if (!/^multipart\/form-data/i.test(contentType)) {
        return objectOf(jsonBody(request));
    }
    const parts = multipartParts(contentType, request.bytes);
    const isJson = ({ contentType: type }: Part): boolean => /^application\/json/i.test(type);
    const entity = parts.find((part) => /^entity/i.test(part.name) && isJson(part)) ?? parts.find(isJson) ?? parts.at(0);
    if (!entity) {
        throw new ApiError(400, 'INVALID_MULTIPART_REQUEST', 'The multipart body has no parts.');
    }
    const record = objectOf(jsonBody({ body: Buffer.from(entity.bytes).toString('utf8') }));
    for (const { name, bytes } of parts.filter((part) => part !== entity)) {
        record[name] = Buffer.from(bytes).toString('base64');
    }
    return record;
}

/** What a new record answers with. */
export function created(context: Context, { id, created: isNew }: SaveResult): ApiResponse {
    const body = { id, success: true, errors: [], ...(isNew !== undefined && { created: isNew }) };
    const version = /\/v(\d+\.0)\//.exec(context.request.path)![1];
    return json(201, body, { location: `/services/data/v${version}/sobjects/${context.params.object}/${id}` });
}

export function fieldsOf(context: Context): string[] | null {
    return context.request.query.fields?.split(',').map((name) => name.trim()) ?? null;
}

function get(context: Context): ApiResponse {
    const { org, userId, params } = context;
    const record = org.record(userId, params.object, recordId(context), fieldsOf(context));
    if (!record) {
        throw new ApiError(404, 'NOT_FOUND', 'Provided external ID field does not exist or is not accessible: ' + params.id);
    }
    const known = Date.parse(context.request.headers['if-modified-since'] ?? '');
    const changed = Number.isNaN(known) ? null : changedAt(context);
    return changed !== null && changed <= known ? { status: 304, headers: {}, body: '' } : json(200, record);
}

/** Milliseconds of the record's last change, in whole seconds as HTTP dates are. */
function changedAt({ org, userId, params }: Context): number | null {
    const stamp = org.record(userId, params.object, params.id, ['LastModifiedDate'])?.LastModifiedDate;
    return typeof stamp === 'string' ? Math.floor(Date.parse(stamp) / 1000) * 1000 : null;
}

/** `If-Unmodified-Since`: somebody else has not been faster. */
function expectUnmodified(context: Context): void {
    const since = Date.parse(context.request.headers['if-unmodified-since'] ?? '');
    if (!Number.isNaN(since) && (changedAt(context) ?? 0) > since) {
        throw new ApiError(412, 'PRECONDITION_FAILED', 'The record was changed after the date of If-Unmodified-Since.');
    }
}

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

/** An object's own resource: its facts, and what the user last looked at, of which this org keeps nothing. */
function basics(context: Context): ApiResponse {
    const description = context.org.describe(context.userId, context.params.object);
    if (!description) {
        throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
    }
    const { fields: _fields, childRelationships: _children, recordTypeInfos: _types, ...objectDescribe } = description as RecordJson;
    return json(200, { objectDescribe, recentItems: [] });
}

export const DATA = String.raw`^/services/data/v\d+\.0`;
const objectPath = new RegExp(String.raw`${DATA}/sobjects/(?<object>\w+)/?$`);
const recordPath = new RegExp(String.raw`${DATA}/sobjects/(?<object>\w+)/(?<id>(?!describe/?$|updated/?$|deleted/?$|listviews/?$)\w+)/?$`);

export const recordRoutes: Route[] = [
    { method: 'GET', pattern: new RegExp(String.raw`${DATA}/sobjects/?$`), handle: describe },
    { method: 'GET', pattern: new RegExp(String.raw`${DATA}/sobjects/(?<object>\w+)/describe/?$`), handle: describe },
    { method: 'GET', pattern: objectPath, handle: basics },
    {
        method: 'POST',
        pattern: objectPath,
        handle: (context) => created(context, saveOne(context, 'insert', newRecord(context)))
    },
    {
        // An upsert by Id without one: an insert.
        method: 'POST',
        pattern: new RegExp(String.raw`${DATA}/sobjects/(?<object>\w+)/Id/?$`, 'i'),
        handle: (context) => created(context, { ...saveOne(context, 'insert', bodyWithout(context, 'Id')), created: true })
    },
    { method: 'GET', pattern: recordPath, handle: get },
    {
        method: 'PATCH',
        pattern: recordPath,
        handle: (context) => {
            const Id = recordId(context);
            expectUnmodified(context);
            saveOne(context, 'update', { ...bodyWithout(context, 'Id'), Id });
            return NO_CONTENT;
        }
    },
    {
        method: 'DELETE',
        pattern: recordPath,
        handle: (context) => {
            const Id = recordId(context);
            expectUnmodified(context);
            saveOne(context, 'delete', { Id });
            return NO_CONTENT;
        }
    },
    {
        method: 'GET',
        pattern: new RegExp(String.raw`${DATA}/sobjects/(?<object>\w+)/updated/?$`),
        handle: ({ org, userId, params, request }) =>
            json(200, org.dataApi.updated(userId, params.object, request.query.start, request.query.end))
    },
    {
        method: 'GET',
        pattern: new RegExp(String.raw`${DATA}/sobjects/(?<object>\w+)/deleted/?$`),
        handle: ({ org, userId, params, request }) =>
            json(200, org.dataApi.deleted(userId, params.object, request.query.start, request.query.end))
    }
];
