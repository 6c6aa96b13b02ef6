/** Which org a request is for: what it carries (a token, a code, a cookie, a username) says it. Nothing is verified here: the org does that. */
import type { SentRequest } from '../protocol.ts';

export type Addressee =
    /** 15 characters. */
    | { organizationId: string }
    /** The org in which the person is. */
    | { username: string }
    | null;

/** Access tokens, refresh tokens, authorization codes and one-time codes begin so. */
const MARK = /^(?:5Aep|aPrx)?(00D[A-Za-z0-9]{12})[!.]/;

/** The session of an envelope stands near its beginning. */
const SOAP_HEAD_BYTES = 16 * 1024;
/** No login is larger. */
const FORM_BYTES = 64 * 1024;

function byMark(text: string | null | undefined): Addressee {
    const organizationId = MARK.exec(text?.trim() ?? '')?.[1];
    return organizationId === undefined ? null : { organizationId };
}

function text({ bytes }: SentRequest, most: number): string {
    return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, most)).toString('utf8');
}

function form(request: SentRequest): URLSearchParams {
    const sent = new URLSearchParams(text(request, FORM_BYTES));
    Object.entries(request.query).forEach(([name, value]) => {
        if (!sent.has(name)) {
            sent.append(name, value);
        }
    });
    return sent;
}

function json(encoded: string, encoding: 'base64url' | 'utf8'): Record<string, unknown> {
    try {
        const value: unknown = JSON.parse(Buffer.from(encoded, encoding).toString('utf8'));
        return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
    } catch {
        return {};
    }
}

const named = (username: unknown): Addressee => (typeof username === 'string' ? { username } : null);

function byGrant(request: SentRequest): Addressee {
    const sent = form(request);
    const assertion = sent.get('assertion');
    if (assertion !== null) {
        const { sub, prn } = json(assertion.split('.')[1] ?? '', 'base64url');
        return named(sub ?? prn);
    }
    return byMark(sent.get('refresh_token')) ?? byMark(sent.get('code'));
}

function bySession(request: SentRequest): Addressee {
    const bearer = /^(?:Bearer|OAuth) (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer !== undefined) {
        return byMark(bearer);
    }
    if (/^\/services\/(?:Soap|async)\//i.test(request.path)) {
        return byMark(/<(?:\w+:)?sessionId>\s*([^<]+)</.exec(text(request, SOAP_HEAD_BYTES))?.[1] ?? request.headers['x-sfdc-session']);
    }
    const cookie = /(?:^|;\s*)sid=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
    try {
        return byMark(cookie === undefined ? null : decodeURIComponent(cookie));
    } catch {
        return null;
    }
}

/** null: nobody in particular, that is the org that was served first. */
export function addresseeOf(request: SentRequest): Addressee {
    switch (request.path) {
        case '/services/oauth2/token':
            return byGrant(request);
        case '/services/oauth2/revoke':
            return byMark(form(request).get('token'));
        case '/secur/frontdoor.jsp':
            return byMark(request.query.otp) ?? byMark(request.query.sid);
        case '/local/login':
        case '/local/expire':
            return named(json(text(request, FORM_BYTES), 'utf8').username) ?? bySession(request);
        default:
            return bySession(request);
    }
}
