/** Metadata XML: one way to read it, and the three questions that everybody asks of an element. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { ProjectError } from './project.ts';

export type XmlElement = Record<string, unknown>;

/**
 * Elements of the Metadata API that repeat: arrays even when there is one. Everything else is an array only when it
 * occurs twice; `xmlList` and `xmlText` take both forms.
 */
const REPEATED = new Set(
    (
        'fields recordTypes listViews validationRules webLinks fieldSets sharingReasons compactLayouts businessProcesses actionOverrides ' +
        'labels fieldPermissions objectPermissions userPermissions customPermissions classAccesses pageAccesses tabSettings tabVisibilities ' +
        'applicationVisibilities recordTypeVisibilities customMetadataTypeAccesses customSettingAccesses flowAccesses externalDataSourceAccesses ' +
        'layoutAssignments loginIpRanges values queueSobject approvalStep allowedSubmitters approver rule rules ruleEntry alerts fieldUpdates tasks ' +
        'recipients criteriaItems customValue standardValue permissionSets mutedPermissionSets mutingPermissionSets picklistValues sharingCriteriaRules sharingOwnerRules ' +
        'sharingGuestRules members types flexiPageRegions itemInstances utilityItems layoutSections layoutColumns layoutItems summaryFilterItems filterItems'
    ).split(' ')
);

const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@_',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: true,
    ignoreDeclaration: true,
    ignorePiTags: true,
    isArray: (name, path) => String(path).includes('.') && REPEATED.has(name)
});

/** The root element's name and content. `path` is for the error alone. */
export function parseXml(text: string, path: string): { root: string; content: XmlElement } {
    const valid = XMLValidator.validate(text);
    if (valid !== true) {
        throw new ProjectError(path, `Malformed XML in ${path}, line ${valid.err.line}: ${valid.err.msg}`);
    }
    const parsed = parser.parse(text) as Record<string, unknown>;
    const root = Object.keys(parsed).find((name) => !name.startsWith('?') && name !== '#text');
    if (root === undefined) {
        throw new ProjectError(path, `No root element in ${path}`);
    }
    const content = parsed[root];
    return { root, content: isElement(content) ? content : {} };
}

/** All elements of that name, none, one or many: `xmlList(content, 'fieldPermissions')`. */
export function xmlList(content: XmlElement, name: string): XmlElement[] {
    return values(content, name).map((value) => (isElement(value) ? value : { '#text': String(value) }));
}

/** The texts of all elements of that name. */
export function xmlTexts(content: XmlElement, name: string): string[] {
    return values(content, name).map(textOf);
}

/** The text of the first element of that name; undefined when it is not there, '' when it is empty. */
export function xmlText(content: XmlElement, name: string): string | undefined {
    const [first] = values(content, name);
    return first === undefined ? undefined : textOf(first);
}

/** The first element of that name with children. */
export function xmlChild(content: XmlElement, name: string): XmlElement | undefined {
    return xmlList(content, name)[0];
}

export function xmlBoolean(content: XmlElement, name: string, otherwise = false): boolean {
    const text = xmlText(content, name);
    return text === undefined || text === '' ? otherwise : text.toLowerCase() === 'true';
}

export function xmlNumber(content: XmlElement, name: string): number | null {
    const text = xmlText(content, name);
    return text === undefined || text === '' ? null : Number(text);
}

/** `xsi:nil="true"`: the value is null, not empty. */
export function xmlIsNil(element: XmlElement): boolean {
    return element['@_xsi:nil'] === 'true';
}

function values(content: XmlElement, name: string): unknown[] {
    const value = content[name];
    return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function textOf(value: unknown): string {
    return isElement(value) ? String(value['#text'] ?? '') : String(value);
}

function isElement(value: unknown): value is XmlElement {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
