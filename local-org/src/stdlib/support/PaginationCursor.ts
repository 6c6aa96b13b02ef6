/** Database.PaginationCursor: pages that stay full although rows have been deleted since. */
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import type { QueryOptions } from '../../runtime/ports.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';
import { Cursor } from './QueryLocator.ts';
import type { DynamicQuery } from './dynamicQuery.ts';

export class PaginationCursor extends LibraryObject {
    readonly apexType = 'Database.PaginationCursor';
    private readonly cursor: Cursor;

    private constructor(cursor: Cursor) {
        super();
        this.cursor = cursor;
    }

    static of(rt: OrgRuntime, dynamic: DynamicQuery, options: QueryOptions): PaginationCursor {
        return new PaginationCursor(Cursor.of(rt, dynamic, options));
    }

    get size(): number {
        return this.cursor.size;
    }

    /** From `start` on until the page is full or nothing is left; what was deleted is skipped. */
    fetchPage(rt: OrgRuntime, start: number, pageSize: number): CursorFetchResult {
        const records: unknown[] = [];
        let type = 'SObject';
        let next = start;
        let deleted = 0;
        do {
            const wanted = Math.min(pageSize - records.length, Math.max(this.size - next, 0));
            const rows = this.cursor.fetch(rt, next, wanted);
            type = rows.type;
            records.push(...rows.items);
            deleted += wanted - rows.items.length;
            next += wanted;
        } while (records.length < pageSize && next < this.size);
        return new CursorFetchResult(new ApexList(type, records), next, deleted, next >= this.size);
    }

    /** How many rows of the range have been deleted since the cursor was made. */
    fetchDeleted(rt: OrgRuntime, start: number, pageSize: number): number {
        const wanted = Math.min(pageSize, Math.max(this.size - start, 0));
        return wanted - this.cursor.fetch(rt, start, wanted).items.length;
    }
}

export class CursorFetchResult extends LibraryObject {
    readonly apexType = 'Database.CursorFetchResult';
    readonly records: ApexList;
    readonly nextIndex: number;
    readonly deleted: number;
    readonly done: boolean;

    constructor(records: ApexList, nextIndex: number, deleted: number, done: boolean) {
        super();
        this.records = records;
        this.nextIndex = nextIndex;
        this.deleted = deleted;
        this.done = done;
    }
}
