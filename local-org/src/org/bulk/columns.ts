/** The header row of an upload: what its columns stand for, and how a row becomes a record. */
import { ApexDate } from '../../runtime/values/ApexDate.ts';
import { ApexDatetime } from '../../runtime/values/ApexDatetime.ts';
import { ApexDouble } from '../../runtime/values/ApexDouble.ts';
import { ApexTime } from '../../runtime/values/ApexTime.ts';
import { Decimal } from '../../runtime/values/Decimal.ts';
import { idOf18 } from '../../runtime/values/ids.ts';
import { SObject } from '../../runtime/values/SObject.ts';
import { fieldOf, parentFieldOf } from '../../schema/model.ts';
import type { FieldSchema, SObjectSchema } from '../../schema/model.ts';
import type { RowError } from '../../runtime/ports.ts';
import type { Assembly } from '../assemble.ts';
import type { BulkJob } from './model.ts';

/** The upload as a whole is of no use; the message is the job's, in Salesforce's words. */
export class InvalidBatch extends Error {
    constructor(message: string) {
        super(`InvalidBatch : ${message}`);
        this.name = 'InvalidBatch';
    }
}

export type BulkColumn =
    | { kind: 'field'; field: FieldSchema }
    /** `Owner.Username`: the parent is named by a key of its own. */
    | { kind: 'parent'; reference: FieldSchema; parent: SObjectSchema; key: FieldSchema }
    /** `RecordType.DeveloperName`: unique for an object only. */
    | { kind: 'recordType'; reference: FieldSchema; idOf(developerName: string): string | null };

/** In a cell: no value, where an empty cell says nothing of the field (guide, "Prepare CSV Files"). */
const NULL = '#N/A';

/**
 * @throws InvalidBatch naming the first column that is none, also when the user may not see it
 */
export function columnsOf(org: Assembly, job: BulkJob, object: SObjectSchema, names: readonly string[]): BulkColumn[] {
    const columns = names.map((name) => columnOf(org, job.userId, object, name));
    const has = (wanted: string): boolean =>
        columns.some((column) => column.kind === 'field' && column.field.name.toLowerCase() === wanted.toLowerCase());
    const key = job.operation === 'upsert' ? job.externalId : job.operation === 'insert' ? null : 'Id';
    if (key !== null && !has(key)) {
        throw new InvalidBatch(`Field name not found : ${key}`);
    }
    if ((job.operation === 'delete' || job.operation === 'hardDelete') && columns.length > 1) {
        throw new InvalidBatch(`Only the Id column is allowed for ${job.operation}: ${names.find((name) => name.toLowerCase() !== 'id')}`);
    }
    const twice = names.find((name, index) => names.findIndex((each) => each.toLowerCase() === name.toLowerCase()) < index);
    if (twice !== undefined) {
        throw new InvalidBatch(`Duplicate field name : ${twice}`);
    }
    return columns;
}

function columnOf(org: Assembly, userId: string, object: SObjectSchema, name: string): BulkColumn {
    const unknown = new InvalidBatch(`Field name not found : ${name}`);
    const seen = (owner: SObjectSchema, wanted: string): FieldSchema | null => {
        const field = fieldOf(owner, wanted);
        return field && org.security.fieldAccess(userId, owner, field.name).read ? field : null;
    };
    if (!name.includes('.')) {
        const field = seen(object, name);
        if (!field || field.type === 'address' || field.type === 'location') {
            throw unknown;
        }
        return { kind: 'field', field };
    }
    const match = /^(?:(\w+):)?(\w+)\.(\w+)$/.exec(name);
    if (!match) {
        throw unknown;
    }
    const [, type, relationship, keyName] = match as unknown as [string, string | undefined, string, string];
    const reference = parentFieldOf(object, relationship);
    if (!reference || !seen(object, reference.name)) {
        throw new InvalidBatch(`Unable to find relationship: ${relationship}`);
    }
    const parent = org.schema.object(parentType(reference, type, relationship));
    const key = parent?.present ? seen(parent, keyName) : null;
    if (parent && key && parent.name === 'RecordType' && key.name === 'DeveloperName') {
        return { kind: 'recordType', reference, idOf: (developerName) => recordTypeId(org, object, developerName) };
    }
    if (!parent || !key || !(key.externalId || key.idLookup)) {
        throw unknown;
    }
    return { kind: 'parent', reference, parent, key };
}

