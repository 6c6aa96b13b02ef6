/**
 * The static type of an expression, written onto the tree with what its names mean.
 */
import type { Cast, ClassLiteral, Expression, Index, InstanceOf, Literal, Position, Ternary, This } from '../../language/ast.ts';
import { commonType, conversionTo, isAssignable, isCastable } from '../assignable.ts';
import { resolveType } from '../resolveType.ts';
import {
    BOOLEAN,
    DECIMAL,
    DOUBLE,
    ERROR,
    INTEGER,
    LONG,
    NULL,
    STRING,
    isObject,
    listOf,
    sameType,
    typeName,
    userType
} from '../typeName.ts';
import type { ApexType } from '../types.ts';
import { checkAssign } from './assignments.ts';
import { checkCall, checkConstructorCall } from './calls.ts';
import type { Context } from './context.ts';
import { report } from './context.ts';
import { checkNewArray, checkNewCollection, checkNewMap, checkNewObject, checkNewSObject } from './creation.ts';
import { checkMember, checkName } from './names.ts';
import { checkBinary, checkUnary } from './operators.ts';
import { checkSoql } from './soql.ts';
import { checkSosl } from './sosl.ts';

/** Checks an expression and everything in it; errors become the error type, which fits everywhere. */
export function checkExpression(context: Context, e: Expression): ApexType {
    const type = typeOf(context, e);
    e.staticType = type;
    return type;
}

function typeOf(context: Context, e: Expression): ApexType {
    switch (e.kind) {
        case 'literal':
            return literalType(context, e);
        case 'name':
            return checkName(context, e);
        case 'member':
            return checkMember(context, e);
        case 'index':
            return checkIndex(context, e);
        case 'call':
            return checkCall(context, e);
        case 'constructorCall':
            return checkConstructorCall(context, e);
        case 'this':
            return checkThis(context, e);
        case 'super':
            report(context, e.at, context.isStatic ? 'Super cannot be referenced in a static context' : "Unexpected token 'super'.");
            return ERROR;
        case 'newObject':
            return checkNewObject(context, e);
        case 'newSObject':
            return checkNewSObject(context, e);
        case 'newCollection':
            return checkNewCollection(context, e);
        case 'newMap':
            return checkNewMap(context, e);
        case 'newArray':
            return checkNewArray(context, e);
        case 'unary':
            return checkUnary(context, e);
        case 'binary':
            return checkBinary(context, e);
        case 'assign':
            return checkAssign(context, e);
        case 'ternary':
            return checkTernary(context, e);
        case 'instanceOf':
            return checkInstanceOf(context, e);
        case 'cast':
            return checkCast(context, e);
        case 'classLiteral':
            return checkClassLiteral(context, e);
        case 'soql':
            return checkSoql(context, e);
        case 'sosl':
            return checkSosl(context, e);
    }
}

/** Where an expression starts, which is where most problems with it are reported. */
export function startOf(e: Expression): Position {
    switch (e.kind) {
        case 'member':
        case 'index':
            return startOf(e.target);
        case 'call':
            return e.target ? startOf(e.target) : e.at;
        case 'binary':
            return startOf(e.left);
        case 'assign':
            return startOf(e.target);
        case 'ternary':
            return startOf(e.condition);
        case 'instanceOf':
            return startOf(e.value);
        case 'unary':
            return e.postfix ? startOf(e.operand) : e.at;
        default:
            return e.at;
    }
}

/** Where jorje sees an expression: at the name of a call or member, at the start of the rest. */
export function placeOf(e: Expression): Position {
    switch (e.kind) {
        case 'member':
        case 'call':
            return e.at;
        default:
            return startOf(e);
    }
}

/**
 * Checks `e` as a value for a place of type `wanted`; notes the conversion. Reports "Illegal assignment" at `at`
 * unless `message` words it otherwise. Returns false when it does not fit.
 */
export function checkAs(
    context: Context,
    e: Expression,
    wanted: ApexType,
    at: Position,
    message?: (from: string, to: string) => string
): boolean {
    return fit(context, e, checkExpression(context, e), wanted, at, message);
}

/** As `checkAs` for an expression that has been checked already. */
export function fit(
    context: Context,
    e: Expression,
    type: ApexType,
    wanted: ApexType,
    at: Position,
    message?: (from: string, to: string) => string
): boolean {
    if (!isAssignable(context.universe, type, wanted)) {
        const say = message ?? ((from: string, to: string) => `Illegal assignment from ${from} to ${to}`);
        report(context, at, say(typeName(type), typeName(wanted)));
        return false;
    }
    convert(e, type, wanted);
    return true;
}

/** Notes on `e` the conversion that its use as a `wanted` needs. */
export function convert(e: Expression, type: ApexType, wanted: ApexType): void {
    const conversion = conversionTo(type, wanted);
    if (conversion) {
        e.conversion = conversion;
    }
}

