/** What `Approval.process` hands to the platform and gets back: plain forms of Approval.ProcessRequest and ProcessResult. */
import type { RowError } from './ports.ts';

export type ApprovalRequest =
    | {
          kind: 'submit';
          objectId: string | null;
          /** null = the running user. */
          submitterId: string | null;
          processDefinitionNameOrId: string | null;
          skipEntryCriteria: boolean;
          comments: string | null;
          nextApproverIds: string[];
      }
    | { kind: 'workitem'; workitemId: string | null; action: string | null; comments: string | null; nextApproverIds: string[] };

export interface ApprovalOutcome {
    success: boolean;
    entityId: string | null;
    instanceId: string | null;
    /** Approved, Rejected, Removed, Pending */
    instanceStatus: string | null;
    actorIds: string[];
    newWorkitemIds: string[];
    errors: RowError[];
}
