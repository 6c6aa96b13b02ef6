/**
 * What a class owes to its superclass and its interfaces.
 */
import { interfacesOf, isAssignable } from '../assignable.ts';
import { answerTo, demandsOf } from '../memberNames.ts';
import { isVisible } from '../members.ts';
import type { Demand } from '../memberNames.ts';
import { sameType, typeName, typeNames, userType } from '../typeName.ts';
import type { ApexType, MethodSymbol, TypeSymbol } from '../types.ts';
import type { Context } from './context.ts';
import { report } from './context.ts';
import { methodSignature } from './declarations.ts';

/** Public code may override global one. */
const VISIBILITY: Record<string, number> = { protected: 1, public: 2, global: 2 };

export function checkInheritance(context: Context, symbol: TypeSymbol): void {
    const { superclass, declaration } = symbol;
    if (superclass?.kind === 'user') {
        const { modifiers } = superclass.symbol;
        if (!modifiers.has('virtual') && !modifiers.has('abstract')) {
            report(context, declaration.nameAt, `Non-virtual and non-abstract type cannot be extended: ${superclass.symbol.name}`);
        }
    }
    if (symbol.kind !== 'class') {
        return;
    }
    for (const method of [...symbol.methods.values()].flat()) {
        checkOverride(context, symbol, method);
    }
    if (!symbol.modifiers.has('abstract')) {
        checkAbstractMethods(context, symbol);
    }
    checkInterfaces(context, symbol);
}

/** The method of a superclass with the same name and parameters. */
function overridden(symbol: TypeSymbol, method: MethodSymbol): MethodSymbol | null {
    for (let above = symbol.superclass; above?.kind === 'user'; above = above.symbol.superclass) {
        const found = above.symbol.methods.get(method.name.toLowerCase())?.find((each) => sameSignature(each, method));
        if (found && isVisible(found, symbol)) {
            return found;
        }
    }
    return null;
}

function sameSignature(a: MethodSymbol, b: MethodSymbol): boolean {
    return (
        a.parameters.length === b.parameters.length && a.parameters.every((parameter, i) => sameType(parameter.type, b.parameters[i]!.type))
    );
}

/** Does a method override one that every object, or every exception, has? `hashCode` may say so, `toString` must, `equals` must not. */
function overridesLibrary(context: Context, symbol: TypeSymbol, method: MethodSymbol): 'must' | 'may' | 'no' {
    const name = method.name.toLowerCase();
    if (method.parameters.length === 0 && name === 'tostring') {
        return 'must';
    }
    if (method.parameters.length === 0 && name === 'hashcode') {
        return 'may';
    }
    const parameters = method.parameters.map((parameter) => typeName(parameter.type)).join();
    for (let above = symbol.superclass; above; above = above.kind === 'user' ? above.symbol.superclass : null) {
        let type = above.kind === 'library' ? above.type : null;
        while (type) {
            if (
                type.methods
                    .get(name)
                    ?.some(
                        (each) =>
                            each.parameters.map((parameter) => typeName(context.universe.typeOfText(parameter.type))).join() === parameters
                    )
            ) {
                return 'must';
            }
            const next: ApexType | null = type.superclass ? context.universe.typeOfText(type.superclass) : null;
            type = next?.kind === 'library' ? next.type : null;
        }
    }
    return 'no';
}

