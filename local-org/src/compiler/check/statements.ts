/**
 * Statements: what they declare, what they need, and where the flow ends.
 */
import type { Block, Expression, ForEach, LocalVariables, Return, Statement, Throw, Try } from '../../language/ast.ts';
import { interfacesOf, isAssignable, isSubtype } from '../assignable.ts';
import { resolveType } from '../resolveType.ts';
import { ERROR, VOID, typeName } from '../typeName.ts';
import type { ApexType } from '../types.ts';
import type { Context } from './context.ts';
import { declareLocal, innerScope, report } from './context.ts';
import { checkDml } from './dml.ts';
import { checkAs, checkCondition, checkExpression, fit, startOf } from './expressions.ts';
import { ends } from './flow.ts';
import { checkSwitch } from './switch.ts';

/** Checks the statements of a block in a scope of their own. */
export function checkBlock(context: Context, block: Block): void {
    checkStatements(innerScope(context), block.statements);
}

/** Checks statements in the given scope. */
export function checkStatements(context: Context, statements: readonly Statement[]): void {
    let ended = false;
    for (const statement of statements) {
        if (ended) {
            report(context, statement.at, 'Unreachable statement');
            ended = false;
        }
        checkStatement(context, statement);
        ended ||= ends(statement);
    }
}

/** A statement that stands alone (the body of an `if`): what it declares is gone after it. */
function checkNested(context: Context, statement: Statement): void {
    if (statement.kind === 'block') {
        checkBlock(context, statement);
    } else {
        checkStatement(innerScope(context), statement);
    }
}

export function checkStatement(context: Context, statement: Statement): void {
    switch (statement.kind) {
        case 'block':
            checkBlock(context, statement);
            return;
        case 'localVariables':
            checkLocals(context, statement);
            return;
        case 'expressionStatement':
            checkExpressionStatement(context, statement.expression);
            return;
        case 'if':
            checkCondition(context, statement.condition);
            checkNested(context, statement.then);
            if (statement.otherwise) {
                checkNested(context, statement.otherwise);
            }
            return;
        case 'for': {
            const loop = { ...innerScope(context), loops: context.loops + 1 };
            if (Array.isArray(statement.init)) {
                statement.init.forEach((e) => checkExpression(loop, e));
            } else if (statement.init) {
                checkLocals(loop, statement.init);
            }
            if (statement.condition) {
                checkCondition(loop, statement.condition);
            }
            checkNested(loop, statement.body);
            statement.update.forEach((e) => checkExpression(loop, e));
            return;
        }
        case 'forEach':
            checkForEach(context, statement);
            return;
        case 'while':
            checkCondition(context, statement.condition);
            checkNested({ ...context, loops: context.loops + 1 }, statement.body);
            return;
        case 'doWhile':
            checkNested({ ...context, loops: context.loops + 1 }, statement.body);
            checkCondition(context, statement.condition);
            return;
        case 'return':
            checkReturn(context, statement);
            return;
        case 'break':
        case 'continue':
            if (context.loops === 0) {
                report(context, statement.at, `${statement.kind === 'break' ? 'Break' : 'Continue'} statement must be in loop`);
            }
            return;
        case 'throw':
            checkThrow(context, statement);
            return;
        case 'try':
            checkTry(context, statement);
            return;
        case 'switch':
            checkSwitch(context, statement);
            return;
        case 'dml':
            checkDml(context, statement);
            return;
        case 'runAs': {
            const type = checkExpression(context, statement.user);
            const isUser = type.kind === 'sobject' && type.name === 'User';
            if (!isUser && type.kind !== 'error' && !(type.kind === 'library' && type.type.name === 'System.Version')) {
                report(context, statement.at, "runAs requires a single argument of type 'User' or 'Version'");
            }
            checkBlock(context, statement.body);
        }
    }
}

function checkLocals(context: Context, statement: LocalVariables): void {
    const type =
        statement.type.name.length === 1 && statement.type.name[0]!.toLowerCase() === 'void'
            ? VOID
            : resolveType(context.universe, statement.type, context.symbol, context.fileName);
    const isFinal = statement.modifiers.includes('final');
    statement.locals = statement.declarators.map(({ at, name, initializer }) => {
        if (initializer) {
            checkAs(context, initializer, type, at);
        }
        return declareLocal(context, at, name, type, isFinal);
    });
}

function checkExpressionStatement(context: Context, e: Expression): void {
    const type = checkExpression(context, e);
    const isStatement =
        e.kind === 'call' ||
        e.kind === 'assign' ||
        e.kind === 'constructorCall' ||
        e.kind === 'newObject' ||
        e.kind === 'newSObject' ||
        e.kind === 'newCollection' ||
        e.kind === 'newMap' ||
        e.kind === 'newArray' ||
        e.kind === 'soql' ||
        e.kind === 'sosl' ||
        (e.kind === 'unary' && (e.operator === '++' || e.operator === '--'));
    if (!isStatement && type.kind !== 'error') {
        report(context, startOf(e), 'Expression cannot be a statement.');
    }
}

