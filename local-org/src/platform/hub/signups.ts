/**
 * Scratch orgs as a Dev Hub records them: ScratchOrgInfo, the request and its log, and ActiveScratchOrg, the org while it lasts.
 * The rows alone: whoever serves the hub makes and removes the orgs, and tells here how it went.
 */
import { randomInt } from 'node:crypto';
import type { Store } from '../../data/store/Store.ts';

/** A scratch org that has been asked for. */
export interface Signup {
    infoId: string;
    organizationName: string;
    edition: string;
    /** `YYYY-MM-DD`. */
    expires: string;
    username: string;
    email: string;
    connectedApp: { consumerKey: string; callbackUrl: string };
    namespace: string | null;
    snapshot: string | null;
    sourceOrg: string | null;
    country: string;
}

export interface CreatedScratchOrg {
    /** 15 characters. */
    organizationId: string;
    authCode: string;
    loginUrl: string;
    instance: string;
}

const REMOVALS = '_scratch_removals';

export function prepareSignups(store: Store): void {
    if (store.schema.object('ScratchOrgInfo')?.present) {
        store.change(REMOVALS, `CREATE TABLE IF NOT EXISTS ${REMOVALS} (organizationId TEXT PRIMARY KEY)`);
        // What was in the making when the process ended is made anew.
        store.change('ScratchOrgInfo', `UPDATE ScratchOrgInfo SET Status = 'New' WHERE Status = 'Creating'`);
    }
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** As Salesforce makes them up: `test-wvkpnfm5z113@example.com`. */
export function inventedUsername(): string {
    return `test-${Array.from({ length: 12 }, () => LETTERS[randomInt(LETTERS.length)]).join('')}@example.com`;
}

/** Those that nobody works on yet; from now on somebody does. */
export function takeSignups(store: Store): Signup[] {
    const rows = store.all(
        `SELECT Id AS infoId, OrgName AS organizationName, Edition AS edition, ExpirationDate AS expires, SignupUsername AS username,
            SignupEmail AS email, ConnectedAppConsumerKey AS consumerKey, ConnectedAppCallbackUrl AS callbackUrl, Namespace AS namespace,
            Snapshot AS snapshot, SourceOrg AS sourceOrg, SignupCountry AS country
         FROM ScratchOrgInfo WHERE Status = 'New' AND IsDeleted = 0 ORDER BY Id`
    );
    return rows.map(({ consumerKey, callbackUrl, ...row }) => {
        store.update('ScratchOrgInfo', String(row.infoId), { Status: 'Creating' });
        const signup = row as unknown as Omit<Signup, 'connectedApp'>;
        return {
            ...signup,
            organizationName: signup.organizationName ?? 'Company',
            connectedApp: { consumerKey: String(consumerKey), callbackUrl: String(callbackUrl) }
        };
    });
}

export function signupDone(store: Store, infoId: string, created: CreatedScratchOrg): void {
    store.update('ScratchOrgInfo', infoId, {
        Status: 'Active',
        ScratchOrg: created.organizationId,
        AuthCode: created.authCode,
        LoginUrl: created.loginUrl,
        SignupInstance: created.instance
    });
    const info = store.get(
        `SELECT Description, Edition, ExpirationDate, Features, HasSampleData, OrgName, OwnerId, SignupEmail, SignupTrialDays, SignupUsername, CreatedById
         FROM ScratchOrgInfo WHERE Id = ?`,
        infoId
    )!;
    const { CreatedById, ...shown } = info;
    const number = Number(store.get(`SELECT COUNT(*) AS count FROM ActiveScratchOrg`)!.count) + 1;
    store.insert(
        'ActiveScratchOrg',
        {
            ...shown,
            Name: String(number).padStart(8, '0'),
            ScratchOrg: created.organizationId,
            ScratchOrgInfoId: infoId,
            SignupInstance: created.instance
        },
        { userId: String(CreatedById) }
    );
}

/** @param errorCode of the signup error codes: `C-1007` the username is in use, `S-1017` no such namespace … */
export function signupFailed(store: Store, infoId: string, errorCode: string): void {
    store.update('ScratchOrgInfo', infoId, { Status: 'Error', ErrorCode: errorCode });
}

/** The log says who deleted the org; the org itself goes when its host next asks. */
export function noteDeletion(store: Store, organizationId: string, by: string, day: string): void {
    store.change(
        'ScratchOrgInfo',
        `UPDATE ScratchOrgInfo SET Status = 'Deleted', DeletedBy = ?, DeletedDate = ? WHERE ScratchOrg = ? AND Status = 'Active'`,
        by,
        day,
        organizationId
    );
    store.change(REMOVALS, `INSERT OR IGNORE INTO ${REMOVALS} (organizationId) VALUES (?)`, organizationId);
}

/** Orgs whose last day is over are deleted, by nobody. */
export function expireScratchOrgs(store: Store): void {
    const today = store.timestamp().slice(0, 10);
    for (const row of store.all(
        `SELECT Id AS id, ScratchOrg AS org FROM ActiveScratchOrg WHERE ExpirationDate < ? AND IsDeleted = 0`,
        today
    )) {
        store.remove('ActiveScratchOrg', String(row.id));
        noteDeletion(store, String(row.org), '', today);
    }
}

/** Orgs that are to be removed; they stay on the list until `removalDone`. */
export function removals(store: Store): string[] {
    return store.all(`SELECT organizationId AS id FROM ${REMOVALS}`).map((row) => String(row.id));
}

export function removalDone(store: Store, organizationId: string): void {
    store.change(REMOVALS, `DELETE FROM ${REMOVALS} WHERE organizationId = ?`, organizationId);
}

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/** How much of the hub's allocation is taken: orgs there are or will be, and signups of the last 24 hours that did not fail. */
export function usedScratchOrgs(store: Store): { active: number; daily: number } {
    const since = new Date(Date.parse(store.timestamp()) - DAY_MILLISECONDS).toISOString();
    const row = store.get(
        `SELECT SUM(Status IN ('New', 'Creating', 'Active') AND IsDeleted = 0) AS active, SUM(Status <> 'Error' AND CreatedDate > ?) AS daily
         FROM ScratchOrgInfo`,
        since
    )!;
    return { active: Number(row.active ?? 0), daily: Number(row.daily ?? 0) };
}

export function activeScratchOrgs(store: Store): string[] {
    return store.all(`SELECT ScratchOrg AS id FROM ActiveScratchOrg WHERE IsDeleted = 0`).map((row) => String(row.id));
}

/** Has a signup ever had this username, here? Then no other gets it, ever. */
export function usernameWasUsed(store: Store, username: string, infoId: string): boolean {
    return (
        store.get(`SELECT 1 FROM ScratchOrgInfo WHERE SignupUsername = ? COLLATE NOCASE AND Id <> ?`, username, infoId) !== undefined ||
        store.get(`SELECT 1 FROM "User" WHERE Username = ? COLLATE NOCASE`, username) !== undefined
    );
}
