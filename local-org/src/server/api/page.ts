import { json } from '../protocol.ts';
import { ApiError } from '../ApiError.ts';
import { sessionCookie } from './login.ts';
import { tokenOf } from './router.ts';
import type { Route } from './router.ts';

/** What the Lightning page around the tab asks for. */
export const pageRoutes: Route[] = [
    {
        method: 'GET',
        pattern: /^\/local\/page$/,
        public: true,
        // Whoever opens the page without a session sees the org as its first administrator.
        handle: ({ org, request }) => {
            const token = tokenOf(request);
            const userId = token === null ? null : org.userOfToken(token);
            if (userId !== null) {
                return json(200, org.pageContext(userId));
            }
            const session = org.login(null, 'UI');
            return json(200, org.pageContext(session.userId), { 'set-cookie': sessionCookie(session.token) });
        }
    },
    {
        method: 'GET',
        pattern: /^\/local\/record\/(?<object>\w+)\/(?<id>\w{15,18})$/,
        handle: ({ org, userId, params }) => {
            const page = org.recordPage(userId, params.object, params.id);
            if (!page) {
                throw new ApiError(404, 'NOT_FOUND', `There is no record ${params.id}, or you have no access to it.`);
            }
            return json(200, page);
        }
    }
];
