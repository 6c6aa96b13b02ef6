/** What to retrieve for a scan, as package.xml and as a plan of listings. */

/** A component as `sf org list metadata` tells it. */
export interface Listed {
    type: string;
    fullName: string;
}

/** One question to the org before the manifest can be written. */
export interface Listing {
    /** `--metadata-type` of `sf org list metadata`. */
    metadataType: string;
    /** Ask again for this type with each folder of the answer as `--folder`. */
    contentType?: string;
    why: string;
}

/** Types that name people in their structure: rows B2 to B14, H12, L13, L15, A12. */
const STRUCTURED = [
    'Settings',
    'Workflow',
    'ApprovalProcess',
    'AssignmentRules',
    'AutoResponseRules',
    'EscalationRules',
    'Queue',
    'Group',
    'CustomSite',
    'EmailServicesFunction',
    'ApexEmailNotifications',
    'Portal',
    'UserAccessPolicy',
    'TransactionSecurityPolicy',
    'DelegateGroup'
];

/** Types in whose text a username, an email or an Id may stand: row L14. */
const TEXT = [
    'ApexClass',
    'ApexComponent',
    'ApexPage',
    'ApexTrigger',
    'AnalyticSnapshot',
    'AuraDefinitionBundle',
    'AuthProvider',
    'Bot',
    'ConnectedApp',
    'CustomLabels',
    'CustomMetadata',
    'CustomPageWebLink',
    'CustomSite',
    'CustomTab',
    'DuplicateRule',
    'EntitlementProcess',
    'ExternalClientApplication',
    'ExternalCredential',
    'ExternalDataSource',
    'ExtlClntAppOauthConfigurablePolicies',
    'FlexiPage',
    'Flow',
    'FlowDefinition',
    'FlowTest',
    'GenAiFunction',
    'GenAiPlugin',
    'HomePageComponent',
    'LightningComponentBundle',
    'MessagingChannel',
    'NamedCredential',
    'Network',
    'PlatformEventSubscriberConfig',
    'PresenceUserConfig',
    'QueueRoutingConfig',
    'QuickAction',
    'RestrictionRule',
    'SamlSsoConfig',
    'SharingRules',
    'Skill',
    'Territory2Rule',
    'WaveApplication'
];

/** Objects that `*` leaves out: their list views, validation rules and formulas may name people. */
const STANDARD_OBJECTS = [
    'Account',
    'Activity',
    'Asset',
    'Campaign',
    'Case',
    'Contact',
    'Contract',
    'Entitlement',
    'Event',
    'Idea',
    'Lead',
    'Opportunity',
    'OpportunityLineItem',
    'Order',
    'Pricebook2',
    'Product2',
    'Quote',
    'ServiceContract',
    'Solution',
    'Task',
    'User',
    'WorkOrder'
];

const LISTINGS: Listing[] = [
    { metadataType: 'CustomObject', why: 'A wildcard leaves standard objects out.' },
    { metadataType: 'ReportFolder', contentType: 'Report', why: 'Reports can be retrieved by name only.' },
    { metadataType: 'DashboardFolder', contentType: 'Dashboard', why: 'Dashboards can be retrieved by name only.' },
    { metadataType: 'EmailFolder', contentType: 'EmailTemplate', why: 'Classic email templates can be retrieved by name only.' },
    { metadataType: 'EmailTemplateFolder', contentType: 'EmailTemplate', why: 'Lightning email templates can be retrieved by name only.' }
];

/** A retrieve takes at most 10,000 files; a report is one file, an object many. */
const MEMBERS_A_MANIFEST = 5000;

/** What to ask the org for, before `manifests` can name reports, dashboards, email templates and standard objects. */
export function listings(): Listing[] {
    return LISTINGS;
}

/** Types of the retrieval, for `ScanOptions.retrieved`: of these, "no file" means that the org has none. */
export function retrievedTypes(): string[] {
    return [
        ...STRUCTURED.filter((type) => type !== 'Settings'),
        'CaseSettings',
        ...TEXT,
        'CustomObject',
        'Report',
        'Dashboard',
        'EmailTemplate',
        'ReportFolder',
        'DashboardFolder',
        'EmailFolder'
    ];
}

/**
 * package.xml for the retrieval, in one piece.
 *
 * @param apiVersion as in `67.0`
 * @param listed what the listings brought; without it, reports, dashboards and email templates are not retrieved, and of
 *   the standard objects only the usual ones
 */
export function manifest(apiVersion: string, listed: Listed[] = []): string {
    return packageXml(apiVersion, membersOf(listed));
}

/** The same in as many manifests as the Metadata API's limit of 10,000 files asks for. */
export function manifests(apiVersion: string, listed: Listed[] = [], limit = MEMBERS_A_MANIFEST): string[] {
    const members = membersOf(listed);
    const parts: string[] = [];
    for (let from = 0; from < members.length; from += limit) {
        parts.push(packageXml(apiVersion, members.slice(from, from + limit)));
    }
    return parts;
}

function membersOf(listed: Listed[]): Listed[] {
    const all: Listed[] = [...STRUCTURED, ...TEXT, 'CustomObject'].map((type) => ({ type, fullName: '*' }));
    const objects = listed.filter(({ type }) => type === 'CustomObject');
    all.push(...(objects.length > 0 ? objects : STANDARD_OBJECTS.map((fullName) => ({ type: 'CustomObject', fullName }))));
    const contents: Record<string, string> = Object.fromEntries(
        LISTINGS.flatMap(({ metadataType, contentType }) => (contentType ? [[metadataType, contentType]] : []))
    );
    for (const { type, fullName } of listed) {
        // A folder is a member of its content's type.
        const as = contents[type] ?? (Object.values(contents).includes(type) ? type : undefined);
        if (as) {
            all.push({ type: as, fullName });
        }
    }
    return all;
}

/** package.xml with the given members, each once, in order. */
export function packageXml(apiVersion: string, members: Listed[]): string {
    const byType = new Map<string, Set<string>>();
    for (const { type, fullName } of members) {
        byType.set(type, (byType.get(type) ?? new Set()).add(fullName));
    }
    const types = [...byType].sort(([a], [b]) => (a < b ? -1 : 1));
    const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<Package xmlns="http://soap.sforce.com/2006/04/metadata">'];
    for (const [type, names] of types) {
        lines.push('    <types>');
        lines.push(...[...names].sort().map((name) => `        <members>${escapedText(name)}</members>`));
        lines.push(`        <name>${type}</name>`, '    </types>');
    }
    lines.push(`    <version>${escapedText(apiVersion)}</version>`, '</Package>', '');
    return lines.join('\n');
}

function escapedText(text: string): string {
    return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
