/**
 * The vocabulary of emitted code, `$r.op`: Apex's operators and what else an expression needs in one word.
 * Everything that could fail because of null says so as Apex does.
 */
import * as operators from './operators.ts';
import { InternalError } from './errors.ts';
import { ApexDouble } from './values/ApexDouble.ts';
import { ApexList } from './values/ApexList.ts';
import { ApexMap } from './values/ApexMap.ts';
import { ApexSet } from './values/ApexSet.ts';
import { ApexTime } from './values/ApexTime.ts';
import { ApexException } from './values/ApexException.ts';
import { Decimal } from './values/Decimal.ts';
import { hashCode } from './values/equality.ts';
import type { SObject } from './values/SObject.ts';
import { textOf } from './values/text.ts';

const { nn } = operators;

/** What emitted code constructs: `new C()`, its field initialisers, then one of its `c_…` methods. */
interface Constructible {
    new (): { $init(): void };
}

type Body = (...args: unknown[]) => unknown;

export const operations = {
    ...operators,
    List: ApexList,
    Set: ApexSet,
    Map: ApexMap,
    hashCode,
    imul: Math.imul,
    asInt64: BigInt.asIntN,

    decimal(text: string): Decimal {
        const value = Decimal.parse(text);
        if (!value) {
            throw new InternalError(`No decimal: ${text}`);
        }
        return value;
    },
    double: (value: number) => new ApexDouble(value),

    text: (value: unknown) => (typeof value === 'string' ? value : textOf(value)),

    ltNumber: (a: number | bigint | null, b: number | bigint | null) => a !== null && b !== null && a < b,
    gtNumber: (a: number | bigint | null, b: number | bigint | null) => a !== null && b !== null && a > b,
    leNumber: (a: number | bigint | null, b: number | bigint | null) => a !== null && b !== null && a <= b,
    geNumber: (a: number | bigint | null, b: number | bigint | null) => a !== null && b !== null && a >= b,

    boolean(a: boolean, operator: '&' | '|' | '^', b: boolean): boolean {
        return operator === '&' ? a && b : operator === '|' ? a || b : a !== b;
    },

    longShift(value: bigint, operator: '<<' | '>>' | '>>>', by: number | bigint): bigint {
        const distance = BigInt(by) & 63n;
        switch (operator) {
            case '<<':
                return BigInt.asIntN(64, value << distance);
            case '>>':
                return value >> distance;
            case '>>>':
                return BigInt.asIntN(64, BigInt.asUintN(64, value) >> distance);
        }
    },

    subtractTime(time: ApexTime | null, milliseconds: number | bigint | null): ApexTime {
        return new ApexTime(nn(time).milliseconds - Number(nn(milliseconds)));
    },

    /** A fresh object with its fields' initial values. */
    make(constructible: Constructible): { $init(): void } {
        const made = new constructible();
        made.$init();
        return made;
    },

    put(record: SObject, name: string, value: unknown): unknown {
        record.put(name, value);
        return value;
    },
    fieldOfParent: (record: SObject | null, name: string) => (record === null ? null : record.get(name)),
    parentOfParent: (record: SObject | null, name: string) => (record === null ? null : record.parent(name)),

    setItem(list: ApexList, index: number | null, value: unknown): unknown {
        list.set(index, value);
        return value;
    },
    setProperty(runtime: unknown, setter: Body, self: unknown, value: unknown): unknown {
        setter(runtime, self, value);
        return value;
    },
    setStatic(runtime: unknown, setter: Body, value: unknown): unknown {
        setter(runtime, value);
        return value;
    },

    /** A method of Object or Exception that the object's class may have declared anew. */
    virtual(runtime: unknown, self: unknown, own: string, body: Body, args: unknown[]): unknown {
        const method = (self as Record<string, unknown>)[own];
        return typeof method === 'function' ? (method as Body).apply(self, args) : body(runtime, self, ...args);
    },

    /** `new List<T>[n]`: n times null. */
    listOfSize(type: string, size: number | null): ApexList {
        const length = nn(size);
        if (length < 0) {
            throw ApexException.of('System.ListException', 'Size of the list cannot be negative');
        }
        return new ApexList(type, new Array(length).fill(null));
    },
    copyList: (type: string, from: unknown) => new ApexList(type, [...elements(from)]),
    copySet: (type: string, from: unknown) => new ApexSet(type, elements(from)),
    copyMap: (keyType: string, valueType: string, from: ApexMap | null) => new ApexMap(keyType, valueType, nn(from).entries()),

    /** `new Map<Id, T>(records)`. */
    mapById(keyType: string, valueType: string, from: unknown): ApexMap {
        const map = new ApexMap(keyType, valueType);
        for (const record of elements(from)) {
            const id = nn(record as SObject | null).id;
            if (id === null) {
                throw ApexException.of('System.ListException', 'Row with null Id at index: ' + map.size);
            }
            if (map.has(id)) {
                throw ApexException.of('System.ListException', `Row with duplicate Id at index: ${map.size}`);
            }
            map.put(id, record);
        }
        return map;
    }
};

function elements(from: unknown): Iterable<unknown> {
    const collection = nn(from);
    if (collection instanceof ApexList || collection instanceof ApexSet) {
        return collection;
    }
    throw new InternalError('Not a collection');
}
