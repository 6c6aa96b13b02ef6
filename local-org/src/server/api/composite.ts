/**
 * Several requests in one: `composite`, `composite/graph` and `composite/batch`, whose subrequests take the same routes as requests
 * of their own; and `composite/tree`, records with their children. Collections are in compositeCollections.ts.
 */
import { ApiError } from '../ApiError.ts';
import { ApiRequest } from '../ApiRequest.ts';
import { json } from '../protocol.ts';
import type { ApiResponse } from '../protocol.ts';
import { InvalidReference, resolveText, resolveValue } from './compositeReferences.ts';
import { objectOf } from './records.ts';
import { jsonBody, routeFor } from './router.ts';
import type { Context, Route } from './router.ts';

/** REST guide, "Composite" and "Composite Graph". */
const MOST_SUBREQUESTS = 25;
const MOST_QUERIES = 5;
const MOST_GRAPHS = 75;
const MOST_NODES = 500;
const REFERENCE_ID = /^[A-Za-z0-9_]+$/;
/** What a composite request may hold: records, queries, collections, actions. */
const COMPOSABLE = /^\/services\/data\/v\d+\.0\/(?:sobjects|query|queryAll|composite\/sobjects|actions|limits)(?:\/|$)/;
const QUERIES = /^\/services\/data\/v\d+\.0\/(?:query|queryAll|composite\/sobjects)(?:\/|$)/;

interface Subrequest {
    method: string;
    url: string;
    body: unknown;
    referenceId: string;
    headers: Record<string, string>;
}

interface Subresponse {
    body: unknown;
    httpHeaders: Record<string, string>;
    httpStatusCode: number;
    referenceId: string;
}

function insertTree({ org, userId, params, request }: Context): ApiResponse {
    const body = jsonBody(request) as { records?: unknown } | null;
    if (!Array.isArray(body?.records)) {
        throw new ApiError(400, 'INVALID_INPUT', 'The request has no records.');
    }
    const result = org.insertTree(userId, params.object, body.records);
    return json(result.hasErrors ? 400 : 201, result);
}

// ---- subrequests ----

/** @throws ApiError for a request that is not made as it must be: nothing of it is run */
function subrequests(list: unknown, most: number): Subrequest[] {
    if (!Array.isArray(list) || list.length === 0) {
        throw new ApiError(400, 'JSON_PARSER_ERROR', 'compositeRequest must be a list of subrequests.');
    }
    if (list.length > most) {
        throw new ApiError(400, 'LIMIT_EXCEEDED', `The request may hold at most ${most} subrequests, not ${list.length}.`);
    }
    const seen = new Set<string>();
    return list.map((each) => {
        const { method, url, body, referenceId, httpHeaders } = objectOf(each);
        if (typeof method !== 'string' || typeof url !== 'string' || typeof referenceId !== 'string') {
            throw new ApiError(400, 'JSON_PARSER_ERROR', 'Every subrequest needs method, url and referenceId.');
        }
        if (!REFERENCE_ID.test(referenceId)) {
            throw new ApiError(400, 'INVALID_INPUT', `A reference ID consists of letters, numbers and underscores: ${referenceId}`);
        }
        if (seen.has(referenceId)) {
            throw new ApiError(400, 'INVALID_INPUT', `Duplicate referenceId specified: ${referenceId}`);
        }
        seen.add(referenceId);
        return { method: method.toUpperCase(), url, body, referenceId, headers: headersOf(httpHeaders) };
    });
}

function headersOf(value: unknown): Record<string, string> {
    const headers = value === undefined || value === null ? {} : objectOf(value);
    return Object.fromEntries(Object.entries(headers).map(([name, text]) => [name.toLowerCase(), String(text)]));
}

