/**
 * Types at run time, by their canonical text: what type a value has, and whether it is an instance of another.
 * Texts compare without case, blanks and the System namespace.
 */
import { ApexBlob } from './ApexBlob.ts';
import { ApexDate } from './ApexDate.ts';
import { ApexDatetime } from './ApexDatetime.ts';
import { ApexDouble } from './ApexDouble.ts';
import { ApexEnum } from './ApexEnum.ts';
import { ApexException } from './ApexException.ts';
import { ApexList } from './ApexList.ts';
import { ApexMap } from './ApexMap.ts';
import { ApexObject, classOf } from './ApexObject.ts';
import type { EmittedClass } from './ApexObject.ts';
import { ApexSet } from './ApexSet.ts';
import { ApexTime } from './ApexTime.ts';
import { Decimal } from './Decimal.ts';
import { LibraryObject } from './LibraryObject.ts';
import { SObject } from './SObject.ts';
import { idOf18 } from './ids.ts';

export interface ParsedType {
    /** Without blanks, in the spelling given: `Map`, `Database.Batchable`, `Account`. */
    name: string;
    args: ParsedType[];
}

const parsed = new Map<string, ParsedType>();

/** Takes `Map<Id, List<Account>>` apart. `Account[]` is `List<Account>`. */
export function parseType(text: string): ParsedType {
    let type = parsed.get(text);
    if (!type) {
        type = new TypeReader(text.replace(/\s+/g, '')).type();
        parsed.set(text, type);
    }
    return type;
}

class TypeReader {
    private readonly text: string;
    private at = 0;

    constructor(text: string) {
        this.text = text;
    }

    type(): ParsedType {
        const start = this.at;
        while (this.at < this.text.length && !'<>,['.includes(this.text[this.at])) {
            this.at++;
        }
        let type: ParsedType = { name: this.text.slice(start, this.at), args: [] };
        if (this.text[this.at] === '<') {
            do {
                this.at++;
                type.args.push(this.type());
            } while (this.text[this.at] === ',');
            this.at++;
        }
        while (this.text.startsWith('[]', this.at)) {
            this.at += 2;
            type = { name: 'List', args: [type] };
        }
        return type;
    }
}

/** `List<String>`: arguments joined by `,`, as keys and Type.getName show it. */
export function typeToText(type: ParsedType): string {
    return type.args.length === 0 ? type.name : `${type.name}<${type.args.map(typeToText).join(',')}>`;
}

const normalized = new Map<string, string>();

/** Lower case, no blanks, no `System.`: equal for two texts of one type. */
export function normalizeType(text: string): string {
    let result = normalized.get(text);
    if (result === undefined) {
        result = typeToText(parseType(text))
            .toLowerCase()
            .replace(/(^|[<,])system\./g, '$1');
        normalized.set(text, result);
    }
    return result;
}

/** Canonical text of a value's type; 'Object' for null. */
export function runtimeType(value: unknown): string {
    switch (typeof value) {
        case 'string':
            return 'String';
        case 'number':
            return 'Integer';
        case 'bigint':
            return 'Long';
        case 'boolean':
            return 'Boolean';
    }
    if (value instanceof SObject) {
        return value.type;
    }
    if (value instanceof ApexList) {
        return `List<${value.type}>`;
    }
    if (value instanceof ApexSet) {
        return `Set<${value.type}>`;
    }
    if (value instanceof ApexMap) {
        return `Map<${value.keyType},${value.valueType}>`;
    }
    if (value instanceof ApexException) {
        return value.typeName;
    }
    if (value instanceof ApexObject) {
        return classOf(value).apexName;
    }
    if (value instanceof LibraryObject) {
        return value.apexType;
    }
    if (value instanceof ApexEnum) {
        return value.typeName;
    }
    return valueClassName(value) ?? 'Object';
}

function valueClassName(value: unknown): string | null {
    return value instanceof Decimal
        ? 'Decimal'
        : value instanceof ApexDouble
          ? 'Double'
          : value instanceof ApexDate
            ? 'Date'
            : value instanceof ApexDatetime
              ? 'Datetime'
              : value instanceof ApexTime
                ? 'Time'
                : value instanceof ApexBlob
                  ? 'Blob'
                  : null;
}

const PRIMITIVES = new Set([
    'boolean',
    'integer',
    'long',
    'double',
    'decimal',
    'string',
    'id',
    'date',
    'datetime',
    'time',
    'blob',
    'object'
]);

