import type { Expression } from '../../language/ast.ts';
import { binary, unary } from './arithmetic.ts';
import { assignment, increment } from './assignment.ts';
import { constructorCall } from './calls.ts';
import { chain } from './chain.ts';
import { converted, operandType } from './conversions.ts';
import { newArray, newCollection, newMap, newObject, newSObject } from './creation.ts';
import { literal } from './literals.ts';
import type { MethodContext } from './MethodContext.ts';
import { name } from './names.ts';
import { soql, sosl } from './soql.ts';
import { castTo, isInstanceOf } from './typeTests.ts';
import { typeText } from './typeText.ts';

/** The expression as JavaScript, converted to what its place expects. */
export function value(context: MethodContext, expression: Expression): string {
    return converted(context, expression, raw(context, expression));
}

/** An expression whose value nobody wants. */
export function effect(context: MethodContext, expression: Expression): string {
    if (expression.kind === 'unary' && (expression.operator === '++' || expression.operator === '--')) {
        return increment(context, expression, true);
    }
    return raw(context, expression);
}

/** A Boolean as a JavaScript condition: null is an error, not false. */
export function condition(context: MethodContext, expression: Expression): string {
    const code = value(context, expression);
    return isNeverNull(expression) ? code : `$n(${code})`;
}

/** The operand of arithmetic: never null. */
export function present(context: MethodContext, expression: Expression): string {
    return nonNull(expression, value(context, expression));
}

export function nonNull(expression: Expression, code: string): string {
    return isNeverNull(expression) ? code : `$n(${code})`;
}

/** The expression before any conversion. */
export function raw(context: MethodContext, expression: Expression): string {
    switch (expression.kind) {
        case 'literal':
            return literal(context, expression);
        case 'name':
            return name(context, expression);
        case 'member':
        case 'call':
        case 'index':
            return chain(context, expression);
        case 'constructorCall':
            return constructorCall(context, expression);
        case 'this':
        case 'super':
            return 'this';
        case 'newObject':
            return newObject(context, expression);
        case 'newSObject':
            return newSObject(context, expression);
        case 'newCollection':
            return newCollection(context, expression);
        case 'newMap':
            return newMap(context, expression);
        case 'newArray':
            return newArray(context, expression);
        case 'unary':
            return expression.operator === '++' || expression.operator === '--'
                ? increment(context, expression, false)
                : unary(context, expression);
        case 'binary':
            return binary(context, expression);
        case 'assign':
            return assignment(context, expression);
        case 'ternary':
            return `(${condition(context, expression.condition)} ? ${value(context, expression.then)} : ${value(context, expression.otherwise)})`;
        case 'instanceOf':
            return isInstanceOf(context, expression);
        case 'cast':
            return castTo(context, expression);
        case 'classLiteral':
            return `$r.classLiteral(${JSON.stringify(expression.type.resolvedType ? typeText(expression.type.resolvedType) : expression.type.name.join('.'))})`;
        case 'soql':
            return soql(context, expression);
        case 'sosl':
            return sosl(context, expression);
    }
}

const BOOLEAN_OPERATORS = new Set(['&&', '||', '==', '!=', '===', '!==', '<', '>', '<=', '>=']);

/** Known from its form alone not to be null, whatever the data. */
export function isNeverNull(expression: Expression): boolean {
    switch (expression.kind) {
        case 'literal':
            return expression.literal !== 'null';
        case 'unary':
            return expression.operator !== '+' || isNeverNull(expression.operand);
        case 'binary':
            return expression.operator === '??'
                ? isNeverNull(expression.right)
                : BOOLEAN_OPERATORS.has(expression.operator) || isArithmetic(expression);
        case 'ternary':
            return isNeverNull(expression.then) && isNeverNull(expression.otherwise);
        case 'instanceOf':
        case 'this':
        case 'classLiteral':
        case 'newObject':
        case 'newSObject':
        case 'newCollection':
        case 'newMap':
        case 'newArray':
            return true;
        default:
            return false;
    }
}

function isArithmetic(expression: Expression): boolean {
    const type = operandType(expression);
    return type !== null && type !== 'Object';
}
