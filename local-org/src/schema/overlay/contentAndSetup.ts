import type { ObjectOverlay } from './ObjectOverlay.ts';

const BUSINESS = 'Account|Asset|Campaign|Case|Contact|Contract|Event|Lead|Opportunity|Order|Product2|Task|*';
const PROCESS_TARGETS = 'TargetObject>Account|Asset|Campaign|Case|Contact|Contract|Lead|Opportunity|Order|Product2|*';

export const CONTENT_AND_SETUP: ObjectOverlay[] = [
    {
        name: 'ContentDocument',
        prefix: '069',
        calls: 'udnq',
        apexDml: 'ud',
        nameField: 'Title',
        minus: 'ContentAssetId',
        readOnly:
            'IsArchived ArchivedById ArchivedDate ContentModifiedDate ContentSize FileExtension FileType LatestPublishedVersionId PublishStatus',
        types: { Title: 'string(255)', Description: 'textarea(1000)', ContentSize: 'integer' },
        picklists: { PublishStatus: '*P|R|U', SharingOption: '*A|R', SharingPrivacy: '*N|P' },
        children: {
            ContentVersions: 'ContentVersion.ContentDocumentId',
            ContentDocumentLinks: 'ContentDocumentLink.ContentDocumentId',
            FeedSubscriptionsForEntity: 'EntitySubscription.ParentId'
        }
    },
    {
        name: 'ContentVersion',
        prefix: '068',
        calls: 'cuq',
        nameField: 'Title',
        minus: 'ContentBodyId ExternalDataSourceId ExternalDocumentInfo1 ExternalDocumentInfo2',
        required: 'PathOnClient',
        createOnly: 'ContentDocumentId FirstPublishLocationId VersionData ReasonForChange IsMajorVersion Origin ContentLocation',
        readOnly:
            'Checksum ContentModifiedById ContentModifiedDate ContentSize FileExtension FileType IsLatest NegativeRatingCount PositiveRatingCount RatingCount PublishStatus VersionNumber TextPreview FeaturedContentDate FeaturedContentBoost',
        references: { FirstPublishLocationId: `FirstPublishLocation>User|${BUSINESS}` },
        types: { ContentSize: 'integer', Title: 'string(255)', PathOnClient: 'string(500)', Description: 'textarea(1000)' },
        picklists: { ContentLocation: '*S|E|L', Origin: '*C|H', PublishStatus: '*P|R|U', SharingOption: '*A|R', SharingPrivacy: '*N|P' },
        cascade: 'ContentDocumentId',
        notFilterable: 'VersionData'
    },
    {
        name: 'ContentDocumentLink',
        prefix: '06A',
        calls: 'cudq',
        nameField: '',
        required: 'LinkedEntityId ContentDocumentId',
        createOnly: 'LinkedEntityId ContentDocumentId',
        references: { LinkedEntityId: `LinkedEntity>User|Organization|CollaborationGroup|ContentWorkspace|${BUSINESS}` },
        picklists: { ShareType: '*V|C|I', Visibility: '*AllUsers|InternalUsers|SharedUsers' },
        cascade: 'LinkedEntityId ContentDocumentId'
    },
    {
        name: 'ContentWorkspace',
        prefix: '058',
        label: 'Library',
        calls: 'cuq',
        setup: true,
        required: 'Name',
        minus: 'DefaultRecordTypeId WorkspaceImageId RootContentFolderId',
        picklists: { WorkspaceType: '*R|B', TagModel: '*U|G|R' }
    },
    {
        name: 'ContentWorkspaceMember',
        // Prefix unsure.
        prefix: '05V',
        calls: 'cudq',
        nameField: '',
        required: 'ContentWorkspaceId MemberId',
        minus: 'ContentWorkspacePermissionId',
        references: { MemberId: 'Member>User|Group' },
        readOnly: 'MemberType',
        cascade: 'ContentWorkspaceId'
    },
    {
        name: 'Note',
        prefix: '002',
        calls: 'cudnq',
        sharing: 'ControlledByParent',
        nameField: 'Title',
        required: 'Title ParentId',
        createOnly: 'ParentId',
        references: { ParentId: `Parent>${BUSINESS.replace('Event|', '').replace('Task|', '')}` },
        types: { Title: 'string(80)', Body: 'textarea(32000)' },
        cascade: 'ParentId'
    },
    {
        name: 'Attachment',
        prefix: '00P',
        calls: 'cudnq',
        sharing: 'ControlledByParent',
        required: 'Name Body ParentId',
        createOnly: 'ParentId',
        readOnly: 'BodyLength',
        references: { ParentId: `Parent>${BUSINESS}`, OwnerId: 'Owner>User' },
        types: { Name: 'string(255)', ContentType: 'string(120)', BodyLength: 'integer', Description: 'textarea(500)' },
        cascade: 'ParentId',
        notFilterable: 'Body'
    },
    {
        name: 'ProcessDefinition',
        prefix: '04a',
        label: 'Process Definition',
        calls: 'q',
        picklists: { Type: '*Approval|State', State: '*Active|Inactive|Obsolete', LockType: '*Total|Admin|Owner|Workitem|Node|none' }
    },
    { name: 'ProcessNode', prefix: '04b', label: 'Process Node', calls: 'q' },
    {
        name: 'ProcessInstance',
        prefix: '04g',
        calls: 'q',
        nameField: '',
        references: { TargetObjectId: PROCESS_TARGETS },
        picklists: { Status: 'Approved|Rejected|Removed|Fault|*Pending|Hold|Reassigned|Started|NoResponse' },
        children: {
            Steps: 'ProcessInstanceStep.ProcessInstanceId',
            Workitems: 'ProcessInstanceWorkitem.ProcessInstanceId',
            Nodes: 'ProcessInstanceNode.ProcessInstanceId'
        },
        cascade: 'TargetObjectId'
    },
    {
        name: 'ProcessInstanceStep',
        prefix: '04h',
        calls: 'q',
        nameField: '',
        references: { ActorId: 'Actor>User|Group', OriginalActorId: 'OriginalActor>User|Group' },
        picklists: { StepStatus: 'Approved|Rejected|Removed|Fault|Pending|Hold|Reassigned|Started|NoResponse' },
        cascade: 'ProcessInstanceId'
    },
    {
        name: 'ProcessInstanceWorkitem',
        prefix: '04i',
        label: 'Approval Request',
        calls: 'udq',
        apexDml: 'ud',
        nameField: '',
        updateOnly: 'ActorId OriginalActorId',
        readOnly: 'ProcessInstanceId',
        references: { ActorId: 'Actor>User|Group', OriginalActorId: 'OriginalActor>User|Group' },
        cascade: 'ProcessInstanceId'
    },
    // Prefix unsure.
    { name: 'ProcessInstanceNode', prefix: '0Fa', calls: 'q', nameField: 'ProcessNodeName', cascade: 'ProcessInstanceId' },
    {
        name: 'CronTrigger',
        prefix: '08e',
        label: 'Scheduled Jobs',
        calls: 'q',
        nameField: '',
        picklists: { State: 'WAITING|ACQUIRED|EXECUTING|COMPLETE|ERROR|DELETED|PAUSED|BLOCKED|PAUSED_BLOCKED' }
    },
    {
        name: 'CronJobDetail',
        prefix: '08a',
        label: 'Cron Job',
        calls: 'q',
        picklists: { JobType: '0|1|2|3|4|5|6|7|8|9|A|B|C|D|E|F|G|H|I|J|K' }
    },
    {
        name: 'AsyncApexJob',
        prefix: '707',
        label: 'Apex Job',
        calls: 'q',
        nameField: '',
        plus: 'CronTriggerId',
        picklists: {
            Status: 'Queued|Processing|Aborted|Completed|Failed|Preparing|Holding',
            JobType: 'Future|SharingRecalculation|ScheduledApex|BatchApex|BatchApexWorker|TestRequest|TestWorker|ApexToken|Queueable'
        }
    },
    {
        name: 'ApexClass',
        prefix: '01p',
        label: 'Apex Class',
        labelPlural: 'Apex Classes',
        calls: 'q',
        setup: true,
        children: { SetupEntityAccessItems: 'SetupEntityAccess.SetupEntityId' }
    },
    { name: 'ApexTrigger', prefix: '01q', label: 'Apex Trigger', calls: 'q', setup: true },
    {
        name: 'Organization',
        prefix: '00D',
        calls: 'uq',
        apexDml: '',
        setup: true,
        readOnly: 'OrganizationType IsSandbox IsReadOnly InstanceName TrialExpirationDate'
    },
    {
        name: 'RecordType',
        prefix: '012',
        label: 'Record Type',
        calls: 'q',
        setup: true,
        minus: 'BusinessProcessId',
        types: { SobjectType: 'picklist' }
    },
    {
        name: 'Dashboard',
        prefix: '01Z',
        calls: 'q',
        nameField: 'Title',
        references: { FolderId: 'Folder>Folder|User' },
        picklists: { Type: '*SpecifiedUser|LoggedInUser|MyTeamUser' }
    },
    {
        name: 'Report',
        prefix: '00O',
        calls: 'q',
        references: { OwnerId: 'Owner>User|Folder|Organization' },
        picklists: { Format: '*Tabular|Summary|Matrix|MultiBlock' }
    },
    {
        name: 'Folder',
        prefix: '00l',
        calls: 'cudq',
        required: 'Name DeveloperName Type AccessType',
        picklists: { Type: 'Dashboard|Document|Email|EmailTemplate|Report', AccessType: 'Hidden|Public|Shared|PublicInternal' }
    },
    {
        name: 'Site',
        prefix: '0DM',
        calls: 'q',
        plus: 'GuestRecordDefaultOwnerId',
        picklists: { Status: '*Active|Inactive|InMaintenance', SiteType: '*Visualforce|ChatterNetwork|ChatterNetworkPicasso|Siteforce' }
    },
    { name: 'BusinessHours', prefix: '01m', calls: 'q', setup: true },
    {
        name: 'PlatformCachePartition',
        prefix: '0Er',
        label: 'Platform Cache Partition',
        calls: 'q',
        setup: true,
        nameField: 'DeveloperName'
    },
    {
        name: 'PlatformCachePartitionType',
        prefix: '0Es',
        calls: 'q',
        setup: true,
        nameField: '',
        plus: 'AllocatedPartnerCapacity',
        cascade: 'PlatformCachePartitionId'
    },
    { name: 'StaticResource', prefix: '081', label: 'Static Resource', calls: 'q', setup: true, notFilterable: 'Body' },
    {
        name: 'EmailTemplate',
        prefix: '00X',
        label: 'Email Template',
        calls: 'cudq',
        required: 'Name DeveloperName TemplateType FolderId',
        minus: 'BrandTemplateId',
        plus: 'FolderName',
        references: { FolderId: 'Folder>Folder|User|Organization' },
        picklists: {
            TemplateType: 'text|html|custom|visualforce',
            TemplateStyle: '*none|freeForm|formalLetter',
            Encoding: '*UTF-8|ISO-8859-1',
            UiType: '*Aloha|SFX|SFX_Sample'
        }
    },
    { name: 'ListView', prefix: '00B', label: 'List View', calls: 'q', types: { SobjectType: 'picklist' } },
    {
        name: 'EntityDefinition',
        prefix: null,
        calls: 'q',
        nameField: 'MasterLabel',
        setup: true,
        minus: 'DataStewardId RecordTypesSupported',
        children: { Fields: 'FieldDefinition.EntityDefinitionId', Particles: 'EntityParticle.EntityDefinitionId' }
    },
    {
        name: 'EntityParticle',
        prefix: null,
        calls: 'q',
        nameField: 'MasterLabel',
        setup: true,
        types: { EntityDefinitionId: 'reference', FieldDefinitionId: 'reference' },
        references: { EntityDefinitionId: 'EntityDefinition>EntityDefinition', FieldDefinitionId: 'FieldDefinition>FieldDefinition' }
    },
    {
        name: 'FieldDefinition',
        prefix: null,
        calls: 'q',
        nameField: 'MasterLabel',
        setup: true,
        minus: 'BusinessOwnerId',
        types: { EntityDefinitionId: 'reference' },
        references: { EntityDefinitionId: 'EntityDefinition>EntityDefinition' }
    },
    {
        name: 'UserPreference',
        prefix: '03u',
        calls: 'q',
        setup: true,
        nameField: ''
    },
    {
        name: 'OpportunityHistory',
        prefix: '008',
        calls: 'q',
        nameField: '',
        cascade: 'OpportunityId',
        children: {
            OpportunitiesAmountChanged: 'Opportunity.LastAmountChangedHistoryId',
            OpportunitiesCloseDateChanged: 'Opportunity.LastCloseDateChangedHistoryId'
        }
    },
    {
        name: 'OpportunityFieldHistory',
        prefix: '0Hd',
        calls: 'q',
        nameField: '',
        cascade: 'OpportunityId'
    },
    ...['Account', 'Contact', 'Lead', 'Case'].map((of): ObjectOverlay => ({
        name: `${of}History`,
        prefix: '017',
        calls: 'q',
        nameField: '',
        cascade: `${of}Id`
    })),
    {
        name: 'AppMenuItem',
        prefix: '0DS',
        calls: 'q',
        nameField: 'Label',
        minus: 'Canvas* Mobile*'
    },
    { name: 'Topic', prefix: '0TO', calls: 'cudq', required: 'Name', minus: 'ManagedTopicType' }
];
