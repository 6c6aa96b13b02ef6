/**
 * From a type as written to the type it means, in Salesforce's order: inner types of this class and its superclasses,
 * those of the outer class, top-level types of the project, the System then Schema library, SObjects.
 */
import type { TypeRef } from '../language/ast.ts';
import type { LibraryType } from './library.ts';
import { isTypeVisible } from './members.ts';
import { ERROR, PRIMITIVES, listOf, mapOf, setOf, userType } from './typeName.ts';
import type { ApexType, TypeSymbol } from './types.ts';
import type { Universe } from './universe.ts';

const MAX_DEPTH = 8;
const COLLECTIONS: Record<string, { name: string; parameters: number }> = {
    list: { name: 'List', parameters: 1 },
    set: { name: 'Set', parameters: 1 },
    map: { name: 'Map', parameters: 2 }
};

/** Resolves and annotates `resolvedType`; what does not exist is reported where it stands and becomes the error type. */
export function resolveType(universe: Universe, ref: TypeRef, scope: TypeSymbol | null, fileName: string): ApexType {
    const type = resolved(universe, ref, scope, fileName);
    ref.resolvedType = type;
    return type;
}

function resolved(universe: Universe, ref: TypeRef, scope: TypeSymbol | null, fileName: string): ApexType {
    const report = (message: string): ApexType => {
        universe.report(fileName, ref.at, message);
        return ERROR;
    };
    const written = ref.name.join('.');
    const args = ref.args.map((arg) => resolveType(universe, arg, scope, fileName));
    if (args.some((arg) => arg.kind === 'error')) {
        return ERROR;
    }
    const user = userTypeNamed(universe, ref.name, scope);
    if (user && scope && !isTypeVisible(user, scope)) {
        report(`Type is not visible: ${user.name}`);
    }
    if (user && ref.args.length === 0) {
        return userType(user);
    }
    const simple = ref.name.at(-1)!.toLowerCase();
    const plain = ref.name.length === 1 || (ref.name.length === 2 && ref.name[0]!.toLowerCase() === 'system');
    const collection = plain && !user ? COLLECTIONS[simple] : undefined;
    if (collection) {
        if (args.length === 0) {
            return report(`No type arguments provided for a parameterized type: ${collection.name}`);
        }
        if (args.length !== collection.parameters) {
            return report(`Invalid type argument count for ${collection.name}: expected ${collection.parameters} but found ${args.length}`);
        }
        const type = simple === 'list' ? listOf(args[0]!) : simple === 'set' ? setOf(args[0]!) : mapOf(args[0]!, args[1]!);
        return depth(type) > MAX_DEPTH ? report(`Exceeded max parameterized type depth: ${MAX_DEPTH}, depth: ${depth(type)}`) : type;
    }
    if (isMadeFromMetadata(ref.name)) {
        universe.report(fileName, ref.at, `Not supported by the local org: ${written}`, 'unsupported');
        return ERROR;
    }
    const type = user ? userType(user) : libraryTypeNamed(universe, ref.name, args);
    if (!type) {
        return report(`Invalid type: ${written}`);
    }
    const wanted = type.kind === 'library' ? type.type.typeParameters.length : 0;
    if (args.length > 0 && wanted === 0) {
        return report(`Type arguments provided for a non-parameterized type: ${written}`);
    }
    if (wanted > 0 && args.length === 0) {
        return report(`No type arguments provided for a parameterized type: ${written}`);
    }
    return type;
}

/** Types that the platform makes from an org's scripts and flows. */
function isMadeFromMetadata(name: readonly string[]): boolean {
    const [first, second] = name.map((part) => part.toLowerCase());
    return (first === 'dataweavescriptresource' && name.length === 2) || (first === 'flow' && second === 'interview' && name.length > 2);
}

function depth(type: ApexType): number {
    switch (type.kind) {
        case 'list':
        case 'set':
            return 1 + depth(type.element);
        case 'map':
            return 1 + Math.max(depth(type.key), depth(type.value));
        default:
            return 0;
    }
}

/** A type of the project by its written path, seen from `scope`. */
export function userTypeNamed(universe: Universe, path: readonly string[], scope: TypeSymbol | null): TypeSymbol | null {
    const [first, second] = path.map((part) => part.toLowerCase());
    if (path.length > 2 || first === undefined) {
        return null;
    }
    const head = headNamed(universe, first, scope);
    return second === undefined ? head : head && innerNamed(head, second);
}

function headNamed(universe: Universe, name: string, scope: TypeSymbol | null): TypeSymbol | null {
    for (let symbol: TypeSymbol | null = scope; symbol; symbol = symbol.outer) {
        const found = innerNamed(symbol, name) ?? (symbol.kind !== 'trigger' && simpleName(symbol) === name ? symbol : null);
        if (found) {
            return found;
        }
    }
    const type = universe.types.get(name);
    return type && type.kind !== 'trigger' ? type : null;
}

function simpleName(symbol: TypeSymbol): string {
    return symbol.declaration.name.toLowerCase();
}

/** An inner type of this class or of a superclass of it. */
export function innerNamed(symbol: TypeSymbol, name: string): TypeSymbol | null {
    const seen = new Set<TypeSymbol>();
    for (let each: TypeSymbol | null = symbol; each && !seen.has(each); each = superSymbol(each)) {
        seen.add(each);
        const found = each.inner.get(name);
        if (found) {
            return found;
        }
    }
    return null;
}

/** The project class that this one extends. */
export function superSymbol(symbol: TypeSymbol): TypeSymbol | null {
    return symbol.superclass?.kind === 'user' ? symbol.superclass.symbol : null;
}

/** A platform type or SObject by its written path. */
export function libraryTypeNamed(universe: Universe, path: readonly string[], args: ApexType[] = []): ApexType | null {
    const name = path.join('.');
    const lower = name.toLowerCase();
    if (path.length === 1) {
        const primitive = PRIMITIVES.get(lower);
        if (primitive) {
            return primitive;
        }
        const library = universe.library.type(name);
        const sobject = universe.sobject(name);
        return library && !(sobject && isUtility(library)) ? universe.libraryTypeOf(library, args) : sobject;
    }
    if (path.length === 2 && path[0]!.toLowerCase() === 'schema') {
        const sobject = universe.sobject(path[1]!);
        if (sobject) {
            return sobject;
        }
    }
    if (path.length === 2 && path[0]!.toLowerCase() === 'system') {
        const primitive =
            PRIMITIVES.get(path[1]!.toLowerCase()) ?? (path[1]!.toLowerCase() === 'sobject' ? universe.sobject('SObject') : null);
        if (primitive) {
            return primitive;
        }
    }
    const library = universe.library.type(name);
    return library ? universe.libraryTypeOf(library, args) : null;
}

/** Only static members: such a class gives way to an SObject of the same name where a value's type is written (`Network`). */
function isUtility(type: LibraryType): boolean {
    return (
        type.kind === 'class' &&
        [...type.methods.values()].every((overloads) => overloads.every((method) => method.isStatic)) &&
        [...type.properties.values()].every((property) => property.isStatic)
    );
}
