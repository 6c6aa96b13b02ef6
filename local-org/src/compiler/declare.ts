/**
 * From syntax trees to symbols: which types a project declares, what they extend, what members they have.
 * Done in passes over all files, because a member's type may be declared anywhere.
 * A type with errors still gets its symbol: the rest of the project is checked against it.
 */
import type {
    ClassDeclaration,
    CompilationUnit,
    ConstructorDeclaration,
    EnumDeclaration,
    FieldDeclaration,
    InterfaceDeclaration,
    Member,
    MethodDeclaration,
    Modifier,
    Parameter,
    PropertyDeclaration,
    TriggerDeclaration,
    TypeDeclaration,
    TypeRef
} from '../language/ast.ts';
import { resolveType } from './resolveType.ts';
import { addBridges, nameMembers } from './memberNames.ts';
import { VOID, sameType, typeName, userType } from './typeName.ts';
import type { ApexType, ConstructorSymbol, FieldSymbol, MethodSymbol, TypeSymbol } from './types.ts';
import type { Universe } from './universe.ts';

/** A parsed file with the API version of its -meta.xml. */
export interface SourceUnit {
    unit: CompilationUnit;
    apiVersion: number;
}

/** Declares every unit in the universe; returns the top-level symbols in the order of the units. */
export function declareProject(universe: Universe, units: readonly SourceUnit[]): TypeSymbol[] {
    const top: TypeSymbol[] = [];
    for (const { unit, apiVersion } of units) {
        if (unit.declaration) {
            const symbol = declareType(unit.declaration, null, unit.fileName, apiVersion);
            const key = symbol.kind === 'trigger' ? `trigger ${symbol.name.toLowerCase()}` : symbol.name.toLowerCase();
            if (universe.types.has(key)) {
                universe.report(unit.fileName, unit.declaration.nameAt, `Type name already in use: ${symbol.name}`);
            } else {
                universe.types.set(key, symbol);
            }
            top.push(symbol);
        }
    }
    const all = top.flatMap((symbol) => [symbol, ...symbol.inner.values()]);
    all.forEach((symbol) => declareSupertypes(universe, symbol));
    breakCircles(universe, all);
    all.forEach((symbol) => {
        symbol.isException = isException(symbol);
    });
    all.forEach((symbol) => declareMembers(universe, symbol));
    inheritanceOrder(all).forEach((symbol) => {
        nameMembers(symbol);
        addBridges(universe, symbol);
    });
    return top;
}

function declareType(
    declaration: TypeDeclaration | TriggerDeclaration,
    outer: TypeSymbol | null,
    fileName: string,
    apiVersion: number
): TypeSymbol {
    const name = outer ? `${outer.name}.${declaration.name}` : declaration.name;
    const isTrigger = declaration.kind === 'trigger';
    const annotations = isTrigger ? [] : declaration.annotations;
    const symbol: TypeSymbol = {
        kind: declaration.kind,
        name,
        jsName: `${isTrigger ? 'T' : 'C'}_${name.replace('.', '_')}`,
        fileName,
        declaration,
        outer,
        inner: new Map(),
        superclass: null,
        interfaces: [],
        fields: new Map(),
        methods: new Map(),
        constructors: [],
        enumConstants: declaration.kind === 'enum' ? declaration.constants.map((constant) => constant.name) : [],
        modifiers: new Set(isTrigger ? [] : declaration.modifiers),
        annotations,
        apiVersion,
        sharing: isTrigger ? null : sharingOf(declaration.modifiers),
        isTest: annotations.some((annotation) => annotation.name.toLowerCase() === 'istest') || (outer?.isTest ?? false),
        isException: false
    };
    for (const member of membersOf(declaration)) {
        if (member.kind === 'class' || member.kind === 'interface' || member.kind === 'enum') {
            const inner = declareType(member, symbol, fileName, apiVersion);
            const key = member.name.toLowerCase();
            if (!symbol.inner.has(key)) {
                symbol.inner.set(key, inner);
            }
        }
    }
    return symbol;
}

