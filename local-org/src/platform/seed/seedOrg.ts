/**
 * The rows of a fresh org. Profiles with their permissions are written in between by `security/` (`seedProfiles`):
 * licenses come before them, users after.
 */
import type { Store } from '../../data/store/Store.ts';
import type { StoredRow } from '../../data/ports.ts';
import { createCompanions } from '../users/companions.ts';
import { recountSeats } from '../users/seats.ts';
import { DEFAULT_SALESFORCE_SEATS, PERMISSION_SET_LICENSES, userLicenses } from './licenses.ts';

export interface SeedOptions {
    organizationName?: string;
    /** 18 characters; the database gives one when absent. */
    organizationId?: string;
    /** `Developer Edition` … */
    edition?: string;
    /** A scratch org counts as a sandbox, and its trial ends (`YYYY-MM-DD`). */
    scratch?: { expires: string };
    /** Seats of the Salesforce license. */
    salesforceSeats?: number;
    /** The administrator that a new org comes with. */
    admin?: { firstName?: string; lastName?: string; username?: string; email?: string };
}

export interface SeededOrg {
    organizationId: string;
    adminId: string;
}

/** Has this database been seeded? */
export function isSeeded(store: Store): boolean {
    return store.get(`SELECT 1 FROM Organization`) !== undefined;
}

/** First half: the organization and the license pools. */
export function seedOrganization(
    store: Store,
    {
        organizationName = 'Local Org',
        salesforceSeats = DEFAULT_SALESFORCE_SEATS,
        organizationId: givenId,
        edition,
        scratch
    }: SeedOptions = {}
): SeededOrg {
    const adminId = store.newId(store.object('User'));
    const organizationId = store.insert(
        'Organization',
        {
            ...(givenId !== undefined && { Id: givenId }),
            Name: organizationName,
            OrganizationType: edition ?? 'Enterprise Edition',
            IsSandbox: Number(scratch !== undefined),
            TrialExpirationDate: scratch ? `${scratch.expires}T00:00:00.000Z` : null,
            IsReadOnly: 0,
            InstanceName: 'LOCAL',
            DefaultLocaleSidKey: 'en_US',
            LanguageLocaleKey: 'en_US',
            TimeZoneSidKey: 'America/Los_Angeles',
            UiSkin: 'Theme3',
            FiscalYearStartMonth: 1
        },
        { userId: adminId }
    );
    for (const license of userLicenses(salesforceSeats)) {
        store.insert(
            'UserLicense',
            {
                Name: license.name,
                MasterLabel: license.name,
                LicenseDefinitionKey: license.key,
                TotalLicenses: license.total,
                UsedLicenses: 0,
                Status: 'Active',
                UsedLicensesLastUpdated: store.timestamp()
            },
            { userId: adminId }
        );
    }
    if (store.schema.object('PermissionSetLicense')?.present) {
        for (const license of PERMISSION_SET_LICENSES) {
            store.insert(
                'PermissionSetLicense',
                {
                    DeveloperName: license.developerName,
                    MasterLabel: license.label,
                    PermissionSetLicenseKey: license.developerName,
                    Language: 'en_US',
                    TotalLicenses: license.total,
                    UsedLicenses: 0,
                    Status: 'Active'
                },
                { userId: adminId }
            );
        }
    }
    return { organizationId, adminId };
}

/** Second half, after the profiles: the first users and the group of everybody. */
export function seedUsers(store: Store, { organizationId, adminId }: SeededOrg, { admin = {} }: SeedOptions = {}): void {
    const username = admin.username ?? 'admin@localorg.test';
    const profileId = String(store.get(`SELECT Id AS id FROM Profile WHERE Name = 'System Administrator'`)!.id);
    insertUser(
        store,
        {
            Id: adminId,
            FirstName: admin.firstName ?? 'User',
            LastName: admin.lastName ?? 'User',
            Username: username,
            Email: admin.email ?? username,
            Alias: 'UUser',
            CommunityNickname: 'User',
            UserType: 'Standard',
            ProfileId: profileId
        },
        adminId
    );
    const org = organizationId.slice(0, 15).toLowerCase();
    insertUser(
        store,
        {
            FirstName: 'Automated',
            LastName: 'Process',
            Username: `autoproc@${org}`,
            Email: `autoproc@${org}.local.test`,
            Alias: 'autoproc',
            CommunityNickname: `autoproc@${org}`,
            UserType: 'AutomatedProcess'
        },
        adminId
    );
    insertUser(
        store,
        {
            FirstName: 'Platform Integration',
            LastName: 'User',
            Username: `cloud@${org}`,
            Email: 'noreply@local.test',
            Alias: 'cloud',
            CommunityNickname: `cloud@${org}`,
            UserType: 'CloudIntegrationUser'
        },
        adminId
    );
    store.insert(
        'Group',
        {
            Name: 'AllInternalUsers',
            DeveloperName: 'AllInternalUsers',
            Type: 'Organization',
            OwnerId: organizationId,
            DoesIncludeBosses: 0
        },
        { userId: adminId }
    );
    recountSeats(store);
}

/** The user that event triggers and other work of nobody run as. */
export function automatedProcessUserId(store: Store): string {
    return String(store.get(`SELECT Id AS id FROM "User" WHERE UserType = 'AutomatedProcess'`)!.id);
}

function insertUser(store: Store, values: StoredRow, adminId: string): void {
    const id = store.insert(
        'User',
        {
            Name: `${values.FirstName} ${values.LastName}`,
            IsActive: 1,
            TimeZoneSidKey: 'America/Los_Angeles',
            LocaleSidKey: 'en_US',
            LanguageLocaleKey: 'en_US',
            EmailEncodingKey: 'UTF-8',
            ...values
        },
        { userId: adminId }
    );
    createCompanions(store, id, (values.ProfileId ?? null) as string | null, adminId);
}
