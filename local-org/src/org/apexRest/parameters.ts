/** The parameters of an Apex REST method, from the members of the request's body: by name, each as its type. */
import type { ParameterMeta } from '../../runtime/EmittedModule.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { parseType, typeToText } from '../../runtime/values/typeText.ts';
import { Deserializer } from '../../stdlib/json/deserialize.ts';
import { readJson } from '../../stdlib/json/read.ts';
import type { JsonNode } from '../../stdlib/json/read.ts';
import { RestRefusal } from './RestRefusal.ts';

/**
 * @returns the arguments in the order of the parameters; what the body does not name is null
 * @throws RestRefusal 400 JSON_PARSER_ERROR
 */
export function argumentsOf(rt: OrgRuntime, parameters: readonly ParameterMeta[], body: string): unknown[] {
    if (body.trim() === '') {
        throw parserError('The HTTP entity body is required, but this request has no entity body.');
    }
    const members = membersOf(body);
    const given = new Map<string, JsonNode>();
    for (const [name, value] of members) {
        if (!parameters.some((parameter) => parameter.name === name)) {
            throw parserError(`Unexpected parameter encountered during deserialization: ${name}${place(body, behind(value))}`);
        }
        if (given.has(name)) {
            throw parserError(`Duplicate parameter encountered during deserialization: ${name}${place(body, behind(value))}`);
        }
        given.set(name, value);
    }
    return parameters.map(({ name, type }) => {
        const node = given.get(name);
        return node === undefined ? null : argument(rt, body, type, node);
    });
}

function parserError(message: string): RestRefusal {
    return new RestRefusal(400, 'JSON_PARSER_ERROR', message);
}

function membersOf(body: string): [string, JsonNode][] {
    let node: JsonNode;
    try {
        node = readJson(body);
    } catch (error) {
        throw asParserError(error);
    }
    if (node.kind !== 'object') {
        throw parserError(`Unexpected parameter encountered during deserialization: null${place(body, behind(node))}`);
    }
    return node.entries;
}

/** What JSON.deserializeStrict says of a value, with the place as Apex REST writes it. */
function asParserError(error: unknown): unknown {
    if (error instanceof RangeError) {
        return parserError('The request body is nested too deeply.');
    }
    return error instanceof ApexException && error.typeName === 'System.JSONException'
        ? parserError(error.apexMessage.replace(/ at input location \[(\d+),(\d+)\]/, ' at [line:$1, column:$2]'))
        : error;
}

function argument(rt: OrgRuntime, body: string, typeText: string, node: JsonNode): unknown {
    const type = parseType(typeText);
    const name = type.name.toLowerCase();
    if (
        (name === 'list' && node.kind !== 'array' && node.kind !== 'null') ||
        (name === 'map' && node.kind !== 'object' && node.kind !== 'null')
    ) {
        throw parserError(`Expected ${typeToText(type)} but found ${shown(node)}${place(body, behind(node))}`);
    }
    // 1 and 0 are true and false, as numbers only. Source: Apex Developer Guide, request and response data considerations.
    if (name === 'boolean' && node.kind === 'number' && (node.text === '1' || node.text === '0')) {
        return node.text === '1';
    }
    try {
        return new Deserializer(rt, body, true).read(node, type);
    } catch (error) {
        throw asParserError(error);
    }
}

function shown(node: JsonNode): string {
    switch (node.kind) {
        case 'object':
            return '{';
        case 'array':
            return '[';
        case 'boolean':
            return String(node.value);
        case 'null':
            return 'null';
        default:
            return JSON.stringify(node.text);
    }
}

/** Where the platform's reader stands after it has looked at a value: behind its first character, or behind the whole of a word or number. */
function behind(node: JsonNode): number {
    switch (node.kind) {
        case 'number':
            return node.at + node.text.length;
        case 'boolean':
            return node.at + String(node.value).length;
        case 'null':
            return node.at + 'null'.length;
        default:
            return node.at + 1;
    }
}

function place(text: string, at: number): string {
    const before = text.slice(0, at);
    return ` at [line:${before.split('\n').length}, column:${at - before.lastIndexOf('\n')}]`;
}
