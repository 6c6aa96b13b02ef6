import type { Mention, Place, PlaceRule } from './Place.ts';
import { childValue, valueOf } from '../xml/decoded.ts';
import type { XmlElement } from '../xml/tree.ts';

/** Types of people that rules, tasks and shares know; everything else at the same element is a queue, a role, a group. */
const PERSON_TYPES = new Set(['user', 'partneruser', 'customerportaluser']);

function sibling(mention: Mention, name: string): string | undefined {
    return childValue(mention.source, mention.element.parent, name);
}

/** The type beside an element says that it names a person; without one, an address can only be a person's. */
function typeIsPerson(mention: Mention, typeElement: string): boolean {
    const type = sibling(mention, typeElement);
    return type === undefined || PERSON_TYPES.has(type.toLowerCase());
}

/**
 * The place of somebody whom metadata names by username. Whoever has the same text as an email is told, but not
 * blamed: a username of production is the email of the person in a sandbox, where usernames have a suffix.
 */
function ofUser(mention: Mention, place: Place): Place {
    return mention.forms.some((form) => form !== 'email' && form !== 'federationId')
        ? place
        : { row: 'L14', meaning: place.meaning, note: 'here a username is meant, and only the email of this person is the same' };
}

const always =
    (place: Place): PlaceRule =>
    () =>
        place;

/** An address, of whatever kind, as the whole value. */
const address =
    (place: Place): PlaceRule =>
    (mention) =>
        mention.whole ? place : undefined;

/** A username as the whole value. */
const user =
    (place: Place): PlaceRule =>
    (mention) =>
        mention.whole ? ofUser(mention, place) : undefined;

/** A username as the whole value, where the element beside it says that it is one. */
const person =
    (typeElement: string, place: Place): PlaceRule =>
    (mention) =>
        mention.whole && typeIsPerson(mention, typeElement) ? ofUser(mention, place) : undefined;

function values(source: string, parent: XmlElement, name: string): string[] {
    return parent.children.filter((child) => child.name === name).map((child) => valueOf(source, child) ?? '');
}

/** B7 is the sole recipient; with company the alert goes on without them. */
const alertRecipient: PlaceRule = (mention) => {
    const recipients = mention.element.parent;
    const alert = recipients?.parent;
    if (!alert || !mention.whole || !typeIsPerson(mention, 'type')) {
        return undefined;
    }
    const all = alert.children.filter((child) => child.name === 'recipients');
    const others = all.filter((each) => {
        const recipient = childValue(mention.source, each, 'recipient');
        return (
            recipient?.toLowerCase() !== mention.value.toLowerCase() ||
            !PERSON_TYPES.has((childValue(mention.source, each, 'type') ?? 'user').toLowerCase())
        );
    });
    const copies = values(mention.source, alert, 'ccEmails').length;
    if (others.length + copies === 0) {
        return ofUser(mention, { row: 'B7', meaning: 'sole recipient of the email alert', fix: 'alertRecipient' });
    }
    const total = others.length + 1;
    const note = `one of ${total} recipient${total === 1 ? '' : 's'}${copies > 0 ? ` and ${copies} more by address` : ''}: no blocker`;
    return ofUser(mention, { row: 'L14', meaning: 'recipient of the email alert', note, fix: 'alertRecipient' });
};

const caseUser: PlaceRule = (mention) => {
    if (!mention.whole) {
        return undefined;
    }
    return sibling(mention, 'useSystemUserAsDefaultCaseUser') === 'true'
        ? { row: 'L14', meaning: 'automated case user', note: 'not in use: the system user is chosen' }
        : ofUser(mention, { row: 'B3', meaning: 'automated case user', fix: 'value' });
};

const criteria: Place = { row: 'B10', meaning: 'criteria of the workflow rule' };

const WORKFLOW: Record<string, PlaceRule> = {
    'alerts/recipients/recipient': alertRecipient,
    'alerts/ccEmails': always({ row: 'L14', meaning: 'additional address of the email alert' }),
    'alerts/senderAddress': always({ row: 'L14', meaning: 'sender of the email alert' }),
    'fieldUpdates/lookupValue': person('lookupValueType', { row: 'B8', meaning: 'user that the field update sets', fix: 'value' }),
    'fieldUpdates/literalValue': always({ row: 'L14', meaning: 'value that the field update writes' }),
    'fieldUpdates/formula': always({ row: 'L14', meaning: 'formula of the field update' }),
    'tasks/assignedTo': person('assignedToType', { row: 'B9', meaning: 'assignee of the task', fix: 'value' }),
    'rules/criteriaItems/value': always(criteria),
    'rules/formula': always({ row: 'B10', meaning: 'formula of the workflow rule' }),
    'outboundMessages/integrationUser': user({
        row: 'L14',
        meaning: 'user of the outbound message',
        note: 'messages fail once this user is inactive'
    })
};