function checkOverride(context: Context, symbol: TypeSymbol, method: MethodSymbol): void {
    const at = method.declaration.nameAt;
    const above = overridden(symbol, method);
    const says = method.modifiers.has('override');
    if (!above) {
        const library = overridesLibrary(context, symbol, method);
        if (says && library === 'no') {
            report(context, at, `@Override specified for non-overriding method: ${methodSignature(method)}`);
        } else if (!says && library === 'must' && !method.isStatic) {
            report(context, at, `Method must use the override keyword: ${methodSignature(method)}`);
        }
        return;
    }
    if (method.isStatic || above.isStatic) {
        if (!method.isStatic || !above.isStatic) {
            report(context, at, `Cannot override static method: ${methodSignature(above)} with ${methodSignature(method)}`);
        }
        return;
    }
    if (!above.isVirtual) {
        report(context, at, `Non-virtual, non-abstract methods cannot be overridden: ${methodSignature(method)}`);
        return;
    }
    if (!says) {
        report(context, at, `Method must use the override keyword: ${methodSignature(method)}`);
    }
    if (!sameType(method.returns, above.returns) && method.returns.kind !== 'error' && above.returns.kind !== 'error') {
        report(
            context,
            at,
            `Method return types clash: ${typeName(method.returns)} vs ${typeName(above.returns)} from the type ${symbol.name}`
        );
    }
    if (visibility(method) < visibility(above)) {
        report(context, at, `Cannot reduce the visibility of method: ${methodSignature(method)}`);
    }
}

function visibility(method: MethodSymbol): number {
    return Math.max(0, ...[...method.modifiers].map((modifier) => VISIBILITY[modifier] ?? 0));
}

/** A class that can be built implements what its superclasses leave open. */
function checkAbstractMethods(context: Context, symbol: TypeSymbol): void {
    const chain: TypeSymbol[] = [symbol];
    for (let above = symbol.superclass; above?.kind === 'user'; above = above.symbol.superclass) {
        for (const method of [...above.symbol.methods.values()].flat()) {
            const implemented = (): boolean =>
                chain.some((each) =>
                    each.methods.get(method.name.toLowerCase())?.some((own) => !own.isAbstract && sameSignature(own, method))
                );
            if (method.isAbstract && !implemented()) {
                report(
                    context,
                    symbol.declaration.nameAt,
                    `Class ${symbol.name} must implement the abstract method: ${methodSignature(method)}`
                );
            }
        }
        chain.push(above.symbol);
    }
}

function checkInterfaces(context: Context, symbol: TypeSymbol): void {
    const { universe } = context;
    for (const demand of demandsOf(universe, symbol)) {
        const method = answerTo(universe, symbol, demand);
        const text = `${typeName(demand.returns)} ${demandOwner(context, symbol, demand)}.${demand.name}(${typeNames(demand.parameters)})`;
        if (!method || !returnFits(context, method.returns, demand)) {
            if (!symbol.modifiers.has('abstract') && !isObjectMethod(context, demand)) {
                report(context, symbol.declaration.nameAt, `Class ${symbol.name} must implement the method: ${text}`);
            }
        } else if (!method.modifiers.has('public') && !method.modifiers.has('global')) {
            report(
                context,
                symbol.declaration.nameAt,
                `${symbol.name}: Overriding implementations of global or public interface methods must be global or public: ${text}`
            );
        }
    }
}

/** `equals`, `hashCode`, `toString` are always there. */
function isObjectMethod(context: Context, demand: Demand): boolean {
    return (
        context.universe.library
            .type('System.Object')
            ?.methods.get(demand.name.toLowerCase())
            ?.some((method) => method.parameters.length === demand.parameters.length) ?? false
    );
}

/** The interface's type or one that fits it; for alternatives (`Database.Batchable.start`) any of them. */
function returnFits(context: Context, actual: ApexType, demand: Demand): boolean {
    const wanted = [demand.returns, ...demand.alternatives];
    return (
        actual.kind === 'error' ||
        wanted.some(
            (type) =>
                type.kind === 'error' || sameType(type, actual) || (type.kind !== 'void' && isAssignable(context.universe, actual, type))
        )
    );
}

function demandOwner(context: Context, symbol: TypeSymbol, demand: Demand): string {
    for (const type of interfacesOf(context.universe, userType(symbol))) {
        const has =
            type.kind === 'user'
                ? type.symbol.methods.has(demand.name.toLowerCase())
                : type.kind === 'library' && [...type.type.methods.values()].flat().some((each) => each.key === demand.key);
        if (has) {
            return typeName(type);
        }
    }
    return symbol.name;
}
