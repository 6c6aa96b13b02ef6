/** Records between their run-time form and the JSON of Salesforce's REST API. */
import type { Query } from '../language/soqlAst.ts';
import type { FieldSchema, Schema, SObjectSchema } from '../schema/model.ts';
import { childRelationshipOf, fieldOf, parentFieldOf } from '../schema/model.ts';
import { ApexBlob } from '../runtime/values/ApexBlob.ts';
import { ApexDate } from '../runtime/values/ApexDate.ts';
import { ApexDatetime } from '../runtime/values/ApexDatetime.ts';
import { ApexDouble } from '../runtime/values/ApexDouble.ts';
import { ApexList } from '../runtime/values/ApexList.ts';
import { ApexTime } from '../runtime/values/ApexTime.ts';
import { Decimal } from '../runtime/values/Decimal.ts';
import { SObject } from '../runtime/values/SObject.ts';

export type RecordJson = Record<string, unknown>;

/** A value that a field cannot hold; the message names the field. */
export class FieldValueError extends Error {
    readonly field: string;
    constructor(field: FieldSchema, value: unknown) {
        super(
            `Cannot deserialize instance of ${field.type} from ${tokenOf(value)} value ${textOf(value)} or request may be missing a required field ` +
                `(${field.name})`
        );
        this.name = 'FieldValueError';
        this.field = field.name;
    }
}

/** As the parser calls what it has read. */
function tokenOf(value: unknown): string {
    if (typeof value === 'object') {
        return Array.isArray(value) ? 'START_ARRAY' : 'START_OBJECT';
    }
    return typeof value === 'boolean' ? `VALUE_${String(value).toUpperCase()}` : `VALUE_${typeof value === 'number' ? 'NUMBER' : 'STRING'}`;
}

function textOf(value: unknown): string {
    return typeof value === 'object' ? (Array.isArray(value) ? '[' : '{') : String(value);
}

/** The object has no such field: INVALID_FIELD in REST. */
export class UnknownFieldError extends Error {
    readonly field: string;
    constructor(object: SObjectSchema, field: string) {
        super(`No such column '${field}' on sobject of type ${object.name}`);
        this.name = 'UnknownFieldError';
        this.field = field;
    }
}

/** What of a record was asked for, by lower-case name: a parent or child relationship has a selection of its own. */
export interface Selection {
    fields: Set<string>;
    related: Map<string, Selection>;
}

export function selectionOf(query: Query): Selection {
    const selection: Selection = { fields: new Set(), related: new Map() };
    for (const item of query.select) {
        if (item.kind === 'field') {
            addPath(selection, withoutAlias(item.field.path, query));
        } else if (item.kind === 'subquery') {
            selection.related.set(item.query.from.object.toLowerCase(), selectionOf(item.query));
        } else if (item.kind === 'typeof') {
            const fields = [...item.whens.flatMap((when) => when.fields), ...item.otherwise];
            fields.forEach((field) => addPath(selection, [...item.relationship, ...field.path]));
        }
    }
    return selection;
}

function withoutAlias(path: string[], { from }: Query): string[] {
    const first = path[0].toLowerCase();
    return path.length > 1 && (first === from.alias?.toLowerCase() || first === from.object.toLowerCase()) ? path.slice(1) : path;
}

function addPath(selection: Selection, path: string[]): void {
    const [first, ...rest] = path.map((name) => name.toLowerCase());
    if (rest.length === 0) {
        selection.fields.add(first);
        return;
    }
    const related = selection.related.get(first) ?? { fields: new Set(), related: new Map() };
    selection.related.set(first, related);
    addPath(related, rest);
}

/** Without a selection, everything that the record holds. */
export function recordToJson(schema: Schema, record: SObject, selection?: Selection): RecordJson {
    // Rows of a grouped query have names of their own, whatever the object AggregateResult has.
    const object = record.schema && schema.object(record.type);
    const json: RecordJson = {
        attributes: {
            type: record.type,
            ...(record.id !== null && { url: `/services/data/v67.0/sobjects/${record.type}/${record.id}` })
        }
    };
    for (const [key, value] of record.values) {
        const related = selection?.related.get(key);
        if (!selection || selection.fields.has(key) || related) {
            json[object ? nameOf(object, key) : record.nameOf(key)] = valueToJson(schema, value, related);
        }
    }
    return json;
}

