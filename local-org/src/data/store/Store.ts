/**
 * The org's tables: one SQLite database, a table per object, a stack of savepoints. Knows nothing of Apex, triggers,
 * rights or limits. The other rooms read and write platform rows through it (`all`, `insert` …), the statements of
 * Apex go through `DataRoom`.
 */
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import { ApexDatetime } from '../../runtime/values/ApexDatetime.ts';
import type { Schema, SObjectSchema } from '../../schema/model.ts';
import type { StoredRow, StoredValue } from '../ports.ts';
import { columnsOf, quoted } from './columns.ts';
import { DEFINITIONS, entityDefinition, entityParticle, fieldDefinition } from './definitions.ts';
import { KeptDatabaseError } from './errors.ts';
import { IdGenerator } from './ids.ts';
import { readPrefixes, rememberPrefixes } from './keyPrefixes.ts';
import { alignTables } from './tables.ts';

/** Raised when the layout of the database itself (not of the org's objects) changes. */
const FORMAT_VERSION = 1;

/** A schema that can name the objects which this org has without making the thousands that it merely knows. */
export interface StoredSchema extends Schema {
    presentObjects?(): Iterable<SObjectSchema>;
}

export interface StoreOptions {
    /** Path of the database, `:memory:` for one that goes with the process. */
    file: string;
    /** Built with the prefixes that `keptKeyPrefixes(file)` gave. */
    schema: StoredSchema;
    /** Milliseconds; the org's clock. */
    now: () => number;
}

/** Who wrote a row; absent = the platform itself keeps the system fields as given. */
export interface SystemWrite {
    userId?: string;
}

export class Store {
    #schema: StoredSchema;
    readonly #database: DatabaseSync;
    #now: () => number;
    readonly #ids: IdGenerator;
    readonly #statements = new Map<string, StatementSync>();
    readonly #arrayStatements = new Map<string, StatementSync>();
    readonly #columns = new Map<string, ReadonlyMap<string, string>>();
    readonly #writes = new Map<string, number>();
    #rollbacks = 0;
    #depth = 0;

    private constructor(database: DatabaseSync, schema: StoredSchema, now: () => number, opening: number) {
        this.#database = database;
        this.#schema = schema;
        this.#now = now;
        this.#ids = new IdGenerator(opening);
        database.function('local_time', { deterministic: true }, localTime);
        database.function('fold', { deterministic: true }, fold);
    }

    /**
     * Opens or creates the database and brings its tables in line with the schema.
     *
     * @throws KeptDatabaseError when the kept database is newer than this program or its data would not fit
     */
    static open({ file, schema, now }: StoreOptions): Store {
        const database = new DatabaseSync(file);
        try {
            checkFormat(database, file);
            // Written ahead, a killed process loses nothing that was committed.
            database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA busy_timeout = 5000');
            database.exec('BEGIN IMMEDIATE');
            database.exec(
                `CREATE TABLE IF NOT EXISTS _columns (object TEXT, name TEXT, storage TEXT);
                 CREATE TABLE IF NOT EXISTS _prefixes (object TEXT PRIMARY KEY, prefix TEXT);
                 CREATE TABLE IF NOT EXISTS _cleared (root TEXT, object TEXT, id TEXT, field TEXT, value TEXT);
                 CREATE INDEX IF NOT EXISTS _cleared_root ON _cleared (root);
                 CREATE TABLE IF NOT EXISTS _counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
                 PRAGMA user_version = ${FORMAT_VERSION}`
            );
            const opening = Number(
                database
                    .prepare(
                        `INSERT INTO _counters (name, value) VALUES ('opening', 0)
                         ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value`
                    )
                    .get()!.value
            );
            const present = presentObjects(schema);
            rememberPrefixes(database, present);
            alignTables(database, present);
            database.exec('COMMIT');
            const store = new Store(database, schema, now, opening);
            store.#describe(present);
            return store;
        } catch (error) {
            database.close();
            throw error;
        }
    }

    get schema(): StoredSchema {
        return this.#schema;
    }