/** A subrequest's own request: the caller's session, its own path, headers and body. */
function requestOf(context: Context, { method, url, body, headers }: Omit<Subrequest, 'referenceId'>): ApiRequest {
    let parsed: URL;
    try {
        parsed = new URL(url, 'http://localhost');
        decodeURIComponent(parsed.pathname);
    } catch {
        throw new ApiError(400, 'BAD_REQUEST', `This is no URL: ${url}`);
    }
    const { authorization, cookie } = context.request.headers;
    return ApiRequest.of({
        method,
        path: decodeURIComponent(parsed.pathname),
        query: Object.fromEntries(parsed.searchParams),
        headers: { ...headers, ...(authorization !== undefined && { authorization }), ...(cookie !== undefined && { cookie }) },
        body: body === undefined || body === null ? '' : JSON.stringify(body)
    });
}

/** Runs one of them now. Subrequests that would answer later cannot be part of a composite. */
function run(context: Context, request: ApiRequest): ApiResponse {
    if (!COMPOSABLE.test(request.path)) {
        return new ApiError(400, 'INVALID_INPUT', `This resource cannot be part of a composite request: ${request.path}`).toResponse();
    }
    const answer = routeFor(context.org, context.jobs, request);
    return answer instanceof Promise
        ? new ApiError(400, 'INVALID_INPUT', `This resource cannot be part of a composite request: ${request.path}`).toResponse()
        : answer;
}

function bodyOf({ body }: ApiResponse): unknown {
    const text = typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
    if (text === '') {
        return null;
    }
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
}

const isError = ({ httpStatusCode }: Subresponse): boolean => httpStatusCode >= 400;

// ---- composite ----

const ROLLED_BACK = 'The transaction was rolled back since another operation in the same transaction failed.';

function halted(referenceId: string, message: string): Subresponse {
    return { body: [{ errorCode: 'PROCESSING_HALTED', message }], httpHeaders: {}, httpStatusCode: 400, referenceId };
}

/** One after the other; a reference to what failed or to nothing halts the subrequest that makes it. */
function runAll(context: Context, requests: readonly Subrequest[], { allOrNone }: { allOrNone: boolean }): Subresponse[] {
    const bodies = new Map<string, unknown>();
    const responses: Subresponse[] = [];
    for (const { referenceId, ...request } of requests) {
        const response = runOne(context, request, referenceId, bodies);
        if (!isError(response)) {
            bodies.set(referenceId, response.body);
        }
        responses.push(response);
        if (allOrNone && isError(response)) {
            break;
        }
    }
    return responses;
}

function runOne(
    context: Context,
    request: Omit<Subrequest, 'referenceId'>,
    referenceId: string,
    bodies: ReadonlyMap<string, unknown>
): Subresponse {
    let answer: ApiResponse;
    try {
        const body = resolveValue(request.body, bodies);
        answer = run(context, requestOf(context, { ...request, url: resolveText(request.url, bodies), body }));
    } catch (error) {
        if (error instanceof InvalidReference) {
            return halted(referenceId, error.message);
        }
        if (!(error instanceof ApiError)) {
            throw error;
        }
        answer = error.toResponse();
    }
    const { location } = answer.headers;
    return {
        body: bodyOf(answer),
        httpHeaders: location === undefined ? {} : { Location: location },
        httpStatusCode: answer.status,
        referenceId
    };
}

/** All or none: once one fails, nothing of the others is kept, and each says so. */
function runTogether(context: Context, requests: readonly Subrequest[]): { responses: Subresponse[]; failed: boolean } {
    return context.org.dataApi.allOrNothing<{ responses: Subresponse[]; failed: boolean }>(() => {
        const responses = runAll(context, requests, { allOrNone: true });
        const failed = responses.some(isError);
        if (!failed) {
            return { keep: true, result: { responses, failed } };
        }
        const culprit = responses.at(-1)!;
        const all = requests.map(({ referenceId }) => (referenceId === culprit.referenceId ? culprit : halted(referenceId, ROLLED_BACK)));
        return { keep: false, result: { responses: all, failed } };
    });
}

function composite(context: Context): ApiResponse {
    const body = objectOf(jsonBody(context.request));
    const requests = subrequests(body.compositeRequest, MOST_SUBREQUESTS);
    const queries = requests.filter(({ url }) => QUERIES.test(url.split('?')[0]));
    if (queries.length > MOST_QUERIES) {
        const message = `The request may hold at most ${MOST_QUERIES} queries and collections, not ${queries.length}.`;
        throw new ApiError(400, 'LIMIT_EXCEEDED', message);
    }
    const compositeResponse =
        body.allOrNone === true ? runTogether(context, requests).responses : runAll(context, requests, { allOrNone: false });
    return json(200, { compositeResponse });
}

