/** One DML statement: groups its records by object, takes them through in chunks of 200, keeps or undoes the whole. */
import { UnsupportedError } from '../../runtime/errors.ts';
import type { DmlVerb, RowResult } from '../../runtime/ports.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { idOf18 } from '../../runtime/values/ids.ts';
import type { SObject } from '../../runtime/values/SObject.ts';
import type { SObjectSchema } from '../../schema/model.ts';
import type { DmlContext } from './context.ts';
import { deleteChunk, purge, undeleteChunk } from './deleting.ts';
import { mergeRows } from './merging.ts';
import { Pending } from './Pending.ts';
import { idOnInsert, missingId, rowError } from './rowErrors.ts';
import { saveChunk } from './saving.ts';
import { matchExternalIds } from './upsert.ts';
import { checkObjectAccess, isInaccessible } from './values.ts';

const CHUNK_SIZE = 200;
const MAXIMUM_KINDS = 10;
const MAXIMUM_ATTEMPTS = 3;

export type StatementVerb = DmlVerb | 'purge';

/** A row of the statement, and what its save turned out to be. */
interface Entry {
    index: number;
    record: SObject;
    object: SObjectSchema;
    verb: 'insert' | 'update' | 'delete' | 'undelete' | 'purge' | 'merge';
    /** Set when the row has been through, or failed before. */
    result: RowResult | null;
}

/**
 * Runs the statement inside a savepoint of its own. Row errors come back as results; with all-or-none the statement has then
 * been undone.
 *
 * @throws ApexException for what Salesforce refuses as a whole (no DML on the object, no access, duplicates in the list)
 * @throws UnsupportedError for objects that this org does not have
 */
export function runStatement(context: DmlContext, verb: StatementVerb, records: readonly SObject[]): RowResult[] {
    if (records.length === 0) {
        return [];
    }
    checkList(verb, records);
    const { store } = context;
    const entries = records.map((record, index) => entryOf(context, verb, record, index));
    const mark = store.mark();
    let done = false;
    try {
        checkKinds(context, entries);
        if (verb === 'upsert') {
            matchExternalIds(context, entries);
        }
        for (const chunk of chunksOf(entries)) {
            runChunk(context, chunk);
            if (context.options.allOrNone && chunk.some((entry) => entry.result?.success === false)) {
                refuseWhole(entries);
                throwInaccessible(entries);
                store.rollbackTo(mark);
                return entries.map(resultOf);
            }
        }
        finish(verb, entries);
        done = true;
        return entries.map(resultOf);
    } finally {
        if (!done) {
            store.rollbackTo(mark);
        }
        store.release(mark);
    }
}

function checkList(verb: StatementVerb, records: readonly SObject[]): void {
    const objects = new Set<SObject>();
    const ids = new Set<string>();
    for (const record of records) {
        if ((verb === 'insert' || verb === 'upsert') && objects.has(record)) {
            throw ApexException.of('System.ListException', 'Before Insert or Upsert list must not have two identically equal elements');
        }
        objects.add(record);
        if (verb !== 'insert' && record.id !== null) {
            if (ids.has(record.id) && verb !== 'delete' && verb !== 'purge') {
                throw ApexException.of('System.ListException', `Duplicate id in list: ${record.id}`);
            }
            ids.add(record.id);
        }
    }
}

function entryOf(context: DmlContext, verb: StatementVerb, record: SObject, index: number): Entry {
    const object = context.store.schema.object(record.type);
    if (!object?.present) {
        throw new UnsupportedError(`DML on ${record.type}`);
    }
    const entry: Entry = {
        index,
        record,
        object,
        verb: verb === 'upsert' ? (record.id === null ? 'insert' : 'update') : verb,
        result: null
    };
    if (verb === 'insert' && record.id !== null) {
        refuse(entry, idOnInsert());
    } else if (verb !== 'insert' && verb !== 'upsert' && record.id === null) {
        refuse(entry, missingId(verb));
    }
    return entry;
}

export function refuse(entry: { record: SObject; result: RowResult | null }, error: RowResult['errors'][number]): void {
    entry.result = { success: false, id: entry.record.id, created: false, errors: [error] };
}

/** A list may mix objects, but each run of one object is a chunk, and there may be ten. */
function checkKinds(context: DmlContext, entries: readonly Entry[]): void {
    const kinds = entries.filter((entry, index) => index === 0 || entries[index - 1]!.object !== entry.object).length;
    if (kinds > MAXIMUM_KINDS) {
        throw ApexException.of(
            'System.TypeException',
            'Cannot have more than 10 chunks in a single operation. Please rearrange the data to reduce chunking.'
        );
    }
    const seen = new Set<string>();
    for (const { object, verb } of entries) {
        const key = `${object.name} ${verb}`;
        if (!seen.has(key)) {
            seen.add(key);
            checkObjectAccess(context, object, verb === 'purge' || verb === 'merge' ? 'delete' : verb);
        }
    }
}

