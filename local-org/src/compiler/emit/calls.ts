import type { Call, ConstructorCall } from '../../language/ast.ts';
import type { Resolution } from '../annotations.ts';
import type { LibraryMethod } from '../library.ts';
import type { ApexType, MethodSymbol } from '../types.ts';
import { binder, takesBinder } from './binder.ts';
import { lineMark } from './CodeWriter.ts';
import { hasEffects } from './effects.ts';
import { value } from './expressions.ts';
import type { MethodContext } from './MethodContext.ts';
import { isValueType } from './MethodContext.ts';
import { typeText } from './typeText.ts';
import { unsupported } from './unsupported.ts';

/** Has the call a value in front of it that must be evaluated? */
export function hasReceiver(expression: Call): boolean {
    const resolved = expression.resolved;
    switch (resolved?.kind) {
        case 'userMethod':
            return resolved.dispatch === 'virtual' && !isTriggerMethod(resolved.method);
        case 'libraryMethod':
            return !resolved.method.isStatic && expression.target?.kind !== 'super' && typeBefore(expression) === null;
        case 'libraryInterfaceMethod':
            return true;
        case 'enumMethod':
            return resolved.name !== 'values' && resolved.name !== 'valueOf';
        default:
            return false;
    }
}

/** A call; `receiver` is the code of what stands before the dot, null for none. */
export function call(context: MethodContext, expression: Call, receiver: string | null): string {
    const resolved = expression.resolved;
    const args = expression.args.map((arg) => value(context, arg));
    switch (resolved?.kind) {
        case 'userMethod':
            return userCall(context, expression, resolved, receiver, args);
        case 'libraryMethod':
            return libraryMethodCall(context, expression, resolved.method, receiver, args);
        case 'libraryInterfaceMethod':
            context.needsFrame = true;
            return `$r.callInterface(${receiver ?? 'this'}, ${JSON.stringify(resolved.method.key)}, [${args.join(', ')}])`;
        case 'fieldAddError':
            return fieldAddError(context, expression, resolved.field.name, args);
        case 'enumMethod':
            return enumCall(resolved, receiver, args);
        default:
            return unsupported(resolved, expression.name);
    }
}

type UserMethod = Resolution & { kind: 'userMethod' };

function userCall(context: MethodContext, expression: Call, resolved: UserMethod, receiver: string | null, args: string[]): string {
    const { method, dispatch } = resolved;
    context.needsFrame = true;
    const future = method.annotations.find((annotation) => annotation.name.toLowerCase() === 'future');
    if (future) {
        const callout = String(future.params.callout ?? '').toLowerCase() === 'true';
        return `$r.future(${JSON.stringify(method.owner.name)}, ${JSON.stringify(method.jsName)}, [${args.join(', ')}], ${callout})`;
    }
    const target =
        dispatch === 'static' || isTriggerMethod(method)
            ? context.classOf(method.owner)
            : dispatch === 'super'
              ? 'super'
              : (receiver ?? 'this');
    const name = `${lineMark(expression.at.line)}${method.jsName}`;
    if (receiver !== null && checksLate(expression)) {
        const held = context.temporary();
        return `((${held} = ${receiver}) === null ? $o.ofNull : ${held}.${name}).call(${[held, ...args].join(', ')})`;
    }
    return `${target}.${name}(${args.join(', ')})`;
}

/** The receiver is evaluated first, but only found to be null when the arguments have been evaluated too. */
function checksLate(expression: Call): boolean {
    const target = expression.target?.kind;
    return target !== 'this' && target !== 'newObject' && target !== 'literal' && expression.args.some(hasEffects);
}

function isTriggerMethod(method: MethodSymbol): boolean {
    return method.owner.kind === 'trigger';
}

