/** Logins and the AuthSession rows that they leave. Only logins create sessions; Apex can only end them. */
import { randomBytes } from 'node:crypto';
import type { Store } from '../../data/store/Store.ts';
import { organizationMark } from './refreshTokens.ts';

/** Two hours. */
const DEFAULT_SESSION_SECONDS = 7_200;

export type SessionType = 'UI' | 'Oauth2' | 'API' | 'Aura';

export class LoginRefused extends Error {
    /** As the OAuth endpoint and the login page report it. */
    readonly code: string;
    constructor(code: string, message: string) {
        super(message);
        this.name = 'LoginRefused';
        this.code = code;
    }
}

export interface CreatedSession {
    sessionId: string;
    token: string;
}

/** Tokens live beside the rows: a field of AuthSession would show them to queries. Call once when the org is opened. */
export function prepareSessions(store: Store): void {
    store.change(
        '_session_tokens',
        `CREATE TABLE IF NOT EXISTS _session_tokens (token TEXT PRIMARY KEY, sessionId TEXT NOT NULL, userId TEXT NOT NULL)`
    );
    store.change('_session_settings', `CREATE TABLE IF NOT EXISTS _session_settings (seconds INTEGER NOT NULL)`);
}

/** How long new sessions live without use; null: as long as in an org where nobody has set it. */
export function keepSessionSeconds(store: Store, seconds: number | null): void {
    store.change('_session_settings', `DELETE FROM _session_settings`);
    if (seconds !== null) {
        store.change('_session_settings', `INSERT INTO _session_settings (seconds) VALUES (?)`, seconds);
    }
}

/**
 * Logs a user in. Inactive and frozen users cannot (platform.md §3).
 *
 * @throws LoginRefused
 */
export function createSession(
    store: Store,
    userId: string,
    type: SessionType,
    from: { sourceIp?: string; application?: string; browser?: string } = {}
): CreatedSession {
    const user = store.get(`SELECT IsActive AS active, UserType AS type FROM "User" WHERE Id = ?`, userId);
    const login = store.get(`SELECT IsFrozen AS frozen FROM UserLogin WHERE UserId = ?`, userId);
    const refused = !user ? 'Invalid Login' : user.active !== 1 ? 'User is Inactive' : login?.frozen === 1 ? 'User is Frozen' : null;
    const sourceIp = from.sourceIp ?? '127.0.0.1';
    const loginType = type === 'Oauth2' || type === 'API' ? 'Remote Access 2.0' : 'Application';
    if (user && store.schema.object('LoginHistory')?.present) {
        store.insert('LoginHistory', {
            UserId: userId,
            LoginTime: store.timestamp(),
            LoginType: loginType,
            SourceIp: sourceIp,
            Status: refused === null ? 'Success' : refused,
            Application: from.application ?? (type === 'UI' ? 'Browser' : 'N/A'),
            Browser: from.browser ?? 'Unknown',
            Platform: 'Unknown'
        });
    }
    if (refused !== null) {
        throw new LoginRefused(
            'invalid_grant',
            refused === 'User is Inactive' ? 'inactive user' : refused === 'User is Frozen' ? 'user is frozen' : 'authentication failure'
        );
    }
    store.update('User', userId, { LastLoginDate: store.timestamp() });
    const sessionId = store.insert('AuthSession', {
        UsersId: userId,
        UserType: String(user!.type),
        SessionType: type,
        SessionSecurityLevel: 'STANDARD',
        LoginType: loginType,
        SourceIp: sourceIp,
        NumSecondsValid: store.get(`SELECT seconds FROM _session_settings`)?.seconds ?? DEFAULT_SESSION_SECONDS
    });
    const token = `${organizationMark(store)}!${randomBytes(48).toString('base64url')}`;
    store.change('_session_tokens', `INSERT INTO _session_tokens (token, sessionId, userId) VALUES (?, ?, ?)`, token, sessionId, userId);
    return { sessionId, token };
}

/**
 * Whose session this token is; null when the session has been ended or was not used for too long, or the user is inactive.
 * A frozen user's running session goes on: only logins are refused (platform.md §1). Use in the second half of a session's
 * time begins it anew.
 */
export function sessionOf(store: Store, token: string): { userId: string; sessionId: string } | null {
    const row = store.get(
        `SELECT t.userId AS userId, t.sessionId AS sessionId, s.LastModifiedDate AS used, s.NumSecondsValid AS seconds FROM _session_tokens t
         JOIN AuthSession s ON s.Id = t.sessionId AND s.IsDeleted = 0 JOIN "User" u ON u.Id = t.userId AND u.IsActive = 1 WHERE t.token = ?`,
        token
    );
    if (!row) {
        return null;
    }
    const sessionId = String(row.sessionId);
    const now = store.timestamp();
    const idle = (Date.parse(now) - Date.parse(String(row.used))) / 1000;
    const lifetime = Number(row.seconds);
    if (idle > lifetime) {
        endSessionRow(store, sessionId);
        return null;
    }
    if (idle > lifetime / 2) {
        store.update('AuthSession', sessionId, { LastModifiedDate: now });
    }
    return { userId: String(row.userId), sessionId };
}

/** Lets sessions lapse as time would: those of a user, or everybody's. Returns how many. */
export function expireSessions(store: Store, userId: string | null): number {
    return store.change(
        'AuthSession',
        `UPDATE AuthSession SET NumSecondsValid = 0, LastModifiedDate = ? WHERE IsDeleted = 0 AND (? IS NULL OR UsersId = ?)`,
        new Date(Date.parse(store.timestamp()) - 1_000).toISOString(),
        userId,
        userId
    );
}

/** Logout, or the revocation of an access token. */
export function endSession(store: Store, token: string): void {
    const session = store.get(`SELECT sessionId FROM _session_tokens WHERE token = ?`, token);
    if (session) {
        endSessionRow(store, String(session.sessionId));
    }
}

/** Ends a session and those that hang on it. */
export function endSessionRow(store: Store, sessionId: string): void {
    for (const child of store.all(`SELECT Id AS id FROM AuthSession WHERE ParentId = ?`, sessionId)) {
        endSessionRow(store, String(child.id));
    }
    store.remove('AuthSession', sessionId);
    store.change('_session_tokens', `DELETE FROM _session_tokens WHERE sessionId = ?`, sessionId);
}
