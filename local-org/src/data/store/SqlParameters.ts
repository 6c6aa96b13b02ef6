/** Collects the parameters of one SQL statement, numbered, so that pieces may be put together in any order. */
import type { SqlFragment, StoredValue } from '../ports.ts';

export class SqlParameters {
    readonly values: StoredValue[] = [];
    readonly #places = new Map<StoredValue, number>();

    /** The SQL that stands for a value; the same for the same value, so that equal expressions have equal SQL. */
    value(value: StoredValue): string {
        let place = this.#places.get(value);
        if (place === undefined) {
            place = this.values.push(value);
            this.#places.set(value, place);
        }
        return `?${place}`;
    }

    /** Takes over a fragment whose `?` are counted from its own start. */
    fragment({ sql, parameters }: SqlFragment): string {
        let next = 0;
        return sql.replace(/\?/g, () => this.value(parameters[next++] ?? null));
    }
}
