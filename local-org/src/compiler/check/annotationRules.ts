/**
 * Annotations that change what a declaration is, and what they ask of it.
 */
import type {
    Annotation,
    FieldDeclaration,
    MethodDeclaration,
    PropertyDeclaration,
    ConstructorDeclaration,
    TypeDeclaration
} from '../../language/ast.ts';
import { VOID, typeName } from '../typeName.ts';
import type { ApexType, MethodSymbol, TypeSymbol } from '../types.ts';
import type { Context } from './context.ts';
import { report } from './context.ts';

/** Canonical names, and the properties of those whose properties are checked. */
const KNOWN: Record<string, { name: string; properties?: readonly string[] }> = {
    auraenabled: { name: 'AuraEnabled', properties: ['cacheable', 'continuation', 'scope'] },
    deprecated: { name: 'Deprecated' },
    future: { name: 'Future', properties: ['callout', 'limits', 'limitofrequests'] },
    httpdelete: { name: 'HttpDelete' },
    httpget: { name: 'HttpGet' },
    httppatch: { name: 'HttpPatch' },
    httppost: { name: 'HttpPost' },
    httpput: { name: 'HttpPut' },
    invocablemethod: {
        name: 'InvocableMethod',
        properties: ['label', 'description', 'category', 'callout', 'configurationeditor', 'iconname', 'capabilitytype']
    },
    invocablevariable: { name: 'InvocableVariable', properties: ['label', 'description', 'required', 'placeholdertext', 'defaultvalue'] },
    istest: { name: 'IsTest', properties: ['seealldata', 'isparallel', 'oninstall', 'critical', 'testfor'] },
    jsonaccess: { name: 'JsonAccess', properties: ['serializable', 'deserializable'] },
    namespaceaccessible: { name: 'NamespaceAccessible' },
    readonly: { name: 'ReadOnly', properties: ['usereplica'] },
    remoteaction: { name: 'RemoteAction' },
    restresource: { name: 'RestResource', properties: ['urlmapping'] },
    suppresswarnings: { name: 'SuppressWarnings' },
    testsetup: { name: 'TestSetup' },
    testvisible: { name: 'TestVisible' }
};

const INVOCABLE_NEEDS_CONSTRUCTOR = 66;
const HTTP = ['httpdelete', 'httpget', 'httppatch', 'httppost', 'httpput'];
const FUTURE_TYPES = /^(?:(?:List|Set)<)?(?:Boolean|Integer|Long|Double|Decimal|String|Id|Date|Datetime|Time|Blob)>?$|^Map<\w+,\w+>$/;

export function checkClassAnnotations(context: Context, symbol: TypeSymbol, declaration: TypeDeclaration): void {
    checkKnown(context, declaration.annotations, declaration.nameAt);
    const rest = find(declaration.annotations, 'restresource');
    if (rest) {
        if (!symbol.modifiers.has('global')) {
            report(context, declaration.nameAt, 'RestResource classes must be declared as global');
        }
        const problem = urlProblem(rest.params['urlmapping'] ?? '');
        if (problem) {
            report(context, rest.at, problem);
        }
    }
    for (const name of ['testsetup', 'invocablemethod', ...HTTP]) {
        const methods = [...symbol.methods.values()].flat().filter((method) => find(method.annotations, name));
        if (methods.length > 1) {
            report(context, declaration.nameAt, `Only one method per type can be defined with: ${KNOWN[name]!.name}`);
        }
    }
    checkAuraOverloads(context, symbol);
}

function urlProblem(url: string): string | null {
    if (url === '') {
        return 'Rest Resource url cannot be empty';
    }
    if (url.length > 255) {
        return 'Rest Resource url cannot be longer than 255 characters';
    }
    return url.startsWith('/') ? null : "Rest Resource url must begin with a forward slash, '/'";
}

function checkAuraOverloads(context: Context, symbol: TypeSymbol): void {
    for (const overloads of symbol.methods.values()) {
        const aura = overloads.filter((method) => find(method.annotations, 'auraenabled'));
        if (aura.length > 0 && overloads.length > 1 && aura.length === overloads.length) {
            aura.forEach((method) =>
                report(context, method.declaration.nameAt, `Overload of AuraEnabled method: ${method.name} overload is not permitted`)
            );
        }
    }
}

function find(annotations: readonly Annotation[], name: string): Annotation | undefined {
    return annotations.find((annotation) => annotation.name.toLowerCase() === name);
}

function checkKnown(context: Context, annotations: readonly Annotation[], nameAt: { line: number; column: number }): void {
    const seen = new Set<string>();
    for (const annotation of annotations) {
        const key = annotation.name.toLowerCase();
        const known = KNOWN[key];
        if (!known) {
            report(context, annotation.at, `Annotation does not exist: ${annotation.name}`);
            continue;
        }
        if (seen.has(key)) {
            report(context, nameAt, `Duplicate modifier: ${known.name}`);
        }
        seen.add(key);
        for (const property of Object.keys(annotation.params)) {
            if (known.properties && property !== 'value' && !known.properties.includes(property)) {
                const at = { line: annotation.at.line, column: annotation.at.column + annotation.name.length + 2 };
                report(context, at, `No such property, ${property}, defined on this annotation: ${known.name}`);
            }
        }
    }
}

