/** The rows that the platform keeps beside each user: its UserLogin and the assignment of its profile's permissions. */
import type { Store } from '../../data/store/Store.ts';

export function createCompanions(store: Store, userId: string, profileId: string | null, byUserId: string): void {
    store.insert('UserLogin', { UserId: userId, IsFrozen: 0, IsPasswordLocked: 0 }, { userId: byUserId });
    if (profileId !== null) {
        assignProfile(store, userId, profileId, byUserId);
    }
}

/** Replaces the assignment of the permission set that a profile owns. */
export function assignProfile(store: Store, userId: string, profileId: string, byUserId: string): void {
    store.change(
        'PermissionSetAssignment',
        `DELETE FROM PermissionSetAssignment WHERE AssigneeId = ? AND PermissionSetId IN (SELECT Id FROM PermissionSet WHERE IsOwnedByProfile = 1)`,
        userId
    );
    const owned = store.get(`SELECT Id AS id FROM PermissionSet WHERE IsOwnedByProfile = 1 AND ProfileId = ?`, profileId);
    if (owned) {
        store.insert(
            'PermissionSetAssignment',
            { AssigneeId: userId, PermissionSetId: owned.id!, IsActive: 1, IsRevoked: 0 },
            { userId: byUserId }
        );
    }
}
