import type { ObjectOverlay } from './ObjectOverlay.ts';
import { SYSTEM, WHAT_CHILDREN, WHO_CHILDREN } from './ObjectOverlay.ts';
import { ROW_CAUSES, share } from './share.ts';

const LEAD_SOURCES = 'Web|Phone Inquiry|Partner Referral|Purchased List|Other';
const INDUSTRIES =
    'Agriculture|Banking|Biotechnology|Construction|Consulting|Education|Energy|Finance|Healthcare|Insurance|Manufacturing|Retail|Technology|Other';
const SALUTATIONS = 'Mr.|Ms.|Mrs.|Dr.|Prof.|Mx.';
const TEAM_ROLES = 'Account Manager|Channel Manager|Executive Sponsor|Lead Qualifier|Pre-Sales Consultant|Sales Manager|Sales Rep';
const ACCESS = 'None|Read|Edit|All';

export const SALES: ObjectOverlay[] = [
    {
        name: 'Account',
        prefix: '001',
        calls: 'cudnq',
        sharing: 'ReadWrite',
        plus: 'AccountNumber Ownership Rating Site Sic TickerSymbol OperatingHoursId CleanStatus NaicsCode NaicsDesc DunsNumber Tradestyle YearStarted',
        minus: 'IsCustomerPortal Person*',
        required: 'Name',
        readOnly: 'MasterRecordId PhotoUrl JigsawCompanyId',
        types: {
            AnnualRevenue: 'currency(18,0)',
            Name: 'string(255)',
            AccountNumber: 'string(40)',
            Site: 'string(80)',
            Sic: 'string(20)',
            Description: 'textarea(32000)',
            Website: 'url(255)'
        },
        picklists: {
            Type: 'Prospect|Customer - Direct|Customer - Channel|Channel Partner / Reseller|Installation Partner|Technology Partner|Other',
            Industry: INDUSTRIES,
            AccountSource: LEAD_SOURCES,
            Rating: 'Hot|Warm|Cold',
            Ownership: 'Public|Private|Subsidiary|Other',
            CleanStatus: '*Pending|Matched|Different|Acknowledged|NotFound|Inactive|SelectMatch|Skipped'
        },
        featureFields: {
            personAccounts:
                'IsPersonAccount FirstName LastName Salutation PersonContactId PersonEmail PersonMobilePhone PersonBirthdate PersonTitle PersonDepartment'
        },
        children: {
            ...WHAT_CHILDREN,
            ChildAccounts: 'Account.ParentId',
            AccountTeamMembers: 'AccountTeamMember.AccountId',
            Shares: 'AccountShare.AccountId',
            Opportunities: 'Opportunity.AccountId',
            Cases: 'Case.AccountId',
            Contracts: 'Contract.AccountId',
            Assets: 'Asset.AccountId',
            ProvidedAssets: 'Asset.AssetProvidedById',
            ServicedAssets: 'Asset.AssetServicedById'
        }
    },
    {
        name: 'AccountTeamMember',
        prefix: '01M',
        label: 'Account Team Member',
        calls: 'cudq',
        feature: 'teams',
        sharing: 'ControlledByParent',
        nameField: '',
        fields: `${SYSTEM},AccountId:i!=Account>Account,UserId:i!=User>User,TeamMemberRole:s?,AccountAccessLevel:s?,ContactAccessLevel:s?,OpportunityAccessLevel:s?,CaseAccessLevel:s?,PhotoUrl:s?,Title:s?`,
        required: 'AccountId UserId',
        createOnly: 'AccountId UserId',
        readOnly: 'PhotoUrl Title',
        cascade: 'AccountId',
        picklists: {
            TeamMemberRole: TEAM_ROLES,
            AccountAccessLevel: ACCESS,
            ContactAccessLevel: ACCESS,
            OpportunityAccessLevel: ACCESS,
            CaseAccessLevel: ACCESS
        },
        restricted: 'AccountAccessLevel ContactAccessLevel OpportunityAccessLevel CaseAccessLevel'
    },
    {
        name: 'UserAccountTeamMember',
        prefix: '01D',
        label: 'Default Account Team Member',
        // The API has create, update and delete; Apex lists it among the objects without DML (platform.md §4).
        calls: 'cudq',
        apexDml: '',
        feature: 'teams',
        nameField: '',
        fields: `${SYSTEM.replace('IsDeleted:b!,', '')},OwnerId:i!=Owner>User,UserId:i!=User>User,TeamMemberRole:s?,AccountAccessLevel:s!,ContactAccessLevel:s!,OpportunityAccessLevel:s!,CaseAccessLevel:s!`,
        required: 'OwnerId UserId AccountAccessLevel OpportunityAccessLevel CaseAccessLevel',
        createOnly: 'OwnerId UserId',
        picklists: {
            TeamMemberRole: TEAM_ROLES,
            AccountAccessLevel: ACCESS,
            ContactAccessLevel: ACCESS,
            OpportunityAccessLevel: ACCESS,
            CaseAccessLevel: ACCESS
        },
        restricted: 'AccountAccessLevel ContactAccessLevel OpportunityAccessLevel CaseAccessLevel'
    },
    share('Account', '00r', {
        required: 'AccountId UserOrGroupId AccountAccessLevel OpportunityAccessLevel',
        picklists: {
            AccountAccessLevel: ACCESS,
            ContactAccessLevel: ACCESS,
            OpportunityAccessLevel: ACCESS,
            CaseAccessLevel: ACCESS,
            RowCause: ROW_CAUSES
        }
    }),
    {
        name: 'Contact',
        prefix: '003',
        calls: 'cudnq',
        sharing: 'ControlledByParent',
        minus: 'CanAllowPortalSelfReg',
        plus: 'CleanStatus',
        required: 'LastName',
        readOnly: 'Name MasterRecordId PhotoUrl IsEmailBounced LastCURequestDate LastCUUpdateDate JigsawContactId',
        types: {
            FirstName: 'string(40)',
            LastName: 'string(80)',
            Name: 'string(121)',
            Title: 'string(128)',
            Department: 'string(80)',
            Description: 'textarea(32000)'
        },
        picklists: { LeadSource: LEAD_SOURCES, Salutation: SALUTATIONS, CleanStatus: '*Pending|Matched|Different' },
        cascade: 'AccountId',
        children: { ...WHO_CHILDREN, Shares: 'ContactShare.ContactId' }
    },
    share('Contact', '03s'),
    {
        name: 'Opportunity',
        prefix: '006',
        labelPlural: 'Opportunities',
        calls: 'cudnq',
        sharing: 'ReadWrite',
        plus: 'ExpectedRevenue TotalOpportunityQuantity IsPrivate ContractId ContactId LastStageChangeDate PushCount LastAmountChangedHistoryId LastCloseDateChangedHistoryId',
        required: 'Name StageName CloseDate',
        readOnly:
            'IsClosed IsWon ExpectedRevenue Fiscal FiscalYear FiscalQuarter HasOpportunityLineItem HasOpenActivity HasOverdueTask ForecastCategory LastStageChangeDate PushCount LastAmountChangedHistoryId LastCloseDateChangedHistoryId IsSplit',
        createOnly: 'ContactId',
        types: {
            Name: 'string(120)',
            Description: 'textarea(32000)',
            Probability: 'percent(3,0)',
            FiscalYear: 'integer',
            FiscalQuarter: 'integer',
            TotalOpportunityQuantity: 'double(18,2)',
            NextStep: 'string(255)'
        },
        picklists: {
            StageName:
                'Prospecting|Qualification|Needs Analysis|Value Proposition|Id. Decision Makers|Perception Analysis|Proposal/Price Quote|Negotiation/Review|Closed Won|Closed Lost',
            Type: 'Existing Customer - Upgrade|Existing Customer - Replacement|Existing Customer - Downgrade|New Customer',
            LeadSource: LEAD_SOURCES,
            ForecastCategory: 'Omitted|Pipeline|BestCase|MostLikely|Forecast|Closed',
            ForecastCategoryName: 'Omitted|Pipeline|Best Case|Commit|Closed'
        },
        restricted: 'ForecastCategory ForecastCategoryName',
        cascade: 'AccountId',
        featureFields: { splits: 'IsSplit', territories: 'Territory2Id IsExcludedFromTerritory2Filter' },
        children: { ...WHAT_CHILDREN, Shares: 'OpportunityShare.OpportunityId' }
    },
    share('Opportunity', '00t'),
    {
        name: 'OpportunityTeamMember',
        prefix: '00q',
        label: 'Opportunity Team Member',
        calls: 'cudq',
        feature: 'teams',
        sharing: 'ControlledByParent',
        required: 'OpportunityId UserId',
        createOnly: 'OpportunityId UserId',
        readOnly: 'Name PhotoUrl Title',
        cascade: 'OpportunityId',
        picklists: { TeamMemberRole: TEAM_ROLES, OpportunityAccessLevel: ACCESS },
        restricted: 'OpportunityAccessLevel'
    },
    {
        name: 'UserTeamMember',
        prefix: '00p',
        label: 'Default Opportunity Team Member',
        calls: 'cudq',
        feature: 'teams',
        nameField: '',
        required: 'OwnerId UserId OpportunityAccessLevel',
        createOnly: 'OwnerId UserId',
        picklists: { TeamMemberRole: TEAM_ROLES, OpportunityAccessLevel: ACCESS },
        restricted: 'OpportunityAccessLevel'
    },
    {
        name: 'OpportunitySplit',
        // Prefix unsure.
        prefix: '0lS',
        calls: 'cudq',
        feature: 'splits',
        sharing: 'ControlledByParent',
        nameField: '',
        required: 'OpportunityId SplitOwnerId SplitTypeId',
        createOnly: 'OpportunityId SplitOwnerId SplitTypeId',
        readOnly: 'SplitAmount Split',
        cascade: 'OpportunityId',
        types: { SplitPercentage: 'percent(5,2)', SplitAmount: 'currency(18,2)', Split: 'string(255)', SplitNote: 'string(255)' }
    },
    {
        name: 'OpportunitySplitType',
        // Prefix unsure.
        prefix: '0lN',
        calls: 'q',
        feature: 'splits',
        nameField: 'MasterLabel',
        picklists: { SplitDataStatus: '*Live|Inactive', SplitEntity: '*Opportunity' }
    },
    {
        name: 'OpportunityContactRole',
        prefix: '00K',
        calls: 'cudnq',
        sharing: 'ControlledByParent',
        nameField: '',
        required: 'OpportunityId ContactId',
        createOnly: 'OpportunityId',
        cascade: 'OpportunityId ContactId',
        picklists: {
            Role: 'Business User|Decision Maker|Economic Buyer|Economic Decision Maker|Evaluator|Executive Sponsor|Influencer|Technical Buyer|Other'
        }
    },
    {
        name: 'OpportunityLineItem',
        prefix: '00k',
        label: 'Opportunity Product',
        calls: 'cudnq',
        sharing: 'ControlledByParent',
        required: 'OpportunityId Quantity',
        createOnly: 'OpportunityId PricebookEntryId Product2Id',
        readOnly: 'Name ListPrice ProductCode SortOrder',
        cascade: 'OpportunityId',
        types: { Quantity: 'double(12,2)' }
    },
    {
        name: 'Product2',
        prefix: '01t',
        label: 'Product',
        calls: 'cudnq',
        sharing: 'Public',
        required: 'Name',
        picklists: { Family: '*None' },
        minus: 'ExternalDataSourceId ExternalId',
        children: WHAT_CHILDREN
    },
    { name: 'Pricebook2', prefix: '01s', label: 'Price Book', calls: 'cudnq', required: 'Name', readOnly: 'IsStandard' },
    {
        name: 'PricebookEntry',
        prefix: '01u',
        label: 'Price Book Entry',
        labelPlural: 'Price Book Entries',
        calls: 'cudq',
        required: 'Pricebook2Id Product2Id UnitPrice',
        createOnly: 'Pricebook2Id Product2Id',
        readOnly: 'Name ProductCode',
        cascade: 'Pricebook2Id Product2Id'
    },
    {
        name: 'Lead',
        prefix: '00Q',
        calls: 'cudnq',
        sharing: 'ReadWriteTransfer',
        queueOwnable: true,
        plus: 'MobilePhone Fax DoNotCall HasOptedOutOfEmail HasOptedOutOfFax CleanStatus',
        required: 'LastName Company',
        readOnly:
            'Name MasterRecordId PhotoUrl IsConverted ConvertedDate ConvertedAccountId ConvertedContactId ConvertedOpportunityId JigsawContactId',
        types: {
            FirstName: 'string(40)',
            LastName: 'string(80)',
            Name: 'string(121)',
            Company: 'string(255)',
            Description: 'textarea(32000)',
            AnnualRevenue: 'currency(18,0)'
        },
        picklists: {
            Status: '*Open - Not Contacted|Working - Contacted|Closed - Converted|Closed - Not Converted',
            LeadSource: LEAD_SOURCES,
            Industry: INDUSTRIES,
            Rating: 'Hot|Warm|Cold',
            Salutation: SALUTATIONS,
            CleanStatus: '*Pending|Matched|Different'
        },
        references: { OwnerId: 'User|Group' },
        children: { ...WHO_CHILDREN, Shares: 'LeadShare.LeadId' }
    },
    share('Lead', '01o'),
    {
        name: 'Campaign',
        prefix: '701',
        calls: 'cudnq',
        sharing: 'FullAccess',
        required: 'Name',
        minus: 'CampaignMemberRecordTypeId',
        readOnly:
            'AmountAllOpportunities AmountWonOpportunities NumberOfContacts NumberOfConvertedLeads NumberOfLeads NumberOfOpportunities NumberOfResponses NumberOfWonOpportunities',
        types: { Name: 'string(80)', NumberSent: 'double(18,0)', ExpectedResponse: 'percent(10,2)' },
        picklists: {
            Type: 'Conference|Webinar|Trade Show|Public Relations|Partners|Referral Program|Advertisement|Banner Ads|Direct Mail|Email|Telemarketing|Other',
            Status: '*Planned|In Progress|Completed|Aborted'
        },
        children: { ...WHAT_CHILDREN, ChildCampaigns: 'Campaign.ParentId', Shares: 'CampaignShare.CampaignId' }
    },
    share('Campaign', '08s'),
    {
        name: 'CampaignMember',
        prefix: '00v',
        calls: 'cudq',
        sharing: 'ControlledByParent',
        required: 'CampaignId',
        createOnly: 'CampaignId LeadId ContactId',
        readOnly:
            'Name City CompanyOrAccount Country Description DoNotCall Email Fax FirstName FirstRespondedDate HasOptedOutOfEmail HasOptedOutOfFax HasResponded LastName LeadOrContactId LeadOrContactOwnerId LeadSource MobilePhone Phone PostalCode Salutation State Street Title Type',
        references: { LeadOrContactId: 'Lead|Contact', LeadOrContactOwnerId: 'User|Group' },
        cascade: 'CampaignId LeadId ContactId',
        picklists: { Status: '*Sent|Responded' }
    },
    {
        name: 'Contract',
        prefix: '800',
        calls: 'cudnq',
        sharing: 'ControlledByParent',
        nameField: 'ContractNumber',
        plus: 'Name',
        autoNumber: { ContractNumber: '{00000000}' },
        required: 'AccountId',
        readOnly: 'ActivatedById ActivatedDate LastApprovedDate StatusCode EndDate',
        picklists: {
            Status: '*Draft|In Approval Process|Activated',
            StatusCode: '*Draft|InApproval|Activated|Terminated|Expired',
            OwnerExpirationNotice: '15|30|45|60|90|120'
        },
        cascade: 'AccountId',
        types: { ContractTerm: 'integer' },
        children: WHAT_CHILDREN
    },
    {
        name: 'Order',
        prefix: '801',
        calls: 'cudnq',
        sharing: 'ControlledByParent',
        queueOwnable: true,
        nameField: 'OrderNumber',
        autoNumber: { OrderNumber: '{00000000}' },
        required: 'EffectiveDate Status',
        readOnly: 'ActivatedById ActivatedDate TotalAmount StatusCode',
        picklists: { Status: 'Draft|Activated', StatusCode: '*Draft|Activated|Canceled|Expired', Type: 'Sale|Subscription' },
        references: { OwnerId: 'User|Group' },
        restrict: 'AccountId ContractId',
        children: WHAT_CHILDREN
    },
    {
        name: 'Asset',
        prefix: '02i',
        calls: 'cudnq',
        sharing: 'ControlledByParent',
        required: 'Name',
        readOnly: 'RootAssetId AssetLevel ProductCode StockKeepingUnit',
        picklists: { Status: 'Shipped|Installed|Registered|Obsolete|Purchased' },
        cascade: 'AccountId ContactId',
        children: { ...WHAT_CHILDREN, ChildAssets: 'Asset.ParentId' }
    }
];
