/** The org's records: SOQL, DML, savepoints. Implements the runtime's DataPort over a Store. */
import { parseSoql, SoqlSyntaxError, SoqlUnsupportedError } from '../language/parseSoql.ts';
import type { Query, SoslQuery } from '../language/soqlAst.ts';
import { UnsupportedError } from '../runtime/errors.ts';
import type { DataPort, DmlOptions, DmlVerb, QueryOptions, RowResult } from '../runtime/ports.ts';
import type { Transaction } from '../runtime/Transaction.ts';
import { ApexException } from '../runtime/values/ApexException.ts';
import { ApexList } from '../runtime/values/ApexList.ts';
import type { SObject } from '../runtime/values/SObject.ts';
import type { Schema } from '../schema/model.ts';
import type { RoomParts } from './dml/context.ts';
import { runStatement } from './dml/statement.ts';
import { EVERYTHING_ALLOWED, NO_EVENTS, NO_TRIGGERS } from './ports.ts';
import { isAggregateQuery, runAggregate } from './soql/aggregates.ts';
import type { QueryContext } from './soql/context.ts';
import { queryException } from './soql/errors.ts';
import { countRecords, readRecords } from './soql/records.ts';
import type { RecordRows } from './soql/records.ts';
import { runSearch } from './soql/search.ts';
import type { Store } from './store/Store.ts';
import { storedDatetime } from './values/codec.ts';

export interface DataRoomOptions extends Partial<Omit<RoomParts, 'store'>> {
    store: Store;
}

/** The savepoints of one transaction, and the trigger contexts that they belong to. */
interface Savepoints {
    /** Depth of the store's stack before the transaction began. */
    base: number;
    open: { mark: number; triggerDepth: number; trigger: unknown }[];
}

const SAVEPOINTS = Symbol('savepoints');
/** Key of Transaction.state: the Ids that Test.setFixedSearchResults gave. */
const FIXED_SEARCH_RESULTS = Symbol.for('fixedSearchResults');
const KEPT_QUERIES = 500;

export class DataRoom implements DataPort {
    readonly store: Store;
    readonly schema: Schema;
    readonly parts: RoomParts;
    readonly #parsed = new Map<string, Query>();
    readonly #zones = new Map<string, string>();
    #zonesOf = -1;

    constructor(options: DataRoomOptions) {
        this.store = options.store;
        this.schema = options.store.schema;
        this.parts = {
            store: options.store,
            policy: options.policy ?? EVERYTHING_ALLOWED,
            rules: options.rules ?? [],
            triggers: options.triggers ?? NO_TRIGGERS,
            events: options.events ?? NO_EVENTS
        };
    }

    // ---- queries ----

    parse(text: string): Query {
        let query = this.#parsed.get(text);
        if (!query) {
            query = parseText(text);
            if (this.#parsed.size >= KEPT_QUERIES) {
                this.#parsed.clear();
            }
            this.#parsed.set(text, query);
        }
        return query;
    }

    query(transaction: Transaction, query: Query, options: QueryOptions): ApexList {
        const context = this.#context(transaction, query, options);
        if (isAggregateQuery(query)) {
            const { records, rowsUsed } = runAggregate(context, query);
            // The caller counts the rows of the result; the rows behind a SUM count as well.
            transaction.limits.count('queryRows', Math.max(0, rowsUsed - records.length));
            return new ApexList('AggregateResult', records);
        }
        if (query.select.length === 1 && query.select[0]!.kind === 'countAll') {
            throw new UnsupportedError('SELECT COUNT() where records are expected');
        }
        const result = readRecords(context, query);
        return new ApexList(
            result.object.name,
            result.shape(result.rows, () => undefined)
        );
    }

    count(transaction: Transaction, query: Query, options: QueryOptions): number {
        return countRecords(this.#context(transaction, query, options), query);
    }

    *queryChunks(transaction: Transaction, query: Query, options: QueryOptions, size: number): Generator<SObject[]> {
        transaction.limits.count('queries');
        const context = this.#context(transaction, query, options);
        if (isAggregateQuery(query)) {
            const { records, rowsUsed } = runAggregate(context, query);
            transaction.limits.count('queryRows', rowsUsed);
            yield* pieces(records, size);
            return;
        }
        const result = readRecords(context, query);
        transaction.limits.count('queryRows', result.rows.length);
        yield* this.#shaped(transaction, result, size);
    }

    *#shaped(transaction: Transaction, result: RecordRows, size: number): Generator<SObject[]> {
        for (const rows of pieces(result.rows, size)) {
            yield result.shape(rows, (children) => transaction.limits.count('queryRows', children));
        }
    }

