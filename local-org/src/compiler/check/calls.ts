/**
 * Method calls: which method is meant, may it be called from here, do the arguments fit.
 */
import type { Call, ConstructorCall, Expression } from '../../language/ast.ts';
import { interfacesOf } from '../assignable.ts';
import { extendsClass, isVisible, libraryCandidates, libraryTypeOf, userCandidates } from '../members.ts';
import type { Candidate } from '../members.ts';
import { chooseOverload } from '../overloads.ts';
import { ERROR, VOID, isEnum, typeName, typeNames, userType } from '../typeName.ts';
import type { ApexType, TypeSymbol } from '../types.ts';
import { checkCollectionCall } from './collectionCalls.ts';
import type { Context } from './context.ts';
import { callText, report, unsupported } from './context.ts';
import { chooseConstructor } from './creation.ts';
import { enumCall } from './enumCalls.ts';
import { checkExpression, convert } from './expressions.ts';
import { resolveTarget } from './names.ts';
import { fieldAddError, recordTypeCandidates, specialReturn } from './recordCalls.ts';

export function checkCall(context: Context, e: Call): ApexType {
    if (!e.target) {
        return implicitCall(context, e, checkArguments(context, e.args));
    }
    if (e.target.kind === 'super') {
        return superCall(context, e, checkArguments(context, e.args));
    }
    const target = resolveTarget(context, e.target);
    const args = checkArguments(context, e.args);
    switch (target.kind) {
        case 'value':
            return instanceCall(context, e, e.target, target.type, args);
        case 'type':
            return staticCall(context, e, target.type, args);
        case 'none':
            report(context, headPosition(e.target), `Variable does not exist: ${target.path}`);
            return ERROR;
        case 'namespace':
            report(context, headPosition(e.target), `Variable does not exist: ${target.name}`);
            return ERROR;
        case 'page':
            report(context, e.at, `Method does not exist or incorrect signature: ${callText(e.name, args)} from the type Page`);
            return ERROR;
    }
}

function headPosition(e: Expression): Expression['at'] {
    return e.kind === 'member' ? headPosition(e.target) : e.at;
}

export function checkArguments(context: Context, args: readonly Expression[]): ApexType[] {
    return args.map((arg) => checkExpression(context, arg));
}

/** `f(x)`: own and inherited methods, then static ones of the outer class. */
function implicitCall(context: Context, e: Call, args: ApexType[]): ApexType {
    const { universe, symbol } = context;
    const own = userCandidates(universe, symbol, e.name);
    const chosen = chooseOverload(universe, own, args);
    if (chosen === null && symbol.outer) {
        const outer = userCandidates(universe, symbol.outer, e.name).filter((candidate) => candidate.isStatic);
        if (chooseOverload(universe, outer, args) !== null) {
            return finish(context, e, outer, args, symbol.outer, 'implicit');
        }
    }
    return finish(context, e, own, args, symbol, 'implicit');
}

function superCall(context: Context, e: Call, args: ApexType[]): ApexType {
    const { universe, symbol } = context;
    if (context.isStatic) {
        report(context, e.target!.at, 'Super cannot be referenced in a static context');
        return ERROR;
    }
    const above = symbol.superclass;
    if (!above) {
        const object = universe.library.type('System.Object');
        return object ? finish(context, e, libraryCandidates(universe, object, [], e.name), args, symbol, 'super') : ERROR;
    }
    if (above.kind === 'user') {
        return finish(context, e, userCandidates(universe, above.symbol, e.name), args, above.symbol, 'super');
    }
    return above.kind === 'library'
        ? finish(context, e, libraryCandidates(universe, above.type, above.args, e.name), args, above, 'super')
        : ERROR;
}

function staticCall(context: Context, e: Call, type: ApexType, args: ApexType[]): ApexType {
    const { universe } = context;
    if (isEnum(type)) {
        return enumCall(context, e, type, args, true) ?? notFound(context, e, args, type);
    }
    if (type.kind === 'user') {
        return finish(context, e, userCandidates(universe, type.symbol, e.name), args, type.symbol, 'type');
    }
    if (type.kind === 'sobject') {
        return finish(context, e, recordTypeCandidates(universe, type, e.name), args, type, 'type');
    }
    const library = libraryTypeOf(universe, type);
    return library
        ? finish(context, e, libraryCandidates(universe, library.type, library.args, e.name), args, type, 'type')
        : notFound(context, e, args, type);
}

function instanceCall(context: Context, e: Call, target: Expression, type: ApexType, args: ApexType[]): ApexType {
    const { universe } = context;
    if (type.kind === 'error') {
        return ERROR;
    }
    if (isEnum(type)) {
        return enumCall(context, e, type, args, false) ?? notFound(context, e, args, type);
    }
    if (type.kind === 'user') {
        return finish(context, e, userCandidates(universe, type.symbol, e.name), args, type.symbol, 'value');
    }
    const addError = fieldAddError(context, e, target, type, args);
    if (addError) {
        return addError;
    }
    const library = libraryTypeOf(universe, type);
    if (!library) {
        return notFound(context, e, args, type);
    }
    const candidates = libraryCandidates(universe, library.type, library.args, e.name);
    const collection = checkCollectionCall(context, e, type, args);
    if (collection) {
        return collection === 'wrong' ? ERROR : finish(context, e, candidates, args, type, 'value', collection);
    }
    return finish(context, e, candidates, args, type, 'value');
}

