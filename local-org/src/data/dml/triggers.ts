/** Runs the triggers of an object for one chunk, and takes their changes and errors back. */
import { UnsupportedError } from '../../runtime/errors.ts';
import type { TriggerContext } from '../../runtime/Transaction.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { SObject } from '../../runtime/values/SObject.ts';
import type { SObjectSchema } from '../../schema/model.ts';
import type { StoredRow } from '../ports.ts';
import { storageOf } from '../store/columns.ts';
import { decoderOf } from '../values/codec.ts';
import { calculate } from './calculated.ts';
import type { DmlContext } from './context.ts';
import { encode } from './encode.ts';
import { alive } from './Pending.ts';
import type { Pending } from './Pending.ts';
import { rowError } from './rowErrors.ts';

type Operation = TriggerContext['operation'];

const MAXIMUM_DEPTH = 16;
const EVENT_NAMES: Record<Operation, string> = {
    BEFORE_INSERT: 'BeforeInsert',
    BEFORE_UPDATE: 'BeforeUpdate',
    BEFORE_DELETE: 'BeforeDelete',
    AFTER_INSERT: 'AfterInsert',
    AFTER_UPDATE: 'AfterUpdate',
    AFTER_DELETE: 'AfterDelete',
    AFTER_UNDELETE: 'AfterUndelete'
};

/** A stored row as the record that Trigger.new or Trigger.old shows: every field can be read. */
export function recordOf(object: SObjectSchema, row: Readonly<StoredRow>): SObject {
    const record = new SObject(object);
    for (const [name, value] of Object.entries(row)) {
        const field = value === null ? undefined : object.fields.get(name.toLowerCase());
        if (field) {
            record.values.set(name.toLowerCase(), decoderOf(field)(value));
        }
    }
    return record;
}

export function runTriggers(context: DmlContext, object: SObjectSchema, operation: Operation, rows: readonly Pending[]): void {
    const left = alive(rows);
    if (left.length === 0 || !context.triggers.hasTriggers(object, operation)) {
        return;
    }
    const { transaction } = context;
    const isBefore = operation.startsWith('BEFORE');
    const shownAs = (rows: readonly Readonly<StoredRow>[]): SObject[] => {
        const records = rows.map((row) => recordOf(object, row));
        calculate(context, object, rows, records);
        return records;
    };
    const newRecords = operation.endsWith('_DELETE') ? null : shownAs(left.map((row) => row.after!));
    const hasOld = !operation.endsWith('INSERT') && operation !== 'AFTER_UNDELETE';
    const oldRecords = hasOld ? shownAs(left.map((row) => row.before!)) : null;
    const readOnly = !(isBefore && newRecords);
    for (const record of [...(oldRecords ?? []), ...(readOnly ? (newRecords ?? []) : [])]) {
        record.readOnly = true;
    }
    const trigger: TriggerContext = { operation, object: object.name, newRecords, oldRecords, readOnly };
    if (transaction.triggers.length >= MAXIMUM_DEPTH) {
        failAll(left, `${object.name}: maximum trigger depth exceeded\n${depthText(context)}`);
        return;
    }
    transaction.triggers.push(trigger);
    try {
        context.triggers.run(transaction, trigger);
    } catch (error) {
        if (!(error instanceof ApexException)) {
            throw error;
        }
        failAll(left, uncaught(object, operation, error));
        return;
    } finally {
        transaction.triggers.pop();
    }
    const shown = newRecords ?? oldRecords!;
    left.forEach((row, place) => {
        const record = shown[place]!;
        for (const error of record.errors) {
            row.fail({ ...error, statusCode: error.statusCode || 'FIELD_CUSTOM_VALIDATION_EXCEPTION' });
        }
        if (!readOnly) {
            takeBack(object, row, record);
        }
    });
}

/** What a before-trigger wrote. System fields and formulas cannot be written: the platform ignores nothing else. */
function takeBack(object: SObjectSchema, row: Pending, record: SObject): void {
    for (const name of record.dirty) {
        const field = object.fields.get(name);
        if (!field || storageOf(field) === null) {
            continue;
        }
        const stored = encode(field, record.values.get(name));
        if (stored === undefined) {
            throw new UnsupportedError(`a value of this type in ${object.name}.${field.name}`);
        }
        row.after![field.name] = stored;
        row.given.add(field.name);
    }
}

function failAll(rows: readonly Pending[], message: string): void {
    for (const row of rows) {
        row.fail(rowError('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message));
    }
}

/** `OnAccount: execution of BeforeInsert`, the cause, and where it happened. */
function uncaught(object: SObjectSchema, operation: Operation, error: ApexException): string {
    const frame = error.frames.findLast((each) => each.where.startsWith('Trigger.'));
    const name = frame?.where.slice('Trigger.'.length) ?? object.name;
    return `${name}: execution of ${EVENT_NAMES[operation]}\n\ncaused by: ${error.toString()}\n\n${error.stackTraceText}`;
}

function depthText(context: DmlContext): string {
    return context.transaction.triggers.map(({ object, operation }) => `${object} trigger event ${EVENT_NAMES[operation]}`).join('\n');
}
