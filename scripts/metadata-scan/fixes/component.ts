/** A component as package.xml names it. */
export interface ComponentName {
    type: string;
    fullName: string;
}

/** Types whose components lie in folders → the directory. Their folders are listed under the same type. */
const FOLDERED: Record<string, [directory: string, type: string]> = {
    Dashboard: ['dashboards', 'Dashboard'],
    Report: ['reports', 'Report'],
    DashboardFolder: ['dashboards', 'Dashboard'],
    ReportFolder: ['reports', 'Report'],
    EmailFolder: ['email', 'EmailTemplate'],
    EmailTemplateFolder: ['email', 'EmailTemplate'],
    DocumentFolder: ['documents', 'Document']
};

/** The component that a file of metadata XML is; undefined for a root element that package.xml does not know. */
export function componentName(rootElement: string, file: string): ComponentName {
    const [directory, type] = FOLDERED[rootElement] ?? [undefined, rootElement];
    const bare = file.replace(/-meta\.xml$/, '');
    if (directory) {
        const parts = bare.split('/');
        const at = parts.lastIndexOf(directory);
        return { type, fullName: withoutSuffix(parts.slice(at + 1).join('/')) };
    }
    const name = withoutSuffix(bare.slice(bare.lastIndexOf('/') + 1));
    if (rootElement.endsWith('Settings')) {
        return { type: 'Settings', fullName: name };
    }
    // A part of a workflow or of rules in a file of its own lies below the name of its object.
    const parent = bare.split('/').at(-3);
    return PARTS.has(rootElement) && parent ? { type, fullName: `${parent}.${name}` } : { type, fullName: name };
}

const PARTS = new Set([
    'WorkflowAlert',
    'WorkflowFieldUpdate',
    'WorkflowTask',
    'WorkflowRule',
    'WorkflowOutboundMessage',
    'AssignmentRule',
    'AutoResponseRule',
    'EscalationRule'
]);

function withoutSuffix(name: string): string {
    const dot = name.lastIndexOf('.');
    return dot > name.lastIndexOf('/') + 1 ? name.slice(0, dot) : name;
}
