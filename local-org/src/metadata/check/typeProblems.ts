/** Metadata files against the Metadata API's own types. */
import { META, ownerOf } from '../layout/ownerOf.ts';
import { hasMetaFile, isBundle } from '../registry/registry.ts';
import type { TypeProblem } from '../types.ts';
import { parseXmlTree, XmlSyntaxError } from '../xmlTree.ts';
import type { XmlNode } from '../xmlTree.ts';
import { METADATA_NAMESPACE } from '../xmlWriter.ts';
import { definitionProblems } from './definitionProblems.ts';
import { elementsOf, valuesOf } from './metadataTypes.ts';
import type { ElementType } from './metadataTypes.ts';

/** What the file's name and place say, so that the file need not. */
const GIVEN = new Set(['fullName', 'content']);

/**
 * What of a metadata file a deployment would refuse: everything, where Salesforce stops at the first. The path may be of
 * source or metadata format, with or without what stands before the type's directory. Content files, and files that no type knows, have no problems.
 *
 * @param whole false when the file of an object stands for parts of it alone
 */
export function typeProblems(path: string, xml: string, { whole = true } = {}): TypeProblem[] {
    const owner = ownerOf(path);
    // Beside a -meta.xml, content is what it likes: markup, a picture, a page.
    if (!owner || ((isBundle(owner.type) || hasMetaFile(owner.type)) && !path.endsWith(META))) {
        return [];
    }
    let root: XmlNode;
    try {
        root = parseXmlTree(xml);
    } catch (error) {
        if (error instanceof XmlSyntaxError) {
            return [{ line: error.line, column: error.column, problem: `Error parsing file: ${error.message}` }];
        }
        throw error;
    }
    const expected = owner.child?.type.name ?? owner.type.name;
    const type = expected === 'Settings' ? root.name : expected;
    const problems: TypeProblem[] = [];
    if (!elementsOf(type)) {
        // A type that the declarations do not know.
        return problems;
    }
    checkType(type, root, problems);
    // Salesforce goes by the file's name and takes any root. The parts of an object cannot be put together without theirs.
    if (problems.length === 0 && root.name !== type && owner.type.files === 'decomposed') {
        problems.push(
            at(root, `Error parsing file: the root element is ${root.name}, and a file of this name and place holds ${expected}`)
        );
    }
    if (problems.length === 0) {
        problems.push(...definitionProblems(type, owner.child?.name ?? owner.fullName, root, whole));
    }
    return problems;
}

function checkType(type: string, node: XmlNode, problems: TypeProblem[]): void {
    const elements = elementsOf(type)!;
    const seen = new Set<string>();
    let before = '';
    for (const child of node.children) {
        const name = localName(child);
        const element = elements.get(name);
        if (!element) {
            problems.push(at(child, `Error parsing file: Element {${METADATA_NAMESPACE}}${name} invalid at this location in type ${type}`));
            continue;
        }
        if (seen.has(name) && (!element.repeats || before !== name)) {
            problems.push(at(child, `Error parsing file: Element ${name} is duplicated at this location in type ${type}`));
        }
        seen.add(name);
        before = name;
        checkValue(element, child, problems);
    }
    for (const { name, required } of elements.values()) {
        if (required && !seen.has(name) && !GIVEN.has(name)) {
            problems.push(at(node, `Required field is missing: ${name}`));
        }
    }
}

function checkValue({ type }: ElementType, node: XmlNode, problems: TypeProblem[]): void {
    if (node.attributes['xsi:nil'] === 'true' || type === 'any') {
        return;
    }
    if (elementsOf(type)) {
        checkType(type, node, problems);
        return;
    }
    if (node.children.length > 0) {
        const [first] = node.children;
        problems.push(
            at(first, `Error parsing file: Unexpected element {${METADATA_NAMESPACE}}${first.name} during simple type deserialization`)
        );
        return;
    }
    const values = valuesOf(type);
    if (values && !values.has(node.text)) {
        problems.push(after(node, `Error parsing file: '${node.text}' is not a valid value for the enum '${type}'`));
    } else if (type === 'boolean' && !/^(?:true|false|1|0)$/.test(node.text)) {
        problems.push(after(node, `Error parsing file: '${node.text}' is not a valid value for the type xsd:boolean`));
    } else if (type === 'number' && (node.text === '' || !Number.isFinite(Number(node.text)))) {
        problems.push(after(node, `Error parsing file: '${node.text}' is not a valid value for the type xsd:double`));
    }
}

function localName({ name }: XmlNode): string {
    return name.slice(name.indexOf(':') + 1);
}

function at({ line, column }: XmlNode, problem: string): TypeProblem {
    return { line, column, problem };
}

function after({ endLine, endColumn }: XmlNode, problem: string): TypeProblem {
    return { line: endLine, column: endColumn, problem };
}
