/** /services/apexrest/…: the project's own resources. */
import { RestRefusal } from '../../localOrg.ts';
import { ApiError } from '../ApiError.ts';
import type { ApiResponse } from '../protocol.ts';
import type { Context, Route } from './router.ts';

function call({ org, request, userId, params }: Context): ApiResponse {
    const { method, query, headers, bytes } = request;
    try {
        return org.callApexRest(userId, { method, path: params.path ?? '/', query, headers, bytes });
    } catch (error) {
        throw error instanceof RestRefusal ? new ApiError(error.status, error.errorCode, error.message) : error;
    }
}

/** Which verbs a resource answers is the class's affair: every one gets here. */
const VERBS = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'];

export const apexRestRoutes: Route[] = VERBS.map((method) => ({
    method,
    pattern: /^\/services\/apexrest(?<path>\/.*)?$/s,
    handle: call
}));
