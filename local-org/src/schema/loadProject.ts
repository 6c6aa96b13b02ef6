/** Reads an SFDX project from disk: package directories, Apex, metadata, LWC bundles. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ApexSource, Project } from './project.ts';
import { ProjectError } from './project.ts';
import { forceIgnore } from './forceIgnore.ts';
import { readMetadata } from './metadataFile.ts';
import { parseXml, xmlText } from './xml.ts';

interface ProjectJson {
    packageDirectories?: { path?: string }[];
    sourceApiVersion?: string;
    namespace?: string;
}

const FALLBACK_API_VERSION = 67;

/**
 * Loads every package directory that sfdx-project.json names, less what .forceignore leaves out. Files come in the
 * order of their paths, so that two loads of one project are alike. What a later package directory also holds replaces
 * what an earlier one does, as when packages are deployed one after the other. With `only`, the others are not looked at.
 * @throws ProjectError naming the file: no sfdx-project.json, malformed JSON or XML, a package directory that is not
 * there; `only` names what is no package directory
 */
export function loadProject(directory: string, only?: readonly string[]): Project {
    const { files, ...described } = listProject(directory, only);
    const project: Project = { ...described, apex: [], metadata: [], lwcBundles: [] };
    let earlier = { apex: 0, metadata: 0 };
    for (const paths of files) {
        for (const path of paths) {
            addFile(project, path);
        }
        project.apex = withoutReplaced(project.apex, earlier.apex, ({ kind, name }) => `${kind} ${name.toLowerCase()}`);
        project.metadata = withoutReplaced(project.metadata, earlier.metadata, ({ type, fullName }) =>
            // Objects are put together from all their files.
            type === 'CustomObject' ? null : `${type} ${fullName.toLowerCase()}`
        );
        earlier = { apex: project.apex.length, metadata: project.metadata.length };
    }
    return project;
}

/** What sfdx-project.json says of a project, and the paths of its files by package directory; a file is in the first that holds it. */
export interface ListedProject extends Omit<Project, 'apex' | 'metadata' | 'lwcBundles'> {
    files: string[][];
}

/**
 * The files that `loadProject` would load, with those beside them, unread.
 * @throws ProjectError as `loadProject`
 */
export function listProject(directory: string, only?: readonly string[]): ListedProject {
    const root = resolve(directory);
    const json = readProjectJson(root);
    const named = (json.packageDirectories ?? []).map((each) => folderPath(each.path ?? ''));
    const packageDirectories = only ? chosen(root, named, only.map(folderPath)) : named;
    if (named.length === 0) {
        throw new ProjectError('sfdx-project.json', 'sfdx-project.json names no packageDirectories');
    }
    const ignored = existsSync(join(root, '.forceignore')) ? forceIgnore(readFileSync(join(root, '.forceignore'), 'utf8')) : () => false;
    const seen = new Set<string>();
    const files = packageDirectories.map((each) => {
        if (!existsSync(join(root, each)) || !statSync(join(root, each)).isDirectory()) {
            throw new ProjectError(each, `The package directory "${each}" of sfdx-project.json is not there`);
        }
        const own = [...filesUnder(root, each, ignored)].filter((path) => !seen.has(path));
        own.forEach((path) => seen.add(path));
        return own;
    });
    return {
        directory: root,
        sourceApiVersion: json.sourceApiVersion ? Number.parseFloat(json.sourceApiVersion) : FALLBACK_API_VERSION,
        namespace: json.namespace ?? '',
        packageDirectories,
        files
    };
}

/** `./force-app/` and `force-app` are one folder, and so are `a\\b` and `a/b`. */
function folderPath(path: string): string {
    return path.replaceAll('\\', '/').replace(/^\.\//, '').replace(/\/+$/, '');
}

/** In the order of the project, which is the order of deployment. */
function chosen(root: string, named: readonly string[], only: readonly string[]): string[] {
    const unknown = only.find((path) => !named.includes(path));
    if (unknown !== undefined) {
        throw new ProjectError(
            `${root}/sfdx-project.json`,
            `${unknown} is not a package directory of this project. It has: ${named.join(', ')}.`
        );
    }
    return named.filter((path) => only.includes(path));
}

/** Leaves out of the first `earlier` items those that the others replace. */
function withoutReplaced<T>(items: T[], earlier: number, keyOf: (item: T) => string | null): T[] {
    const later = new Set(items.slice(earlier).map(keyOf));
    later.delete(null);
    return items.filter((item, index) => index >= earlier || !later.has(keyOf(item)));
}

function readProjectJson(root: string): ProjectJson {
    const path = join(root, 'sfdx-project.json');
    if (!existsSync(path)) {
        throw new ProjectError('sfdx-project.json', `There is no sfdx-project.json in ${root}`);
    }
    let json: ProjectJson | null;
    try {
        json = JSON.parse(readFileSync(path, 'utf8')) as ProjectJson | null;
    } catch (error) {
        throw new ProjectError('sfdx-project.json', `sfdx-project.json is not JSON: ${(error as Error).message}`);
    }
    if (json === null || typeof json !== 'object' || !Array.isArray(json.packageDirectories ?? [])) {
        throw new ProjectError('sfdx-project.json', 'sfdx-project.json has no list of packageDirectories');
    }
    return json;
}

/** Relative paths with `/`, sorted; ignored folders are not entered. */
function* filesUnder(root: string, directory: string, ignored: (path: string, isDirectory: boolean) => boolean): Generator<string> {
    const entries = readdirSync(join(root, directory), { withFileTypes: true });
    entries.sort((one, other) => (one.name < other.name ? -1 : 1));
    for (const entry of entries) {
        const path = directory === '' || directory === '.' ? entry.name : `${directory}/${entry.name}`;
        const isDirectory = entry.isDirectory();
        if (entry.name === 'node_modules' || ignored(path, isDirectory)) {
            continue;
        }
        if (isDirectory) {
            yield* filesUnder(root, path, ignored);
        } else {
            yield path;
        }
    }
}

function addFile(project: Project, path: string): void {
    const apex = /([^/]+)\.(cls|trigger)$/.exec(path);
    if (apex) {
        project.apex.push(readApex(project, path, apex[1], apex[2] === 'cls' ? 'class' : 'trigger'));
        return;
    }
    const bundle = /^(.*(?:^|\/)lwc\/([^/]+))\/([^/]+)\.(js|ts|html)$/.exec(path);
    if (bundle && bundle[2] === bundle[3] && !project.lwcBundles.includes(bundle[1])) {
        project.lwcBundles.push(bundle[1]);
    }
    if (path.endsWith('-meta.xml') && !path.includes('/__tests__/')) {
        project.metadata.push(...readMetadata(path, readFileSync(join(project.directory, path), 'utf8')));
    }
}

function readApex(project: Project, path: string, name: string, kind: ApexSource['kind']): ApexSource {
    const meta = join(project.directory, `${path}-meta.xml`);
    const content = existsSync(meta) ? parseXml(readFileSync(meta, 'utf8'), `${path}-meta.xml`).content : {};
    const apiVersion = xmlText(content, 'apiVersion');
    return {
        path,
        name,
        kind,
        text: readFileSync(join(project.directory, path), 'utf8'),
        apiVersion: apiVersion ? Number.parseFloat(apiVersion) : project.sourceApiVersion,
        active: (xmlText(content, 'status') ?? 'Active') === 'Active'
    };
}
