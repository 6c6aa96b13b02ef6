/** The escape… and unescape… methods of String. */
import { HTML3_ENTITIES, HTML4_ENTITIES } from './entities.ts';

const unicode = (character: string): string => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
const SHORT: Record<string, string> = { '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r', '\\': '\\\\', '"': '\\"' };

export function escapeJava(text: string): string {
    return text.replace(/[\\"]|[^ -~]/g, (character) => SHORT[character] ?? unicode(character));
}

export function escapeEcmaScript(text: string): string {
    return text.replace(/[\\"'/]|[^ -~]/g, (character) =>
        character === "'" || character === '/' ? `\\${character}` : (SHORT[character] ?? unicode(character))
    );
}

export function escapeUnicode(text: string): string {
    return text.replace(/[^\x00-\x7f]/g, unicode);
}

const LONG: Record<string, string> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r' };

/** Undoes escapeJava and escapeEcmaScript. */
export function unescapeJava(text: string): string {
    return text.replace(/\\(?:u+([0-9A-Fa-f]{4})|([0-3]?[0-7]{1,2})|([^]))/g, (_whole, hex?: string, octal?: string, single?: string) =>
        hex ? String.fromCharCode(parseInt(hex, 16)) : octal ? String.fromCharCode(parseInt(octal, 8)) : (LONG[single!] ?? single!)
    );
}

export function unescapeUnicode(text: string): string {
    return text.replace(/\\u+([0-9A-Fa-f]{4})/g, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

export function escapeCsv(text: string): string {
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function unescapeCsv(text: string): string {
    const inner = /^"([^]*)"$/.exec(text)?.[1];
    return inner !== undefined && /[",\r\n]/.test(inner) ? inner.replaceAll('""', '"') : text;
}

const XML: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

export function escapeXml(text: string): string {
    return text.replace(/[&<>"']/g, (character) => XML[character]);
}

export function escapeHtml(text: string, version: 3 | 4): string {
    const entities = version === 3 ? html3() : html4();
    return text.replace(/[&<>"]|[^\x00-\x7f]/gu, (character) => {
        const name = entities.byCharacter.get(character);
        return name ? `&${name};` : character;
    });
}

export function unescapeXml(text: string): string {
    const names = new Map(Object.entries(XML).map(([character, entity]) => [entity.slice(1, -1), character]));
    return unescapeEntities(text, names);
}

export function unescapeHtml(text: string, version: 3 | 4): string {
    return unescapeEntities(text, (version === 3 ? html3() : html4()).byName);
}

function unescapeEntities(text: string, names: ReadonlyMap<string, string>): string {
    return text.replace(/&(?:#(\d+)|#[xX]([0-9A-Fa-f]+)|(\w+));/g, (whole, decimal?: string, hex?: string, name?: string) =>
        decimal ? String.fromCodePoint(Number(decimal)) : hex ? String.fromCodePoint(parseInt(hex, 16)) : (names.get(name!) ?? whole)
    );
}

interface Entities {
    byCharacter: Map<string, string>;
    byName: Map<string, string>;
}

let cache3: Entities | undefined;
let cache4: Entities | undefined;

function entities(pairs: [string, string][]): Entities {
    return { byCharacter: new Map(pairs), byName: new Map(pairs.map(([character, name]) => [name, character])) };
}

function html3(): Entities {
    return (cache3 ??= entities(HTML3_ENTITIES()));
}

function html4(): Entities {
    return (cache4 ??= entities([...HTML3_ENTITIES(), ...HTML4_ENTITIES()]));
}
