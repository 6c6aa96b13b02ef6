/**
 * User permissions that orgs with other features and editions have: found in published profiles and permission sets, and not in
 * the description of PermissionSet that this org is made of. Salesforce takes them where the feature is on; here they are not kept.
 */
const NAMES = new Set(
    `
    AIViewInsightObjects AccessContentBuilder ActivitiesAccess AdminAnalyticsUser AllowObjectDetectionTraining AppFrameworkManageApp
    AppFrameworkManageTemplate ApprovalDesigner ApproveContract ArchiveArticles AutomateEmailContent AutomaticActivityCapture
    BypassMFAForUiLogins CanAccessCE CanEditPrompts ChatterEnabledForUser ChatterForSharePoint ClientSecretRotation ConsentApiUpdate
    CreateLtngTempFolder CreateLtngTempInPub CreatePackaging CustomSidebarOnAllPages EditBillingInfo ExternalClientAppAdmin
    ExternalClientAppDeveloper ExternalClientAppViewer FieldServiceAccess GiveRecognitionBadge HighVelocitySalesUser IPRestrictRequests
    IsSsoEnabled LearningManager ManageC360AConnections ManageCMS ManageClearbitIntegration ManageContentTaxonomy ManageCustomDomains
    ManageDevSandboxes ManageDynamicDashboards ManageEmailContent ManageEncryptionKeys ManageFilesAndAttachments
    ManageForecastingCustomData ManageHubConnections ManageLearningReporting ManageMobileAppSecurity ManageOrchInstsAndWorkItems
    ManagePackageLicenses ManagePartnerNetConn ManagePartners ManageQuotas ManageReleaseUpdates ManageSandboxes ManageSubscriptions
    ManageTerritories ManageTranslation ManageTrustMeasures ManageZapierIntegration ModerateNetworkFeeds ModerateNetworkFiles
    ModerateNetworkMessages ModifyAllPolicyCenterPolicies ModifyDataClassification MonitorLoginHistory OverrideForecasts
    Packaging2Delete Packaging2PromoteVersion PardotUser PipelineInspectorUser PublishArticles PublishPackaging QueryAllFiles
    RetainFieldHistory SalesforceIQInternal SendCustomNotifications SendExternalEmailAvailable ShareFilesWithNetworks
    SocialInsightsLogoAdmin SubscribeDashboardRolesGrps SubscribeReportRolesGrps TerritoryOperations TraceXdsQueries
    TransactionalEmailSend UseAnyApiClient ViewAllForecasts ViewAllPolicyCenterPolicies ViewAllProfiles ViewArchivedArticles
    ViewClientSecret ViewContentTaxonomy ViewDataLeakageEvents ViewDeveloperName ViewDraftArticles ViewFlowUsageAndFlowEventData
    ViewForecastingPredictive ViewGlobalHeader ViewMLModels ViewPersonalOrg ViewPlatformEvents ViewPrivateStaticResources
    ViewTrustMeasures ViewUserPII WaveCommunityUser WorkCalibrationUser
`
        .toLowerCase()
        .trim()
        .split(/\s+/)
);

export function isForeignPermission(name: string): boolean {
    return NAMES.has(name.toLowerCase());
}