/** Runs of one object, at most 200 rows each. */
function chunksOf(entries: readonly Entry[]): Entry[][] {
    const chunks: Entry[][] = [];
    for (const entry of entries) {
        const last = chunks.at(-1);
        if (last && last.length < CHUNK_SIZE && last[0]!.object === entry.object) {
            last.push(entry);
        } else {
            chunks.push([entry]);
        }
    }
    return chunks;
}

function runChunk(context: DmlContext, chunk: readonly Entry[]): void {
    const { object } = chunk[0]!;
    if (object.kind === 'platformEvent') {
        const open = chunk.filter((entry) => !entry.result);
        const results = context.events.publish(
            context.transaction,
            object,
            open.map((entry) => entry.record)
        );
        open.forEach((entry, place) => (entry.result = results[place]!));
        return;
    }
    // An upsert's inserts and updates are saves of their own.
    for (const verb of ['insert', 'update', 'delete', 'undelete', 'purge', 'merge'] as const) {
        const rows = chunk.filter((entry) => entry.verb === verb && !entry.result);
        if (rows.length > 0) {
            attempt(context, object, verb, rows);
        }
    }
}

/**
 * Partial success: when rows fail once triggers have run, what was done is undone and the others are tried again, three
 * times at most (Apex guide, "Bulk DML Exception Handling").
 */
function attempt(context: DmlContext, object: SObjectSchema, verb: Entry['verb'], entries: readonly Entry[]): void {
    let left = [...entries];
    const limits = context.transaction.limits.mark();
    for (let tries = 1; left.length > 0; tries++) {
        const rows = left.map(
            (entry) => new Pending(entry.index, entry.record, entry.record.id === null ? '' : (idOf18(entry.record.id) ?? entry.record.id))
        );
        const { store } = context;
        const mark = store.mark();
        try {
            runVerb(context, object, verb, rows);
        } catch (error) {
            store.rollbackTo(mark);
            store.release(mark);
            throw error;
        }
        const failed = rows.filter((row) => row.failed);
        const again = failed.length > 0 && failed.length < rows.length && !context.options.allOrNone;
        if (failed.length > 0) {
            store.rollbackTo(mark);
        }
        store.release(mark);
        if (failed.length > 0 && tries === MAXIMUM_ATTEMPTS && again) {
            const error = rowError(
                'TOO_MANY_APEX_REQUESTS',
                'Too many batch retries in the presence of Apex triggers and partial failures.'
            );
            left.forEach((entry) => refuse(entry, error));
            return;
        }
        left.forEach((entry, place) => {
            const row = rows[place]!;
            if (row.failed) {
                entry.result = { success: false, id: entry.record.id, created: false, errors: row.errors };
            } else if (!again && failed.length === 0) {
                entry.result = { success: true, id: row.id, created: verb === 'insert', errors: [] };
            }
        });
        if (!again) {
            return;
        }
        left = left.filter((entry) => !entry.result);
        // "Governor limits are reset to their original state before the first attempt."
        context.transaction.limits.backTo(limits);
    }
}

function runVerb(context: DmlContext, object: SObjectSchema, verb: Entry['verb'], rows: Pending[]): void {
    switch (verb) {
        case 'insert':
        case 'update':
            saveChunk(context, verb, object, rows);
            return;
        case 'delete':
            deleteChunk(context, object, rows);
            return;
        case 'undelete':
            undeleteChunk(context, object, rows);
            return;
        case 'purge':
            purge(context, object, rows);
            return;
        case 'merge':
            mergeRows(context, object, rows);
    }
}

/** The caller's records learn their Ids, and have nothing left to save. */
function finish(verb: StatementVerb, entries: readonly Entry[]): void {
    for (const { record, result } of entries) {
        if (result?.success && result.id) {
            record.values.set('id', result.id);
            if (verb !== 'delete' && verb !== 'undelete' && verb !== 'purge') {
                record.dirty.clear();
            }
        }
    }
}

/** Fields that user mode hides: with all-or-none the exception has a message of its own (Apex guide, "Set an Access Mode for Database Operations"). */
function throwInaccessible(entries: readonly Entry[]): void {
    const hidden = entries.flatMap(({ index, record, result }) =>
        (result?.errors ?? []).filter(isInaccessible).map((error) => ({ ...error, index, id: record.id }))
    );
    if (hidden.length === 0) {
        return;
    }
    const exception = ApexException.of('System.DmlException', hidden[0]!.message);
    exception.dmlErrors = hidden;
    exception.inaccessibleFields = new Map([
        [entries[hidden[0]!.index]!.object.name, [...new Set(hidden.flatMap((error) => error.fields))]]
    ]);
    throw exception;
}

/** All or none: the rows that were fine are not saved either; they have no error of their own. */
function refuseWhole(entries: readonly Entry[]): void {
    for (const entry of entries) {
        if (!entry.result || entry.result.success) {
            entry.result = { success: false, id: entry.record.id, created: false, errors: [] };
        }
    }
}

function resultOf({ record, result }: Entry): RowResult {
    return result ?? { success: true, id: record.id, created: false, errors: [] };
}
