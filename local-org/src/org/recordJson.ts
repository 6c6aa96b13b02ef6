/** Records between their run-time form and the JSON of Salesforce's REST API. */
import type { Query } from '../language/soqlAst.ts';
import type { FieldSchema, Schema, SObjectSchema } from '../schema/model.ts';
import { childRelationshipOf, fieldOf } from '../schema/model.ts';
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
        super(`Cannot deserialize instance of ${field.type} from value ${JSON.stringify(value)} for the field ${field.name}`);
        this.name = 'FieldValueError';
        this.field = field.name;
    }
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
    const object = schema.object(record.type);
    const json: RecordJson = {
        attributes: {
            type: record.type,
            ...(record.id !== null && { url: `/services/data/v67.0/sobjects/${record.type}/${record.id}` })
        }
    };
    for (const [key, value] of record.values) {
        const related = selection?.related.get(key);
        if (!selection || selection.fields.has(key) || related) {
            json[nameOf(object, key)] = valueToJson(schema, value, related);
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
function nameOf(object: SObjectSchema | undefined, key: string): string {
    if (!object) {
        return key;
    }
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

export function recordFromJson(object: SObjectSchema, json: RecordJson): SObject {
    const record = new SObject(object);
    for (const [name, value] of Object.entries(json)) {
        if (name === 'attributes') {
            continue;
        }
        const field = fieldOf(object, name);
        if (!field) {
            throw new UnknownFieldError(object, name);
        }
        record.put(field.name.toLowerCase(), fieldFromJson(field, value));
    }
    return record;
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
            return typeof value === 'boolean' ? value : undefined;
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
