/** Apex Map, iterating in insertion order. Types are canonical texts. */
import { ApexSet } from './ApexSet.ts';
import { KeyTable } from './KeyTable.ts';

export class ApexMap {
    readonly keyType: string;
    readonly valueType: string;
    private readonly table = new KeyTable<unknown>();

    constructor(keyType: string, valueType: string, entries: Iterable<readonly [unknown, unknown]> = []) {
        this.keyType = keyType;
        this.valueType = valueType;
        for (const [key, value] of entries) {
            this.table.put(key, value);
        }
    }

    get size(): number {
        return this.table.size;
    }

    has(key: unknown): boolean {
        return this.table.has(key);
    }

    /** Null when absent. */
    get(key: unknown): unknown {
        return this.table.get(key) ?? null;
    }

    /** The previous value, null when there was none. */
    put(key: unknown, value: unknown): unknown {
        return this.table.put(key, value) ?? null;
    }

    remove(key: unknown): unknown {
        return this.table.remove(key) ?? null;
    }

    clear(): void {
        this.table.clear();
    }

    /** Backed by the map, as Java's: what is removed from it is removed from the map. */
    keySet(): ApexSet {
        return new ApexSet(this.keyType, [], this.table);
    }

    keys(): IterableIterator<unknown> {
        return this.table.keys();
    }

    values(): IterableIterator<unknown> {
        return this.table.values();
    }

    entries(): IterableIterator<[unknown, unknown]> {
        return this.table.entries();
    }

    beginIteration(): void {
        this.table.beginIteration();
    }

    endIteration(): void {
        this.table.endIteration();
    }
}
