/**
 * Which values fit where: implicit conversion, casts, and the type two branches share.
 */
import type { Conversion } from './annotations.ts';
import type { LibraryType } from './library.ts';
import { OBJECT, SOBJECT, isInterface, isObject, isNumeric, isPrimitive, isText, listOf, sameType } from './typeName.ts';
import type { ApexType, TypeSymbol } from './types.ts';
import type { Universe } from './universe.ts';

const WIDENING: Record<string, readonly string[]> = {
    Integer: ['Long', 'Double', 'Decimal'],
    Long: ['Double', 'Decimal'],
    Double: ['Decimal'],
    Decimal: ['Double'],
    String: ['Id'],
    Id: ['String'],
    Date: ['Datetime']
};

/** The interfaces that a type implements, its own first, inherited ones after; platform and project alike. */
export function interfacesOf(universe: Universe, type: ApexType): ApexType[] {
    const found: ApexType[] = [];
    const seen = new Set<TypeSymbol>();
    const visit = (each: ApexType | null): void => {
        if (!each || found.some((known) => sameType(known, each))) {
            return;
        }
        if (each.kind === 'user') {
            if (seen.has(each.symbol)) {
                return;
            }
            seen.add(each.symbol);
            if (each.symbol.kind === 'interface') {
                found.push(each);
            }
            each.symbol.interfaces.forEach(visit);
            visit(each.symbol.superclass);
        } else if (each.kind === 'library') {
            if (each.type.kind === 'interface') {
                found.push(each);
            }
            for (const text of each.type.interfaces) {
                visit(substituteFor(universe, text, each.type, each.args));
            }
            if (each.type.superclass) {
                visit(universe.typeOfText(each.type.superclass));
            }
        } else if (each.kind === 'list' || each.kind === 'set') {
            const iterable = universe.library.type('System.Iterable');
            if (iterable) {
                found.push({ kind: 'library', type: iterable, args: [each.element] });
            }
        }
    };
    visit(type);
    return found;
}

/** A type text of a library type's signature with that type's arguments put in. */
export function substituteFor(universe: Universe, text: string, owner: LibraryType, args: readonly ApexType[]): ApexType {
    return substitute(universe.typeOfText(text, owner.typeParameters), owner.typeParameters, args);
}

export function substitute(type: ApexType, parameters: readonly string[], args: readonly ApexType[]): ApexType {
    switch (type.kind) {
        case 'typeParameter':
            return args[parameters.indexOf(type.name)] ?? OBJECT;
        case 'list':
        case 'set':
            return { kind: type.kind, element: substitute(type.element, parameters, args) };
        case 'map':
            return { kind: 'map', key: substitute(type.key, parameters, args), value: substitute(type.value, parameters, args) };
        case 'library':
            return type.args.length > 0 ? { ...type, args: type.args.map((arg) => substitute(arg, parameters, args)) } : type;
        default:
            return type;
    }
}

/** Is `from` a class at or below `to`, or does it implement it? */
export function isSubtype(universe: Universe, from: ApexType, to: ApexType): boolean {
    if (sameType(from, to)) {
        return true;
    }
    if (isInterface(to)) {
        return interfacesOf(universe, from).some(
            (each) =>
                sameType(each, to) ||
                (each.kind === 'library' &&
                    to.kind === 'library' &&
                    each.type.name === to.type.name &&
                    argumentsFit(universe, each.args, to.args))
        );
    }
    const seen = new Set<TypeSymbol>();
    let type: ApexType | null = from;
    while (type) {
        if (sameType(type, to)) {
            return true;
        }
        if (type.kind === 'user' && !seen.has(type.symbol)) {
            seen.add(type.symbol);
            type = type.symbol.superclass;
        } else if (type.kind === 'library' && type.type.superclass) {
            type = universe.typeOfText(type.type.superclass);
        } else {
            return false;
        }
    }
    return false;
}

/** Iterables of related types fit each other both ways: the platform does not look closer. */
function argumentsFit(universe: Universe, from: readonly ApexType[], to: readonly ApexType[]): boolean {
    return from.every((arg, i) => isAssignable(universe, arg, to[i] ?? OBJECT) || isAssignable(universe, to[i] ?? OBJECT, arg));
}

/** May a value of `from` stand where `to` is wanted, without a cast? */
export function isAssignable(universe: Universe, from: ApexType, to: ApexType): boolean {
    if (from.kind === 'error' || to.kind === 'error' || to.kind === 'typeParameter') {
        return true;
    }
    if (from.kind === 'void' || to.kind === 'void') {
        return false;
    }
    if (from.kind === 'null' || isObject(to) || sameType(from, to)) {
        return true;
    }
    switch (from.kind) {
        case 'primitive':
            return to.kind === 'primitive' && (WIDENING[from.name]?.includes(to.name) ?? false);
        case 'sobject':
            // A polymorphic parent (type Name) may be any record: `User owner = record.Owner`.
            return to.kind === 'sobject' && (to.name === 'SObject' || from.name === 'Name');
        case 'soqlResult':
            return (
                isAssignable(universe, listOf(from.element), to) ||
                (to.kind === 'sobject' &&
                    (isAssignable(universe, from.element, to) || (from.element.kind === 'sobject' && from.element.name === 'SObject')))
            );
        case 'list':
            return to.kind === 'list' ? elementFits(universe, from.element, to.element) : isSubtype(universe, from, to);
        case 'set':
            return to.kind !== 'set' && isSubtype(universe, from, to);
        case 'map':
            return to.kind === 'map' && mapFits(universe, from, to);
        default:
            return isSubtype(universe, from, to);
    }
}

