import { json } from '../protocol.ts';
import { ApiError } from '../ApiError.ts';
import type { Context, Route } from './router.ts';

function executeAnonymous(context: Context): object {
    const code = context.request.query.anonymousBody;
    if (code === undefined) {
        throw new ApiError(400, 'MISSING_ARGUMENT', 'The query parameter anonymousBody is missing.');
    }
    return context.org.executeAnonymous(context.userId, code);
}

export const toolingRoutes: Route[] = [
    {
        method: 'GET',
        pattern: /^\/services\/data\/v\d+\.0\/tooling\/executeAnonymous\/?$/,
        handle: (context) => json(200, executeAnonymous(context))
    }
];
