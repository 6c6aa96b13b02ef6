/** What Flow and agents ask of @InvocableMethod and @InvocableVariable. Messages: Salesforce's compiler. */
import type { FieldDeclaration, PropertyDeclaration } from '../../language/ast.ts';
import { typeName } from '../typeName.ts';
import type { ApexType, MethodSymbol, TypeSymbol } from '../types.ts';
import { find } from './annotationNames.ts';
import type { Context } from './context.ts';
import { report } from './context.ts';

const INVOCABLE_NEEDS_CONSTRUCTOR = 66;

export function checkInvocableMethod(context: Context, symbol: TypeSymbol, method: MethodSymbol): void {
    if (!find(method.annotations, 'invocablemethod')) {
        return;
    }
    const at = method.declaration.nameAt;
    if (symbol.outer) {
        report(context, at, 'InvocableMethod can only be used on methods of a top level type');
    }
    if (!method.isStatic) {
        report(context, at, 'InvocableMethod methods must be declared as static');
    }
    if (!method.modifiers.has('public') && !method.modifiers.has('global')) {
        report(context, at, 'InvocableMethod methods require at least one of the following global, public');
    }
    if (method.annotations.some((each) => !['invocablemethod', 'deprecated', 'suppresswarnings'].includes(each.name.toLowerCase()))) {
        report(context, at, 'The only annotation that can be used with InvocableMethod is Deprecated');
    }
    if (method.parameters.length > 1) {
        report(context, at, 'Only one parameter is supported on methods with @Invocable annotation');
    }
    checkParameter(context, method);
    if (method.returns.kind !== 'void' && !isList(method.returns)) {
        report(context, at, `InvocableMethod methods do not support return type of ${typeName(method.returns)}`);
    }
}

function checkParameter(context: Context, { parameters: [first], declaration }: MethodSymbol): void {
    if (!first) {
        return;
    }
    if (!isList(first.type)) {
        report(
            context,
            declaration.nameAt,
            `Unsupported parameter type ${typeName(first.type)}. Valid invocable parameters must be List types like List<T> where T is a supported type`
        );
        return;
    }
    const element = first.type.kind === 'list' ? first.type.element : null;
    if (element?.kind === 'map' || element?.kind === 'set') {
        report(context, declaration.nameAt, `InvocableMethod methods do not support parameter type of ${typeName(first.type)}`);
    }
    if (element?.kind === 'user' && context.symbol.apiVersion >= INVOCABLE_NEEDS_CONSTRUCTOR && !hasPlainConstructor(element.symbol)) {
        const text = `Invocable parameter type ${typeName(element)} must have an accessible constructor without arguments`;
        report(context, declaration.nameAt, text);
    }
}

/** Whoever calls the method from outside must be able to make its parameters (platform.md 0.7). */
function hasPlainConstructor({ constructors }: TypeSymbol): boolean {
    return constructors.some(
        ({ parameters, modifiers }) => parameters.length === 0 && (modifiers.has('public') || modifiers.has('global'))
    );
}

function isList(type: ApexType): boolean {
    return type.kind === 'list' || type.kind === 'error';
}

export function checkInvocableVariable(context: Context, symbol: TypeSymbol, member: FieldDeclaration | PropertyDeclaration): void {
    if (!find(member.annotations, 'invocablevariable')) {
        return;
    }
    const has = (modifier: string): boolean => (member.modifiers as readonly string[]).includes(modifier);
    const plural = member.kind === 'property' ? 'properties' : 'fields';
    if (!has('public') && !has('global')) {
        report(context, member.nameAt, `InvocableVariable ${plural} require at least one of the following global, public`);
    }
    for (const modifier of ['static', 'final'].filter(has)) {
        report(context, member.nameAt, `InvocableVariable ${plural} cannot be ${modifier}`);
    }
    const type = symbol.fields.get(member.name.toLowerCase())?.type;
    if (type?.kind === 'map' || type?.kind === 'set') {
        report(context, member.nameAt, `InvocableVariable fields do not support type of ${typeName(type)}`);
    }
}
