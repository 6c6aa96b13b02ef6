/** Tabs and apps that metadata name and that are not there: Salesforce refuses the whole deployment. */
import type { SchemaProblem } from './orgSchema.ts';
import type { MetadataFile } from './project.ts';
import type { XmlElement } from './xml.ts';
import { xmlList, xmlText, xmlTexts } from './xml.ts';

/** Call with all metadata of a project. Tabs and apps of the platform (`standard-Account`, `standard__Sales`) are not ours to know. */
export function danglingTabs(metadata: readonly MetadataFile[]): SchemaProblem[] {
    const known = (type: string): Set<string> =>
        new Set(metadata.filter((file) => file.type === type).map(({ fullName }) => fullName.toLowerCase()));
    const tabs = known('CustomTab');
    const apps = known('CustomApplication');
    return metadata.flatMap(({ type, path, content }) => {
        const missing = (field: string, kind: string, there: Set<string>, names: readonly string[]): SchemaProblem[] =>
            [...new Set(names)]
                .filter((name) => !/^standard(?:-|__)/i.test(name) && !there.has(name.toLowerCase()))
                .map((name) => ({ path, problem: `In field: ${field} - no ${kind} named ${name} found` }));
        switch (type) {
            case 'PermissionSet':
                return [
                    ...missing('tab', 'CustomTab', tabs, namesIn(content, 'tabSettings', 'tab')),
                    ...missing('application', 'CustomApplication', apps, namesIn(content, 'applicationVisibilities', 'application'))
                ];
            case 'CustomApplication':
                return missing('tabs', 'CustomTab', tabs, xmlTexts(content, 'tabs'));
            default:
                return [];
        }
    });
}

function namesIn(content: XmlElement, list: string, element: string): string[] {
    return xmlList(content, list).flatMap((each) => xmlText(each, element) ?? []);
}
