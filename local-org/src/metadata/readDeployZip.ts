/** A deployment's archive: package.xml, what it names, what is there, and what Salesforce says where the two differ. */
import { ARCHIVE_LIMITS, readArchive } from './archive.ts';
import { bundleChildren, childrenOf } from './convert/containers.ts';
import { isFileName } from './convert/decomposed.ts';
import type { Owner } from './layout/ownerOf.ts';
import { META, ownerOf } from './layout/ownerOf.ts';
import { metadataPathOf } from './layout/metadataPath.ts';
import { isKnownVersion, parsePackage } from './packageXml.ts';
import { PackageError } from './errors.ts';
import type { MetadataType } from './registry/registry.ts';
import { childType, isBundle, metadataType } from './registry/registry.ts';
import type { ComponentFile, ComponentRef, DeployPackage, Package, PackageProblem, SourceComponent } from './types.ts';
import { parseXmlTree, XmlSyntaxError } from './xmlTree.ts';

const MANIFESTS = ['package.xml', 'destructiveChanges.xml', 'destructiveChangesPre.xml', 'destructiveChangesPost.xml'];

export interface ReadOptions {
    /** False: every folder at the top is a package with a package.xml of its own. */
    singlePackage: boolean;
    /** Archives that come by REST are not bound by the size of a SOAP message. */
    rest?: boolean;
}

/**
 * Reads the archive of a deployment. What is wrong with single components stands in `problems`, in Salesforce's words.
 *
 * @throws PackageError when the archive cannot be read at all, or package.xml is none
 */
export function readDeployZip(zip: Uint8Array, { singlePackage, rest = false }: ReadOptions): DeployPackage {
    const files = readArchive(zip, { ...ARCHIVE_LIMITS, compressed: rest ? undefined : ARCHIVE_LIMITS.compressed });
    const roots = rootsOf(files, singlePackage);
    const result: DeployPackage = {
        root: roots.length === 1 ? roots[0] : '',
        package: { version: '', types: new Map() },
        components: [],
        destructivePre: [],
        destructivePost: [],
        unknownFiles: [],
        missing: [],
        problems: []
    };
    for (const root of roots) {
        readPackage(files, root, result);
    }
    return result;
}

/** The folders that hold packages, `''` or with `/` at their end. */
function rootsOf(files: readonly ComponentFile[], singlePackage: boolean): string[] {
    if (singlePackage && files.some(({ path }) => path === 'package.xml')) {
        return [''];
    }
    const folders = new Set(files.filter(({ path }) => path.includes('/')).map(({ path }) => path.slice(0, path.indexOf('/') + 1)));
    // The one package of an archive may lie in a folder of any name, as the CLI's settings for a new org do.
    return singlePackage && folders.size !== 1 ? [''] : [...folders];
}

function readPackage(files: readonly ComponentFile[], root: string, result: DeployPackage): void {
    const inside = files
        .filter(({ path }) => path.startsWith(root))
        .map(({ path, content }) => ({ path: path.slice(root.length), content }));
    const manifest = (name: string): Package | null => {
        const file = inside.find(({ path }) => path === name);
        return file ? parsePackage(new TextDecoder().decode(file.content), `${root}${name}`) : null;
    };
    const wanted = manifest('package.xml');
    if (!wanted) {
        result.problems.push(problem({ type: '', fullName: 'package.xml' }, `${root}package.xml`, 'No package.xml found'));
        return;
    }
    result.package.version ||= wanted.version;
    if (!isKnownVersion(wanted.version)) {
        const text = `Invalid version specified:${wanted.version}`;
        result.problems.push(problem({ type: '', fullName: 'package.xml' }, `${root}package.xml`, text));
    }
    for (const [type, members] of wanted.types) {
        result.package.types.set(type, [...(result.package.types.get(type) ?? []), ...members]);
    }
    const deletions = (name: string): ComponentRef[] => {
        const all = refs(manifest(name), `${root}${name}`);
        const isKnown = ({ type }: ComponentRef): boolean => (metadataType(type) ?? childType(type)) !== undefined;
        for (const ref of all.filter((each) => !isKnown(each))) {
            result.problems.push(problem(ref, `${root}${name}`, `Unknown type name '${ref.type}' specified in ${name}`));
        }
        return all.filter(isKnown);
    };
    result.destructivePre.push(...deletions('destructiveChangesPre.xml'));
    // Without a word on when, deletions come before what is added.
    result.destructivePre.push(...deletions('destructiveChanges.xml'));
    result.destructivePost.push(...deletions('destructiveChangesPost.xml'));
    addComponents(inside, root, wanted, result);
}

function refs(manifest: Package | null, fileName: string): ComponentRef[] {
    return [...(manifest?.types ?? [])].flatMap(([type, members]) =>
        members.map((fullName) => {
            if (fullName === '*') {
                throw new PackageError(`${fileName}: wildcards are not supported in destructive changes: ${type}`, 'INVALID_OPERATION');
            }
            return { type, fullName };
        })
    );
}

function addComponents(files: readonly ComponentFile[], root: string, wanted: Package, result: DeployPackage): void {
    const groups = new Map<string, { owner: Owner; files: ComponentFile[] }>();
    for (const file of files.filter(({ path }) => !MANIFESTS.includes(path))) {
        const owner = ownerOf(file.path);
        if (!owner || owner.start !== 0) {
            unknown(file, root, result);
            continue;
        }
        const key = `${owner.type.name}\0${owner.fullName}`;
        const group = groups.get(key) ?? groups.set(key, { owner, files: [] }).get(key)!;
        group.files.push(file);
    }
    const names = new Names(wanted);
    for (const { owner, files: own } of groups.values()) {
        const component = componentOf(owner, own, root, result);
        if (component) {
            pick(component, owner.type, names, root, result);
        }
    }
    for (const ref of names.left()) {
        const known = metadataType(ref.type) ?? childType(ref.type);
        result.missing.push(ref);
        result.problems.push(
            problem(
                ref,
                `${root}package.xml`,
                known
                    ? `An object '${ref.fullName}' of type ${ref.type} was named in package.xml, but was not found in zipped directory`
                    : `Unknown type name '${ref.type}' specified in package.xml`
            )
        );
    }
}

