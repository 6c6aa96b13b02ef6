/**
 * Finding members of types: fields, methods and constructors along the inheritance chain, and who may see them.
 */
import { interfacesOf, substituteFor } from './assignable.ts';
import type { LibraryConstructor, LibraryMethod, LibraryProperty, LibraryType } from './library.ts';
import { typeName } from './typeName.ts';
import type { ApexType, ConstructorSymbol, FieldSymbol, MethodSymbol, TypeSymbol } from './types.ts';
import type { Universe } from './universe.ts';

/** One overload that a call may mean, project or platform, with type arguments put in. */
export type Candidate =
    | { kind: 'user'; method: MethodSymbol; parameters: ApexType[]; returns: ApexType; isStatic: boolean }
    | { kind: 'library'; method: LibraryMethod; parameters: ApexType[]; returns: ApexType; isStatic: boolean; ofInterface: boolean };

/** A field of a class or of a superclass. */
export function findField(symbol: TypeSymbol, name: string): FieldSymbol | null {
    const key = name.toLowerCase();
    for (let each: TypeSymbol | null = symbol; each; each = each.superclass?.kind === 'user' ? each.superclass.symbol : null) {
        const field = each.fields.get(key);
        if (field) {
            return field;
        }
    }
    return null;
}

/** Every overload of a name on a project type: own, inherited from classes, from interfaces, from the platform superclass, then Object's. */
export function userCandidates(universe: Universe, symbol: TypeSymbol, name: string): Candidate[] {
    const key = name.toLowerCase();
    const found: Candidate[] = [];
    const add = (method: MethodSymbol): void => {
        const parameters = method.parameters.map((parameter) => parameter.type);
        if (!found.some((each) => sameParameters(each.parameters, parameters))) {
            found.push({ kind: 'user', method, parameters, returns: method.returns, isStatic: method.isStatic });
        }
    };
    let each: TypeSymbol | null = symbol;
    while (each) {
        each.methods.get(key)?.forEach(add);
        const above: ApexType | null = each.superclass;
        if (above?.kind === 'library') {
            addLibrary(universe, above, key, found);
        }
        each = above?.kind === 'user' ? above.symbol : null;
    }
    for (const type of interfacesOf(universe, { kind: 'user', symbol })) {
        if (type.kind === 'user') {
            type.symbol.methods.get(key)?.forEach(add);
        } else {
            addLibrary(universe, type, key, found, true);
        }
    }
    addLibraryMethods(universe, 'System.Object', [], key, found);
    if (symbol.kind === 'class') {
        addLibraryMethods(universe, 'Internal.UserObject', [], key, found);
    }
    return found;
}

/** Every overload of a name on a platform type, its super types' included. */
export function libraryCandidates(universe: Universe, type: LibraryType, args: readonly ApexType[], name: string): Candidate[] {
    const found: Candidate[] = [];
    addLibrary(universe, { kind: 'library', type, args: [...args] }, name.toLowerCase(), found);
    addLibraryMethods(universe, 'System.Object', [], name.toLowerCase(), found);
    return found;
}

function addLibraryMethods(universe: Universe, typeText: string, args: readonly ApexType[], key: string, found: Candidate[]): void {
    const type = universe.library.type(typeText);
    if (type) {
        addLibrary(universe, { kind: 'library', type, args: [...args] }, key, found);
    }
}

function addLibrary(universe: Universe, start: ApexType, key: string, found: Candidate[], ofInterface = false): void {
    if (start.kind !== 'library') {
        return;
    }
    const { type, args } = start;
    for (const method of type.methods.get(key) ?? []) {
        const parameters = method.parameters.map((parameter) => substituteFor(universe, parameter.type, type, args));
        if (!found.some((each) => sameParameters(each.parameters, parameters))) {
            found.push({
                kind: 'library',
                method,
                parameters,
                returns: substituteFor(universe, method.returns, type, args),
                isStatic: method.isStatic,
                ofInterface: ofInterface || type.kind === 'interface'
            });
        }
    }
    if (type.superclass) {
        addLibrary(universe, universe.typeOfText(type.superclass), key, found);
    }
    for (const text of type.interfaces) {
        const above = substituteFor(universe, text, type, args);
        if (above.kind === 'library' && above.type !== type) {
            addLibrary(universe, above, key, found, type.kind === 'interface');
        }
    }
}

function sameParameters(a: readonly ApexType[], b: readonly ApexType[]): boolean {
    return a.length === b.length && a.every((type, i) => typeName(type) === typeName(b[i]!));
}

/** A property of a platform type or of what it extends. */
export function libraryProperty(universe: Universe, type: LibraryType, name: string): LibraryProperty | null {
    const own = type.properties.get(name.toLowerCase());
    if (own) {
        return own;
    }
    const above = type.superclass ? universe.typeOfText(type.superclass) : null;
    return above?.kind === 'library' ? libraryProperty(universe, above.type, name) : null;
}

/** The platform type whose methods values of a type have: `String` → System.String. */
export function libraryTypeOf(universe: Universe, type: ApexType): { type: LibraryType; args: ApexType[] } | null {
    const of = (name: string, args: ApexType[] = []): { type: LibraryType; args: ApexType[] } | null => {
        const found = universe.library.type(name);
        return found ? { type: found, args } : null;
    };
    switch (type.kind) {
        case 'primitive':
            return of(`System.${type.name}`);
        case 'list':
            return of('System.List', [type.element]);
        case 'soqlResult':
            return of('System.List', [type.element]);
        case 'set':
            return of('System.Set', [type.element]);
        case 'map':
            return of('System.Map', [type.key, type.value]);
        case 'sobject':
            return of('System.SObject');
        case 'library':
            return { type: type.type, args: type.args };
        default:
            return null;
    }
}

export type ConstructorCandidate =
    | { kind: 'user'; constructor: ConstructorSymbol; parameters: ApexType[] }
    | { kind: 'library'; constructor: LibraryConstructor; parameters: ApexType[] };

/** Outermost type. */
export function topLevel(symbol: TypeSymbol): TypeSymbol {
    return symbol.outer ?? symbol;
}

interface Visible {
    owner: TypeSymbol;
    modifiers: ReadonlySet<string>;
    annotations?: readonly { name: string }[];
}

/** May code in `from` use a member? Private: same file; protected: also subclasses; @TestVisible: tests too. */
export function isVisible(member: Visible, from: TypeSymbol): boolean {
    const { modifiers, owner } = member;
    if (modifiers.has('public') || modifiers.has('global') || modifiers.has('webservice') || topLevel(owner) === topLevel(from)) {
        return true;
    }
    if (modifiers.has('protected') && (extendsClass(from, owner) || (from.outer && extendsClass(from.outer, owner)))) {
        return true;
    }
    const testVisible = member.annotations?.some((annotation) => annotation.name.toLowerCase() === 'testvisible') ?? false;
    return testVisible && topLevel(from).isTest;
}

/** May code in `from` name this type? Inner types are private unless they say otherwise. */
export function isTypeVisible(symbol: TypeSymbol, from: TypeSymbol): boolean {
    return symbol.outer === null || isVisible({ owner: symbol.outer, modifiers: symbol.modifiers, annotations: symbol.annotations }, from);
}

export function extendsClass(symbol: TypeSymbol, above: TypeSymbol): boolean {
    let each: TypeSymbol | null = symbol;
    while (each) {
        if (each === above) {
            return true;
        }
        each = each.superclass?.kind === 'user' ? each.superclass.symbol : null;
    }
    return false;
}
