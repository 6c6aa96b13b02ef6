import { json } from '../protocol.ts';
import { ApiError } from '../ApiError.ts';
import { LoginRefused } from '../../localOrg.ts';
import { jsonBody } from './router.ts';
import type { Context, Route } from './router.ts';

/** Logs a person of this org in without a password: a developer's door, which is why the server listens on loopback only. */
function login(context: Context): object {
    const { username } = jsonBody(context.request) as { username?: string };
    if (!username) {
        throw new ApiError(400, 'MISSING_ARGUMENT', 'username is missing.');
    }
    try {
        return context.org.login(username);
    } catch (error) {
        if (error instanceof LoginRefused) {
            throw new ApiError(401, 'INVALID_LOGIN', error.message);
        }
        throw error;
    }
}

export const loginRoutes: Route[] = [
    {
        method: 'POST',
        pattern: /^\/local\/login$/,
        public: true,
        handle: (context) => json(200, login(context))
    },
    { method: 'GET', pattern: /^\/local\/people$/, public: true, handle: (context) => json(200, context.org.people()) },
    { method: 'GET', pattern: /^\/local\/me$/, handle: (context) => json(200, context.org.me(context.userId)) },
    {
        method: 'GET',
        pattern: /^\/services\/oauth2\/userinfo$/,
        handle: (context) => {
            const me = context.org.me(context.userId);
            return json(200, {
                user_id: me.id,
                organization_id: me.organizationId,
                preferred_username: me.username,
                name: me.name,
                email: me.email,
                active: true
            });
        }
    }
];
