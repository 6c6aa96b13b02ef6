/** Assignments of permission sets, their groups and permission set licenses. */
import type { PendingRow, Save, SaveRule } from '../../data/ports.ts';
import type { Store } from '../../data/store/Store.ts';
import type { RowError } from '../../runtime/ports.ts';
import { recountSeats } from '../users/seats.ts';
import type { PlatformContext } from './context.ts';
import { ignoresLicenseLimits } from './context.ts';
import { invalidReference, rowError } from './rowErrors.ts';

/** From this many assignments removed at once the platform leaves the license assignments alone (platform.md §3). */
const BULK_UNASSIGNMENT = 50;

export function permissionSetAssignmentRule({ store }: PlatformContext): SaveRule {
    return {
        objects: new Set(['permissionsetassignment']),
        prepare(save, rows) {
            if (save.verb !== 'insert') {
                return;
            }
            for (const { after } of rows) {
                after!.IsActive = 1;
                // An assignment of a group points at the permission set that holds the group's sum.
                if (after!.PermissionSetGroupId && !after!.PermissionSetId) {
                    after!.PermissionSetId =
                        store.get(
                            `SELECT Id AS id FROM PermissionSet WHERE PermissionSetGroupId = ? AND Type = 'Group'`,
                            after!.PermissionSetGroupId
                        )?.id ?? null;
                }
            }
        },
        check(save, rows) {
            const seen = new Set<string>();
            for (const row of rows) {
                const error =
                    save.verb === 'insert'
                        ? insertError(store, row, seen)
                        : save.verb === 'delete' && !save.indirect
                          ? deleteError(store, row)
                          : null;
                if (error) {
                    row.fail(error);
                }
            }
        },
        saved(save, rows) {
            if (save.verb === 'insert') {
                for (const row of rows) {
                    followLicense(store, save, row);
                }
            } else if (save.verb === 'delete' && rows.length < BULK_UNASSIGNMENT) {
                for (const row of rows) {
                    releaseLicense(store, row);
                }
            }
            recountSeats(store);
        }
    };
}

function insertError(store: Store, { after, id }: PendingRow, seen: Set<string>): RowError | null {
    const assigneeId = after!.AssigneeId ?? null;
    const set = store.get(
        `SELECT IsOwnedByProfile AS owned, LicenseId AS license, Label AS label, PermissionSetGroupId AS grp FROM PermissionSet WHERE Id = ?`,
        after!.PermissionSetId ?? null
    );
    if (!set) {
        return invalidReference(after!.PermissionSetGroupId ? 'PermissionSetGroupId' : 'PermissionSetId');
    }
    if (after!.PermissionSetGroupId && set.grp !== after!.PermissionSetGroupId) {
        return rowError(
            'FIELD_INTEGRITY_EXCEPTION',
            'Specify either a permission set or a permission set group, not both',
            'PermissionSetGroupId'
        );
    }
    if (set.owned === 1) {
        return rowError('FIELD_INTEGRITY_EXCEPTION', "You can't assign a permission set that is owned by a profile", 'PermissionSetId');
    }
    if (set.grp && !after!.PermissionSetGroupId) {
        return rowError(
            'FIELD_INTEGRITY_EXCEPTION',
            'Assign the permission set group, not the permission set that it owns',
            'PermissionSetId'
        );
    }
    const key = `${assigneeId} ${after!.PermissionSetId}`;
    if (
        seen.has(key) ||
        store.get(
            `SELECT 1 FROM PermissionSetAssignment WHERE AssigneeId = ? AND PermissionSetId = ? AND Id <> ? AND IsRevoked = 0`,
            assigneeId,
            after!.PermissionSetId!,
            id
        )
    ) {
        return rowError(
            'DUPLICATE_VALUE',
            `Duplicate PermissionSetAssignment. Assignee: ${String(assigneeId).slice(0, 15)}; Permission Set: ${String(after!.PermissionSetId).slice(0, 15)}`
        );
    }
    seen.add(key);
    return licenseError(store, String(assigneeId), set.license as string | null, String(set.label));
}

function licenseError(store: Store, userId: string, licenseId: string | null, label: string): RowError | null {
    if (licenseId?.startsWith('100')) {
        const user = store.get(
            `SELECT u.Name AS name, p.UserLicenseId AS license FROM "User" u LEFT JOIN Profile p ON p.Id = u.ProfileId WHERE u.Id = ?`,
            userId
        );
        return user?.license === licenseId
            ? null
            : rowError(
                  'FIELD_INTEGRITY_EXCEPTION',
                  `Can't assign permission set ${label} to user ${user?.name}. The user license doesn't allow the permission set.`,
                  'PermissionSetId'
              );
    }
    if (licenseId?.startsWith('0PL') && !holdsLicense(store, userId, licenseId) && licenseSeatsLeft(store, licenseId) <= 0) {
        return rowError('LICENSE_LIMIT_EXCEEDED', 'License Limit Exceeded');
    }
    return null;
}

