/** A project on disk: which component each file belongs to, and what a deployment or deletion would do to the files. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { forceIgnore } from '../schema/forceIgnore.ts';
import { childTypeOfElement } from './convert/containers.ts';
import { toMetadataFormat } from './convert/toMetadata.ts';
import { toSourceFormat } from './convert/toSource.ts';
import type { Owner } from './layout/ownerOf.ts';
import { META, ownerOf } from './layout/ownerOf.ts';
import type { MetadataType } from './registry/registry.ts';
import { childFullName, childType, elementOf, idElementOf, metadataType } from './registry/registry.ts';
import type { ComponentFile, ComponentRef, SourceComponent } from './types.ts';
import { childText, parseXmlTree } from './xmlTree.ts';
import { writeXml } from './xmlWriter.ts';

/** A file with its owner. */
interface Owned {
    /** Relative to the project, with `/`. */
    path: string;
    packageDirectory: number;
    owner: Owner;
    /** The path from the type's directory: `hello/hello.js`. */
    inner: string;
}

interface Group {
    type: MetadataType;
    fullName: string;
    files: Owned[];
}

/** What never belongs to a component. */
const NOT_DEPLOYED =
    /(?:^|\/)(?:\.[^/]*|__tests__|__mocks__|node_modules|jsconfig\.json|tsconfig\.json|\.eslintrc\.json|package2-(?:descriptor|manifest)\.json|[^/]*\.dup)$/;

/**
 * Everything retrievable in a project on disk, in metadata format, in the order of types and names. What several package
 * directories hold, the later one gives; labels, workflows and their like, and the parts of an object, are put together.
 *
 * @throws XmlSyntaxError naming no file: check the sources first
 */
export function readSourceFolder(directory: string, packageDirectories: readonly string[]): SourceComponent[] {
    return groupsOf(directory, packageDirectories).map((group) => ({
        ...toMetadataFormat(
            group.type,
            group.fullName,
            group.files.map(({ path, inner, owner }) => ({
                inner,
                content: readFileSync(join(directory, path)),
                ...(owner.child ? { child: { type: owner.child.type.name, name: owner.child.name } } : {})
            }))
        ),
        modifiedAt: new Date(Math.max(...group.files.map(({ path }) => Math.trunc(statSync(join(directory, path)).mtimeMs))))
    }));
}

/** What has to be done to the files of a project so that it holds what a deployment brings and lacks what it deletes. */
export interface SourceChanges {
    /** Paths relative to the project. */
    write: ComponentFile[];
    delete: string[];
    /** Of the deletions, those that are not there. */
    missing: ComponentRef[];
}

/**
 * Where the files of a deployment go: over those of the same component wherever they lie, new ones into the first package
 * directory's `main/default`. Deletions come first when they are `pre`. Nothing is written here.
 */
export function sourceChanges(
    directory: string,
    packageDirectories: readonly string[],
    change: { components: readonly SourceComponent[]; deletions?: readonly ComponentRef[] }
): SourceChanges {
    const groups = new Map(groupsOf(directory, packageDirectories).map((group) => [keyOf(group.type.name, group.fullName), group]));
    const writes = new Map<string, Uint8Array>();
    const deletes = new Set<string>();
    const missing: ComponentRef[] = [];
    const contentOf = (path: string): Uint8Array | null =>
        writes.get(path) ?? (!deletes.has(path) && existsSync(join(directory, path)) ? readFileSync(join(directory, path)) : null);
    for (const ref of change.deletions ?? []) {
        if (!remove(groups, ref, contentOf, writes, deletes)) {
            missing.push(ref);
        }
    }
    for (const component of change.components) {
        const group = groups.get(keyOf(component.type, component.fullName));
        const place = placeOf(group, packageDirectories);
        const made = toSourceFormat(component, (path) => contentOf(place(path)));
        const targets = new Set(made.map(({ path }) => place(path)));
        for (const { path } of group && group.type.files !== 'decomposed' ? group.files : []) {
            if (!targets.has(path)) {
                deletes.add(path);
            }
        }
        for (const { path, content } of made) {
            writes.set(place(path), content);
            deletes.delete(place(path));
        }
    }
    return { write: [...writes].map(([path, content]) => ({ path, content })), delete: [...deletes], missing };
}

