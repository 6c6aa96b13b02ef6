/** An object of the Tooling API whose rows are no records of the database. */
import { idChecksum } from '../../runtime/values/ids.ts';
import { RequestRefused } from '../records.ts';
import type { Row } from './rowQuery.ts';

export interface ToolingTable {
    name: string;
    keyPrefix: string | null;
    /** In the object's own spelling; a relationship stands beside its Id. */
    fields: readonly string[];
    rows(): readonly Row[];
    /** Absent: read only. */
    write?: ToolingWriter;
}

/** Values come with the object's own spelling of their names. Each throws RequestRefused for what the platform refuses. */
export interface ToolingWriter {
    /** @returns the new row's Id */
    create?(values: Row, userId: string): string;
    update?(id: string, values: Row, userId: string): void;
    remove?(id: string): void;
}

/** Ids of rows that live as long as the org is open. */
export class ToolingIds {
    #counter = 0;

    next(prefix: string): string {
        const id = prefix + String(++this.#counter).padStart(12, '0');
        return id + idChecksum(id);
    }
}

/** As the API writes times. */
export function apiTime(milliseconds: number): string {
    return new Date(milliseconds).toISOString().replace('Z', '+0000');
}

/** A time as clients send it: a number of milliseconds or any text of a date. */
export function timeIn(value: unknown, field: string): string {
    const milliseconds = typeof value === 'number' ? value : Date.parse(String(value));
    if (Number.isNaN(milliseconds)) {
        throw new RequestRefused(
            'JSON_PARSER_ERROR',
            `Cannot deserialize instance of datetime from VALUE_STRING value ${String(value)}: ${field}`
        );
    }
    return apiTime(milliseconds);
}

export function missing(...fields: string[]): RequestRefused {
    return new RequestRefused('REQUIRED_FIELD_MISSING', `Required fields are missing: [${fields.join(', ')}]`);
}

export function sameId(one: unknown, other: unknown): boolean {
    return String(one).slice(0, 15) === String(other).slice(0, 15);
}
