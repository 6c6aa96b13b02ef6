/** SCIM 1.1 and 2.0, as far as user life cycles need it: create, read, change, (de)activate. */
import { ApiError } from '../ApiError.ts';
import { json } from '../protocol.ts';
import type { ApiResponse } from '../protocol.ts';
import { baseUrl } from './oauth.ts';
import { jsonBody } from './router.ts';
import type { Context, Route } from './router.ts';
import type { RecordJson } from '../../org/records.ts';

interface ScimUser {
    username?: string;
    userName?: string;
    nickName?: string;
    name?: { familyName?: string; givenName?: string };
    emails?: (string | { value?: string })[];
    entitlements?: { value?: string }[];
    active?: boolean | string;
}

const READ_FIELDS = 'Id,Username,FirstName,LastName,Name,CommunityNickname,Email,IsActive,ProfileId,CreatedDate,LastModifiedDate'.split(
    ','
);

/** What the caller did wrong. */
class ScimRefused extends Error {
    readonly status: number;

    constructor(status: number, message: string) {
        super(message);
        this.name = 'ScimRefused';
        this.status = status;
    }
}

/** SCIM's errors have shapes of their own, one a version. */
function asScimError({ params }: Context, { status, message }: ScimRefused): ApiResponse {
    return params.version === '2'
        ? json(status, { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], detail: message, status: String(status) })
        : json(status, { Errors: [{ description: message, code: String(status) }] });
}

/** @throws ApiError */
function bodyOf({ request }: Context): Record<string, unknown> {
    const body = jsonBody(request);
    if (body === null || typeof body !== 'object' || Array.isArray(body)) {
        throw new ApiError(400, 'JSON_PARSER_ERROR', 'A JSON object was expected.');
    }
    return body as Record<string, unknown>;
}