/** A file goes where the component's file of that name is; a new one beside it; a new component into the first package directory. */
function placeOf(group: Group | undefined, packageDirectories: readonly string[]): (path: string) => string {
    const home = `${packageDirectories[0] ?? 'force-app'}/main/default`;
    // A later package directory wins, as it is deployed later.
    const known = new Map(
        group?.files.map(({ path, owner, packageDirectory }) => [canonical(path, owner, packageDirectories[packageDirectory]), path])
    );
    const last = group?.files.at(-1);
    const root = last ? rootOf(last, packageDirectories[last.packageDirectory]) : home;
    return (path) => known.get(path) ?? `${root}/${path}`;
}

/** The path as toSourceFormat gives it: from the type's directory on. */
function canonical(path: string, owner: Owner, packageDirectory: string): string {
    const inner = path.slice(packageDirectory === '.' ? 0 : packageDirectory.length + 1);
    const own = inner.slice(owner.start);
    const named =
        own.startsWith(`${owner.type.directory}/`) || owner.type.folderOf !== undefined || owner.type.name.startsWith('Territory2');
    const flat =
        !owner.type.inFolder &&
        owner.type.folderOf === undefined &&
        (owner.type.files === undefined || owner.type.files === 'matchingContentFile');
    if (flat && !owner.type.name.startsWith('Territory2')) {
        return `${owner.type.directory}/${own.slice(own.lastIndexOf('/') + 1)}`;
    }
    return named ? own : `${owner.type.directory}/${own}`;
}

function rootOf({ path, owner }: Owned, packageDirectory: string): string {
    const prefix = packageDirectory === '.' ? '' : `${packageDirectory}/`;
    return `${prefix}${path.slice(prefix.length).slice(0, owner.start)}`.replace(/\/$/, '');
}

function remove(
    groups: Map<string, Group>,
    { type: typeName, fullName }: ComponentRef,
    contentOf: (path: string) => Uint8Array | null,
    writes: Map<string, Uint8Array>,
    deletes: Set<string>
): boolean {
    const known = childType(typeName);
    if (!known) {
        const group = groups.get(keyOf(typeName, fullName)) ?? folderGroup(groups, typeName, fullName);
        group?.files.forEach(({ path }) => {
            deletes.add(path);
            writes.delete(path);
        });
        return group !== undefined;
    }
    const { child, parent } = known;
    const split = fullName.indexOf('.');
    for (const group of groups.values()) {
        if (group.type !== parent || (!child.ownName && group.fullName.toLowerCase() !== fullName.slice(0, split).toLowerCase())) {
            continue;
        }
        for (const { path, owner } of group.files) {
            if (owner.child?.type === child && owner.child.name.toLowerCase() === fullName.slice(split + 1).toLowerCase()) {
                deletes.add(path);
                return true;
            }
            if (!owner.child && parent.files !== 'decomposed' && removeElement(group, path, child, fullName, contentOf, writes, deletes)) {
                return true;
            }
        }
    }
    return false;
}

function removeElement(
    { type, fullName: parentName }: Group,
    path: string,
    child: NonNullable<MetadataType['children']>[number],
    fullName: string,
    contentOf: (path: string) => Uint8Array | null,
    writes: Map<string, Uint8Array>,
    deletes: Set<string>
): boolean {
    const content = contentOf(path);
    const root = content && parseXmlTree(new TextDecoder().decode(content));
    const kept = root?.children.filter(
        (node) =>
            node.name !== elementOf(child) ||
            childTypeOfElement(type, node.name) !== child ||
            childFullName(child, parentName, childText(node, idElementOf(child)) ?? '').toLowerCase() !== fullName.toLowerCase()
    );
    if (!root || !kept || kept.length === root.children.length) {
        return false;
    }
    if (kept.length === 0) {
        deletes.add(path);
        writes.delete(path);
    } else {
        writes.set(path, writeXml({ ...root, children: kept }));
    }
    return true;
}

