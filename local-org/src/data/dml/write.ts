/** Writes the rows that came through. */
import type { SObjectSchema } from '../../schema/model.ts';
import { quoted } from '../store/columns.ts';
import type { DmlContext } from './context.ts';
import type { Pending } from './Pending.ts';

export function insertRows({ store }: DmlContext, object: SObjectSchema, rows: readonly Pending[]): void {
    for (const { after } of rows) {
        const names = Object.keys(after!).filter((name) => after![name] !== null && after![name] !== undefined);
        store.change(
            object.name,
            `INSERT INTO ${quoted(object.name)} (${names.map(quoted).join(', ')}) VALUES (?${', ?'.repeat(names.length - 1)})`,
            ...names.map((name) => after![name]!)
        );
    }
}

/** Only the columns whose value differs. */
export function updateRows({ store }: DmlContext, object: SObjectSchema, rows: readonly Pending[]): void {
    for (const { id, before, after } of rows) {
        const names = Object.keys(after!).filter((name) => after![name] !== before![name]);
        if (names.length > 0) {
            store.change(
                object.name,
                `UPDATE ${quoted(object.name)} SET ${names.map((name) => `${quoted(name)} = ?`).join(', ')} WHERE "Id" = ?`,
                ...names.map((name) => after![name] ?? null),
                id
            );
        }
    }
}
