import { json } from '../protocol.ts';
import { ApiError } from '../ApiError.ts';
import { refuseHubObjects } from './hubObjects.ts';
import type { Context, Route } from './router.ts';

const VERSIONS = ['65.0', '66.0', '67.0'];

/** Salesforce pages a query at 2,000 rows. */
const PAGE_ROWS = 2_000;

interface QueryPage {
    totalSize: number;
    done: boolean;
    records: unknown[];
    nextRecordsUrl?: string;
}

const MOST_LOCATORS = 50;
/** Rows of a query that wait for the client to ask for more, by locator. A locator dies with the process, as one dies on the platform. */
const waiting = new Map<string, { userId: string; rows: unknown[]; version: string }>();
let nextLocator = 1;

function page(locator: string, from: number): QueryPage {
    const { rows, version } = waiting.get(locator)!;
    const to = from + PAGE_ROWS;
    const done = to >= rows.length;
    const result: QueryPage = { totalSize: rows.length, done, records: rows.slice(from, to) };
    if (!done) {
        result.nextRecordsUrl = `/services/data/v${version}/query/${locator}-${to}`;
    } else {
        waiting.delete(locator);
    }
    return result;
}

function query(context: Context, allRows: boolean): object {
    const soql = context.request.query.q;
    if (!soql) {
        throw new ApiError(400, 'MALFORMED_QUERY', 'The query parameter q is missing.');
    }
    refuseHubObjects(soql);
    const result = context.org.query(context.userId, soql, { allRows });
    // Asked again for its columns, the query answers with them alone; what was refused is refused here, too.
    if (context.request.query.columns === 'true') {
        return context.org.columns(soql);
    }
    const rows = result.records;
    if (rows.length <= PAGE_ROWS) {
        return { totalSize: result.totalSize, done: true, records: rows };
    }
    const locator = `01g${String(nextLocator++).padStart(12, '0')}`;
    if (waiting.size >= MOST_LOCATORS) {
        waiting.delete(waiting.keys().next().value!);
    }
    waiting.set(locator, { userId: context.userId, rows, version: context.params.version });
    return page(locator, 0);
}

function more(context: Context): QueryPage {
    const [, locator, from] = /^(\w+)-(\d+)$/.exec(context.params.locator) ?? [];
    if (!locator || waiting.get(locator)?.userId !== context.userId) {
        throw new ApiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
    }
    return page(locator, Number(from));
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
    { method: 'GET', pattern: /^\/services\/data\/v(?<version>\d+\.0)\/query\/?$/, handle: (context) => json(200, query(context, false)) },
    {
        method: 'GET',
        pattern: /^\/services\/data\/v(?<version>\d+\.0)\/queryAll\/?$/,
        handle: (context) => json(200, query(context, true))
    },
    {
        method: 'GET',
        pattern: /^\/services\/data\/v\d+\.0\/query(?:All)?\/(?<locator>[\w-]+)$/,
        handle: (context) => json(200, more(context))
    }
];
