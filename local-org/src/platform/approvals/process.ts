/** Approval.process: submit a record, and approve, reject or recall it. */
import type { StoredRow } from '../../data/ports.ts';
import type { Store } from '../../data/store/Store.ts';
import type { ApprovalOutcome, ApprovalRequest } from '../../runtime/approval.ts';
import { UnsupportedError } from '../../runtime/errors.ts';
import type { Transaction } from '../../runtime/Transaction.ts';
import type { SObjectSchema } from '../../schema/model.ts';
import { hasAny } from '../rules/context.ts';
import type { PlatformContext } from '../rules/context.ts';
import type { ApprovalProcess, ApprovalStep } from './ApprovalRegistry.ts';
import { ApprovalRefused, approversOf, refuse } from './approvers.ts';
import type { Submission } from './approvers.ts';
import { meets } from './criteria.ts';
import { setLock } from './locks.ts';
import { maySubmit } from './submitters.ts';

/** Never throws for what the platform refuses: the outcome says it. Counts as DML of the caller. */
export function processApproval(
    { store, approvals }: PlatformContext,
    transaction: Transaction,
    request: ApprovalRequest
): ApprovalOutcome {
    const mark = store.mark();
    try {
        const engine = new Engine(store, transaction, request.comments);
        const outcome = request.kind === 'submit' ? engine.submit(approvals.processes, request) : engine.act(approvals.processes, request);
        store.release(mark);
        return outcome;
    } catch (error) {
        store.rollbackTo(mark);
        store.release(mark);
        if (error instanceof ApprovalRefused) {
            return {
                success: false,
                entityId: null,
                instanceId: null,
                instanceStatus: null,
                actorIds: [],
                newWorkitemIds: [],
                errors: [error.error]
            };
        }
        throw error;
    }
}

type SubmitRequest = Extract<ApprovalRequest, { kind: 'submit' }>;
type WorkitemRequest = Extract<ApprovalRequest, { kind: 'workitem' }>;

class Engine {
    readonly #store: Store;
    readonly #transaction: Transaction;
    readonly #comments: string | null;

    constructor(store: Store, transaction: Transaction, comments: string | null) {
        this.#store = store;
        this.#transaction = transaction;
        this.#comments = comments;
    }