function holdsLicense(store: Store, userId: string, licenseId: string): boolean {
    return (
        store.get(`SELECT 1 FROM PermissionSetLicenseAssign WHERE AssigneeId = ? AND PermissionSetLicenseId = ?`, userId, licenseId) !==
        undefined
    );
}

function licenseSeatsLeft(store: Store, licenseId: string): number {
    const license = store.get(`SELECT TotalLicenses AS total, UsedLicenses AS used FROM PermissionSetLicense WHERE Id = ?`, licenseId);
    return Number(license?.total ?? 0) - Number(license?.used ?? 0);
}

/** A permission set with a license of its own brings the license assignment along. */
function followLicense(store: Store, save: Save, { after }: PendingRow): void {
    const license = store.get(`SELECT LicenseId AS id FROM PermissionSet WHERE Id = ?`, after!.PermissionSetId ?? null)?.id;
    if (typeof license === 'string' && license.startsWith('0PL') && !holdsLicense(store, String(after!.AssigneeId), license)) {
        store.insert(
            'PermissionSetLicenseAssign',
            { AssigneeId: after!.AssigneeId!, PermissionSetLicenseId: license },
            { userId: save.transaction.userId }
        );
    }
}

/** Since Winter '26 the license assignment goes with the last permission set that needs it (platform.md §3). */
function releaseLicense(store: Store, { before }: PendingRow): void {
    const license = store.get(`SELECT LicenseId AS id FROM PermissionSet WHERE Id = ?`, before!.PermissionSetId ?? null)?.id;
    if (typeof license === 'string' && license.startsWith('0PL') && !needsLicense(store, String(before!.AssigneeId), license)) {
        store.change(
            'PermissionSetLicenseAssign',
            `DELETE FROM PermissionSetLicenseAssign WHERE AssigneeId = ? AND PermissionSetLicenseId = ?`,
            before!.AssigneeId!,
            license
        );
    }
}

function needsLicense(store: Store, userId: string, licenseId: string): boolean {
    return (
        store.get(
            `SELECT 1 FROM PermissionSetAssignment a JOIN PermissionSet s ON s.Id = a.PermissionSetId WHERE a.AssigneeId = ? AND s.LicenseId = ?`,
            userId,
            licenseId
        ) !== undefined
    );
}

function deleteError(store: Store, { before }: PendingRow): RowError | null {
    const set = store.get(`SELECT IsOwnedByProfile AS owned FROM PermissionSet WHERE Id = ?`, before!.PermissionSetId ?? null);
    return set?.owned === 1
        ? rowError(
              'FIELD_INTEGRITY_EXCEPTION',
              "You can't remove the permission set that is owned by the user's profile",
              'PermissionSetId'
          )
        : null;
}

export function permissionSetLicenseAssignRule({ store }: PlatformContext): SaveRule {
    return {
        objects: new Set(['permissionsetlicenseassign']),
        check(save, rows) {
            let taken = 0;
            for (const row of rows) {
                const values = (row.after ?? row.before)!;
                const licenseId = String(values.PermissionSetLicenseId);
                if (save.verb === 'insert') {
                    if (holdsLicense(store, String(values.AssigneeId), licenseId)) {
                        row.fail(
                            rowError('DUPLICATE_VALUE', 'duplicate value found: <unknown> duplicates value on record with id: <unknown>')
                        );
                    } else if (!ignoresLicenseLimits(save.transaction) && licenseSeatsLeft(store, licenseId) - taken <= 0) {
                        row.fail(rowError('LICENSE_LIMIT_EXCEEDED', 'License Limit Exceeded'));
                    } else {
                        taken++;
                    }
                } else if (save.verb === 'delete' && !save.indirect && needsLicense(store, String(values.AssigneeId), licenseId)) {
                    row.fail(
                        rowError(
                            'FIELD_INTEGRITY_EXCEPTION',
                            "You can't remove this permission set license while a permission set that needs it is assigned"
                        )
                    );
                }
            }
        },
        saved: () => recountSeats(store)
    };
}

export function packageLicenseRule({ store }: PlatformContext): SaveRule {
    return {
        objects: new Set(['userpackagelicense']),
        check(save, rows) {
            for (const row of rows) {
                if (save.verb !== 'insert') {
                    continue;
                }
                const license = store.get(
                    `SELECT AllowedLicenses AS total, UsedLicenses AS used FROM PackageLicense WHERE Id = ?`,
                    row.after!.PackageLicenseId ?? null
                );
                // -1 = a site license (platform.md §4).
                if (license && Number(license.total) >= 0 && Number(license.used) >= Number(license.total)) {
                    row.fail(rowError('LICENSE_LIMIT_EXCEEDED', 'License Limit Exceeded'));
                }
            }
        },
        saved: () => recountSeats(store)
    };
}
