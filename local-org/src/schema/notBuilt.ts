/**
 * Metadata that would change what records are saved, seen or done, and that has no effect in the local org: named once per
 * file, so that nobody takes a result for Salesforce's. Who sees what (sharing rules and the like) is named by `security/`.
 */
import type { SchemaProblem } from './orgSchema.ts';
import type { MetadataFile } from './project.ts';
import type { XmlElement } from './xml.ts';
import { xmlBoolean, xmlChild, xmlList, xmlText } from './xml.ts';

/** What of a file's content is not built, in words; nothing when the file has no effect in Salesforce either. */
type Reader = (content: XmlElement) => (string | false)[];

const READERS: Readonly<Record<string, Reader>> = {
    CustomObject: (content) => [
        xmlList(content, 'fieldSets').length > 0 && 'field sets',
        xmlList(content, 'sharingReasons').length > 0 && 'sharing reasons',
        xmlBoolean(content, 'enableHistory') && 'field history',
        xmlList(content, 'validationRules').some(isActive) && 'validation rules',
        ...new Set(xmlList(content, 'fields').flatMap((field) => fieldParts(field)))
    ],
    CustomField: fieldParts,
    // They would show in describes, which now say that there are none.
    FieldSet: () => ['the field set'],
    ValidationRule: (content) => [isActive(content) && 'the validation rule'],
    Workflow: (content) => [xmlList(content, 'rules').some(isActive) && 'workflow rules'],
    DuplicateRule: (content) => [xmlBoolean(content, 'isActive') && 'the duplicate rule'],
    AssignmentRules: (content) => [xmlList(content, 'assignmentRule').some(isActive) && 'assignment rules'],
    AutoResponseRules: (content) => [xmlList(content, 'autoResponseRule').some(isActive) && 'auto-response rules'],
    EscalationRules: (content) => [xmlList(content, 'escalationRule').some(isActive) && 'escalation rules'],
    Flow: (content) => [xmlText(content, 'status') === 'Active' && startsByItself(content) && 'the flow'],
    ApprovalProcess: (content) => [isActive(content) && hasActions(content) && 'actions of the approval process'],
    UserAccessPolicy: (content) => [xmlText(content, 'status') === 'Active' && 'the user access policy'],
    TransactionSecurityPolicy: (content) => [isActive(content) && 'the transaction security policy']
};

/** Call with all metadata of a project. */
export function notBuilt(metadata: readonly MetadataFile[]): SchemaProblem[] {
    return metadata.flatMap((file): SchemaProblem[] => {
        const parts = (READERS[file.type]?.(file.content) ?? []).filter((part) => part !== false);
        return parts.length === 0
            ? []
            : [
                  {
                      path: file.path,
                      problem: `Not supported by the local org: ${parts.join(', ')} of ${file.fullName}`,
                      kind: 'unsupported'
                  }
              ];
    });
}

function isActive(content: XmlElement): boolean {
    return xmlBoolean(content, 'active');
}

function fieldParts(field: XmlElement): (string | false)[] {
    const filter = xmlChild(field, 'lookupFilter');
    const value = xmlText(field, 'defaultValue');
    return [
        // Optional filters only narrow the choice in a page.
        filter !== undefined && isActive(filter) && !xmlBoolean(filter, 'isOptional') && 'the lookup filter',
        value !== undefined && isExpression(value) && 'the computed default value',
        xmlText(field, 'encryptionScheme') !== undefined && xmlText(field, 'encryptionScheme') !== 'None' && 'encryption'
    ];
}

/** A default that is no literal: it calls a function or reads a variable. */
function isExpression(value: string): boolean {
    return !/^\s*(?:"[^"]*"|'[^']*'|-?[\d.]+|true|false|null)\s*$/i.test(value) && /[($]/.test(value);
}

/** Record-triggered, scheduled and event-triggered flows, and the processes of Process Builder. */
function startsByItself(content: XmlElement): boolean {
    const start = xmlChild(content, 'start');
    return (
        (start !== undefined && xmlText(start, 'triggerType') !== undefined) ||
        ['Workflow', 'CustomEvent'].includes(xmlText(content, 'processType') ?? '')
    );
}

function hasActions(content: XmlElement): boolean {
    const lists = ['initialSubmissionActions', 'finalApprovalActions', 'finalRejectionActions', 'recallActions'];
    const steps = xmlList(content, 'approvalStep');
    return [
        ...lists.map((name) => xmlChild(content, name)),
        ...steps.flatMap((step) => [xmlChild(step, 'approvalActions'), xmlChild(step, 'rejectionActions')])
    ].some((actions) => actions !== undefined && xmlList(actions, 'action').length > 0);
}
