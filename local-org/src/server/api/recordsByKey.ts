/**
 * `sobjects/X/Field/value`: a record by a key of its own; and `sobjects/X/Id/name`: a record's parent, its children, its bytes. The
 * second segment tells which of them is meant.
 */
import { MultipleChoices } from '../../localOrg.ts';
import { ApiError } from '../ApiError.ts';
import { json } from '../protocol.ts';
import type { ApiResponse } from '../protocol.ts';
import { firstPage } from './query.ts';
import { bodyWithout, created, DATA, fieldsOf, mustBeSaved, NO_CONTENT } from './records.ts';
import type { Context, Route } from './router.ts';

/** @throws ApiError 404 when there is none */
function idOf({ org, userId, params }: Context): string {
    const id = org.dataApi.idByKey(userId, params.object, params.field, params.value);
    if (id === null) {
        throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
    }
    return id;
}

/** Several records with one key: 300 and where they are. */
function choices(handle: (context: Context) => ApiResponse): Route['handle'] {
    return (context) => {
        try {
            return handle(context);
        } catch (error) {
            if (error instanceof MultipleChoices) {
                const version = /\/v(\d+\.0)\//.exec(context.request.path)![1];
                return json(
                    300,
                    error.ids.map((id) => `/services/data/v${version}/sobjects/${error.object}/${id}`)
                );
            }
            throw error;
        }
    };
}

function get(context: Context): ApiResponse {
    const { org, userId, params } = context;
    if (org.dataApi.isKey(params.object, params.field)) {
        return json(200, org.record(userId, params.object, idOf(context), fieldsOf(context)));
    }
    if (!/^\w{15}(?:\w{3})?$/.test(params.field)) {
        throw new ApiError(404, 'NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${params.field}`);
    }
    const bytes = org.dataApi.blob(userId, params.object, params.field, params.value);
    if (bytes) {
        return { status: 200, headers: { 'content-type': 'application/octetstream' }, body: bytes };
    }
    const found = org.dataApi.related(userId, params.object, params.field, params.value, fieldsOf(context));
    if (found === null) {
        throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
    }
    const isList = 'totalSize' in found && Array.isArray(found.records);
    return json(200, isList ? firstPage(context, found as { totalSize: number; records: unknown[] }) : found);
}

function upsert(context: Context): ApiResponse {
    const { org, userId, params, request } = context;
    const record = bodyWithout(context, params.field);
    // Refuses a field that is no key, and a key that several records have.
    const id = org.dataApi.idByKey(userId, params.object, params.field, params.value);
    if (id === null && request.query.updateOnly === 'true') {
        throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
    }
    const result = mustBeSaved(org.dataApi.upsertByKey(userId, params.object, params.field, params.value, record));
    if (result.created) {
        return created(context, result);
    }
    return json(200, { id: result.id, success: true, errors: [], created: false });
}

function remove(context: Context): ApiResponse {
    const { org, userId, params } = context;
    mustBeSaved(org.save(userId, 'delete', params.object, [{ Id: idOf(context) }], { allOrNone: true })[0]);
    return NO_CONTENT;
}

/** Resources of an object that are not built: no key of a record. */
const UNBUILT = 'describe|listviews|quickActions|namedLayouts|defaultValues|suggestedArticles|richTextImageFields|relevantItems';
const keyPath = new RegExp(String.raw`${DATA}/sobjects/(?<object>\w+)/(?<field>(?!(?:${UNBUILT})/)\w+)/(?<value>.+?)/?$`);

export const recordByKeyRoutes: Route[] = [
    { method: 'GET', pattern: keyPath, handle: choices(get) },
    { method: 'PATCH', pattern: keyPath, handle: choices(upsert) },
    { method: 'DELETE', pattern: keyPath, handle: choices(remove) }
];
