/** Brings the kept state of a job back to life. */
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { ApexBlob } from '../../runtime/values/ApexBlob.ts';
import { ApexDate } from '../../runtime/values/ApexDate.ts';
import { ApexDatetime } from '../../runtime/values/ApexDatetime.ts';
import { ApexDouble } from '../../runtime/values/ApexDouble.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { ApexMap } from '../../runtime/values/ApexMap.ts';
import { ApexSet } from '../../runtime/values/ApexSet.ts';
import { ApexTime } from '../../runtime/values/ApexTime.ts';
import { Decimal } from '../../runtime/values/Decimal.ts';
import { SObject } from '../../runtime/values/SObject.ts';
import type { Encoded, EncodedNode } from './encode.ts';

/** Classes are loaded by name; transient fields stay null. */
export function decode(encoded: Encoded, runtime: OrgRuntime): unknown {
    return new Decoder(runtime).decode(encoded);
}

class Decoder {
    readonly #runtime: OrgRuntime;
    readonly #values = new Map<EncodedNode, unknown>();

    constructor(runtime: OrgRuntime) {
        this.#runtime = runtime;
    }

    decode(encoded: Encoded): unknown {
        if (typeof encoded !== 'object' || encoded === null) {
            return encoded;
        }
        if (this.#values.has(encoded)) {
            return this.#values.get(encoded);
        }
        return this.#make(encoded);
    }

    #make(node: EncodedNode): unknown {
        switch (node.t) {
            case 'decimal':
                return this.#keep(node, new Decimal(node.unscaled, node.scale));
            case 'double':
                return this.#keep(node, new ApexDouble(node.value));
            case 'date':
                return this.#keep(node, new ApexDate(node.value));
            case 'datetime':
                return this.#keep(node, new ApexDatetime(node.value));
            case 'time':
                return this.#keep(node, new ApexTime(node.value));
            case 'blob':
                return this.#keep(node, new ApexBlob(node.bytes));
            case 'enum':
                return this.#keep(node, this.#runtime.enumConstant(node.type, node.name));
            case 'list': {
                const list = this.#keep(node, new ApexList(node.type));
                node.items.forEach((item) => list.items.push(this.decode(item)));
                return list;
            }
            case 'set': {
                const set = this.#keep(node, new ApexSet(node.type));
                node.items.forEach((item) => set.add(this.decode(item)));
                return set;
            }
            case 'map': {
                const map = this.#keep(node, new ApexMap(node.keyType, node.valueType));
                node.entries.forEach(([key, value]) => map.put(this.decode(key), this.decode(value)));
                return map;
            }
            case 'sobject':
                return this.#sobject(node);
            case 'object': {
                const object = this.#keep(node, new (this.#runtime.load(node.type))());
                this.#fill(object, node.fields);
                return object;
            }
            case 'exception':
                return this.#exception(node);
            case 'token':
                return this.#keep(node, this.#runtime.lib(node.key)(this.#runtime, ...node.args));
            case 'array': {
                const items = this.#keep(node, [] as unknown[]);
                items.push(...node.items.map((item) => this.decode(item)));
                return items;
            }
            case 'plain': {
                const object = this.#keep(node, {});
                this.#fill(object, node.fields);
                return object;
            }
            case 'library': {
                // The platform's object is made as code would make it, then given its state.
                const object = this.#keep(node, this.#runtime.lib(`${node.type}.<init>()`)(this.#runtime) as object);
                this.#fill(object, node.fields);
                return object;
            }
        }
    }

    #sobject(node: Extract<EncodedNode, { t: 'sobject' }>): SObject {
        const record = this.#keep(
            node,
            new SObject(this.#runtime.schema.object(node.type) ?? node.type, node.queried ? new Set(node.queried) : null)
        );
        record.names = node.names ? new Map(node.names) : null;
        for (const [name, value] of node.values) {
            record.values.set(name, this.decode(value));
        }
        node.dirty.forEach((name) => record.dirty.add(name));
        return record;
    }

    #exception(node: Extract<EncodedNode, { t: 'exception' }>): ApexException {
        const exception = this.#keep(
            node,
            node.own
                ? (new (this.#runtime.load(node.type))() as ApexException)
                : ApexException.of(node.type, node.given ? node.message : null)
        );
        if (node.own && node.given) {
            exception.setApexMessage(node.message);
        }
        exception.stack = node.stack;
        if (node.cause !== null) {
            exception.initApexCause(this.decode(node.cause) as ApexException);
        }
        this.#fill(exception, node.fields);
        return exception;
    }

    #fill(target: object, fields: [string, Encoded][]): void {
        for (const [name, value] of fields) {
            (target as Record<string, unknown>)[name] = this.decode(value);
        }
    }

    #keep<T>(node: EncodedNode, value: T): T {
        this.#values.set(node, value);
        return value;
    }
}
