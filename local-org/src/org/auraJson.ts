/** Values between Apex and the browser: objects show what is @AuraEnabled, records their fields, nulls stay away. */
import type { OrgRuntime } from '../runtime/OrgRuntime.ts';
import type { FieldMeta } from '../runtime/EmittedModule.ts';
import { ApexEnum } from '../runtime/values/ApexEnum.ts';
import { ApexList } from '../runtime/values/ApexList.ts';
import { ApexMap } from '../runtime/values/ApexMap.ts';
import { ApexObject } from '../runtime/values/ApexObject.ts';
import { ApexDatetime } from '../runtime/values/ApexDatetime.ts';
import { ApexSet } from '../runtime/values/ApexSet.ts';
import { SObject } from '../runtime/values/SObject.ts';
import { recordToJson, scalarToJson } from './recordJson.ts';

export function auraFromJson(runtime: OrgRuntime, typeText: string, value: unknown): unknown {
    if (value === undefined || value === null) {
        return null;
    }
    const type = runtime.classLiteral(typeText);
    return runtime.lib('System.JSON.deserialize(String,System.Type)')(runtime, JSON.stringify(value), type);
}

export function auraToJson(runtime: OrgRuntime, value: unknown): unknown {
    if (value instanceof ApexList || value instanceof ApexSet) {
        return [...value].map((item) => auraToJson(runtime, item));
    }
    if (value instanceof ApexMap) {
        return Object.fromEntries([...value.entries()].map(([key, item]) => [String(scalarToJson(key)), auraToJson(runtime, item)]));
    }
    if (value instanceof SObject) {
        const { attributes: _attributes, ...fields } = recordToJson(runtime.schema, value);
        return withoutNulls(fields);
    }
    if (value instanceof ApexEnum) {
        return value.name;
    }
    if (value instanceof ApexDatetime) {
        return new Date(value.milliseconds).toISOString();
    }
    if (value instanceof ApexObject) {
        return withoutNulls(
            Object.fromEntries(enabledFields(runtime, value).map((field) => [field.name, auraToJson(runtime, read(value, field))]))
        );
    }
    return scalarToJson(value);
}

function enabledFields(runtime: OrgRuntime, value: object): FieldMeta[] {
    const fields: FieldMeta[] = [];
    let name: string | null = (value.constructor as unknown as { apexName: string }).apexName;
    while (name) {
        const meta = runtime.describe(name);
        fields.push(
            ...(meta?.fields ?? []).filter(
                (field) => !field.isStatic && field.annotations.some((annotation) => annotation.name.toLowerCase() === 'auraenabled')
            )
        );
        name = meta?.superclass ?? null;
    }
    return fields;
}

function read(value: object, field: FieldMeta): unknown {
    return (value as Record<string, unknown>)[field.jsName];
}

function withoutNulls(json: Record<string, unknown>): Record<string, unknown> {
    return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== null && value !== undefined));
}
