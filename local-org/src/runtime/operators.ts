/**
 * Apex's operators and silent conversions, for emitted code. Static types are known there, so each function is for
 * one operand type; `null` operands of arithmetic throw System.NullPointerException, conversions let null pass.
 */
import { ApexException } from './values/ApexException.ts';
import { ApexDate, MILLISECONDS_PER_DAY } from './values/ApexDate.ts';
import { ApexDatetime } from './values/ApexDatetime.ts';
import { ApexDouble } from './values/ApexDouble.ts';
import { ApexEnum } from './values/ApexEnum.ts';
import type { EmittedClass } from './values/ApexObject.ts';
import { ApexTime } from './values/ApexTime.ts';
import { Decimal } from './values/Decimal.ts';
import { equals } from './values/equality.ts';
import { sameId, toId } from './values/ids.ts';
import { textOf } from './values/text.ts';
import { isInstance, runtimeType } from './values/typeText.ts';

export const DEREFERENCED_NULL = 'Attempt to de-reference a null object';

export function nullPointer(message = DEREFERENCED_NULL): ApexException {
    return ApexException.of('System.NullPointerException', message);
}

/** The value, or System.NullPointerException when it is null. */
export function nn<T>(value: T | null | undefined): T {
    if (value === null || value === undefined) {
        throw nullPointer();
    }
    return value;
}

/** The last argument of a call, evaluated before its receiver is found to be null. */
export function given<T>(receiver: unknown, argument: T): T {
    nn(receiver);
    return argument;
}

/** Stands for the method of a receiver that is null: called once the arguments have been evaluated. */
export function ofNull(): never {
    throw nullPointer();
}

/** The argument of a library method that takes no null: "Argument cannot be null." */
export function argument<T>(value: T | null | undefined): T {
    if (value === null || value === undefined) {
        throw nullPointer('Argument cannot be null.');
    }
    return value;
}

// ---- equality -------------------------------------------------------------------------------------------------

/** Strings as `==` sees them: without case; an Id equals itself in its 15- and its 18-character form. */
export function sameText(a: string, b: string): boolean {
    if (a === b) {
        return true;
    }
    if (a.length !== b.length) {
        return a.length + b.length === 33 && (a.length === 15 || b.length === 15) && sameId(a, b);
    }
    return a.toLowerCase() === b.toLowerCase();
}

/** Apex `==`. Numbers of different types compare by value. */
export function eq(a: unknown, b: unknown): boolean {
    if (a === b) {
        return true;
    }
    if (a === null || b === null || a === undefined || b === undefined) {
        return (a ?? null) === (b ?? null);
    }
    if (isNumber(a) && isNumber(b)) {
        return compareNumbers(a, b) === 0;
    }
    if (a instanceof ApexDate && b instanceof ApexDatetime) {
        return a.milliseconds === b.milliseconds;
    }
    if (a instanceof ApexDatetime && b instanceof ApexDate) {
        return a.milliseconds === b.milliseconds;
    }
    return equals(a, b, sameText);
}

export function ne(a: unknown, b: unknown): boolean {
    return !eq(a, b);
}

/** `==` where one side's static type is Id: the other is validated as an Id, and case counts. */
export function eqId(a: string | null, b: string | null): boolean {
    return a === b || (a !== null && b !== null && toId(a) === toId(b));
}

/** Apex `===`: the same object; values of primitive types compare as with `==`. */
export function same(a: unknown, b: unknown): boolean {
    return isReference(a) && isReference(b) ? a === b : eq(a, b);
}

function isReference(value: unknown): boolean {
    return (
        typeof value === 'object' &&
        value !== null &&
        !(
            value instanceof ApexEnum ||
            value instanceof Decimal ||
            value instanceof ApexDouble ||
            value instanceof ApexDate ||
            value instanceof ApexDatetime ||
            value instanceof ApexTime
        )
    );
}

// ---- order ----------------------------------------------------------------------------------------------------

type AnyNumber = number | bigint | ApexDouble | Decimal;

export function isNumber(value: unknown): value is AnyNumber {
    return typeof value === 'number' || typeof value === 'bigint' || value instanceof ApexDouble || value instanceof Decimal;
}

