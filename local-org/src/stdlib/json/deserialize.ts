/** JSON.deserialize… : JSON as values of Apex, of a type or untyped. */
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { ApexBlob } from '../../runtime/values/ApexBlob.ts';
import { ApexDate } from '../../runtime/values/ApexDate.ts';
import { ApexDatetime } from '../../runtime/values/ApexDatetime.ts';
import { ApexDouble } from '../../runtime/values/ApexDouble.ts';
import type { ApexException } from '../../runtime/values/ApexException.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { ApexMap } from '../../runtime/values/ApexMap.ts';
import { fieldsOf } from '../../runtime/values/ApexObject.ts';
import type { EmittedClass, FieldMeta } from '../../runtime/values/ApexObject.ts';
import { ApexSet } from '../../runtime/values/ApexSet.ts';
import { ApexTime } from '../../runtime/values/ApexTime.ts';
import { Decimal } from '../../runtime/values/Decimal.ts';
import { SObject } from '../../runtime/values/SObject.ts';
import { idOf18 } from '../../runtime/values/ids.ts';
import { parseType, typeToText } from '../../runtime/values/typeText.ts';
import type { ParsedType } from '../../runtime/values/typeText.ts';
import { UnsupportedError } from '../../runtime/errors.ts';
import { libraryEnums } from '../support/enums.ts';
import { readLibraryValue } from './libraryValues.ts';
import { jsonException, place, readJson } from './read.ts';
import type { JsonNode } from './read.ts';

/** Maps, lists, strings, Booleans, Integers (Longs, Decimals where they must be). */
export function deserializeUntyped(text: string): unknown {
    return untyped(readJson(text));
}

export function untyped(node: JsonNode): unknown {
    switch (node.kind) {
        case 'object':
            return new ApexMap(
                'String',
                'Object',
                node.entries.map(([name, value]) => [name, untyped(value)])
            );
        case 'array':
            return new ApexList('Object', node.items.map(untyped));
        case 'string':
            return node.text;
        case 'boolean':
            return node.value;
        case 'null':
            return null;
        case 'number': {
            if (!/^-?\d+$/.test(node.text)) {
                return Decimal.parse(node.text);
            }
            const value = BigInt(node.text);
            return BigInt.asIntN(32, value) === value ? Number(value) : BigInt.asIntN(64, value) === value ? value : Decimal.ofLong(value);
        }
    }
}

/** @param strict refuse fields that the class does not have, and fields that come twice */
export function deserialize(rt: OrgRuntime, text: string, typeText: string, strict: boolean): unknown {
    const type = parseType(typeText);
    expectStart(text, type);
    return new Deserializer(rt, text, strict).read(readJson(text), type);
}

/** The first character is looked at before anything is read. */
function expectStart(text: string, type: ParsedType): void {
    const first = text.trimStart()[0];
    if (first === undefined || text.trim() === 'null') {
        return;
    }
    const name = type.name.toLowerCase();
    if ((name === 'list' || name === 'set') && first !== '[') {
        throw jsonException(NO_LIST);
    }
    if (name === 'map' && first !== '{') {
        throw jsonException(noObject('map'));
    }
}

const NO_LIST = "Malformed JSON: Expected '[' at the beginning of List/Set";

function noObject(of: string): string {
    return `Malformed JSON: Expected '{' at the beginning of ${of}`;
}

export class Deserializer {
    private readonly rt: OrgRuntime;
    private readonly text: string;
    private readonly strict: boolean;

    constructor(rt: OrgRuntime, text: string, strict: boolean) {
        this.rt = rt;
        this.text = text;
        this.strict = strict;
    }

    read(node: JsonNode, type: ParsedType): unknown {
        if (node.kind === 'null') {
            return null;
        }
        const name = type.name.replace(/^System\./i, '');
        switch (name.toLowerCase()) {
            case 'list':
            case 'iterable':
                return new ApexList(typeToText(type.args[0]), this.items(node, type.args[0]));
            case 'set':
                return new ApexSet(typeToText(type.args[0]), this.items(node, type.args[0]));
            case 'map':
                return this.map(node, type);
            case 'object':
                throw jsonException('Apex Type unsupported in JSON: Object');
        }
        const primitive = PRIMITIVES[name.toLowerCase()];
        if (primitive) {
            const value = primitive(node);
            if (value === undefined) {
                throw this.illegal(node);
            }
            return value;
        }
        return this.named(node, type);
    }

