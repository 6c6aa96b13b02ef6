/** Apex Set, iterating in insertion order. `type` is the canonical text of the element type. */
import { KeyTable } from './KeyTable.ts';

export class ApexSet {
    readonly type: string;
    private readonly table = new KeyTable<true>();

    constructor(type: string, items: Iterable<unknown> = []) {
        this.type = type;
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
