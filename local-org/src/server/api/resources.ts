/** What an API version has, what is left of its limits, how many records there are. */
import { ApiError } from '../ApiError.ts';
import { json } from '../protocol.ts';
import type { Context, Route } from './router.ts';

const BASE = String.raw`^/services/data/v(?<version>\d+\.0)`;

/** Built ones only. */
const RESOURCES = ['tooling', 'query', 'queryAll', 'sobjects', 'composite', 'limits', 'actions', 'process'];

/** Allocations of an Enterprise org with few users. The local org does not meter them: all of it is always left. */
const LIMITS: Record<string, number> = {
    DailyApiRequests: 100_000,
    DailyAsyncApexExecutions: 250_000,
    DailyAsyncApexTests: 500,
    DailyBulkApiBatches: 15_000,
    DailyBulkV2QueryJobs: 10_000,
    DataStorageMB: 10_240,
    FileStorageMB: 10_240,
    HourlyPublishedPlatformEvents: 250_000,
    SingleEmail: 5_000
};

function resources({ params }: Context): Record<string, string> {
    return Object.fromEntries(RESOURCES.map((name) => [name, `/services/data/v${params.version}/${name}`]));
}

function limits(): Record<string, { Max: number; Remaining: number }> {
    return Object.fromEntries(Object.entries(LIMITS).map(([name, most]) => [name, { Max: most, Remaining: most }]));
}

/** Objects that are not there are left out, as Salesforce leaves them out. */
function recordCount({ org, userId, request }: Context): object {
    const names = request.query.sObjects?.split(',');
    if (!names) {
        throw new ApiError(400, 'MISSING_ARGUMENT', 'The query parameter sObjects is missing.');
    }
    const sObjects = names
        .map((name) => org.describe(userId, name.trim()) as { name: string } | null)
        .filter((description) => description !== null)
        .map(({ name }) => ({ name, count: org.query(userId, `SELECT COUNT() FROM ${name}`).totalSize }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    return { sObjects };
}

export const resourceRoutes: Route[] = [
    { method: 'GET', pattern: new RegExp(`${BASE}/?$`), handle: (context) => json(200, resources(context)) },
    { method: 'GET', pattern: new RegExp(`${BASE}/limits/?$`), handle: () => json(200, limits()) },
    { method: 'GET', pattern: new RegExp(`${BASE}/limits/recordCount/?$`), handle: (context) => json(200, recordCount(context)) }
];
