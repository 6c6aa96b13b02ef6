/** Every type of the Metadata API with where its files lie: data/metadata-registry.json, which tools/generate-metadata.ts writes. */
import { readFileSync } from 'node:fs';

/** How a type's files look in source format. Absent: one XML file. */
export type FileShape =
    /** A content file with `-meta.xml` beside it. */
    | 'matchingContentFile'
    /** A folder is the component. */
    | 'bundle'
    /** Content of any kind, or a folder, with a meta file beside it. */
    | 'mixedContent'
    /** A folder with a file per child. */
    | 'decomposed'
    | 'digitalExperience'
    | 'uiBundles'
    | 'default';

export interface ChildType {
    name: string;
    directory: string;
    suffix?: string;
    legacySuffix?: string;
    /** The element within the parent's file, where it is not called as the directory. */
    element?: string;
    /** The element that holds the child's name; `fullName` where absent. */
    idElement?: string;
    /** A label's name stands without its parent's. */
    ownName?: boolean;
    /** Not a name that package.xml may hold. */
    unaddressable?: boolean;
}

export interface MetadataType {
    name: string;
    directory: string;
    suffix?: string;
    legacySuffix?: string;
    inFolder?: boolean;
    /** Files lie in a directory of this name, and no other type's do. */
    ownDirectory?: boolean;
    folderType?: string;
    /** A folder's own type: ReportFolder is the folder of Report. */
    folderOf?: string;
    files?: FileShape;
    decomposition?: 'folderPerType' | 'topLevel';
    children?: ChildType[];
}

interface Registry {
    list: MetadataType[];
    byName: Map<string, MetadataType>;
    bySuffix: Map<string, MetadataType[]>;
    byDirectory: Map<string, MetadataType[]>;
    childByName: Map<string, { child: ChildType; parent: MetadataType }>;
}

let known: Registry | undefined;

function registry(): Registry {
    if (!known) {
        const file = new URL('../../../data/metadata-registry.json', import.meta.url);
        const { types } = JSON.parse(readFileSync(file, 'utf8')) as { types: MetadataType[] };
        known = { list: types, byName: new Map(), bySuffix: new Map(), byDirectory: new Map(), childByName: new Map() };
        for (const type of types) {
            known.byName.set(type.name, type);
            push(known.byDirectory, type.directory, type);
            for (const suffix of [type.suffix, type.legacySuffix]) {
                if (suffix !== undefined) {
                    push(known.bySuffix, suffix, type);
                }
            }
            for (const child of type.children ?? []) {
                known.childByName.set(child.name, { child, parent: type });
            }
        }
    }
    return known;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
    const list = map.get(key);
    if (list) {
        list.push(value);
    } else {
        map.set(key, [value]);
    }
}

export function metadataTypes(): readonly MetadataType[] {
    return registry().list;
}

/** By its exact name: `CustomObject`. */
export function metadataType(name: string): MetadataType | undefined {
    return registry().byName.get(name);
}

/** `CustomField` → the type and its parent `CustomObject`. */
export function childType(name: string): { child: ChildType; parent: MetadataType } | undefined {
    return registry().childByName.get(name);
}

/** Types whose files lie in a directory of this name: `sites` is CustomSite's. */
export function typesOfDirectory(directory: string): readonly MetadataType[] {
    return registry().byDirectory.get(directory) ?? [];
}

export function typesOfSuffix(suffix: string): readonly MetadataType[] {
    return registry().bySuffix.get(suffix) ?? [];
}

export function elementOf(child: ChildType): string {
    return child.element ?? child.directory;
}

export function idElementOf(child: ChildType): string {
    return child.idElement ?? 'fullName';
}

/** `X__c.Status__c`; a label's name stands alone. */
export function childFullName(child: ChildType, parentName: string, name: string): string {
    return child.ownName ? name : `${parentName}.${name}`;
}

/** Is the component a folder, as of an LWC? */
export function isBundle({ files }: MetadataType): boolean {
    return files === 'bundle' || files === 'uiBundles' || files === 'digitalExperience';
}

/** Directories below which the whole path tells files apart; elsewhere a file's name does. */
export function directoriesWithFolders(): string[] {
    const deep = metadataTypes().filter(
        (type) =>
            isBundle(type) || type.files === 'mixedContent' || type.files === 'decomposed' || type.inFolder || type.folderOf !== undefined
    );
    return [...new Set(deep.map(({ directory }) => directory)), 'territory2Models'];
}

/** Has a component two files, one of them `-meta.xml`, in metadata format, too? */
export function hasMetaFile(type: MetadataType): boolean {
    return type.files === 'matchingContentFile' || type.files === 'mixedContent';
}

/** May `*` stand in package.xml for all components? Types in folders must be named one by one. */
export function takesWildcard(type: MetadataType | undefined): boolean {
    return type !== undefined && !type.inFolder && type.folderOf === undefined;
}
