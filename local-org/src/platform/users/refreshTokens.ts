/**
 * Refresh tokens. Each is a row of OauthToken, which queries show without the secret; the secret lies beside the rows, as with
 * sessions. Ending sessions leaves refresh tokens alone (platform.md §3): they have to be revoked, by the token or by the row's DeleteToken.
 */
import { randomBytes } from 'node:crypto';
import type { Store } from '../../data/store/Store.ts';

const TABLE = '_refresh_tokens';

export function prepareRefreshTokens(store: Store): void {
    store.change(
        TABLE,
        `CREATE TABLE IF NOT EXISTS ${TABLE} (token TEXT PRIMARY KEY, rowId TEXT NOT NULL, deleteToken TEXT NOT NULL, userId TEXT NOT NULL)`
    );
}

/** 15 characters: what is given out says whose org it belongs to, since one server may have many. */
export function organizationMark(store: Store): string {
    return String(store.get(`SELECT Id AS id FROM Organization`)!.id).slice(0, 15);
}

export function createRefreshToken(store: Store, userId: string, application: string): string {
    const mark = organizationMark(store);
    const token = `5Aep${mark}.${randomBytes(60).toString('base64url')}`;
    const deleteToken = `${mark}.${randomBytes(32).toString('base64url')}`;
    const rowId = randomBytes(9).toString('hex');
    const now = store.timestamp();
    store.insert('OauthToken', {
        Id: rowId,
        UserId: userId,
        AppName: application,
        CreatedDate: now,
        LastUsedDate: now,
        UseCount: 1,
        DeleteToken: deleteToken
    });
    store.change(TABLE, `INSERT INTO ${TABLE} (token, rowId, deleteToken, userId) VALUES (?, ?, ?, ?)`, token, rowId, deleteToken, userId);
    return token;
}

/** Whose token it is, counting the use; null when it was revoked or never given out. */
export function useRefreshToken(store: Store, token: string): string | null {
    const row = store.get(`SELECT rowId, userId FROM ${TABLE} WHERE token = ?`, token);
    if (!row) {
        return null;
    }
    store.change(
        'OauthToken',
        `UPDATE OauthToken SET UseCount = UseCount + 1, LastUsedDate = ? WHERE Id = ?`,
        store.timestamp(),
        String(row.rowId)
    );
    return String(row.userId);
}

/** @param token the refresh token itself or the DeleteToken of its row; false when it is neither */
export function revokeRefreshToken(store: Store, token: string): boolean {
    const row = store.get(`SELECT token, rowId FROM ${TABLE} WHERE token = ? OR deleteToken = ?`, token, token);
    if (!row) {
        return false;
    }
    store.remove('OauthToken', String(row.rowId));
    return store.change(TABLE, `DELETE FROM ${TABLE} WHERE token = ?`, String(row.token)) > 0;
}
