/** Do references point at something, and at the right kind of thing? One query for each object pointed at. */
import type { FieldSchema, SObjectSchema } from '../../schema/model.ts';
import { quoted } from '../store/columns.ts';
import type { Store } from '../store/Store.ts';
import type { Pending } from './Pending.ts';
import { entityDeleted, invalidCrossReference, wrongIdType } from './rowErrors.ts';

interface Claim {
    row: Pending;
    field: FieldSchema;
    id: string;
}

/** Fails the rows whose references that they write are wrong. */
export function checkReferences(store: Store, object: SObjectSchema, rows: readonly Pending[]): void {
    const claims = new Map<SObjectSchema, Claim[]>();
    for (const row of rows) {
        for (const name of row.given) {
            const field = object.fields.get(name.toLowerCase());
            const id = row.after![name] ?? null;
            if (field?.type !== 'reference' || typeof id !== 'string' || !row.changes(name)) {
                continue;
            }
            const target = store.schema.objectByKeyPrefix(id.slice(0, 3));
            if (!target || !mayPointAt(field, target)) {
                row.fail(wrongIdType(field, id));
            } else if (target.present) {
                const list = claims.get(target);
                const claim = { row, field, id };
                if (list) {
                    list.push(claim);
                } else {
                    claims.set(target, [claim]);
                }
            }
        }
    }
    for (const [target, list] of claims) {
        checkClaims(store, target, list);
    }
}

function mayPointAt(field: FieldSchema, target: SObjectSchema): boolean {
    return field.referenceTo.length === 0 || field.referenceTo.some((name) => name.toLowerCase() === target.name.toLowerCase());
}

function checkClaims(store: Store, target: SObjectSchema, claims: readonly Claim[]): void {
    const ids = JSON.stringify([...new Set(claims.map((claim) => claim.id))]);
    const found = new Map(
        store
            .arrays(`SELECT "Id", "IsDeleted" FROM ${quoted(target.name)} WHERE "Id" IN (SELECT value FROM json_each(?))`, [ids])
            .map((row) => [row[0], row[1]])
    );
    for (const { row, field, id } of claims) {
        const deleted = found.get(id);
        if (deleted === undefined) {
            row.fail(invalidCrossReference([field.name]));
        } else if (deleted === 1) {
            row.fail(entityDeleted());
        }
    }
}