/** Numbers of any types by value. */
export function compareNumbers(a: AnyNumber, b: AnyNumber): number {
    if (typeof a === 'number' && typeof b === 'number') {
        return a - b;
    }
    if (a instanceof Decimal || b instanceof Decimal) {
        return toDecimal(a).compare(toDecimal(b));
    }
    const x = a instanceof ApexDouble ? a.value : a;
    const y = b instanceof ApexDouble ? b.value : b;
    return x < y ? -1 : x > y ? 1 : 0;
}

export function toDecimal(value: AnyNumber): Decimal {
    return value instanceof Decimal
        ? value
        : value instanceof ApexDouble
          ? Decimal.ofDouble(value.value)
          : typeof value === 'bigint'
            ? Decimal.ofLong(value)
            : Decimal.ofInteger(value);
}

/** Order of two values that are not null, as `<` sees them; strings without case. */
export function compare(a: unknown, b: unknown): number {
    if (typeof a === 'string' && typeof b === 'string') {
        const x = a.toLowerCase();
        const y = b.toLowerCase();
        return x < y ? -1 : x > y ? 1 : 0;
    }
    if (isNumber(a) && isNumber(b)) {
        return compareNumbers(a, b);
    }
    if (isMoment(a) && isMoment(b)) {
        return a.milliseconds - b.milliseconds;
    }
    throw ApexException.of('System.TypeException', `Comparison arguments must be compatible types: ${runtimeType(a)}, ${runtimeType(b)}`);
}

function isMoment(value: unknown): value is ApexDate | ApexDatetime | ApexTime {
    return value instanceof ApexDate || value instanceof ApexDatetime || value instanceof ApexTime;
}

/** With a null operand `<` is false, except that any String is greater than null. */
function ordered(a: unknown, b: unknown, holds: (order: number) => boolean): boolean {
    if (a === null || b === null) {
        if (typeof a === 'string' || typeof b === 'string') {
            return holds(a === null ? -1 : 1);
        }
        return false;
    }
    return holds(compare(a, b));
}

export function lt(a: unknown, b: unknown): boolean {
    return ordered(a, b, (order) => order < 0);
}

export function le(a: unknown, b: unknown): boolean {
    return ordered(a, b, (order) => order <= 0);
}

export function gt(a: unknown, b: unknown): boolean {
    return ordered(a, b, (order) => order > 0);
}

export function ge(a: unknown, b: unknown): boolean {
    return ordered(a, b, (order) => order >= 0);
}

// ---- text -----------------------------------------------------------------------------------------------------

/** `+` with a String on either side. */
export function concat(a: unknown, b: unknown): string {
    return (typeof a === 'string' ? a : textOf(a)) + (typeof b === 'string' ? b : textOf(b));
}

// ---- Integer --------------------------------------------------------------------------------------------------

type Nullable<T> = T | null;

function divideByZero(): ApexException {
    return ApexException.of('System.MathException', 'Divide by 0');
}

export function addInteger(a: Nullable<number>, b: Nullable<number>): number {
    return (nn(a) + nn(b)) | 0;
}

export function subtractInteger(a: Nullable<number>, b: Nullable<number>): number {
    return (nn(a) - nn(b)) | 0;
}

export function multiplyInteger(a: Nullable<number>, b: Nullable<number>): number {
    return Math.imul(nn(a), nn(b));
}

export function divideInteger(a: Nullable<number>, b: Nullable<number>): number {
    if (nn(b) === 0) {
        throw divideByZero();
    }
    return (nn(a) / nn(b)) | 0;
}

export function negateInteger(a: Nullable<number>): number {
    return -nn(a) | 0;
}

// ---- Long -----------------------------------------------------------------------------------------------------

export function addLong(a: Nullable<bigint>, b: Nullable<bigint>): bigint {
    return BigInt.asIntN(64, nn(a) + nn(b));
}

export function subtractLong(a: Nullable<bigint>, b: Nullable<bigint>): bigint {
    return BigInt.asIntN(64, nn(a) - nn(b));
}