    /** The prefixes that custom objects have: what a schema is to be built with before `adopt`. */
    keyPrefixes(): Record<string, string> {
        return Object.fromEntries(readPrefixes(this.#database));
    }

    /**
     * Takes on another schema while the database stays open: its tables follow, data of fields and objects that are gone are
     * gone. Call inside a savepoint: after a rollback to it, `restore` brings the old schema back.
     *
     * @throws KeptDatabaseError when data of a field would not fit the way in which it is stored now
     */
    adopt(schema: StoredSchema): void {
        this.#expectOpen(1);
        const present = presentObjects(schema);
        rememberPrefixes(this.#database, present);
        alignTables(this.#database, present, { discardData: true });
        this.restore(schema);
        this.#describe(present);
    }

    /** The schema is this one again: the database has been rolled back. */
    restore(schema: StoredSchema): void {
        this.#schema = schema;
        this.#statements.clear();
        this.#arrayStatements.clear();
        this.#columns.clear();
        this.#rollbacks++;
    }

    /** A new Id of something that has no table, by its key prefix: deployments, retrieves. */
    newIdOf(keyPrefix: string): string {
        return this.#ids.next(keyPrefix);
    }

    /** The schema as rows: of objects now, of fields when first asked for (`describeFields`). */
    #describe(present: readonly SObjectSchema[]): void {
        const mark = this.mark();
        for (const name of DEFINITIONS) {
            if (this.schema.object(name)?.present) {
                this.change(name, `DELETE FROM ${quoted(name)}`);
            }
        }
        if (this.schema.object('EntityDefinition')?.present) {
            present.forEach((object) => this.insert('EntityDefinition', entityDefinition(object)));
        }
        this.release(mark);
    }

    /** Fills FieldDefinition or EntityParticle unless it is; a rollback may empty it again. */
    describeFields(table: 'FieldDefinition' | 'EntityParticle'): void {
        if (this.arrays(`SELECT 1 FROM ${quoted(table)} LIMIT 1`, []).length > 0) {
            return;
        }
        const rowOf = table === 'FieldDefinition' ? fieldDefinition : entityParticle;
        for (const object of presentObjects(this.schema)) {
            for (const field of object.fields.values()) {
                this.insert(table, rowOf(object, field));
            }
        }
    }

    /** The org's clock; a transaction may bring its own. */
    set clock(now: () => number) {
        this.#now = now;
    }

    close(): void {
        this.#database.close();
    }

    /** Rows as objects keyed by column name (or alias) as written in the SQL. */
    all(sql: string, ...parameters: StoredValue[]): StoredRow[] {
        return this.#statement(sql).all(...parameters) as StoredRow[];
    }

    get(sql: string, ...parameters: StoredValue[]): StoredRow | undefined {
        return this.#statement(sql).get(...parameters) as StoredRow | undefined;
    }

    /** Rows as arrays: four times as fast for wide results. */
    arrays(sql: string, parameters: readonly StoredValue[]): StoredValue[][] {
        let statement = this.#arrayStatements.get(sql);
        if (!statement) {
            statement = this.#database.prepare(sql);
            statement.setReturnArrays(true);
            remember(this.#arrayStatements, sql, statement);
        }
        return statement.all(...parameters) as unknown as StoredValue[][];
    }

    /** A statement that changes rows of `object` (so that whoever caches from that table learns of it). Returns how many. */
    change(object: string, sql: string, ...parameters: StoredValue[]): number {
        this.touch(object);
        return Number(this.#statement(sql).run(...parameters).changes);
    }

    /** A number that differs whenever rows of the object may have changed: a key for caches built from its table. */
    generation(object: string): number {
        return (this.#writes.get(object.toLowerCase()) ?? 0) + this.#rollbacks;
    }

    touch(object: string): void {
        const key = object.toLowerCase();
        this.#writes.set(key, (this.#writes.get(key) ?? 0) + 1);
    }

    newId(object: SObjectSchema): string {
        if (!object.keyPrefix) {
            throw new Error(`${object.name} has no key prefix`);
        }
        return this.#ids.next(object.keyPrefix);
    }

    /** Has this database given out the Id? If so and the row is not there, it has been deleted. */
    knowsId(id: string): boolean {
        return this.#ids.knows(id);
    }

    /** Column names by their lower-case form. */
    columns(object: SObjectSchema): ReadonlyMap<string, string> {
        const key = object.name.toLowerCase();
        let columns = this.#columns.get(key);
        if (!columns) {
            columns = new Map(columnsOf(object).map((column) => [column.name.toLowerCase(), column.name]));
            this.#columns.set(key, columns);
        }
        return columns;
    }

    /** The table of an object that this org has; throws on others (a programming error of a room, not of Apex). */
    object(name: string): SObjectSchema {
        const object = this.schema.object(name);
        if (!object?.present) {
            throw new Error(`This org has no ${name}`);
        }
        return object;
    }

    /**
     * Writes one row as the platform itself does: no triggers, rules, rights or limits. Gives it an Id unless it has one,
     * and the system fields (CreatedDate, CreatedById … with `userId`), literal defaults and OwnerId where absent.
     * Returns the Id.
     */
    insert(objectName: string, values: StoredRow, { userId }: SystemWrite = {}): string {
        const object = this.object(objectName);
        const row: StoredRow = { Id: values.Id ?? this.newId(object), ...values };
        for (const field of object.fields.values()) {
            if (field.defaultValue !== null && row[field.name] === undefined) {
                row[field.name] = typeof field.defaultValue === 'boolean' ? Number(field.defaultValue) : field.defaultValue;
            }
        }
        this.#stamp(object, row, userId, true);
        this.#write(object, row);
        return String(row.Id);
    }

    /** Changes one row as the platform itself does. Returns false when there is no such row. */
    update(objectName: string, id: string, changes: StoredRow, { userId }: SystemWrite = {}): boolean {
        const object = this.object(objectName);
        const row = { ...changes };
        this.#stamp(object, row, userId, false);
        const names = Object.keys(row).filter((name) => this.#isColumn(object, name));
        if (names.length === 0) {
            return this.get(`SELECT 1 FROM ${quoted(object.name)} WHERE Id = ?`, id) !== undefined;
        }
        const assignments = names.map((name) => `${quoted(name)} = ?`).join(', ');
        return (
            this.change(
                object.name,
                `UPDATE ${quoted(object.name)} SET ${assignments} WHERE Id = ?`,
                ...names.map((name) => row[name]!),
                id
            ) > 0
        );
    }

    /** Removes a row for good. */
    remove(objectName: string, id: string): boolean {
        const object = this.object(objectName);
        return this.change(object.name, `DELETE FROM ${quoted(object.name)} WHERE Id = ?`, id) > 0;
    }

    #isColumn(object: SObjectSchema, name: string): boolean {
        if (!this.columns(object).has(name.toLowerCase())) {
            throw new Error(`${object.name} has no column ${name}`);
        }
        return true;
    }

    #write(object: SObjectSchema, row: StoredRow): void {
        const names = Object.keys(row).filter((name) => row[name] !== undefined && row[name] !== null && this.#isColumn(object, name));
        const sql = `INSERT INTO ${quoted(object.name)} (${names.map(quoted).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
        this.change(object.name, sql, ...names.map((name) => row[name]!));
    }

    #stamp(object: SObjectSchema, row: StoredRow, userId: string | undefined, created: boolean): void {
        const now = this.timestamp();
        const give = (name: string, value: StoredValue): void => {
            if (row[name] === undefined && object.fields.has(name.toLowerCase())) {
                row[name] = value;
            }
        };
        if (created) {
            give('CreatedDate', now);
            if (userId) {
                give('CreatedById', userId);
                give('OwnerId', userId);
            }
        }
        give('LastModifiedDate', now);
        give('SystemModstamp', now);
        if (userId) {
            give('LastModifiedById', userId);
        }
    }

    /** The org's time as stored: whole seconds. */
    timestamp(): string {
        return `${new Date(Math.floor(this.#now() / 1000) * 1000).toISOString()}`;
    }

    /** The next number of a counter that belongs to the data (auto numbers): undone by a rollback. Reserves `amount`, returns the first. */
    counter(name: string, first: number, amount = 1): number {
        const row = this.get(
            `INSERT INTO _counters (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = value + ? RETURNING value`,
            name,
            first + amount - 1,
            amount
        );
        return Number(row!.value) - amount + 1;
    }

    /** How many savepoints are open. */
    get depth(): number {
        return this.#depth;
    }

    /** Opens a savepoint inside those that are open; the first one is the transaction. Returns its number. */
    mark(): number {
        this.#database.exec(`SAVEPOINT s${++this.#depth}`);
        return this.#depth;
    }

    /** Undoes everything since the savepoint, which stays open; the ones opened after it are gone. */
    rollbackTo(mark: number): void {
        this.#expectOpen(mark);
        this.#database.exec(`ROLLBACK TO s${mark}`);
        this.#depth = mark;
        this.#rollbacks++;
    }

    /** Keeps what happened since the savepoint and closes it and those after it. Closing the first one commits. */
    release(mark: number): void {
        this.#expectOpen(mark);
        this.#database.exec(`RELEASE s${mark}`);
        this.#depth = mark - 1;
    }

    #expectOpen(mark: number): void {
        if (mark < 1 || mark > this.#depth) {
            throw new Error(`Savepoint ${mark} is not open`);
        }
    }

    #statement(sql: string): StatementSync {
        let statement = this.#statements.get(sql);
        if (!statement) {
            statement = this.#database.prepare(sql);
            remember(this.#statements, sql, statement);
        }
        return statement;
    }
}

/** SQLite's NOCASE knows ASCII letters only; this knows all of them. */
function fold(text: unknown): string | null {
    return typeof text === 'string' ? text.toLowerCase() : null;
}

/** A stored date-time as a wall clock in a zone, for convertTimezone. */
function localTime(stored: unknown, zone: unknown): string | null {
    return typeof stored === 'string' ? new Date(new ApexDatetime(Date.parse(stored)).localMilliseconds(String(zone))).toISOString() : null;
}

function presentObjects(schema: StoredSchema): SObjectSchema[] {
    return [...(schema.presentObjects?.() ?? schema.objects())].filter((object) => object.present);
}

const KEPT_STATEMENTS = 500;

function remember(statements: Map<string, StatementSync>, sql: string, statement: StatementSync): void {
    if (statements.size >= KEPT_STATEMENTS) {
        statements.delete(statements.keys().next().value!);
    }
    statements.set(sql, statement);
}

function checkFormat(database: DatabaseSync, file: string): void {
    let version: number;
    try {
        version = Number(database.prepare('PRAGMA user_version').get()!.user_version);
    } catch {
        throw new KeptDatabaseError('notADatabase', `${file} is not a database of the local org.`);
    }
    if (version > FORMAT_VERSION) {
        throw new KeptDatabaseError(
            'newerVersion',
            `${file} was written by a newer version of the local org (format ${version}, this one knows ${FORMAT_VERSION}).`
        );
    }
}
