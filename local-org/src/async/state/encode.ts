/**
 * The state of a job as plain data: what Salesforce serialises when a job is enqueued. Objects of the project are kept by
 * class name and field; shared and circular references stay what they are. The result can be written by node:v8.
 */
import { ApexBlob } from '../../runtime/values/ApexBlob.ts';
import { ApexDate } from '../../runtime/values/ApexDate.ts';
import { ApexDatetime } from '../../runtime/values/ApexDatetime.ts';
import { ApexDouble } from '../../runtime/values/ApexDouble.ts';
import { ApexEnum } from '../../runtime/values/ApexEnum.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { ApexMap } from '../../runtime/values/ApexMap.ts';
import { ApexObject, classOf, fieldsOf } from '../../runtime/values/ApexObject.ts';
import { ApexSet } from '../../runtime/values/ApexSet.ts';
import { ApexTime } from '../../runtime/values/ApexTime.ts';
import { Decimal } from '../../runtime/values/Decimal.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';
import { SObject } from '../../runtime/values/SObject.ts';
import { UnsupportedError } from '../../runtime/errors.ts';

/** Strings, numbers, bigints, booleans and null stand for themselves. */
export type Encoded = null | boolean | number | bigint | string | EncodedNode;

export type EncodedNode =
    | { t: 'decimal'; unscaled: bigint; scale: number }
    | { t: 'double' | 'date' | 'datetime' | 'time'; value: number }
    | { t: 'blob'; bytes: Uint8Array }
    | { t: 'enum'; type: string; name: string }
    | { t: 'list' | 'set'; type: string; items: Encoded[] }
    | { t: 'map'; keyType: string; valueType: string; entries: [Encoded, Encoded][] }
    | {
          t: 'sobject';
          type: string;
          values: [string, Encoded][];
          queried: string[] | null;
          dirty: string[];
          names: [string, string][] | null;
      }
    | { t: 'object'; type: string; fields: [string, Encoded][] }
    | {
          t: 'exception';
          type: string;
          own: boolean;
          message: string;
          given: boolean;
          cause: Encoded;
          stack: string;
          fields: [string, Encoded][];
      }
    /** A token or type: made again by a library body. */
    | { t: 'token'; key: string; args: string[] }
    | { t: 'library'; type: string; fields: [string, Encoded][] }
    /** What objects of the platform keep inside: no values of Apex. */
    | { t: 'plain'; fields: [string, Encoded][] }
    | { t: 'array'; items: Encoded[] };

/** @throws UnsupportedError for objects of the platform whose state cannot be kept */
export function encode(value: unknown): Encoded {
    return new Encoder().encode(value);
}

class Encoder {
    /** Filled before the contents, so that circles end. */
    readonly #nodes = new Map<object, EncodedNode>();

    encode(value: unknown): Encoded {
        if (value === null || value === undefined) {
            return null;
        }
        if (typeof value !== 'object') {
            return value as Encoded;
        }
        const known = this.#nodes.get(value);
        if (known) {
            return known;
        }
        const leaf = leafOf(value);
        if (leaf) {
            this.#nodes.set(value, leaf);
            return leaf;
        }
        return this.#compound(value);
    }

