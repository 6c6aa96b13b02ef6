/** One row of a DML statement on its way through the stages. */
import type { RowError } from '../../runtime/ports.ts';
import type { SObject } from '../../runtime/values/SObject.ts';
import type { PendingRow, StoredRow } from '../ports.ts';

export class Pending implements PendingRow {
    /** Place in the statement's list; -1 for rows that the platform adds itself (cascades). */
    readonly index: number;
    /** The caller's record; null for rows that the platform adds itself. */
    readonly record: SObject | null;
    id: string;
    before: StoredRow | null = null;
    after: StoredRow | null = null;
    /** Fields that the statement, a trigger or a rule wrote, in the schema's spelling. */
    readonly given = new Set<string>();
    readonly errors: RowError[] = [];

    constructor(index: number, record: SObject | null, id: string) {
        this.index = index;
        this.record = record;
        this.id = id;
    }

    get failed(): boolean {
        return this.errors.length > 0;
    }

    fail(error: RowError): void {
        this.errors.push(error);
    }

    changes(field: string): boolean {
        const value = this.after?.[field] ?? null;
        return this.before === null ? value !== null : this.after !== null && value !== (this.before[field] ?? null);
    }
}

export function alive(rows: readonly Pending[]): Pending[] {
    return rows.filter((row) => !row.failed);
}
