/** Saves of a Dev Hub's objects: what a request for a scratch org must be, and what deleting one does. */
import type { PendingRow, Save, SaveRule } from '../../data/ports.ts';
import type { Store } from '../../data/store/Store.ts';
import { UnsupportedError } from '../../runtime/errors.ts';
import { featureNames, isFeature, isGiven } from '../hub/features.ts';
import { ENTERPRISE_HUB } from '../hub/limits.ts';
import type { DevHubLimits } from '../hub/limits.ts';
import { inventedUsername, noteDeletion, usedScratchOrgs } from '../hub/signups.ts';
import type { PlatformContext } from './context.ts';
import { rowError } from './rowErrors.ts';

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;
const LONGEST_DAYS = 30;

export function scratchOrgInfoRule({ store, hub = ENTERPRISE_HUB }: PlatformContext): SaveRule {
    return {
        objects: new Set(['scratchorginfo']),
        verbs: new Set(['insert', 'delete']),
        prepare(save, rows) {
            if (save.verb === 'insert') {
                rows.forEach((row) => fillIn(store, save, row));
            }
        },
        check(save, rows) {
            if (save.verb === 'insert') {
                rows.forEach((row) => checkRequest(row));
                checkLimits(
                    store,
                    hub,
                    rows.filter((row) => !row.failed)
                );
            }
        },
        saved(save, rows) {
            if (save.verb === 'delete') {
                // The log goes; so does the org that it speaks of.
                for (const { before } of rows.filter((row) => row.before!.Status === 'Active')) {
                    removeActive(store, save, String(before!.ScratchOrg));
                }
            }
        }
    };
}

export function activeScratchOrgRule({ store }: PlatformContext): SaveRule {
    return {
        objects: new Set(['activescratchorg']),
        verbs: new Set(['delete']),
        saved(save, rows) {
            rows.forEach(({ before }) => noteDeletion(store, String(before!.ScratchOrg), nameOf(store, save), today(store)));
        }
    };
}

function removeActive(store: Store, save: Save, organizationId: string): void {
    store.change('ActiveScratchOrg', `DELETE FROM ActiveScratchOrg WHERE ScratchOrg = ?`, organizationId);
    noteDeletion(store, organizationId, nameOf(store, save), today(store));
}

function nameOf(store: Store, { transaction }: Save): string {
    return String(store.get(`SELECT Username AS name FROM "User" WHERE Id = ?`, transaction.userId)?.name ?? '');
}

function today(store: Store): string {
    return store.timestamp().slice(0, 10);
}

function fillIn(store: Store, save: Save, row: PendingRow): void {
    const after = row.after!;
    const days = Number(after.DurationDays ?? 7);
    after.DurationDays = days;
    after.Edition ??= 'Developer';
    after.Release ??= 'Current';
    after.Status = 'New';
    after.SignupUsername = String(after.Username ?? inventedUsername()).toLowerCase();
    after.SignupEmail =
        after.AdminEmail ?? store.get(`SELECT Email AS email FROM "User" WHERE Id = ?`, save.transaction.userId)?.email ?? null;
    after.SignupTrialDays = days;
    after.SignupCountry = after.Country ?? 'US';
    after.SignupLanguage = after.Language ?? 'en_US';
    after.ExpirationDate = new Date(Date.parse(today(store)) + (Number.isFinite(days) ? days : 0) * DAY_MILLISECONDS)
        .toISOString()
        .slice(0, 10);
}

/** @throws UnsupportedError for what Salesforce grants and the local org cannot */
function checkRequest(row: PendingRow): void {
    const after = row.after!;
    const days = Number(after.DurationDays);
    if (!(Number.isInteger(days) && days >= 1 && days <= LONGEST_DAYS)) {
        row.fail(
            rowError('NUMBER_OUTSIDE_VALID_RANGE', `Duration Days: value outside of valid range on numeric field: ${days}`, 'DurationDays')
        );
        return;
    }
    const features = featureNames(after.Features as string | null);
    const unknown = features.find((name) => !isFeature(name));
    if (unknown) {
        row.fail(rowError('INVALID_INPUT', `${unknown} is not a valid Features value.`, 'Features'));
        return;
    }
    const unbuilt = features.find((name) => !isGiven(name));
    if (unbuilt) {
        throw new UnsupportedError(`the scratch org feature ${unbuilt}`);
    }
    if (after.HasSampleData === 1) {
        throw new UnsupportedError('scratch orgs with sample data (hasSampleData)');
    }
    if (after.Release !== 'Current') {
        throw new UnsupportedError(`scratch orgs of another release (${String(after.Release)})`);
    }
    if (after.SignupLanguage !== 'en_US') {
        throw new UnsupportedError(`scratch orgs in another language (${String(after.SignupLanguage)})`);
    }
}

function checkLimits(store: Store, hub: DevHubLimits, rows: readonly PendingRow[]): void {
    let { active, daily } = usedScratchOrgs(store);
    for (const row of rows) {
        active++;
        daily++;
        const reached =
            active > hub.activeScratchOrgs ? 'active scratch org' : daily > hub.dailyScratchOrgs ? 'daily scratch org signup' : null;
        if (reached) {
            row.fail(rowError('LIMIT_EXCEEDED', `The signup request failed because this organization has reached its ${reached} limit`));
        }
    }
}