    submit(processes: readonly ApprovalProcess[], request: SubmitRequest): ApprovalOutcome {
        const recordId = request.objectId ?? refuse('REQUIRED_FIELD_MISSING', 'missing required field: [objectId]', 'objectId');
        const { object, record } = this.#record(recordId);
        if (this.#store.get(`SELECT 1 FROM ProcessInstance WHERE TargetObjectId = ? AND Status = 'Pending'`, recordId)) {
            refuse('ALREADY_IN_PROCESS', 'Cannot submit object already in process.');
        }
        const process = this.#applicable(processes, object, record, request);
        if (process.actions.length > 0) {
            throw new UnsupportedError(`actions of the approval process ${process.fullName}: ${process.actions.join(', ')}`);
        }
        const submitterId = request.submitterId ?? this.#transaction.userId;
        const definitionId = this.#store.get(
            `SELECT Id AS id FROM ProcessDefinition WHERE DeveloperName = ? AND TableEnumOrId = ?`,
            process.developerName,
            process.object
        )!.id!;
        const instanceId = this.#insert('ProcessInstance', {
            ProcessDefinitionId: definitionId,
            TargetObjectId: recordId,
            Status: 'Pending',
            SubmittedById: submitterId,
            LastActorId: submitterId
        });
        this.#step(instanceId, 'Started', submitterId, submitterId, null);
        setLock(this.#store, recordId, true, process.approverMayEdit);
        const submission = { process, record, submitterId, nextApproverIds: request.nextApproverIds };
        return this.#enter(instanceId, object, submission, 0);
    }

    act(processes: readonly ApprovalProcess[], request: WorkitemRequest): ApprovalOutcome {
        const workitem = this.#store.get(
            `SELECT w.Id AS id, w.ActorId AS actor, w.OriginalActorId AS original, i.Id AS instance, i.TargetObjectId AS target, i.SubmittedById AS submitter,
                    d.DeveloperName AS name, d.TableEnumOrId AS object
             FROM ProcessInstanceWorkitem w JOIN ProcessInstance i ON i.Id = w.ProcessInstanceId JOIN ProcessDefinition d ON d.Id = i.ProcessDefinitionId
             WHERE w.Id = ? AND i.Status = 'Pending'`,
            request.workitemId
        );
        if (!workitem) {
            refuse('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
        }
        const process = processes.find((each) => each.developerName === workitem.name && each.object === workitem.object);
        if (!process) {
            refuse('NO_APPLICABLE_PROCESS', 'No applicable approval process was found.');
        }
        const instanceId = String(workitem.instance);
        const at = this.#currentStep(instanceId, process);
        const actor = this.#transaction.userId;
        const action = (request.action ?? '').toLowerCase();
        const recall = action === 'removed';
        if (recall ? !this.#mayRecall(process, String(workitem.submitter)) : !this.#mayDecide(String(workitem.actor), process.steps[at])) {
            refuse('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
        }
        const { object, record } = this.#record(String(workitem.target));
        const submission = { process, record, submitterId: String(workitem.submitter), nextApproverIds: request.nextApproverIds };
        const status = recall ? 'Removed' : action === 'approve' ? 'Approved' : action === 'reject' ? 'Rejected' : null;
        if (status === null) {
            refuse('INVALID_OPERATION', `Invalid action: ${request.action}`, 'action');
        }
        this.#step(instanceId, status, actor, String(workitem.original), process.steps[at] ?? null);
        this.#store.remove('ProcessInstanceWorkitem', String(workitem.id));
        if (status === 'Removed') {
            return this.#finish(instanceId, 'Removed', submission, false);
        }
        const waiting = this.#store.get(`SELECT 1 FROM ProcessInstanceWorkitem WHERE ProcessInstanceId = ?`, instanceId) !== undefined;
        if (status === 'Approved') {
            return process.steps[at]?.unanimous && waiting
                ? this.#outcome(instanceId, submission, 'Pending', [])
                : this.#leave(instanceId, object, submission, at, at + 1);
        }
        return process.steps[at]?.rejectToPrevious && at > 0
            ? this.#leave(instanceId, object, submission, at, at - 1)
            : this.#finish(instanceId, 'Rejected', submission, process.lockWhenRejected);
    }

    #applicable(processes: readonly ApprovalProcess[], object: SObjectSchema, record: StoredRow, request: SubmitRequest): ApprovalProcess {
        const named = request.processDefinitionNameOrId;
        const candidates = processes.filter((process) => process.active && process.object.toLowerCase() === object.name.toLowerCase());
        const process = named
            ? candidates.find((each) => each.developerName.toLowerCase() === named.toLowerCase() || this.#definitionId(each) === named)
            : undefined;
        const submitterId = request.submitterId ?? this.#transaction.userId;
        const fits = (each: ApprovalProcess): boolean =>
            ((request.skipEntryCriteria && named !== null) || meets(each.criteria, object, record)) &&
            maySubmit(this.#store, each, record, submitterId);
        const found = named ? (process && fits(process) ? process : undefined) : candidates.find(fits);
        return found ?? refuse('NO_APPLICABLE_PROCESS', 'No applicable approval process was found.');
    }

    #definitionId(process: ApprovalProcess): unknown {
        return this.#store.get(
            `SELECT Id AS id FROM ProcessDefinition WHERE DeveloperName = ? AND TableEnumOrId = ?`,
            process.developerName,
            process.object
        )?.id;
    }

    /** Comes to a step: skips those whose criteria the record does not meet, ends after the last. */
    #enter(instanceId: string, object: SObjectSchema, submission: Submission, at: number): ApprovalOutcome {
        const step = submission.process.steps[at];
        if (!step) {
            return this.#finish(instanceId, 'Approved', submission, submission.process.lockWhenApproved);
        }
        if (!meets(step.criteria, object, submission.record)) {
            switch (step.otherwise) {
                case 'GotoNextStep':
                    return this.#enter(instanceId, object, submission, at + 1);
                case 'RejectRecord':
                    return this.#finish(instanceId, 'Rejected', submission, submission.process.lockWhenRejected);
                default:
                    return this.#finish(instanceId, 'Approved', submission, submission.process.lockWhenApproved);
            }
        }
        const nodeId = this.#nodeId(instanceId, step);
        this.#insert('ProcessInstanceNode', {
            ProcessInstanceId: instanceId,
            ProcessNodeId: nodeId,
            ProcessNodeName: step.label,
            NodeStatus: 'Pending'
        });
        const created = approversOf(this.#store, submission, step).map((approverId) =>
            this.#insert('ProcessInstanceWorkitem', { ProcessInstanceId: instanceId, ActorId: approverId, OriginalActorId: approverId })
        );
        return this.#outcome(instanceId, submission, 'Pending', created);
    }

    #leave(instanceId: string, object: SObjectSchema, submission: Submission, from: number, to: number): ApprovalOutcome {
        this.#store.change('ProcessInstanceWorkitem', `DELETE FROM ProcessInstanceWorkitem WHERE ProcessInstanceId = ?`, instanceId);
        this.#closeNode(instanceId, to > from ? 'Approved' : 'Rejected');
        return this.#enter(instanceId, object, submission, to);
    }

    #finish(instanceId: string, status: 'Approved' | 'Rejected' | 'Removed', submission: Submission, locked: boolean): ApprovalOutcome {
        this.#store.change('ProcessInstanceWorkitem', `DELETE FROM ProcessInstanceWorkitem WHERE ProcessInstanceId = ?`, instanceId);
        this.#closeNode(instanceId, status);
        const actor = this.#transaction.userId;
        this.#store.update(
            'ProcessInstance',
            instanceId,
            { Status: status, CompletedDate: this.#store.timestamp(), LastActorId: actor },
            { userId: actor }
        );
        setLock(this.#store, String(submission.record.Id), locked);
        return this.#outcome(instanceId, submission, status, []);
    }

    #closeNode(instanceId: string, status: string): void {
        this.#store.change(
            'ProcessInstanceNode',
            `UPDATE ProcessInstanceNode SET NodeStatus = ?, CompletedDate = ?, LastActorId = ? WHERE ProcessInstanceId = ? AND NodeStatus = 'Pending'`,
            status,
            this.#store.timestamp(),
            this.#transaction.userId,
            instanceId
        );
    }

    #outcome(instanceId: string, submission: Submission, instanceStatus: string, newWorkitemIds: string[]): ApprovalOutcome {
        const actorIds = newWorkitemIds.map((id) =>
            String(this.#store.get(`SELECT ActorId AS actor FROM ProcessInstanceWorkitem WHERE Id = ?`, id)!.actor)
        );
        return { success: true, entityId: String(submission.record.Id), instanceId, instanceStatus, actorIds, newWorkitemIds, errors: [] };
    }

    #currentStep(instanceId: string, process: ApprovalProcess): number {
        const node = this.#store.get(
            `SELECT n.DeveloperName AS name FROM ProcessInstanceNode i JOIN ProcessNode n ON n.Id = i.ProcessNodeId
             WHERE i.ProcessInstanceId = ? AND i.NodeStatus = 'Pending' ORDER BY i.Id DESC`,
            instanceId
        );
        return process.steps.findIndex((step) => step.name === node?.name);
    }

    #nodeId(instanceId: string, step: ApprovalStep): string {
        const node = this.#store.get(
            `SELECT n.Id AS id FROM ProcessNode n JOIN ProcessInstance i ON i.ProcessDefinitionId = n.ProcessDefinitionId WHERE i.Id = ? AND n.DeveloperName = ?`,
            instanceId,
            step.name
        );
        return String(node!.id);
    }

    #step(instanceId: string, status: string, actorId: string, originalActorId: string, step: ApprovalStep | null): void {
        this.#insert('ProcessInstanceStep', {
            ProcessInstanceId: instanceId,
            StepStatus: status,
            ActorId: actorId,
            OriginalActorId: originalActorId,
            Comments: this.#comments,
            StepNodeId: step ? this.#nodeId(instanceId, step) : null
        });
    }

    #mayDecide(actorId: string, step: ApprovalStep | undefined): boolean {
        const userId = this.#transaction.userId;
        return (
            actorId === userId ||
            hasAny(this.#transaction, 'ModifyAllData') ||
            this.#store.get(`SELECT 1 FROM GroupMember WHERE GroupId = ? AND UserOrGroupId = ?`, actorId, userId) !== undefined ||
            (step?.allowDelegate === true &&
                this.#store.get(`SELECT 1 FROM "User" WHERE Id = ? AND DelegatedApproverId = ?`, actorId, userId) !== undefined)
        );
    }

    #mayRecall(process: ApprovalProcess, submitterId: string): boolean {
        return hasAny(this.#transaction, 'ModifyAllData') || (process.allowRecall && submitterId === this.#transaction.userId);
    }

    #record(recordId: string): { object: SObjectSchema; record: StoredRow } {
        const object = this.#store.schema.objectByKeyPrefix(recordId.slice(0, 3));
        const record = object?.present
            ? this.#store.get(`SELECT * FROM "${object.name}" WHERE Id = ? AND IsDeleted = 0`, recordId)
            : undefined;
        return object && record ? { object, record } : refuse('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
    }

    #insert(table: string, values: StoredRow): string {
        return this.#store.insert(table, values, { userId: this.#transaction.userId });
    }
}
