/** Files that hold many named things: an object's fields, a file's labels, a profile's permissions. */
import type { ChildType, MetadataType } from '../registry/registry.ts';
import { childFullName, elementOf, idElementOf } from '../registry/registry.ts';
import type { ComponentRef } from '../types.ts';
import { childText } from '../xmlTree.ts';
import type { XmlNode } from '../xmlTree.ts';

export function childTypeOfElement(type: MetadataType, element: string): ChildType | undefined {
    return type.children?.find((child) => elementOf(child) === element);
}

/** The components that a file holds beside its own. */
export function childrenOf(type: MetadataType, parentName: string, root: XmlNode): ComponentRef[] {
    return root.children.flatMap((node) => {
        const child = childTypeOfElement(type, node.name);
        const name = child && childText(node, idElementOf(child));
        return child && name ? [{ type: child.name, fullName: childFullName(child, parentName, name) }] : [];
    });
}

/** The parts of a bundle that are components: `digitalExperiences/site/Help/sfdc_cms__view/home/…` is `site/Help.sfdc_cms__view/home`. */
export function bundleChildren(type: MetadataType, fullName: string, paths: readonly string[]): ComponentRef[] {
    const [child] = type.children ?? [];
    if (!child) {
        return [];
    }
    const folder = `${type.directory}/${fullName}/`;
    const names = new Set(
        paths
            .filter((path) => path.startsWith(folder))
            .map((path) => path.slice(folder.length).split('/'))
            .filter((parts) => parts.length > 2)
            .map(([kind, name]) => `${fullName}.${kind}/${name}`)
    );
    return [...names].map((name) => ({ type: child.name, fullName: name }));
}

/** Elements in the order of their names, and those of one name in the order of their ids: as Salesforce retrieves them. */
export function sorted(nodes: readonly XmlNode[], idElement: (element: string) => string | undefined): XmlNode[] {
    const idOf = (node: XmlNode): string => {
        const element = idElement(node.name);
        return (element && childText(node, element)) ?? '';
    };
    return [...nodes].sort((one, other) => compare(one.name, other.name) || compare(idOf(one), idOf(other)));
}

function compare(one: string, other: string): number {
    return one < other ? -1 : Number(one > other);
}

/** What names one of many elements, in the types whose deployment adds to what the org has and takes nothing away. */
const KEYS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
    Profile: {
        applicationVisibilities: ['application'],
        categoryGroupVisibilities: ['dataCategoryGroup'],
        classAccesses: ['apexClass'],
        customMetadataTypeAccesses: ['name'],
        customPermissions: ['name'],
        customSettingAccesses: ['name'],
        externalDataSourceAccesses: ['externalDataSource'],
        fieldPermissions: ['field'],
        flowAccesses: ['flow'],
        layoutAssignments: ['layout', 'recordType'],
        loginIpRanges: ['startAddress', 'endAddress'],
        objectPermissions: ['object'],
        pageAccesses: ['apexPage'],
        recordTypeVisibilities: ['recordType'],
        tabVisibilities: ['tab'],
        userPermissions: ['name']
    },
    Translations: {
        customApplications: ['name'],
        customLabels: ['name'],
        customPageWebLinks: ['name'],
        customTabs: ['name'],
        flowDefinitions: ['fullName'],
        globalPicklists: ['name'],
        quickActions: ['name'],
        reportTypes: ['name'],
        scontrols: ['name']
    },
    // What a settings file does not mention stays as it is in the org.
    Settings: {}
};

/** Does a deployment of the type leave what its file does not name? */
export function isMerged(type: MetadataType): boolean {
    return type.name in KEYS || (type.files !== 'decomposed' && (type.children ?? []).some((child) => child.element ?? child.ownName));
}

/** What is there, with what comes laid over it: by name where elements have names, the whole list otherwise. */
export function mergeContainers(type: MetadataType, there: XmlNode, comes: XmlNode): XmlNode {
    const keysOf = (element: string): readonly string[] | undefined => {
        const child = childTypeOfElement(type, element);
        return child ? [idElementOf(child)] : KEYS[type.name]?.[element];
    };
    const keyOf = (node: XmlNode): string =>
        [node.name, ...(keysOf(node.name) ?? []).map((element) => childText(node, element) ?? '')].join('\0');
    const replaced = new Set(comes.children.map(keyOf));
    const kept = there.children.filter((node) => !replaced.has(keyOf(node)));
    const children = sorted([...kept, ...comes.children], (element) => keysOf(element)?.[0]);
    return { ...comes, attributes: { ...there.attributes, ...comes.attributes }, children };
}
