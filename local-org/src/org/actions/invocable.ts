/** The project's invocable Apex methods, as the Actions API lists and describes them. */
import type { FieldMeta, MethodMeta, TypeMeta } from '../../runtime/EmittedModule.ts';
import { parseType, typeToText } from '../../runtime/values/typeText.ts';
import type { ParsedType } from '../../runtime/values/typeText.ts';
import type { Assembly } from '../assemble.ts';

export interface InvocableMethod {
    meta: TypeMeta;
    method: MethodMeta;
    /** Of the annotation; the method's name when it gives none. */
    label: string;
    description: string | null;
    category: string | null;
}

/** A value that goes in or comes out. */
export interface ActionParameter {
    name: string;
    label: string;
    description: string | null;
    required: boolean;
    type: ParsedType;
    /** The field that holds it; null when the parameter is the whole element. */
    field: FieldMeta | null;
}

const annotationOf = (annotations: TypeMeta['annotations'], name: string): Record<string, string> | null =>
    annotations.find((each) => each.name.toLowerCase() === name)?.params ?? null;

/** Those of the classes that the user may use, by name. */
export function invocableMethods(org: Assembly, userId: string): InvocableMethod[] {
    const found: InvocableMethod[] = [];
    for (const meta of org.runtime.classes.types()) {
        const method = meta.outer === null ? meta.methods.find((each) => annotationOf(each.annotations, 'invocablemethod')) : undefined;
        if (method && org.security.classAccess(userId, meta.name)) {
            const { label, description, category } = annotationOf(method.annotations, 'invocablemethod')!;
            found.push({ meta, method, label: label ?? method.name, description: description ?? null, category: category ?? null });
        }
    }
    return found.sort((a, b) => (a.meta.name < b.meta.name ? -1 : 1));
}

/** The element type of a list: what one input or output is. */
export function elementOf(typeText: string): ParsedType | null {
    const type = parseType(typeText);
    return type.name.toLowerCase() === 'list' ? type.args[0] : null;
}

export function inputsOf(org: Assembly, { method }: InvocableMethod): ActionParameter[] {
    const [parameter] = method.parameters;
    const element = parameter ? elementOf(parameter.type) : null;
    return element ? parametersOf(org, element, parameter.name, true) : [];
}

export function outputsOf(org: Assembly, { method }: InvocableMethod): ActionParameter[] {
    const element = elementOf(method.returns);
    return element ? parametersOf(org, element, 'output', false) : [];
}

/** The @InvocableVariables of a class of the project, else the value itself under one name. */
function parametersOf(org: Assembly, element: ParsedType, name: string, required: boolean): ActionParameter[] {
    const meta = org.runtime.describe(typeToText(element));
    if (meta?.kind !== 'class') {
        return [{ name, label: name, description: null, required, type: element, field: null }];
    }
    return allFields(org, meta).flatMap((field) => {
        const params = annotationOf(field.annotations, 'invocablevariable');
        if (!params) {
            return [];
        }
        const { label, description } = params;
        return {
            name: field.name,
            label: label ?? field.name,
            description: description ?? null,
            required: params.required?.toLowerCase() === 'true',
            type: parseType(field.type),
            field
        };
    });
}

function allFields(org: Assembly, meta: TypeMeta): FieldMeta[] {
    const parent = meta.superclass === null ? null : org.runtime.describe(meta.superclass);
    return [...(parent ? allFields(org, parent) : []), ...meta.fields];
}