function libraryCall(
    context: MethodContext,
    method: LibraryMethod,
    receiver: string | null,
    args: string[],
    { fromSuper = false, late = false } = {}
): string {
    if (!isValueType(method.owner)) {
        context.needsFrame = true;
    }
    const body = context.module.library(method.key);
    if (method.isStatic) {
        const all = takesBinder(method) ? [...args, binder(context)] : args;
        return `${body}(${['$r', ...all].join(', ')})`;
    }
    let self = receiver === null ? 'this' : `$n(${receiver})`;
    if (receiver !== null && late) {
        const held = context.temporary();
        self = `${held} = ${receiver}`;
        args = [...args.slice(0, -1), `$o.given(${held}, ${args.at(-1)})`];
    }
    const own = fromSuper ? undefined : overridable(method);
    return own
        ? `$o.virtual($r, ${self}, ${JSON.stringify(own)}, ${body}, [${args.join(', ')}])`
        : `${body}(${['$r', self, ...args].join(', ')})`;
}

/** `Rule__mdt.getAll()`: the methods are the same for all objects, so the body is told which. */
function libraryMethodCall(
    context: MethodContext,
    expression: Call,
    method: LibraryMethod,
    receiver: string | null,
    args: string[]
): string {
    const type = typeBefore(expression);
    if (type?.kind === 'sobject') {
        const object = JSON.stringify(type.name);
        return method.name.toLowerCase() === 'getsobjecttype'
            ? `$r.objectToken(${object})`
            : libraryCall(context, method, null, [object, ...args]);
    }
    return libraryCall(context, method, receiver, args, {
        fromSuper: expression.target?.kind === 'super',
        late: checksLate(expression)
    });
}

/** The type before the dot, when it is one and no value. */
function typeBefore(expression: Call): ApexType | null {
    const target = expression.target;
    const resolved = target?.kind === 'name' || target?.kind === 'member' ? target.resolved : undefined;
    return resolved?.kind === 'type' ? resolved.type : null;
}

/** Methods of Object and Exception may be declared anew by a class of the project: the name that it has there. */
function overridable(method: LibraryMethod): string | undefined {
    if (method.owner !== 'System.Object' && method.owner !== 'System.Exception') {
        return undefined;
    }
    return [
        'm_' + method.name.toLowerCase(),
        ...method.parameters.map((parameter) => parameter.type.toLowerCase().replace(/[^a-z0-9_]/g, '_'))
    ].join('$');
}

/** `record.Field.addError(…)`: the receiver is the record with the field's name, not the field's value. */
function fieldAddError(context: MethodContext, expression: Call, field: string, args: string[]): string {
    const record = expression.target?.kind === 'member' ? value(context, expression.target.target) : 'null';
    return `$r.fieldAddError($n(${record}), ${JSON.stringify(field)}, ${args.join(', ')})`;
}

function enumCall(resolved: Resolution & { kind: 'enumMethod' }, receiver: string | null, args: string[]): string {
    const { type } = resolved;
    const constants = type.kind === 'library' ? `, ${JSON.stringify(type.type.enumConstants)}` : '';
    switch (resolved.name) {
        case 'values':
            return `$r.enumValues(${JSON.stringify(typeText(type))}${constants})`;
        case 'valueOf':
            return `$r.enumValueOf(${JSON.stringify(typeText(type))}, ${args[0]}${constants})`;
        case 'name':
        case 'toString':
            return `$n(${receiver}).name`;
        case 'ordinal':
            return `$n(${receiver}).ordinal`;
        case 'equals':
            return `($n(${receiver}) === ${args[0]})`;
        case 'hashCode':
            return `$o.hashCode($n(${receiver}))`;
    }
}

/** `this(…)` runs this class's constructor even when a subclass has one of the same name. */
export function constructorCall(context: MethodContext, expression: ConstructorCall): string {
    const resolved = expression.resolved;
    const args = expression.args.map((arg) => value(context, arg));
    context.needsFrame = true;
    if (expression.which === 'super' && context.owner.superclass?.kind === 'library') {
        return context.owner.isException ? `$r.initException(${['this', ...args].join(', ')})` : unsupported(resolved, 'super');
    }
    switch (resolved?.kind) {
        case 'userConstructor': {
            const { jsName, owner } = resolved.constructor;
            return expression.which === 'super'
                ? `super.${jsName}(${args.join(', ')})`
                : `${owner.jsName}.prototype.${jsName}.call(${['this', ...args].join(', ')})`;
        }
        case 'exceptionConstructor':
            return `$r.initException(${['this', ...args].join(', ')})`;
        default:
            // super() of a class that extends nothing.
            return 'this';
    }
}
