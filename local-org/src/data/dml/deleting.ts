/** Delete and undelete of one chunk: what goes with a record, what keeps it from going, what comes back with it. */
import { fieldOf } from '../../schema/model.ts';
import type { ChildRelationship, SObjectSchema } from '../../schema/model.ts';
import type { StoredRow } from '../ports.ts';
import { quoted } from '../store/columns.ts';
import { nameFieldOf } from '../soql/Scope.ts';
import { storedDatetime } from '../values/codec.ts';
import { runRules } from './context.ts';
import type { DmlContext } from './context.ts';
import { checkRowAccess, loadRows } from './load.ts';
import { mixedDmlError, sideOf } from './mixedDml.ts';
import { alive, Pending } from './Pending.ts';
import { rowError } from './rowErrors.ts';
import { runTriggers } from './triggers.ts';
import { checkUnique } from './unique.ts';

export function deleteChunk(context: DmlContext, object: SObjectSchema, rows: readonly Pending[]): void {
    loadRows(context, object, rows);
    checkRowAccess(context, object, rows, 'delete');
    if (stopped(context, rows)) {
        return;
    }
    const mixed = mixedDmlError(context.transaction, object, sideOf(object, 'delete', alive(rows)));
    if (mixed) {
        rows.forEach((row) => row.fail(mixed));
        return;
    }
    runRules(context, 'prepare', 'delete', object, rows);
    runTriggers(context, object, 'BEFORE_DELETE', rows);
    runRules(context, 'check', 'delete', object, rows);
    refuseWhenNeeded(context, object, alive(rows));
    if (stopped(context, rows)) {
        return;
    }
    const going = alive(rows);
    removeTree(context, object, new Map(going.map((row) => [row.id, row.id])));
    runRules(context, 'saved', 'delete', object, going);
    runTriggers(context, object, 'AFTER_DELETE', going);
}

function stopped(context: DmlContext, rows: readonly Pending[]): boolean {
    const left = alive(rows).length;
    return left === 0 || (context.options.allOrNone && left < rows.length);
}

interface Child {
    relationship: ChildRelationship;
    object: SObjectSchema;
    action: 'cascade' | 'restrict' | 'setNull';
}

const children = new WeakMap<SObjectSchema, Child[]>();

function childrenOf(context: DmlContext, object: SObjectSchema): Child[] {
    let found = children.get(object);
    if (!found) {
        found = object.childRelationships.flatMap((relationship): Child[] => {
            const child = context.store.schema.object(relationship.childObject);
            const field = child && fieldOf(child, relationship.field);
            if (!child?.present || !field) {
                return [];
            }
            const action = relationship.cascadeDelete
                ? 'cascade'
                : relationship.restrictedDelete
                  ? 'restrict'
                  : field.deleteConstraint === 'setNull'
                    ? 'setNull'
                    : null;
            return action ? [{ relationship, object: child, action }] : [];
        });
        children.set(object, found);
    }
    return found;
}

/** Rows of a child object that point at one of `ids`. */
function childRows(context: DmlContext, child: Child, ids: Iterable<string>, condition: string): StoredRow[] {
    return context.store.all(
        `SELECT * FROM ${quoted(child.object.name)} WHERE ${quoted(child.relationship.field)} IN (SELECT value FROM json_each(?)) AND ${condition}`,
        JSON.stringify([...ids])
    );
}

/** A child that must not lose its parent keeps it. */
function refuseWhenNeeded(context: DmlContext, object: SObjectSchema, rows: readonly Pending[]): void {
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const child of childrenOf(context, object)) {
        if (child.action !== 'restrict') {
            continue;
        }
        const holding = Map.groupBy(childRows(context, child, byId.keys(), '"IsDeleted" = 0'), (each) =>
            String(each[child.relationship.field])
        );
        for (const [id, held] of holding) {
            const row = byId.get(id)!;
            const own = nameFieldOf(object)?.name ?? 'Id';
            const theirs = nameFieldOf(child.object)?.name ?? 'Id';
            row.fail(
                rowError(
                    'DELETE_FAILED',
                    `Your attempt to delete ${String(row.before![own])} could not be completed because it is associated with the following ` +
                        `${child.object.labelPlural.toLowerCase()}.: ${held.map((each) => String(each[theirs])).join(', ')}\n`
                )
            );
        }
    }
}

/** `roots`: Id of each row that goes → Id of the row whose delete takes it along; undelete of that one brings it back. */
function removeTree(context: DmlContext, object: SObjectSchema, roots: ReadonlyMap<string, string>): void {
    for (const child of childrenOf(context, object)) {
        const found = child.action === 'restrict' ? [] : childRows(context, child, roots.keys(), '"IsDeleted" = 0');
        if (found.length === 0) {
            continue;
        }
        const rootOf = (row: StoredRow): string => roots.get(String(row[child.relationship.field]))!;
        if (child.action === 'setNull') {
            found.forEach((row) => clearReference(context, child, row, rootOf(row)));
            continue;
        }
        removeTree(context, child.object, new Map(found.map((row) => [String(row.Id), rootOf(row)])));
        // No triggers: only records that started a delete evaluate them.
        runRules(context, 'saved', 'delete', child.object, found.map(indirectRow), true);
    }
    removeRows(context, object, roots);
}