    private illegal(node: JsonNode): ApexException {
        const shown =
            node.kind === 'string' || node.kind === 'number' ? node.text : node.kind === 'boolean' ? String(node.value) : node.kind;
        return jsonException(`Illegal value for primitive: ${shown}${place(this.text, node.at)}`);
    }

    private items(node: JsonNode, element: ParsedType): unknown[] {
        if (node.kind !== 'array') {
            throw jsonException(NO_LIST);
        }
        return node.items.map((item) => this.read(item, element));
    }

    private entries(node: JsonNode, of: string): [string, JsonNode][] {
        if (node.kind !== 'object') {
            throw jsonException(noObject(of));
        }
        return node.entries;
    }

    private map(node: JsonNode, type: ParsedType): ApexMap {
        const [keyType, valueType] = type.args;
        const map = new ApexMap(typeToText(keyType), typeToText(valueType));
        for (const [name, value] of this.entries(node, 'map')) {
            const at = node.at;
            const asText: JsonNode = { kind: 'string', text: name, at };
            const key = /^(?:integer|long|double|decimal)$/i.test(keyType.name)
                ? this.read({ kind: 'number', text: name, at }, keyType)
                : this.read(asText, keyType);
            map.put(key, this.read(value, valueType));
        }
        return map;
    }

    /** A class or enum of the project, a record, an enum of the platform. */
    private named(node: JsonNode, type: ParsedType): unknown {
        const { rt } = this;
        const name = typeToText(type);
        const meta = rt.describe(name);
        if (meta?.kind === 'enum' || (!meta && libraryEnums(name))) {
            if (node.kind !== 'string') {
                throw this.illegal(node);
            }
            const constant = rt.enums.find(name)?.byName.get(node.text.toLowerCase());
            if (!constant) {
                throw this.illegal(node);
            }
            return constant;
        }
        if (meta) {
            if (meta.kind !== 'class' || meta.isAbstract || meta.isException) {
                throw jsonException(`Apex Type unsupported in JSON: ${meta.name}`);
            }
            return this.object(node, meta.name);
        }
        if (name.toLowerCase() === 'sobject' || rt.schema.object(name)) {
            return this.record(node, name);
        }
        const value = this.libraryValue(node, name);
        if (value !== undefined) {
            return value;
        }
        throw new UnsupportedError(`JSON.deserialize into ${name}`);
    }

    private libraryValue(node: JsonNode, name: string): unknown {
        // Loads the class, so that it is known whether it only holds data.
        this.rt.lib(`${name}.<init>()`);
        const entries = node.kind === 'object' ? node.entries : [];
        return readLibraryValue(this.rt, name, (field, typeText) => {
            const found = entries.find(([entry]) => entry.toLowerCase() === field)?.[1];
            return found ? this.read(found, parseType(typeText)) : null;
        });
    }

    /** No constructor and no initialiser runs; what the text does not name stays null. */
    private object(node: JsonNode, className: string): unknown {
        const entries = this.entries(node, 'object');
        const loaded = this.rt.load(className);
        const instance = new loaded() as Record<string, unknown>;
        const fields = fieldsOf(loaded as unknown as EmittedClass).filter((field) => !field.isStatic && !field.isTransient);
        const seen = new Set<FieldMeta>();
        for (const [name, value] of entries) {
            const field =
                fields.find((each) => each.name === name) ?? fields.find((each) => each.name.toLowerCase() === name.toLowerCase());
            if (!field || (field.isProperty && !field.hasSetter)) {
                if (this.strict) {
                    throw jsonException(`Unknown field: ${className}.${name}`);
                }
                continue;
            }
            if (seen.has(field) && this.strict) {
                throw jsonException(`Duplicate field: ${className}.${field.name}`);
            }
            seen.add(field);
            instance[field.jsName] = this.read(value, parseType(field.type));
        }
        return instance;
    }