/** A polymorphic reference needs the type of its parent, a plain one must not have it. */
function parentType(reference: FieldSchema, type: string | undefined, relationship: string): string {
    const polymorphic = reference.referenceTo.length > 1;
    if (!polymorphic) {
        if (type !== undefined) {
            throw new InvalidBatch(`type is not needed for non polymorphic foreign key references: ${relationship}`);
        }
        return reference.referenceTo[0] ?? '';
    }
    const named = reference.referenceTo.find((each) => each.toLowerCase() === type?.toLowerCase());
    if (named === undefined) {
        throw new InvalidBatch(`type is needed for polymorphic foreign key references: ${relationship}`);
    }
    return named;
}

function recordTypeId(org: Assembly, object: SObjectSchema, developerName: string): string | null {
    const row = org.store.get(
        `SELECT Id AS id FROM RecordType WHERE SobjectType = ? AND DeveloperName = ? COLLATE NOCASE`,
        object.name,
        developerName
    );
    return row ? String(row.id) : null;
}

/** A row that cannot be tried: what is wrong with it, as a row error. */
export class RowRefused extends Error {
    readonly error: RowError;
    constructor(statusCode: string, message: string, fields: string[] = []) {
        super(message);
        this.name = 'RowRefused';
        this.error = { statusCode, message, fields };
    }
}

/**
 * The record that a row stands for.
 *
 * @throws RowRefused for a value that its field cannot hold
 */
export function recordOf(object: SObjectSchema, columns: readonly BulkColumn[], cells: readonly string[]): SObject {
    if (cells.length !== columns.length) {
        throw new RowRefused('INVALID_FIELD', `Number of values does not match the header: ${cells.length} instead of ${columns.length}`);
    }
    const record = new SObject(object);
    columns.forEach((column, index) => {
        const cell = cells[index];
        if (cell === '') {
            return;
        }
        if (column.kind === 'field') {
            record.put(column.field.name.toLowerCase(), cell === NULL ? null : valueOf(column.field, cell));
        } else if (cell === NULL) {
            record.put(column.reference.name.toLowerCase(), null);
        } else if (column.kind === 'recordType') {
            const id = column.idOf(cell);
            if (id === null) {
                const message = `Foreign key external ID: ${cell.toLowerCase()} not found for field DeveloperName in entity RecordType`;
                throw new RowRefused('INVALID_FIELD', message);
            }
            record.put(column.reference.name.toLowerCase(), id);
        } else {
            const parent = new SObject(column.parent);
            parent.put(column.key.name.toLowerCase(), valueOf(column.key, cell));
            record.put(column.reference.relationshipName!.toLowerCase(), parent);
        }
    });
    return record;
}

/** @throws RowRefused */
function valueOf(field: FieldSchema, text: string): unknown {
    if (field.type === 'id') {
        const id = idOf18(text);
        if (id === null) {
            throw new RowRefused('MALFORMED_ID', `bad id ${text}`, [field.name]);
        }
        return id;
    }
    if (field.type === 'reference') {
        const id = idOf18(text);
        if (id === null) {
            throw new RowRefused('MALFORMED_ID', `${field.label}: id value of incorrect type: ${text}`, [field.name]);
        }
        return id;
    }
    const value = converted(field, text);
    if (value === null) {
        const message = `${field.label}: value not of required type: ${text}`;
        throw new RowRefused('INVALID_TYPE_ON_FIELD_IN_RECORD', message, [field.name]);
    }
    return value;
}

/** Forms of the XML schema types (guide, "Valid Date Format in Records" and "Prepare CSV Files"); null for none. */
function converted(field: FieldSchema, text: string): unknown {
    switch (field.apexType) {
        case 'Boolean':
            return /^(true|1)$/i.test(text) ? true : /^(false|0)$/i.test(text) ? false : null;
        case 'Integer':
            return /^[+-]?\d+(?:\.0+)?$/.test(text) ? Number(text) : null;
        case 'Long':
            return /^[+-]?\d+$/.test(text) ? BigInt(text) : null;
        case 'Decimal':
            return Decimal.parse(text);
        case 'Double':
            return text.trim() !== '' && Number.isFinite(Number(text)) ? new ApexDouble(Number(text)) : null;
        case 'Date':
            return ApexDate.parseIso(text.replace(/(?:Z|[+-]\d{2}:?\d{2})$/, '')) ?? ApexDatetime.parseIso(text)?.dateIn('GMT') ?? null;
        case 'Datetime':
            return ApexDatetime.parseIso(text) ?? dayAsDatetime(text);
        case 'Time':
            return ApexTime.parseIso(text);
        case 'Blob':
            return null;
        default:
            return text;
    }
}

function dayAsDatetime(text: string): ApexDatetime | null {
    const day = ApexDate.parseIso(text);
    return day && new ApexDatetime(day.milliseconds);
}
