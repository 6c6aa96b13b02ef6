/** Apex Set, iterating in insertion order. `type` is the canonical text of the element type. */
import { ApexException } from './ApexException.ts';
import { KeyTable } from './KeyTable.ts';

export class ApexSet {
    readonly type: string;
    private readonly table: KeyTable<unknown>;
    /** The keys of a map: removing takes the entry out of the map, adding is refused. */
    readonly isView: boolean;

    constructor(type: string, items: Iterable<unknown> = [], keysOf: KeyTable<unknown> | null = null) {
        this.type = type;
        this.table = keysOf ?? new KeyTable<unknown>();
        this.isView = keysOf !== null;
        for (const item of items) {
            this.table.put(item, true);
        }
    }

    get size(): number {
        return this.table.size;
    }

    has(value: unknown): boolean {
        return this.table.has(value);
    }

    /** Was it new? */
    add(value: unknown): boolean {
        if (this.isView) {
            throw ApexException.of('System.FinalException', 'Collection is read-only');
        }
        return this.table.put(value, true) === undefined;
    }

    /** Was it there? */
    remove(value: unknown): boolean {
        return this.table.remove(value) !== undefined;
    }

    clear(): void {
        this.table.clear();
    }

    values(): IterableIterator<unknown> {
        return this.table.keys();
    }

    beginIteration(): void {
        this.table.beginIteration();
    }

    endIteration(): void {
        this.table.endIteration();
    }

    [Symbol.iterator](): IterableIterator<unknown> {
        return this.table.keys();
    }
}
