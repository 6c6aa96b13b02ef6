/** Writes the standard profiles with their permissions, and makes custom ones when the project brings them. */
import type { Store } from '../../data/store/Store.ts';
import type { StoredRow } from '../../data/ports.ts';
import { userPermissionNames } from '../Grants.ts';
import { hasObjectPermissions } from '../permissionable.ts';
import { PROFILES } from './profiles.ts';
import type { ObjectRights, ProfileSeed } from './profiles.ts';

export interface ProfileRows {
    profileId: string;
    /** The permission set that the profile owns and that holds its permissions. */
    permissionSetId: string;
}

/** The standard profiles of a fresh org. License rows must be there. `adminId` need not yet be. */
export function seedProfiles(store: Store, adminId: string): void {
    for (const seed of PROFILES) {
        const { profileId, permissionSetId } = createProfile(store, seed.name, seed.license, seed.userType, false, adminId);
        const columns = permissionColumns(store, seed);
        store.update('PermissionSet', permissionSetId, columns, { userId: adminId });
        const known = store.columns(store.object('Profile'));
        store.update('Profile', profileId, Object.fromEntries(Object.entries(columns).filter(([name]) => known.has(name.toLowerCase()))), {
            userId: adminId
        });
        grantObjects(store, permissionSetId, seed, adminId);
    }
}

/** A Dev Hub's objects are the administrators' alone, until a permission set gives them to others. For an org that has just become one, too. */
export function grantDevHub(store: Store, adminId: string): void {
    const profile = store.get(
        `SELECT s.Id AS id FROM Profile p JOIN PermissionSet s ON s.ProfileId = p.Id WHERE p.Name = 'System Administrator'`
    )!;
    for (const SobjectType of ['ScratchOrgInfo', 'ActiveScratchOrg']) {
        const known = store.get(`SELECT 1 FROM ObjectPermissions WHERE ParentId = ? AND SobjectType = ?`, String(profile.id), SobjectType);
        if (store.schema.object(SobjectType)?.present && !known) {
            store.insert('ObjectPermissions', { ParentId: profile.id!, SobjectType, ...rightsColumns('credvm') }, { userId: adminId });
        }
    }
}

/** The profile of that name, made as a custom one when it is not there. */
export function ensureProfile(store: Store, name: string, license: string, adminId: string): ProfileRows {
    const known = store.get(
        `SELECT p.Id AS profileId, s.Id AS permissionSetId FROM Profile p JOIN PermissionSet s ON s.ProfileId = p.Id WHERE p.Name = ?`,
        name
    );
    return known
        ? { profileId: String(known.profileId), permissionSetId: String(known.permissionSetId) }
        : createProfile(store, name, license, 'Standard', true, adminId);
}

function createProfile(store: Store, name: string, license: string, userType: string, custom: boolean, adminId: string): ProfileRows {
    const licenseId = store.get(`SELECT Id AS id FROM UserLicense WHERE Name = ?`, license)?.id ?? null;
    const profileId = store.insert('Profile', { Name: name, UserLicenseId: licenseId, UserType: userType }, { userId: adminId });
    const permissionSetId = store.insert(
        'PermissionSet',
        {
            // The platform names them so: X and the profile's Id.
            Name: `X${profileId}`,
            Label: profileId,
            IsOwnedByProfile: 1,
            IsCustom: Number(custom),
            ProfileId: profileId,
            LicenseId: licenseId,
            Type: 'Profile'
        },
        { userId: adminId }
    );
    return { profileId, permissionSetId };
}

function permissionColumns(store: Store, { userPermissions }: ProfileSeed): StoredRow {
    const names = userPermissionNames(store);
    const granted = new Set(
        ('allBut' in userPermissions ? names.filter((name) => !userPermissions.allBut.includes(name)) : userPermissions).map((name) =>
            name.toLowerCase()
        )
    );
    return Object.fromEntries(names.map((name) => [`Permissions${name}`, Number(granted.has(name.toLowerCase()))]));
}

function grantObjects(store: Store, permissionSetId: string, seed: ProfileSeed, adminId: string): void {
    for (const object of store.schema.presentObjects?.() ?? store.schema.objects()) {
        if (!object.present || object.kind !== 'standard' || object.feature === 'devHub' || !hasObjectPermissions(object)) {
            continue;
        }
        const rights = seed.objects[object.name] ?? seed.objectDefault;
        if (rights !== '') {
            store.insert(
                'ObjectPermissions',
                { ParentId: permissionSetId, SobjectType: object.name, ...rightsColumns(rights) },
                { userId: adminId }
            );
        }
    }
}

function rightsColumns(rights: ObjectRights): StoredRow {
    const has = (letter: string): number => Number(rights.includes(letter));
    return {
        PermissionsCreate: has('c'),
        PermissionsRead: has('r'),
        PermissionsEdit: has('e'),
        PermissionsDelete: has('d'),
        PermissionsViewAllRecords: has('v'),
        PermissionsModifyAllRecords: has('m')
    };
}
