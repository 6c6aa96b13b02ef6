/**
 * Equality and hashing of Apex values: `equals`, membership in sets and map keys. Case-sensitive for strings;
 * the operators `==` and `===` are in operators.ts.
 */
import { ApexBlob } from './ApexBlob.ts';
import { ApexDate } from './ApexDate.ts';
import { ApexDatetime } from './ApexDatetime.ts';
import { ApexDouble } from './ApexDouble.ts';
import { ApexEnum } from './ApexEnum.ts';
import { ApexException } from './ApexException.ts';
import { ApexList } from './ApexList.ts';
import { ApexMap } from './ApexMap.ts';
import type { ObjectOverrides } from './ApexObject.ts';
import { ApexSet } from './ApexSet.ts';
import { ApexTime } from './ApexTime.ts';
import { Decimal } from './Decimal.ts';
import { LibraryObject } from './LibraryObject.ts';
import { SObject } from './SObject.ts';

/**
 * Object.equals as collections use it: type and value alike; user types by their own `equals`.
 * @param strings how two strings compare; case-sensitive when left out
 */
export function equals(a: unknown, b: unknown, strings: (x: string, y: string) => boolean = (x, y) => x === y): boolean {
    if (a === b) {
        return true;
    }
    if (a === null || b === null || a === undefined || b === undefined) {
        return false;
    }
    if (typeof a === 'string' && typeof b === 'string') {
        return strings(a, b);
    }
    if (typeof a !== 'object' || typeof b !== 'object') {
        return false;
    }
    if (a instanceof Decimal) {
        return b instanceof Decimal && a.compare(b) === 0;
    }
    if (a instanceof ApexDouble) {
        return b instanceof ApexDouble && a.value === b.value;
    }
    if (a instanceof ApexDate) {
        return b instanceof ApexDate && a.epochDay === b.epochDay;
    }
    if (a instanceof ApexDatetime) {
        return b instanceof ApexDatetime && a.milliseconds === b.milliseconds;
    }
    if (a instanceof ApexTime) {
        return b instanceof ApexTime && a.milliseconds === b.milliseconds;
    }
    if (a instanceof ApexBlob) {
        return b instanceof ApexBlob && a.equals(b);
    }
    if (a instanceof ApexEnum) {
        return b instanceof ApexEnum && a.name === b.name && a.typeName === b.typeName;
    }
    if (a instanceof ApexList) {
        return b instanceof ApexList && a.items.length === b.items.length && a.items.every((item, index) => equals(item, b.items[index]));
    }
    if (a instanceof ApexSet) {
        return b instanceof ApexSet && a.size === b.size && [...a.values()].every((item) => b.has(item));
    }
    if (a instanceof ApexMap) {
        return (
            b instanceof ApexMap && a.size === b.size && [...a.entries()].every(([key, value]) => b.has(key) && equals(value, b.get(key)))
        );
    }
    if (a instanceof SObject) {
        return b instanceof SObject && sameRecord(a, b);
    }
    if (a instanceof LibraryObject) {
        return a.equals(b);
    }
    const own = (a as ObjectOverrides).m_equals$object;
    return own ? own.call(a, b) === true : false;
}

/** Records are equal when they are of one object and every field has the same value; a field set to null is like one not set. */
function sameRecord(a: SObject, b: SObject): boolean {
    if (a.type !== b.type) {
        return false;
    }
    for (const [name, value] of a.values) {
        if (!equals(value, b.values.get(name) ?? null)) {
            return false;
        }
    }
    for (const [name, value] of b.values) {
        if (value !== null && !a.values.has(name)) {
            return false;
        }
    }
    return true;
}