/** Checks a condition: it must be Boolean. */
export function checkCondition(context: Context, e: Expression): void {
    const type = checkExpression(context, e);
    if (type.kind !== 'error' && !sameType(type, BOOLEAN)) {
        report(context, placeOf(e), `Condition expression must be of type Boolean: ${typeName(type)}`);
    }
}

const INTEGER_LIMIT = 2147483647n;
const LONG_LIMIT = 9223372036854775807n;

function literalType(context: Context, e: Literal): ApexType {
    switch (e.literal) {
        case 'null':
            return NULL;
        case 'boolean':
            return BOOLEAN;
        case 'string':
            return STRING;
        case 'decimal':
            return DECIMAL;
        case 'double':
            return DOUBLE;
        case 'integer':
            if (BigInt(e.text) > INTEGER_LIMIT) {
                report(context, e.at, 'Illegal integer');
            }
            return INTEGER;
        case 'long':
            if (BigInt(e.text.replace(/l$/i, '')) > LONG_LIMIT) {
                report(context, e.at, 'Illegal long');
            }
            return LONG;
    }
}

function checkThis(context: Context, e: This): ApexType {
    if (context.isStatic) {
        report(context, e.at, 'This cannot be referenced in a static context');
        return ERROR;
    }
    return userType(context.symbol);
}

function checkIndex(context: Context, e: Index): ApexType {
    const target = checkExpression(context, e.target);
    const index = checkExpression(context, e.index);
    if (target.kind === 'error') {
        return ERROR;
    }
    if (target.kind !== 'list' && target.kind !== 'soqlResult') {
        report(context, startOf(e), `Expression must be a list type: ${typeName(target)}`);
        if (index.kind !== 'error' && !sameType(index, INTEGER)) {
            report(context, startOf(e), `List index must be of type Integer: ${typeName(index)}`);
        }
        return ERROR;
    }
    if (index.kind !== 'error' && !sameType(index, INTEGER)) {
        report(context, startOf(e), `List index must be of type Integer: ${typeName(index)}`);
    }
    return target.element;
}

function checkTernary(context: Context, e: Ternary): ApexType {
    checkCondition(context, e.condition);
    const left = checkExpression(context, e.then);
    const right = checkExpression(context, e.otherwise);
    const type = commonType(context.universe, left, right);
    if (!type || left.kind === 'void' || right.kind === 'void') {
        report(context, startOf(e), `Incompatible types in ternary operator: ${typeName(right)}, ${typeName(left)}`);
        return ERROR;
    }
    // Two queries stay a query: their context decides.
    if (left.kind === 'soqlResult' && right.kind === 'soqlResult' && sameType(left, right)) {
        return left;
    }
    convert(e.then, left, type);
    convert(e.otherwise, right, type);
    return type;
}

function checkInstanceOf(context: Context, e: InstanceOf): ApexType {
    const { universe } = context;
    const value = checkExpression(context, e.value);
    const type = resolveType(universe, e.type, context.symbol, context.fileName);
    if (value.kind === 'error' || type.kind === 'error') {
        return BOOLEAN;
    }
    const from = value.kind === 'soqlResult' ? listOf(value.element) : value;
    const say = (word: string, how: string): void =>
        report(
            context,
            startOf(e),
            `Operation instanceof is always ${word} since an instance of ${typeName(from)} is ${how} an instance of ${typeName(type)}`
        );
    // The platform sees neither the null nor the list in an Object as we might expect.
    const isNever = from.kind === 'list' && isObject(type);
    if (!isNever && (isObject(type) || (isAssignable(universe, from, type) && !isTwoWay(from, type)))) {
        say('true', 'always');
        return ERROR;
    }
    if (isNever || !isCastable(universe, from, type)) {
        say('false', 'never');
        return ERROR;
    }
    return BOOLEAN;
}

/** Fits without a cast and yet may not be one: a String that is an Id, a list of SObjects that is one of Accounts. */
function isTwoWay(from: ApexType, to: ApexType): boolean {
    return (
        (from.kind === 'primitive' && from.name === 'String' && to.kind === 'primitive' && to.name === 'Id') ||
        (from.kind === 'sobject' && from.name === 'Name') ||
        (from.kind === 'list' && to.kind === 'list' && to.element.kind === 'sobject' && to.element.schema !== null) ||
        (from.kind === 'list' && to.kind === 'list' && sameType(from, to))
    );
}

function checkCast(context: Context, e: Cast): ApexType {
    const type = resolveType(context.universe, e.type, context.symbol, context.fileName);
    const from = checkExpression(context, e.value);
    if (from.kind === 'error' || type.kind === 'error') {
        return type;
    }
    if (!isCastable(context.universe, from, type)) {
        report(context, e.at, `Incompatible types since an instance of ${typeName(from)} is never an instance of ${typeName(type)}`);
    } else {
        convert(e.value, from, type);
    }
    return type;
}

function checkClassLiteral(context: Context, e: ClassLiteral): ApexType {
    resolveType(context.universe, e.type, context.symbol, context.fileName);
    return context.universe.typeOfText('Type');
}
