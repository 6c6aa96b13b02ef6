/** Components whose source format is a folder with a file per child: objects, object translations, bots. */
import { PackageError } from '../errors.ts';
import { META } from '../layout/ownerOf.ts';
import type { MetadataType } from '../registry/registry.ts';
import { elementOf, idElementOf } from '../registry/registry.ts';
import type { ComponentFile } from '../types.ts';
import { childText, element, parseXmlTree } from '../xmlTree.ts';
import type { XmlNode } from '../xmlTree.ts';
import { METADATA_NAMESPACE, writeXml } from '../xmlWriter.ts';
import { childTypeOfElement, sorted } from './containers.ts';

/**
 * One file in metadata format → the files of its folder. No file for the parent when only children are meant and nothing is said of it.
 *
 * @throws PackageError when a child's name would lead out of the folder
 */
export function decompose(type: MetadataType, fullName: string, root: XmlNode, whole: boolean): ComponentFile[] {
    const folder = `${type.directory}/${fullName}`;
    const files: ComponentFile[] = [];
    const own: XmlNode[] = [];
    for (const node of root.children) {
        const child = childTypeOfElement(type, node.name);
        const name = child && childText(node, idElementOf(child));
        if (!child || !name) {
            own.push(node);
            continue;
        }
        if (!isFileName(name)) {
            throw new PackageError(`The name of ${child.name} ${name} cannot be a file's name`, 'INVALID_OPERATION');
        }
        const inner = type.decomposition === 'folderPerType' ? `${child.directory}/` : '';
        files.push({
            path: `${folder}/${inner}${name}.${child.suffix}${META}`,
            content: writeXml({ ...node, name: child.name, attributes: { xmlns: METADATA_NAMESPACE, ...node.attributes } })
        });
    }
    // An object of the platform has no file of its own until somebody changes it; a translation's fields need theirs.
    if (own.length > 0 || (whole && (files.length === 0 || type.decomposition === 'topLevel'))) {
        const path = `${folder}/${fullName}.${type.suffix}${META}`;
        files.unshift({ path, content: writeXml({ ...root, children: own }) });
    }
    return files;
}

/** A child's name comes out of a file and becomes a path: it must not lead out of its folder. */
export function isFileName(name: string): boolean {
    return !/[\\/\0]/.test(name) && name !== '.' && name !== '..' && !name.startsWith('..');
}

/** The folder's files → one in metadata format. */
export function recompose(
    type: MetadataType,
    parent: Uint8Array | undefined,
    children: readonly { type: string; content: Uint8Array; name: string }[]
): XmlNode {
    const root = parent ? parseXmlTree(new TextDecoder().decode(parent)) : element(type.name, [], { xmlns: METADATA_NAMESPACE });
    const nodes = children.map(({ type: childName, content, name }) => {
        const child = type.children!.find((each) => each.name === childName)!;
        const node = parseXmlTree(new TextDecoder().decode(content));
        const id = idElementOf(child);
        const { xmlns: _, ...attributes } = node.attributes;
        // The file's name says it where the file does not.
        const named = childText(node, id) === undefined ? [element(id, name), ...node.children] : node.children;
        return { ...node, name: elementOf(child), attributes, children: named };
    });
    const idOf = (name: string): string | undefined => {
        const child = childTypeOfElement(type, name);
        return child && idElementOf(child);
    };
    return { ...root, children: sorted([...root.children, ...nodes], idOf) };
}
