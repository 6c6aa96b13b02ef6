/**
 * What the data room asks of the rooms above it (security, platform, async, the assembler). They implement
 * these ports and hand them to `openData`; data knows nothing else of them.
 *
 * Rows travel in their stored form (`StoredRow`): what SQLite holds, keyed by API name in the schema's spelling.
 */
import type { SObjectSchema } from '../schema/model.ts';
import type { SecurityPort, RowError, RowResult, DmlOptions } from '../runtime/ports.ts';
import type { Transaction, TriggerContext } from '../runtime/Transaction.ts';
import type { SObject } from '../runtime/values/SObject.ts';

/**
 * Booleans are 0 or 1, dates `YYYY-MM-DD`, date-times `YYYY-MM-DDTHH:mm:ss.SSSZ` (UTC), times `HH:mm:ss.SSSZ`,
 * numbers numbers, Ids their 18-character form, multi-select picklists `a;b`, blobs bytes. Empty text is null.
 */
export type StoredValue = string | number | null | Uint8Array;
export type StoredRow = Record<string, StoredValue>;

/** A piece of SQL with the values of its `?` in order. */
export interface SqlFragment {
    sql: string;
    parameters: StoredValue[];
}

export type RowAccess = 'read' | 'edit' | 'delete' | 'transfer';

/** Who may see and change what. Implemented by `security/`. */
export interface AccessPolicy extends Pick<SecurityPort, 'objectAccess' | 'fieldAccess' | 'hasUserPermission'> {
    /**
     * The rows of `object` that sharing gives this user, as a boolean SQL expression over the table alias `alias`
     * (a plain identifier: write `${alias}."OwnerId"`). Tables and columns carry the API names and must be quoted
     * (`"Group"`, `"Order"`). null = every row. Asked when sharing applies (user mode, or system mode `with sharing`).
     */
    rowFilter(userId: string, object: SObjectSchema, access: RowAccess, alias: string): SqlFragment | null;
    /**
     * Rows that platform permissions hide even from system mode (other people's sessions without Manage Users):
     * the same form; null = no such rule.
     */
    platformFilter(userId: string, object: SObjectSchema, access: RowAccess, alias: string): SqlFragment | null;
}

export type SaveVerb = 'insert' | 'update' | 'delete' | 'undelete';

export interface Save {
    transaction: Transaction;
    /** An upsert arrives as an insert and an update, a merge as an update and a delete; rows that die by cascade as a delete. */
    verb: SaveVerb;
    object: SObjectSchema;
    options: DmlOptions;
    /** Is this the platform's own follow-up (cascade, set null, a write of a SaveRule), not the statement's own rows? */
    indirect: boolean;
}

/** One row on its way through a save. */
export interface PendingRow {
    readonly id: string;
    /** As stored before; null on insert. */
    readonly before: Readonly<StoredRow> | null;
    /** As it will be stored. A rule may change it in `prepare` and `check`. null on delete. */
    readonly after: StoredRow | null;
    /** Does the save change this field (API name as spelled in the schema)? On insert: is it not null? */
    changes(field: string): boolean;
    /** Marks the row as failed; it is not saved, the statement goes on with the others. */
    fail(error: RowError): void;
    readonly failed: boolean;
}

/**
 * Platform rules around saves. Implemented by `platform/` and `security/`; all rules run in the order given.
 * A rule gets the rows of one chunk (at most 200) that have not failed yet.
 */
export interface SaveRule {
    /** Lower-case object names that the rule is about; null = every object. */
    readonly objects: ReadonlySet<string> | null;
    /** Only for these verbs; absent = all. */
    readonly verbs?: ReadonlySet<SaveVerb>;
    /** Before the before-triggers, after the first system validation: fill in what the platform fills in. */
    prepare?(save: Save, rows: readonly PendingRow[]): void;
    /** After the before-triggers and the second system validation, before anything is written: refuse rows. */
    check?(save: Save, rows: readonly PendingRow[]): void;
    /** Written, before the after-triggers: side effects on other rows, through the store or `DataRoom.system`. */
    saved?(save: Save, rows: readonly PendingRow[]): void;
}

/** Runs the Apex triggers of an object. Implemented by the assembler. */
export interface TriggerRunner {
    hasTriggers(object: SObjectSchema, operation: TriggerContext['operation']): boolean;
    /**
     * Runs every trigger of the object for this operation, in system mode, over at most 200 records. The context is
     * already on `transaction.triggers`. Before-triggers change `newRecords` in place; `addError` leaves its error on the record.
     * Whatever the trigger throws comes through.
     */
    run(transaction: Transaction, context: TriggerContext): void;
}

/** Platform events and the end of transactions. Implemented by `async/`. */
export interface EventSink {
    /** `insert` of a platform event object by DML. */
    publish(transaction: Transaction, object: SObjectSchema, events: SObject[]): RowResult[];
    /** A savepoint was rolled back: what was handed over since (after-commit events) is void. `mark` counts savepoints of the transaction. */
    rolledBack(transaction: Transaction, savepoint: number): void;
    /** The transaction has been committed. */
    committed(transaction: Transaction): void;
    /** The transaction has been rolled back as a whole. */
    aborted(transaction: Transaction): void;
}

/** Lets everything pass: for tests of this room and an org with one almighty user. */
export const EVERYTHING_ALLOWED: AccessPolicy = {
    objectAccess: () => ({ create: true, read: true, edit: true, delete: true, viewAll: true, modifyAll: true }),
    fieldAccess: () => ({ read: true, edit: true }),
    hasUserPermission: () => true,
    rowFilter: () => null,
    platformFilter: () => null
};

export const NO_TRIGGERS: TriggerRunner = { hasTriggers: () => false, run: () => undefined };

export const NO_EVENTS: EventSink = {
    publish: (_transaction, _object, events) => events.map(() => ({ success: true, id: null, created: true, errors: [] })),
    rolledBack: () => undefined,
    committed: () => undefined,
    aborted: () => undefined
};
