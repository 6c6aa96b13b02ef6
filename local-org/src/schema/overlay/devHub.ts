import type { ObjectOverlay } from './ObjectOverlay.ts';

/** What a Dev Hub has and other orgs lack (Object Reference: ScratchOrgInfo, ActiveScratchOrg). */
export const DEV_HUB: ObjectOverlay[] = [
    {
        name: 'ScratchOrgInfo',
        prefix: '2SR',
        label: 'Scratch Org Info',
        labelPlural: 'Scratch Org Infos',
        calls: 'cudq',
        feature: 'devHub',
        sharing: 'Private',
        fields: 'Snapshot:s?',
        autoNumber: { Name: '{00000000}' },
        required: 'ConnectedAppCallbackUrl ConnectedAppConsumerKey',
        readOnly:
            'AuthCode DeletedBy DeletedDate ErrorCode ExpirationDate LastLoginDate LoginUrl ScratchOrg SignupCountry SignupEmail SignupInstance SignupLanguage SignupTrialDays SignupUsername Status',
        createOnly:
            'AdminEmail ConnectedAppCallbackUrl ConnectedAppConsumerKey Country DurationDays Edition Features HasSampleData Instance Language Namespace OrgName Package2AncestorIds Release Snapshot SourceOrg Username',
        defaults: { DurationDays: 7 },
        types: {
            AdminEmail: 'email',
            ConnectedAppCallbackUrl: 'textarea(4000)',
            ConnectedAppConsumerKey: 'string(256)',
            Description: 'textarea(4000)',
            Features: 'textarea(4000)',
            OrgName: 'string(80)',
            Package2AncestorIds: 'textarea(4000)',
            SignupEmail: 'email',
            SignupUsername: 'string(80)',
            Username: 'string(80)'
        },
        picklists: {
            Edition: '*Developer|Enterprise|Group|Professional|Partner Developer|Partner Enterprise|Partner Group|Partner Professional',
            Release: '*Current|Preview|Previous',
            Status: '*New|Creating|Active|Error|Deleted'
        },
        restricted: 'Edition Release Status',
        notFilterable: 'ConnectedAppCallbackUrl Description Features Package2AncestorIds'
    },
    {
        name: 'ActiveScratchOrg',
        // Prefix unsure.
        prefix: '2SA',
        label: 'Active Scratch Org',
        calls: 'udq',
        apexDml: 'ud',
        feature: 'devHub',
        sharing: 'Private',
        autoNumber: { Name: '{00000000}' },
        readOnly:
            'Edition ExpirationDate Features HasSampleData LastLoginDate Namespace OrgName ScratchOrg ScratchOrgInfoId SignupEmail SignupInstance SignupTrialDays SignupUsername',
        types: { Description: 'textarea(4000)', Features: 'textarea(4000)', SignupEmail: 'email' },
        picklists: {
            Edition: 'Developer|Enterprise|Group|Professional|Partner Developer|Partner Enterprise|Partner Group|Partner Professional'
        },
        notFilterable: 'Description Features'
    }
];