function unknown(file: ComponentFile, root: string, result: DeployPackage): void {
    result.unknownFiles.push(file);
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    result.problems.push(problem({ type: '', fullName: name }, `${root}${file.path}`, 'Not in package.xml'));
}

function componentOf({ type, fullName }: Owner, files: ComponentFile[], root: string, result: DeployPackage): SourceComponent | null {
    const metadataPath = metadataPathOf(type, fullName);
    const component: SourceComponent = { type: type.name, fullName, files, metadataPath, children: [], whole: true };
    const lacking = whatLacks(type, metadataPath, files);
    if (lacking) {
        result.problems.push(problem(component, `${root}${lacking.fileName}`, lacking.problem));
        return null;
    }
    if (isBundle(type)) {
        component.children = bundleChildren(
            type,
            fullName,
            files.map(({ path }) => path)
        );
    } else if (type.children) {
        try {
            component.children = childrenOf(type, fullName, parseXmlTree(new TextDecoder().decode(files[0].content)));
        } catch (error) {
            // typeProblems says it of the file, with the place.
            if (!(error instanceof XmlSyntaxError)) {
                throw error;
            }
        }
    }
    return component;
}

/** A class without its -meta.xml, or the other way round; a folder that is no component. */
function whatLacks(
    type: MetadataType,
    metadataPath: string,
    files: readonly ComponentFile[]
): { fileName: string; problem: string } | null {
    if (type.name === 'LightningComponentBundle') {
        const name = metadataPath.slice(metadataPath.lastIndexOf('/') + 1);
        const has = (ending: string): boolean => files.some(({ path }) => path === `${metadataPath}/${name}.${ending}`);
        // Published bundles have misspelled names of their settings. A module of styles alone has no script.
        const hasSettings = files.some(({ path }) => path.endsWith(`.js${META}`));
        return hasSettings && (has('js') || (has('css') && !has('html')))
            ? null
            : { fileName: metadataPath, problem: `Cannot find Lightning Component Bundle ${name}.` };
    }
    if (type.files !== 'matchingContentFile') {
        return null;
    }
    const meta = files.find(({ path }) => path.endsWith(META));
    const content = files.find(({ path }) => !path.endsWith(META));
    if (meta && content) {
        return null;
    }
    return meta
        ? { fileName: meta.path, problem: `Cannot find file: ${metadataPath}` }
        : { fileName: metadataPath, problem: `No source of type ${type.name} found: ${metadataPath}${META} is missing` };
}

/** Takes what package.xml names of a component; what it holds beyond is an error. */
function pick(component: SourceComponent, type: MetadataType, names: Names, root: string, result: DeployPackage): void {
    const fileName = `${root}${component.metadataPath}`;
    const whole = names.take(type.folderOf ?? type.name, component.fullName, type);
    const isContainer = type.name === 'CustomLabels';
    const named = component.children.filter((child) => names.take(child.type, child.fullName));
    const unfit =
        type.files === 'decomposed' && component.children.find(({ fullName }) => !isFileName(fullName.slice(fullName.indexOf('.') + 1)));
    if (unfit) {
        result.problems.push(problem(unfit, fileName, `Invalid fullName, must end in a custom suffix (e.g. __c): ${unfit.fullName}`));
        return;
    }
    if (!whole && named.length === 0) {
        result.problems.push(problem(component, fileName, 'Not in package.xml'));
        result.unknownFiles.push(...component.files);
        return;
    }
    if (!whole) {
        for (const child of component.children.filter((each) => !named.includes(each))) {
            result.problems.push(problem(child, fileName, 'Not in package.xml'));
        }
    }
    result.components.push({ ...component, whole: whole || isContainer, children: whole ? component.children : named });
}

function problem(ref: ComponentRef, fileName: string, text: string): PackageProblem {
    return { ...ref, fileName, problem: text, problemType: 'Error' };
}

/** The members of package.xml, and which of them have been met. */
class Names {
    private readonly members = new Map<string, Set<string>>();
    private readonly met = new Set<string>();
    private readonly wanted: Package;

    constructor(wanted: Package) {
        this.wanted = wanted;
        for (const [type, names] of wanted.types) {
            this.members.set(type, new Set(names));
        }
    }

    /** Is it named? By its name, which is case-sensitive, by `*`; a document also without its ending. */
    take(type: string, fullName: string, of?: MetadataType): boolean {
        const names = this.members.get(type);
        const spellings = [fullName, decoded(fullName)];
        if (of?.name === 'Document') {
            spellings.push(fullName.replace(/\.[^./]*$/, ''));
        }
        const known = spellings.find((name) => names?.has(name));
        if (known !== undefined) {
            this.met.add(`${type}\0${known}`);
            return true;
        }
        return names?.has('*') === true;
    }

    left(): ComponentRef[] {
        return [...this.wanted.types].flatMap(([type, members]) =>
            members.filter((fullName) => fullName !== '*' && !this.met.has(`${type}\0${fullName}`)).map((fullName) => ({ type, fullName }))
        );
    }
}

function decoded(name: string): string {
    try {
        return decodeURIComponent(name);
    } catch {
        return name;
    }
}
