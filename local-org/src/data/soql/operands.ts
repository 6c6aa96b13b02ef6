/** The right side of a comparison, in the stored form of the field that it is compared with. */
import type { FieldSchema } from '../../schema/model.ts';
import type { Operand } from '../../language/soqlAst.ts';
import { ApexDate } from '../../runtime/values/ApexDate.ts';
import { ApexDatetime } from '../../runtime/values/ApexDatetime.ts';
import { ApexEnum } from '../../runtime/values/ApexEnum.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { ApexMap } from '../../runtime/values/ApexMap.ts';
import { ApexSet } from '../../runtime/values/ApexSet.ts';
import { ApexTime } from '../../runtime/values/ApexTime.ts';
import { SObject } from '../../runtime/values/SObject.ts';
import { idOf18 } from '../../runtime/values/ids.ts';
import type { StoredValue } from '../ports.ts';
import { numberOf, storedDatetime } from '../values/codec.ts';
import type { QueryContext } from './context.ts';
import { dayRange } from './dateLiterals.ts';
import { queryException } from './errors.ts';

/** One value, or the range that a date literal stands for. */
export type Value = { kind: 'value'; value: StoredValue } | { kind: 'range'; start: StoredValue; end: StoredValue };

const TEXT = new Set([
    'string',
    'textarea',
    'picklist',
    'multipicklist',
    'combobox',
    'email',
    'phone',
    'url',
    'encryptedstring',
    'anyType'
]);
const IDS = new Set(['id', 'reference']);
const NUMBERS = new Set(['integer', 'long', 'double', 'currency', 'percent']);
const TYPE_NAMES: Record<string, string> = { datetime: 'dateTime', integer: 'int', long: 'long' };

export function isText(field: FieldSchema): boolean {
    return TEXT.has(field.type);
}

export function isId(field: FieldSchema): boolean {
    return IDS.has(field.type);
}

/**
 * @throws ApexException (System.QueryException) when the value does not go with the field
 */
export function valueOf(context: QueryContext, operand: Operand, field: FieldSchema): Value {
    switch (operand.kind) {
        case 'null':
            return { kind: 'value', value: null };
        case 'bind':
            return { kind: 'value', value: boundValue(context, context.binds[operand.index], field) };
        case 'dateLiteral':
            return literalRange(context, operand.name, operand.n, field);
        default:
            return { kind: 'value', value: literalValue(operand, field) };
    }
}

/** The values of `IN (…)` or of a bound collection. */
export function valuesOf(context: QueryContext, operands: readonly Operand[], field: FieldSchema): Value[] {
    return operands.flatMap((operand): Value[] => {
        if (operand.kind !== 'bind') {
            return [valueOf(context, operand, field)];
        }
        const items = itemsOf(context.binds[operand.index]);
        if (items === null) {
            return [valueOf(context, operand, field)];
        }
        return items.map((item) => ({ kind: 'value', value: boundValue(context, item, field) }));
    });
}

/** Elements of a List, Set or the keys of a Map; null when the value is no collection. */
export function itemsOf(value: unknown): unknown[] | null {
    if (value instanceof ApexList) {
        return value.items;
    }
    if (value instanceof ApexSet) {
        return [...value.values()];
    }
    return value instanceof ApexMap ? [...value.keys()] : null;
}

function mustBe(field: FieldSchema, quotedValue: boolean): Error {
    const type = TYPE_NAMES[field.type] ?? field.type;
    return queryException(
        `value of filter criterion for field '${field.name}' must be of type ${type} and should ${quotedValue ? '' : 'not '}be enclosed in quotes`
    );
}

