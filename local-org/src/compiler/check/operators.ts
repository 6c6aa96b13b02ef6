/**
 * Operators: which operands they take, in which type they work, what they give.
 * `operationType` is that type; operands whose static type differs carry the `conversion` to it.
 */
import type { Binary, BinaryOperator, Expression, Position, Unary } from '../../language/ast.ts';
import { commonType } from '../assignable.ts';
import {
    BOOLEAN,
    DATE,
    DATETIME,
    DECIMAL,
    DOUBLE,
    ERROR,
    INTEGER,
    LONG,
    OBJECT,
    STRING,
    TIME,
    isNumeric,
    isObject,
    isPrimitive,
    isText,
    sameType,
    typeName
} from '../typeName.ts';
import type { ApexType } from '../types.ts';
import { checkTarget } from './assignments.ts';
import type { Context } from './context.ts';
import { report } from './context.ts';
import { checkExpression, convert, startOf } from './expressions.ts';

export function checkBinary(context: Context, e: Binary): ApexType {
    const left = checkExpression(context, e.left);
    const right = checkExpression(context, e.right);
    const at = startOf(e);
    switch (e.operator) {
        case '&&':
        case '||':
            return logical(context, e, left, right, at);
        case '==':
        case '!=':
        case '===':
        case '!==':
            return equality(context, e, left, right, at);
        case '<':
        case '<=':
        case '>':
        case '>=':
            return inequality(context, e, left, right, at);
        case '??':
            return coalesce(context, e, left, right, at);
        default:
            return operate(context, e, e.operator, e.left, left, e.right, right, at);
    }
}

type Arithmetic = Exclude<BinaryOperator, '&&' | '||' | '==' | '!=' | '===' | '!==' | '<' | '<=' | '>' | '>=' | '??'>;

/** `+ - * / & | ^ << >> >>>`, alone or in a compound assignment (then `assignment` is the left side, which is not converted). */
export function operate(
    context: Context,
    e: Expression,
    operator: Arithmetic,
    leftNode: Expression,
    left: ApexType,
    rightNode: Expression,
    right: ApexType,
    at: Position,
    isAssignment = false
): ApexType {
    if (left.kind === 'error' || right.kind === 'error') {
        return left.kind === 'error' && right.kind !== 'error' && !isText(right)
            ? ERROR
            : operator === '+' && (isText(left) || isText(right))
              ? STRING
              : ERROR;
    }
    const type = operationType(operator, left, right);
    if (typeof type === 'string') {
        report(context, at, type);
        return ERROR;
    }
    e.operationType = type;
    if (isNumeric(type) && !isShift(operator)) {
        if (!isAssignment) {
            convert(leftNode, left, type);
        }
        convert(rightNode, right, type);
    }
    return type;
}

function isShift(operator: string): boolean {
    return operator.startsWith('<<') || operator.startsWith('>>');
}

/** The type of an arithmetic operation, or why there is none. */
function operationType(operator: Arithmetic, left: ApexType, right: ApexType): ApexType | string {
    switch (operator) {
        case '+':
        case '-': {
            if (operator === '+' && (sameType(left, STRING) || sameType(right, STRING))) {
                return left.kind === 'void' || right.kind === 'void' ? 'Arithmetic expressions are not allowed on void types' : STRING;
            }
            const isStringRight = sameType(right, STRING);
            if (sameType(left, DATE) && !isStringRight) {
                return isPrimitive(right, 'Integer', 'Long') ? DATE : 'Date expressions must use Integer or Long';
            }
            if (sameType(left, DATETIME) && !isStringRight) {
                return isPrimitive(right, 'Integer', 'Double', 'Decimal')
                    ? DATETIME
                    : 'Date/time expressions must use Integer or Double or Decimal';
            }
            if (sameType(left, TIME) && !isStringRight) {
                return isPrimitive(right, 'Integer', 'Long') ? TIME : 'Time expressions must use Integer or Long';
            }
            return numericType(left, right) ?? 'Arithmetic expressions must use numeric arguments';
        }
        case '*':
        case '/':
            return numericType(left, right) ?? 'Arithmetic expressions must use numeric arguments';
        case '&':
        case '|':
        case '^':
            if (sameType(left, BOOLEAN) && sameType(right, BOOLEAN)) {
                return BOOLEAN;
            }
            return isPrimitive(left, 'Integer', 'Long') && isPrimitive(right, 'Integer', 'Long')
                ? numericType(left, right)!
                : `${operator} operator can only be applied to Boolean expressions or to Integer or Long expressions`;
        case '<<':
        case '>>':
        case '>>>':
            return isPrimitive(left, 'Integer', 'Long') && isPrimitive(right, 'Integer', 'Long')
                ? left
                : `${operator} operation can only be applied to Integer or Long types`;
    }
}

function numericType(left: ApexType, right: ApexType): ApexType | null {
    if (!isNumeric(left) || !isNumeric(right)) {
        return null;
    }
    return [DECIMAL, DOUBLE, LONG].find((type) => sameType(left, type) || sameType(right, type)) ?? INTEGER;
}

function logical(context: Context, e: Binary, left: ApexType, right: ApexType, at: Position): ApexType {
    if (left.kind === 'null' || right.kind === 'null') {
        report(context, at, `Comparison arguments must be compatible types: ${typeName(left)}, ${typeName(right)}`);
        return ERROR;
    }
    if (![left, right].every((type) => type.kind === 'error' || sameType(type, BOOLEAN))) {
        report(context, at, 'Logical operator can only be applied to Boolean');
        return ERROR;
    }
    e.operationType = BOOLEAN;
    return BOOLEAN;
}