export function multiplyLong(a: Nullable<bigint>, b: Nullable<bigint>): bigint {
    return BigInt.asIntN(64, nn(a) * nn(b));
}

export function divideLong(a: Nullable<bigint>, b: Nullable<bigint>): bigint {
    if (nn(b) === 0n) {
        throw divideByZero();
    }
    return BigInt.asIntN(64, nn(a) / nn(b));
}

export function negateLong(a: Nullable<bigint>): bigint {
    return BigInt.asIntN(64, -nn(a));
}

// ---- Double and Decimal ---------------------------------------------------------------------------------------

export function addDouble(a: Nullable<ApexDouble>, b: Nullable<ApexDouble>): ApexDouble {
    return new ApexDouble(nn(a).value + nn(b).value);
}

export function subtractDouble(a: Nullable<ApexDouble>, b: Nullable<ApexDouble>): ApexDouble {
    return new ApexDouble(nn(a).value - nn(b).value);
}

export function multiplyDouble(a: Nullable<ApexDouble>, b: Nullable<ApexDouble>): ApexDouble {
    return new ApexDouble(nn(a).value * nn(b).value);
}

export function divideDouble(a: Nullable<ApexDouble>, b: Nullable<ApexDouble>): ApexDouble {
    if (nn(b).value === 0) {
        throw divideByZero();
    }
    return new ApexDouble(nn(a).value / nn(b).value);
}

export function negateDouble(a: Nullable<ApexDouble>): ApexDouble {
    return new ApexDouble(-nn(a).value);
}

export function addDecimal(a: Nullable<Decimal>, b: Nullable<Decimal>): Decimal {
    return nn(a).add(nn(b));
}

export function subtractDecimal(a: Nullable<Decimal>, b: Nullable<Decimal>): Decimal {
    return nn(a).subtract(nn(b));
}

export function multiplyDecimal(a: Nullable<Decimal>, b: Nullable<Decimal>): Decimal {
    return nn(a).multiply(nn(b));
}

export function divideDecimal(a: Nullable<Decimal>, b: Nullable<Decimal>): Decimal {
    return nn(a).divide(nn(b));
}

export function negateDecimal(a: Nullable<Decimal>): Decimal {
    return nn(a).negate();
}

// ---- Date, Datetime, Time -------------------------------------------------------------------------------------

/** Date + Integer or Long: days. */
export function addDate(date: Nullable<ApexDate>, days: Nullable<number | bigint>): ApexDate {
    return nn(date).addDays(Number(nn(days)));
}

export function subtractDate(date: Nullable<ApexDate>, days: Nullable<number | bigint>): ApexDate {
    return nn(date).addDays(-Number(nn(days)));
}

/** Datetime + a number of days, which may have a fraction. */
export function addDatetime(datetime: Nullable<ApexDatetime>, days: Nullable<AnyNumber>): ApexDatetime {
    return nn(datetime).addMilliseconds(Math.round(plainNumber(nn(days)) * MILLISECONDS_PER_DAY));
}

export function subtractDatetime(datetime: Nullable<ApexDatetime>, days: Nullable<AnyNumber>): ApexDatetime {
    return nn(datetime).addMilliseconds(-Math.round(plainNumber(nn(days)) * MILLISECONDS_PER_DAY));
}

/** Time + Integer: milliseconds. */
export function addTime(time: Nullable<ApexTime>, milliseconds: Nullable<number | bigint>): ApexTime {
    return new ApexTime(nn(time).milliseconds + Number(nn(milliseconds)));
}

export function plainNumber(value: AnyNumber): number {
    return value instanceof ApexDouble ? value.value : value instanceof Decimal ? value.toNumber() : Number(value);
}

// ---- silent conversions (names as in compiler/annotations.ts) -------------------------------------------------

export function integerToLong(value: Nullable<number>): bigint | null {
    return value === null ? null : BigInt(value);
}

export function integerToDouble(value: Nullable<number>): ApexDouble | null {
    return value === null ? null : new ApexDouble(value);
}

