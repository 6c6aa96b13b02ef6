/**
 * `new …`: classes, records, collections.
 */
import type { ConstructorCall, Expression, NewArray, NewCollection, NewMap, NewObject, NewSObject } from '../../language/ast.ts';
import { fieldOf, parentFieldOf } from '../../schema/model.ts';
import { isAssignable, isSubtype } from '../assignable.ts';
import { isVisible } from '../members.ts';
import type { ConstructorCandidate } from '../members.ts';
import { chooseOverload } from '../overloads.ts';
import { resolveType } from '../resolveType.ts';
import { ERROR, INTEGER, STRING, isEnum, isInterface, sameType, typeName, typeNames } from '../typeName.ts';
import type { ApexType } from '../types.ts';
import { checkArguments } from './calls.ts';
import { isRecordMap } from './collectionCalls.ts';
import type { Context } from './context.ts';
import { report, unsupported } from './context.ts';
import { checkAs, checkExpression, convert, fit } from './expressions.ts';
import { fieldType, parentType } from './valueMembers.ts';
import { checkWriteable } from './writeable.ts';

export function checkNewObject(context: Context, e: NewObject): ApexType {
    const { universe } = context;
    const type = resolveType(universe, e.type, context.symbol, context.fileName);
    const args = checkArguments(context, e.args);
    switch (type.kind) {
        case 'list':
        case 'set':
        case 'map':
            return newCollection(context, e, type, args);
        case 'sobject':
            if (!type.schema) {
                report(context, e.at, `Type cannot be constructed: ${type.name}`);
            } else if (args.length > 0) {
                report(context, e.at, `Type requires name=value pair construction: ${type.name}`);
            } else {
                e.resolved = { kind: 'newSObject', object: type.schema };
            }
            return type;
        case 'user':
        case 'library':
            if (isInterface(type) || isEnum(type) || (type.kind === 'library' && type.type.name === 'System.Exception')) {
                report(
                    context,
                    e.at,
                    `Type cannot be constructed: ${type.kind === 'library' && type.type.name === 'System.Exception' ? 'Exception' : typeName(type)}`
                );
            } else if (type.kind === 'user' ? type.symbol.modifiers.has('abstract') : type.type.isAbstract) {
                report(context, e.at, `Abstract classes cannot be constructed: ${typeName(type)}`);
            } else {
                chooseConstructor(context, e, type, args, e.args);
            }
            return type;
        case 'error':
            return ERROR;
        default:
            report(context, e.at, `Type cannot be constructed: ${typeName(type)}`);
            return type;
    }
}

/** Chooses among the constructors of a class and notes the choice on `e`. */
export function chooseConstructor(
    context: Context,
    e: NewObject | ConstructorCall,
    type: ApexType,
    args: ApexType[],
    nodes: readonly Expression[]
): void {
    const { universe } = context;
    if (type.kind === 'user' && type.symbol.isException && exceptionConstructor(context, e, type, args)) {
        return;
    }
    const candidates = constructorsOf(context, type);
    const chosen = chooseOverload(
        universe,
        candidates,
        args,
        candidates.every((candidate) => candidate.kind === 'library')
    );
    if (chosen === null || chosen === 'ambiguous') {
        if (!args.some((arg) => arg.kind === 'error')) {
            const call = `(${typeNames(args)})`;
            const unknown =
                e.kind === 'constructorCall'
                    ? `No constructor defined: void <init>${call}`
                    : `Constructor not defined: [${typeName(type)}].<Constructor>${call}`;
            report(context, e.at, chosen ? `Ambiguous method signature: void <init>${call}` : unknown);
        }
        return;
    }
    nodes.forEach((node, i) => convert(node, args[i]!, chosen.parameters[i]!));
    if (chosen.kind === 'user') {
        const { constructor } = chosen;
        e.resolved = { kind: 'userConstructor', constructor };
        if (
            constructor.declaration &&
            !isVisible(
                { owner: constructor.owner, modifiers: constructor.modifiers, annotations: constructor.declaration.annotations },
                context.symbol
            )
        ) {
            report(context, e.at, `Method is not visible: void ${constructor.owner.name}.<init>(${typeNames(chosen.parameters)})`);
        }
    } else if (type.kind === 'library') {
        e.resolved = { kind: 'libraryConstructor', type: type.type, constructor: chosen.constructor };
        if (!chosen.constructor.supported) {
            e.resolved = { kind: 'unsupported', what: chosen.constructor.key };
            unsupported(context, e.at, chosen.constructor.key);
        }
    }
}