    private record(node: JsonNode, name: string): SObject {
        const entries = this.entries(node, 'object');
        const attributes = entries.find(([field]) => field === 'attributes')?.[1];
        const given = attributes?.kind === 'object' ? attributes.entries.find(([field]) => field === 'type')?.[1] : undefined;
        const typeName = name.toLowerCase() === 'sobject' ? (given?.kind === 'string' ? given.text : null) : name;
        const schema = typeName === null ? undefined : this.rt.schema.object(typeName);
        if (!schema) {
            throw jsonException(
                typeName === null ? 'Cannot deserialize SObject without attributes.type' : `Apex Type unsupported in JSON: ${typeName}`
            );
        }
        const record = new SObject(schema);
        for (const [field, value] of entries) {
            if (field === 'attributes') {
                continue;
            }
            const lower = field.toLowerCase();
            const fieldSchema = schema.fields.get(lower);
            if (fieldSchema) {
                record.put(
                    lower,
                    this.read(
                        value,
                        parseType(
                            fieldSchema.apexType === 'Double'
                                ? 'Decimal'
                                : PRIMITIVES[fieldSchema.apexType.toLowerCase()]
                                  ? fieldSchema.apexType
                                  : 'String'
                        )
                    )
                );
                continue;
            }
            const parent = [...schema.fields.values()].find((each) => each.relationshipName?.toLowerCase() === lower);
            if (parent) {
                record.putParent(
                    lower,
                    this.read(value, parseType(parent.referenceTo.length === 1 ? parent.referenceTo[0] : 'SObject')) as SObject | null
                );
                continue;
            }
            const child = schema.childRelationships.find((each) => each.name?.toLowerCase() === lower);
            if (!child) {
                throw jsonException(`No such column '${field}' on sobject of type ${schema.name}`);
            }
            const records = value.kind === 'object' ? (value.entries.find(([key]) => key === 'records')?.[1] ?? value) : value;
            record.put(lower, this.read(records, parseType(`List<${child.childObject}>`)));
        }
        return record;
    }
}

/** Undefined = not a value of that type. */
const PRIMITIVES: Record<string, (node: JsonNode) => unknown> = {
    string: (node) =>
        node.kind === 'string' || node.kind === 'number' ? node.text : node.kind === 'boolean' ? String(node.value) : undefined,
    id: (node) => (node.kind === 'string' ? (idOf18(node.text) ?? undefined) : undefined),
    boolean: (node) =>
        node.kind === 'boolean'
            ? node.value
            : node.kind === 'string' && /^(?:true|false)$/i.test(node.text)
              ? node.text.toLowerCase() === 'true'
              : undefined,
    integer: (node) => integral(node, 32, Number),
    long: (node) => integral(node, 64, (value) => value),
    decimal: (node) => (isNumeric(node) ? (Decimal.parse(node.text) ?? undefined) : undefined),
    double: (node) => (isNumeric(node) && Decimal.parse(node.text) ? new ApexDouble(Number(node.text)) : undefined),
    date: (node) => (node.kind === 'string' ? (ApexDate.parseIso(node.text.slice(0, 10)) ?? undefined) : undefined),
    datetime: (node) => (node.kind === 'string' ? (ApexDatetime.parseIso(node.text) ?? undefined) : undefined),
    time: (node) => (node.kind === 'string' ? (ApexTime.parseIso(node.text) ?? undefined) : undefined),
    blob: (node) => (node.kind === 'string' ? new ApexBlob(new Uint8Array(Buffer.from(node.text, 'base64'))) : undefined)
};

/** Numbers and Booleans may stand in quotes. Source: fflib-apex-mocks' tests, which write every value as a string. */
function isNumeric(node: JsonNode): node is Extract<JsonNode, { text: string }> {
    return node.kind === 'number' || (node.kind === 'string' && /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(node.text));
}

function integral(node: JsonNode, bits: number, make: (value: bigint) => unknown): unknown {
    if (!isNumeric(node) || !/^-?\d+$/.test(node.text)) {
        return undefined;
    }
    const value = BigInt(node.text);
    return BigInt.asIntN(bits, value) === value ? make(value) : undefined;
}
