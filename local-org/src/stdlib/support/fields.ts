/** Fields of records by name, at run time: finding them, and turning a value into the field's type. */
import { argument, dateToDatetime, isNumber, toDecimal, toInteger, toLong } from '../../runtime/operators.ts';
import type { FieldSchema } from '../../schema/model.ts';
import { ApexDate } from '../../runtime/values/ApexDate.ts';
import { ApexDatetime } from '../../runtime/values/ApexDatetime.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { ApexTime } from '../../runtime/values/ApexTime.ts';
import { ApexBlob } from '../../runtime/values/ApexBlob.ts';
import type { SObject } from '../../runtime/values/SObject.ts';
import { idOf18 } from '../../runtime/values/ids.ts';
import { textOf } from '../../runtime/values/text.ts';
import { runtimeType } from '../../runtime/values/typeText.ts';

/** Fields that Salesforce alone writes, whatever the object. */
const SYSTEM_FIELDS = new Set(['createdbyid', 'createddate', 'lastmodifiedbyid', 'lastmodifieddate', 'systemmodstamp', 'isdeleted']);

/** Lower-case name of a field given as text or as a token. */
export function fieldName(given: unknown): string {
    return textOf(argument(given)).trim().toLowerCase();
}

/** The field's lower-case name. Throws System.SObjectException "Invalid field …". */
export function existingField(record: SObject, given: unknown): string {
    const name = fieldName(given);
    const exists = record.schema ? record.schema.fields.has(name) : record.values.has(name) || record.type !== 'AggregateResult';
    if (!exists) {
        throw ApexException.of('System.SObjectException', `Invalid field ${textOf(given)} for ${record.type}`);
    }
    return name;
}

/** Writes a field by name, as SObject.put: converts, refuses with Salesforce's words. */
export function putField(record: SObject, given: unknown, value: unknown): void {
    const name = existingField(record, given);
    const field = record.field(name);
    if (field && (field.calculated || field.autoNumber || SYSTEM_FIELDS.has(name))) {
        throw ApexException.of('System.SObjectException', `Field ${field.name} is not editable`);
    }
    record.put(name, field ? toFieldType(field, value) : value);
}

/** The value as the field holds it. Throws System.SObjectException "Illegal assignment from X to Y". */
export function toFieldType(field: FieldSchema, value: unknown): unknown {
    if (value === null) {
        return null;
    }
    const converted = convert(field.apexType, value);
    if (converted === undefined) {
        throw ApexException.of('System.SObjectException', `Illegal assignment from ${runtimeType(value)} to ${field.apexType}`);
    }
    return converted;
}

/** Undefined when the types do not go together. */
function convert(apexType: string, value: unknown): unknown {
    switch (apexType) {
        case 'String':
            return typeof value === 'string' ? value : undefined;
        case 'Id':
            // put takes any text for an Id; saving refuses it. Source: NebulaLogger, LoggerFieldMapper_Tests.
            return typeof value === 'string' ? (idOf18(value) ?? value) : undefined;
        case 'Boolean':
            return typeof value === 'boolean' ? value : undefined;
        case 'Integer':
            return typeof value === 'number'
                ? value
                : isNumber(value) && toDecimal(value).stripTrailingZeros().scale === 0
                  ? toInteger(value)
                  : undefined;
        case 'Long':
            return typeof value === 'bigint' || typeof value === 'number' ? toLong(value) : undefined;
        case 'Decimal':
        case 'Double':
            return isNumber(value) ? toDecimal(value) : undefined;
        case 'Date':
            return value instanceof ApexDate ? value : value instanceof ApexDatetime ? value.dateIn('GMT') : undefined;
        case 'Datetime':
            return value instanceof ApexDatetime ? value : value instanceof ApexDate ? dateToDatetime(value) : undefined;
        case 'Time':
            return value instanceof ApexTime ? value : undefined;
        case 'Blob':
            return value instanceof ApexBlob ? value : undefined;
        default:
            return value;
    }
}

/** Lower-case name of a parent relationship, from its name or its reference field's token. Throws System.SObjectException. */
export function parentRelationship(record: SObject, given: unknown): string {
    const name = fieldName(given);
    for (const field of record.schema?.fields.values() ?? []) {
        const relationship = field.relationshipName?.toLowerCase();
        if (relationship && (relationship === name || field.name.toLowerCase() === name)) {
            return relationship;
        }
    }
    if (!record.schema && record.values.has(name)) {
        return name;
    }
    throw ApexException.of('System.SObjectException', `Invalid relationship ${textOf(given)} for ${record.type}`);
}

/** Lower-case name of a child relationship. Throws System.SObjectException. */
export function childRelationship(record: SObject, given: unknown): string {
    const name = fieldName(given);
    if (record.schema?.childRelationships.some((each) => each.name?.toLowerCase() === name) || record.values.has(name)) {
        return name;
    }
    throw ApexException.of('System.SObjectException', `Invalid relationship ${textOf(given)} for ${record.type}`);
}
