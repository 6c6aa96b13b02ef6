/** Brings the tables of a database in line with the schema: creates, alters, or refuses. */
import type { DatabaseSync } from 'node:sqlite';
import type { SObjectSchema } from '../../schema/model.ts';
import { columnDeclaration, columnsOf, indexStatement, quoted } from './columns.ts';
import type { Column, StorageClass } from './columns.ts';
import { KeptDatabaseError } from './errors.ts';

interface KeptColumn {
    name: string;
    storage: StorageClass;
}

export interface AlignOptions {
    /** Fields and objects that are gone from the schema take their data along, as a deployment's deletions do. */
    discardData?: boolean;
}

/**
 * A table made inside a savepoint goes with its rollback.
 *
 * @throws KeptDatabaseError when a kept field that holds data is gone from the schema (unless data may go) or is stored differently now
 */
export function alignTables(database: DatabaseSync, objects: Iterable<SObjectSchema>, { discardData = false }: AlignOptions = {}): void {
    const kept = keptColumns(database);
    const remember = database.prepare('INSERT INTO _columns (object, name, storage) VALUES (?, ?, ?)');
    const present = new Set<string>();
    for (const object of objects) {
        present.add(object.name.toLowerCase());
        const before = kept.get(object.name.toLowerCase());
        const columns = columnsOf(object);
        const added = before
            ? alterTable(database, object, columns, { kept: before, discardData })
            : createTable(database, object, columns);
        for (const column of added) {
            remember.run(object.name.toLowerCase(), column.name, column.storage);
        }
    }
    for (const [name, columns] of kept) {
        if (!present.has(name)) {
            dropTable(database, name, columns, discardData);
        }
    }
}

function keptColumns(database: DatabaseSync): Map<string, KeptColumn[]> {
    const kept = new Map<string, KeptColumn[]>();
    for (const row of database.prepare('SELECT object, name, storage FROM _columns').all()) {
        const object = String(row.object);
        const columns = kept.get(object) ?? [];
        columns.push({ name: String(row.name), storage: String(row.storage) as StorageClass });
        kept.set(object, columns);
    }
    return kept;
}

function createTable(database: DatabaseSync, object: SObjectSchema, columns: Column[]): Column[] {
    database.exec(`CREATE TABLE ${quoted(object.name)} (${columns.map(columnDeclaration).join(', ')})`);
    createIndexes(database, object.name, columns);
    return columns;
}

function createIndexes(database: DatabaseSync, table: string, columns: readonly Column[]): void {
    for (const column of columns) {
        if (column.indexed) {
            database.exec(indexStatement(table, column));
        }
    }
}

function alterTable(
    database: DatabaseSync,
    object: SObjectSchema,
    columns: Column[],
    { kept, discardData }: { kept: KeptColumn[]; discardData: boolean }
): Column[] {
    const wanted = new Map(columns.map((column) => [column.name.toLowerCase(), column]));
    const still = new Set<string>();
    for (const old of kept) {
        const now = wanted.get(old.name.toLowerCase());
        if (now?.storage === old.storage) {
            still.add(old.name.toLowerCase());
            continue;
        }
        if ((now || !discardData) && holdsData(database, object.name, old)) {
            throw now
                ? new KeptDatabaseError(
                      'fieldChanged',
                      `The kept database holds ${object.name}.${old.name} as ${old.storage}, the metadata wants ${now.storage}.`,
                      object.name,
                      old.name
                  )
                : new KeptDatabaseError(
                      'fieldRemoved',
                      `The kept database has data in ${object.name}.${old.name}, which the metadata no longer has.`,
                      object.name,
                      old.name
                  );
        }
        database.exec(`DROP INDEX IF EXISTS ${quoted(`${object.name}.${old.name}`)}`);
        database.exec(`ALTER TABLE ${quoted(object.name)} DROP COLUMN ${quoted(old.name)}`);
        database.prepare('DELETE FROM _columns WHERE object = ? AND name = ?').run(object.name.toLowerCase(), old.name);
    }
    const added = columns.filter((column) => !still.has(column.name.toLowerCase()));
    for (const column of added) {
        database.exec(`ALTER TABLE ${quoted(object.name)} ADD COLUMN ${columnDeclaration(column)}`);
    }
    createIndexes(database, object.name, columns);
    return added;
}

function holdsData(database: DatabaseSync, table: string, column: KeptColumn): boolean {
    const some = column.storage === 'boolean' ? `${quoted(column.name)} <> 0` : `${quoted(column.name)} IS NOT NULL`;
    return database.prepare(`SELECT 1 FROM ${quoted(table)} WHERE ${some} LIMIT 1`).get() !== undefined;
}

function dropTable(database: DatabaseSync, name: string, columns: KeptColumn[], discardData: boolean): void {
    if (!discardData && database.prepare(`SELECT 1 FROM ${quoted(name)} LIMIT 1`).get() !== undefined) {
        throw new KeptDatabaseError('objectRemoved', `The kept database has records of ${name}, which the metadata no longer has.`, name);
    }
    for (const column of columns) {
        database.exec(`DROP INDEX IF EXISTS ${quoted(`${name}.${column.name}`)}`);
    }
    database.exec(`DROP TABLE ${quoted(name)}`);
    database.prepare('DELETE FROM _columns WHERE object = ?').run(name);
}