/** Lists are covariant, and lists of SObjects fit lists of any SObject. */
function elementFits(universe: Universe, from: ApexType, to: ApexType): boolean {
    if (from.kind === 'sobject' && to.kind === 'sobject') {
        return from.name === to.name || from.name === 'SObject' || to.name === 'SObject';
    }
    return isAssignable(universe, from, to);
}

function mapFits(universe: Universe, from: ApexType & { kind: 'map' }, to: ApexType & { kind: 'map' }): boolean {
    return sameType(from.key, to.key) && isAssignable(universe, from.value, to.value);
}

/** May a cast `(to) from` be written at all? What is decided at run time is allowed here. */
export function isCastable(universe: Universe, from: ApexType, to: ApexType): boolean {
    if (from.kind === 'error' || to.kind === 'error' || isAssignable(universe, from, to) || isAssignable(universe, to, from)) {
        return from.kind !== 'void';
    }
    if (isNumeric(from) && isNumeric(to)) {
        return true;
    }
    if (from.kind === 'soqlResult') {
        return isCastable(universe, listOf(from.element), to) || (to.kind === 'sobject' && isCastable(universe, from.element, to));
    }
    if (to.kind === 'soqlResult') {
        return false;
    }
    if (from.kind === 'list' && to.kind === 'list') {
        return isEitherWay(universe, from.element, to.element);
    }
    if (from.kind === 'map' && to.kind === 'map') {
        return sameType(from.key, to.key) && isEitherWay(universe, from.value, to.value);
    }
    return isInterface(from) || isInterface(to);
}

function isEitherWay(universe: Universe, a: ApexType, b: ApexType): boolean {
    return isAssignable(universe, a, b) || isAssignable(universe, b, a) || (isNumeric(a) && isNumeric(b));
}

/** The type of `a ? x : y` and `x ?? y`; null when the two have nothing in common. */
export function commonType(universe: Universe, left: ApexType, right: ApexType): ApexType | null {
    const a = plain(left, right);
    const b = plain(right, left);
    if (a.kind === 'null') {
        return b;
    }
    // Each can stand for the other, but not every String is an Id.
    if (isIdBesideString(a, b) || isIdBesideString(b, a)) {
        return a.kind === 'primitive' && a.name === 'String' ? a : b;
    }
    return isAssignable(universe, b, a) ? a : isAssignable(universe, a, b) ? b : null;
}

function isIdBesideString(a: ApexType, b: ApexType): boolean {
    return a.kind === 'primitive' && b.kind === 'primitive' && a.name === 'Id' && b.name === 'String';
}

/** A query beside a record is a record, beside anything else a list. */
function plain(type: ApexType, other: ApexType): ApexType {
    return type.kind !== 'soqlResult' ? type : other.kind === 'sobject' ? type.element : listOf(type.element);
}

/** What the emitter must do to a value of `from` that stands where `to` is wanted; undefined for nothing. */
export function conversionTo(from: ApexType, to: ApexType): Conversion | undefined {
    if (from.kind === 'soqlResult') {
        return to.kind === 'sobject' ? 'soqlToRecord' : undefined;
    }
    if (from.kind !== 'primitive' || to.kind !== 'primitive' || from.name === to.name) {
        return undefined;
    }
    return CONVERSIONS[`${from.name}>${to.name}`];
}

const CONVERSIONS: Record<string, Conversion> = {
    'Integer>Long': 'integerToLong',
    'Integer>Double': 'integerToDouble',
    'Integer>Decimal': 'integerToDecimal',
    'Long>Double': 'longToDouble',
    'Long>Decimal': 'longToDecimal',
    'Double>Decimal': 'doubleToDecimal',
    'Decimal>Double': 'decimalToDouble',
    'String>Id': 'stringToId',
    'Date>Datetime': 'dateToDatetime'
};

/**
 * How far an argument is from a parameter, for choosing among overloads: 0 is exact, larger is farther; null = does not fit.
 */
export function distance(universe: Universe, from: ApexType, to: ApexType): number | null {
    // A Decimal may be assigned to a Double, but not passed as one.
    if (!isAssignable(universe, from, to) || (isPrimitive(from, 'Decimal') && isPrimitive(to, 'Double'))) {
        return null;
    }
    if (from.kind === 'null') {
        return 0;
    }
    if (sameType(from, to) || from.kind === 'error' || to.kind === 'error') {
        return 0;
    }
    if (isObject(to)) {
        return 1000;
    }
    if (from.kind === 'soqlResult') {
        return to.kind === 'list'
            ? (distance(universe, listOf(from.element), to) ?? 0)
            : to.kind === 'sobject'
              ? 10 + (to.name === 'SObject' ? 1 : 0)
              : 100;
    }
    if (isNumeric(from) && isPrimitive(to, 'Long', 'Double', 'Decimal')) {
        return 1 + ['Integer', 'Long', 'Double', 'Decimal'].indexOf((to as { name: string }).name);
    }
    if (isText(from) && isText(to)) {
        return 1;
    }
    if (from.kind === 'user' || from.kind === 'library') {
        return 1;
    }
    if (from.kind === 'list' && to.kind === 'list') {
        return 1 + Math.min(distance(universe, from.element, to.element) ?? 1, 500);
    }
    return sameType(to, SOBJECT) ? 5 : 50;
}
