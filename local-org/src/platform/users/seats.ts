/** Seats of the license pools: how many are taken, and whether one is left. Inactive users hold none (platform.md §3). */
import type { Store } from '../../data/store/Store.ts';

/** Writes UsedLicenses of every pool from the rows that take a seat. */
export function recountSeats(store: Store): void {
    store.change(
        'UserLicense',
        `UPDATE UserLicense SET UsedLicensesLastUpdated = ?, UsedLicenses =
             (SELECT COUNT(*) FROM "User" u JOIN Profile p ON p.Id = u.ProfileId WHERE u.IsActive = 1 AND p.UserLicenseId = UserLicense.Id)`,
        store.timestamp()
    );
    if (store.schema.object('PermissionSetLicense')?.present) {
        store.change(
            'PermissionSetLicense',
            `UPDATE PermissionSetLicense SET UsedLicenses = (SELECT COUNT(*) FROM PermissionSetLicenseAssign a JOIN "User" u ON u.Id = a.AssigneeId
                 WHERE a.PermissionSetLicenseId = PermissionSetLicense.Id AND a.IsDeleted = 0 AND u.IsActive = 1)`
        );
    }
    if (store.schema.object('PackageLicense')?.present) {
        // A package seat stays taken by an inactive user (platform.md §3).
        store.change(
            'PackageLicense',
            `UPDATE PackageLicense SET UsedLicenses = (SELECT COUNT(*) FROM UserPackageLicense a WHERE a.PackageLicenseId = PackageLicense.Id AND a.IsDeleted = 0)`
        );
    }
}

/** Seats left in the pool that a profile's users sit in; null when the profile has no pool. Negative when the org is over its limit. */
export function seatsLeftForProfile(store: Store, profileId: string): { licenseId: string; left: number } | null {
    const row = store.get(
        `SELECT l.Id AS id, l.TotalLicenses AS total,
                (SELECT COUNT(*) FROM "User" u JOIN Profile q ON q.Id = u.ProfileId WHERE u.IsActive = 1 AND q.UserLicenseId = l.Id) AS used
         FROM Profile p JOIN UserLicense l ON l.Id = p.UserLicenseId WHERE p.Id = ?`,
        profileId
    );
    return row ? { licenseId: String(row.id), left: Number(row.total) - Number(row.used) } : null;
}