/** The members written in a type's body. */
export function membersOf(declaration: TypeSymbol['declaration']): Member[] {
    switch (declaration.kind) {
        case 'class':
        case 'trigger':
            return declaration.members;
        case 'interface':
            return declaration.methods;
        case 'enum':
            return [];
    }
}

function sharingOf(modifiers: readonly Modifier[]): TypeSymbol['sharing'] {
    const keyword = modifiers.find((modifier) => modifier.endsWith(' sharing'));
    return keyword ? (keyword.slice(0, -' sharing'.length) as TypeSymbol['sharing']) : null;
}

function declareSupertypes(universe: Universe, symbol: TypeSymbol): void {
    const { declaration } = symbol;
    if (declaration.kind !== 'class' && declaration.kind !== 'interface') {
        return;
    }
    // A super type is looked up from outside the type: its own inner types do not count before it is known.
    const resolve = (ref: TypeRef): ApexType => resolveType(universe, ref, symbol, symbol.fileName);
    if (declaration.kind === 'class' && declaration.superclass) {
        const type = resolve(declaration.superclass);
        if (isClass(type)) {
            symbol.superclass = type;
        } else if (type.kind !== 'error') {
            const isOther = type.kind === 'user' || type.kind === 'library';
            const message = isOther
                ? `Invalid class: ${declaration.superclass.name.join('.')}`
                : `Non-virtual and non-abstract type cannot be extended: ${typeName(type)}`;
            universe.report(symbol.fileName, isOther ? declaration.superclass.at : declaration.nameAt, message);
        }
    }
    for (const ref of declaration.interfaces) {
        const type = resolve(ref);
        if ((type.kind === 'user' && type.symbol.kind === 'interface') || (type.kind === 'library' && type.type.kind === 'interface')) {
            if (symbol.interfaces.some((known) => sameType(known, type))) {
                universe.report(symbol.fileName, ref.at, `Interface already implemented: ${ref.name.join('.')}`);
            } else {
                symbol.interfaces.push(type);
            }
        } else if (type.kind !== 'error') {
            universe.report(symbol.fileName, ref.at, `Invalid interface: ${ref.name.join('.')}`);
        }
    }
}

function isClass(type: ApexType): boolean {
    return type.kind === 'user' ? type.symbol.kind === 'class' : type.kind === 'library' && type.type.kind === 'class';
}

function breakCircles(universe: Universe, all: readonly TypeSymbol[]): void {
    const circular = all.filter((symbol) => above(symbol).includes(symbol));
    for (const symbol of circular) {
        universe.report(
            symbol.fileName,
            symbol.declaration.nameAt,
            `Circular definition: ${symbol.superclass ? typeName(symbol.superclass) : symbol.name}`
        );
    }
    for (const symbol of circular) {
        symbol.superclass = null;
    }
}

/** The superclasses of a type, each once, itself included when it is its own. */
function above(symbol: TypeSymbol): TypeSymbol[] {
    const found: TypeSymbol[] = [];
    let type = symbol.superclass;
    while (type?.kind === 'user' && !found.includes(type.symbol)) {
        found.push(type.symbol);
        type = type.symbol.superclass;
    }
    return found;
}

function isException(symbol: TypeSymbol): boolean {
    const { superclass } = symbol;
    return superclass?.kind === 'library' ? superclass.type.isException : superclass?.kind === 'user' && isException(superclass.symbol);
}

function inheritanceOrder(all: readonly TypeSymbol[]): TypeSymbol[] {
    const done = new Set<TypeSymbol>();
    const add = (symbol: TypeSymbol): void => {
        if (done.has(symbol)) {
            return;
        }
        if (symbol.superclass?.kind === 'user') {
            add(symbol.superclass.symbol);
        }
        for (const type of symbol.interfaces) {
            if (type.kind === 'user' && type.symbol !== symbol && !done.has(type.symbol)) {
                add(type.symbol);
            }
        }
        done.add(symbol);
    };
    all.forEach(add);
    return [...done];
}

