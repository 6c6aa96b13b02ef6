import { globSync, readFileSync } from 'node:fs';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Check } from './Check.ts';
import { loadMetadataTypes } from './metadataTypes.ts';
import type { MetadataTypes } from './metadataTypes.ts';

type XmlNode = Record<string, unknown>;

const DECLARATIONS = 'node_modules/@salesforce/types/lib/metadata.d.ts';
const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, parseTagValue: false, trimValues: true });

/** Elements that the file name gives in source format, so a file need not repeat them. */
const GIVEN_BY_FILE_NAME = new Set(['fullName', 'content']);

/** Findings about one metadata file: unknown elements, wrong enum values or scalars, missing required elements. */
export function validateMetadata(types: MetadataTypes, path: string, text: string): string[] {
    const wellFormed = XMLValidator.validate(text);
    if (wellFormed !== true) {
        return [`${path}:${wellFormed.err.line}: ${wellFormed.err.msg}`];
    }
    const root = (parser.parse(text) as XmlNode[]).find((node) => !('?xml' in node));
    const type = root && tagOf(root);
    if (!root || !type) {
        return [`${path}: no root element`];
    }
    if (!types.elements(type)) {
        return [`${path}: ${type} is not a type of the Metadata API`];
    }
    return validateType(types, type, childrenOf(root, type), path, type);
}

function validateType(types: MetadataTypes, type: string, children: XmlNode[], path: string, where: string): string[] {
    const elements = types.elements(type) ?? new Map();
    const findings: string[] = [];
    const seen = new Set<string>();
    for (const child of children) {
        const name = tagOf(child);
        if (!name || name === '#text' || name === '#comment') {
            continue;
        }
        const element = elements.get(name);
        if (!element) {
            findings.push(`${path}: ${where} has no element ${name}`);
            continue;
        }
        if (seen.has(name) && !element.repeats) {
            findings.push(`${path}: ${where}.${name} may stand only once`);
        }
        seen.add(name);
        findings.push(...validateValue(types, element.type, childrenOf(child, name), path, `${where}.${name}`));
    }
    for (const [name, element] of elements) {
        if (element.required && !seen.has(name) && !GIVEN_BY_FILE_NAME.has(name)) {
            findings.push(`${path}: ${where} lacks the required element ${name}`);
        }
    }
    return findings;
}

function validateValue(types: MetadataTypes, type: string, children: XmlNode[], path: string, where: string): string[] {
    const text = children.map((child) => String(child['#text'] ?? '')).join('');
    if (type === 'boolean') {
        return text === 'true' || text === 'false' ? [] : [`${path}: ${where} must be true or false, not "${text}"`];
    }
    if (type === 'number') {
        return text !== '' && Number.isFinite(Number(text)) ? [] : [`${path}: ${where} must be a number, not "${text}"`];
    }
    const values = types.values(type);
    if (values) {
        return values.includes(text) ? [] : [`${path}: ${where} must be one of ${values.slice(0, 12).join(', ')}…, not "${text}"`];
    }
    return types.elements(type) ? validateType(types, type, children, path, where) : [];
}

function tagOf(node: XmlNode): string | undefined {
    return Object.keys(node).find((key) => key !== ':@');
}

function childrenOf(node: XmlNode, tag: string): XmlNode[] {
    const children = node[tag];
    return Array.isArray(children) ? (children as XmlNode[]) : [];
}

/** Every -meta.xml of our package directories, as a deploy would read it. */
export const metadata: Check = {
    name: 'metadata (Metadata API types)',
    async run() {
        const types = loadMetadataTypes(DECLARATIONS);
        const files = ['force-app', 'config'].flatMap((directory) => globSync(`${directory}/**/*-meta.xml`)).sort();
        return { findings: files.flatMap((path) => validateMetadata(types, path, readFileSync(path, 'utf8'))) };
    }
};