/**
 * Apex's `instanceof`. Null is an instance of nothing.
 * @param load finds an emitted class by name, to know what the elements of a collection descend from
 */
export function isInstance(value: unknown, typeText: string, load: (name: string) => EmittedClass | null = () => null): boolean {
    if (value === null || value === undefined) {
        return false;
    }
    const wanted = normalizeType(typeText);
    if (wanted === 'object') {
        return true;
    }
    if (typeof value === 'string') {
        return wanted === 'string' || (wanted === 'id' && idOf18(value) !== null);
    }
    if (typeof value === 'number' || typeof value === 'bigint' || value instanceof Decimal || value instanceof ApexDouble) {
        return numberIs(value, wanted);
    }
    if (value instanceof SObject) {
        return wanted === 'sobject' || wanted === value.type.toLowerCase();
    }
    if (value instanceof ApexException) {
        return wanted === 'exception' || exceptionIs(value, wanted);
    }
    if (value instanceof ApexObject) {
        return classIs(classOf(value), wanted);
    }
    if (value instanceof LibraryObject) {
        return [value.apexType, ...value.superTypes].some((each) => normalizeType(each) === wanted);
    }
    if (value instanceof ApexList || value instanceof ApexSet || value instanceof ApexMap) {
        return typeIs(runtimeType(value), typeText, load);
    }
    // A Date is an instance of Datetime. Source: fflib-apex-mocks' tests of its matchers.
    return normalizeType(runtimeType(value)) === wanted || (value instanceof ApexDate && wanted === 'datetime');
}

/** A number is an instance of every wider type; Double and Decimal are each other's. Source: fflib-apex-mocks' tests of its matchers. */
function numberIs(value: number | bigint | Decimal | ApexDouble, wanted: string): boolean {
    switch (wanted) {
        case 'integer':
            return typeof value === 'number';
        case 'long':
            return typeof value === 'number' || typeof value === 'bigint';
        case 'double':
        case 'decimal':
            return true;
        default:
            return false;
    }
}

function exceptionIs(value: ApexException, wanted: string): boolean {
    return normalizeType(value.typeName) === wanted || classIs(classOf(value), wanted);
}

function classIs(emitted: EmittedClass, wanted: string): boolean {
    for (let each: EmittedClass | null = emitted; each?.apexName; each = Object.getPrototypeOf(each) as EmittedClass | null) {
        if (normalizeType(each.apexName) === wanted || each.meta.interfaces.some((name) => interfaceIs(name, wanted))) {
            return true;
        }
    }
    return false;
}

/** `Database.Batchable<SObject>` also answers to its bare name. */
function interfaceIs(text: string, wanted: string): boolean {
    const own = normalizeType(text);
    return own === wanted || own.replace(/<.*$/, '') === wanted;
}

/** Type arguments: like types, but List<SObject> also passes for a list of any object. */
function argumentIs(source: string, target: string, load: (name: string) => EmittedClass | null): boolean {
    return (
        typeIs(source, target, load) || (source === 'sobject' && !PRIMITIVES.has(target) && !/[.<]/.test(target) && load(target) === null)
    );
}

/** May a variable of type `target` hold what is of type `source`? Both as texts. */
export function typeIs(source: string, target: string, load: (name: string) => EmittedClass | null = () => null): boolean {
    const from = normalizeType(source);
    const to = normalizeType(target);
    if (from === to || to === 'object') {
        return true;
    }
    const fromType = parseType(from);
    const toType = parseType(to);
    if (toType.name === 'iterable' && (fromType.name === 'list' || fromType.name === 'set')) {
        return typeIs(typeToText(fromType.args[0]), typeToText(toType.args[0] ?? { name: 'object', args: [] }), load);
    }
    if (fromType.name === 'set') {
        // Sets of different types never pass for each other. Source: fflib_ComparatorTest.assertContainsSObject.
        return false;
    }
    if (fromType.args.length > 0 && fromType.name === toType.name && fromType.args.length === toType.args.length) {
        return fromType.args.every((arg, index) => argumentIs(typeToText(arg), typeToText(toType.args[index]), load));
    }
    if (fromType.args.length > 0 || toType.args.length > 0 || PRIMITIVES.has(from) || PRIMITIVES.has(to)) {
        return false;
    }
    const emitted = load(source);
    if (emitted) {
        return classIs(emitted, to);
    }
    // Neither collection, primitive, nor class of the project: objects of the schema descend from SObject alone.
    return to === 'sobject' && !from.includes('.');
}
