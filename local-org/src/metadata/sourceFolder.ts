/** A project on disk: which component each file belongs to, and all its components in metadata format. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { forceIgnore } from '../schema/forceIgnore.ts';
import { toMetadataFormat } from './convert/toMetadata.ts';
import type { Owner } from './layout/ownerOf.ts';
import { META, ownerOf } from './layout/ownerOf.ts';
import type { MetadataType } from './registry/registry.ts';
import { metadataType } from './registry/registry.ts';
import type { SourceComponent } from './types.ts';

/** A file with its owner. */
export interface Owned {
    /** Relative to the project, with `/`. */
    path: string;
    packageDirectory: number;
    owner: Owner;
    /** The path from the type's directory: `hello/hello.js`. */
    inner: string;
}

export interface Group {
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

/** All labels are one component, whatever their files are called; a document's meta file does not say the document's ending. */
export function keyOf(type: string, fullName: string): string {
    const name = type === 'CustomLabels' ? type : type === 'Document' ? fullName.replace(/\.[^./]*$/, '') : fullName;
    return `${type}\0${name.toLowerCase()}`;
}

/** The components of the package directories with their files, in the order of types and names. */
export function groupsOf(directory: string, packageDirectories: readonly string[]): Group[] {
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
