import { json } from '../protocol.ts';
import { ApiError } from '../ApiError.ts';
import type { Route } from './router.ts';

/** What the Lightning page around the tab asks for. */
export const pageRoutes: Route[] = [
    { method: 'GET', pattern: /^\/local\/page$/, handle: ({ org, userId }) => json(200, org.pageContext(userId)) },
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
