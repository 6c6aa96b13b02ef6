import { RequestRefused, UnsupportedError } from '../../localOrg.ts';
import type { LocalOrg } from '../../localOrg.ts';
import { ApiError } from '../ApiError.ts';
import { isNestedTooDeeply, isTooComplicated } from '../excess.ts';
import type { ApiRequest, ApiResponse } from '../protocol.ts';
import { SoapFault } from '../soap.ts';
import { actionRoutes } from './actions.ts';
import { apexRestRoutes } from './apexRest.ts';
import { auraRoutes } from './aura.ts';
import { bulkRoutes } from './bulk.ts';
import { cometdRoutes } from './cometd.ts';
import { compositeRoutes } from './composite.ts';
import { collectionRoutes } from './compositeCollections.ts';
import { jobRoutes } from './jobs.ts';
import type { JobControl } from './jobs.ts';
import { loginRoutes } from './login.ts';
import { metadataRestRoutes } from './metadataRest.ts';
import { metadataSoapRoutes } from './metadataSoap.ts';
import { oauthRoutes } from './oauth.ts';
import { pageRoutes } from './page.ts';
import { NEWEST_VERSION, queryRoutes } from './query.ts';
import { recordRoutes } from './records.ts';
import { recordByKeyRoutes } from './recordsByKey.ts';
import { resourceRoutes } from './resources.ts';
import { scimRoutes } from './scim.ts';
import { soapRoutes } from './soap.ts';
import { testRunRoutes } from './testRuns.ts';
import { toolingRoutes } from './tooling.ts';
import { noSuchRoute } from './unbuilt.ts';

export interface Context {
    org: LocalOrg;
    jobs: JobControl;
    request: ApiRequest;
    /** Named groups of the route's pattern. */
    params: Record<string, string>;
    /** Who calls; empty on public routes. */
    userId: string;
}

export interface Route {
    method: string;
    pattern: RegExp;
    /** No session needed. */
    public?: boolean;
    handle(context: Context): ApiResponse | Promise<ApiResponse>;
}

const ROUTES: Route[] = [
    ...oauthRoutes,
    ...loginRoutes,
    ...resourceRoutes,
    ...queryRoutes,
    ...recordRoutes,
    ...recordByKeyRoutes,
    ...compositeRoutes,
    ...collectionRoutes,
    ...bulkRoutes,
    ...toolingRoutes,
    ...testRunRoutes,
    ...metadataSoapRoutes,
    ...metadataRestRoutes,
    ...soapRoutes,
    ...scimRoutes,
    ...actionRoutes,
    ...apexRestRoutes,
    ...cometdRoutes,
    ...auraRoutes,
    ...pageRoutes,
    ...jobRoutes
];

/** Requests that count against the org's limit: to its APIs, not to sign in, nor to learn the versions. */
const COUNTED = /^\/services\/(?!oauth2(?:\/|$)|data\/?$)/;

/** Answers one request; never throws, never rejects. */
export function route(org: LocalOrg, jobs: JobControl, request: ApiRequest): ApiResponse | Promise<ApiResponse> {
    if (!COUNTED.test(request.path)) {
        return routeFor(org, jobs, request);
    }
    org.dataApi.usage.count();
    const answer = routeFor(org, jobs, request);
    const informed = (response: ApiResponse): ApiResponse => ({
        ...response,
        headers: { ...response.headers, 'sforce-limit-info': org.dataApi.limitInfo }
    });
    return answer instanceof Promise ? answer.then(informed) : informed(answer);
}

/** Answers one request without counting it: subrequests of a composite are part of one call. */
export function routeFor(org: LocalOrg, jobs: JobControl, request: ApiRequest): ApiResponse | Promise<ApiResponse> {
    try {
        refuseLaterVersion(request);
        const matching = ROUTES.filter((candidate) => candidate.pattern.test(request.path));
        const found = matching.find((candidate) => candidate.method === request.method);
        if (!found) {
            throw matching.length > 0
                ? new ApiError(
                      405,
                      'METHOD_NOT_ALLOWED',
                      `HTTP Method '${request.method}' not allowed. Allowed are ${matching.map((each) => each.method).join(',')}`
                  )
                : noSuchRoute(request);
        }
        const params = found.pattern.exec(request.path)?.groups ?? {};
        const context = { org, jobs, request, params, userId: found.public ? '' : authenticate(org, request) };
        const answer = org.logs.during(request.path, 'Api', () => found.handle(context));
        return answer instanceof Promise ? answer.catch((error: unknown) => asResponse(error, request)) : answer;
    } catch (error) {
        return asResponse(error, request);
    }
}

const VERSION = /^\/services\/(?:data\/v|Soap\/\w\/)(\d+)\.0(?:\/|$)/;

/** A version that is not out yet has no resources. */
function refuseLaterVersion({ path }: ApiRequest): void {
    const [, version] = VERSION.exec(path) ?? [];
    if (Number(version) > NEWEST_VERSION) {
        throw path.startsWith('/services/Soap/')
            ? new SoapFault('UNSUPPORTED_API_VERSION', 'Invalid Api version specified on URL')
            : new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
    }
}

/** The token of the Authorization header, or the page's cookie. */
export function tokenOf(request: ApiRequest): string | null {
    const bearer = /^(?:Bearer|OAuth) (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const cookie = /(?:^|;\s*)sid=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
    return bearer ?? (cookie === undefined ? null : decodeCookie(cookie));
}

function decodeCookie(text: string): string | null {
    try {
        return decodeURIComponent(text);
    } catch {
        return null;
    }
}

function authenticate(org: LocalOrg, request: ApiRequest): string {
    const token = tokenOf(request);
    const userId = token === null ? null : org.userOfToken(token);
    if (!userId) {
        throw new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    }
    return userId;
}

function asResponse(error: unknown, { path }: ApiRequest): ApiResponse {
    if (error instanceof ApiError || error instanceof SoapFault) {
        return error.toResponse();
    }
    if (error instanceof RequestRefused) {
        return new ApiError(error.code === 'NOT_FOUND' ? 404 : 400, error.code, error.message).toResponse();
    }
    if (error instanceof UnsupportedError) {
        return new ApiError(501, 'NOT_IMPLEMENTED', error.message).toResponse();
    }
    if (isTooComplicated(error)) {
        const text = 'Query is either selecting too many fields or the filter conditions are too complicated.';
        return new ApiError(400, 'QUERY_TOO_COMPLICATED', text).toResponse();
    }
    const message = error instanceof Error ? error.message : String(error);
    // A SOAP client reads faults and nothing else.
    return path.startsWith('/services/Soap/')
        ? new SoapFault('UNKNOWN_EXCEPTION', message).toResponse()
        : new ApiError(500, 'UNKNOWN_EXCEPTION', message).toResponse();
}

/** The request's body as JSON. Throws ApiError when it is none. */
export function jsonBody(request: Pick<ApiRequest, 'body'>): unknown {
    if (isNestedTooDeeply(request.body)) {
        throw new ApiError(400, 'JSON_PARSER_ERROR', 'The request body is nested too deeply.');
    }
    try {
        return JSON.parse(request.body);
    } catch (error) {
        throw new ApiError(400, 'JSON_PARSER_ERROR', `The request body is not valid JSON: ${(error as Error).message}`);
    }
}