function literalValue(operand: Exclude<Operand, { kind: 'null' | 'bind' | 'dateLiteral' }>, field: FieldSchema): StoredValue {
    switch (operand.kind) {
        case 'string':
            if (isId(field)) {
                return storedId(operand.value);
            }
            if (isText(field)) {
                return operand.value === '' ? null : operand.value;
            }
            throw mustBe(field, false);
        case 'boolean':
            if (field.type === 'boolean') {
                return Number(operand.value);
            }
            throw mustBe(field, isText(field) || isId(field));
        case 'number':
            if (NUMBERS.has(field.type)) {
                return Number(operand.text);
            }
            throw mustBe(field, isText(field) || isId(field));
        case 'date':
            if (field.type === 'date') {
                return operand.text;
            }
            throw mustBe(field, isText(field));
        case 'datetime': {
            const instant = ApexDatetime.parseIso(operand.text);
            if (field.type === 'datetime' && instant) {
                return instant.milliseconds % 1000 === 0 ? storedDatetime(instant.milliseconds) : instant.toIso();
            }
            if (field.type === 'date' && instant) {
                throw mustBe(field, false);
            }
            throw mustBe(field, isText(field));
        }
        case 'time': {
            const time = ApexTime.parseIso(operand.text);
            if (field.type === 'time' && time) {
                return time.toString();
            }
            throw mustBe(field, isText(field));
        }
    }
}

/** An Id as stored. Empty text means null. */
export function storedId(text: string): StoredValue {
    if (text === '') {
        return null;
    }
    const id = idOf18(text);
    if (id === null) {
        throw queryException(`invalid ID field: ${text}`);
    }
    return id;
}

function literalRange(context: QueryContext, name: string, n: number | null, field: FieldSchema): Value {
    if (field.type !== 'date' && field.type !== 'datetime') {
        throw mustBe(field, isText(field));
    }
    const { start, end } = dayRange(name, n, new ApexDatetime(context.now).dateIn(context.zone));
    const stored = (day: ApexDate): string => (field.type === 'date' ? day.toString() : startOfDay(day, context.zone));
    return { kind: 'range', start: stored(start), end: stored(end) };
}

function startOfDay(day: ApexDate, zone: string): string {
    return ApexDatetime.of(zone, day.year, day.month, day.day, 0, 0, 0).toIso();
}

/** A value that Apex bound. */
export function boundValue(context: QueryContext, value: unknown, field: FieldSchema): StoredValue {
    if (value === null || value === undefined) {
        return null;
    }
    const stored = storedBind(context, value, field);
    if (stored === undefined) {
        throw queryException(`Invalid bind expression type of ${apexTypeOf(value)} for column of type ${field.apexType}`);
    }
    return stored;
}

function storedBind(context: QueryContext, value: unknown, field: FieldSchema): StoredValue | undefined {
    if (isId(field)) {
        return value instanceof SObject ? value.id : typeof value === 'string' ? storedId(value) : undefined;
    }
    if (isText(field)) {
        if (value instanceof ApexEnum) {
            return value.name;
        }
        return typeof value === 'string' ? (value === '' ? null : value) : undefined;
    }
    if (NUMBERS.has(field.type)) {
        return numberOf(value) ?? undefined;
    }
    switch (field.type) {
        case 'boolean':
            return typeof value === 'boolean' ? Number(value) : undefined;
        case 'date':
            return value instanceof ApexDate
                ? value.toString()
                : value instanceof ApexDatetime
                  ? value.dateIn(context.zone).toString()
                  : undefined;
        case 'datetime':
            return value instanceof ApexDatetime ? value.toIso() : value instanceof ApexDate ? startOfDay(value, 'GMT') : undefined;
        case 'time':
            return value instanceof ApexTime ? value.toString() : undefined;
        default:
            return undefined;
    }
}

function apexTypeOf(value: unknown): string {
    switch (typeof value) {
        case 'string':
            return 'String';
        case 'boolean':
            return 'Boolean';
        case 'number':
            return 'Integer';
        case 'bigint':
            return 'Long';
        default:
            return value instanceof SObject ? value.type : ((value as object).constructor.name.replace(/^Apex/, '') as string);
    }
}

/** LIMIT and OFFSET: a whole number, literal or bound. */
export function countOf(context: QueryContext, operand: Operand | null, clause: 'LIMIT' | 'OFFSET'): number | null {
    if (operand === null) {
        return null;
    }
    const count =
        operand.kind === 'number' ? Number(operand.text) : operand.kind === 'bind' ? numberOf(context.binds[operand.index]) : null;
    if (count === null) {
        throw queryException(`${clause === 'LIMIT' ? 'Limit' : 'Offset'} must not be null`);
    }
    if (count < 0 || !Number.isInteger(count)) {
        throw queryException(`${clause === 'LIMIT' ? 'Limit' : 'Offset'} must be a non-negative integer: ${count}`);
    }
    return count;
}
