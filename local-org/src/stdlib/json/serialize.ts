/** JSON.serialize: values of Apex as JSON. */
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { ApexBlob } from '../../runtime/values/ApexBlob.ts';
import { ApexDate } from '../../runtime/values/ApexDate.ts';
import { ApexDatetime } from '../../runtime/values/ApexDatetime.ts';
import { ApexDouble } from '../../runtime/values/ApexDouble.ts';
import { ApexEnum } from '../../runtime/values/ApexEnum.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { ApexMap } from '../../runtime/values/ApexMap.ts';
import { ApexObject, classOf, fieldsOf } from '../../runtime/values/ApexObject.ts';
import { ApexSet } from '../../runtime/values/ApexSet.ts';
import { ApexTime } from '../../runtime/values/ApexTime.ts';
import { Decimal } from '../../runtime/values/Decimal.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';
import { SObject } from '../../runtime/values/SObject.ts';
import { textOf } from '../../runtime/values/text.ts';
import { runtimeType } from '../../runtime/values/typeText.ts';
import { JsonWriter } from './JsonWriter.ts';
import { DatabaseError, DmlResult } from '../support/dmlResults.ts';
import { ValueObject } from '../support/valueClass.ts';
import { jsonException } from './read.ts';

export interface SerializeOptions {
    pretty: boolean;
    /** Leave out fields of Apex objects that are null, as Apex REST does those of records too. */
    suppressNulls: NullsLeftOut;
}

export type NullsLeftOut = boolean | 'recordsToo';

export function serialize(rt: OrgRuntime, value: unknown, options: SerializeOptions): string {
    const writer = new JsonWriter(options.pretty);
    writeValue(rt, writer, value, options.suppressNulls, []);
    return writer.result;
}

export function writeValue(rt: OrgRuntime, writer: JsonWriter, value: unknown, suppressNulls: NullsLeftOut, open: object[]): void {
    const write = (item: unknown): void => writeValue(rt, writer, item, suppressNulls, open);
    if (value === null || value === undefined) {
        writer.raw('null');
    } else if (typeof value === 'string') {
        writer.string(value);
    } else if (typeof value !== 'object') {
        writer.raw(String(value));
    } else if (value instanceof Decimal) {
        writer.raw(value.toPlainString());
    } else if (value instanceof ApexDouble) {
        writer.raw(String(value));
    } else if (value instanceof ApexDatetime) {
        writer.string(value.toIso());
    } else if (value instanceof ApexDate || value instanceof ApexTime || value instanceof ApexEnum) {
        writer.string(String(value));
    } else if (value instanceof ApexBlob) {
        writer.string(value.toBase64());
    } else {
        if (open.includes(value)) {
            throw jsonException(`Direct self-reference leading to cycle`);
        }
        open.push(value);
        writeComposite(rt, writer, value, suppressNulls, write);
        open.pop();
    }
}

function writeComposite(
    rt: OrgRuntime,
    writer: JsonWriter,
    value: object,
    suppressNulls: NullsLeftOut,
    write: (item: unknown) => void
): void {
    if (value instanceof ApexList || value instanceof ApexSet) {
        writer.startArray();
        for (const item of value) {
            write(item);
        }
        writer.endArray();
    } else if (value instanceof ApexMap) {
        writer.startObject();
        for (const [key, item] of value.entries()) {
            writer.fieldName(keyText(key));
            write(item);
        }
        writer.endObject();
    } else if (value instanceof SObject) {
        writeRecord(rt, writer, value, suppressNulls === 'recordsToo', write);
    } else if (value instanceof ApexObject && !(value instanceof ApexException)) {
        writer.startObject();
        for (const field of fieldsOf(classOf(value))) {
            if (field.isStatic || field.isTransient || (field.isProperty && !field.hasGetter)) {
                continue;
            }
            const item = (value as unknown as Record<string, unknown>)[field.jsName] ?? null;
            if (item !== null || !suppressNulls) {
                writer.fieldName(field.name);
                write(item);
            }
        }
        writer.endObject();
    } else if (value instanceof DmlResult || value instanceof DatabaseError || value instanceof ValueObject) {
        writer.startObject();
        for (const [name, item] of membersOf(value)) {
            if (item !== null) {
                writer.fieldName(name);
                write(item);
            }
        }
        writer.endObject();
    } else if (value instanceof LibraryObject && value.apexType === 'System.UUID') {
        writer.string(String(value));
    } else {
        throw jsonException(`Type unsupported in JSON: ${runtimeType(value).replace(/^System\./, '')}`);
    }
}

function keyText(key: unknown): string {
    return key instanceof ApexDatetime ? key.toIso() : key instanceof ApexDate ? String(key) : textOf(key);
}

/** `attributes` first, parents nested, children as a query result. */
function writeRecord(rt: OrgRuntime, writer: JsonWriter, record: SObject, suppressNulls: boolean, write: (item: unknown) => void): void {
    writer.startObject();
    writer.fieldName('attributes');
    writer.startObject();
    writer.fieldName('type');
    writer.string(record.type);
    if (record.id !== null) {
        writer.fieldName('url');
        writer.string(`/services/data/v${rt.frame.apiVersion}.0/sobjects/${record.type}/${record.id}`);
    }
    writer.endObject();
    for (const [name, value] of record.populated()) {
        if (suppressNulls && value === null) {
            continue;
        }
        writer.fieldName(name);
        if (value instanceof ApexList) {
            writer.startObject();
            writer.fieldName('totalSize');
            writer.raw(String(value.size));
            writer.fieldName('done');
            writer.raw('true');
            writer.fieldName('records');
            write(value);
            writer.endObject();
        } else {
            write(value);
        }
    }
    writer.endObject();
}

/** What the platform shows of its own results: what is null does not show. */
function membersOf(value: DmlResult | DatabaseError | ValueObject): [name: string, value: unknown][] {
    if (value instanceof DatabaseError) {
        return Object.entries({ statusCode: value.statusCode, message: value.message, fields: value.fields });
    }
    if (value instanceof DmlResult) {
        const { success, id, errors, created } = value;
        return Object.entries({ success, id, errors, ...(value.apexType === 'Database.UpsertResult' ? { created } : {}) });
    }
    return [...value.fields].map(([name, item]) => [value.nameOf(name), item]);
}
