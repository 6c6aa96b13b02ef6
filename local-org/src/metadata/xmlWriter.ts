/** Writes metadata XML as Salesforce retrieves it: declaration, four spaces, entities; the same tree gives the same text. */
import type { XmlNode } from './xmlTree.ts';

export const METADATA_NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

export function writeXml(root: XmlNode): Uint8Array {
    const lines = ['<?xml version="1.0" encoding="UTF-8"?>'];
    write(root, '', lines);
    return new TextEncoder().encode(`${lines.join('\n')}\n`);
}

function write(node: XmlNode, indent: string, lines: string[]): void {
    const attributes = Object.entries(node.attributes)
        .map(([name, value]) => ` ${name}="${escape(value)}"`)
        .join('');
    if (node.children.length > 0) {
        lines.push(`${indent}<${node.name}${attributes}>`);
        for (const child of node.children) {
            write(child, `${indent}    `, lines);
        }
        lines.push(`${indent}</${node.name}>`);
    } else if (node.text === '') {
        lines.push(`${indent}<${node.name}${attributes}/>`);
    } else {
        lines.push(`${indent}<${node.name}${attributes}>${escape(node.text)}</${node.name}>`);
    }
}

function escape(text: string): string {
    return text.replace(/[&<>"']/g, (character) => ENTITIES[character]);
}