function declareMembers(universe: Universe, symbol: TypeSymbol): void {
    for (const member of membersOf(symbol.declaration)) {
        switch (member.kind) {
            case 'field':
            case 'property':
                declareField(universe, symbol, member);
                break;
            case 'method':
                declareMethod(universe, symbol, member);
                break;
            case 'constructor':
                declareConstructor(universe, symbol, member);
                break;
        }
    }
    if (symbol.kind === 'class' && symbol.constructors.length === 0 && !symbol.isException) {
        symbol.constructors.push({
            jsName: '',
            parameters: [],
            owner: symbol,
            modifiers: new Set<Modifier>(['public']),
            declaration: null
        });
    }
}

function declareField(universe: Universe, owner: TypeSymbol, member: FieldDeclaration | PropertyDeclaration): void {
    const modifiers = new Set(member.modifiers);
    const field: FieldSymbol = {
        kind: member.kind,
        name: member.name,
        jsName: '',
        type: resolveType(universe, member.type, owner, owner.fileName),
        owner,
        isStatic: modifiers.has('static') || owner.kind === 'trigger',
        isFinal: modifiers.has('final'),
        modifiers,
        annotations: member.annotations,
        declaredAt: member.nameAt,
        property: member.kind === 'property' ? member : null
    };
    const key = member.name.toLowerCase();
    if (owner.fields.has(key)) {
        universe.report(owner.fileName, member.nameAt, `Duplicate field: ${member.name}`);
    } else {
        owner.fields.set(key, field);
    }
}

function declareMethod(universe: Universe, owner: TypeSymbol, declaration: MethodDeclaration): void {
    const modifiers = new Set(declaration.modifiers);
    const inInterface = owner.kind === 'interface';
    const method: MethodSymbol = {
        name: declaration.name,
        jsName: '',
        parameters: declaration.parameters.map((parameter) => declareParameter(universe, owner, parameter)),
        returns: declaration.returnType ? resolveType(universe, declaration.returnType, owner, owner.fileName) : VOID,
        owner,
        isStatic: modifiers.has('static') || modifiers.has('testmethod') || owner.kind === 'trigger',
        isAbstract: inInterface || modifiers.has('abstract'),
        isVirtual: inInterface || modifiers.has('abstract') || modifiers.has('virtual') || modifiers.has('override'),
        modifiers: inInterface
            ? new Set<Modifier>([...owner.modifiers].filter((modifier) => modifier === 'global' || modifier === 'public').concat('public'))
            : modifiers,
        annotations: declaration.annotations,
        declaration,
        bridges: []
    };
    const key = declaration.name.toLowerCase();
    const overloads = owner.methods.get(key) ?? [];
    overloads.push(method);
    owner.methods.set(key, overloads);
}

function declareConstructor(universe: Universe, owner: TypeSymbol, declaration: ConstructorDeclaration): void {
    const symbol: ConstructorSymbol = {
        jsName: '',
        parameters: declaration.parameters.map((parameter) => declareParameter(universe, owner, parameter)),
        owner,
        modifiers: new Set(declaration.modifiers),
        declaration
    };
    owner.constructors.push(symbol);
}

function declareParameter(universe: Universe, owner: TypeSymbol, parameter: Parameter): { name: string; type: ApexType } {
    return { name: parameter.name, type: resolveType(universe, parameter.type, owner, owner.fileName) };
}

/** The type that `this` has in a symbol's members. */
export function thisType(symbol: TypeSymbol): ApexType {
    return userType(symbol);
}

export type ClassLike = ClassDeclaration | InterfaceDeclaration | EnumDeclaration;