function checkForEach(context: Context, statement: ForEach): void {
    const { universe } = context;
    const type = resolveType(universe, statement.type, context.symbol, context.fileName);
    const iterable = checkExpression(context, statement.iterable);
    const loop = { ...innerScope(context), loops: context.loops + 1 };
    statement.local = declareLocal(loop, statement.nameAt, statement.name, type);
    checkIteration(context, statement, type, iterable);
    checkNested(loop, statement.body);
}

function checkIteration(context: Context, statement: ForEach, type: ApexType, iterable: ApexType): void {
    const { universe } = context;
    if (iterable.kind === 'error') {
        statement.loop = 'list';
        return;
    }
    if (iterable.kind === 'soqlResult') {
        const { element } = iterable;
        const row = type.kind === 'list' ? type.element : type;
        const fits =
            row.kind === 'sobject' && (isAssignable(universe, element, row) || (element.kind === 'sobject' && element.name === 'SObject'));
        if (!fits && type.kind !== 'error' && element.kind !== 'error') {
            report(
                context,
                statement.at,
                `Loop variable must be a generic SObject or List or a concrete SObject or List of: ${typeName(element)}`
            );
        }
        statement.loop = type.kind === 'list' ? 'soqlChunks' : statement.iterable.kind === 'soql' ? 'soqlRecords' : 'list';
        return;
    }
    const element = elementOf(context, iterable);
    if (!element) {
        report(context, statement.at, `Loop must iterate over collection: ${typeName(iterable)}`);
        return;
    }
    statement.loop = iterable.kind === 'list' ? 'list' : iterable.kind === 'set' ? 'set' : 'iterable';
    if (!isAssignable(universe, element, type) && !(isRelatedRecords(statement.iterable) && type.kind === 'sobject')) {
        report(context, statement.at, `Invalid loop variable type expected ${typeName(element)} was ${typeName(type)}`);
    }
}

/** `record.getSObjects('Contacts')` gives records of whatever type the loop wants. */
function isRelatedRecords(e: Expression): boolean {
    return e.kind === 'call' && e.resolved?.kind === 'libraryMethod' && e.resolved.method.key.startsWith('System.SObject.getSObjects(');
}

function elementOf(context: Context, type: ApexType): ApexType | null {
    if (type.kind === 'list' || type.kind === 'set') {
        return type.element;
    }
    const iterable = interfacesOf(context.universe, type).find((each) => each.kind === 'library' && each.type.name === 'System.Iterable');
    return iterable?.kind === 'library' ? (iterable.args[0] ?? ERROR) : null;
}

function checkReturn(context: Context, statement: Return): void {
    const { returns } = context;
    const value = statement.value && checkExpression(context, statement.value);
    if (returns === null || returns.kind === 'void') {
        if (context.body === 'initializer' && !context.isStatic) {
            report(context, statement.at, 'Return must be called from a method');
        } else if (value) {
            report(context, statement.at, NO_VALUE[context.body] ?? 'Void method must not return a value');
        }
        return;
    }
    if (!statement.value || !value) {
        report(context, statement.at, `Missing return statement required return type: ${typeName(returns)}`);
        return;
    }
    fit(context, statement.value, value, returns, statement.at, (from, to) => `Illegal conversion from ${from} to ${to}`);
}

const NO_VALUE: Partial<Record<Context['body'], string>> = {
    constructor: 'Constructors must not return a value',
    trigger: 'Trigger bodies must not return a value'
};

function checkThrow(context: Context, statement: Throw): void {
    const type = checkExpression(context, statement.value);
    if (type.kind !== 'error' && !isException(context, type)) {
        report(context, statement.at, `Throw expression must be of type exception: ${typeName(type)}`);
    }
}

function isException(context: Context, type: ApexType): boolean {
    return type.kind === 'user'
        ? type.symbol.isException
        : type.kind === 'library' && (type.type.isException || isSubtype(context.universe, type, context.universe.typeOfText('Exception')));
}

function checkTry(context: Context, statement: Try): void {
    checkBlock(context, statement.body);
    const caught: ApexType[] = [];
    for (const clause of statement.catches) {
        const type = resolveType(context.universe, clause.type, context.symbol, context.fileName);
        if (type.kind !== 'error') {
            if (!isException(context, type)) {
                report(context, clause.body.at, `Catch block variable must be of type exception: ${typeName(type)}`);
            } else if (caught.some((earlier) => isSubtype(context.universe, type, earlier))) {
                report(context, clause.body.at, `Exception type already caught: ${typeName(type)}`);
            }
            caught.push(type);
        }
        const inner = innerScope(context);
        clause.local = declareLocal(inner, clause.nameAt, clause.name, type);
        checkStatements(inner, clause.body.statements);
    }
    if (statement.finallyBlock) {
        checkBlock(context, statement.finallyBlock);
    }
    if (statement.catches.length === 0 && !statement.finallyBlock) {
        report(context, statement.at, 'Try block must have at least one catch block or a finally block');
    }
}
