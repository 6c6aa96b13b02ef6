import type { ObjectOverlay } from './ObjectOverlay.ts';

const ACCESS = 'None|Read|Edit|All';

export const GROUPS_AND_TERRITORIES: ObjectOverlay[] = [
    {
        name: 'Group',
        prefix: '00G',
        calls: 'cudq',
        setup: true,
        required: 'Name',
        readOnly: 'OwnerId RelatedId',
        createOnly: 'Type',
        types: { Name: 'string(40)', DeveloperName: 'string(80)' },
        defaults: { DoesIncludeBosses: true },
        picklists: {
            Type: '*Regular|Queue|Role|RoleAndSubordinates|RoleAndSubordinatesInternal|Organization|Territory|TerritoryAndSubordinates|Manager|ManagerAndSubordinatesInternal|AllCustomerPortal|PRMOrganization|CollaborationGroup'
        },
        references: { OwnerId: 'Owner>User|Organization', RelatedId: 'Related>User|UserRole|Territory2' },
        children: { GroupMembers: 'GroupMember.GroupId', QueueSobjects: 'QueueSobject.QueueId' }
    },
    {
        name: 'GroupMember',
        prefix: '011',
        calls: 'cdq',
        setup: true,
        nameField: '',
        required: 'GroupId UserOrGroupId',
        references: { UserOrGroupId: 'User|Group' },
        cascade: 'GroupId'
    },
    {
        name: 'QueueSobject',
        prefix: '03g',
        label: 'Queue Sobject',
        calls: 'cdq',
        setup: true,
        nameField: '',
        required: 'QueueId SobjectType',
        types: { SobjectType: 'picklist' },
        cascade: 'QueueId'
    },
    {
        name: 'Territory2Model',
        prefix: '0MA',
        calls: 'cudq',
        setup: true,
        feature: 'territories',
        required: 'Name DeveloperName',
        picklists: { State: '*Planning|Active|Archived' }
    },
    // Prefix unsure.
    {
        name: 'Territory2Type',
        prefix: '0M1',
        calls: 'q',
        setup: true,
        feature: 'territories',
        nameField: 'MasterLabel',
        picklists: { Language: '*en_US' }
    },
    {
        name: 'Territory2',
        prefix: '0MI',
        calls: 'cudq',
        // On the published list of objects without DML in Apex (platform.md §4).
        apexDml: '',
        setup: true,
        feature: 'territories',
        required: 'Name DeveloperName Territory2ModelId Territory2TypeId',
        picklists: { AccountAccessLevel: ACCESS, OpportunityAccessLevel: ACCESS, CaseAccessLevel: ACCESS, ContactAccessLevel: ACCESS },
        cascade: 'Territory2ModelId',
        children: { ChildTerritories: 'Territory2.ParentTerritory2Id' }
    },
    {
        name: 'UserTerritory2Association',
        // Prefix unsure.
        prefix: '0MP',
        calls: 'cdq',
        setup: true,
        feature: 'territories',
        nameField: '',
        required: 'UserId Territory2Id',
        readOnly: 'IsActive',
        picklists: { RoleInTerritory2: 'Owner|Administrator|Sales Rep' },
        cascade: 'Territory2Id'
    },
    {
        name: 'ObjectTerritory2Association',
        // Prefix unsure.
        prefix: '0M5',
        calls: 'cudq',
        feature: 'territories',
        nameField: '',
        required: 'ObjectId Territory2Id AssociationCause',
        references: { ObjectId: 'Object>Account|Lead' },
        picklists: { AssociationCause: '*Territory2Manual|Territory2AssignmentRule|Territory2RuleAssociation' },
        cascade: 'ObjectId Territory2Id',
        readOnly: 'SobjectType'
    },
    {
        name: 'CollaborationGroup',
        prefix: '0F9',
        label: 'Group',
        calls: 'cudq',
        required: 'Name CollaborationType',
        readOnly:
            'MemberCount LastFeedModifiedDate FullPhotoUrl MediumPhotoUrl SmallPhotoUrl BannerPhotoUrl GroupEmail HasPrivateFieldsAccess AnnouncementId',
        types: { Name: 'string(40)', Description: 'textarea(1000)' },
        picklists: { CollaborationType: 'Public|Private|Unlisted' },
        unique: 'Name',
        children: { GroupMembers: 'CollaborationGroupMember.CollaborationGroupId' }
    },
    {
        name: 'CollaborationGroupMember',
        prefix: '0FB',
        calls: 'cudq',
        nameField: '',
        required: 'CollaborationGroupId MemberId',
        createOnly: 'CollaborationGroupId MemberId',
        readOnly: 'LastFeedAccessDate',
        picklists: { CollaborationRole: '*Standard|Admin', NotificationFrequency: 'P|D|W|*N' },
        cascade: 'CollaborationGroupId'
    },
    {
        name: 'EntitySubscription',
        prefix: '0E8',
        calls: 'cdq',
        nameField: '',
        required: 'ParentId SubscriberId',
        references: {
            ParentId:
                'Parent>Account|Asset|Campaign|Case|CollaborationGroup|Contact|ContentDocument|Contract|Dashboard|Event|Lead|Opportunity|Order|Product2|Report|Site|Task|Topic|User|*feeds'
        },
        cascade: 'ParentId'
    },
    {
        name: 'FeedItem',
        prefix: '0D5',
        calls: 'cudq',
        nameField: '',
        required: 'ParentId',
        createOnly: 'ParentId Type',
        minus: 'BestCommentId HasVerifiedComment HasFeedEntity',
        readOnly: 'CommentCount LikeCount HasContent HasLink InsertedById IsClosed',
        references: {
            ParentId: 'Parent>Account|Case|CollaborationGroup|Contact|Lead|Opportunity|Task|User|*feeds',
            RelatedRecordId: 'ContentVersion'
        },
        picklists: { Type: '*TextPost|LinkPost|ContentPost|TrackedChange|UserStatus|PollPost', Status: '*Published|PendingReview|Draft' },
        cascade: 'ParentId',
        types: { Body: 'textarea(10000)' }
    }
];
