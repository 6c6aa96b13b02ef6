import type { Binary, Expression } from '../../language/ast.ts';
import { operandType, widened } from './conversions.ts';
import { isNeverNull, value } from './expressions.ts';
import type { MethodContext } from './MethodContext.ts';
import { isEnum } from '../typeName.ts';
import type { ApexType } from '../types.ts';
import { primitiveName } from './typeText.ts';

/** `==`, `!=` by static type; `===`, `!==` by reference. */
export function equality(context: MethodContext, expression: Binary): string {
    const { operator, left, right } = expression;
    const not = operator.startsWith('!');
    if (isNullLiteral(left) || isNullLiteral(right)) {
        return `(${value(context, left)} ${not ? '!==' : '==='} ${value(context, right)})`;
    }
    const type = primitiveName(expression.operationType);
    const [a, b] = [left, right].map((side) => widened(value(context, side), operandType(side), isNumber(type) ? type : null));
    if (type === 'Integer' || type === 'Long' || type === 'Boolean' || (isEnumType(left.staticType) && isEnumType(right.staticType))) {
        return `(${a} ${not ? '!==' : '==='} ${b})`;
    }
    if (operator === '===' || operator === '!==') {
        return `${not ? '!' : ''}$o.same(${a}, ${b})`;
    }
    return `${not ? '!' : ''}$o.${type === 'Id' ? 'eqId' : 'eq'}(${a}, ${b})`;
}

const WORDS = { '<': 'lt', '>': 'gt', '<=': 'le', '>=': 'ge' } as const;

/** `<` and its kin: false when a number or date is null (Apex Developer Guide, operators). */
export function comparison(context: MethodContext, expression: Binary): string {
    const { left, right } = expression;
    const operator = expression.operator as keyof typeof WORDS;
    const type = primitiveName(expression.operationType);
    const [a, b] = [left, right].map((side) => widened(value(context, side), operandType(side), isNumber(type) ? type : null));
    if (type === 'Integer' || type === 'Long') {
        return isNeverNull(left) && isNeverNull(right) ? `(${a} ${operator} ${b})` : `$o.${WORDS[operator]}Number(${a}, ${b})`;
    }
    return `$o.${WORDS[operator]}(${a}, ${b})`;
}

function isNullLiteral(expression: Expression): boolean {
    return expression.kind === 'literal' && expression.literal === 'null';
}

function isNumber(type: string | null): boolean {
    return type === 'Integer' || type === 'Long' || type === 'Double' || type === 'Decimal';
}

function isEnumType(type: ApexType | undefined): boolean {
    return type !== undefined && isEnum(type);
}
