/**
 * The form in which stdlib writes the platform's classes: a signature text and its body, side by side.
 *
 *     export default library('System.String', {
 *         'static String valueOf(Object value)': (rt, value) => …,
 *         'String toUpperCase()': (rt, self: string) => self.toUpperCase(),
 *         'new HttpRequest()': (rt) => new HttpRequest(),
 *         'get System.RestRequest.params': (rt, self) => self.params
 *     });
 *
 * Parameter types are written as in the keys of the compiler's library port: with namespace, except primitives,
 * collections, Object and SObject. Return types and parameter names are for the reader.
 */
import type { OrgRuntime } from './OrgRuntime.ts';

/** `(rt, self, …args)` for instance members, `(rt, …args)` for static ones and constructors. */
// Bodies declare the types that their signature text promises; the checker guarantees them.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type LibraryBody = (rt: OrgRuntime, ...args: any[]) => unknown;

export interface LibraryMember {
    /** `System.String.valueOf(Object)`, `System.HttpRequest.<init>()`, `get System.RestRequest.params`. */
    key: string;
    isStatic: boolean;
    body: LibraryBody;
}

export interface LibraryDefinition {
    /** `System.String`. */
    typeName: string;
    /** Parsed when first asked for. */
    members(): readonly LibraryMember[];
}

/** All bodies that there are, found by key. */
export interface LibraryBodies {
    /** Undefined = not built: the caller throws UnsupportedError. */
    body(key: string): LibraryBody | undefined;
    /** A property counts when its getter is there. */
    has(key: string): boolean;
}

export function library(typeName: string, bodies: Record<string, LibraryBody>): LibraryDefinition {
    let members: LibraryMember[] | undefined;
    return {
        typeName,
        members: () => (members ??= Object.entries(bodies).map(([signature, body]) => ({ ...parseSignature(typeName, signature), body })))
    };
}

/** Key of a signature text. Throws for a malformed one: a mistake in stdlib. */
export function parseSignature(typeName: string, signature: string): { key: string; isStatic: boolean } {
    if (/^[gs]et /.test(signature)) {
        return { key: signature, isStatic: false };
    }
    const match = /^(static )?(?:new [\w.]+|(?:[\w.]+(?:<.*>)?) (\w+))\((.*)\)$/.exec(signature);
    if (!match) {
        throw new Error(`Malformed signature of ${typeName}: ${signature}`);
    }
    const parameters = splitParameters(match[3]).map((parameter) => parameter.replace(/ \w+$/, '').replaceAll(' ', ''));
    return { key: `${typeName}.${match[2] ?? '<init>'}(${parameters.join(',')})`, isStatic: match[1] !== undefined };
}

/** At the commas that stand outside `<…>`. */
function splitParameters(text: string): string[] {
    const parts: string[] = [];
    let depth = 0;
    let current = '';
    for (const character of text) {
        depth += character === '<' ? 1 : character === '>' ? -1 : 0;
        if (character === ',' && depth === 0) {
            parts.push(current.trim());
            current = '';
        } else {
            current += character;
        }
    }
    if (current.trim() !== '') {
        parts.push(current.trim());
    }
    return parts;
}