function notFound(context: Context, e: Call, args: readonly ApexType[], owner: ApexType | TypeSymbol): ApexType {
    // A call whose arguments are already wrong says nothing new unless the name itself is unknown.
    report(context, e.at, `Method does not exist or incorrect signature: ${callText(e.name, args)} from the type ${ownerName(owner)}`);
    return ERROR;
}

function ownerName(owner: ApexType | TypeSymbol): string {
    return 'jsName' in owner ? owner.name : typeName(owner);
}

type How = 'implicit' | 'super' | 'type' | 'value';

/** Chooses, checks and notes. */
function finish(
    context: Context,
    e: Call,
    candidates: readonly Candidate[],
    args: ApexType[],
    owner: ApexType | TypeSymbol,
    how: How,
    choose?: Candidate
): ApexType {
    const { universe } = context;
    // `Database.insert(x)` static and `list.add(x)` instance never share a receiver: those of the wrong kind only explain an error.
    const chosen =
        choose ??
        chooseOverload(
            universe,
            candidates,
            args,
            candidates.every((candidate) => candidate.kind === 'library')
        );
    if (chosen === 'ambiguous') {
        if (!args.some((arg) => arg.kind === 'error')) {
            report(context, e.at, `Ambiguous method signature: ${callText(e.name, args)}`);
        }
        return ERROR;
    }
    if (chosen === null) {
        const sameCount = candidates.some((candidate) => candidate.parameters.length === args.length);
        if (args.some((arg) => arg.kind === 'error') && sameCount) {
            return ERROR;
        }
        return notFound(context, e, args, owner);
    }
    e.args.forEach((arg, i) => convert(arg, args[i]!, chosen.parameters[i]!));
    checkContext(context, e, chosen, how);
    return note(context, e, chosen, owner, how);
}

/** `void Outer.run(String, Integer)` as messages name a method. */
export function methodText(candidate: Candidate): string {
    const owner = candidate.kind === 'user' ? candidate.method.owner.name : candidate.method.owner.replace(/^System\.Object$/, 'Object');
    return `${typeName(candidate.returns)} ${owner}.${candidate.method.name}(${typeNames(candidate.parameters)})`;
}

function checkContext(context: Context, e: Call, chosen: Candidate, how: How): void {
    if (chosen.isStatic) {
        if (how === 'value' || how === 'super') {
            report(context, e.at, `Static method cannot be referenced from a non static context: ${methodText(chosen)}`);
        }
    } else if (how === 'type' || (how === 'implicit' && (context.isStatic || isOuterInstance(context, chosen)))) {
        report(context, e.at, `Non static method cannot be referenced from a static context: ${methodText(chosen)}`);
    } else if (how === 'implicit' && context.inConstructorCall) {
        report(context, e.at, `Cannot reference instance methods in a constructor invocation: ${methodText(chosen)}`);
    }
    if (chosen.kind === 'user') {
        const { method } = chosen;
        if (!isVisible(method, context.symbol)) {
            report(context, e.at, `Method is not visible: ${methodText(chosen)}`);
        }
        if (how === 'super' && method.isAbstract) {
            report(context, e.at, `Abstract method cannot be called directly: ${methodText(chosen)}`);
        }
    }
}

/** An instance method of the outer class called from an inner one: there is no outer instance. */
function isOuterInstance(context: Context, chosen: Candidate): boolean {
    return chosen.kind === 'user' && context.symbol.outer !== null && !belongsTo(context, chosen.method.owner);
}

function belongsTo(context: Context, owner: TypeSymbol): boolean {
    return (
        extendsClass(context.symbol, owner) ||
        interfacesOf(context.universe, userType(context.symbol)).some((type) => type.kind === 'user' && type.symbol === owner)
    );
}

function note(context: Context, e: Call, chosen: Candidate, owner: ApexType | TypeSymbol, how: How): ApexType {
    if (chosen.kind === 'user') {
        const dispatch = chosen.isStatic ? 'static' : how === 'super' ? 'super' : 'virtual';
        e.resolved = { kind: 'userMethod', method: chosen.method, dispatch, implicitThis: how === 'implicit' && !chosen.isStatic };
        return chosen.returns;
    }
    const { method, parameters } = chosen;
    if (chosen.ofInterface) {
        e.resolved = { kind: 'libraryInterfaceMethod', method };
    } else if (!method.supported) {
        e.resolved = { kind: 'unsupported', what: method.key };
        unsupported(context, e.at, method.key);
    } else {
        e.resolved = { kind: 'libraryMethod', method, parameters };
    }
    return specialReturn(method, owner, chosen.returns);
}

/** `this(…)` and `super(…)`. */
export function checkConstructorCall(context: Context, e: ConstructorCall): ApexType {
    const { symbol } = context;
    const args = checkArguments({ ...context, inConstructorCall: true }, e.args);
    if (context.body !== 'constructor') {
        const message =
            e.which === 'super' && !symbol.superclass
                ? `No super type defined: ${symbol.name}`
                : `Call to '${e.which}()' must be the first statement in a constructor method`;
        report(context, e.at, message);
        return ERROR;
    }
    const type = e.which === 'this' ? userType(symbol) : symbol.superclass;
    if (!type) {
        // Every class has a parameterless super constructor, written or not.
        if (args.length > 0) {
            report(context, e.at, `No super type defined: ${symbol.name}`);
        }
        e.resolved = undefined;
        return VOID;
    }
    chooseConstructor(context, e, type, args, e.args);
    return VOID;
}
