/** What the Metadata API's types may hold: data/metadata-types.json, whose form tools/generate-metadata.ts describes. */
import { readFileSync } from 'node:fs';
import { overlayElements, overlayValues } from './overlay.ts';

export interface ElementType {
    name: string;
    /** A complex type, an enum, or `string`, `number`, `boolean`, `any`. */
    type: string;
    required: boolean;
    repeats: boolean;
}

interface Data {
    types: Record<string, string>;
    values: Record<string, string>;
}

let data: Data | undefined;
const elements = new Map<string, Map<string, ElementType>>();
const values = new Map<string, Set<string> | null>();

function load(): Data {
    data ??= JSON.parse(readFileSync(new URL('../../../data/metadata-types.json', import.meta.url), 'utf8')) as Data;
    return data;
}

/** Undefined: no complex type of that name. Types are taken apart when they are first asked for. */
export function elementsOf(type: string): Map<string, ElementType> | undefined {
    const known = elements.get(type);
    if (known) {
        return known;
    }
    const text = load().types[type];
    if (text === undefined) {
        return undefined;
    }
    const parsed = new Map(
        text.split(' ').map((each) => {
            const [, name, flag, of] = /^(.+?)([?*]?):(.+)$/.exec(each)!;
            return [name, { name, type: of, required: flag === '', repeats: flag === '*' }];
        })
    );
    elements.set(type, overlayElements(type, parsed));
    return parsed;
}

/** Undefined: no enum of that name. Null: one whose values are not all known. */
export function valuesOf(type: string): Set<string> | null | undefined {
    const known = values.get(type);
    if (known !== undefined) {
        return known;
    }
    const text = load().values[type];
    if (text === undefined) {
        return undefined;
    }
    const parsed = overlayValues(type, new Set(text.split('|')));
    values.set(type, parsed);
    return parsed;
}