export function integerToDecimal(value: Nullable<number>): Decimal | null {
    return value === null ? null : Decimal.ofInteger(value);
}

export function longToDouble(value: Nullable<bigint>): ApexDouble | null {
    return value === null ? null : new ApexDouble(Number(value));
}

export function longToDecimal(value: Nullable<bigint>): Decimal | null {
    return value === null ? null : Decimal.ofLong(value);
}

export function doubleToDecimal(value: Nullable<ApexDouble>): Decimal | null {
    return value === null ? null : Decimal.ofDouble(value.value);
}

export function decimalToDouble(value: Nullable<Decimal>): ApexDouble | null {
    return value === null ? null : new ApexDouble(value.toNumber());
}

/** Throws System.StringException "Invalid id: …". */
export function stringToId(value: Nullable<string>): string | null {
    return toId(value);
}

/** Midnight GMT. */
export function dateToDatetime(value: Nullable<ApexDate>): ApexDatetime | null {
    return value === null ? null : new ApexDatetime(value.milliseconds);
}

// ---- casts ----------------------------------------------------------------------------------------------------

/** `(Integer) x` of a number: fraction dropped, high bits lost. */
export function toInteger(value: Nullable<AnyNumber>): number | null {
    if (value === null || typeof value === 'number') {
        return value;
    }
    if (value instanceof Decimal) {
        return value.toInteger();
    }
    return value instanceof ApexDouble ? saturated(value.value, 2_147_483_647) : Number(BigInt.asIntN(32, value));
}

/** Java narrows a double to int by saturation. */
function saturated(value: number, limit: number): number {
    return Number.isNaN(value) ? 0 : Math.trunc(Math.max(-limit - 1, Math.min(limit, value)));
}

export function toLong(value: Nullable<AnyNumber>): bigint | null {
    if (value === null || typeof value === 'bigint') {
        return value;
    }
    if (value instanceof Decimal) {
        return value.toLong();
    }
    const number = value instanceof ApexDouble ? value.value : value;
    if (Math.abs(number) >= 2 ** 63) {
        return number < 0 ? -(2n ** 63n) : 2n ** 63n - 1n;
    }
    return Number.isNaN(number) ? 0n : BigInt(Math.trunc(number));
}

export function toDouble(value: Nullable<AnyNumber>): ApexDouble | null {
    return value === null || value instanceof ApexDouble ? value : new ApexDouble(plainNumber(value));
}

/**
 * A cast of a reference: the value itself when it is of the type (or null). From Object, an Integer or Long also
 * becomes the wider number asked for. Throws System.TypeException.
 */
export function cast(value: unknown, typeText: string, load?: (name: string) => EmittedClass | null): unknown {
    if (value === null) {
        return null;
    }
    const widened = isNumber(value) ? widen(value, typeText.replace(/^System\./i, '').toLowerCase()) : null;
    if (widened !== null) {
        return widened;
    }
    if (value instanceof ApexDate && /^(?:System\.)?Datetime$/i.test(typeText)) {
        return dateToDatetime(value);
    }
    if (isInstance(value, typeText, load)) {
        return value;
    }
    throw ApexException.of(
        'System.TypeException',
        `Invalid conversion from runtime type ${shown(runtimeType(value))} to ${shown(typeText)}`
    );
}

/**
 * Integer → Long → Double and Decimal, which go both ways; never back to the whole numbers.
 * Source: fflib-apex-mocks' tests of its matchers (an Integer is an instance of Decimal) and salesforce.stackexchange.com/q/207118.
 */
function widen(value: AnyNumber, wanted: string): AnyNumber | null {
    switch (wanted) {
        case 'decimal':
            return toDecimal(value);
        case 'double':
            return toDouble(value);
        case 'long':
            return typeof value === 'number' ? BigInt(value) : typeof value === 'bigint' ? value : null;
        case 'integer':
            return typeof value === 'number' ? value : null;
        default:
            return null;
    }
}

/** Types of the platform show without System in messages, except exceptions and the like: `List<String>`, `HttpRequest`. */
function shown(typeText: string): string {
    return typeText.replace(/(^|[<,])System\./g, '$1');
}
