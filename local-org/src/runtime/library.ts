/**
 * How stdlib writes the platform's classes: signature text and body together.
 *
 *     export default library('System.String', {
 *         'static String valueOf(Object value)': (rt, value) => …,
 *         'String toUpperCase()': (rt, self: string) => self.toUpperCase(),
 *         'new(String text)': (rt, text) => …,          // constructor
 *         'get String name': (rt, self) => …,            // property; 'static get …' without self
 *         'set String name': (rt, self, value) => …
 *     });
 *
 * Bodies get the runtime, then the receiver (instance members only), then the arguments.
 */
import type { OrgRuntime } from './OrgRuntime.ts';

// Each body has the parameters that its signature says; their types are known to its author alone.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type LibraryBody = (runtime: OrgRuntime, ...args: any[]) => unknown;

export interface LibrarySignature {
    isStatic: boolean;
    kind: 'method' | 'constructor' | 'getter' | 'setter';
    /** Type text; the class itself for constructors. */
    returns: string;
    /** `<init>` for constructors. */
    name: string;
    parameters: string[];
    key: string;
}

export interface LibraryDefinition {
    /** `System.String` */
    typeName: string;
    bodies: Readonly<Record<string, LibraryBody>>;
    /** Superclass whose instance members the class shares, e.g. of exceptions. */
    signatures(): LibrarySignature[];
}

/** Defines a class of the platform. Texts are read when first asked for. */
export function library(typeName: string, bodies: Record<string, LibraryBody>): LibraryDefinition {
    let parsed: LibrarySignature[] | undefined;
    return { typeName, bodies, signatures: () => (parsed ??= Object.keys(bodies).map((text) => parseSignature(typeName, text))) };
}

/** Reads one signature text. Throws on what it cannot read: a mistake of the author. */
export function parseSignature(typeName: string, text: string): LibrarySignature {
    const isStatic = /^static\s/.test(text);
    const rest = text.replace(/^static\s+/, '').trim();
    const property = /^(get|set)\s+(?:(\S.*?)\s+)?([\w.]+)$/.exec(rest);
    if (property) {
        const [, accessor, type, name] = property;
        const member = name.includes('.') ? name : `${typeName}.${name}`;
        return {
            isStatic,
            kind: accessor === 'get' ? 'getter' : 'setter',
            returns: type ?? '',
            name: name.slice(name.lastIndexOf('.') + 1),
            parameters: [],
            key: `${accessor} ${member}`
        };
    }
    const method = /^(?:(\S.*?)\s+)?(\w+|<init>)\s*\((.*)\)$/.exec(rest);
    if (!method) {
        throw new Error(`Not a signature of ${typeName}: ${text}`);
    }
    const isConstructor = method[2] === 'new' || method[2] === '<init>';
    const parameters = splitParameters(method[3]).map(typeOfParameter);
    const name = isConstructor ? '<init>' : method[2];
    return {
        isStatic,
        kind: isConstructor ? 'constructor' : 'method',
        returns: isConstructor ? typeName : (method[1] ?? 'void').replace(/\s+/g, ''),
        name,
        parameters,
        key: `${typeName}.${name}(${parameters.join(',')})`
    };
}

/** At the commas outside of `<…>`. */
function splitParameters(text: string): string[] {
    const parts: string[] = [];
    let depth = 0;
    let start = 0;
    for (let i = 0; i < text.length; i++) {
        depth += text[i] === '<' ? 1 : text[i] === '>' ? -1 : 0;
        if (text[i] === ',' && depth === 0) {
            parts.push(text.slice(start, i));
            start = i + 1;
        }
    }
    const last = text.slice(start);
    return last.trim() === '' ? parts : [...parts, last];
}

/** `Map<Id, Account> records` → `Map<Id,Account>`; the name may be missing. */
function typeOfParameter(text: string): string {
    const named = /^(.*[\w>\]])\s+\w+$/s.exec(text.trim());
    return (named ? named[1] : text).replace(/\s+/g, '');
}

/**
 * Keys compare without case, and without the System namespace of parameter types: `System.Queueable.execute(System.QueueableContext)`
 * is what the compiler asks for, `execute(QueueableContext context)` what an author writes.
 */
export function normalizeKey(key: string): string {
    const open = key.indexOf('(');
    if (open < 0) {
        return key.toLowerCase();
    }
    return (
        key.slice(0, open) +
        key
            .slice(open)
            .replace(/\s+/g, '')
            .replace(/([(,<])System\./gi, '$1')
    ).toLowerCase();
}

/** Where the runtime finds the bodies of the platform's members. */
export interface LibraryBodies {
    body(key: string): LibraryBody | undefined;
}

/** Looks bodies up by class, so that only the signatures of classes in use are ever read. */
export class LibraryTable implements LibraryBodies {
    private readonly definitions = new Map<string, LibraryDefinition[]>();
    private readonly tables = new Map<string, Map<string, LibraryBody>>();

    constructor(definitions: Iterable<LibraryDefinition> = []) {
        for (const definition of definitions) {
            this.add(definition);
        }
    }

    /** A class may come in several parts. */
    add(definition: LibraryDefinition): void {
        const typeName = definition.typeName.toLowerCase();
        this.definitions.set(typeName, [...(this.definitions.get(typeName) ?? []), definition]);
        this.tables.delete(typeName);
    }

    body(key: string): LibraryBody | undefined {
        const normalized = normalizeKey(key);
        return this.table(ownerOf(normalized)).get(normalized);
    }

    /** Is there a body? Properties count when they can be read. */
    has(key: string): boolean {
        return this.body(key) !== undefined || this.body(`get ${key}`) !== undefined;
    }

    all(): LibraryDefinition[] {
        return [...this.definitions.values()].flat();
    }

    private table(typeName: string): Map<string, LibraryBody> {
        let table = this.tables.get(typeName);
        if (!table) {
            table = new Map();
            for (const definition of this.definitions.get(typeName) ?? []) {
                const bodies = Object.values(definition.bodies);
                definition.signatures().forEach((signature, index) => table?.set(normalizeKey(signature.key), bodies[index]));
            }
            this.tables.set(typeName, table);
        }
        return table;
    }
}

/** `get system.restrequest.requesturi` → `system.restrequest`; `system.string.valueof(object)` → `system.string`. */
function ownerOf(normalizedKey: string): string {
    const path = normalizedKey.replace(/\(.*$/s, '').replace(/^(get|set) /, '');
    return path.slice(0, path.lastIndexOf('.'));
}
