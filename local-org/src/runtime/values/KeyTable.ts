/**
 * An insertion-ordered table with Apex equality of keys: the ground of ApexSet and ApexMap.
 * Primitives and identity keys are their own JavaScript key; values that compare by content get a text;
 * user objects with their own hashCode are chained in buckets and compared by their equals.
 */
import { ApexException } from './ApexException.ts';
import { equals, hashText } from './equality.ts';

const CONTENT = '\u0000';

export class KeyTable<V> {
    private readonly rows = new Map<unknown, [key: unknown, value: V]>();
    /** Hash text → the keys under it that decide by their own equals. */
    private buckets: Map<string, unknown[]> | null = null;
    private iterating = 0;

    get size(): number {
        return this.rows.size;
    }

    has(key: unknown): boolean {
        return this.rows.has(this.find(key));
    }

    get(key: unknown): V | undefined {
        return this.rows.get(this.find(key))?.[1];
    }

    /** The value that was there before. A key that is there keeps its place and its first object. */
    put(key: unknown, value: V): V | undefined {
        const place = this.find(key);
        const row = this.rows.get(place);
        if (row) {
            const previous = row[1];
            row[1] = value;
            return previous;
        }
        this.mayChange();
        this.rows.set(place, [key, value]);
        if (typeof key === 'object' && key !== null && place === key) {
            const hash = hashText(key);
            if (!hash.exact) {
                this.buckets ??= new Map();
                const bucket = this.buckets.get(hash.text);
                if (bucket) {
                    bucket.push(key);
                } else {
                    this.buckets.set(hash.text, [key]);
                }
            }
        }
        return undefined;
    }

    remove(key: unknown): V | undefined {
        const place = this.find(key);
        const row = this.rows.get(place);
        if (!row) {
            return undefined;
        }
        this.mayChange();
        this.rows.delete(place);
        if (this.buckets && typeof place === 'object' && place !== null) {
            for (const [text, bucket] of this.buckets) {
                const index = bucket.indexOf(place);
                if (index >= 0) {
                    bucket.splice(index, 1);
                    if (bucket.length === 0) {
                        this.buckets.delete(text);
                    }
                }
            }
        }
        return row[1];
    }

    clear(): void {
        if (this.rows.size > 0) {
            this.mayChange();
        }
        this.rows.clear();
        this.buckets = null;
    }

    *keys(): IterableIterator<unknown> {
        for (const [key] of this.rows.values()) {
            yield key;
        }
    }

    *values(): IterableIterator<V> {
        for (const [, value] of this.rows.values()) {
            yield value;
        }
    }

    entries(): IterableIterator<[unknown, V]> {
        return this.rows.values();
    }

    /** A `for` loop of Apex runs over it: until endIteration it must not change. */
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

    /** The JavaScript key under which an equal key is filed, or would be. */
    private find(key: unknown): unknown {
        if (typeof key === 'string') {
            return key.startsWith(CONTENT) ? `${CONTENT}${key}` : key;
        }
        if (typeof key !== 'object' || key === null) {
            return key ?? null;
        }
        const hash = hashText(key);
        if (hash.exact) {
            return hash.text.startsWith('@') ? key : `${CONTENT}${hash.text}`;
        }
        return this.buckets?.get(hash.text)?.find((candidate) => equals(candidate, key)) ?? key;
    }
}
