/** Descriptions of actions in the Actions API's shape. */
import type { ParsedType } from '../../runtime/values/typeText.ts';
import { typeToText } from '../../runtime/values/typeText.ts';
import type { Assembly } from '../assemble.ts';
import { inputsOf, outputsOf } from './invocable.ts';
import type { ActionParameter, InvocableMethod } from './invocable.ts';

export interface ActionLine {
    label: string;
    name: string;
    type: string;
    url: string;
}

export function describeInvocable(org: Assembly, action: InvocableMethod, version: string): object {
    const { label, description, category, meta } = action;
    return {
        category,
        description,
        inputs: inputsOf(org, action).map((each) => parameter(org, each, true)),
        label,
        name: meta.name,
        outputs: outputsOf(org, action).map((each) => parameter(org, each, false)),
        standard: false,
        targetEntityName: null,
        type: 'APEX',
        url: urlOf(version, meta.name)
    };
}

export function urlOf(version: string, name: string): string {
    return `/services/data/v${version}/actions/custom/apex/${name}`;
}

/** What Flow calls Apex's types. */
const TYPES: Record<string, string> = {
    string: 'STRING',
    id: 'ID',
    boolean: 'BOOLEAN',
    integer: 'INTEGER',
    long: 'LONG',
    decimal: 'DOUBLE',
    double: 'DOUBLE',
    date: 'DATE',
    datetime: 'DATETIME',
    time: 'TIME',
    blob: 'BLOB'
};

/** Lists inside of a list may come in any number. */
const MANY = 2000;

function parameter(org: Assembly, { name, label, description, required, type }: ActionParameter, input: boolean): object {
    const many = type.name.toLowerCase() === 'list';
    const element: ParsedType = many ? type.args[0] : type;
    const elementName = typeToText(element);
    const primitive = TYPES[element.name.toLowerCase()];
    const object = primitive === undefined ? org.schema.object(elementName) : undefined;
    const isRecord = object !== undefined || elementName.toLowerCase() === 'sobject';
    return {
        ...(primitive === undefined && !isRecord ? { apexClass: elementName } : {}),
        ...(input ? { byteLength: 0 } : {}),
        description,
        label,
        maxOccurs: many ? MANY : 1,
        name,
        picklistValues: null,
        ...(input ? { required } : {}),
        sobjectType: object?.name ?? null,
        type: primitive ?? (isRecord ? 'SOBJECT' : 'APEX')
    };
}