/** Text that is equal for equal values; user objects with their own hashCode contribute only that, so the text may be shared by unequal ones. */
export function hashText(value: unknown): { text: string; exact: boolean } {
    switch (typeof value) {
        case 'string':
            return { text: `s${value.length}:${value}`, exact: true };
        case 'number':
            return { text: `i${value}`, exact: true };
        case 'bigint':
            return { text: `l${value}`, exact: true };
        case 'boolean':
            return { text: value ? 'true' : 'false', exact: true };
    }
    if (value === null || value === undefined) {
        return { text: 'null', exact: true };
    }
    if (value instanceof Decimal) {
        // Documented: 1.1 and 1.10 do not have the same hash code.
        return { text: `n${value.unscaled}/${value.scale}`, exact: true };
    }
    if (value instanceof ApexDouble) {
        return { text: `f${value.value}`, exact: true };
    }
    if (value instanceof ApexDate) {
        return { text: `d${value.epochDay}`, exact: true };
    }
    if (value instanceof ApexDatetime) {
        return { text: `t${value.milliseconds}`, exact: true };
    }
    if (value instanceof ApexTime) {
        return { text: `h${value.milliseconds}`, exact: true };
    }
    if (value instanceof ApexBlob) {
        return { text: `b${value.toBase64()}`, exact: true };
    }
    if (value instanceof ApexEnum) {
        return { text: `e${value.typeName}.${value.name}`, exact: true };
    }
    if (value instanceof ApexList) {
        return joined('L', value.items);
    }
    if (value instanceof ApexSet) {
        const parts = [...value.values()].map(hashText);
        return {
            text: `S{${parts
                .map((part) => part.text)
                .sort()
                .join(',')}}`,
            exact: parts.every((part) => part.exact)
        };
    }
    if (value instanceof ApexMap) {
        const parts = [...value.entries()].map(([key, item]) => joined('P', [key, item]));
        return {
            text: `M{${parts
                .map((part) => part.text)
                .sort()
                .join(',')}}`,
            exact: parts.every((part) => part.exact)
        };
    }
    if (value instanceof SObject) {
        const names = [...value.values.keys()].filter((name) => value.values.get(name) !== null).sort();
        const fields = joined(
            'F',
            names.flatMap((name) => [name, value.values.get(name)])
        );
        return { text: `R${value.type}${fields.text}`, exact: fields.exact };
    }
    if (value instanceof LibraryObject) {
        const key = value.hashKey();
        return key === null ? { text: `@${identityOf(value)}`, exact: true } : { text: `o${value.apexType}:${key}`, exact: true };
    }
    const own = (value as ObjectOverrides).m_hashcode;
    if (own) {
        return { text: `u${own.call(value)}`, exact: false };
    }
    return { text: `@${identityOf(value as object)}`, exact: true };
}

function joined(kind: string, items: unknown[]): { text: string; exact: boolean } {
    const parts = items.map(hashText);
    return { text: `${kind}[${parts.map((part) => part.text).join(',')}]`, exact: parts.every((part) => part.exact) };
}

const identities = new WeakMap<object, number>();
let lastIdentity = 0;

function identityOf(value: object): number {
    let identity = identities.get(value);
    if (identity === undefined) {
        identity = ++lastIdentity;
        identities.set(value, identity);
    }
    return identity;
}

/** Java's String.hashCode. */
export function stringHash(text: string): number {
    let hash = 0;
    for (let i = 0; i < text.length; i++) {
        hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
    }
    return hash;
}

/** Integer that System.hashCode gives: equal for equal values, not Salesforce's number except for strings, Integers and Booleans. */
export function hashCode(value: unknown): number {
    switch (typeof value) {
        case 'string':
            return stringHash(value);
        case 'number':
            return value;
        case 'boolean':
            return value ? 1231 : 1237;
        case 'bigint':
            return Number(BigInt.asIntN(32, value ^ (value >> 32n)));
    }
    if (value === null || value === undefined) {
        return 0;
    }
    const own = (value as ObjectOverrides).m_hashcode;
    if (own) {
        const hash = own.call(value);
        if (hash === null) {
            throw ApexException.of('System.NullPointerException', 'Attempt to de-reference a null object');
        }
        return hash;
    }
    return stringHash(hashText(value).text);
}
