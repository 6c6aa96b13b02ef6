import type { RowKey } from './types.ts';

/** A catalogue row as this scan answers for it. */
export interface Row {
    key: RowKey;
    title: string;
    /** Metadata types whose files answer the row; undefined: every file does. */
    types?: string[];
    /** Nothing in metadata can answer it. */
    unverifiable?: string;
}

export const ROWS: Row[] = [
    { key: 'B2', title: 'Default case owner', types: ['CaseSettings'] },
    { key: 'B3', title: 'Automated case user', types: ['CaseSettings'] },
    { key: 'B7', title: 'Sole recipient of a workflow email alert', types: ['Workflow'] },
    { key: 'B8', title: 'Workflow field update sets this user', types: ['Workflow'] },
    { key: 'B9', title: 'Workflow or approval task assigned to this user', types: ['Workflow'] },
    { key: 'B10', title: 'Workflow rule criteria name this user', types: ['Workflow'] },
    { key: 'B11', title: 'Approver or allowed submitter in an approval process definition', types: ['ApprovalProcess'] },
    { key: 'B12', title: 'Lead or case assignment rule entry', types: ['AssignmentRules'] },
    { key: 'B13', title: 'Lead or case auto-response rule', types: ['AutoResponseRules'] },
    { key: 'B14', title: 'Case escalation rule', types: ['EscalationRules'] },
    {
        key: 'H12',
        title: 'Folders shared with this user',
        types: ['ReportFolder', 'DashboardFolder', 'EmailFolder', 'DocumentFolder', 'EmailTemplateFolder', 'WaveApplication']
    },
    {
        key: 'L13',
        title: 'Site administrator or default owner, run-as user of an email service, recipient of Apex exception emails',
        types: ['CustomSite', 'EmailServicesFunction', 'ApexEmailNotifications', 'Portal']
    },
    { key: 'L14', title: 'Username, email or Id inside metadata' },
    { key: 'L15', title: 'Active user access policies that would undo a revoke', types: ['UserAccessPolicy'] },
    {
        key: 'A12',
        title: 'Delegated administration groups',
        types: ['DelegateGroup'],
        unverifiable:
            'The metadata of a delegated group names roles, profiles and groups, not the administrators in it. Look in Setup > Delegated Administration.'
    }
];

/**
 * Rows that neither Apex nor metadata answers. LeadConfigSettings, FlowSettings, OpportunitySettings and LeadConvertSettings
 * hold switches and field mappings alone; no element of the Metadata API names these users.
 */
export const CANNOT_BE_VERIFIED: { key: string; title: string; reason: string }[] = [
    { key: 'B4', title: 'Default workflow user', reason: 'No metadata type holds it. Look in Setup > Process Automation Settings.' },
    { key: 'B5', title: 'Web-to-Lead default lead creator', reason: 'No metadata type holds it. Look in Setup > Web-to-Lead.' },
    { key: 'B6', title: 'Default lead owner', reason: 'LeadConfigSettings does not hold it. Look in Setup > Lead Settings.' },
    {
        key: 'B15',
        title: 'Opportunity update reminders, Big Deal Alert',
        reason: 'OpportunitySettings holds switches, not people. Look in Setup > Update Reminders and Setup > Big Deal Alert.'
    },
    {
        key: 'B16',
        title: 'Customer Portal administrator',
        reason: 'Only portals that are retrievable as Portal metadata name it; those are listed with L13. Look in Setup > Customer Portal Settings.'
    }
];

/** Where a file of a type lies, to tell which rows an unreadable file leaves open. */
export const TYPE_OF_SUFFIX: Record<string, string> = {
    settings: 'CaseSettings',
    workflow: 'Workflow',
    workflowTask: 'Workflow',
    workflowAlert: 'Workflow',
    workflowRule: 'Workflow',
    workflowFieldUpdate: 'Workflow',
    workflowOutboundMessage: 'Workflow',
    approvalProcess: 'ApprovalProcess',
    assignmentRules: 'AssignmentRules',
    autoResponseRules: 'AutoResponseRules',
    escalationRules: 'EscalationRules',
    reportFolder: 'ReportFolder',
    dashboardFolder: 'DashboardFolder',
    emailFolder: 'EmailFolder',
    documentFolder: 'DocumentFolder',
    site: 'CustomSite',
    xml: 'EmailServicesFunction',
    notifications: 'ApexEmailNotifications',
    portal: 'Portal',
    useraccesspolicy: 'UserAccessPolicy',
    delegateGroup: 'DelegateGroup'
};
