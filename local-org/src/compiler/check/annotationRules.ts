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
import type { MethodSymbol, TypeSymbol } from '../types.ts';
import { find, HTTP, KNOWN } from './annotationNames.ts';
import type { Context } from './context.ts';
import { report } from './context.ts';
import { checkInvocableMethod, checkInvocableVariable } from './invocableRules.ts';
import { checkRestClass, checkRestMethod } from './restRules.ts';

const FUTURE_TYPES = /^(?:(?:List|Set)<)?(?:Boolean|Integer|Long|Double|Decimal|String|Id|Date|Datetime|Time|Blob)>?$|^Map<\w+,\w+>$/;

export function checkClassAnnotations(context: Context, symbol: TypeSymbol, declaration: TypeDeclaration): void {
    checkKnown(context, declaration.annotations, declaration.nameAt);
    checkRestClass(context, symbol, declaration);
    for (const name of ['testsetup', 'invocablemethod', ...HTTP]) {
        const methods = [...symbol.methods.values()].flat().filter((method) => find(method.annotations, name));
        if (methods.length > 1) {
            report(context, declaration.nameAt, `Only one method per type can be defined with: ${KNOWN[name]!.name}`);
        }
    }
    checkAuraOverloads(context, symbol);
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
        checkInvocableVariable(context, symbol, member);
    }
    if (member.kind !== 'method') {
        return;
    }
    const method = symbol.methods.get(member.name.toLowerCase())?.find((each) => each.declaration === member);
    if (method) {
        checkTest(context, symbol, method);
        checkAura(context, method);
        checkFuture(context, method);
        checkRestMethod(context, method);
        checkReadOnly(context, method);
        checkInvocableMethod(context, symbol, method);
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
