import type { ObjectOverlay } from './ObjectOverlay.ts';
import { share } from './share.ts';

const ACCESS_FLAGS =
    'PermissionsFreezeUsers PermissionsApprovalAdmin PermissionsManageAccessPolicies PermissionsViewAccessPolicies PermissionsPrivacyDataAccess';
const NOT_IN_STUBS = 'PermissionsUpdateWithInactiveOwner:b!,PermissionsCreateAuditFields:b!';
const SETUP_ENTITIES = 'SetupEntity>ApexClass|ApexPage|CustomPermission|ConnectedApplication|AppMenuItem';

export const PEOPLE_AND_ACCESS: ObjectOverlay[] = [
    {
        name: 'User',
        prefix: '005',
        // Never deleted. `upsert user;` does not compile, Database.upsert does (platform.md 0.8).
        calls: 'cuq',
        apexDml: 'iup',
        setup: true,
        sharing: 'Read',
        plus: 'UserPermissionsSiteforceContributorUser UserPermissionsSiteforcePublisherUser UserPermissionsWorkDotComUserFeature NumberOfFailedLogins SuAccessExpirationDate PasswordExpirationDate HasUserVerifiedEmail HasUserVerifiedPhone',
        minus: 'UserPermissionsAvantgoUser UserPermissionsMobileUser IsPortalSelfRegistered',
        required: 'Username LastName Email Alias TimeZoneSidKey LocaleSidKey EmailEncodingKey ProfileId LanguageLocaleKey',
        readOnly:
            'Name UserType LastLoginDate LastPasswordChangeDate OfflineTrialExpirationDate OfflinePdaTrialExpirationDate AccountId IsPortalEnabled FullPhotoUrl SmallPhotoUrl MediumPhotoUrl BannerPhotoUrl SmallBannerPhotoUrl MediumBannerPhotoUrl IsExtIndicatorVisible IsProfilePhotoActive BadgeText OutOfOfficeMessage NumberOfFailedLogins SuAccessExpirationDate PasswordExpirationDate HasUserVerifiedEmail HasUserVerifiedPhone',
        createOnly: 'ContactId',
        unique: 'Username CommunityNickname',
        types: {
            Username: 'string(80)',
            LastName: 'string(80)',
            FirstName: 'string(40)',
            Name: 'string(121)',
            Alias: 'string(8)',
            CommunityNickname: 'string(40)',
            Email: 'email(128)',
            FederationIdentifier: 'string(512)',
            EmployeeNumber: 'string(20)',
            Title: 'string(80)',
            Department: 'string(80)',
            Division: 'string(80)',
            CompanyName: 'string(80)',
            AboutMe: 'textarea(1000)',
            Signature: 'textarea(1333)'
        },
        defaults: { IsActive: true, ReceivesInfoEmails: false, ReceivesAdminInfoEmails: false },
        picklists: {
            UserType:
                '*Standard|PowerPartner|PowerCustomerSuccess|CustomerSuccess|Guest|CspLitePortal|CsnOnly|SelfService|AutomatedProcess|CloudIntegrationUser',
            DigestFrequency: '*D|W|N',
            DefaultGroupNotificationFrequency: 'P|D|W|*N',
            EmailEncodingKey: '*UTF-8|ISO-8859-1|Shift_JIS|ISO-2022-JP|EUC-JP|ks_c_5601-1987|Big5|GB2312',
            TimeZoneSidKey:
                'GMT|America/Los_Angeles|America/Chicago|America/New_York|America/Sao_Paulo|Europe/London|Europe/Paris|Europe/Berlin|Asia/Kolkata|Asia/Tokyo|Australia/Sydney',
            LocaleSidKey: 'en_US|en_GB|de_DE|fr_FR|es_ES|it_IT|nl_NL|pt_BR|ja_JP|zh_CN',
            LanguageLocaleKey: '*en_US|de|es|fr|it|ja|sv|ko|zh_TW|zh_CN|pt_BR|nl_NL|da|th|fi|ru|es_MX|no'
        },
        references: { DelegatedApproverId: 'DelegatedApprover>User|Group', CallCenterId: 'CallCenter' },
        children: {
            FeedSubscriptionsForEntity: 'EntitySubscription.ParentId',
            FeedSubscriptions: 'EntitySubscription.SubscriberId',
            GroupMemberships: 'CollaborationGroupMember.MemberId',
            PermissionSetAssignments: 'PermissionSetAssignment.AssigneeId',
            PermissionSetLicenseAssignments: 'PermissionSetLicenseAssign.AssigneeId',
            OpportunityTeams: 'UserTeamMember.OwnerId',
            DelegatedUsers: 'User.DelegatedApproverId',
            ContractsSigned: 'Contract.CompanySignedId',
            UserSites: 'Site.GuestUserId',
            Shares: 'UserShare.UserId',
            ManagedUsers: 'User.ManagerId',
            UserTerritory2Associations: 'UserTerritory2Association.UserId'
        }
    },
    // Prefix unsure.
    share('User', '0N0', { readOnly: 'IsActive', picklists: { UserAccessLevel: 'None|Read|Edit|All', RowCause: 'Owner|*Manual|Rule' } }),
    {
        name: 'UserLogin',
        prefix: '0Yw',
        calls: 'uq',
        apexDml: 'u',
        // Not on the published list; assumed (platform.md §4, "y?").
        setup: true,
        nameField: '',
        readOnly: 'UserId'
    },
    {
        name: 'UserRole',
        prefix: '00E',
        label: 'Role',
        calls: 'cudq',
        setup: true,
        required: 'Name',
        readOnly: 'PortalRole PortalType PortalAccountId',
        types: { DeveloperName: 'string(80)', Name: 'string(80)', RollupDescription: 'string(80)' },
        picklists: {
            OpportunityAccessForAccountOwner: '*None|Read|Edit',
            CaseAccessForAccountOwner: '*None|Read|Edit',
            ContactAccessForAccountOwner: '*None|Read|Edit',
            PortalType: '*None|CustomerPortal|Partner'
        },
        unique: 'DeveloperName',
        children: { Users: 'User.UserRoleId' }
    },
    {
        name: 'Profile',
        prefix: '00e',
        calls: 'q',
        setup: true,
        plus: 'IsSsoEnabled',
        fields: `${NOT_IN_STUBS},PermissionsManageTerritories:b!`,
        plusPermissions: ACCESS_FLAGS,
        featureFields: { territories: 'PermissionsManageTerritories' }
    },
    { name: 'UserLicense', prefix: '100', calls: 'q', setup: true, picklists: { Status: '*Active|Disabled' } },
    {
        name: 'PermissionSet',
        prefix: '0PS',
        label: 'Permission Set',
        calls: 'cudq',
        setup: true,
        plus: 'PermissionSetGroupId Type',
        plusPermissions: ACCESS_FLAGS,
        fields: NOT_IN_STUBS,
        featureFields: { territories: 'PermissionsManageTerritories' },
        required: 'Name Label',
        readOnly: 'IsOwnedByProfile IsCustom ProfileId PermissionSetGroupId Type NamespacePrefix',
        createOnly: 'LicenseId',
        picklists: { Type: '*Regular|Standard|Session|Group|Profile' },
        references: { LicenseId: 'License>PermissionSetLicense|UserLicense' },
        unique: 'Name',
        children: { Assignments: 'PermissionSetAssignment.PermissionSetId' }
    },
    {
        name: 'PermissionSetAssignment',
        prefix: '0Pa',
        label: 'Permission Set Assignment',
        calls: 'cudq',
        setup: true,
        nameField: '',
        plus: 'ExpirationDate IsActive IsRevoked PermissionSetGroupId',
        required: 'AssigneeId',
        createOnly: 'AssigneeId PermissionSetId PermissionSetGroupId',
        readOnly: 'IsActive',
        cascade: 'PermissionSetId PermissionSetGroupId'
    },
    {
        name: 'PermissionSetGroup',
        prefix: '0PG',
        label: 'Permission Set Group',
        calls: 'cudq',
        setup: true,
        nameField: 'MasterLabel',
        required: 'DeveloperName MasterLabel',
        readOnly: 'Status NamespacePrefix',
        picklists: { Status: '*Updated|Outdated|Updating|Failed', Language: '*en_US' },
        unique: 'DeveloperName',
        children: {
            Assignments: 'PermissionSetAssignment.PermissionSetGroupId',
            PermissionSetGroupComponents: 'PermissionSetGroupComponent.PermissionSetGroupId'
        }
    },
    {
        name: 'PermissionSetGroupComponent',
        prefix: '0PM',
        calls: 'cdq',
        setup: true,
        nameField: '',
        required: 'PermissionSetGroupId PermissionSetId',
        cascade: 'PermissionSetGroupId PermissionSetId'
    },
    {
        name: 'PermissionSetLicense',
        prefix: '0PL',
        calls: 'q',
        setup: true,
        nameField: 'MasterLabel',
        minus: 'MaximumPermissions*',
        picklists: { Status: '*Active|Disabled', Language: '*en_US' }
    },
    {
        name: 'PermissionSetLicenseAssign',
        prefix: '2LA',
        calls: 'cdq',
        // Not on the published list; assumed (platform.md §4, "y?").
        setup: true,
        nameField: '',
        required: 'PermissionSetLicenseId AssigneeId',
        cascade: 'PermissionSetLicenseId'
    },
    {
        name: 'PackageLicense',
        prefix: '050',
        calls: 'q',
        setup: true,
        nameField: 'NamespacePrefix',
        picklists: { Status: 'Trial|*Active|Expired|Free' }
    },
    {
        name: 'UserPackageLicense',
        prefix: '051',
        calls: 'cdq',
        // Not on the published list; assumed (platform.md §4, "y?").
        setup: true,
        nameField: '',
        required: 'PackageLicenseId UserId'
    },
    {
        name: 'ObjectPermissions',
        prefix: '110',
        calls: 'cudq',
        setup: true,
        nameField: '',
        required: 'ParentId SobjectType',
        createOnly: 'ParentId SobjectType',
        cascade: 'ParentId',
        types: { SobjectType: 'picklist' }
    },
    {
        name: 'FieldPermissions',
        prefix: '01k',
        calls: 'cudq',
        setup: true,
        nameField: '',
        required: 'ParentId SobjectType Field',
        createOnly: 'ParentId SobjectType Field',
        cascade: 'ParentId',
        types: { SobjectType: 'picklist', Field: 'picklist' }
    },
    {
        name: 'SetupEntityAccess',
        prefix: '0J0',
        calls: 'cdq',
        setup: true,
        nameField: '',
        required: 'ParentId SetupEntityId',
        readOnly: 'SetupEntityType',
        references: { SetupEntityId: SETUP_ENTITIES },
        cascade: 'ParentId',
        picklists: { SetupEntityType: 'ApexClass|ApexPage|CustomPermission|ConnectedApplication|TabSet' }
    },
    {
        name: 'CustomPermission',
        prefix: '0CP',
        calls: 'q',
        setup: true,
        nameField: 'MasterLabel',
        plus: 'IsLicensed',
        picklists: { Language: '*en_US' },
        children: { SetupEntityAccessItems: 'SetupEntityAccess.SetupEntityId' }
    },
    {
        name: 'AuthSession',
        prefix: '0Ak',
        calls: 'dq',
        setup: true,
        nameField: '',
        plus: 'IsAssociatedWithJwtAccessToken',
        fields: 'LoginDomain:s?',
        picklists: {
            SessionType: 'UI|Oauth2|API|Visualforce|Content|ChatterNetworks|SubstituteUser|TempUIFrontdoor|Aura|ApiOnlyUser|UserSite',
            SessionSecurityLevel: 'LOW|*STANDARD|HIGH_ASSURANCE',
            LoginType: 'Application|Remote Access 2.0|Other Apex API|Partner Product|SAML Sfdc Initiated SSO|OAuth Token Exchange',
            UserType: '*Standard|Guest|PowerPartner|CspLitePortal|AutomatedProcess'
        },
        cascade: 'ParentId'
    },
    { name: 'LoginHistory', prefix: '0Ya', calls: 'q', nameField: '', plus: 'LoginSubType', minus: 'AuthenticationServiceId' },
    { name: 'LoginGeo', prefix: '04F', calls: 'q', nameField: '' },
    // Rows have no Id (platform.md §4); queried by user or token only.
    { name: 'OauthToken', prefix: null, calls: 'q', nameField: '', minus: 'AppMenuItemId' },
    { name: 'UserRecordAccess', prefix: null, calls: 'q', nameField: '', types: { RecordId: 'id' } }
];
