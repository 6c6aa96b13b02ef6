/** The rows of a statement as they are stored now. */
import type { SObjectSchema } from '../../schema/model.ts';
import type { RowAccess, StoredRow } from '../ports.ts';
import { quoted } from '../store/columns.ts';
import { SqlParameters } from '../store/SqlParameters.ts';
import type { DmlContext } from './context.ts';
import { alive } from './Pending.ts';
import type { Pending } from './Pending.ts';
import { entityDeleted, insufficientAccess, invalidCrossReference } from './rowErrors.ts';

/** Puts each row's stored state into `before`; rows that are gone fail. `deleted` looks in the recycle bin instead. */
export function loadRows(context: DmlContext, object: SObjectSchema, rows: readonly Pending[], deleted = false): void {
    const columns = [...context.store.columns(object).values()];
    const ids = JSON.stringify(rows.map((row) => row.id));
    const found = context.store.arrays(
        `SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(object.name)} WHERE "Id" IN (SELECT value FROM json_each(?))`,
        [ids]
    );
    const idColumn = columns.indexOf('Id');
    const byId = new Map(found.map((values) => [values[idColumn], values]));
    for (const row of rows) {
        const values = byId.get(row.id);
        if (!values) {
            row.fail(context.store.knowsId(row.id) ? entityDeleted() : invalidCrossReference());
            continue;
        }
        const stored: StoredRow = {};
        for (let column = 0; column < columns.length; column++) {
            stored[columns[column]!] = values[column]!;
        }
        if ((stored.IsDeleted === 1) !== deleted) {
            row.fail(entityDeleted());
        }
        row.before = stored;
    }
}

/** Fails the rows that sharing does not let the running user change. */
export function checkRowAccess(context: DmlContext, object: SObjectSchema, rows: readonly Pending[], access: RowAccess): void {
    const left = alive(rows);
    const { transaction, policy, options, store } = context;
    if (left.length === 0) {
        return;
    }
    const platform = policy.platformFilter(transaction.userId, object, access, 't');
    const shared = options.sharing || options.access === 'user' ? policy.rowFilter(transaction.userId, object, access, 't') : null;
    if (!platform && !shared) {
        return;
    }
    const sql = new SqlParameters();
    const conditions = [`t."Id" IN (SELECT value FROM json_each(${sql.value(JSON.stringify(left.map((row) => row.id)))}))`];
    for (const filter of [platform, shared]) {
        if (filter) {
            conditions.push(`(${sql.fragment(filter)})`);
        }
    }
    const allowed = new Set(
        store.arrays(`SELECT t."Id" FROM ${quoted(object.name)} t WHERE ${conditions.join(' AND ')}`, sql.values).map((row) => row[0])
    );
    for (const row of left) {
        if (!allowed.has(row.id)) {
            row.fail(insufficientAccess());
        }
    }
}
