/**
 * The JavaScript names of members, and the bridges by which platform code and callers of interfaces reach them.
 */
import { interfacesOf, isAssignable, substituteFor } from './assignable.ts';
import { mangled, sameType, userType } from './typeName.ts';
import type { ApexType, MethodSymbol, TypeSymbol } from './types.ts';
import type { Universe } from './universe.ts';

/** Names fields (`_name`), methods (`m_name$types`) and constructors (`c_$types`); the superclass must have been named before. */
export function nameMembers(symbol: TypeSymbol): void {
    const taken = inheritedFieldNames(symbol);
    for (const field of symbol.fields.values()) {
        field.jsName = `_${field.name.toLowerCase()}`;
        // A field that hides an inherited one must not share its slot.
        while (taken.has(field.jsName)) {
            field.jsName += '$';
        }
    }
    for (const overloads of symbol.methods.values()) {
        for (const method of overloads) {
            method.jsName = `m_${method.name.toLowerCase()}${signature(method.parameters)}`;
        }
    }
    for (const constructor of symbol.constructors) {
        constructor.jsName = `c_${signature(constructor.parameters)}`;
    }
}

function signature(parameters: readonly { type: ApexType }[]): string {
    return parameters.map(({ type }) => `$${mangled(type)}`).join('');
}

function inheritedFieldNames(symbol: TypeSymbol): Set<string> {
    const names = new Set<string>();
    for (let type = symbol.superclass; type?.kind === 'user'; type = type.symbol.superclass) {
        for (const field of type.symbol.fields.values()) {
            names.add(field.jsName);
        }
    }
    return names;
}

/** One method that an interface demands of a class, with the interface's type arguments put in. */
export interface Demand {
    name: string;
    parameters: ApexType[];
    returns: ApexType;
    /** Name under which callers of the interface look for it: a library key, or the interface method's JS name. */
    key: string;
    isLibrary: boolean;
    /** Another demand of the same name and parameters may stand for it (`Database.Batchable.start`). */
    alternatives: ApexType[];
}

/** Everything that the interfaces of a type, inherited ones included, demand. */
export function demandsOf(universe: Universe, symbol: TypeSymbol): Demand[] {
    const demands: Demand[] = [];
    for (const type of interfacesOf(universe, userType(symbol))) {
        if (type.kind === 'user') {
            for (const method of [...type.symbol.methods.values()].flat()) {
                demands.push({
                    name: method.name,
                    parameters: method.parameters.map((parameter) => parameter.type),
                    returns: method.returns,
                    key: method.jsName,
                    isLibrary: false,
                    alternatives: []
                });
            }
        } else if (type.kind === 'library') {
            const byKey = new Map<string, Demand>();
            for (const method of [...type.type.methods.values()].flat()) {
                const returns = substituteFor(universe, method.returns, type.type, type.args);
                const known = byKey.get(method.key);
                if (known) {
                    known.alternatives.push(returns);
                    continue;
                }
                const demand: Demand = {
                    name: method.name,
                    parameters: method.parameters.map((parameter) => substituteFor(universe, parameter.type, type.type, type.args)),
                    returns,
                    key: method.key,
                    isLibrary: true,
                    alternatives: []
                };
                byKey.set(method.key, demand);
                demands.push(demand);
            }
        }
    }
    return demands;
}

/** The method of a class or its superclasses that answers a demand. */
export function answerTo(universe: Universe, symbol: TypeSymbol, demand: Demand): MethodSymbol | null {
    for (const exact of [true, false]) {
        for (let each: TypeSymbol | null = symbol; each; each = each.superclass?.kind === 'user' ? each.superclass.symbol : null) {
            for (const method of each.methods.get(demand.name.toLowerCase()) ?? []) {
                if (
                    method.parameters.length === demand.parameters.length &&
                    method.parameters.every((parameter, i) => answers(universe, parameter.type, demand.parameters[i]!, exact))
                ) {
                    return method;
                }
            }
        }
    }
    return null;
}

/** A parameter of the implementation may be the interface's type, or a list of another SObject (`List<Account>` for `List<SObject>`). */
function answers(universe: Universe, actual: ApexType, wanted: ApexType, exact: boolean): boolean {
    if (sameType(actual, wanted) || actual.kind === 'error' || wanted.kind === 'error') {
        return true;
    }
    return (
        !exact &&
        actual.kind === 'list' &&
        wanted.kind === 'list' &&
        actual.element.kind === 'sobject' &&
        isAssignable(universe, wanted, actual)
    );
}

/** Notes on each implementing method the keys of the interface methods that it implements under another JS name. */
export function addBridges(universe: Universe, symbol: TypeSymbol): void {
    if (symbol.kind !== 'class') {
        return;
    }
    for (const demand of demandsOf(universe, symbol)) {
        const method = answerTo(universe, symbol, demand);
        if (method && method.jsName !== demand.key && !method.bridges.includes(demand.key)) {
            method.bridges.push(demand.key);
        }
    }
}
