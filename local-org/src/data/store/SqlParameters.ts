/** Collects the parameters of one SQL statement, numbered, so that pieces may be put together in any order. */
import type { SqlFragment, StoredValue } from '../ports.ts';

export class SqlParameters {
    readonly values: StoredValue[] = [];

    /** The SQL that stands for a value. */
    value(value: StoredValue): string {
        return `?${this.values.push(value)}`;
    }

    /** Takes over a fragment whose `?` are counted from its own start. */
    fragment({ sql, parameters }: SqlFragment): string {
        let next = 0;
        return sql.replace(/\?/g, () => this.value(parameters[next++] ?? null));
    }
}
