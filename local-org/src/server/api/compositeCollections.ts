/** `composite/sobjects`: up to 200 records in one request, of possibly different objects. */
import { ApiError } from '../ApiError.ts';
import { json } from '../protocol.ts';
import type { ApiResponse } from '../protocol.ts';
import { DATA, objectOf } from './records.ts';
import { jsonBody } from './router.ts';
import type { Context, Route } from './router.ts';
import type { ObjectRow, RecordJson, SaveOptions, SaveVerb } from '../../org/records.ts';

const LARGEST_COLLECTION = 200;
/** `GET composite/sobjects/X` takes so many ids in its body (REST guide, "Get Multiple Records with Fewer Round-Trips"). */
const LARGEST_READ = 2_000;

function tooMany(most: number): ApiError {
    return new ApiError(400, 'EXCEEDED_ID_LIMIT', `record limit reached. cannot submit more than ${most} records into this call`);
}

/** @throws ApiError */
function bodyOf(context: Context): { allOrNone: boolean; records: RecordJson[] } {
    const { allOrNone, records } = objectOf(jsonBody(context.request)) as { allOrNone?: unknown; records?: unknown };
    if (!Array.isArray(records)) {
        throw new ApiError(400, 'JSON_PARSER_ERROR', 'A list of records was expected.');
    }
    if (records.length > LARGEST_COLLECTION) {
        throw tooMany(LARGEST_COLLECTION);
    }
    return { allOrNone: allOrNone === true, records: records.map(objectOf) };
}

function typeOf(record: RecordJson): string {
    const name = (record.attributes as { type?: unknown } | undefined)?.type;
    if (typeof name !== 'string') {
        throw new ApiError(400, 'INVALID_INPUT', 'Every record needs attributes.type.');
    }
    return name;
}

function answer({ org, userId }: Context, verb: SaveVerb, rows: readonly ObjectRow[], options: SaveOptions): ApiResponse {
    const results = org.dataApi.save(userId, verb, rows, options);
    // A row that was not saved has no Id to tell.
    return json(
        200,
        results.map(({ id, ...result }) => (id === null ? result : { id, ...result }))
    );
}

/** Each record says its object in `attributes.type`; an update names its row by `id`. */
function saveMany(context: Context, verb: 'insert' | 'update'): ApiResponse {
    const { allOrNone, records } = bodyOf(context);
    const rows = records.map((record) => ({ object: typeOf(record), record }));
    return answer(context, verb, rows, { allOrNone });
}

function upsertMany(context: Context): ApiResponse {
    const { object, field } = context.params;
    const { allOrNone, records } = bodyOf(context);
    const foreign = records.find((record) => typeOf(record).toLowerCase() !== object.toLowerCase());
    if (foreign) {
        throw new ApiError(400, 'INVALID_INPUT', `All records must be of type ${object}, not ${typeOf(foreign)}.`);
    }
    if (!context.org.dataApi.isKey(object, field)) {
        throw new ApiError(404, 'NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${field}`);
    }
    const rows = records.map((record) => ({ object, record }));
    return answer(context, 'upsert', rows, { allOrNone, externalIdField: field.toLowerCase() === 'id' ? null : field });
}

function ids(text: string | undefined): string[] {
    return (text ?? '').split(',').flatMap((id) => (id.trim() === '' ? [] : [id.trim()]));
}

/** `?ids=a,b`: the prefixes of the Ids tell the objects. */
function deleteMany(context: Context): ApiResponse {
    const { org, request } = context;
    const wanted = ids(request.query.ids);
    if (wanted.length === 0) {
        throw new ApiError(400, 'INVALID_INPUT', 'The query parameter ids names no record.');
    }
    if (wanted.length > LARGEST_COLLECTION) {
        throw tooMany(LARGEST_COLLECTION);
    }
    const rows = wanted.map((id) => {
        const name = org.objectOfId(id);
        if (name === null) {
            throw new ApiError(400, 'MALFORMED_ID', `malformed id ${id}`);
        }
        return { object: name, record: { Id: id } };
    });
    return answer(context, 'delete', rows, { allOrNone: request.query.allOrNone === 'true' });
}

/** Records of one object, in the order of their Ids; null for one that is not there. */
function readMany(context: Context, wanted: string[], fields: string[], most: number): ApiResponse {
    const { org, userId, params } = context;
    if (wanted.length === 0 || fields.length === 0) {
        throw new ApiError(400, 'MISSING_ARGUMENT', 'Both ids and fields are needed.');
    }
    if (wanted.length > most) {
        throw tooMany(most);
    }
    const malformed = wanted.find((id) => !/^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/.test(id));
    if (malformed !== undefined) {
        throw new ApiError(400, 'MALFORMED_ID', `malformed id ${malformed}`);
    }
    return json(200, org.dataApi.recordsById(userId, params.object, wanted, fields));
}

function texts(value: unknown): string[] {
    return Array.isArray(value) ? value.map(String) : [];
}

const collection = new RegExp(String.raw`${DATA}/composite/sobjects/?$`);
const ofObject = new RegExp(String.raw`${DATA}/composite/sobjects/(?<object>\w+)/?$`);

export const collectionRoutes: Route[] = [
    { method: 'POST', pattern: collection, handle: (context) => saveMany(context, 'insert') },
    { method: 'PATCH', pattern: collection, handle: (context) => saveMany(context, 'update') },
    { method: 'DELETE', pattern: collection, handle: deleteMany },
    {
        method: 'GET',
        pattern: ofObject,
        handle: (context) => {
            const { ids: wanted, fields } = context.request.query;
            return readMany(context, ids(wanted), ids(fields), LARGEST_COLLECTION);
        }
    },
    {
        method: 'POST',
        pattern: ofObject,
        handle: (context) => {
            const body = objectOf(jsonBody(context.request));
            return readMany(context, texts(body.ids), texts(body.fields), LARGEST_READ);
        }
    },
    { method: 'PATCH', pattern: new RegExp(String.raw`${DATA}/composite/sobjects/(?<object>\w+)/(?<field>\w+)/?$`), handle: upsertMany }
];
