/** Apex List. `type` is the canonical text of the element type: `Id`, `Account`, `List<String>`. */
import { ApexException } from './ApexException.ts';

export class ApexList {
    readonly type: string;
    items: unknown[];
    private iterating = 0;

    constructor(type: string, items: unknown[] = []) {
        this.type = type;
        this.items = items;
    }

    get size(): number {
        return this.items.length;
    }

    /** Throws System.ListException out of bounds. */
    get(index: number | null): unknown {
        return this.items[this.checked(index)];
    }

    set(index: number | null, value: unknown): void {
        this.items[this.checked(index)] = value;
    }

    add(value: unknown): void {
        this.mayChange();
        this.items.push(value);
    }

    /** Index may be the size: then it appends. */
    insert(index: number | null, value: unknown): void {
        this.mayChange();
        if (index !== this.items.length) {
            this.checked(index);
        }
        this.items.splice(index as number, 0, value);
    }

    removeAt(index: number | null): unknown {
        this.mayChange();
        return this.items.splice(this.checked(index), 1)[0];
    }

    addAll(values: Iterable<unknown>): void {
        this.mayChange();
        for (const value of [...values]) {
            this.items.push(value);
        }
    }

    clear(): void {
        this.mayChange();
        this.items.length = 0;
    }

    /** A `for` loop of Apex runs over it: until endIteration elements must not be added or removed. */
    beginIteration(): void {
        this.iterating++;
    }

    endIteration(): void {
        this.iterating--;
    }

    private mayChange(): void {
        if (this.iterating > 0) {
            throw ApexException.of('System.FinalException', 'Cannot modify a collection while it is being iterated.');
        }
    }

    private checked(index: number | null): number {
        if (index === null) {
            throw ApexException.of('System.NullPointerException', 'Attempt to de-reference a null object');
        }
        if (index < 0 || index >= this.items.length) {
            throw ApexException.of('System.ListException', `List index out of bounds: ${index}`);
        }
        return index;
    }

    [Symbol.iterator](): IterableIterator<unknown> {
        return this.items[Symbol.iterator]();
    }
}
