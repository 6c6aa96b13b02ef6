/** Who has to approve a step. */
import type { StoredRow } from '../../data/ports.ts';
import type { Store } from '../../data/store/Store.ts';
import type { RowError } from '../../runtime/ports.ts';
import { rowError } from '../rules/rowErrors.ts';
import type { ApprovalProcess, ApprovalStep, ApproverDefinition } from './ApprovalRegistry.ts';

export class ApprovalRefused extends Error {
    readonly error: RowError;
    constructor(error: RowError) {
        super(error.message);
        this.name = 'ApprovalRefused';
        this.error = error;
    }
}

export function refuse(statusCode: string, message: string, ...fields: string[]): never {
    throw new ApprovalRefused(rowError(statusCode, message, ...fields));
}

export interface Submission {
    process: ApprovalProcess;
    record: StoredRow;
    submitterId: string;
    nextApproverIds: string[];
}

/**
 * Ids of users and queues that get an approval request for the step.
 *
 * @throws ApprovalRefused when one cannot be found or is inactive
 */
export function approversOf(store: Store, submission: Submission, step: ApprovalStep): string[] {
    const found =
        step.approvers.length > 0 ? step.approvers.flatMap((approver) => approverOf(store, submission, approver)) : adhoc(submission);
    for (const id of found) {
        if (id.startsWith('005') && store.get(`SELECT IsActive AS active FROM "User" WHERE Id = ?`, id)?.active !== 1) {
            refuse('INACTIVE_OWNER_OR_USER', 'owner or user is inactive.');
        }
    }
    return [...new Set(found)];
}

function approverOf(store: Store, submission: Submission, { type, name }: ApproverDefinition): string[] {
    switch (type) {
        case 'user':
            return [idOf(store, `SELECT Id AS id FROM "User" WHERE Username = ?`, name)];
        case 'queue':
            return [idOf(store, `SELECT Id AS id FROM "Group" WHERE Type = 'Queue' AND DeveloperName = ?`, name)];
        case 'userHierarchyField':
            return [hierarchyApprover(store, submission, name || submission.process.hierarchyField || 'Manager')];
        case 'relatedUserField': {
            const id = submission.record[name];
            return typeof id === 'string' ? [id] : refuse('REQUIRED_FIELD_MISSING', `Required fields are missing: [${name}]`, name);
        }
        default:
            return adhoc(submission);
    }
}

function adhoc({ nextApproverIds }: Submission): string[] {
    return nextApproverIds.length > 0
        ? nextApproverIds
        : refuse('REQUIRED_FIELD_MISSING', 'missing required field: [nextApproverIds]', 'nextApproverIds');
}

function hierarchyApprover(store: Store, { process, record, submitterId }: Submission, field: string): string {
    const ofUser = process.ofRecordOwner && typeof record.OwnerId === 'string' ? record.OwnerId : submitterId;
    const column = field.endsWith('__c') ? field : `${field}Id`;
    const known = store.columns(store.object('User')).get(column.toLowerCase());
    const approver = known ? store.get(`SELECT "${known}" AS id FROM "User" WHERE Id = ?`, ofUser)?.id : null;
    return typeof approver === 'string' ? approver : refuse('MANAGER_NOT_DEFINED', 'Manager undefined.');
}

function idOf(store: Store, sql: string, name: string): string {
    const id = store.get(sql, name)?.id;
    return typeof id === 'string' ? id : refuse('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
}
