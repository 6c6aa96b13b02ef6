import { json } from '../protocol.ts';
import type { ApiResponse } from '../protocol.ts';
import { ApiError } from '../ApiError.ts';
import { LoginRefused } from '../../localOrg.ts';
import { jsonBody } from './router.ts';
import type { Context, Route } from './router.ts';

export function sessionCookie(token: string): string {
    return `sid=${encodeURIComponent(token)}; HttpOnly; SameSite=Strict; Path=/`;
}

/** Logs a person of this org in without a password: a developer's door, which is why the server listens on loopback only. */
function login(context: Context): ApiResponse {
    const { username, page } = (jsonBody(context.request) ?? {}) as { username?: unknown; page?: unknown };
    if (username !== null && typeof username !== 'string') {
        throw new ApiError(400, 'MISSING_ARGUMENT', 'username is missing; null stands for the first administrator.');
    }
    try {
        const session = context.org.login(username, page ? 'UI' : 'API');
        return json(200, session, page ? { 'set-cookie': sessionCookie(session.token) } : {});
    } catch (error) {
        if (error instanceof LoginRefused) {
            throw new ApiError(401, 'INVALID_LOGIN', error.message);
        }
        throw error;
    }
}

/** Lets sessions lapse before their time, of one person or (null) of all: to see what a client does when they do. */
function expire({ org, request }: Context): ApiResponse {
    const { username } = (jsonBody(request) ?? {}) as { username?: unknown };
    if (username !== null && typeof username !== 'string') {
        throw new ApiError(400, 'MISSING_ARGUMENT', 'username is missing; null stands for everybody.');
    }
    try {
        return json(200, { expired: org.expireSessions(username) });
    } catch (error) {
        if (error instanceof LoginRefused) {
            throw new ApiError(404, 'NOT_FOUND', error.message);
        }
        throw error;
    }
}

export const loginRoutes: Route[] = [
    {
        method: 'POST',
        pattern: /^\/local\/login$/,
        public: true,
        handle: login
    },
    { method: 'POST', pattern: /^\/local\/expire$/, public: true, handle: expire },
    { method: 'GET', pattern: /^\/local\/people$/, public: true, handle: (context) => json(200, context.org.people()) },
    { method: 'GET', pattern: /^\/local\/me$/, handle: (context) => json(200, context.org.me(context.userId)) }
];