const APPROVAL: Record<string, PlaceRule> = {
    'approvalStep/assignedApprover/approver/name': person('type', { row: 'B11', meaning: 'approver of the step', fix: 'approver' }),
    'allowedSubmitters/submitter': person('type', { row: 'B11', meaning: 'allowed submitter', fix: 'submitter' }),
    'entryCriteria/criteriaItems/value': always({ row: 'L14', meaning: 'entry criteria of the approval process' }),
    'entryCriteria/formula': always({ row: 'L14', meaning: 'entry formula of the approval process' }),
    'approvalStep/entryCriteria/criteriaItems/value': always({ row: 'L14', meaning: 'entry criteria of the approval step' }),
    'approvalStep/entryCriteria/formula': always({ row: 'L14', meaning: 'entry formula of the approval step' })
};

const folderShare: PlaceRule = person('sharedToType', { row: 'H12', meaning: 'person whom the folder is shared with', fix: 'folderShare' });
const FOLDER: Record<string, PlaceRule> = { 'folderShares/sharedTo': folderShare };
const ANALYTICS: Record<string, PlaceRule> = {
    'shares/sharedTo': person('sharedToType', { row: 'H12', meaning: 'person whom the app is shared with' })
};

/** Something that runs as this user and stops when they are inactive. */
function runner(what: string): PlaceRule {
    return user({ row: 'L14', meaning: `user as whom the ${what} runs`, note: 'stops once this user is inactive' });
}

const RUNNERS: Record<string, Record<string, PlaceRule>> = {
    AnalyticSnapshot: { runningUser: runner('reporting snapshot') },
    AuthProvider: { executionUser: runner('authentication provider') },
    SamlSsoConfig: { executionUserId: runner('just-in-time handler') },
    Bot: { botUser: runner('bot') },
    AiAgentDefinition: { botUser: runner('agent') },
    ConnectedApp: { 'oauthConfig/oauthClientCredentialUser': runner('client credentials flow') },
    ExtlClntAppOauthConfigurablePolicies: { clientCredentialsFlowUser: runner('client credentials flow') },
    PlatformEventSubscriberConfig: { user: runner('platform event trigger') },
    MessagingChannel: { sessionHandlerUser: runner('messaging channel') },
    FlowTest: { runTestAsUser: runner('flow test') },
    Network: {
        'networkAuthApiSettings/headlessDiscoveryExecutionUser': runner('headless discovery'),
        'networkAuthApiSettings/registrationExecutionUser': runner('headless registration')
    },
    NamedCredential: { username: address({ row: 'L14', meaning: 'username of the named credential' }) },
    ExternalDataSource: { username: address({ row: 'L14', meaning: 'username of the external data source' }) }
};

/** Metadata type → path below the root → what a mention there means. What is not here is a mention of L14. */
export const RULES: Record<string, Record<string, PlaceRule>> = {
    CaseSettings: {
        defaultCaseOwner: person('defaultCaseOwnerType', { row: 'B2', meaning: 'default case owner', fix: 'value' }),
        defaultCaseUser: caseUser,
        systemUserEmail: always({ row: 'L14', meaning: 'email address of the system user' }),
        'emailToCase/routingAddresses/caseOwner': person('caseOwnerType', {
            row: 'L14',
            meaning: 'owner of cases from this address',
            fix: 'value'
        })
    },
    Workflow: WORKFLOW,
    ApprovalProcess: APPROVAL,
    AssignmentRules: {
        'assignmentRule/ruleEntry/assignedTo': person('assignedToType', { row: 'B12', meaning: 'assignee of the rule entry', fix: 'value' })
    },
    AutoResponseRules: {
        'autoResponseRule/ruleEntry/senderEmail': address({ row: 'B13', meaning: 'sender of the auto-response' }),
        'autoResponseRule/ruleEntry/replyToEmail': address({ row: 'B13', meaning: 'reply address of the auto-response', fix: 'value' })
    },
    EscalationRules: {
        'escalationRule/ruleEntry/escalationAction/assignedTo': person('assignedToType', {
            row: 'B14',
            meaning: 'assignee of the escalation',
            fix: 'value'
        }),
        'escalationRule/ruleEntry/escalationAction/notifyTo': user({
            row: 'B14',
            meaning: 'user whom the escalation notifies',
            fix: 'value'
        }),
        'escalationRule/ruleEntry/escalationAction/notifyEmail': address({
            row: 'B14',
            meaning: 'address that the escalation notifies',
            fix: 'notifyEmail'
        })
    },
    CustomSite: {
        siteAdmin: user({ row: 'L13', meaning: 'site administrator', fix: 'value' }),
        siteGuestRecordDefaultOwner: user({ row: 'L13', meaning: 'owner of records that site guests create', fix: 'value' })
    },
    EmailServicesFunction: {
        'emailServicesAddresses/runAsUser': user({ row: 'L13', meaning: 'run-as user of the email service' })
    },
    ApexEmailNotifications: {
        'apexEmailNotification/user': user({ row: 'L13', meaning: 'recipient of Apex exception emails', fix: 'notification' }),
        'apexEmailNotification/email': address({ row: 'L13', meaning: 'address for Apex exception emails', fix: 'notification' })
    },
    Portal: {
        admin: user({ row: 'L13', meaning: 'customer portal administrator', note: 'blocks the deactivation, too (B16)' })
    },
    ReportFolder: FOLDER,
    DashboardFolder: FOLDER,
    EmailFolder: FOLDER,
    DocumentFolder: FOLDER,
    EmailTemplateFolder: FOLDER,
    WaveApplication: ANALYTICS,
    WaveAnalyticsAssetCollection: ANALYTICS,
    Dashboard: {
        runningUser: user({ row: 'L14', meaning: 'running user of the dashboard', note: 'the org counts it in L9', fix: 'value' }),
        dashboardResultRunningUser: user({ row: 'L14', meaning: 'user of the last refresh of the dashboard', note: 'set by the refresh' })
    },
    ...RUNNERS,
    Queue: {
        'queueMembers/users/user': user({
            row: 'A8',
            meaning: 'member of the queue',
            note: 'the org counts it in A8',
            fix: 'queueMember'
        }),
        email: always({ row: 'L14', meaning: 'email address of the queue' })
    },
    TransactionSecurityPolicy: {
        'action/notifications/user': user({ row: 'L14', meaning: 'recipient of the notification', fix: 'value' }),
        executionUser: runner('transaction security policy')
    },
    UserAccessPolicy: {
        'userAccessPolicyFilters/value': always({ row: 'L15', meaning: 'filter of the user access policy' }),
        'userAccessPolicyFilters/target': always({ row: 'L15', meaning: 'filter of the user access policy' })
    }
};

