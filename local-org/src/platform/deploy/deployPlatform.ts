/** What the project's metadata makes of rows: roles, groups, queues, record types, flows, custom metadata records, approval processes. */
import type { Store } from '../../data/store/Store.ts';
import type { Project } from '../../schema/project.ts';
import type { ApprovalRegistry } from '../approvals/ApprovalRegistry.ts';
import { deployStatusRows } from '../seed/statusRows.ts';
import { deployApprovals } from './deployApprovals.ts';
import { deployCachePartitions } from './deployCachePartitions.ts';
import { deployCustomMetadata } from './deployCustomMetadata.ts';
import { deploySessionSettings } from './deploySessionSettings.ts';
import { deployStaticResources } from './deployStaticResources.ts';
import { deployFlows } from './deployFlows.ts';
import { deployGroups, deployQueues, deployRoles } from './deployGroups.ts';
import { deployRecordTypes } from './deployRecordTypes.ts';

export interface PlatformProblem {
    /** Path of the metadata file, relative to the project. */
    path: string;
    message: string;
    /** Absent: Salesforce would refuse it. `unsupported`: Salesforce takes it, this org has not built it. */
    kind?: 'unsupported';
}

export interface DeployContext {
    store: Store;
    project: Pick<Project, 'directory' | 'metadata'>;
    adminId: string;
    organizationId: string;
    problem(file: { path: string }, message: string, kind?: PlatformProblem['kind']): void;
}

/**
 * Call after the seed, with every opening of the org; Ids stay.
 *
 * @returns the approval processes, and what Salesforce would refuse the deployment for
 */
export function deployPlatform(
    store: Store,
    project: Pick<Project, 'directory' | 'metadata'>,
    adminId: string
): { approvals: ApprovalRegistry; problems: PlatformProblem[] } {
    const problems: PlatformProblem[] = [];
    const context: DeployContext = {
        store,
        project,
        adminId,
        organizationId: String(store.get(`SELECT Id AS id FROM Organization`)!.id),
        problem: ({ path }, message, kind) => void problems.push({ path, message, ...(kind && { kind }) })
    };
    deployStatusRows(store, adminId);
    deployRecordTypes(context);
    deployFlows(context);
    deployRoles(context);
    deployGroups(context);
    deployQueues(context);
    deployCustomMetadata(context);
    deployCachePartitions(context);
    deployStaticResources(context);
    deploySessionSettings(context);
    return { approvals: deployApprovals(context), problems };
}