/** Each graph succeeds or fails as a whole, whatever becomes of the others. */
function graph(context: Context): ApiResponse {
    const { graphs } = objectOf(jsonBody(context.request));
    if (!Array.isArray(graphs) || graphs.length === 0) {
        throw new ApiError(400, 'JSON_PARSER_ERROR', 'graphs must be a list of graphs.');
    }
    if (graphs.length > MOST_GRAPHS) {
        throw new ApiError(400, 'LIMIT_EXCEEDED', `The request may hold at most ${MOST_GRAPHS} graphs, not ${graphs.length}.`);
    }
    const seen = new Set<unknown>();
    const read = graphs.map((each) => {
        const { graphId, compositeRequest } = objectOf(each);
        if (typeof graphId !== 'string' || seen.has(graphId)) {
            throw new ApiError(400, 'INVALID_INPUT', `Every graph needs a graphId of its own: ${String(graphId)}`);
        }
        seen.add(graphId);
        return { graphId, requests: subrequests(compositeRequest, MOST_NODES) };
    });
    const nodes = read.reduce((sum, { requests }) => sum + requests.length, 0);
    if (nodes > MOST_NODES) {
        throw new ApiError(400, 'LIMIT_EXCEEDED', `The request may hold at most ${MOST_NODES} nodes, not ${nodes}.`);
    }
    return json(200, {
        graphs: read.map(({ graphId, requests }) => {
            const { responses, failed } = runTogether(context, requests);
            return { graphId, graphResponse: { compositeResponse: responses }, isSuccessful: !failed };
        })
    });
}

// ---- batch ----

/** Subrequests that know nothing of each other; their URLs begin with the version. */
function batch(context: Context): ApiResponse {
    const { batchRequests, haltOnError } = objectOf(jsonBody(context.request));
    if (!Array.isArray(batchRequests) || batchRequests.length === 0) {
        throw new ApiError(400, 'JSON_PARSER_ERROR', 'batchRequests must be a list of subrequests.');
    }
    if (batchRequests.length > MOST_SUBREQUESTS) {
        throw new ApiError(
            400,
            'LIMIT_EXCEEDED',
            `The request may hold at most ${MOST_SUBREQUESTS} subrequests, not ${batchRequests.length}.`
        );
    }
    const requests = batchRequests.map((each) => {
        const { method, url, richInput } = objectOf(each);
        if (typeof method !== 'string' || typeof url !== 'string') {
            throw new ApiError(400, 'JSON_PARSER_ERROR', 'Every subrequest needs method and url.');
        }
        const path = url.startsWith('/services/') ? url : `/services/data/${url.replace(/^\//, '')}`;
        return requestOf(context, { method: method.toUpperCase(), url: path, body: richInput, headers: {} });
    });
    let hasErrors = false;
    const results = requests.map((request) => {
        if (hasErrors && haltOnError === true) {
            const result = [{ errorCode: 'BATCH_PROCESSING_HALTED', message: 'Batch processing halted per request' }];
            return { statusCode: 412, result };
        }
        const answer = run(context, request);
        hasErrors ||= answer.status >= 400;
        return { statusCode: answer.status, result: bodyOf(answer) };
    });
    return json(200, { hasErrors, results });
}

const BASE = String.raw`^/services/data/v\d+\.0/composite`;

export const compositeRoutes: Route[] = [
    { method: 'POST', pattern: new RegExp(String.raw`${BASE}/tree/(?<object>\w+)/?$`), handle: insertTree },
    { method: 'POST', pattern: new RegExp(`${BASE}/?$`), handle: composite },
    { method: 'POST', pattern: new RegExp(`${BASE}/graph/?$`), handle: graph },
    { method: 'POST', pattern: new RegExp(`${BASE}/batch/?$`), handle: batch }
];