    #compound(value: object): EncodedNode {
        if (value instanceof ApexList || value instanceof ApexSet) {
            const node = this.#known(value, { t: value instanceof ApexList ? 'list' : 'set', type: value.type, items: [] as Encoded[] });
            for (const item of value) {
                node.items.push(this.encode(item));
            }
            return node;
        }
        if (value instanceof ApexMap) {
            const node = this.#known(value, {
                t: 'map',
                keyType: value.keyType,
                valueType: value.valueType,
                entries: [] as [Encoded, Encoded][]
            });
            for (const [key, item] of value.entries()) {
                node.entries.push([this.encode(key), this.encode(item)]);
            }
            return node;
        }
        if (value instanceof SObject) {
            return this.#sobject(value);
        }
        if (value instanceof ApexException) {
            return this.#exception(value);
        }
        if (value instanceof ApexObject) {
            const node = this.#known(value, { t: 'object', type: classOf(value).apexName, fields: [] as [string, Encoded][] });
            const transient = transientNames(value);
            node.fields.push(...this.#ownFields(value, transient));
            return node;
        }
        if (value instanceof LibraryObject) {
            return this.#library(value);
        }
        if (Array.isArray(value)) {
            const node = this.#known(value, { t: 'array', items: [] as Encoded[] });
            node.items.push(...value.map((item) => this.encode(item)));
            return node;
        }
        if (Object.getPrototypeOf(value) === Object.prototype) {
            const node = this.#known(value, { t: 'plain', fields: [] as [string, Encoded][] });
            node.fields.push(...this.#ownFields(value, NOTHING));
            return node;
        }
        throw new UnsupportedError(`keeping a ${value.constructor.name} in the state of a job`);
    }

    #sobject(value: SObject): EncodedNode {
        const node = this.#known(value, {
            t: 'sobject',
            type: value.type,
            values: [] as [string, Encoded][],
            queried: value.queried ? [...value.queried] : null,
            dirty: [...value.dirty],
            names: value.names ? [...value.names] : null
        });
        for (const [name, field] of value.values) {
            node.values.push([name, this.encode(field)]);
        }
        return node;
    }

    #exception(value: ApexException): EncodedNode {
        const own = value.constructor !== ApexException;
        const node: Extract<EncodedNode, { t: 'exception' }> = {
            t: 'exception',
            type: value.typeName,
            own,
            message: value.apexMessage,
            given: value.message !== 'Script-thrown exception',
            cause: null,
            stack: value.stack ?? '',
            fields: []
        };
        this.#nodes.set(value, node);
        node.cause = this.encode(value.apexCause);
        if (own) {
            node.fields.push(
                ...this.#ownFields(value, new Set(INHERITED_OF_EXCEPTIONS)).filter(
                    ([name]) => name.startsWith('_') || name.startsWith('$b')
                )
            );
        }
        return node;
    }

    #library(value: LibraryObject): EncodedNode {
        const token = tokenOf(value);
        if (token) {
            this.#nodes.set(value, token);
            return token;
        }
        const node = this.#known(value, { t: 'library', type: value.apexType, fields: [] as [string, Encoded][] });
        node.fields.push(...this.#ownFields(value, new Set(['apexType'])));
        return node;
    }

    #known<T extends EncodedNode>(value: object, node: T): T {
        this.#nodes.set(value, node);
        return node;
    }

    #ownFields(value: object, without: ReadonlySet<string>): [string, Encoded][] {
        return Object.entries(value)
            .filter(([name, field]) => !without.has(name) && typeof field !== 'function' && field !== undefined)
            .map(([name, field]) => [name, this.encode(field)]);
    }
}

const NOTHING: ReadonlySet<string> = new Set();
const INHERITED_OF_EXCEPTIONS = ['stack', 'message', 'libraryType', 'given', 'causedBy', 'causeSet', 'dmlErrors', 'inaccessibleFields'];

function leafOf(value: object): EncodedNode | null {
    if (value instanceof Decimal) {
        return { t: 'decimal', unscaled: value.unscaled, scale: value.scale };
    }
    if (value instanceof ApexDouble) {
        return { t: 'double', value: value.value };
    }
    if (value instanceof ApexDate) {
        return { t: 'date', value: value.epochDay };
    }
    if (value instanceof ApexDatetime) {
        return { t: 'datetime', value: value.milliseconds };
    }
    if (value instanceof ApexTime) {
        return { t: 'time', value: value.milliseconds };
    }
    if (value instanceof ApexBlob) {
        return { t: 'blob', bytes: value.bytes };
    }
    if (value instanceof ApexEnum) {
        return { t: 'enum', type: value.typeName, name: value.name };
    }
    return null;
}

/** Transient fields come back as null (Apex Developer Guide, transient). */
function transientNames(value: ApexObject): ReadonlySet<string> {
    return new Set(
        fieldsOf(classOf(value))
            .filter((field) => field.isTransient)
            .flatMap((field) => [field.jsName, `$b${field.jsName}`])
    );
}

/** Objects that exist once per org: told by name. */
function tokenOf(value: LibraryObject): EncodedNode | null {
    const named = value as unknown as Record<string, unknown>;
    const text = (name: string): string => String(named[name]);
    switch (value.apexType) {
        case 'System.Type':
            return { t: 'token', key: 'Internal.Tokens.type(String)', args: [text('name')] };
        case 'Schema.SObjectType':
            return { t: 'token', key: 'Internal.Tokens.object(String)', args: [String(value)] };
        case 'Schema.SObjectField':
            return { t: 'token', key: 'Internal.Tokens.field(String,String)', args: [fieldOwner(named), String(value)] };
        default:
            return null;
    }
}

/** The object's token prints its name. */
function fieldOwner({ object }: Record<string, unknown>): string {
    if (!(object instanceof LibraryObject)) {
        throw new UnsupportedError('keeping a Schema.SObjectField in the state of a job');
    }
    return String(object);
}
