/** The platform's own actions, as far as they are built. */
import type { Assembly } from '../assemble.ts';
import { processApprovals } from '../approvals.ts';
import { RequestRefused, saveRecords } from '../records.ts';
import { actionResult } from './invoke.ts';
import type { ActionError, ActionInput, ActionResult } from './invoke.ts';

interface StandardParameter {
    name: string;
    label: string;
    type: string;
    required?: boolean;
    many?: boolean;
}

export interface StandardAction {
    name: string;
    label: string;
    /** As the Actions API names the kind. */
    type: string;
    inputs: StandardParameter[];
    outputs: StandardParameter[];
    run(org: Assembly, userId: string, input: ActionInput): { errors: ActionError[] } | { outputValues: Record<string, unknown> };
}

/** Source of names and parameters: Actions Developer Guide, Submit for Approval and Post to Chatter. */
export const STANDARD_ACTIONS: readonly StandardAction[] = [
    {
        name: 'submit',
        label: 'Submit for Approval',
        type: 'SUBMITAPPROVAL',
        inputs: [
            { name: 'objectId', label: 'Record ID', type: 'REFERENCE', required: true },
            { name: 'comment', label: 'Submission Comments', type: 'STRING' },
            { name: 'nextApproverIds', label: 'Next Approver IDs', type: 'REFERENCE', many: true },
            { name: 'processDefinitionNameOrId', label: 'Approval Process Name or ID', type: 'STRING' },
            { name: 'skipEntryCriteria', label: 'Skip Entry Criteria?', type: 'BOOLEAN' },
            { name: 'submitterId', label: 'Submitter ID', type: 'REFERENCE' }
        ],
        outputs: [
            { name: 'actorIds', label: 'New Work Item User IDs', type: 'REFERENCE', many: true },
            { name: 'entityId', label: 'Record ID', type: 'REFERENCE' },
            { name: 'instanceId', label: 'Instance ID', type: 'REFERENCE' },
            { name: 'instanceStatus', label: 'Instance Status', type: 'STRING' },
            { name: 'newWorkItemIds', label: 'New Work Item IDs', type: 'REFERENCE', many: true }
        ],
        run: submit
    },
    {
        name: 'chatterPost',
        label: 'Post to Chatter',
        type: 'CHATTERPOST',
        inputs: [
            { name: 'subjectNameOrId', label: 'Target Name or ID', type: 'STRING', required: true },
            { name: 'text', label: 'Message', type: 'STRING', required: true },
            { name: 'type', label: 'Target Type', type: 'STRING' }
        ],
        outputs: [{ name: 'feedItemId', label: 'Feed Item ID', type: 'REFERENCE' }],
        run: post
    }
];

/** What Salesforce has beside them, without a promise of completeness: told apart from names that nobody knows. */
export const UNBUILT_ACTIONS: ReadonlySet<string> = new Set(
    (
        'activateSessionPermSet apexTask choosePricebook contentWorkspaceEnableFolders createCustomField createServiceReport customNotificationAction ' +
        'deactivateSessionPermSet dcRefresh emailSimple emailAlert externalServices flow getApprovalWorkItems journeyBuilder knowledge publishKnowledgeArticles ' +
        'quickAction reassignApprovalWorkItem cancelApprovalSubmission reviewApprovalWorkItem lockRecord recallApprovalSubmission ' +
        'routingAddress sendNotification skillsBasedRouting thanks submitKnowledgeArticle generatePromptResponse'
    ).split(' ')
);

export function runStandardAction(org: Assembly, userId: string, action: StandardAction, inputs: readonly ActionInput[]): ActionResult[] {
    return inputs.map((input) => {
        const refusal = refusalOf(action, input);
        if (refusal) {
            return actionResult(action.name, { errors: [refusal] });
        }
        return actionResult(action.name, action.run(org, userId, input));
    });
}

function refusalOf({ inputs }: StandardAction, input: ActionInput): ActionError | null {
    const unknown = Object.keys(input).find((name) => !inputs.some((each) => each.name === name));
    if (unknown !== undefined) {
        return { statusCode: 'INVALID_API_INPUT', message: `The parameter isn't valid: ${unknown}`, fields: [] };
    }
    const missing = inputs.find(({ name, required }) => required && (input[name] ?? '') === '');
    return missing ? { statusCode: 'INVALID_API_INPUT', message: `Missing required input parameter: ${missing.name}`, fields: [] } : null;
}

function submit(org: Assembly, userId: string, input: ActionInput): ReturnType<StandardAction['run']> {
    const request = {
        actionType: 'Submit',
        contextId: input.objectId,
        contextActorId: input.submitterId,
        comments: input.comment,
        nextApproverIds: input.nextApproverIds,
        processDefinitionNameOrId: input.processDefinitionNameOrId,
        skipEntryCriteria: input.skipEntryCriteria
    };
    const [{ errors, actorIds, entityId, instanceId, instanceStatus, newWorkitemIds }] = processApprovals(org, userId, [request]);
    return errors ? { errors } : { outputValues: { actorIds, entityId, instanceId, instanceStatus, newWorkItemIds: newWorkitemIds } };
}

function post(org: Assembly, userId: string, input: ActionInput): ReturnType<StandardAction['run']> {
    const record = { ParentId: subject(org, String(input.subjectNameOrId), input.type), Body: input.text };
    const [{ id, success, errors }] = saveRecords(org, userId, 'insert', [{ object: 'FeedItem', record }], { allOrNone: true });
    return success ? { outputValues: { feedItemId: id } } : { errors };
}

/** A name is a user's or a group's, as the type says. */
function subject({ store }: Assembly, nameOrId: string, type: unknown): string {
    const sql =
        type === 'User'
            ? `SELECT Id AS id FROM "User" WHERE Username = ?`
            : type === 'Group'
              ? `SELECT Id AS id FROM CollaborationGroup WHERE Name = ?`
              : null;
    const found = sql === null ? undefined : store.get(sql, nameOrId);
    if (!found && !/^\w{15}(?:\w{3})?$/.test(nameOrId)) {
        throw new RequestRefused('INVALID_API_INPUT', `There is no ${String(type ?? 'record')} ${nameOrId}.`);
    }
    return found ? String(found.id) : nameOrId;
}
