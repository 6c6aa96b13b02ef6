/** Field values that code gave, in their stored form. Length, range and picklists are checked later, after the before-triggers. */
import { ApexBlob } from '../../runtime/values/ApexBlob.ts';
import { ApexDate } from '../../runtime/values/ApexDate.ts';
import { ApexDatetime } from '../../runtime/values/ApexDatetime.ts';
import { ApexEnum } from '../../runtime/values/ApexEnum.ts';
import { ApexTime } from '../../runtime/values/ApexTime.ts';
import { idOf18 } from '../../runtime/values/ids.ts';
import type { FieldSchema } from '../../schema/model.ts';
import type { StoredValue } from '../ports.ts';
import { numberOf, storedDatetime } from '../values/codec.ts';

/** The stored form; undefined when the value has not the field's type (the callers make an error of it). */
export function encode(field: FieldSchema, value: unknown): StoredValue | undefined {
    if (value === null || value === undefined) {
        return field.type === 'boolean' ? 0 : null;
    }
    switch (field.type) {
        case 'id':
        case 'reference':
            return typeof value === 'string' ? (value === '' ? null : (idOf18(value) ?? undefined)) : undefined;
        case 'boolean':
            return typeof value === 'boolean' ? Number(value) : undefined;
        case 'integer':
        case 'long':
        case 'double':
        case 'currency':
        case 'percent':
            return numberOf(value) ?? undefined;
        case 'date':
            return value instanceof ApexDate
                ? value.toString()
                : value instanceof ApexDatetime
                  ? value.dateIn('GMT').toString()
                  : undefined;
        case 'datetime':
            return value instanceof ApexDatetime
                ? storedDatetime(value.milliseconds)
                : value instanceof ApexDate
                  ? storedDatetime(value.milliseconds)
                  : undefined;
        case 'time':
            return value instanceof ApexTime ? value.toString() : undefined;
        case 'base64':
            return value instanceof ApexBlob ? value.bytes : undefined;
        default:
            return encodeText(field, value);
    }
}

function encodeText(field: FieldSchema, value: unknown): StoredValue | undefined {
    const text = value instanceof ApexEnum ? value.name : value;
    if (typeof text !== 'string') {
        return undefined;
    }
    if (field.type === 'multipicklist') {
        return (
            [
                ...new Set(
                    text
                        .split(';')
                        .map((part) => part.trim())
                        .filter((part) => part !== '')
                )
            ].join(';') || null
        );
    }
    return trimmed(text) || null;
}

/** Saved text neither begins nor ends with white space, and is never empty. Source: Apex guide, sObject types (as in the SOAP API). */
function trimmed(text: string): string {
    const isSpace = (index: number): boolean => text.charCodeAt(index) <= 32;
    return isSpace(0) || isSpace(text.length - 1) ? text.replace(/^[\0- ]+/, '').replace(/[\0- ]+$/, '') : text;
}
