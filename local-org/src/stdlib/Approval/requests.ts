/** What Approval.process takes and gives. */
import type { ApprovalOutcome, ApprovalRequest } from '../../runtime/approval.ts';
import type { LibraryBody } from '../../runtime/library.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { toId } from '../../runtime/values/ids.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';
import type { RowResult } from '../../runtime/ports.ts';
import { DatabaseError } from '../support/dmlResults.ts';

export abstract class ProcessRequest extends LibraryObject {
    comments: string | null = null;
    nextApproverIds: ApexList | null = null;

    override get superTypes(): readonly string[] {
        return ['Approval.ProcessRequest'];
    }

    protected get approvers(): string[] {
        return (this.nextApproverIds?.items ?? []).map(String);
    }

    abstract plain(): ApprovalRequest;
}

export class ProcessSubmitRequest extends ProcessRequest {
    readonly apexType = 'Approval.ProcessSubmitRequest';
    objectId: string | null = null;
    submitterId: string | null = null;
    processDefinitionNameOrId: string | null = null;
    skipEntryCriteria: boolean | null = false;

    plain(): ApprovalRequest {
        return {
            kind: 'submit',
            objectId: toId(this.objectId),
            submitterId: toId(this.submitterId),
            processDefinitionNameOrId: this.processDefinitionNameOrId,
            skipEntryCriteria: this.skipEntryCriteria === true,
            comments: this.comments,
            nextApproverIds: this.approvers
        };
    }
}

export class ProcessWorkitemRequest extends ProcessRequest {
    readonly apexType = 'Approval.ProcessWorkitemRequest';
    action: string | null = null;
    workitemId: string | null = null;

    plain(): ApprovalRequest {
        return {
            kind: 'workitem',
            workitemId: toId(this.workitemId),
            action: this.action,
            comments: this.comments,
            nextApproverIds: this.approvers
        };
    }
}

export class ProcessResult extends LibraryObject {
    readonly apexType = 'Approval.ProcessResult';
    readonly outcome: ApprovalOutcome;
    readonly actorIds: ApexList;
    readonly newWorkitemIds: ApexList;
    readonly errors: ApexList;

    constructor(rt: OrgRuntime, outcome: ApprovalOutcome) {
        super();
        this.outcome = outcome;
        this.actorIds = new ApexList('Id', [...outcome.actorIds]);
        this.newWorkitemIds = new ApexList('Id', [...outcome.newWorkitemIds]);
        this.errors = new ApexList(
            'Database.Error',
            outcome.errors.map((error) => new DatabaseError(rt, error))
        );
    }
}

/** Approval.LockResult and Approval.UnlockResult */
export class LockResult extends LibraryObject {
    readonly apexType: string;
    readonly id: string | null;
    readonly success: boolean;
    readonly errors: ApexList;

    constructor(rt: OrgRuntime, type: 'LockResult' | 'UnlockResult', { id, success, errors }: RowResult) {
        super();
        this.apexType = `Approval.${type}`;
        this.id = id;
        this.success = success;
        this.errors = new ApexList(
            'Database.Error',
            errors.map((error) => new DatabaseError(rt, error))
        );
    }
}

/** A property `Comments` and its `getComments`, `setComments`. */
export function accessors(type: string, name: string, field: string): Record<string, LibraryBody> {
    return {
        [`${type} get${name}()`]: (_rt, self: Record<string, unknown>) => self[field],
        [`void set${name}(${type} value)`]: (_rt, self: Record<string, unknown>, value: unknown) => void (self[field] = value),
        [`get ${type} ${name}`]: (_rt, self: Record<string, unknown>) => self[field],
        [`set ${type} ${name}`]: (_rt, self: Record<string, unknown>, value: unknown) => void (self[field] = value)
    };
}

/** The members that every request has. */
export const REQUEST_MEMBERS = {
    ...accessors('String', 'Comments', 'comments'),
    ...accessors('List<Id>', 'NextApproverIds', 'nextApproverIds')
};

/** Members of a result that can only be read: `getId()` and the property `Id`. */
export function readers<T>(type: string, name: string, read: (self: T) => unknown, getter = `get${name}`): Record<string, LibraryBody> {
    return { [`${type} ${getter}()`]: (_rt, self: T) => read(self), [`get ${type} ${name}`]: (_rt, self: T) => read(self) };
}
