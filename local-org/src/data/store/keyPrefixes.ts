/**
 * Key prefixes of custom objects are the org's, not the project's: an object keeps the one that it was first given,
 * whatever is added to the project later. Read them before the schema is built, and hand them to `buildSchema`.
 */
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { SObjectSchema } from '../../schema/model.ts';

/** Prefix by object name as the database at `file` gave them; empty when there is none yet. */
export function keptKeyPrefixes(file: string): Record<string, string> {
    if (file === ':memory:' || !existsSync(file)) {
        return {};
    }
    return readKept(file, (database) => Object.fromEntries(readPrefixes(database))) ?? {};
}

/** The value of a counter in the database at `file`; null when it has none. */
export function keptCounter(file: string, name: string): number | null {
    const read = (database: DatabaseSync): number | null =>
        (database.prepare('SELECT value FROM _counters WHERE name = ?').get(name)?.value ?? null) as number | null;
    return existsSync(file) ? readKept(file, read) : null;
}

function readKept<T>(file: string, read: (database: DatabaseSync) => T): T | null {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
        return read(database);
    } catch {
        // No table yet, or no database at all: opening it will say so.
        return null;
    } finally {
        database.close();
    }
}

/** Prefix by object name, of an open database. */
export function readPrefixes(database: DatabaseSync): Map<string, string> {
    return new Map(
        database
            .prepare('SELECT object, prefix FROM _prefixes')
            .all()
            .map((row) => [String(row.object), String(row.prefix)])
    );
}

/** Remembers the prefixes of new custom objects; an object with another prefix than before means that `keptKeyPrefixes` was not asked. */
export function rememberPrefixes(database: DatabaseSync, objects: Iterable<SObjectSchema>): void {
    const kept = readPrefixes(database);
    const remember = database.prepare('INSERT INTO _prefixes (object, prefix) VALUES (?, ?)');
    for (const object of objects) {
        if (!object.custom || !object.keyPrefix) {
            continue;
        }
        const before = kept.get(object.name);
        if (before === undefined) {
            remember.run(object.name, object.keyPrefix);
        } else if (before !== object.keyPrefix) {
            throw new Error(`${object.name} had the key prefix ${before} in this database; the schema was built with ${object.keyPrefix}`);
        }
    }
}
