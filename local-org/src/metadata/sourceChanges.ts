/** What a deployment or deletion does to the files of a project. Nothing is written here. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { childrenOf, childTypeOfElement, mergeContainers } from './convert/containers.ts';
import { toSourceFormat } from './convert/toSource.ts';
import { metadataPathOf } from './layout/metadataPath.ts';
import type { Owner } from './layout/ownerOf.ts';
import { META } from './layout/ownerOf.ts';
import type { MetadataType } from './registry/registry.ts';
import { childFullName, childType, elementOf, idElementOf, isBundle, metadataType } from './registry/registry.ts';
import { groupsOf, keyOf } from './sourceFolder.ts';
import type { Group, Owned } from './sourceFolder.ts';
import type { ComponentFile, ComponentRef, SourceComponent } from './types.ts';
import { childText, parseXmlTree } from './xmlTree.ts';
import type { XmlNode } from './xmlTree.ts';
import { writeXml } from './xmlWriter.ts';

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
        if (component.type === 'CustomLabels' && group && group.files.length > 1) {
            putLabels(component, group, place, contentOf, writes);
            continue;
        }
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

/** Labels may lie in several files: each stays where it is, new ones go into the usual file. */
function putLabels(
    component: SourceComponent,
    { type, files }: Group,
    place: (path: string) => string,
    contentOf: (path: string) => Uint8Array | null,
    writes: Map<string, Uint8Array>
): void {
    const parse = (content: Uint8Array): XmlNode => parseXmlTree(new TextDecoder().decode(content));
    const root = parse(component.files[0].content);
    let fresh = root.children;
    for (const { path } of files) {
        const there = parse(contentOf(path)!);
        const names = new Set(childrenOf(type, '', there).map(({ fullName }) => fullName));
        const own = fresh.filter((node) => names.has(childText(node, 'fullName') ?? ''));
        fresh = fresh.filter((node) => !own.includes(node));
        if (own.length > 0) {
            writes.set(path, writeXml(mergeContainers(type, there, { ...root, children: own })));
        }
    }
    if (fresh.length > 0) {
        const path = place(metadataPathOf(type, component.fullName) + META);
        const there = contentOf(path);
        const comes = { ...root, children: fresh };
        writes.set(path, writeXml(there ? mergeContainers(type, parse(there), comes) : comes));
    }
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
        if (isBundle(parent)) {
            const parts = group.files.filter(({ inner }) => inner.startsWith(`${fullName.replace('.', '/')}/`));
            parts.forEach(({ path }) => deletes.add(path));
            return parts.length > 0;
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
