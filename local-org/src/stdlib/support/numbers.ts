/** Parsing numbers as valueOf does, and formatting them for people. */
import { argument, isNumber, toDecimal, toInteger, toLong } from '../../runtime/operators.ts';
import { ApexDouble } from '../../runtime/values/ApexDouble.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { Decimal } from '../../runtime/values/Decimal.ts';
import { textOf } from '../../runtime/values/text.ts';

function invalid(kind: string, value: unknown): ApexException {
    return ApexException.of('System.TypeException', `Invalid ${kind}: ${textOf(value)}`);
}

export function parseInteger(value: unknown): number {
    const text = argument(value);
    if (typeof text === 'string') {
        const number = /^[+-]?\d+$/.test(text) ? Number(text) : NaN;
        if (!(number >= -2147483648 && number <= 2147483647)) {
            throw invalid('integer', text);
        }
        return number | 0;
    }
    if (isNumber(text)) {
        return toInteger(text)!;
    }
    throw invalid('integer', text);
}

export function parseLong(value: unknown): bigint {
    const text = argument(value);
    if (typeof text === 'string') {
        const number = /^[+-]?\d+$/.test(text) ? BigInt(text.replace('+', '')) : null;
        if (number === null || BigInt.asIntN(64, number) !== number) {
            throw invalid('long', text);
        }
        return number;
    }
    if (isNumber(text)) {
        return toLong(text)!;
    }
    throw invalid('long', text);
}

export function parseDouble(value: unknown): ApexDouble {
    const text = argument(value);
    if (typeof text === 'string') {
        const decimal = Decimal.parse(text.trim());
        if (!decimal) {
            throw invalid('double', text);
        }
        return new ApexDouble(Number(text.trim()));
    }
    if (isNumber(text)) {
        return new ApexDouble(text instanceof ApexDouble ? text.value : toDecimal(text).toNumber());
    }
    throw invalid('double', text);
}

export function parseDecimal(value: unknown): Decimal {
    const text = argument(value);
    if (typeof text === 'string') {
        const decimal = Decimal.parse(text.trim());
        if (!decimal) {
            throw invalid('decimal', text);
        }
        return decimal;
    }
    if (isNumber(text)) {
        return toDecimal(text);
    }
    throw invalid('decimal', text);
}

/** format() of the number classes: grouped, at most three decimals, half even. */
export function formatNumber(value: Decimal, locale: string): string {
    const rounded = value.scale > 3 ? value.setScale(3, 'HALF_EVEN') : value;
    const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
    return format.format(rounded.toPlainString() as unknown as number);
}
