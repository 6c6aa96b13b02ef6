/** Insert and update of User: names, seats, blockers, and the rows that follow. */
import type { PendingRow, Save, SaveRule } from '../../data/ports.ts';
import type { Store } from '../../data/store/Store.ts';
import { assignProfile, createCompanions } from '../users/companions.ts';
import { applyDeactivation, applyReactivation, deactivationBlocker } from '../users/deactivation.ts';
import { recountSeats, seatsLeftForProfile } from '../users/seats.ts';
import type { PlatformContext } from './context.ts';
import { ignoresLicenseLimits } from './context.ts';
import { rowError } from './rowErrors.ts';

const USERNAME = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export function userRule({ store, approvals, usernameElsewhere = () => false }: PlatformContext): SaveRule {
    return {
        objects: new Set(['user']),
        verbs: new Set(['insert', 'update']),
        prepare(save, rows) {
            for (const row of rows) {
                fillIn(store, save, row);
            }
            checkUsernames(store, rows, usernameElsewhere);
        },
        check(save, rows) {
            checkUsernames(store, rows, usernameElsewhere);
            checkUserType(rows);
            checkSeats(
                store,
                save,
                rows.filter((row) => !row.failed)
            );
            const leaving = rows.filter(leaves).map((row) => row.id);
            for (const row of rows.filter((each) => !each.failed && leaves(each))) {
                const blocker = deactivationBlocker(store, approvals, row.id, save.transaction.userId, leaving);
                if (blocker) {
                    row.fail(blocker);
                }
            }
        },
        saved(save, rows) {
            for (const row of rows) {
                followUp(store, save, row);
            }
            if (rows.some((row) => row.before === null || row.changes('IsActive') || row.changes('ProfileId'))) {
                recountSeats(store);
            }
        }
    };
}

function leaves(row: PendingRow): boolean {
    return row.before?.IsActive === 1 && row.after?.IsActive === 0;
}

function returns(row: PendingRow): boolean {
    return row.before !== null && row.before.IsActive !== 1 && row.after?.IsActive === 1;
}

function fillIn(store: Store, save: Save, row: PendingRow): void {
    const after = row.after!;
    if (save.verb === 'insert') {
        after.CommunityNickname ??= freeNickname(store, String(after.Username ?? 'User').split('@')[0]!);
    }
    if (save.verb === 'insert' || row.changes('ProfileId')) {
        const profile = store.get(`SELECT UserType AS type FROM Profile WHERE Id = ?`, after.ProfileId ?? null);
        after.UserType = profile?.type ?? after.UserType ?? 'Standard';
    }
}

function freeNickname(store: Store, wanted: string): string {
    const base = wanted.slice(0, 34);
    let nickname = base;
    for (let n = 1; store.get(`SELECT 1 FROM "User" WHERE CommunityNickname = ?`, nickname); n++) {
        nickname = `${base}${n}`;
    }
    return nickname;
}

function checkUsernames(store: Store, rows: readonly PendingRow[], elsewhere: (username: string) => boolean): void {
    const seen = new Set<string>();
    for (const row of rows) {
        const username = row.after?.Username;
        if (row.failed || typeof username !== 'string' || (row.before !== null && !row.changes('Username'))) {
            continue;
        }
        if (!USERNAME.test(username)) {
            row.fail(rowError('INVALID_EMAIL_ADDRESS', `Username: invalid email address: ${username}`, 'Username'));
        } else if (
            seen.has(username.toLowerCase()) ||
            store.get(`SELECT 1 FROM "User" WHERE Username = ? AND Id <> ?`, username, row.id) ||
            elsewhere(username)
        ) {
            row.fail(
                rowError(
                    'DUPLICATE_USERNAME',
                    'Duplicate Username.<br>The username already exists in this or another Salesforce organization. Usernames must be unique across all ' +
                        "Salesforce organizations. To resolve, use a different username (it doesn't need to match the user's email address).",
                    'Username'
                )
            );
        }
        seen.add(username.toLowerCase());
    }
}

/** A user may move between most licenses, but not back into Chatter. Source: public matrix of license changes (platform.md §1). */
function checkUserType(rows: readonly PendingRow[]): void {
    for (const row of rows) {
        if (row.before?.UserType === 'Standard' && row.after?.UserType === 'CsnOnly') {
            const text = 'It is not permitted to change user type from Standard to CSN Only(db=n,api=CsnOnly)';
            row.fail(rowError('FIELD_INTEGRITY_EXCEPTION', text, 'ProfileId'));
        }
    }
}

/** Counts the statement's own rows too: two users do not fit into one seat. */
function checkSeats(store: Store, save: Save, rows: readonly PendingRow[]): void {
    if (ignoresLicenseLimits(save.transaction)) {
        return;
    }
    const taken = new Map<string, number>();
    for (const row of rows) {
        const { after, before } = row;
        const joins =
            after?.IsActive === 1 && typeof after.ProfileId === 'string' && (before === null || returns(row) || row.changes('ProfileId'));
        const pool = joins ? seatsLeftForProfile(store, String(after.ProfileId)) : null;
        if (!pool || (before?.IsActive === 1 && poolOf(store, before.ProfileId) === pool.licenseId)) {
            continue;
        }
        const already = taken.get(pool.licenseId) ?? 0;
        if (pool.left - already <= 0) {
            row.fail(rowError('LICENSE_LIMIT_EXCEEDED', 'License Limit Exceeded'));
        } else {
            taken.set(pool.licenseId, already + 1);
        }
    }
}

function poolOf(store: Store, profileId: unknown): string | null {
    return (store.get(`SELECT UserLicenseId AS id FROM Profile WHERE Id = ?`, String(profileId))?.id ?? null) as string | null;
}

function followUp(store: Store, save: Save, row: PendingRow): void {
    const actor = save.transaction.userId;
    const profileId = (row.after?.ProfileId ?? null) as string | null;
    if (row.before === null) {
        createCompanions(store, row.id, profileId, actor);
    } else if (row.changes('ProfileId') && profileId !== null) {
        assignProfile(store, row.id, profileId, actor);
    }
    if (leaves(row)) {
        applyDeactivation(store, row.id);
    } else if (returns(row)) {
        applyReactivation(store, row.id);
    }
}
