/**
 * Key prefixes of custom objects are the org's, not the project's: an object keeps the one that it was first given,
 * whatever is added to the project later.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { Schema, SObjectSchema } from '../../schema/model.ts';

/** The schema with the database's prefixes in place of those that the project's order of files suggests. */
export function withKeptPrefixes(database: DatabaseSync, schema: Schema): Schema {
    const kept = new Map<string, string>();
    for (const row of database.prepare('SELECT object, prefix FROM _prefixes').all()) {
        kept.set(String(row.object), String(row.prefix));
    }
    const taken = new Set(kept.values());
    for (const object of schema.objects()) {
        if (object.keyPrefix && !isNumbered(object)) {
            taken.add(object.keyPrefix);
        }
    }
    const remember = database.prepare('INSERT INTO _prefixes (object, prefix) VALUES (?, ?)');
    const replaced = new Map<string, SObjectSchema>();
    for (const object of schema.objects()) {
        if (!isNumbered(object)) {
            continue;
        }
        const lower = object.name.toLowerCase();
        let prefix = kept.get(lower);
        if (!prefix) {
            prefix = object.keyPrefix && !taken.has(object.keyPrefix) ? object.keyPrefix : freePrefix(object, taken);
            taken.add(prefix);
            remember.run(lower, prefix);
        }
        if (prefix !== object.keyPrefix) {
            replaced.set(lower, { ...object, keyPrefix: prefix });
        }
    }
    return replaced.size === 0 ? schema : new PatchedSchema(schema, replaced);
}

/** Objects whose prefix the org numbers itself. */
function isNumbered(object: SObjectSchema): boolean {
    return object.custom && object.present;
}

const LETTERS: Partial<Record<SObjectSchema['kind'], string>> = { customMetadata: 'm', platformEvent: 'e', externalObject: 'x' };

function freePrefix(object: SObjectSchema, taken: ReadonlySet<string>): string {
    const letter = LETTERS[object.kind] ?? 'a';
    for (let number = 0; number < 36 * 36; number++) {
        const prefix = letter + number.toString(36).padStart(2, '0');
        if (!taken.has(prefix)) {
            return prefix;
        }
    }
    throw new Error(`No key prefix is left for ${object.name}`);
}

class PatchedSchema implements Schema {
    readonly features: Schema['features'];
    readonly #base: Schema;
    readonly #replaced: ReadonlyMap<string, SObjectSchema>;
    readonly #byPrefix = new Map<string, SObjectSchema>();

    constructor(base: Schema, replaced: ReadonlyMap<string, SObjectSchema>) {
        this.#base = base;
        this.#replaced = replaced;
        this.features = base.features;
        for (const object of this.objects()) {
            if (object.keyPrefix) {
                this.#byPrefix.set(object.keyPrefix, object);
            }
        }
    }

    object(name: string): SObjectSchema | undefined {
        return this.#replaced.get(name.toLowerCase()) ?? this.#base.object(name);
    }

    objectByKeyPrefix(prefix: string): SObjectSchema | undefined {
        return this.#byPrefix.get(prefix);
    }

    *objects(): Iterable<SObjectSchema> {
        for (const object of this.#base.objects()) {
            yield this.#replaced.get(object.name.toLowerCase()) ?? object;
        }
    }
}