function indirectRow(stored: StoredRow): Pending {
    const row = new Pending(-1, null, String(stored.Id));
    row.before = stored;
    return row;
}

function removeRows({ store, transaction }: DmlContext, object: SObjectSchema, roots: ReadonlyMap<string, string>): void {
    const table = quoted(object.name);
    if (!object.recycleBin) {
        const list = JSON.stringify([...roots.keys()]);
        store.change(object.name, `DELETE FROM ${table} WHERE "Id" IN (SELECT value FROM json_each(?))`, list);
        return;
    }
    const now = storedDatetime(transaction.now());
    const stamps = ['LastModifiedDate', 'SystemModstamp'].filter((name) => object.fields.has(name.toLowerCase()));
    const by = object.fields.has('lastmodifiedbyid') ? ['LastModifiedById'] : [];
    const assignments = ['_DeletedWith', ...stamps, ...by].map((name) => `${quoted(name)} = ?`).join(', ');
    for (const [id, root] of roots) {
        store.change(
            object.name,
            `UPDATE ${table} SET "IsDeleted" = 1, ${assignments} WHERE "Id" = ?`,
            root,
            ...stamps.map(() => now),
            ...by.map(() => transaction.userId),
            id
        );
    }
}

/** A lookup is emptied, and remembered so that undelete can fill it again. */
function clearReference({ store }: DmlContext, { object, relationship }: Child, row: StoredRow, root: string): void {
    store.change(
        object.name,
        'INSERT INTO _cleared (root, object, id, field, value) VALUES (?, ?, ?, ?, ?)',
        root,
        object.name,
        row.Id!,
        relationship.field,
        row[relationship.field]!
    );
    store.change(object.name, `UPDATE ${quoted(object.name)} SET ${quoted(relationship.field)} = NULL WHERE "Id" = ?`, row.Id!);
}

export function undeleteChunk(context: DmlContext, object: SObjectSchema, rows: readonly Pending[]): void {
    loadRows(context, object, rows, true);
    for (const row of rows) {
        if (row.failed || row.before?.IsDeleted !== 1) {
            row.errors.length = 0;
            row.fail(rowError('UNDELETE_FAILED', 'Entity is not in the recycle bin'));
        } else {
            row.after = { ...row.before, IsDeleted: 0, _DeletedWith: null };
        }
    }
    checkRowAccess(context, object, rows, 'delete');
    if (stopped(context, rows)) {
        return;
    }
    const mixed = mixedDmlError(context.transaction, object, sideOf(object, 'undelete', alive(rows)));
    if (mixed) {
        rows.forEach((row) => row.fail(mixed));
        return;
    }
    const coming = alive(rows);
    for (const row of coming) {
        // Seen from the unique fields the row is new.
        const { before } = row;
        row.before = null;
        checkUnique(context.store, object, [row]);
        row.before = before;
    }
    runRules(context, 'check', 'undelete', object, coming);
    for (const row of alive(coming)) {
        restoreTree(context, object, [row.id], String(row.before!._DeletedWith ?? row.id));
        restoreReferences(context, row.id);
    }
    runRules(context, 'saved', 'undelete', object, coming);
    runTriggers(context, object, 'AFTER_UNDELETE', coming);
}

function restoreTree(context: DmlContext, object: SObjectSchema, ids: readonly string[], root: string): void {
    context.store.change(
        object.name,
        `UPDATE ${quoted(object.name)} SET "IsDeleted" = 0, "_DeletedWith" = NULL WHERE "Id" IN (SELECT value FROM json_each(?))`,
        JSON.stringify(ids)
    );
    for (const child of childrenOf(context, object)) {
        if (child.action === 'cascade') {
            const found = childRows(context, child, ids, '"IsDeleted" = 1').filter((row) => row._DeletedWith === root);
            if (found.length > 0) {
                restoreTree(
                    context,
                    child.object,
                    found.map((row) => String(row.Id)),
                    root
                );
            }
        }
    }
}

function restoreReferences(context: DmlContext, root: string): void {
    for (const { object, id, field, value } of context.store.all('SELECT object, id, field, value FROM _cleared WHERE root = ?', root)) {
        const column = quoted(String(field));
        context.store.change(
            String(object),
            `UPDATE ${quoted(String(object))} SET ${column} = ? WHERE "Id" = ? AND ${column} IS NULL`,
            value!,
            id!
        );
    }
    context.store.change('_cleared', 'DELETE FROM _cleared WHERE root = ?', root);
}

/** Database.emptyRecycleBin: gone for good, with what went along. */
export function purge(context: DmlContext, object: SObjectSchema, rows: readonly Pending[]): void {
    loadRows(context, object, rows, true);
    for (const row of rows) {
        if (row.failed) {
            row.errors.length = 0;
            row.fail(rowError('INVALID_ID_FIELD', 'Invalid record id; no recycle bin entry found'));
            continue;
        }
        const root = String(row.before!._DeletedWith ?? row.id);
        for (const each of context.store.schema.objects()) {
            if (each.present && each.recycleBin) {
                context.store.change(each.name, `DELETE FROM ${quoted(each.name)} WHERE "_DeletedWith" = ? AND "IsDeleted" = 1`, root);
            }
        }
    }
}
