/** The maps that describes give (getGlobalDescribe, fields.getMap): keys are lower-case names, asked for in any case. */
import { ApexMap } from '../../runtime/values/ApexMap.ts';
import type { ApexSet } from '../../runtime/values/ApexSet.ts';

/** Shares its entries with all maps made of the same table until code changes or walks it: making one costs nothing. */
export class DescribeMap extends ApexMap {
    private shared: ReadonlyMap<string, unknown> | null;

    /** @param entries by lower-case name, in the order of iteration */
    constructor(valueType: string, entries: ReadonlyMap<string, unknown>) {
        super('String', valueType);
        this.shared = entries;
    }

    override get size(): number {
        return this.shared ? this.shared.size : super.size;
    }

    override has(key: unknown): boolean {
        return this.shared ? this.shared.has(fold(key) as string) : super.has(fold(key));
    }

    override get(key: unknown): unknown {
        return this.shared ? (this.shared.get(fold(key) as string) ?? null) : super.get(fold(key));
    }

    override put(key: unknown, value: unknown): unknown {
        this.own();
        return super.put(fold(key), value);
    }

    override remove(key: unknown): unknown {
        this.own();
        return super.remove(fold(key));
    }

    override clear(): void {
        this.own();
        super.clear();
    }

    override keys(): IterableIterator<unknown> {
        return this.shared ? this.shared.keys() : super.keys();
    }

    /** A view of this map alone. */
    override keySet(): ApexSet {
        this.own();
        return super.keySet();
    }

    override values(): IterableIterator<unknown> {
        return this.shared ? this.shared.values() : super.values();
    }

    override entries(): IterableIterator<[unknown, unknown]> {
        return this.shared ? this.shared.entries() : super.entries();
    }

    override beginIteration(): void {
        this.own();
        super.beginIteration();
    }

    private own(): void {
        const { shared } = this;
        this.shared = null;
        for (const [key, value] of shared ?? []) {
            super.put(key, value);
        }
    }
}

function fold(key: unknown): unknown {
    return typeof key === 'string' ? key.toLowerCase() : key;
}
