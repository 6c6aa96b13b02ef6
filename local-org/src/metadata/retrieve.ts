/** What retrieve and listMetadata make of an org's components. */
import { writeArchive } from './archive.ts';
import { childTypeOfElement } from './convert/containers.ts';
import { PackageError } from './errors.ts';
import { writePackage } from './packageXml.ts';
import type { ChildType, MetadataType } from './registry/registry.ts';
import { childFullName, childType, idElementOf, isBundle, metadataType, metadataTypes, takesWildcard } from './registry/registry.ts';
import type { ComponentFile, ComponentRef, FileProperty, Package, SourceComponent } from './types.ts';
import { childText, parseXmlTree } from './xmlTree.ts';
import { writeXml } from './xmlWriter.ts';

export interface RetrievedArchive {
    zip: Uint8Array;
    fileProperties: FileProperty[];
    /** What was asked for and is not there: the retrieve goes on without it, and says so. */
    problems: { fileName: string; problem: string }[];
}

/** The root folder that the CLI asks for. */
const ROOT = 'unpackaged/';

/** What is to be in the archive of one component: all of it, or some of its children. */
interface Choice {
    component: SourceComponent;
    whole: boolean;
    children: Set<string>;
}

/** The archive that a retrieve answers with, what it says of each file, and what could not be found. */
export function retrieveZip(components: readonly SourceComponent[], wanted: Package): RetrievedArchive {
    const choices = new Map<SourceComponent, Choice>();
    const problems: RetrievedArchive['problems'] = [];
    for (const [type, members] of wanted.types) {
        for (const member of members) {
            if (!metadataType(type) && !childType(type)) {
                problems.push({ fileName: 'package.xml', problem: `Unknown type name '${type}' specified in package.xml` });
            } else if (!choose(components, { type, fullName: member }, choices) && (member !== '*' || !wildcard(type))) {
                problems.push({ fileName: 'package.xml', problem: `Entity of type '${type}' named '${member}' cannot be found` });
            }
        }
    }
    const chosen = [...choices.values()];
    const files = chosen.flatMap(filesOf).map(({ path, content }) => ({ path: `${ROOT}${path}`, content }));
    const manifest = `${ROOT}package.xml`;
    return {
        zip: writeArchive([...files, { path: manifest, content: writePackage(wanted) }]),
        fileProperties: [
            ...chosen.map(({ component }) => propertyOf(component, ROOT)),
            { type: 'Package', fullName: manifest, fileName: manifest }
        ],
        problems
    };
}

/** Marks what a member of package.xml means; false when there is nothing of that name. */
function choose(components: readonly SourceComponent[], ref: ComponentRef, choices: Map<SourceComponent, Choice>): boolean {
    const all = ref.fullName === '*';
    const child = childType(ref.type);
    let found = false;
    for (const component of components) {
        const type = metadataType(component.type)!;
        if (child) {
            const named = component.children.filter(
                ({ type: name, fullName }) =>
                    name === ref.type && (all ? wildcard(ref.type) : fullName.toLowerCase() === ref.fullName.toLowerCase())
            );
            named.forEach(({ fullName }) => choice(component, choices).children.add(`${ref.type}\0${fullName}`));
            found ||= named.length > 0;
        } else if ((type.folderOf ?? type.name) === ref.type || type.name === ref.type) {
            // The CLI names a folder of reports with a `/` at its end.
            const name = type.folderOf === undefined ? ref.fullName : ref.fullName.replace(/\/$/, '');
            if (all ? takesWildcard(type) && isCustom(component) : sameName(component, name)) {
                choice(component, choices).whole = true;
                found = true;
            }
        }
    }
    return found;
}

function choice(component: SourceComponent, choices: Map<SourceComponent, Choice>): Choice {
    const known = choices.get(component) ?? { component, whole: false, children: new Set<string>() };
    choices.set(component, known);
    return known;
}

function sameName(component: SourceComponent, wanted: string): boolean {
    const [own, name] = [component.fullName.toLowerCase(), wanted.toLowerCase()];
    return own === name || own === encodeURI(name) || (component.type === 'Document' && own.replace(/\.[^./]*$/, '') === name);
}

/** `*` means no standard objects: they must be named. */
function isCustom({ type, fullName }: SourceComponent): boolean {
    return type !== 'CustomObject' || /__[a-z]+$/i.test(fullName);
}

/** Does `*` stand for all components of the type? Labels alone among the parts of others. */
function wildcard(typeName: string): boolean {
    const child = childType(typeName);
    return child ? child.child.ownName === true : takesWildcard(metadataType(typeName));
}

function filesOf({ component, whole, children }: Choice): ComponentFile[] {
    const type = metadataType(component.type)!;
    if (whole || !type.children) {
        return component.files;
    }
    if (isBundle(type)) {
        const parts = [...children].map((each) => each.slice(each.indexOf('\0') + 1).replace('.', '/'));
        return component.files.filter(({ path }) => parts.some((part) => path.startsWith(`${type.directory}/${part}/`)));
    }
    return component.files.map(({ path, content }) => ({ path, content: onlyChildren(type, component.fullName, content, children) }));
}

function onlyChildren(type: MetadataType, parentName: string, content: Uint8Array, wanted: Set<string>): Uint8Array {
    const root = parseXmlTree(new TextDecoder().decode(content));
    const kept = root.children.filter((node) => {
        const child: ChildType | undefined = childTypeOfElement(type, node.name);
        return (
            child !== undefined &&
            wanted.has(`${child.name}\0${childFullName(child, parentName, childText(node, idElementOf(child)) ?? '')}`)
        );
    });
    return writeXml({ ...root, children: kept });
}

function propertyOf(component: SourceComponent, root = ''): FileProperty {
    const { type, fullName, metadataPath, modifiedAt } = component;
    const folder = metadataType(type)?.folderOf !== undefined;
    const fileName = `${root}${folder ? component.files[0].path : metadataPath}`;
    return { type, fullName, fileName, ...(modifiedAt ? { lastModifiedDate: modifiedAt } : {}) };
}

/**
 * What listMetadata answers for a type, in the order of the names; for a type in folders those of the folder.
 *
 * @throws PackageError INVALID_TYPE when there is no such type
 */
export function listComponents(components: readonly SourceComponent[], type: string, folder?: string): FileProperty[] {
    const child = childType(type);
    if (!child && !metadataTypes().some(({ name }) => name === type)) {
        throw new PackageError(`Unknown type:${type}`, 'INVALID_TYPE');
    }
    const listed = child
        ? components.flatMap((component) =>
              component.children.filter((each) => each.type === type).map((each) => ({ ...propertyOf(component), ...each }))
          )
        : components
              .filter((component) => component.type === type && inFolder(component, folder))
              .map((component) => propertyOf(component));
    return listed.sort((one, other) => (one.fullName < other.fullName ? -1 : 1));
}

function inFolder({ type, fullName }: SourceComponent, folder?: string): boolean {
    return !metadataType(type)?.inFolder || fullName.slice(0, fullName.lastIndexOf('/')) === folder;
}
