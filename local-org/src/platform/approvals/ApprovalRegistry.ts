/** The approval processes that the project defines, as their metadata says. */
import type { MetadataFile, Project } from '../../schema/project.ts';
import { xmlBoolean, xmlChild, xmlList, xmlText } from '../../schema/xml.ts';
import type { XmlElement } from '../../schema/xml.ts';

export interface CriteriaItem {
    /** Without the object: `Amount`, `Owner.ProfileId`. */
    field: string;
    operation: string;
    value: string;
}

export interface Criteria {
    items: CriteriaItem[];
    /** `1 AND (2 OR 3)`; null = all of them. */
    booleanFilter: string | null;
    /** A formula, which is not evaluated here. */
    formula: string | null;
}

export interface ApproverDefinition {
    /** adhoc, user, queue, userHierarchyField, relatedUserField */
    type: string;
    /** Username, queue name or field. */
    name: string;
}

export interface ApprovalStep {
    name: string;
    label: string;
    approvers: ApproverDefinition[];
    unanimous: boolean;
    /** May the approver's delegate decide, too? */
    allowDelegate: boolean;
    criteria: Criteria | null;
    /** What happens to records that do not meet the criteria: ApproveRecord, RejectRecord, GotoNextStep */
    otherwise: string;
    rejectToPrevious: boolean;
}

export interface ApprovalProcess {
    /** `Opportunity.Discount` */
    fullName: string;
    object: string;
    developerName: string;
    label: string;
    active: boolean;
    criteria: Criteria | null;
    submitters: { type: string; name: string }[];
    steps: ApprovalStep[];
    /** The user's field that names the automatic approver: Manager or a custom hierarchy field. */
    hierarchyField: string | null;
    /** Is the hierarchy field read of the record's owner, not of the submitter? */
    ofRecordOwner: boolean;
    lockWhenApproved: boolean;
    lockWhenRejected: boolean;
    approverMayEdit: boolean;
    allowRecall: boolean;
    /** Names of actions other than locking, which are not run here. */
    actions: string[];
    path: string;
}

export class ApprovalRegistry {
    readonly processes: readonly ApprovalProcess[];

    constructor(processes: readonly ApprovalProcess[]) {
        this.processes = processes;
    }

    static of(project: Pick<Project, 'metadata'>): ApprovalRegistry {
        return new ApprovalRegistry(project.metadata.filter((file) => file.type === 'ApprovalProcess').map(readProcess));
    }

    active(object: string): ApprovalProcess[] {
        return this.processes.filter((process) => process.active && process.object.toLowerCase() === object.toLowerCase());
    }

    /** An active process that names this user as an approver: it keeps the user from being deactivated (platform.md B12). */
    processNaming(username: string): ApprovalProcess | null {
        const wanted = username.toLowerCase();
        const names = (entry: { type: string; name: string }): boolean => entry.type === 'user' && entry.name.toLowerCase() === wanted;
        return (
            this.processes.find(
                (process) => process.active && (process.steps.some((step) => step.approvers.some(names)) || process.submitters.some(names))
            ) ?? null
        );
    }
}

function readProcess(file: MetadataFile): ApprovalProcess {
    const { content } = file;
    const dot = file.fullName.indexOf('.');
    const next = xmlChild(content, 'nextAutomatedApprover');
    return {
        fullName: file.fullName,
        object: file.fullName.slice(0, dot),
        developerName: file.fullName.slice(dot + 1),
        label: xmlText(content, 'label') ?? file.fullName.slice(dot + 1),
        active: xmlBoolean(content, 'active'),
        criteria: readCriteria(xmlChild(content, 'entryCriteria')),
        submitters: xmlList(content, 'allowedSubmitters').map((each) => ({
            type: xmlText(each, 'type') ?? '',
            name: xmlText(each, 'submitter') ?? ''
        })),
        steps: xmlList(content, 'approvalStep').map(readStep),
        hierarchyField: next ? (xmlText(next, 'userHierarchyField') ?? null) : null,
        ofRecordOwner: next ? xmlBoolean(next, 'useApproverFieldOfRecordOwner') : false,
        lockWhenApproved: xmlBoolean(content, 'finalApprovalRecordLock'),
        lockWhenRejected: xmlBoolean(content, 'finalRejectionRecordLock'),
        approverMayEdit: xmlText(content, 'recordEditability') === 'AdminOrCurrentApprover',
        allowRecall: xmlBoolean(content, 'allowRecall'),
        actions: ['initialSubmissionActions', 'finalApprovalActions', 'finalRejectionActions', 'recallActions'].flatMap((name) =>
            xmlList(content, name).flatMap((actions) =>
                xmlList(actions, 'action').map((action) => `${xmlText(action, 'type')} ${xmlText(action, 'name')}`)
            )
        ),
        path: file.path
    };
}

function readStep(element: XmlElement): ApprovalStep {
    const assigned = xmlChild(element, 'assignedApprover') ?? {};
    return {
        name: xmlText(element, 'name') ?? '',
        label: xmlText(element, 'label') ?? xmlText(element, 'name') ?? '',
        approvers: xmlList(assigned, 'approver').map((approver) => ({
            type: xmlText(approver, 'type') ?? '',
            name: xmlText(approver, 'name') ?? ''
        })),
        allowDelegate: xmlBoolean(element, 'allowDelegate'),
        unanimous: xmlText(assigned, 'whenMultipleApprovers') === 'Unanimous',
        criteria: readCriteria(xmlChild(element, 'entryCriteria')),
        otherwise: xmlText(element, 'ifCriteriaNotMet') ?? 'ApproveRecord',
        rejectToPrevious: xmlText(xmlChild(element, 'rejectBehavior') ?? {}, 'type') === 'BackToPrevious'
    };
}

function readCriteria(element: XmlElement | undefined): Criteria | null {
    if (!element) {
        return null;
    }
    return {
        items: xmlList(element, 'criteriaItems').map((item) => ({
            field: (xmlText(item, 'field') ?? '').replace(/^[^.]+\./, ''),
            operation: xmlText(item, 'operation') ?? 'equals',
            value: xmlText(item, 'value') ?? ''
        })),
        booleanFilter: xmlText(element, 'booleanFilter') ?? null,
        formula: xmlText(element, 'formula') ?? null
    };
}
