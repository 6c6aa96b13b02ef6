/** Bulk API 2.0: `jobs/ingest` and `jobs/query`. */
import type { BulkKind, JobList } from '../../localOrg.ts';
import { ApiError } from '../ApiError.ts';
import { multipartParts } from '../multipart.ts';
import { json } from '../protocol.ts';
import type { ApiResponse } from '../protocol.ts';
import { jsonBody } from './router.ts';
import type { Context, Route } from './router.ts';

/** Base64 makes of 100 MB the 150 MB that a job may have (guide, "Prepare CSV Files"). */
const LARGEST_UPLOAD_BYTES = 100 * 1024 * 1024;
/** The single request takes data of at most so many characters (guide, "Create a Job"). */
const LARGEST_PART = 100_000;
/** A client that asks at once finds a small job done: it would wait for seconds before it asks again. */
const PATIENCE_MILLISECONDS = 500;
/** What `fetch` and `curl -d` say when nobody has told them what they send. */
const CSV_TYPES = /^text\/csv\b/i;

function objectBody(value: unknown): Record<string, unknown> {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) {
        throw new ApiError(400, 'JSON_PARSER_ERROR', 'A JSON object was expected.');
    }
    return value as Record<string, unknown>;
}

function create({ org, userId, params, request }: Context): ApiResponse {
    const contentType = request.headers['content-type'] ?? '';
    if (!/^multipart\/form-data/i.test(contentType)) {
        return json(200, org.bulk.createIngest(userId, params.version, objectBody(jsonBody(request))));
    }
    const parts = multipartParts(contentType, request.bytes);
    const job = parts.find(({ name }) => name === 'job');
    const content = parts.find(({ name }) => name === 'content');
    if (!job || !content) {
        throw new ApiError(400, 'INVALID_MULTIPART_REQUEST', 'A multipart request for a job has the parts "job" and "content".');
    }
    if (content.bytes.length > LARGEST_PART) {
        throw new ApiError(
            400,
            'CLIENTINPUTERROR',
            `ClientInputError : A multipart request may hold at most ${LARGEST_PART} characters of data.`
        );
    }
    const body = jsonBody({ body: Buffer.from(job.bytes).toString('utf8') });
    return json(200, org.bulk.createIngestWithData(userId, params.version, objectBody(body), content.bytes));
}

function upload({ org, userId, params, request }: Context): ApiResponse {
    const contentType = request.headers['content-type'];
    if (contentType !== undefined && !CSV_TYPES.test(contentType)) {
        throw new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', `The data of a bulk job is text/csv, not ${contentType}`);
    }
    if (request.bytes.length > LARGEST_UPLOAD_BYTES) {
        throw new ApiError(413, 'REQUEST_LIMIT_EXCEEDED', `A bulk job takes at most ${LARGEST_UPLOAD_BYTES} bytes of CSV.`);
    }
    org.bulk.upload(userId, params.id, request.bytes);
    return { status: 201, headers: {}, body: '' };
}

function info(kind: BulkKind): Route['handle'] {
    return ({ org, userId, params, jobs }) => {
        org.bulk.info(userId, kind, params.id);
        if (jobs.running && !(jobs.pause && jobs.pause > 0)) {
            org.bulk.advance(params.id, PATIENCE_MILLISECONDS);
        }
        return json(200, org.bulk.info(userId, kind, params.id));
    };
}

function list(kind: BulkKind): Route['handle'] {
    return ({ org, userId, params, request }) => {
        const { queryLocator: from, jobType, isPkChunkingEnabled } = request.query;
        // Jobs of other kinds than these this org has none.
        if ((jobType !== undefined && jobType !== kind) || isPkChunkingEnabled === 'true') {
            return json(200, { done: true, nextRecordsUrl: null, records: [] });
        }
        const { done, records, queryLocator }: JobList = org.bulk.list(userId, kind, from);
        const path = `/services/data/v${params.version}/jobs/${kind === 'V2Ingest' ? 'ingest' : 'query'}`;
        return json(200, { done, nextRecordsUrl: queryLocator === null ? null : `${path}?queryLocator=${queryLocator}`, records });
    };
}

function patch(kind: BulkKind): Route['handle'] {
    return ({ org, userId, params, request }) => json(200, org.bulk.setState(userId, kind, params.id, objectBody(jsonBody(request)).state));
}

function remove(kind: BulkKind): Route['handle'] {
    return ({ org, userId, params }) => {
        org.bulk.remove(userId, kind, params.id);
        return { status: 204, headers: {}, body: '' };
    };
}

function csv(text: string, headers: Record<string, string> = {}): ApiResponse {
    return { status: 200, headers: { 'content-type': 'text/csv', ...headers }, body: text };
}

function queryResults({ org, userId, params, request }: Context): ApiResponse {
    const { maxRecords, locator } = request.query;
    const page = org.bulk.queryResults(userId, params.id, { maxRecords, locator });
    return csv(page.csv, { 'sforce-locator': page.locator ?? 'null', 'sforce-numberofrecords': String(page.rows) });
}

const BASE = String.raw`^/services/data/v(?<version>\d+\.0)/jobs`;
const ID = String.raw`(?<id>\w{15,18})`;
const path = (text: string): RegExp => new RegExp(`${BASE}/${text}/?$`);

function jobPaths(name: 'ingest' | 'query', kind: BulkKind, post: Route['handle']): Route[] {
    return [
        { method: 'POST', pattern: path(name), handle: post },
        { method: 'GET', pattern: path(name), handle: list(kind) },
        { method: 'GET', pattern: path(`${name}/${ID}`), handle: info(kind) },
        { method: 'PATCH', pattern: path(`${name}/${ID}`), handle: patch(kind) },
        { method: 'DELETE', pattern: path(`${name}/${ID}`), handle: remove(kind) }
    ];
}

const RESULTS = ['successfulResults', 'failedResults', 'unprocessedrecords'] as const;

export const bulkRoutes: Route[] = [
    ...jobPaths('ingest', 'V2Ingest', create),
    ...jobPaths('query', 'V2Query', ({ org, userId, params, request }) =>
        json(200, org.bulk.createQuery(userId, params.version, objectBody(jsonBody(request))))
    ),
    { method: 'PUT', pattern: path(`ingest/${ID}/batches`), handle: upload },
    ...RESULTS.map((which): Route => ({
        method: 'GET',
        // The guide writes unprocessedrecords, clients write unprocessedRecords.
        pattern: new RegExp(`${BASE}/ingest/${ID}/${which}/?$`, 'i'),
        handle: ({ org, userId, params }) => csv(org.bulk.ingestResults(userId, params.id, which))
    })),
    { method: 'GET', pattern: path(`query/${ID}/results`), handle: queryResults }
];