function constructorsOf(context: Context, type: ApexType): ConstructorCandidate[] {
    if (type.kind === 'user') {
        return type.symbol.constructors.map((constructor) => ({
            kind: 'user',
            constructor,
            parameters: constructor.parameters.map((parameter) => parameter.type)
        }));
    }
    if (type.kind === 'library') {
        return type.type.constructors.map((constructor) => ({
            kind: 'library',
            constructor,
            parameters: constructor.parameters.map((parameter) => context.universe.typeOfText(parameter.type, type.type.typeParameters))
        }));
    }
    return [];
}

/** Exceptions of the project have the platform's four constructors beside their own. */
function exceptionConstructor(
    context: Context,
    e: NewObject | ConstructorCall,
    type: ApexType & { kind: 'user' },
    args: readonly ApexType[]
): boolean {
    const { universe } = context;
    const own = type.symbol.constructors.some(
        (constructor) =>
            constructor.parameters.length === args.length &&
            constructor.parameters.every((parameter, i) => isAssignable(universe, args[i]!, parameter.type))
    );
    const exception = universe.typeOfText('Exception');
    const isMessage = (arg: ApexType): boolean => isAssignable(universe, arg, STRING);
    const isCause = (arg: ApexType): boolean => arg.kind === 'null' || isSubtype(universe, arg, exception);
    const [first, second] = args;
    const form =
        args.length === 0
            ? 'none'
            : args.length === 1 && isMessage(first!)
              ? 'message'
              : args.length === 1 && isCause(first!)
                ? 'cause'
                : args.length === 2 && isMessage(first!) && isCause(second!)
                  ? 'messageAndCause'
                  : null;
    if (own || !form) {
        return false;
    }
    e.resolved = { kind: 'exceptionConstructor', type, form };
    return true;
}

function newCollection(
    context: Context,
    e: NewObject,
    type: ApexType & { kind: 'list' | 'set' | 'map' },
    args: readonly ApexType[]
): ApexType {
    const [arg] = args;
    const from = !arg ? 'empty' : initializerOf(context, type, arg);
    if (args.length > 1 || !from) {
        report(context, e.at, initializerProblem(type, args));
    } else {
        e.resolved = { kind: 'newCollection', from };
    }
    return type;
}

function initializerOf(
    context: Context,
    type: ApexType & { kind: 'list' | 'set' | 'map' },
    arg: ApexType
): 'copy' | 'size' | 'records' | null {
    if (arg.kind === 'error') {
        return 'copy';
    }
    if (type.kind === 'map') {
        if (arg.kind === 'list' || arg.kind === 'soqlResult') {
            return isRecordMap(context, type, arg.element) ? 'records' : null;
        }
        return arg.kind === 'map' && sameType(arg, type) ? 'copy' : null;
    }
    if (type.kind === 'list' && sameType(arg, INTEGER)) {
        return 'size';
    }
    const fits = (element: ApexType): boolean =>
        sameType(element, type.element) ||
        (type.element.kind === 'sobject' && arg.kind === 'soqlResult' && isAssignable(context.universe, element, type.element));
    if (arg.kind === 'list' || arg.kind === 'set' || arg.kind === 'soqlResult') {
        return fits(arg.element) ? 'copy' : null;
    }
    return arg.kind === 'library' && arg.type.name === 'System.Iterable' && fits(arg.args[0] ?? ERROR) ? 'copy' : null;
}

