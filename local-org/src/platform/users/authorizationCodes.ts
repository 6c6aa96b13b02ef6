/** Authorization codes: each is good for one login, by the application and from the address that it was made for. */
import { randomBytes } from 'node:crypto';
import type { Store } from '../../data/store/Store.ts';
import { organizationMark } from './refreshTokens.ts';

const TABLE = '_authorization_codes';

export interface ConnectedApp {
    consumerKey: string;
    callbackUrl: string;
}

export function prepareAuthorizationCodes(store: Store): void {
    store.change(
        TABLE,
        `CREATE TABLE IF NOT EXISTS ${TABLE} (code TEXT PRIMARY KEY, userId TEXT NOT NULL, consumerKey TEXT NOT NULL, callbackUrl TEXT NOT NULL)`
    );
}

export function createAuthorizationCode(store: Store, userId: string, { consumerKey, callbackUrl }: ConnectedApp): string {
    const code = `aPrx${organizationMark(store)}.${randomBytes(36).toString('base64url')}`;
    store.change(
        TABLE,
        `INSERT INTO ${TABLE} (code, userId, consumerKey, callbackUrl) VALUES (?, ?, ?, ?)`,
        code,
        userId,
        consumerKey,
        callbackUrl
    );
    return code;
}

/** Whose code it is and for which application; from now on it is nobody's. */
export function useAuthorizationCode(store: Store, code: string): (ConnectedApp & { userId: string }) | null {
    const row = store.get(`SELECT userId, consumerKey, callbackUrl FROM ${TABLE} WHERE code = ?`, code);
    store.change(TABLE, `DELETE FROM ${TABLE} WHERE code = ?`, code);
    return (row as unknown as (ConnectedApp & { userId: string }) | undefined) ?? null;
}
