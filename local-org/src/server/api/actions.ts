/** Actions that REST can invoke: the project's invocable methods and some of the platform's own. Also: approvals. */
import { RequestRefused } from '../../localOrg.ts';
import { ApiError } from '../ApiError.ts';
import { json } from '../protocol.ts';
import type { ApiResponse } from '../protocol.ts';
import { jsonBody } from './router.ts';
import type { Context, Route } from './router.ts';

const BASE = String.raw`^/services/data/v(?<version>\d+\.0)`;

/** Kinds of custom actions. Only Apex is built; the others answer 501 by their path. */
const CUSTOM_KINDS = ['quickAction', 'apex', 'emailAlert', 'flow', 'sendNotification'];

function kindOf({ params }: Context): 'apex' | 'standard' {
    return params.kind === 'standard' ? 'standard' : 'apex';
}

function links(path: string, names: readonly string[]): (context: Context) => ApiResponse {
    return ({ params }) => json(200, Object.fromEntries(names.map((name) => [name, `/services/data/v${params.version}/${path}/${name}`])));
}

function invoke(context: Context): ApiResponse {
    const body = jsonBody(context.request) as { inputs?: unknown } | null;
    const inputs = body?.inputs;
    if (!Array.isArray(inputs) || inputs.length === 0) {
        throw new ApiError(400, 'JSON_PARSER_ERROR', 'The HTTP entity body is required, but this request has no entity body.');
    }
    if (!inputs.every((each) => each !== null && typeof each === 'object' && !Array.isArray(each))) {
        throw new ApiError(400, 'JSON_PARSER_ERROR', 'Every input must be an object.');
    }
    const results = context.org.actions.invoke(context.userId, kindOf(context), context.params.name, inputs);
    return json(results.every((each) => each.isSuccess) ? 200 : 400, results);
}

function approve({ org, userId, request }: Context): ApiResponse {
    const body = jsonBody(request) as { requests?: unknown } | null;
    if (!Array.isArray(body?.requests) || body.requests.length === 0) {
        throw new RequestRefused('JSON_PARSER_ERROR', 'The request has no requests.');
    }
    const results = org.processApprovals(userId, body.requests);
    return json(results.every((each) => each.success) ? 200 : 400, results);
}

export const actionRoutes: Route[] = [
    { method: 'GET', pattern: new RegExp(`${BASE}/actions/?$`), handle: links('actions', ['custom', 'standard']) },
    { method: 'GET', pattern: new RegExp(`${BASE}/actions/custom/?$`), handle: links('actions/custom', CUSTOM_KINDS) },
    {
        method: 'GET',
        pattern: new RegExp(`${BASE}/actions/(?<kind>custom/apex|standard)/?$`),
        handle: (context) => json(200, { actions: context.org.actions.list(context.userId, kindOf(context), context.params.version) })
    },
    {
        method: 'GET',
        pattern: new RegExp(String.raw`${BASE}/actions/(?<kind>custom/apex|standard)/(?<name>\w+)/?$`),
        handle: (context) => {
            const { version, name } = context.params;
            return json(200, context.org.actions.describe(context.userId, kindOf(context), name, version));
        }
    },
    { method: 'POST', pattern: new RegExp(String.raw`${BASE}/actions/(?<kind>custom/apex|standard)/(?<name>\w+)/?$`), handle: invoke },
    {
        method: 'GET',
        pattern: new RegExp(`${BASE}/process/approvals/?$`),
        handle: ({ org }) => json(200, { approvals: org.approvalProcesses() })
    },
    { method: 'POST', pattern: new RegExp(`${BASE}/process/approvals/?$`), handle: approve }
];
