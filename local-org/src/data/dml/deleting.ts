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
    for (const row of alive(rows)) {
        refuseWhenNeeded(context, object, row);
    }
    if (stopped(context, rows)) {
        return;
    }
    const going = alive(rows);
    // One row at a time: each takes its own children along, and undelete brings just those back.
    for (const row of going) {
        removeTree(context, object, [row], row.id);
    }
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

function liveChildren(context: DmlContext, child: Child, ids: readonly string[], deletedWith: string | null): StoredRow[] {
    const table = quoted(child.object.name);
    const condition = deletedWith === null ? '"IsDeleted" = 0' : '"IsDeleted" = 1 AND "_DeletedWith" = ?';
    return context.store.all(
        `SELECT * FROM ${table} WHERE ${quoted(child.relationship.field)} IN (SELECT value FROM json_each(?)) AND ${condition}`,
        JSON.stringify(ids),
        ...(deletedWith === null ? [] : [deletedWith])
    );
}

/** A child that must not lose its parent keeps it. */
function refuseWhenNeeded(context: DmlContext, object: SObjectSchema, row: Pending): void {
    for (const child of childrenOf(context, object)) {
        if (child.action !== 'restrict') {
            continue;
        }
        const holding = liveChildren(context, child, [row.id], null);
        if (holding.length > 0) {
            const own = nameFieldOf(object)?.name ?? 'Id';
            const theirs = nameFieldOf(child.object)?.name ?? 'Id';
            row.fail(
                rowError(
                    'DELETE_FAILED',
                    `Your attempt to delete ${String(row.before![own])} could not be completed because it is associated with the following ` +
                        `${child.object.labelPlural.toLowerCase()}.: ${holding.map((each) => String(each[theirs])).join(', ')}\n`
                )
            );
            return;
        }
    }
}

function removeTree(context: DmlContext, object: SObjectSchema, rows: readonly Pending[], root: string): void {
    const ids = rows.map((row) => row.id);
    for (const child of childrenOf(context, object)) {
        if (child.action === 'restrict') {
            continue;
        }
        const found = liveChildren(context, child, ids, null);
        if (found.length === 0) {
            continue;
        }
        if (child.action === 'setNull') {
            clearReferences(context, child, found, root);
            continue;
        }
        const pending = found.map((stored) => indirectRow(stored));
        removeTree(context, child.object, pending, root);
        // No triggers: only records that started a delete evaluate them.
        runRules(context, 'saved', 'delete', child.object, pending, true);
    }
    removeRows(context, object, ids, root);
}

function indirectRow(stored: StoredRow): Pending {
    const row = new Pending(-1, null, String(stored.Id));
    row.before = stored;
    return row;
}

function removeRows(context: DmlContext, object: SObjectSchema, ids: readonly string[], root: string): void {
    const table = quoted(object.name);
    const list = JSON.stringify(ids);
    if (!object.recycleBin) {
        context.store.change(object.name, `DELETE FROM ${table} WHERE "Id" IN (SELECT value FROM json_each(?))`, list);
        return;
    }
    const now = storedDatetime(context.transaction.now());
    const stamps = ['LastModifiedDate', 'SystemModstamp'].filter((name) => object.fields.has(name.toLowerCase()));
    const by = object.fields.has('lastmodifiedbyid') ? ['LastModifiedById'] : [];
    context.store.change(
        object.name,
        `UPDATE ${table} SET "IsDeleted" = 1, "_DeletedWith" = ?${[...stamps, ...by].map((name) => `, ${quoted(name)} = ?`).join('')} ` +
            `WHERE "Id" IN (SELECT value FROM json_each(?))`,
        root,
        ...stamps.map(() => now),
        ...by.map(() => context.transaction.userId),
        list
    );
}

/** Lookups are emptied, and remembered so that undelete can fill them again. */
function clearReferences(context: DmlContext, child: Child, rows: readonly StoredRow[], root: string): void {
    const column = quoted(child.relationship.field);
    for (const row of rows) {
        context.store.change(
            child.object.name,
            'INSERT INTO _cleared (root, object, id, field, value) VALUES (?, ?, ?, ?, ?)',
            root,
            child.object.name,
            row.Id!,
            child.relationship.field,
            row[child.relationship.field]!
        );
        context.store.change(child.object.name, `UPDATE ${quoted(child.object.name)} SET ${column} = NULL WHERE "Id" = ?`, row.Id!);
    }
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
            const found = liveChildren(context, child, ids, root);
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
