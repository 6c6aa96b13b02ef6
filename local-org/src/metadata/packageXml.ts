/** package.xml and destructiveChanges.xml. */
import { PackageError } from './errors.ts';
import type { Package } from './types.ts';
import { childText, childrenNamed, element, parseXmlTree, XmlSyntaxError } from './xmlTree.ts';
import type { XmlNode } from './xmlTree.ts';
import { METADATA_NAMESPACE, writeXml } from './xmlWriter.ts';

/** The API version of the local org: what is newer, it does not know. */
export const NEWEST_VERSION = '67.0';

/**
 * Reads package.xml or a destructiveChanges file.
 *
 * @throws PackageError naming the file and the place: malformed XML, no Package, a part that a package does not have
 */
export function parsePackage(xml: string, fileName: string): Package {
    const root = parse(xml, fileName);
    if (root.name !== 'Package') {
        throw new PackageError(`${fileName}: the root element is ${root.name}, not Package`, 'INVALID_OPERATION');
    }
    const types = new Map<string, string[]>();
    for (const part of childrenNamed(root, 'types')) {
        const name = childText(part, 'name');
        if (!name) {
            throw new PackageError(`${fileName}: Required field is missing: name`, 'INVALID_OPERATION');
        }
        const members = types.get(name) ?? types.set(name, []).get(name)!;
        for (const { text } of childrenNamed(part, 'members')) {
            // The CLI writes folders of reports as `Team/`.
            const member = text.replace(/\/$/, '');
            // Named twice is named.
            if (!members.includes(member)) {
                members.push(member);
            }
        }
    }
    return { version: childText(root, 'version') ?? NEWEST_VERSION, types };
}

/** package.xml of what a retrieve found. Types and members in the order of their names. */
export function writePackage({ types, version }: Package): Uint8Array {
    const parts = [...types]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, members]) =>
            element('types', [...[...members].sort().map((member) => element('members', member)), element('name', name)])
        );
    return writeXml(element('Package', [...parts, element('version', version)], { xmlns: METADATA_NAMESPACE }));
}

function parse(xml: string, fileName: string): XmlNode {
    try {
        return parseXmlTree(xml);
    } catch (error) {
        if (error instanceof XmlSyntaxError) {
            throw new PackageError(
                `${fileName}: Error parsing file: ${error.message} (${error.line}:${error.column})`,
                'INVALID_OPERATION'
            );
        }
        throw error;
    }
}

/** Is it a version that this org has? */
export function isKnownVersion(version: string): boolean {
    const number = Number(version);
    return Number.isInteger(number) && number > 0 && number <= Number(NEWEST_VERSION);
}
