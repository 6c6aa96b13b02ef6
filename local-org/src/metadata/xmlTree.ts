/** Metadata XML as a tree that keeps order and places, which conversion and checks need. */
import { SaxesParser } from 'saxes';
import { parserWords } from './xmlErrors.ts';

export interface XmlNode {
    name: string;
    /** As written, `xmlns` included. */
    attributes: Record<string, string>;
    children: XmlNode[];
    /** Text without the white space around it; '' beside children. Entities and CDATA are resolved. */
    text: string;
    /** Where the start tag ends, from 1: where Salesforce says that an element is wrong. */
    line: number;
    column: number;
    /** Where the end tag ends: where Salesforce says that a value is wrong. */
    endLine: number;
    endColumn: number;
}

/** Not well-formed. */
export class XmlSyntaxError extends Error {
    readonly line: number;
    readonly column: number;
    constructor(message: string, line: number, column: number) {
        super(message);
        this.name = 'XmlSyntaxError';
        this.line = line;
        this.column = column;
    }
}

/** Elements within elements: more is an attack, no metadata. */
const DEEPEST = 200;

/** @throws XmlSyntaxError with its place; a document type is refused, as it could define entities */
export function parseXmlTree(text: string): XmlNode {
    const parser = new SaxesParser({ xmlns: false, position: true });
    const open: XmlNode[] = [];
    let root: XmlNode | undefined;
    // A wrong end tag closes what is open before it is called wrong.
    let closed: string | undefined;
    const at = (): [number, number] => [parser.line, parser.column + 1];
    parser.on('error', (error) => {
        const { message, atStart } = parserWords(error.message, closed, root !== undefined);
        const [line, column] = atStart ? [1, 1] : at();
        throw new XmlSyntaxError(message, line, column);
    });
    parser.on('doctype', () => {
        throw new XmlSyntaxError('A document type declaration is not allowed.', ...at());
    });
    parser.on('opentag', ({ name, attributes }) => {
        const [line, column] = at();
        if (open.length >= DEEPEST) {
            throw new XmlSyntaxError('Elements are nested too deeply.', line, column);
        }
        const node = {
            name,
            attributes: attributes as Record<string, string>,
            children: [],
            text: '',
            line,
            column,
            endLine: line,
            endColumn: column
        };
        open.at(-1)?.children.push(node);
        root ??= node;
        open.push(node);
    });
    const addText = (part: string): void => {
        const node = open.at(-1);
        if (node) {
            node.text += part;
        }
    };
    parser.on('text', addText);
    parser.on('cdata', addText);
    parser.on('closetag', () => {
        const node = open.pop()!;
        closed = node.name;
        [node.endLine, node.endColumn] = at();
        node.text = node.text.trim();
    });
    parser.write(text).close();
    if (!root) {
        throw new XmlSyntaxError('Premature end of file.', 1, 1);
    }
    return root;
}

export function childrenNamed(node: XmlNode, name: string): XmlNode[] {
    return node.children.filter((child) => child.name === name);
}

/** The text of the first child of that name. */
export function childText(node: XmlNode, name: string): string | undefined {
    return node.children.find((child) => child.name === name)?.text;
}

/** A new element, for what is put together. */
export function element(name: string, content: string | XmlNode[] = '', attributes: Record<string, string> = {}): XmlNode {
    const leaf = typeof content === 'string';
    return { name, attributes, children: leaf ? [] : content, text: leaf ? content : '', line: 0, column: 0, endLine: 0, endColumn: 0 };
}
