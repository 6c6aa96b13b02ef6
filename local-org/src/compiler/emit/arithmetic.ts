import type { Binary, BinaryOperator, Expression, Unary } from '../../language/ast.ts';
import { comparison, equality } from './comparison.ts';
import { operandType, widened } from './conversions.ts';
import { condition, isNeverNull, nonNull, value } from './expressions.ts';
import type { MethodContext } from './MethodContext.ts';
import { soqlOrNull } from './soql.ts';
import { primitiveName } from './typeText.ts';

/** Every operator that joins two values. */
export function binary(context: MethodContext, expression: Binary): string {
    const { operator, left, right } = expression;
    switch (operator) {
        case '&&':
        case '||':
            return `(${condition(context, left)} ${operator} ${condition(context, right)})`;
        case '==':
        case '!=':
        case '===':
        case '!==':
            return equality(context, expression);
        case '<':
        case '>':
        case '<=':
        case '>=':
            return comparison(context, expression);
        case '??':
            return `(${left.kind === 'soql' ? soqlOrNull(context, left) : value(context, left)} ?? ${value(context, right)})`;
        default: {
            const type = primitiveName(expression.operationType) ?? primitiveName(expression.staticType) ?? 'Object';
            return operation(operator, type, operandOf(context, left), operandOf(context, right));
        }
    }
}

/** One side of an operation, as code and with what is known about it. */
export interface Operand {
    code: string;
    type: string | null;
    neverNull: boolean;
    /** A String literal or a concatenation needs no conversion to text. */
    isText: boolean;
}

export function operandOf(context: MethodContext, expression: Expression): Operand {
    const type = operandType(expression);
    return {
        code: value(context, expression),
        type,
        neverNull: isNeverNull(expression),
        isText: type === 'String' && isNeverNull(expression)
    };
}

const WORDS: Partial<Record<BinaryOperator, string>> = { '+': 'add', '-': 'subtract', '*': 'multiply', '/': 'divide' };

/** The operation in the type that the checker decided. */
export function operation(operator: BinaryOperator, type: string, left: Operand, right: Operand): string {
    switch (type) {
        case 'Integer':
            return integerOperation(operator, checked(left, type), checked(right, type));
        case 'Long':
            return longOperation(operator, checked(left, type), isShift(operator) ? checked(right, null) : checked(right, type));
        case 'Double':
        case 'Decimal':
            return `$o.${WORDS[operator] ?? 'no'}${type}(${inType(left, type)}, ${inType(right, type)})`;
        case 'Boolean':
            return `$o.boolean(${checked(left, type)}, ${JSON.stringify(operator)}, ${checked(right, type)})`;
        case 'String':
            return `(${asText(left)} + ${asText(right)})`;
        case 'Date':
        case 'Datetime':
        case 'Time':
            return `$o.${WORDS[operator] ?? 'no'}${type}(${inType(left, type === 'Datetime' ? type : null)}, ${right.code})`;
        default:
            return `$o.concat(${left.code}, ${right.code})`;
    }
}

function checked(operand: Operand, type: string | null): string {
    const code = operand.neverNull ? operand.code : `$n(${operand.code})`;
    return type === null ? code : widened(code, operand.type, type);
}

/** For helpers that check for null themselves. */
function inType(operand: Operand, type: string | null): string {
    return type === null ? operand.code : widened(operand.code, operand.type, type);
}

function asText(operand: Operand): string {
    if (operand.isText) {
        return operand.code;
    }
    return `$o.text(${operand.code})`;
}

function isShift(operator: BinaryOperator): boolean {
    return operator === '<<' || operator === '>>' || operator === '>>>';
}

function integerOperation(operator: BinaryOperator, left: string, right: string): string {
    switch (operator) {
        case '*':
            return `$o.imul(${left}, ${right})`;
        case '/':
            return `$o.divideInteger(${left}, ${right})`;
        case '+':
        case '-':
        case '>>>':
            return `((${left} ${operator} ${right}) | 0)`;
        default:
            return `(${left} ${operator} ${right})`;
    }
}

function longOperation(operator: BinaryOperator, left: string, right: string): string {
    switch (operator) {
        case '/':
            return `$o.divideLong(${left}, ${right})`;
        case '<<':
        case '>>':
        case '>>>':
            return `$o.longShift(${left}, ${JSON.stringify(operator)}, ${right})`;
        case '+':
        case '-':
        case '*':
            return `$o.asInt64(64, ${left} ${operator} ${right})`;
        default:
            return `(${left} ${operator} ${right})`;
    }
}

/** `-`, `+`, `!`, `~`; increments are assignments. */
export function unary(context: MethodContext, expression: Unary): string {
    const operand = expression.operand;
    if (expression.operator === '!') {
        return `!${condition(context, operand)}`;
    }
    const code = nonNull(operand, value(context, operand));
    const type = primitiveName(expression.operationType) ?? operandType(operand);
    const converted = widened(code, operandType(operand), type);
    switch (expression.operator) {
        case '+':
            return value(context, operand);
        case '~':
            return `(~${converted})`;
        default:
            switch (type) {
                case 'Integer':
                    // Not for literals: -5 must stay readable; 0 has no sign in Apex.
                    return operand.kind === 'literal' && Number(operand.text) !== 0 ? `(-${converted})` : `((-${converted}) | 0)`;
                case 'Long':
                    return `$o.asInt64(64, -${converted})`;
                case 'Double':
                    return `$o.negateDouble(${converted})`;
                default:
                    return `$o.negateDecimal(${converted})`;
            }
    }
}