export function checkMemberAnnotations(
    context: Context,
    symbol: TypeSymbol,
    member: FieldDeclaration | PropertyDeclaration | MethodDeclaration | ConstructorDeclaration
): void {
    checkKnown(context, member.annotations, member.nameAt);
    if (member.kind === 'property' || member.kind === 'field') {
        const isOpen = member.modifiers.includes('public') || member.modifiers.includes('global');
        if (find(member.annotations, 'auraenabled') && !isOpen) {
            const plural = member.kind === 'property' ? 'properties' : 'fields';
            report(context, member.nameAt, `AuraEnabled ${plural} require at least one of the following global, public`);
        }
    }
    if (member.kind !== 'method') {
        return;
    }
    const method = symbol.methods.get(member.name.toLowerCase())?.find((each) => each.declaration === member);
    if (method) {
        checkTest(context, symbol, method);
        checkAura(context, method);
        checkFuture(context, method);
        checkRest(context, method);
        checkReadOnly(context, method);
        checkInvocable(context, method);
    }
}

function checkTest(context: Context, symbol: TypeSymbol, method: MethodSymbol): void {
    const at = method.declaration.nameAt;
    const isTest = find(method.annotations, 'istest') ?? method.modifiers.has('testmethod');
    const isSetup = find(method.annotations, 'testsetup');
    const name = isSetup ? 'TestSetup' : find(method.annotations, 'istest') ? 'IsTest' : 'testMethod';
    if (!isTest && !isSetup) {
        return;
    }
    if (!method.modifiers.has('static')) {
        report(context, at, `${name} methods must be declared as static`);
    }
    const ownTest = symbol.annotations.some((annotation) => annotation.name.toLowerCase() === 'istest');
    if (!ownTest) {
        report(context, at, `Defining type for ${name} methods must be declared as IsTest`);
    }
    if (method.parameters.length > 0) {
        report(context, at, 'Test methods must have no arguments');
    }
    if (isSetup && method.returns.kind !== 'void') {
        report(context, at, 'Test setup method must return void');
    }
}

function checkAura(context: Context, method: MethodSymbol): void {
    if (!find(method.annotations, 'auraenabled')) {
        return;
    }
    const at = method.declaration.nameAt;
    if (!method.modifiers.has('public') && !method.modifiers.has('global')) {
        report(context, at, 'AuraEnabled methods require at least one of the following global, public');
    }
    if (!method.isStatic) {
        if (method.parameters.length > 0) {
            report(context, at, 'Non static AuraEnabled methods may not have parameters');
        }
        if (!/^get/i.test(method.name)) {
            report(context, at, "Non static AuraEnabled methods must be named with a prefix 'get'");
        }
    }
}

function checkFuture(context: Context, method: MethodSymbol): void {
    if (!find(method.annotations, 'future')) {
        return;
    }
    const at = method.declaration.nameAt;
    if (!method.isStatic) {
        report(context, at, 'Future methods must be declared as static');
    }
    if (method.returns.kind !== 'void') {
        report(context, at, `Future methods do not support return type of ${typeName(method.returns)}`);
    }
    for (const { type } of method.parameters) {
        if (type.kind !== 'error' && !FUTURE_TYPES.test(typeName(type))) {
            report(context, at, `Future methods do not support parameter type of ${typeName(type)}`);
        }
    }
}

/** Only entry points that may read without end. */
function checkReadOnly(context: Context, method: MethodSymbol): void {
    if (!find(method.annotations, 'readonly')) {
        return;
    }
    const isScheduled =
        method.name.toLowerCase() === 'execute' && typeName(method.parameters[0]?.type ?? VOID) === 'System.SchedulableContext';
    const isRest = HTTP.some((name) => find(method.annotations, name));
    if (!isScheduled && !isRest && !method.modifiers.has('webservice') && !find(method.annotations, 'remoteaction')) {
        report(
            context,
            method.declaration.nameAt,
            'Only WebService, RemoteAction or Schedulable.execute(SchedulableContext) methods can be marked ReadOnly'
        );
    }
}

function checkRest(context: Context, method: MethodSymbol): void {
    const name = HTTP.find((each) => find(method.annotations, each));
    if (!name) {
        return;
    }
    const at = method.declaration.nameAt;
    const shown = KNOWN[name]!.name;
    if (!method.modifiers.has('global')) {
        report(context, at, `${shown} methods must be declared as global`);
    }
}

function checkInvocable(context: Context, method: MethodSymbol): void {
    if (!find(method.annotations, 'invocablemethod')) {
        return;
    }
    const at = method.declaration.nameAt;
    if (!method.isStatic) {
        report(context, at, 'InvocableMethod methods must be declared as static');
    }
    if (method.parameters.length > 1) {
        report(context, at, 'Only one parameter is supported on methods with @Invocable annotation');
    }
    const [first] = method.parameters;
    if (first && !isList(first.type)) {
        report(
            context,
            at,
            `Unsupported parameter type ${typeName(first.type)}. Valid invocable parameters must be List types like List<T> where T is a supported type`
        );
    }
    const element = first?.type.kind === 'list' ? first.type.element : null;
    if (element?.kind === 'user' && context.symbol.apiVersion >= INVOCABLE_NEEDS_CONSTRUCTOR && !hasPlainConstructor(element.symbol)) {
        report(context, at, `Invocable parameter type ${typeName(element)} must have an accessible constructor without arguments`);
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