/** Types that source format can keep in a file of their own → the type and path that they are part of. */
const PARTS: Record<string, [type: string, path: string]> = {
    WorkflowAlert: ['Workflow', 'alerts'],
    WorkflowFieldUpdate: ['Workflow', 'fieldUpdates'],
    WorkflowTask: ['Workflow', 'tasks'],
    WorkflowRule: ['Workflow', 'rules'],
    WorkflowOutboundMessage: ['Workflow', 'outboundMessages'],
    AssignmentRule: ['AssignmentRules', 'assignmentRule'],
    AutoResponseRule: ['AutoResponseRules', 'autoResponseRule'],
    EscalationRule: ['EscalationRules', 'escalationRule']
};

/** What a mention means. */
export function placeOf(type: string, path: string[], mention: Mention): Place {
    const [owner, prefix] = PARTS[type] ?? [type, undefined];
    const full = prefix ? [prefix, ...path] : path;
    return RULES[owner]?.[full.join('/')]?.(mention) ?? { row: 'L14', meaning: generalMeaning(type, full) };
}

/** Which type a file counts for: `WorkflowTask` files answer for workflows. */
export function ownerType(type: string): string {
    return PARTS[type]?.[0] ?? type;
}

const TYPE_WORDS: Record<string, string> = {
    CustomLabels: 'custom label',
    CustomLabel: 'custom label',
    CustomMetadata: 'custom metadata record',
    CustomField: 'custom field',
    ValidationRule: 'validation rule',
    ListView: 'list view',
    NamedCredential: 'named credential',
    ExternalCredential: 'external credential',
    EmailTemplate: 'email template',
    ApexClass: 'Apex class',
    ApexTrigger: 'Apex trigger',
    ApexPage: 'Visualforce page',
    ApexComponent: 'Visualforce component',
    LightningComponentBundle: 'Lightning web component',
    AuraDefinitionBundle: 'Aura component',
    StaticResource: 'static resource'
};
const PATH_WORDS: [RegExp, string][] = [
    [/(?:^|\/)listViews\/filters\/|^filters\/value$/, 'filter of the list view'],
    [/(?:^|\/)filter\/criteriaItems\/|^params\//, 'filter of the report'],
    [/validationRules\/(?:errorConditionFormula|errorMessage)|^errorConditionFormula$/, 'formula of the validation rule'],
    [/(?:^|\/)(?:formula|errorConditionFormula|defaultValue)$/, 'formula'],
    [/criteriaItems\/value$/, 'filter criteria'],
    [/(?:^|\/)description$/, 'description']
];

function generalMeaning(type: string, path: string[]): string {
    const joined = path.join('/');
    const [, word] = PATH_WORDS.find(([pattern]) => pattern.test(joined)) ?? [];
    return word ?? textMeaning(type);
}

/** What a mention is when nothing more is known than the type. */
export function textMeaning(type: string): string {
    return `text of the ${TYPE_WORDS[type] ?? type}`;
}