/** A value as REST writes it: dates as ISO text, decimals as numbers, child rows as a query result. */
export function valueToJson(schema: Schema, value: unknown, selection?: Selection): unknown {
    if (value instanceof SObject) {
        return recordToJson(schema, value, selection);
    }
    if (value instanceof ApexList) {
        const records = value.items.map((item) => valueToJson(schema, item, selection));
        return records.length === 0 ? null : { totalSize: records.length, done: true, records };
    }
    return scalarToJson(value);
}

export function scalarToJson(value: unknown): unknown {
    if (value instanceof Decimal || value instanceof ApexDouble) {
        return Number(String(value));
    }
    if (value instanceof ApexDatetime) {
        return `${new Date(value.milliseconds).toISOString().slice(0, -1)}+0000`;
    }
    if (value instanceof ApexDate || value instanceof ApexTime) {
        return String(value);
    }
    if (value instanceof ApexBlob) {
        return Buffer.from(value.bytes).toString('base64');
    }
    return typeof value === 'bigint' ? Number(value) : value;
}

/** API spelling of a stored key: field, parent relationship or child relationship. */
function nameOf(object: SObjectSchema, key: string): string {
    const field = fieldOf(object, key);
    if (field) {
        return field.name;
    }
    for (const each of object.fields.values()) {
        if (each.relationshipName?.toLowerCase() === key) {
            return each.relationshipName;
        }
    }
    return childRelationshipOf(object, key)?.name ?? key;
}

/** What reading a record takes besides its object. */
export interface ReadContext {
    /** For parents that are named by a key of their own; without it they are unknown fields. */
    schema?: Schema;
    /** Does the user see the field? Others do not exist for them. */
    sees?(object: SObjectSchema, field: string): boolean;
}

/**
 * @throws UnknownFieldError for a field that is not there
 * @throws FieldValueError for a value that its field cannot hold
 */
export function recordFromJson(object: SObjectSchema, json: RecordJson, context: ReadContext = {}): SObject {
    const record = new SObject(object);
    for (const [name, value] of Object.entries(json)) {
        if (name === 'attributes') {
            continue;
        }
        const field = fieldOf(object, name);
        if (field && (context.sees?.(object, field.name) ?? true)) {
            record.put(field.name.toLowerCase(), fieldFromJson(field, value));
            continue;
        }
        const parent = field ? null : parentFromJson(object, name, value, context);
        if (!parent) {
            throw new UnknownFieldError(object, name);
        }
        record.put(name.toLowerCase(), parent);
    }
    return record;
}

/** `"Owner": {"Username": "…"}`: a polymorphic parent says its type in its attributes. */
function parentFromJson(object: SObjectSchema, name: string, value: unknown, context: ReadContext): SObject | null {
    const reference = parentFieldOf(object, name);
    if (!reference || !context.schema || value === null || typeof value !== 'object' || Array.isArray(value)) {
        return null;
    }
    const json = value as RecordJson;
    const type = (json.attributes as { type?: unknown } | undefined)?.type;
    const named = reference.referenceTo.find((each) => typeof type === 'string' && each.toLowerCase() === type.toLowerCase());
    const parent = context.schema.object(named ?? (reference.referenceTo.length === 1 ? reference.referenceTo[0] : ''));
    return parent?.present ? recordFromJson(parent, json, context) : null;
}

function fieldFromJson(field: FieldSchema, value: unknown): unknown {
    if (value === null || value === '') {
        return null;
    }
    const converted = convert(field, value);
    if (converted === undefined || converted === null) {
        throw new FieldValueError(field, value);
    }
    return converted;
}

function convert(field: FieldSchema, value: unknown): unknown {
    switch (field.apexType) {
        case 'Boolean':
            return typeof value === 'boolean' ? value : booleanOf(value);
        case 'Integer':
            return Number.isInteger(Number(value)) ? Number(value) : undefined;
        case 'Long':
            return Number.isInteger(Number(value)) ? BigInt(value as number) : undefined;
        case 'Decimal':
            return Decimal.parse(String(value));
        case 'Double':
            return Number.isFinite(Number(value)) ? new ApexDouble(Number(value)) : undefined;
        case 'Date':
            return ApexDate.parseIso(String(value));
        case 'Datetime':
            return ApexDatetime.parseIso(String(value));
        case 'Blob':
            return new ApexBlob(Buffer.from(String(value), 'base64'));
        default:
            return typeof value === 'string' ? value : typeof value === 'object' ? undefined : String(value);
    }
}

function booleanOf(value: unknown): boolean | undefined {
    return value === 'true' ? true : value === 'false' ? false : undefined;
}