/** package.xml names a folder of reports as a Report. */
function folderGroup(groups: Map<string, Group>, typeName: string, fullName: string): Group | undefined {
    const folderType = metadataType(typeName)?.folderType;
    return folderType === undefined ? undefined : groups.get(keyOf(folderType, fullName));
}

/** All labels are one component, whatever their files are called; a document's meta file does not say the document's ending. */
function keyOf(type: string, fullName: string): string {
    const name = type === 'CustomLabels' ? type : type === 'Document' ? fullName.replace(/\.[^./]*$/, '') : fullName;
    return `${type}\0${name.toLowerCase()}`;
}

function groupsOf(directory: string, packageDirectories: readonly string[]): Group[] {
    const ignoreFile = join(directory, '.forceignore');
    const ignored = existsSync(ignoreFile) ? forceIgnore(readFileSync(ignoreFile, 'utf8')) : () => false;
    const groups = new Map<string, Group>();
    packageDirectories.forEach((packageDirectory, index) => {
        for (const path of filesUnder(directory, packageDirectory === '.' ? '' : packageDirectory, ignored)) {
            const inner = packageDirectory === '.' ? path : path.slice(packageDirectory.length + 1);
            const owner = ownerOf(inner);
            if (owner) {
                add(groups, { path, packageDirectory: index, owner, inner: innerOf(inner, owner) });
            }
        }
    });
    return [...groups.values()]
        .filter(isComplete)
        .sort((one, other) => compare(keyOf(one.type.name, one.fullName), keyOf(other.type.name, other.fullName)));
}

function innerOf(path: string, { type, start }: Owner): string {
    const own = path.slice(start);
    const directory = type.folderOf ? (metadataType(type.folderOf)?.directory ?? type.directory) : type.directory;
    return own.startsWith(`${directory}/`) ? own.slice(directory.length + 1) : own;
}

function add(groups: Map<string, Group>, file: Owned): void {
    const { type, fullName } = file.owner;
    const key = keyOf(type.name, fullName);
    const group = groups.get(key) ?? { type, fullName: type.name === 'CustomLabels' ? 'CustomLabels' : fullName, files: [] };
    groups.set(key, group);
    const shared = type.files === 'decomposed' || (type.children ?? []).some((child) => child.element !== undefined || child.ownName);
    if (shared) {
        // A part that comes again in a later package directory replaces the earlier one.
        const again = type.files === 'decomposed' ? group.files.findIndex(({ inner }) => inner === file.inner) : -1;
        group.files.splice(again < 0 ? group.files.length : again, again < 0 ? 0 : 1, file);
    } else {
        group.files = [...group.files.filter(({ packageDirectory }) => packageDirectory === file.packageDirectory), file];
    }
}

/** A content file without its meta file is no component, nor is a bundle of nothing. */
function isComplete({ type, files }: Group): boolean {
    return type.files !== 'matchingContentFile' || files.some(({ path }) => path.endsWith(META));
}

function* filesUnder(root: string, directory: string, ignored: (path: string, isDirectory: boolean) => boolean): Generator<string> {
    const entries = readdirSync(join(root, directory), { withFileTypes: true });
    entries.sort((one, other) => compare(one.name, other.name));
    for (const entry of entries) {
        const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
        if (NOT_DEPLOYED.test(path) || ignored(path, entry.isDirectory())) {
            continue;
        }
        if (entry.isDirectory()) {
            yield* filesUnder(root, path, ignored);
        } else if (entry.isFile()) {
            yield path;
        }
    }
}

function compare(one: string, other: string): number {
    return one < other ? -1 : Number(one > other);
}
