import type { NewArray, NewCollection, NewMap, NewObject, NewSObject } from '../../language/ast.ts';
import type { ApexType } from '../types.ts';
import { lineMark } from './CodeWriter.ts';
import { value } from './expressions.ts';
import type { MethodContext } from './MethodContext.ts';
import { typeText } from './typeText.ts';
import { unsupported } from './unsupported.ts';

export function newObject(context: MethodContext, expression: NewObject): string {
    const resolved = expression.resolved;
    const args = expression.args.map((arg) => value(context, arg));
    const type = expression.type.resolvedType ?? expression.staticType;
    if (type?.kind === 'library' && type.type.isException) {
        return `$r.newException(${[JSON.stringify(typeText(type)), ...args].join(', ')})`;
    }
    switch (resolved?.kind) {
        case 'userConstructor':
            context.needsFrame = true;
            return `$o.make(${context.classOf(resolved.constructor.owner)}).${lineMark(expression.at.line)}${resolved.constructor.jsName}(${args.join(', ')})`;
        case 'exceptionConstructor':
            return resolved.type.kind === 'user'
                ? `$r.initException(${[`$o.make(${context.classOf(resolved.type.symbol)})`, ...args].join(', ')})`
                : `$r.newException(${[JSON.stringify(typeText(resolved.type)), ...args].join(', ')})`;
        case 'libraryConstructor':
            context.needsFrame = true;
            return `${context.module.library(resolved.constructor.key)}(${['$r', ...args].join(', ')})`;
        case 'newSObject':
            return `$r.newRecord(${JSON.stringify(resolved.object.name)})`;
        case 'newCollection':
            return collection(type, resolved.from, args[0]);
        default:
            return unsupported(resolved, `new ${type && type.kind !== 'error' ? typeText(type) : expression.type.name.join('.')}`);
    }
}

function collection(type: ApexType | undefined, from: 'empty' | 'copy' | 'size' | 'records', argument: string | undefined): string {
    const types = elementTypes(type);
    if (type?.kind === 'list' && from === 'size') {
        return `$o.listOfSize(${types}, ${argument})`;
    }
    const kind = type?.kind === 'map' ? 'Map' : type?.kind === 'set' ? 'Set' : 'List';
    if (from === 'empty' || argument === undefined) {
        return `new $o.${kind}(${types})`;
    }
    return from === 'records' ? `$o.mapById(${types}, ${argument})` : `$o.copy${kind}(${types}, ${argument})`;
}

function elementTypes(type: ApexType | undefined): string {
    switch (type?.kind) {
        case 'list':
        case 'set':
            return JSON.stringify(typeText(type.element));
        case 'map':
            return `${JSON.stringify(typeText(type.key))}, ${JSON.stringify(typeText(type.value))}`;
        default:
            return '"Object"';
    }
}

/** Fields in the order written: an error in the third leaves the first two evaluated. */
export function newSObject(context: MethodContext, expression: NewSObject): string {
    const type = expression.type.resolvedType ?? expression.staticType;
    const fields = expression.fields.map((field) => `${JSON.stringify(field.name.toLowerCase())}, ${value(context, field.value)}`);
    return `$r.newRecord(${JSON.stringify(type ? typeText(type) : expression.type.name.join('.'))}, ${fields.join(', ')})`;
}

export function newCollection(context: MethodContext, expression: NewCollection): string {
    const type = expression.type.resolvedType ?? expression.staticType;
    if (type?.kind === 'map') {
        // `new Map<K, V>{}`: without entries nothing tells it from a list's braces.
        return `new $o.Map(${elementTypes(type)})`;
    }
    const elements = expression.elements.map((element) => value(context, element)).join(', ');
    return `new $o.${type?.kind === 'set' ? 'Set' : 'List'}(${elementTypes(type)}, [${elements}])`;
}

export function newMap(context: MethodContext, expression: NewMap): string {
    const type = expression.type.resolvedType ?? expression.staticType;
    const entries = expression.entries.map((entry) => `[${value(context, entry.key)}, ${value(context, entry.value)}]`).join(', ');
    return `new $o.Map(${elementTypes(type)}, [${entries}])`;
}

export function newArray(context: MethodContext, expression: NewArray): string {
    const type = expression.type.resolvedType ?? expression.staticType;
    return `$o.listOfSize(${elementTypes(type)}, ${value(context, expression.size)})`;
}
