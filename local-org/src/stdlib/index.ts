/**
 * The registry of library bodies: the class `System.String` stands in System/String.ts, `System.Limits` in
 * System/Limits.ts. A file is loaded when the first of its members is asked for.
 */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { LibraryBodies, LibraryBody, LibraryDefinition } from '../runtime/library.ts';

const HERE = new URL('./', import.meta.url);
/** Synchronous, as emitted code is; modules are shared with `import`. */
const require = createRequire(import.meta.url);
/** Folders that hold helpers, not classes. */
const HELPERS = new Set(['support', 'text']);

let registry: Registry | undefined;

/** One registry per process: bodies keep no state of an org. */
export function stdlibBodies(): LibraryBodies {
    return (registry ??= new Registry());
}

/** Names of the classes that have a file, for the test that checks every signature and for COVERAGE. */
export function stdlibClasses(): string[] {
    return [...(stdlibBodies() as Registry).files.keys()].sort();
}

/** The definitions in a class's file. */
export function stdlibDefinitions(typeName: string): LibraryDefinition[] {
    return (stdlibBodies() as Registry).definitions(typeName);
}

class Registry implements LibraryBodies {
    /** Type name → file relative to this folder. */
    readonly files = new Map<string, string>();
    private readonly loaded = new Map<string, Map<string, LibraryBody>>();

    constructor() {
        for (const namespace of readdirSync(HERE, { withFileTypes: true })) {
            if (!namespace.isDirectory() || HELPERS.has(namespace.name)) {
                continue;
            }
            for (const file of readdirSync(new URL(`${namespace.name}/`, HERE))) {
                // Lower-case files are helpers of their folder.
                if (/^[A-Z].*\.ts$/.test(file) && !file.endsWith('.test.ts')) {
                    this.files.set(`${namespace.name}.${file.slice(0, -'.ts'.length)}`, `${namespace.name}/${file}`);
                }
            }
        }
    }

    body(key: string): LibraryBody | undefined {
        return this.members(ownerOf(key)).get(key);
    }

    has(key: string): boolean {
        const members = this.members(ownerOf(key));
        return members.has(key) || members.has(`get ${key}`);
    }

    definitions(typeName: string): LibraryDefinition[] {
        const file = this.files.get(typeName);
        if (!file) {
            return [];
        }
        const exported = (require(`./${file}`) as { default?: LibraryDefinition | LibraryDefinition[] }).default;
        // A file without definitions is a helper of its folder.
        return exported === undefined || typeof exported === 'function' ? [] : [exported].flat();
    }

    private members(typeName: string): Map<string, LibraryBody> {
        let members = this.loaded.get(typeName);
        if (!members) {
            members = new Map();
            for (const definition of this.definitions(typeName)) {
                for (const member of definition.members()) {
                    members.set(member.key, member.body);
                }
            }
            this.loaded.set(typeName, members);
        }
        return members;
    }
}

/** `System.String` of `System.String.valueOf(Object)`, `get System.RestContext.request`, `System.HttpRequest.<init>()`. */
function ownerOf(key: string): string {
    const member = key.replace(/^[gs]et /, '').replace(/\(.*$/, '');
    return member.slice(0, member.lastIndexOf('.'));
}
