/** What an API version has, what is left of its limits, how many records there are. */
import { ApiError } from '../ApiError.ts';
import { json } from '../protocol.ts';
import type { Context, Route } from './router.ts';

const BASE = String.raw`^/services/data/v(?<version>\d+\.0)`;

/** Built ones only. */
const RESOURCES = ['tooling', 'query', 'queryAll', 'search', 'sobjects', 'composite', 'limits', 'jobs', 'actions', 'process'];

function resources({ params }: Context): Record<string, string> {
    return Object.fromEntries(RESOURCES.map((name) => [name, `/services/data/v${params.version}/${name}`]));
}

function limits({ org }: Context): object {
    return { ...org.dataApi.limits(org.bulk.lastDay()), ...org.hub?.limits() };
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
    { method: 'GET', pattern: new RegExp(`${BASE}/limits/?$`), handle: (context) => json(200, limits(context)) },
    { method: 'GET', pattern: new RegExp(`${BASE}/limits/recordCount/?$`), handle: (context) => json(200, recordCount(context)) }
];