function equality(context: Context, e: Binary, left: ApexType, right: ApexType, at: Position): ApexType {
    const { universe } = context;
    const exact = e.operator.length === 3;
    if (left.kind === 'error' || right.kind === 'error') {
        return BOOLEAN;
    }
    const common = left.kind === 'void' || right.kind === 'void' ? null : commonType(universe, left, right);
    if (!common || (exact && (left.kind === 'null' || right.kind === 'null'))) {
        report(context, at, `Comparison arguments must be compatible types: ${typeName(left)}, ${typeName(right)}`);
        return ERROR;
    }
    if (exact && left.kind === 'primitive' && right.kind === 'primitive' && !isObject(left) && !isObject(right)) {
        report(context, at, `Exact equality operator only allowed for reference types: ${typeName(common)}`);
        return ERROR;
    }
    e.operationType = isObject(left) || isObject(right) ? OBJECT : (comparisonType(left, right) ?? common);
    toOperation(e, left, right);
    return BOOLEAN;
}

/** Numbers compare in the wider type, texts as Ids when one is an Id. */
function comparisonType(left: ApexType, right: ApexType): ApexType | null {
    const numeric = numericType(left, right);
    if (numeric) {
        return numeric;
    }
    if (isText(left) && isText(right)) {
        return sameType(left, STRING) ? right : left;
    }
    return isPrimitive(left, 'Date', 'Datetime') && isPrimitive(right, 'Date', 'Datetime') && !sameType(left, right) ? DATETIME : null;
}

/** Operands are brought to the type of the operation (but a String compared with an Id stays as it is: the comparison knows). */
function toOperation(e: Binary, left: ApexType, right: ApexType): void {
    const type = e.operationType!;
    if (!isText(type)) {
        convert(e.left, left, left.kind === 'soqlResult' && type.kind !== 'sobject' ? left : type);
        convert(e.right, right, right.kind === 'soqlResult' && type.kind !== 'sobject' ? right : type);
    }
}

function inequality(context: Context, e: Binary, left: ApexType, right: ApexType, at: Position): ApexType {
    const { universe } = context;
    if (left.kind === 'error' || right.kind === 'error') {
        return BOOLEAN;
    }
    const common =
        left.kind === 'void' || right.kind === 'void' || left.kind === 'null' || right.kind === 'null'
            ? null
            : commonType(universe, left, right);
    if (!common) {
        report(context, at, `Comparison arguments must be compatible types: ${typeName(left)}, ${typeName(right)}`);
        return ERROR;
    }
    const ordered = (type: ApexType): boolean => isNumeric(type) || isText(type) || isPrimitive(type, 'Date', 'Datetime', 'Time');
    if (!ordered(common)) {
        report(context, at, `Inequality operator not allowed for this type: ${typeName(common)}`);
        return ERROR;
    }
    e.operationType = comparisonType(left, right) ?? left;
    toOperation(e, left, right);
    return BOOLEAN;
}

function coalesce(context: Context, e: Binary, left: ApexType, right: ApexType, at: Position): ApexType {
    const { universe } = context;
    const type = left.kind === 'void' || right.kind === 'void' ? null : commonType(universe, left, right);
    if (!type) {
        report(context, at, `Incompatible types in null coalescing operator: ${typeName(left)}, ${typeName(right)}`);
        return ERROR;
    }
    convert(e.left, left, type);
    convert(e.right, right, type);
    e.operationType = type;
    return type;
}

/** Where a name ends: a postfix operator is reported where it stands. */
function endOf(e: Expression): Position {
    return e.kind === 'name' || e.kind === 'member' ? { line: e.at.line, column: e.at.column + e.name.length } : startOf(e);
}

export function checkUnary(context: Context, e: Unary): ApexType {
    // -2147483648 cannot be written: the literal is read before its sign.
    const type = checkExpression(context, e.operand);
    if (type.kind === 'error') {
        return e.operator === '!' ? BOOLEAN : ERROR;
    }
    const at = e.postfix ? endOf(e.operand) : e.at;
    switch (e.operator) {
        case '!':
            if (!sameType(type, BOOLEAN)) {
                report(context, at, '! operator can only be applied to boolean expressions');
                return ERROR;
            }
            e.operationType = BOOLEAN;
            return BOOLEAN;
        case '-':
        case '+':
            if (!isNumeric(type)) {
                report(context, at, 'Unary negation must use a numeric argument');
                return ERROR;
            }
            e.operationType = type;
            return type;
        case '~':
            if (!isPrimitive(type, 'Integer', 'Long')) {
                report(context, at, `Invalid type for bitwise negate: ${typeName(type)}`);
                return ERROR;
            }
            e.operationType = type;
            return type;
        case '++':
        case '--':
            if (!isNumeric(type)) {
                const word = e.operator === '++' ? 'increment' : 'decrement';
                report(
                    context,
                    at,
                    e.postfix
                        ? `Unary postfix increment/decrement can only be applied to numeric expressions: ${typeName(type)}`
                        : `Unary prefix ${word} can only be applied to numeric expressions: ${typeName(type)}`
                );
                return ERROR;
            }
            checkTarget(context, e.operand);
            e.operationType = type;
            return type;
    }
}
