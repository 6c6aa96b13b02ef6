import { json } from '../protocol.ts';
import { ApiError } from '../ApiError.ts';
import { jsonBody } from './router.ts';
import type { Route } from './router.ts';

/** What an `@salesforce/apex` import calls: one @AuraEnabled method, one transaction. */
export const auraRoutes: Route[] = [
    {
        method: 'POST',
        pattern: /^\/local\/apex\/(?<className>[\w.]+)\/(?<method>\w+)$/,
        handle: (context) => {
            const params = jsonBody(context.request);
            if (params === null || typeof params !== 'object' || Array.isArray(params)) {
                throw new ApiError(400, 'JSON_PARSER_ERROR', 'Parameters must be a JSON object.');
            }
            const outcome = context.org.invokeAura(
                context.userId,
                context.params.className,
                context.params.method,
                params as Record<string, unknown>
            );
            return 'error' in outcome ? json(500, outcome.error) : json(200, outcome.value ?? null);
        }
    }
];
