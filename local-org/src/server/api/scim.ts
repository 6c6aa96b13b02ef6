/** SCIM: a user is created with what SCIM asks for; the rest is as with whoever creates them. */
import { ApiError } from '../ApiError.ts';
import { json } from '../protocol.ts';
import type { ApiResponse } from '../protocol.ts';
import { baseUrl } from './oauth.ts';
import { jsonBody } from './router.ts';
import type { Context, Route } from './router.ts';

interface ScimUser {
    username?: string;
    userName?: string;
    nickName?: string;
    name?: { familyName?: string; givenName?: string };
    emails?: (string | { value?: string })[];
    entitlements?: { value?: string }[];
}

/** SCIM's errors have a shape of their own. */
function refused(status: number, description: string): ApiResponse {
    return json(status, { Errors: [{ description, code: String(status) }] });
}

/** Time zone, locale, language and encoding come from the creator, the alias from the name. */
function fieldsOf(context: Context, user: ScimUser): Record<string, unknown> {
    const creator = context.org.record(context.userId, 'User', context.userId, [
        ...['TimeZoneSidKey', 'LocaleSidKey', 'LanguageLocaleKey', 'EmailEncodingKey']
    ])!;
    const username = user.username ?? user.userName;
    const [email] = user.emails ?? [];
    return {
        Username: username,
        LastName: user.name?.familyName,
        ...(user.name?.givenName !== undefined && { FirstName: user.name.givenName }),
        Email: typeof email === 'string' ? email : email?.value,
        Alias: (user.nickName ?? username ?? '').slice(0, 8),
        ProfileId: user.entitlements?.[0]?.value,
        TimeZoneSidKey: creator.TimeZoneSidKey,
        LocaleSidKey: creator.LocaleSidKey,
        LanguageLocaleKey: creator.LanguageLocaleKey,
        EmailEncodingKey: creator.EmailEncodingKey
    };
}

function createUser(context: Context): ApiResponse {
    const { org, userId, request } = context;
    const user = jsonBody(request) as ScimUser | null;
    if (user === null || typeof user !== 'object') {
        throw new ApiError(400, 'JSON_PARSER_ERROR', 'A JSON object was expected.');
    }
    const fields = Object.fromEntries(Object.entries(fieldsOf(context, user)).filter(([, value]) => value !== undefined));
    const [result] = org.save(userId, 'insert', 'User', [fields], { allOrNone: true });
    if (!result.success) {
        return refused(400, result.errors.map(({ statusCode, message }) => `${statusCode}: ${message}`).join('; '));
    }
    const id = result.id!;
    // Whoever asks for it gets a refresh token of the new user: that is how the CLI logs in as them.
    const approved: Record<string, string> =
        request.headers['auto-approve-user'] === 'true' ? { 'auto-approve-user': org.oauth.refreshTokenFor(id, 'SCIM') } : {};
    return json(
        201,
        {
            schemas: ['urn:scim:schemas:core:1.0'],
            id,
            userName: fields.Username,
            active: true,
            meta: { location: `${baseUrl(request)}/services/scim/v1/Users/${id}` }
        },
        approved
    );
}

export const scimRoutes: Route[] = [{ method: 'POST', pattern: /^\/services\/scim\/v[12]\/Users\/?$/, handle: createUser }];
