/** Queries and searches, in pages. */
import { UnsupportedError } from '../../localOrg.ts';
import { json } from '../protocol.ts';
import { ApiError } from '../ApiError.ts';
import { refuseHubObjects } from './hubObjects.ts';
import type { Context, Route } from './router.ts';

const VERSIONS = ['65.0', '66.0', '67.0'];
export const NEWEST_VERSION = Number(VERSIONS.at(-1));

/** Salesforce pages a query at 2,000 rows, or as many as the client asks for (REST guide, "Query Options Header"). */
const PAGE_ROWS = 2_000;
const SMALLEST_PAGE = 200;
/** REST guide, "Query": a user keeps ten cursors open; the oldest goes when there is one more. */
const MOST_LOCATORS = 10;
/** A cursor that nobody reads from for so long is gone. */
const LOCATOR_LIFE = 2 * 24 * 3_600_000;

interface QueryPage {
    totalSize: number;
    done: boolean;
    nextRecordsUrl?: string;
    records: unknown[];
}

interface Cursor {
    userId: string;
    rows: readonly unknown[];
    totalSize: number;
    /** `/services/data/v67.0/query` */
    base: string;
    expires: number;
}

/** Rows of a query that wait for the client to ask for more, by locator. A locator dies with the process, as one dies on the platform. */
const cursors = new Map<string, Cursor>();
let nextLocator = 1;

function pageRows({ request }: Context): number {
    const asked = /batchSize\s*=\s*(\d+)/i.exec(request.headers['sforce-query-options'] ?? '')?.[1];
    return asked === undefined ? PAGE_ROWS : Math.min(PAGE_ROWS, Math.max(SMALLEST_PAGE, Number(asked)));
}

function page(context: Context, locator: string, from: number): QueryPage {
    const cursor = cursors.get(locator)!;
    cursor.expires = now(context) + LOCATOR_LIFE;
    const to = from + pageRows(context);
    const done = to >= cursor.rows.length;
    if (done) {
        cursors.delete(locator);
    }
    const records = cursor.rows.slice(from, to);
    return { totalSize: cursor.totalSize, done, ...(!done && { nextRecordsUrl: `${cursor.base}/${locator}-${to}` }), records };
}

function now({ org }: Context): number {
    return org.assembly.now();
}

/** The first page of a result; what is left waits for the client under a locator. */
export function firstPage(context: Context, { totalSize, records }: { totalSize: number; records: readonly unknown[] }): QueryPage {
    const { userId, request } = context;
    if (records.length <= pageRows(context)) {
        return { totalSize, done: true, records: [...records] };
    }
    const version = /\/v(\d+\.0)\//.exec(request.path)![1];
    const kind = /\/(tooling\/query|queryAll|query)\/?$/.exec(request.path)?.[1] ?? 'query';
    for (const [locator, { expires }] of cursors) {
        if (expires < now(context)) {
            cursors.delete(locator);
        }
    }
    const mine = [...cursors].filter(([, cursor]) => cursor.userId === userId);
    if (mine.length >= MOST_LOCATORS) {
        cursors.delete(mine[0][0]);
    }
    const locator = `01g${String(nextLocator++).padStart(12, '0')}`;
    cursors.set(locator, { userId, rows: records, totalSize, base: `/services/data/v${version}/${kind}`, expires: 0 });
    return page(context, locator, 0);
}

function query(context: Context, allRows: boolean): object {
    const { q: soql, columns, explain } = context.request.query;
    if (explain !== undefined) {
        throw new UnsupportedError('query plans (explain)');
    }
    if (!soql) {
        throw new ApiError(400, 'MALFORMED_QUERY', 'The query parameter q is missing.');
    }
    refuseHubObjects(soql);
    const result = context.org.query(context.userId, soql, { allRows });
    // Asked again for its columns, the query answers with them alone; what was refused is refused here, too.
    return columns === 'true' ? context.org.columns(soql) : firstPage(context, result);
}

function more(context: Context): QueryPage {
    const [, locator, from] = /^(\w+)-(\d+)$/.exec(context.params.locator) ?? [];
    const cursor = locator === undefined ? undefined : cursors.get(locator);
    if (!locator || cursor?.userId !== context.userId || cursor.expires < now(context) || Number(from) >= cursor.rows.length) {
        throw new ApiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
    }
    return page(context, locator, Number(from));
}

function search({ org, userId, request }: Context): object {
    const { q: sosl } = request.query;
    if (!sosl) {
        throw new ApiError(400, 'MALFORMED_SEARCH', 'The query parameter q is missing.');
    }
    return { searchRecords: org.dataApi.search(userId, sosl) };
}

export const queryRoutes: Route[] = [
    {
        method: 'GET',
        pattern: /^\/services\/data\/?$/,
        public: true,
        handle: () =>
            json(
                200,
                VERSIONS.map((version) => ({ label: `v${version}`, url: `/services/data/v${version}`, version }))
            )
    },
    { method: 'GET', pattern: /^\/services\/data\/v\d+\.0\/query\/?$/, handle: (context) => json(200, query(context, false)) },
    { method: 'GET', pattern: /^\/services\/data\/v\d+\.0\/queryAll\/?$/, handle: (context) => json(200, query(context, true)) },
    {
        method: 'GET',
        pattern: /^\/services\/data\/v\d+\.0\/(?:query|queryAll|tooling\/query)\/(?<locator>[\w-]+)$/,
        handle: (context) => json(200, more(context))
    },
    { method: 'GET', pattern: /^\/services\/data\/v\d+\.0\/search\/?$/, handle: (context) => json(200, search(context)) }
];
