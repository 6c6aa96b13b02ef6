import { json } from '../protocol.ts';
import { ApiError } from '../ApiError.ts';
import type { Context, Route } from './router.ts';

function executeAnonymous(context: Context): object {
    const code = context.request.query.anonymousBody;
    if (code === undefined) {
        throw new ApiError(400, 'MISSING_ARGUMENT', 'The query parameter anonymousBody is missing.');
    }
    // The debug log is no part of the Tooling API's answer.
    const { debugLog: _debugLog, ...result } = context.org.executeAnonymous(context.userId, code);
    return result;
}

export const toolingRoutes: Route[] = [
    {
        method: 'GET',
        pattern: /^\/services\/data\/v\d+\.0\/tooling\/executeAnonymous\/?$/,
        handle: (context) => json(200, executeAnonymous(context))
    }
];
