import { SaxesParser } from 'saxes';

/** A stretch of text inside an element, between two pieces of markup; offsets in the file. */
export interface Piece {
    start: number;
    end: number;
    /** CDATA: what stands there is meant literally. */
    literal: boolean;
}

/** An element that knows where it stands. */
export interface XmlElement {
    name: string;
    parent: XmlElement | undefined;
    children: XmlElement[];
    /** Text of the element itself; a comment inside does not interrupt it, an element does. */
    runs: Piece[][];
    attributes: { name: string; piece: Piece }[];
    /** From `<` of the start tag to behind `>` of the end tag. */
    start: number;
    end: number;
    /** 1-based among the siblings of that name, and how many of a name there are. */
    index: number;
    counts: Map<string, number> | undefined;
}

/** The text is no well-formed XML. */
export class XmlProblem extends Error {
    readonly line: number;
    readonly column: number;

    constructor(message: string, line: number, column: number) {
        super(message);
        this.name = 'XmlProblem';
        this.line = line;
        this.column = column;
    }
}

/** A small leaf is kept for its value: `defaultCaseOwnerType` decides what `defaultCaseOwner` means. */
const LEAF = 200;

/**
 * Reads a document into elements with positions. Comments are dropped. Below the root, a child is kept when `keep`
 * says so or when it is a small leaf: a file of any size costs the memory of its largest component.
 *
 * @throws XmlProblem where the document is not well-formed
 */
export function parseXml(text: string, keep: (element: XmlElement) => boolean): XmlElement {
    const parser = new SaxesParser({ xmlns: false });
    let root: XmlElement | undefined;
    let current: XmlElement | undefined;
    let run: Piece[] = [];
    /** Behind the last piece of markup. */
    let behind = 0;

    const textUpTo = (offset: number): void => {
        if (current && offset > behind) {
            run.push({ start: behind, end: offset, literal: false });
        }
    };
    const endRun = (): void => {
        if (current && run.length > 0) {
            current.runs.push(run);
        }
        run = [];
    };
    const markup = (): number => text.indexOf('<', behind);

    parser.on('opentag', (tag) => {
        const start = markup();
        textUpTo(start);
        endRun();
        const index = (current?.counts?.get(tag.name) ?? 0) + 1;
        const element: XmlElement = {
            name: tag.name,
            parent: current,
            children: [],
            runs: [],
            attributes: [],
            start,
            end: -1,
            index,
            counts: undefined
        };
        if (current) {
            current.children.push(element);
            (current.counts ??= new Map()).set(tag.name, index);
        } else {
            root = element;
        }
        current = element;
        behind = parser.position;
        if (text[behind - 2] !== '?' && behind - start > tag.name.length + 3) {
            element.attributes = attributesOf(text, start + 1 + tag.name.length, behind);
        }
    });
    parser.on('closetag', (tag) => {
        if (!tag.isSelfClosing) {
            textUpTo(markup());
            behind = parser.position;
        }
        endRun();
        const element = current!;
        element.end = behind;
        current = element.parent;
        if (current && current === root && !keep(element) && !isSmallLeaf(element)) {
            current.children.pop();
        }
    });
    parser.on('cdata', () => {
        const start = markup();
        textUpTo(start);
        const end = text.indexOf(']]>', start + 9);
        if (current && end > start + 9) {
            run.push({ start: start + 9, end, literal: true });
        }
        behind = end + 3;
    });
    parser.on('comment', () => {
        const start = markup();
        textUpTo(start);
        behind = text.indexOf('-->', start + 4) + 3;
    });
    parser.on('processinginstruction', () => {
        const start = markup();
        textUpTo(start);
        behind = text.indexOf('?>', start) + 2;
    });
    parser.on('xmldecl', () => {
        behind = text.indexOf('?>') + 2;
    });
    parser.on('doctype', () => {
        behind = parser.position;
    });
    parser.on('error', (error) => {
        throw new XmlProblem(error.message.replace(/^\d+:\d+: /, ''), parser.line, parser.columnIndex + 1);
    });
    parser.write(text).close();
    if (!root) {
        throw new XmlProblem('document must contain a root element', 1, 1);
    }
    return root;
}

function isSmallLeaf(element: XmlElement): boolean {
    return element.children.length === 0 && element.end - element.start <= LEAF;
}

function attributesOf(text: string, from: number, to: number): XmlElement['attributes'] {
    const attribute = /([^\s=/>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
    const tag = text.slice(from, to);
    const attributes: XmlElement['attributes'] = [];
    for (let match = attribute.exec(tag); match; match = attribute.exec(tag)) {
        const end = from + attribute.lastIndex - 1;
        const value = match[2] ?? match[3];
        attributes.push({ name: match[1], piece: { start: end - value.length, end, literal: false } });
    }
    return attributes;
}
