/**
 * The registry of library bodies: the class `System.String` stands in System/String.ts, `System.Limits` in
 * System/Limits.ts. A file is loaded when the first of its members is asked for.
 */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { normalizeKey } from '../runtime/library.ts';
import { loadLibraryData } from '../schema/libraryData.ts';
import { connectDataClass } from './support/valueClass.ts';
import type { LibraryBodies, LibraryBody, LibraryDefinition } from '../runtime/library.ts';

const HERE = new URL('./', import.meta.url);
/** Synchronous, as emitted code is; modules are shared with `import`. */
const require = createRequire(import.meta.url);
/** Folders that hold helpers, not classes. */
const HELPERS = new Set(['support', 'text', 'json']);

let registry: Registry | undefined;

/** One registry per process: bodies keep no state of an org. */
export function stdlibBodies(): StdlibBodies {
    return theRegistry();
}

export interface StdlibBodies extends LibraryBodies {
    /** Is there a body? A property counts when it can be read. */
    has(key: string): boolean;
}

function theRegistry(): Registry {
    return (registry ??= new Registry());
}

/** Names of the classes that have a file, for the test that checks every signature and for COVERAGE. */
export function stdlibClasses(): string[] {
    return [...theRegistry().files.values()].map((file) => file.typeName).sort();
}

/** The definitions in a class's file. */
export function stdlibDefinitions(typeName: string): LibraryDefinition[] {
    return theRegistry().definitions(typeName);
}

class Registry implements StdlibBodies {
    /** Lower-case type name → its file, relative to this folder. */
    readonly files = new Map<string, { typeName: string; path: string }>();
    private readonly loaded = new Map<string, Map<string, LibraryBody>>();

    constructor() {
        for (const namespace of readdirSync(HERE, { withFileTypes: true })) {
            if (!namespace.isDirectory() || HELPERS.has(namespace.name)) {
                continue;
            }
            for (const file of readdirSync(new URL(`${namespace.name}/`, HERE))) {
                // Files with a small letter are helpers of their folder.
                if (/^[A-Z].*\.ts$/.test(file)) {
                    const typeName = `${namespace.name}.${file.slice(0, -'.ts'.length)}`;
                    this.files.set(typeName.toLowerCase(), { typeName, path: `./${namespace.name}/${file}` });
                }
            }
        }
    }

    body(key: string): LibraryBody | undefined {
        const normalized = normalizeKey(key);
        const owner = ownerOf(normalized);
        return this.members(owner).get(normalized) ?? (normalized.includes('.<init>(') ? exceptionConstructor(owner) : undefined);
    }

    has(key: string): boolean {
        return this.body(key) !== undefined || this.body(`get ${key}`) !== undefined || isInterfaceMember(key);
    }

    definitions(typeName: string): LibraryDefinition[] {
        const file = this.files.get(typeName.toLowerCase());
        if (!file) {
            return [connectDataClass(typeName) ?? []].flat();
        }
        const exported = (require(file.path) as { default?: LibraryDefinition | LibraryDefinition[] }).default;
        // A file without a definition is a helper of its folder.
        return [exported ?? []].flat().filter((each) => typeof each.signatures === 'function');
    }

    private members(typeName: string): Map<string, LibraryBody> {
        let members = this.loaded.get(typeName);
        if (!members) {
            members = new Map();
            for (const definition of this.definitions(typeName)) {
                const bodies = Object.values(definition.bodies);
                for (const [index, signature] of definition.signatures().entries()) {
                    members.set(normalizeKey(signature.key), bodies[index]);
                }
            }
            this.loaded.set(typeName, members);
        }
        return members;
    }
}

/** All exceptions of the platform are made alike. */
function exceptionConstructor(typeName: string): LibraryBody | undefined {
    const type = loadLibraryData().type(typeName);
    return type?.superType === 'Exception' ? (rt, ...args: unknown[]) => rt.newException(type.name, ...args) : undefined;
}

/** What classes of the project implement is called through the interface, with no body of ours. */
function isInterfaceMember(key: string): boolean {
    return loadLibraryData().type(ownerOf(normalizeKey(key)))?.kind === 'interface';
}

/** `system.string` of `system.string.valueof(object)`, `get system.restcontext.request`, `system.httprequest.<init>()`. */
function ownerOf(normalizedKey: string): string {
    const member = normalizedKey.replace(/\(.*$/s, '').replace(/^[gs]et /, '');
    return member.slice(0, member.lastIndexOf('.'));
}
