/** Deployments over REST: /metadata/deployRequest. */
import { ApiError } from '../ApiError.ts';
import { multipartParts } from '../multipart.ts';
import { json } from '../protocol.ts';
import type { ApiResponse } from '../protocol.ts';
import { RequestRefused } from '../../localOrg.ts';
import { deployOptions, PATIENCE_MILLISECONDS } from './deployments.ts';
import { jsonBody } from './router.ts';
import type { Context, Route } from './router.ts';

function objectOf(value: unknown, name: string): Record<string, unknown> {
    const inner = value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[name] : undefined;
    return inner !== null && typeof inner === 'object' ? (inner as Record<string, unknown>) : {};
}

function urlOf({ params }: Context, id: string): string {
    return `/services/data/v${params.version}/metadata/deployRequest/${id}`;
}

function created(context: Context, id: string, options: object): ApiResponse {
    const { details: _details, ...deployResult } = context.org.deployments.result(id);
    return json(201, { id, url: urlOf(context, id), deployResult, deployOptions: options });
}

/** Part `entity_content` says how, part `file` is the archive; a JSON body names a validation to be deployed. */
function start(context: Context): ApiResponse {
    const { org, request, userId } = context;
    const contentType = request.headers['content-type'] ?? '';
    if (!/^multipart\//i.test(contentType)) {
        const { validatedDeployRequestId: validationId } = (jsonBody(request) ?? {}) as { validatedDeployRequestId?: unknown };
        if (typeof validationId !== 'string') {
            throw new ApiError(400, 'INVALID_INPUT', 'The request has neither an archive nor validatedDeployRequestId.');
        }
        return created(context, org.deployments.startValidated(validationId, userId), {});
    }
    const parts = multipartParts(contentType, request.bytes);
    const entity = parts.find(({ name }) => name === 'entity_content' || name === 'json');
    const zip = parts.find(({ name }) => name === 'file');
    if (!entity || !zip) {
        throw new ApiError(400, 'INVALID_MULTIPART_REQUEST', 'The request needs the parts entity_content and file.');
    }
    let given: unknown;
    try {
        given = JSON.parse(Buffer.from(entity.bytes).toString('utf8'));
    } catch (error) {
        throw new ApiError(400, 'JSON_PARSER_ERROR', `entity_content is not valid JSON: ${(error as Error).message}`);
    }
    const options = deployOptions(objectOf(given, 'deployOptions'), (code, message) => new ApiError(400, code, message));
    // The request's buffer is another's soon.
    return created(context, org.deployments.start({ ...options, userId, zip: Uint8Array.from(zip.bytes) }), options);
}

async function status(context: Context): Promise<ApiResponse> {
    const { org, params, request } = context;
    try {
        const { details, ...rest } = await org.deployments.settled(params.id, PATIENCE_MILLISECONDS);
        const deployResult = { ...rest, ...(request.query.includeDetails === 'true' && { details }) };
        return json(200, { id: rest.id, url: urlOf(context, rest.id), deployResult });
    } catch (error) {
        throw error instanceof RequestRefused ? new ApiError(404, 'NOT_FOUND', `There is no deployment ${params.id}.`) : error;
    }
}

function cancel(context: Context): ApiResponse {
    const { org, params, request, userId } = context;
    if (objectOf(jsonBody(request), 'deployResult').status !== 'Canceling') {
        throw new ApiError(400, 'INVALID_INPUT', 'A deployment can be changed to the status Canceling only.');
    }
    const { details: _details, ...deployResult } = org.deployments.cancel(params.id, userId);
    return json(202, { id: deployResult.id, url: urlOf(context, deployResult.id), deployResult });
}

/** As the other APIs, but who lacks the permission is told by 403. */
function permitted(handle: Route['handle']): Route['handle'] {
    return (context) => {
        try {
            context.org.assertMetadataAccess(context.userId);
        } catch (error) {
            throw error instanceof RequestRefused ? new ApiError(403, error.code, error.message) : error;
        }
        return handle(context);
    };
}

const BASE = String.raw`^/services/data/v(?<version>\d+\.0)/metadata/deployRequest`;

export const metadataRestRoutes: Route[] = [
    { method: 'POST', pattern: new RegExp(String.raw`${BASE}/?$`), handle: permitted(start) },
    { method: 'GET', pattern: new RegExp(String.raw`${BASE}/(?<id>\w{15,18})$`), handle: permitted(status) },
    { method: 'PATCH', pattern: new RegExp(String.raw`${BASE}/(?<id>\w{15,18})$`), handle: permitted(cancel) }
];
