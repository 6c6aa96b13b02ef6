/** Approval processes as the REST API shows them and lets people act on them. */
import type { ApprovalOutcome, ApprovalRequest } from '../runtime/approval.ts';
import { idOf18 } from '../runtime/values/ids.ts';
import type { Assembly } from './assemble.ts';
import { asRefusals, RequestRefused } from './records.ts';
import { inTransaction } from './transactions.ts';

/** Active processes by object, as GET …/process/approvals lists them. */
export function approvalProcesses(org: Assembly): Record<string, object[]> {
    const rows = org.store.all(
        `SELECT Id AS id, Name AS name, Description AS description, TableEnumOrId AS object FROM ProcessDefinition
         WHERE State = 'Active' ORDER BY TableEnumOrId, Id`
    );
    const byObject: Record<string, object[]> = {};
    for (const { id, name, description, object } of rows) {
        const list = (byObject[String(object)] ??= []);
        list.push({ description, id, name, object, sortOrder: list.length + 1 });
    }
    return byObject;
}

export type ApprovalResult = Omit<ApprovalOutcome, 'errors'> & {
    errors: { statusCode: string; message: string; fields: string[] }[] | null;
};

const ACTIONS = ['submit', 'approve', 'reject', 'removed'];

/**
 * Submits, approves, rejects, recalls: each request stands for itself.
 *
 * @throws RequestRefused for what is no request
 */
export function processApprovals(org: Assembly, userId: string, requests: readonly unknown[]): ApprovalResult[] {
    const plain = requests.map(plainRequest);
    return asRefusals(() =>
        inTransaction(org, { userId, sharing: true }, (transaction) =>
            plain.map((request) => {
                const { errors, ...outcome } = org.ports.platform.processApproval(transaction, request) as ApprovalOutcome;
                return {
                    ...outcome,
                    errors:
                        errors.length === 0
                            ? null
                            : errors.map(({ statusCode, message, fields }) => ({ statusCode, message, fields: [...fields] }))
                };
            })
        )
    );
}

function plainRequest(request: unknown): ApprovalRequest {
    if (request === null || typeof request !== 'object' || Array.isArray(request)) {
        throw new RequestRefused('JSON_PARSER_ERROR', 'An approval request was expected.');
    }
    const body = request as Record<string, unknown>;
    const text = (name: string): string | null => (typeof body[name] === 'string' && body[name] !== '' ? body[name] : null);
    const action = text('actionType')?.toLowerCase() ?? '';
    if (!ACTIONS.includes(action)) {
        throw new RequestRefused('INVALID_FIELD', `Invalid actionType: ${String(body.actionType)}`);
    }
    const contextId = idIn(text('contextId'));
    const nextApproverIds = Array.isArray(body.nextApproverIds) ? body.nextApproverIds.map((id) => idIn(String(id))!) : [];
    const comments = text('comments');
    return action === 'submit'
        ? {
              kind: 'submit',
              objectId: contextId,
              submitterId: idIn(text('contextActorId')),
              processDefinitionNameOrId: text('processDefinitionNameOrId'),
              skipEntryCriteria: String(body.skipEntryCriteria).toLowerCase() === 'true',
              comments,
              nextApproverIds
          }
        : { kind: 'workitem', workitemId: contextId, action: text('actionType'), comments, nextApproverIds };
}

function idIn(text: string | null): string | null {
    const id = text === null ? null : idOf18(text);
    if (text !== null && id === null) {
        throw new RequestRefused('MALFORMED_ID', `malformed id ${text}`);
    }
    return id;
}
