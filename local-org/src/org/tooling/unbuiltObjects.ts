/** Objects that the Tooling API has and this org has not built: told apart from names that nobody knows. */
export const UNBUILT_OBJECTS: ReadonlySet<string> = new Set(
    (
        'ApexClassMember ApexComponent ApexComponentMember ApexEmailNotification ApexExecutionOverlayAction ApexExecutionOverlayResult ApexPage ApexPageInfo ApexPageMember ' +
        'ApexResult ApexTriggerMember AssignmentRule AuraDefinition AuraDefinitionBundle AutoResponseRule BriefcaseDefinition BusinessProcess Certificate ColorDefinition ' +
        'CompactLayout CompactLayoutInfo CompactLayoutItemInfo ContainerAsyncRequest CustomApplication CustomFieldMember CustomTab DataType ' +
        'DeployDetails DeployRequest DocumentType EmailTemplate EmbeddedServiceConfig EntityLimit EntityParticle ExternalServiceRegistration FieldSet ' +
        'FlexiPage Flow FlowDefinition FlowTestCoverage ForecastingDisplayedFamily GlobalValueSet Group HeapDump HistoryRetentionJob HomePageComponent ' +
        'HomePageLayout IconDefinition InboundNetworkConnection Index InstalledSubscriberPackageVersion KeywordList Layout LookupFilter ManagedContentType ' +
        'MatchingRule MenuItem MetadataComponentDependency MetadataContainer MetadataPackage MetadataPackageVersion ModerationRule NamedCredential ' +
        'OperationLog OpportunitySplitType OwnerChangeOptionInfo Package2 Package2Member Package2Version Package2VersionCreateRequest ' +
        'PackageInstallRequest PackageUploadRequest PathAssistant PostTemplate Publisher QueryResult QuickActionDefinition QuickActionList ' +
        'RelationshipDomain RelationshipInfo RemoteProxy SandboxInfo SandboxProcess Scontrol SearchLayout SecurityHealthCheck SecurityHealthCheckRisks ' +
        'ServiceFieldDataType SetupApexDebuggerSession StandardAction StandardValueSet SubscriberPackage SubscriberPackageVersion SymbolTable ' +
        'TimeSheetTemplate TransactionSecurityPolicy UserCriteria UserEntityAccess UserFieldAccess WebLink WorkflowAlert WorkflowFieldUpdate ' +
        'WorkflowOutboundMessage WorkflowRule WorkflowTask'
    )
        .toLowerCase()
        .split(' ')
);