function initializerProblem(type: ApexType & { kind: 'list' | 'set' | 'map' }, args: readonly ApexType[]): string {
    const found = typeNames(args);
    switch (type.kind) {
        case 'list':
            return `Invalid initializer type ${found} found for ${typeName(type)}: expected an Integer or a List of type ${typeName(type.element)}`;
        case 'set':
            return `Invalid initializer type ${found} found for ${typeName(type)}: expected a List or a Set of type: ${typeName(type.element)}`;
        case 'map':
            return `Invalid initializer type ${found} found for ${typeName(type)}: expected a Map with the same key and value types, or a valid SObject List`;
    }
}

/** `new Account(Name = 'x')` */
export function checkNewSObject(context: Context, e: NewSObject): ApexType {
    const { universe } = context;
    const type = resolveType(universe, e.type, context.symbol, context.fileName);
    const seen = new Set<string>();
    for (const { name, value } of e.fields) {
        const given = checkExpression(context, value);
        if (type.kind !== 'sobject' || !type.schema) {
            continue;
        }
        const key = name.toLowerCase();
        const field = fieldOf(type.schema, name);
        if (seen.has(key)) {
            report(context, e.at, `Duplicate field initialization: ${field?.name ?? name}`);
        }
        seen.add(key);
        const parent = field ? undefined : parentFieldOf(type.schema, name);
        if (!field && !parent) {
            report(context, e.at, `Field does not exist: ${name} on ${type.name}`);
        } else {
            if (field) {
                checkWriteable(context, e.at, type.schema, field);
            }
            fit(context, value, given, field ? fieldType(universe, field) : parentType(universe, parent!), e.at);
        }
    }
    if (type.kind === 'sobject' && type.schema) {
        e.resolved = { kind: 'newSObject', object: type.schema };
    } else if (type.kind !== 'error') {
        report(
            context,
            e.at,
            type.kind === 'sobject'
                ? `SObject is not constructable: ${type.name}`
                : `Invalid constructor syntax, name=value pairs can only be used for SObjects: ${typeName(type)}`
        );
    }
    return type;
}

export function checkNewCollection(context: Context, e: NewCollection): ApexType {
    const type = resolveType(context.universe, e.type, context.symbol, context.fileName);
    if (type.kind !== 'list' && type.kind !== 'set') {
        checkArguments(context, e.elements);
        if (type.kind !== 'error' && (type.kind !== 'map' || e.elements.length > 0)) {
            report(context, e.at, `Type cannot be constructed: ${typeName(type)}`);
        }
        return type;
    }
    for (const element of e.elements) {
        checkAs(
            context,
            element,
            type.element,
            e.at,
            (from, to) => `Initial expression is of incorrect type, expected: ${to} but was: ${from}`
        );
    }
    return type;
}

export function checkNewMap(context: Context, e: NewMap): ApexType {
    const type = resolveType(context.universe, e.type, context.symbol, context.fileName);
    for (const { key, value } of e.entries) {
        const keyType = checkExpression(context, key);
        const valueType = checkExpression(context, value);
        if (type.kind === 'map') {
            fit(context, key, keyType, type.key, key.at, (from, to) => `Invalid key type ${from} for ${to}`);
            fit(context, value, valueType, type.value, value.at, (from, to) => `Invalid value type ${from} for ${to}`);
        }
    }
    if (type.kind !== 'map' && type.kind !== 'error') {
        report(context, e.at, `Type cannot be constructed: ${typeName(type)}`);
    }
    return type;
}

export function checkNewArray(context: Context, e: NewArray): ApexType {
    const type = resolveType(context.universe, e.type, context.symbol, context.fileName);
    const size = checkExpression(context, e.size);
    if (type.kind === 'list' && size.kind !== 'error' && !sameType(size, INTEGER)) {
        report(context, e.at, initializerProblem(type, [size]));
    }
    return type;
}
