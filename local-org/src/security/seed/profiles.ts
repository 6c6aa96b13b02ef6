/**
 * The standard profiles of a fresh org: their license, their user permissions (names of the `Permissions…` fields)
 * and what they may do with standard objects. Permission lists follow the profiles' own metadata as far as this org
 * has the feature; custom profiles come from the project.
 */

/** c, r, e, d = create, read, edit, delete; v, m = view all, modify all. */
export type ObjectRights = string;

export interface ProfileSeed {
    name: string;
    /** Full name in the Metadata API: `Admin` for System Administrator. */
    metadataName: string;
    license: string;
    userType: string;
    userPermissions: readonly string[] | { allBut: readonly string[] };
    /** Rights on every standard business object that is not named in `objects`. */
    objectDefault: ObjectRights;
    objects: Readonly<Record<string, ObjectRights>>;
}

/** What even an administrator's profile does not have unless somebody ticks it: it restricts, or belongs to a license. */
const NOT_FOR_ADMINISTRATORS = [
    'ApiUserOnly',
    'BulkApiHardDelete',
    // Both stay away until the org's user-interface settings offer them (platform.md §6).
    'CreateAuditFields',
    'UpdateWithInactiveOwner',
    'ChatterEnabledGuest',
    'DelegatedPortalUserAdmin',
    'FlowUFLRequired',
    'ForceTwoFactor',
    'HideReadByList',
    'IdentityConnect',
    'InboundMigrationToolsUser',
    'OutboundMigrationToolsUser',
    'PasswordNeverExpires',
    'PortalSuperUser',
    'PreventClassicExperience',
    'TwoFactorApi',
    'ViewEncryptedData',
    'ViewOnlyEmbeddedAppUser'
] as const;

const MINIMUM_ACCESS = [
    'ActivitiesAccess',
    'ChatterInternalUser',
    'LightningConsoleAllowedForUser',
    'LightningExperienceUser',
    'ViewHelpLink'
];

const READ_ONLY = [
    ...MINIMUM_ACCESS,
    'AddDirectMessageMembers',
    'AllowViewKnowledge',
    'ApiEnabled',
    'AssignTopics',
    'ChatterFileLink',
    'ChatterInviteExternalUsers',
    'ChatterOwnGroups',
    'ContentWorkspaces',
    'CreateCustomizeFilters',
    'CreateTopics',
    'EditTopics',
    'EmailSingle',
    'EnableNotifications',
    'ExportReport',
    'ListEmailSend',
    'RunReports',
    'SelectFilesFromSalesforce',
    'ShowCompanyNameAsUserBadge',
    'SubscribeToLightningReports',
    'UseWebLink',
    'ViewRoles',
    'ViewSetup'
];

const STANDARD_USER = [
    ...READ_ONLY,
    'ActivateContract',
    'ActivateOrder',
    'ConvertLeads',
    'CreateCustomizeDashboards',
    'CreateCustomizeReports',
    'DistributeFromPersWksp',
    'EditCaseComments',
    'EditEvent',
    'EditOppLineItemUnitPrice',
    'EditTask',
    'EmailMass',
    'ImportPersonal',
    'MassInlineEdit',
    'RunFlow',
    'SendSitRequests',
    'SubmitMacrosAllowed',
    'SubscribeToLightningDashboards'
];

const STANDARD_OBJECTS: Record<string, ObjectRights> = {
    Campaign: 'r',
    Case: 'cre',
    Pricebook2: 'r',
    Product2: 'r',
    Document: 'r'
};

export const PROFILES: readonly ProfileSeed[] = [
    {
        name: 'System Administrator',
        metadataName: 'Admin',
        license: 'Salesforce',
        userType: 'Standard',
        userPermissions: { allBut: NOT_FOR_ADMINISTRATORS },
        objectDefault: 'credvm',
        objects: {}
    },
    {
        name: 'Standard User',
        metadataName: 'Standard',
        license: 'Salesforce',
        userType: 'Standard',
        userPermissions: STANDARD_USER,
        objectDefault: 'cred',
        objects: STANDARD_OBJECTS
    },
    {
        name: 'Minimum Access - Salesforce',
        metadataName: 'Minimum Access - Salesforce',
        license: 'Salesforce',
        userType: 'Standard',
        userPermissions: MINIMUM_ACCESS,
        objectDefault: '',
        objects: {}
    },
    {
        name: 'Read Only',
        metadataName: 'ReadOnly',
        license: 'Salesforce',
        userType: 'Standard',
        userPermissions: READ_ONLY,
        objectDefault: 'r',
        objects: {}
    },
    {
        name: 'Marketing User',
        metadataName: 'MarketingProfile',
        license: 'Salesforce',
        userType: 'Standard',
        userPermissions: [...STANDARD_USER, 'EditHtmlTemplates', 'EditPublicTemplates', 'ImportLeads'],
        objectDefault: 'cred',
        objects: { ...STANDARD_OBJECTS, Campaign: 'cred' }
    },
    {
        name: 'Contract Manager',
        metadataName: 'ContractManager',
        license: 'Salesforce',
        userType: 'Standard',
        userPermissions: [...STANDARD_USER, 'DeleteActivatedContract', 'EditActivatedOrders'],
        objectDefault: 'cred',
        objects: STANDARD_OBJECTS
    },
    {
        name: 'Solution Manager',
        metadataName: 'SolutionManager',
        license: 'Salesforce',
        userType: 'Standard',
        userPermissions: [...STANDARD_USER, 'ManageCategories', 'ManageSolutions'],
        objectDefault: 'cred',
        objects: STANDARD_OBJECTS
    },
    {
        name: 'Standard Platform User',
        metadataName: 'StandardAul',
        license: 'Salesforce Platform',
        userType: 'Standard',
        userPermissions: STANDARD_USER,
        objectDefault: '',
        objects: { Account: 'cred', Contact: 'cred', Document: 'r' }
    },
    {
        name: 'Minimum Access - API Only Integrations',
        metadataName: 'Minimum Access - API Only Integrations',
        license: 'Salesforce Integration',
        userType: 'Standard',
        userPermissions: ['ApiEnabled', 'ApiUserOnly', 'ChatterInternalUser', 'LightningExperienceUser'],
        objectDefault: '',
        objects: {}
    },
    {
        name: 'Identity User',
        metadataName: 'Identity User',
        license: 'Identity',
        userType: 'Standard',
        userPermissions: ['ChatterInternalUser', 'IdentityEnabled', 'LightningExperienceUser'],
        objectDefault: '',
        objects: {}
    },
    {
        name: 'Chatter Free User',
        metadataName: 'Chatter Free User',
        license: 'Chatter Free',
        userType: 'CsnOnly',
        userPermissions: ['ChatterInternalUser', 'EnableNotifications', 'SelectFilesFromSalesforce'],
        objectDefault: '',
        objects: {}
    },
    {
        name: 'Chatter External User',
        metadataName: 'Chatter External User',
        license: 'Chatter External',
        userType: 'CsnOnly',
        userPermissions: ['SelectFilesFromSalesforce'],
        objectDefault: '',
        objects: {}
    }
];

/** `Admin` → `System Administrator`; other names stand for themselves. */
export function profileNameOf(metadataName: string): string {
    return PROFILES.find((profile) => profile.metadataName.toLowerCase() === metadataName.toLowerCase())?.name ?? metadataName;
}
