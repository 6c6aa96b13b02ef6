/** OAuth: the token endpoint, revocation, userinfo, and single access for browsers. */
import { GrantRefused } from '../../localOrg.ts';
import { ApiError } from '../ApiError.ts';
import { json } from '../protocol.ts';
import type { ApiRequest, ApiResponse } from '../protocol.ts';
import { sessionCookie } from './login.ts';
import { tokenOf } from './router.ts';
import type { Context, Route } from './router.ts';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/** Where the caller reaches us. */
export function baseUrl(request: ApiRequest): string {
    return `http://${request.headers.host}`;
}

/** This server by all its names. */
function ownAddresses(request: ApiRequest): string[] {
    const port = /:\d+$/.exec(request.headers.host ?? '')?.[0] ?? '';
    return [baseUrl(request), ...LOOPBACK_NAMES.map((name) => `http://${name}${port}`)];
}

function formOf(request: ApiRequest): Record<string, string> {
    return { ...request.query, ...Object.fromEntries(new URLSearchParams(request.body)) };
}

function refused(error: GrantRefused): ApiResponse {
    return json(400, { error: error.error, error_description: error.message });
}

function identityUrl({ org, request }: Context, userId: string): string {
    return `${baseUrl(request)}/id/${org.assembly.organizationId}/${userId}`;
}

interface Granted {
    accessToken: string;
    userId: string;
    refreshToken?: string;
}

/** An application that somebody has let in may come again. */
function granted({ org }: Context, grant: Granted): Granted {
    return { ...grant, refreshToken: org.oauth.refreshTokenFor(grant.userId, 'Salesforce CLI') };
}

/** @throws GrantRefused */
function grant(context: Context): Granted {
    const { org, request } = context;
    const form = formOf(request);
    switch (form.grant_type) {
        case 'refresh_token':
            return org.oauth.refresh(form.refresh_token ?? '');
        case JWT_BEARER:
            return org.oauth.jwtBearer(form.assertion ?? '', ownAddresses(request));
        case 'authorization_code':
            return granted(
                context,
                org.oauth.exchangeCode(form.code ?? '', { consumerKey: form.client_id ?? '', callbackUrl: form.redirect_uri ?? '' })
            );
        default:
            throw new GrantRefused('unsupported_grant_type', 'grant type not supported');
    }
}

function token(context: Context): ApiResponse {
    try {
        const { accessToken, userId, refreshToken } = grant(context);
        return json(200, {
            access_token: accessToken,
            ...(refreshToken !== undefined && { refresh_token: refreshToken }),
            scope: 'refresh_token web api',
            instance_url: baseUrl(context.request),
            id: identityUrl(context, userId),
            token_type: 'Bearer',
            issued_at: String(context.org.assembly.now())
        });
    } catch (error) {
        if (error instanceof GrantRefused) {
            return refused(error);
        }
        throw error;
    }
}

function revoke({ org, request }: Context): ApiResponse {
    const { token: revoked = '' } = formOf(request);
    return org.oauth.revoke(revoked)
        ? { status: 200, headers: {}, body: '' }
        : refused(new GrantRefused('invalid_token', `invalid token: ${revoked}`));
}

function userInfo(context: Context): ApiResponse {
    const sessionToken = tokenOf(context.request);
    const userId = sessionToken === null ? null : context.org.userOfToken(sessionToken);
    if (userId === null) {
        return {
            status: 403,
            headers: { 'content-type': 'text/html;charset=UTF-8' },
            body: sessionToken === null ? 'Missing_OAuth_Token' : 'Bad_OAuth_Token'
        };
    }
    const base = baseUrl(context.request);
    const organization = context.org.assembly.organizationId.slice(0, 15);
    return json(200, {
        sub: identityUrl(context, userId),
        ...context.org.oauth.userInfo(userId),
        urls: {
            enterprise: `${base}/services/Soap/c/{version}/${organization}`,
            metadata: `${base}/services/Soap/m/{version}/${organization}`,
            partner: `${base}/services/Soap/u/{version}/${organization}`,
            rest: `${base}/services/data/v{version}/`,
            sobjects: `${base}/services/data/v{version}/sobjects/`,
            search: `${base}/services/data/v{version}/search/`,
            query: `${base}/services/data/v{version}/query/`,
            recent: `${base}/services/data/v{version}/recent/`,
            tooling_soap: `${base}/services/Soap/T/{version}/${organization}`,
            tooling_rest: `${base}/services/data/v{version}/tooling/`,
            profile: `${base}/${userId}`,
            custom_domain: base
        }
    });
}

/** The address with which a browser, once, gets in. */
function singleAccess({ org, request, userId }: Context): ApiResponse {
    const path = formOf(request).redirect_uri ?? '';
    const code = org.oauth.singleAccess(userId, path);
    return json(200, { frontdoor_uri: `${baseUrl(request)}/secur/frontdoor.jsp?otp=${encodeURIComponent(code)}` });
}

/** Only a path of this server: `//elsewhere` and full addresses lead to the front page. */
function ownPath(path: string, request: ApiRequest): string {
    const url = URL.canParse(path, baseUrl(request)) ? new URL(path, baseUrl(request)) : null;
    return url?.origin === baseUrl(request) ? url.pathname + url.search + url.hash : '/';
}

function frontDoor({ org, request }: Context): ApiResponse {
    const { otp, sid, retURL = '/' } = request.query;
    const redeemed = otp === undefined ? null : org.oauth.redeem(otp);
    const userId = redeemed?.userId ?? (sid === undefined ? null : org.userOfToken(sid));
    const session = userId === null ? null : org.oauth.browserSession(userId);
    if (session === null) {
        throw new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    }
    return {
        status: 302,
        headers: { location: ownPath(redeemed?.path || retURL, request), 'set-cookie': sessionCookie(session) },
        body: ''
    };
}

export const oauthRoutes: Route[] = [
    { method: 'POST', pattern: /^\/services\/oauth2\/token$/, public: true, handle: token },
    { method: 'POST', pattern: /^\/services\/oauth2\/revoke$/, public: true, handle: revoke },
    { method: 'GET', pattern: /^\/services\/oauth2\/revoke$/, public: true, handle: revoke },
    { method: 'GET', pattern: /^\/services\/oauth2\/userinfo$/, public: true, handle: userInfo },
    { method: 'POST', pattern: /^\/services\/oauth2\/userinfo$/, public: true, handle: userInfo },
    { method: 'GET', pattern: /^\/services\/oauth2\/singleaccess$/, handle: singleAccess },
    { method: 'POST', pattern: /^\/services\/oauth2\/singleaccess$/, handle: singleAccess },
    { method: 'GET', pattern: /^\/secur\/frontdoor\.jsp$/, public: true, handle: frontDoor },
    { method: 'GET', pattern: /^\/id\/\w{15,18}\/(?<user>\w{15,18})$/, public: true, handle: userInfo }
];
