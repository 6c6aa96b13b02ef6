/** Database.QueryLocator: a query, and the Ids that it found when it was made. The batch runner of `async` reads them. */
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import type { QueryOptions } from '../../runtime/ports.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';
import type { SObject } from '../../runtime/values/SObject.ts';
import { dataPart } from './dynamicQuery.ts';
import type { DynamicQuery } from './dynamicQuery.ts';

export class QueryLocator extends LibraryObject {
    readonly apexType = 'Database.QueryLocator';
    /** Query text; null when made of a static query. */
    readonly text: string | null;
    readonly dynamic: DynamicQuery | null;
    readonly options: QueryOptions | null;
    readonly ids: readonly string[];
    /** The records of a static query, which has run already. */
    readonly records: readonly SObject[] | null;

    private constructor(
        text: string | null,
        dynamic: DynamicQuery | null,
        options: QueryOptions | null,
        ids: readonly string[],
        records: readonly SObject[] | null
    ) {
        super();
        this.text = text;
        this.dynamic = dynamic;
        this.options = options;
        this.ids = ids;
        this.records = records;
    }

    /** Counts one query; the rows count against the locator's own limit unless a batch starts with it. */
    static of(rt: OrgRuntime, text: string, dynamic: DynamicQuery, options: QueryOptions): QueryLocator {
        rt.tx.limits.count('queries');
        const ids = dataPart(rt, 'queryIds')(rt.tx, dynamic.query, options);
        if (rt.tx.kind !== 'batch') {
            rt.tx.limits.count('queryLocatorRows', ids.length);
        }
        return new QueryLocator(text, dynamic, options, ids, null);
    }

    static ofRecords(records: readonly SObject[]): QueryLocator {
        return new QueryLocator(
            null,
            null,
            null,
            records.flatMap((record) => record.id ?? []),
            records
        );
    }

    get size(): number {
        return this.ids.length;
    }

    /** The rows from `position` on, as they are now; rows deleted since are missing. Counts nothing. */
    read(rt: OrgRuntime, position: number, count: number): SObject[] {
        if (this.records) {
            return this.records.slice(position, position + count);
        }
        return dataPart(rt, 'queryByIds')(rt.tx, this.dynamic!.query, this.options!, this.ids.slice(position, position + count));
    }
}

const ITERATOR_CHUNK = 200;

/** Database.QueryLocatorIterator */
export class QueryLocatorIterator extends LibraryObject {
    readonly apexType = 'Database.QueryLocatorIterator';
    private readonly rt: OrgRuntime;
    private readonly locator: QueryLocator;
    private position = 0;
    private waiting: SObject[] = [];

    constructor(rt: OrgRuntime, locator: QueryLocator) {
        super();
        this.rt = rt;
        this.locator = locator;
    }

    override get superTypes(): readonly string[] {
        return ['System.Iterator<SObject>'];
    }

    /** Without arguments, as all of stdlib's iterators: System.Iterator calls them so. */
    hasNext(): boolean {
        while (this.waiting.length === 0 && this.position < this.locator.size) {
            this.waiting = this.locator.read(this.rt, this.position, ITERATOR_CHUNK);
            this.position += ITERATOR_CHUNK;
        }
        return this.waiting.length > 0;
    }

    next(): SObject {
        if (!this.hasNext()) {
            throw ApexException.of('System.NoSuchElementException', 'Iterator has no more elements.');
        }
        return this.waiting.shift()!;
    }
}

/** Fetches that a transaction may make from its cursors. platform.md §7 */
export const MAXIMUM_FETCHES = 100;
const FETCHES = Symbol('cursor fetches');
const ROWS = Symbol('cursor rows');

/** What the transaction has used of its cursors: Limits tells it. */
export function cursorUse(rt: OrgRuntime): { fetches: number; rows: number } {
    const { state } = rt.tx;
    return { fetches: (state.get(FETCHES) as number | undefined) ?? 0, rows: (state.get(ROWS) as number | undefined) ?? 0 };
}

/** Database.Cursor: fixed at creation is which rows, not what is in them. */
export class Cursor extends LibraryObject {
    readonly apexType = 'Database.Cursor';
    private readonly dynamic: DynamicQuery;
    private readonly options: QueryOptions;
    private readonly ids: readonly string[];

    private constructor(dynamic: DynamicQuery, options: QueryOptions, ids: readonly string[]) {
        super();
        this.dynamic = dynamic;
        this.options = options;
        this.ids = ids;
    }

    static of(rt: OrgRuntime, dynamic: DynamicQuery, options: QueryOptions): Cursor {
        rt.tx.limits.count('queries');
        const ids = dataPart(rt, 'queryIds')(rt.tx, dynamic.query, options);
        rt.tx.state.set(ROWS, cursorUse(rt).rows + ids.length);
        return new Cursor(dynamic, options, ids);
    }

    get size(): number {
        return this.ids.length;
    }

    /** One query, and its rows. Throws System.InvalidParameterValueException past the end. */
    fetch(rt: OrgRuntime, position: number, count: number): ApexList {
        if (position < 0 || count < 0 || position + count > this.ids.length) {
            throw ApexException.of(
                'System.InvalidParameterValueException',
                `The cursor has ${this.ids.length} records: cannot fetch ${count} from position ${position}`
            );
        }
        const { state, limits } = rt.tx;
        const fetches = ((state.get(FETCHES) as number | undefined) ?? 0) + 1;
        state.set(FETCHES, fetches);
        if (fetches > MAXIMUM_FETCHES) {
            throw ApexException.of('System.LimitException', `Too many Apex cursor fetches: ${fetches}`);
        }
        limits.count('queries');
        const rows = dataPart(rt, 'queryByIds')(rt.tx, this.dynamic.query, this.options, this.ids.slice(position, position + count));
        limits.count('queryRows', rows.length);
        return new ApexList(rows[0]?.type ?? 'SObject', rows);
    }
}