    /**
     * The Ids that a query finds, in its order: what a batch or a cursor fixes when it starts. Counts nothing;
     * `queryByIds` reads the rows as they are then.
     */
    queryIds(transaction: Transaction, query: Query, options: QueryOptions): string[] {
        const onlyId: Query = { ...query, select: [{ kind: 'field', field: { at: query.at, path: ['Id'] }, alias: null }] };
        const { rows } = readRecords(this.#context(transaction, query, options), onlyId);
        return rows.map((row) => String(row[0]));
    }

    /** The query's rows among some Ids, in the order of the Ids; rows that no longer exist are missing. Counts nothing. */
    queryByIds(transaction: Transaction, query: Query, options: QueryOptions, ids: readonly string[]): SObject[] {
        // What the cursor holds is a set of Ids: a row that has changed since still comes.
        const unfiltered: Query = { ...query, where: null, orderBy: [], limit: null, offset: null, scope: null };
        const result = readRecords(this.#context(transaction, query, options), unfiltered, { ids });
        const place = new Map(ids.map((id, index) => [id, index]));
        return result.shape(result.rows, () => undefined).sort((left, right) => place.get(left.id!)! - place.get(right.id!)!);
    }

    search(transaction: Transaction, query: SoslQuery, options: QueryOptions): ApexList {
        const fixed = transaction.state.get(FIXED_SEARCH_RESULTS) as readonly string[] | undefined;
        return runSearch(this.#context(transaction, query, options), query, fixed ?? (transaction.isTest ? [] : null));
    }

    #context(transaction: Transaction, query: Pick<Query, 'with'>, options: QueryOptions): QueryContext {
        const mode = query.with?.mode;
        const access = mode === 'USER_MODE' ? 'user' : mode === 'SYSTEM_MODE' ? 'system' : options.access;
        return {
            store: this.store,
            schema: this.schema,
            policy: this.parts.policy,
            userId: transaction.userId,
            access,
            sharing: options.sharing || access === 'user',
            enforced: mode === 'SECURITY_ENFORCED',
            binds: options.binds,
            now: transaction.now(),
            zone: this.zoneOf(transaction.userId)
        };
    }

    /** Time zone of a user; GMT when there is none. */
    zoneOf(userId: string): string {
        if (!this.schema.object('User')?.present) {
            return 'GMT';
        }
        const generation = this.store.generation('User');
        if (generation !== this.#zonesOf) {
            this.#zones.clear();
            this.#zonesOf = generation;
        }
        let zone = this.#zones.get(userId);
        if (zone === undefined) {
            zone = String(this.store.get('SELECT * FROM "User" WHERE "Id" = ?', userId)?.TimeZoneSidKey ?? 'GMT');
            this.#zones.set(userId, zone);
        }
        return zone;
    }

    // ---- DML ----

    dml(transaction: Transaction, verb: DmlVerb, records: SObject[], options: DmlOptions): RowResult[] {
        return runStatement({ ...this.parts, transaction, options, zoneOf: (userId) => this.zoneOf(userId) }, verb, records);
    }

    /** Database.emptyRecycleBin */
    emptyRecycleBin(transaction: Transaction, records: SObject[]): RowResult[] {
        const options: DmlOptions = { access: 'system', sharing: false, allOrNone: false, externalIdField: null };
        return runStatement({ ...this.parts, transaction, options, zoneOf: (userId) => this.zoneOf(userId) }, 'purge', records);
    }

    // ---- transactions and savepoints ----

    begin(transaction: Transaction): void {
        const base = this.store.depth;
        this.store.mark();
        transaction.state.set(SAVEPOINTS, { base, open: [] } satisfies Savepoints);
    }

    commit(transaction: Transaction): void {
        this.store.release(this.#savepoints(transaction).base + 1);
        transaction.state.delete(SAVEPOINTS);
        transaction.committed = true;
        this.parts.events.committed(transaction);
    }

    abort(transaction: Transaction): void {
        const { base } = this.#savepoints(transaction);
        this.store.rollbackTo(base + 1);
        this.store.release(base + 1);
        transaction.state.delete(SAVEPOINTS);
        this.parts.events.aborted(transaction);
    }

    #savepoints(transaction: Transaction): Savepoints {
        const savepoints = transaction.state.get(SAVEPOINTS) as Savepoints | undefined;
        if (!savepoints) {
            throw new Error('The transaction has not begun');
        }
        return savepoints;
    }

    /** Returns the savepoint's number, counted from 1 in the transaction. */
    setSavepoint(transaction: Transaction): number {
        const { open } = this.#savepoints(transaction);
        return open.push({
            mark: this.store.mark(),
            triggerDepth: transaction.triggers.length,
            trigger: transaction.triggers.at(-1) ?? null
        });
    }

    rollback(transaction: Transaction, savepoint: number): void {
        const savepoints = this.#savepoints(transaction);
        const { mark } = this.#openSavepoint(transaction, savepoints, savepoint);
        this.store.rollbackTo(mark);
        savepoints.open.length = savepoint;
        this.parts.events.rolledBack(transaction, savepoint);
    }

    /** Test.setCreatedDate */
    setCreatedDate(_transaction: Transaction, id: string, milliseconds: number): void {
        const object = this.schema.objectByKeyPrefix(id.slice(0, 3));
        if (!object?.present || !this.store.update(object.name, id, { CreatedDate: storedDatetime(milliseconds) })) {
            throw ApexException.of('System.TypeException', `No record with Id ${id}`);
        }
    }

    releaseSavepoint(transaction: Transaction, savepoint: number): void {
        const savepoints = this.#savepoints(transaction);
        const { mark } = this.#openSavepoint(transaction, savepoints, savepoint);
        this.store.release(mark);
        savepoints.open.length = savepoint - 1;
    }

    #openSavepoint(transaction: Transaction, { open }: Savepoints, savepoint: number): Savepoints['open'][number] {
        const found = open[savepoint - 1];
        // A savepoint set inside a trigger is gone with the statement that ran it.
        if (!found || found.mark > this.store.depth || found.trigger !== (transaction.triggers.at(-1) ?? null)) {
            throw ApexException.of('System.TypeException', 'Invalid savepoint');
        }
        return found;
    }
}

function parseText(text: string): Query {
    try {
        return parseSoql(text);
    } catch (error) {
        if (error instanceof SoqlSyntaxError) {
            throw queryException(error.message);
        }
        if (error instanceof SoqlUnsupportedError) {
            throw new UnsupportedError(error.message);
        }
        throw error;
    }
}

function* pieces<T>(items: readonly T[], size: number): Generator<T[]> {
    for (let start = 0; start < items.length; start += size) {
        yield items.slice(start, start + size);
    }
}