/** The fields of User that are named; absent ones are left alone. */
function fieldsOf({ username, userName, nickName, name, emails, entitlements, active }: ScimUser): RecordJson {
    const [email] = Array.isArray(emails) ? emails : [];
    const [profile] = Array.isArray(entitlements) ? entitlements : [];
    const fields = {
        Username: username ?? userName,
        FirstName: name?.givenName,
        LastName: name?.familyName,
        CommunityNickname: nickName,
        Email: typeof email === 'string' ? email : email?.value,
        ProfileId: profile?.value,
        IsActive: active === undefined ? undefined : String(active).toLowerCase() === 'true'
    };
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Time zone, locale, language and encoding come from the creator, the alias from the name. */
function newUser(context: Context, user: ScimUser): RecordJson {
    const { org, userId } = context;
    const inherited = ['TimeZoneSidKey', 'LocaleSidKey', 'LanguageLocaleKey', 'EmailEncodingKey'];
    const creator = org.record(userId, 'User', userId, inherited)!;
    const { CommunityNickname: _nickname, ...fields } = fieldsOf(user);
    return {
        ...Object.fromEntries(inherited.map((name) => [name, creator[name]])),
        Alias: String(user.nickName ?? fields.Username ?? '').slice(0, 8),
        ...fields
    };
}

/** @throws ScimRefused */
function resource({ org, request, params, userId }: Context, id: string): Record<string, unknown> {
    const user = org.record(userId, 'User', id, READ_FIELDS);
    if (!user) {
        throw new ScimRefused(404, `Resource ${id} not found.`);
    }
    const [profile] = org.query(userId, `SELECT Name FROM Profile WHERE Id = '${String(user.ProfileId)}'`).records as { Name: string }[];
    return {
        schemas: [params.version === '2' ? 'urn:ietf:params:scim:schemas:core:2.0:User' : 'urn:scim:schemas:core:1.0'],
        id: user.Id,
        userName: user.Username,
        name: { formatted: user.Name, familyName: user.LastName, ...(user.FirstName !== null && { givenName: user.FirstName }) },
        displayName: user.Name,
        nickName: user.CommunityNickname,
        emails: [{ type: 'work', primary: true, value: user.Email }],
        entitlements: profile ? [{ value: user.ProfileId, display: profile.Name, primary: true }] : [],
        active: user.IsActive,
        meta: {
            created: user.CreatedDate,
            lastModified: user.LastModifiedDate,
            location: `${baseUrl(request)}/services/scim/v${params.version}/Users/${String(user.Id)}`
        }
    };
}

/** @throws ScimRefused */
function save({ org, userId }: Context, verb: 'insert' | 'update', record: RecordJson): string {
    const [result] = org.save(userId, verb, 'User', [record], { allOrNone: true });
    if (!result.success) {
        throw new ScimRefused(400, result.errors.map(({ statusCode, message }) => `${statusCode}: ${message}`).join('; '));
    }
    return result.id!;
}

function createUser(context: Context): ApiResponse {
    const id = save(context, 'insert', newUser(context, bodyOf(context)));
    // Whoever asks for it gets a refresh token of the new user: that is how the CLI logs in as them.
    const approved: Record<string, string> =
        context.request.headers['auto-approve-user'] === 'true'
            ? { 'auto-approve-user': context.org.oauth.refreshTokenFor(id, 'SCIM') }
            : {};
    return json(201, resource(context, id), approved);
}

const readUser = (context: Context): ApiResponse => json(200, resource(context, context.params.id));

function changeUser(context: Context, change: ScimUser): ApiResponse {
    resource(context, context.params.id);
    const fields = fieldsOf(change);
    if (Object.keys(fields).length > 0) {
        save(context, 'update', { ...fields, Id: context.params.id });
    }
    return readUser(context);
}

const PATHS = ['active', 'userName', 'nickName', 'name', 'emails', 'entitlements'];
const NAME_PARTS = ['name.givenName', 'name.familyName'];

/**
 * `{active: false}`, or SCIM 2.0's operations: `{Operations: [{op: 'replace', path: 'active', value: false}]}`.
 *
 * @throws ScimRefused
 */
function patchOf(context: Context): ScimUser {
    const body = bodyOf(context);
    if (body.Operations === undefined) {
        return body;
    }
    if (!Array.isArray(body.Operations)) {
        throw new ScimRefused(400, 'Operations must be a list.');
    }
    const change: Record<string, unknown> = {};
    for (const { op, path, value } of body.Operations.map((each) => (each ?? {}) as { op?: unknown; path?: unknown; value?: unknown })) {
        if (!['add', 'replace'].includes(String(op).toLowerCase())) {
            throw new ScimRefused(400, `Operation ${String(op)} is not supported on users.`);
        }
        if (path === undefined) {
            Object.assign(change, value);
        } else if (PATHS.includes(String(path))) {
            change[String(path)] = value;
        } else if (NAME_PARTS.includes(String(path))) {
            change.name = { ...(change.name as object | undefined), [String(path).slice('name.'.length)]: value };
        } else {
            throw new ScimRefused(400, `The path ${String(path)} is not supported.`);
        }
    }
    return change;
}

/** Users are never deleted: they are deactivated. */
function deleteUser(context: Context): ApiResponse {
    changeUser(context, { active: false });
    return { status: 204, headers: {}, body: '' };
}

function answering(handle: (context: Context) => ApiResponse): Route['handle'] {
    return (context) => {
        try {
            return handle(context);
        } catch (error) {
            if (error instanceof ScimRefused) {
                return asScimError(context, error);
            }
            throw error;
        }
    };
}

const USERS = /^\/services\/scim\/v(?<version>[12])\/Users\/?$/;
const USER = /^\/services\/scim\/v(?<version>[12])\/Users\/(?<id>\w{15,18})$/;

export const scimRoutes: Route[] = [
    { method: 'POST', pattern: USERS, handle: answering(createUser) },
    { method: 'GET', pattern: USER, handle: answering(readUser) },
    { method: 'PUT', pattern: USER, handle: answering((context) => changeUser(context, bodyOf(context))) },
    { method: 'PATCH', pattern: USER, handle: answering((context) => changeUser(context, patchOf(context))) },
    { method: 'DELETE', pattern: USER, handle: answering(deleteUser) }
];
