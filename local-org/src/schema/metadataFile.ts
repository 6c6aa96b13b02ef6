/** One metadata file, or one part of a file that holds many, with the name that the Metadata API gives it. */
import type { MetadataFile } from './project.ts';
import { parseXml, xmlList, xmlText } from './xml.ts';

/** Children of an object, each in its folder: `objects/X__c/fields/Y__c.field-meta.xml` is `X__c.Y__c`. */
const OBJECT_CHILDREN = /\/objects\/([^/]+)\/[^/]+\/[^/]+$/;
/** Types whose files lie in folders that belong to the name: `reports/Team/Open.report-meta.xml` is `Team/Open`. */
const FOLDERED: Record<string, string> = { Report: 'reports', Dashboard: 'dashboards', EmailTemplate: 'email', Document: 'documents' };

/**
 * Reads the text of a `-meta.xml` file (or of a Metadata API file such as `objects/X__c.object`). A file of custom
 * labels becomes one entry per label. The path is relative to the project, with `/`.
 * @throws ProjectError when the XML is malformed
 */
export function readMetadata(path: string, text: string): MetadataFile[] {
    const { root, content } = parseXml(text, path);
    if (root === 'CustomLabels') {
        return xmlList(content, 'labels').map((label) => ({
            type: 'CustomLabel',
            fullName: xmlText(label, 'fullName') ?? '',
            path,
            content: label
        }));
    }
    return [{ type: root, fullName: fullNameOf(root, path), path, content }];
}

function fullNameOf(type: string, path: string): string {
    const file = path.slice(path.lastIndexOf('/') + 1);
    const name = decodeURIComponent(file.replace(/-meta\.xml$/, '').replace(/\.[^.]+$/, ''));
    const child = type === 'CustomObject' ? null : OBJECT_CHILDREN.exec(`/${path}`);
    if (child) {
        return `${child[1]}.${name}`;
    }
    const folder = FOLDERED[type];
    const at = folder ? `/${path}`.indexOf(`/${folder}/`) : -1;
    if (at >= 0) {
        return `/${path}`.slice(at + folder.length + 2, `/${path}`.lastIndexOf('/') + 1) + name;
    }
    return name;
}
