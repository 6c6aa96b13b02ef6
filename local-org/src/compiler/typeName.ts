/**
 * Names of types: the canonical text by which types are compared and which messages show,
 * the well-known types as constants, and small questions about kinds of types.
 */
import type { ApexType, PrimitiveName, TypeSymbol } from './types.ts';

function primitive(name: PrimitiveName): ApexType & { kind: 'primitive' } {
    return { kind: 'primitive', name };
}

export const BOOLEAN = primitive('Boolean');
export const INTEGER = primitive('Integer');
export const LONG = primitive('Long');
export const DOUBLE = primitive('Double');
export const DECIMAL = primitive('Decimal');
export const STRING = primitive('String');
export const ID = primitive('Id');
export const DATE = primitive('Date');
export const DATETIME = primitive('Datetime');
export const TIME = primitive('Time');
export const BLOB = primitive('Blob');
export const OBJECT = primitive('Object');
export const VOID: ApexType = { kind: 'void' };
export const NULL: ApexType = { kind: 'null' };
export const ERROR: ApexType = { kind: 'error' };
export const SOBJECT: ApexType = { kind: 'sobject', name: 'SObject', schema: null };
export const AGGREGATE_RESULT: ApexType = { kind: 'sobject', name: 'AggregateResult', schema: null };

/** By lower-case name. */
export const PRIMITIVES: ReadonlyMap<string, ApexType> = new Map(
    [BOOLEAN, INTEGER, LONG, DOUBLE, DECIMAL, STRING, ID, DATE, DATETIME, TIME, BLOB, OBJECT].map((type) => [type.name.toLowerCase(), type])
);

export function listOf(element: ApexType): ApexType {
    return { kind: 'list', element };
}

export function setOf(element: ApexType): ApexType {
    return { kind: 'set', element };
}

export function mapOf(key: ApexType, value: ApexType): ApexType {
    return { kind: 'map', key, value };
}

export function userType(symbol: TypeSymbol): ApexType {
    return { kind: 'user', symbol };
}

/** Canonical text: `Map<Id,List<Account>>`, `System.HttpRequest`, `Outer.Inner`; also what messages show. */
export function typeName(type: ApexType): string {
    switch (type.kind) {
        case 'primitive':
        case 'sobject':
        case 'typeParameter':
            return type.name;
        case 'void':
            return 'void';
        case 'null':
            return 'NULL';
        case 'list':
            return `List<${typeName(type.element)}>`;
        case 'set':
            return `Set<${typeName(type.element)}>`;
        case 'map':
            return `Map<${typeName(type.key)},${typeName(type.value)}>`;
        case 'user':
            return type.symbol.name;
        case 'library':
            return type.args.length > 0 ? `${type.type.name}<${type.args.map(typeName).join(',')}>` : type.type.name;
        case 'soqlResult':
            return `List<${typeName(type.element)}>`;
        case 'error':
            return 'Object';
    }
}

/** Same type? Case never differs: names come from declarations. */
export function sameType(a: ApexType, b: ApexType): boolean {
    if (a === b) {
        return true;
    }
    if (a.kind !== b.kind) {
        return false;
    }
    switch (a.kind) {
        case 'primitive':
        case 'sobject':
        case 'typeParameter':
            return a.name === (b as typeof a).name;
        case 'list':
        case 'set':
        case 'soqlResult':
            return sameType(a.element, (b as typeof a).element);
        case 'map':
            return sameType(a.key, (b as typeof a).key) && sameType(a.value, (b as typeof a).value);
        case 'user':
            return a.symbol === (b as typeof a).symbol;
        case 'library':
            return a.type.name === (b as typeof a).type.name && a.args.every((arg, i) => sameType(arg, (b as typeof a).args[i] ?? ERROR));
        default:
            return true;
    }
}

export function isPrimitive(type: ApexType, ...names: PrimitiveName[]): boolean {
    return type.kind === 'primitive' && names.includes(type.name);
}

export function isNumeric(type: ApexType): boolean {
    return isPrimitive(type, 'Integer', 'Long', 'Double', 'Decimal');
}

export function isObject(type: ApexType): boolean {
    return type.kind === 'primitive' && type.name === 'Object';
}

export function isText(type: ApexType): boolean {
    return isPrimitive(type, 'String', 'Id');
}

export function isEnum(type: ApexType): boolean {
    return type.kind === 'user' ? type.symbol.kind === 'enum' : type.kind === 'library' && type.type.kind === 'enum';
}

export function isInterface(type: ApexType): boolean {
    return type.kind === 'user' ? type.symbol.kind === 'interface' : type.kind === 'library' && type.type.kind === 'interface';
}

/** A value passed by reference to an object on the heap: what `===` compares. */
export function isReference(type: ApexType): boolean {
    return type.kind !== 'primitive' && type.kind !== 'void' && type.kind !== 'null';
}

/** `Integer, List<String>` as messages list argument types. */
export function typeNames(types: readonly ApexType[]): string {
    return types.map(typeName).join(', ');
}

/** A piece of a JavaScript identifier: `map_id_list_account__`. */
export function mangled(type: ApexType): string {
    return typeName(type)
        .toLowerCase()
        .replace(/[^a-z0-9_]/g, '_');
}
