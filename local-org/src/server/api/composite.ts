/** Several records in one request. Collections are in records.ts. */
import { ApiError } from '../ApiError.ts';
import { json } from '../protocol.ts';
import type { ApiResponse } from '../protocol.ts';
import { jsonBody } from './router.ts';
import type { Context, Route } from './router.ts';

function insertTree({ org, userId, params, request }: Context): ApiResponse {
    const body = jsonBody(request) as { records?: unknown } | null;
    if (!Array.isArray(body?.records)) {
        throw new ApiError(400, 'INVALID_INPUT', 'The request has no records.');
    }
    const result = org.insertTree(userId, params.object, body.records);
    return json(result.hasErrors ? 400 : 201, result);
}

export const compositeRoutes: Route[] = [
    { method: 'POST', pattern: /^\/services\/data\/v\d+\.0\/composite\/tree\/(?<object>\w+)\/?$/, handle: insertTree }
];
