import type { Expression } from '../../language/ast.ts';
import type { Conversion } from '../annotations.ts';
import type { MethodContext } from './MethodContext.ts';
import { primitiveName } from './typeText.ts';

const HELPERS: Partial<Record<Conversion, string>> = {
    integerToLong: '$o.integerToLong',
    integerToDouble: '$o.integerToDouble',
    integerToDecimal: '$o.integerToDecimal',
    longToDouble: '$o.longToDouble',
    longToDecimal: '$o.longToDecimal',
    doubleToDecimal: '$o.doubleToDecimal',
    decimalToDouble: '$o.decimalToDouble',
    stringToId: '$o.stringToId',
    dateToDatetime: '$o.dateToDatetime'
};

const RESULTS: Partial<Record<Conversion, string>> = {
    integerToLong: 'Long',
    integerToDouble: 'Double',
    integerToDecimal: 'Decimal',
    longToDouble: 'Double',
    longToDecimal: 'Decimal',
    doubleToDecimal: 'Decimal',
    decimalToDouble: 'Double',
    stringToId: 'Id',
    dateToDatetime: 'Datetime',
    soqlToInteger: 'Integer'
};

/** Applies the conversion that the checker found; all of them keep null. The query itself does those of SOQL. */
export function converted(context: MethodContext, expression: Expression, code: string): string {
    const conversion = expression.conversion;
    if (conversion === 'soqlToRecord' && expression.kind !== 'soql') {
        // Database.query, or one of two queries: a list by now.
        return `$r.onlyRecord(${code})`;
    }
    if (conversion === undefined || HELPERS[conversion] === undefined) {
        return code;
    }
    if (expression.kind === 'literal' && expression.literal === 'integer') {
        if (conversion === 'integerToLong') {
            return `${code}n`;
        }
        return context.module.constant('d', conversion === 'integerToDecimal' ? `$o.decimal("${code}")` : `$o.double(${code})`);
    }
    return `${HELPERS[conversion]}(${code})`;
}

/** Name of the primitive type that the expression has where it is used; null when it is none. */
export function operandType(expression: Expression): string | null {
    const conversion = expression.conversion;
    return (conversion && RESULTS[conversion]) ?? primitiveName(expression.staticType);
}

const WIDENING: Record<string, string> = {
    'Integer>Long': '$o.integerToLong',
    'Integer>Double': '$o.integerToDouble',
    'Integer>Decimal': '$o.integerToDecimal',
    'Long>Double': '$o.longToDouble',
    'Long>Decimal': '$o.longToDecimal',
    'Double>Decimal': '$o.doubleToDecimal',
    'Decimal>Double': '$o.decimalToDouble',
    'Long>Integer': '$o.toInteger',
    'Double>Integer': '$o.toInteger',
    'Decimal>Integer': '$o.toInteger',
    'Double>Long': '$o.toLong',
    'Decimal>Long': '$o.toLong',
    'Date>Datetime': '$o.dateToDatetime',
    'String>Id': '$o.stringToId'
};

/** From one primitive type to another; the code as it is when there is nothing to do. */
export function widened(code: string, from: string | null, to: string | null): string {
    const helper = from !== null && to !== null && from !== to ? WIDENING[`${from}>${to}`] : undefined;
    return helper ? `${helper}(${code})` : code;
}
