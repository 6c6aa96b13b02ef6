/**
 * Types and members: their bodies, and the rules of inheritance.
 */
import type {
    ClassDeclaration,
    ConstructorDeclaration,
    FieldDeclaration,
    InitializerBlock,
    Member,
    MethodDeclaration,
    Parameter,
    PropertyDeclaration,
    Statement,
    TriggerDeclaration
} from '../../language/ast.ts';
import { membersOf } from '../declare.ts';
import { VOID, typeName, typeNames } from '../typeName.ts';
import type { ApexType, MethodSymbol, TypeSymbol } from '../types.ts';
import type { Universe } from '../universe.ts';
import { checkClassAnnotations, checkMemberAnnotations } from './annotationRules.ts';
import { chooseOverload } from '../overloads.ts';
import type { Body, Context } from './context.ts';
import { checkIdentifier, declareLocal, innerScope, newContext, report } from './context.ts';
import { checkAs } from './expressions.ts';
import { ends } from './flow.ts';
import { checkInheritance } from './inheritance.ts';
import { checkModifiers, checkTypeModifiers } from './modifiers.ts';
import { checkStatements } from './statements.ts';
import { checkTriggerHeader } from './triggers.ts';

/** Checks a type, its members' bodies and its inner types. */
export function checkType(universe: Universe, symbol: TypeSymbol): void {
    const context = newContext(universe, symbol, 'initializer', true);
    const { declaration } = symbol;
    checkIdentifier(context, declaration.nameAt, declaration.name);
    if (declaration.kind === 'trigger') {
        checkTrigger(universe, symbol, declaration);
        return;
    }
    checkTypeModifiers(context, declaration);
    checkClassAnnotations(context, symbol, declaration);
    checkTypeName(context, symbol);
    if (declaration.kind === 'enum') {
        checkConstants(context, declaration.constants);
        return;
    }
    checkDuplicateMethods(context, symbol);
    checkInheritance(context, symbol);
    const seen = new Set<string>();
    for (const member of membersOf(declaration)) {
        checkMember(universe, symbol, member, seen);
    }
    if (declaration.kind === 'class') {
        checkImplicitConstructor(context, symbol, declaration);
    }
}

function checkTypeName(context: Context, symbol: TypeSymbol): void {
    const { declaration } = symbol;
    const endsInException = /exception$/i.test(declaration.name);
    if (symbol.kind === 'class' && symbol.isException !== endsInException) {
        report(
            context,
            declaration.nameAt,
            symbol.isException
                ? `Classes extending Exception must have a name ending in Exception: ${symbol.name}`
                : `Exception class must extend another Exception class: ${symbol.name}`
        );
    }
}

function checkConstants(context: Context, constants: readonly { at: { line: number; column: number }; name: string }[]): void {
    const seen = new Set<string>();
    for (const { at, name } of constants) {
        if (seen.has(name.toLowerCase())) {
            report(context, at, `Duplicate field: ${name}`);
        }
        seen.add(name.toLowerCase());
    }
}

/** `void Outer.run(Integer)` */
export function methodSignature(method: MethodSymbol): string {
    return `${typeName(method.returns)} ${method.owner.name}.${method.name}(${typeNames(method.parameters.map((parameter) => parameter.type))})`;
}

function checkDuplicateMethods(context: Context, symbol: TypeSymbol): void {
    for (const overloads of symbol.methods.values()) {
        const seen = new Set<string>();
        for (const method of overloads) {
            const key = method.parameters.map((parameter) => typeName(parameter.type)).join();
            if (seen.has(key)) {
                report(
                    context,
                    method.declaration.nameAt,
                    `Method already defined: ${method.name} ${methodSignature(method)} from the type ${symbol.name}`
                );
            }
            seen.add(key);
        }
    }
}

function checkMember(universe: Universe, symbol: TypeSymbol, member: Member, seen: Set<string>): void {
    const context = newContext(universe, symbol, 'initializer', true);
    switch (member.kind) {
        case 'field':
            checkModifiers(context, 'fields', member);
            checkField(universe, symbol, member);
            break;
        case 'property':
            checkModifiers(context, 'properties', member);
            checkProperty(universe, symbol, member);
            break;
        case 'method':
            checkModifiers(context, 'methods', member);
            checkMethod(universe, symbol, member);
            break;
        case 'constructor':
            checkModifiers(context, 'constructors', member);
            checkConstructor(universe, symbol, member);
            break;
        case 'initializer':
            checkInitializer(universe, symbol, member);
            return;
        default:
            checkInnerType(universe, symbol, member, seen);
            return;
    }
    checkMemberAnnotations(context, symbol, member);
}

function checkInnerType(
    universe: Universe,
    symbol: TypeSymbol,
    member: Member & { kind: 'class' | 'interface' | 'enum' },
    seen: Set<string>
): void {
    const context = newContext(universe, symbol, 'initializer', true);
    if (symbol.outer) {
        report(context, member.at, 'Inner types are not allowed to have inner types');
        return;
    }
    const key = member.name.toLowerCase();
    if (seen.has(key)) {
        report(context, member.nameAt, `Type name already in use: ${symbol.name}.${member.name}`);
        return;
    }
    seen.add(key);
    const inner = symbol.inner.get(key);
    if (inner) {
        checkType(universe, inner);
    }
}

function checkField(universe: Universe, symbol: TypeSymbol, member: FieldDeclaration): void {
    const field = symbol.fields.get(member.name.toLowerCase());
    const context = { ...newContext(universe, symbol, 'fieldInitializer', field?.isStatic ?? false), initializing: field ?? null };
    checkIdentifier(context, member.nameAt, member.name);
    if (isVoid(member.type)) {
        report(context, member.type.at, 'Variables cannot be of type void');
    }
    if (member.initializer && field) {
        checkAs(context, member.initializer, field.type, member.nameAt);
    }
}

function isVoid(type: { name: string[] }): boolean {
    return type.name.length === 1 && type.name[0]!.toLowerCase() === 'void';
}

function checkProperty(universe: Universe, symbol: TypeSymbol, member: PropertyDeclaration): void {
    const property = symbol.fields.get(member.name.toLowerCase());
    if (!property) {
        return;
    }
    const isStatic = property.isStatic;
    const context = newContext(universe, symbol, 'getter', isStatic);
    checkIdentifier(context, member.nameAt, member.name);
    if (isVoid(member.type)) {
        report(context, member.type.at, 'Properties cannot be of type void');
    }
    if (member.getter?.body) {
        const getter = { ...context, accessor: property, returns: property.type };
        checkStatements(innerScope(getter), member.getter.body.statements);
        if (!member.getter.body.statements.some(ends) && property.type.kind !== 'error') {
            report(context, member.nameAt, `Missing return statement required return type: ${typeName(property.type)}`);
        }
    }
    if (member.setter?.body) {
        const setter: Context = { ...newContext(universe, symbol, 'setter', isStatic), accessor: property, returns: VOID };
        member.setter.local = setter.scope.add('value', property.type, false);
        checkStatements(innerScope(setter), member.setter.body.statements);
    }
}

function checkMethod(universe: Universe, symbol: TypeSymbol, member: MethodDeclaration): void {
    const method = symbol.methods.get(member.name.toLowerCase())?.find((each) => each.declaration === member);
    if (!method) {
        return;
    }
    const triggerObject = symbol.declaration.kind === 'trigger' ? (universe.schema.object(symbol.declaration.object) ?? null) : null;
    const context = { ...newContext(universe, symbol, 'method', method.isStatic), returns: method.returns, method, triggerObject };
    declareParameters(context, member.parameters, method.parameters);
    const isAbstract = symbol.kind === 'interface' || member.modifiers.includes('abstract');
    if (!member.body) {
        if (!isAbstract) {
            report(context, member.nameAt, 'Method must have a body');
        }
        return;
    }
    if (isAbstract) {
        report(context, member.nameAt, symbol.kind === 'interface' ? 'Method must have a body' : 'Abstract methods cannot have a body');
    }
    checkStatements(innerScope(context), member.body.statements);
    if (method.returns.kind !== 'void' && method.returns.kind !== 'error' && !member.body.statements.some(ends)) {
        report(context, member.nameAt, `Missing return statement required return type: ${typeName(method.returns)}`);
    }
}

const MAX_PARAMETERS = 32;

function declareParameters(context: Context, parameters: readonly Parameter[], symbols: readonly { type: ApexType }[]): void {
    parameters.forEach((parameter, i) => {
        if (isVoid(parameter.type)) {
            report(context, parameter.nameAt, 'Parameters cannot be of type void');
        }
        parameter.local = declareLocal(context, parameter.nameAt, parameter.name, symbols[i]!.type, parameter.modifiers.includes('final'));
    });
    if (parameters.length > MAX_PARAMETERS) {
        report(context, parameters[MAX_PARAMETERS]!.nameAt, `Invalid number of parameters exceeds: ${MAX_PARAMETERS}`);
    }
}

function checkConstructor(universe: Universe, symbol: TypeSymbol, member: ConstructorDeclaration): void {
    const constructor = symbol.constructors.find((each) => each.declaration === member);
    const context = newContext(universe, symbol, 'constructor', false);
    if (member.name.toLowerCase() !== symbol.declaration.name.toLowerCase()) {
        report(context, member.nameAt, `Invalid constructor name: ${member.name}`);
    }
    if (!constructor) {
        return;
    }
    const key = constructor.parameters.map((parameter) => typeName(parameter.type)).join();
    if (
        symbol.constructors.some(
            (each) =>
                each !== constructor &&
                before(each.declaration, member) &&
                each.parameters.map((parameter) => typeName(parameter.type)).join() === key
        )
    ) {
        report(
            context,
            member.nameAt,
            `Method already defined: <init> void ${symbol.name}.<init>(${typeNames(constructor.parameters.map((each) => each.type))}) from the type ${symbol.name}`
        );
    }
    if (symbol.isException && isPlatformForm(constructor.parameters.map((parameter) => typeName(parameter.type)))) {
        report(
            context,
            member.nameAt,
            `System exception constructor already defined: <Constructor>(${typeNames(constructor.parameters.map((each) => each.type))})`
        );
    }
    declareParameters(context, member.parameters, constructor.parameters);
    const [first, ...rest] = member.body.statements;
    const hasCall = isConstructorCall(first);
    for (const statement of rest) {
        if (statement.kind === 'expressionStatement' && statement.expression.kind === 'constructorCall') {
            report(
                context,
                statement.expression.at,
                `Call to '${statement.expression.which}()' must be the first statement in a constructor method`
            );
        }
    }
    if (!hasCall) {
        checkSuperDefault(context, symbol, member.nameAt);
    }
    checkStatements(
        innerScope(context),
        member.body.statements.filter((statement, i) => i === 0 || !isConstructorCall(statement))
    );
}

function before(a: ConstructorDeclaration | null, b: ConstructorDeclaration): boolean {
    return a !== null && (a.at.line < b.at.line || (a.at.line === b.at.line && a.at.column < b.at.column));
}

function isPlatformForm(parameters: readonly string[]): boolean {
    const key = parameters.join();
    return key === 'String' || key === 'System.Exception' || key === 'String,System.Exception';
}

function isConstructorCall(statement: Statement | undefined): boolean {
    return statement?.kind === 'expressionStatement' && statement.expression.kind === 'constructorCall';
}

/** Without `super(…)` or `this(…)` the superclass must have a constructor without parameters. */
function checkSuperDefault(context: Context, symbol: TypeSymbol, at: { line: number; column: number }): void {
    const above = symbol.superclass;
    if (above?.kind !== 'user' || above.symbol.isException) {
        return;
    }
    const candidates = above.symbol.constructors.map((constructor) => ({
        parameters: constructor.parameters.map((parameter) => parameter.type)
    }));
    if (candidates.length > 0 && chooseOverload(context.universe, candidates, []) === null) {
        report(context, at, `No default constructor available in super type: ${above.symbol.name}`);
    }
}

function checkImplicitConstructor(context: Context, symbol: TypeSymbol, declaration: ClassDeclaration): void {
    if (!declaration.members.some((member) => member.kind === 'constructor')) {
        checkSuperDefault(context, symbol, declaration.nameAt);
    }
}

function checkInitializer(universe: Universe, symbol: TypeSymbol, member: InitializerBlock): void {
    const context = newContext(universe, symbol, 'initializer', member.isStatic);
    if (member.isStatic && symbol.outer) {
        report(context, member.body.at, 'Inner types are not allowed to have static blocks');
    }
    checkStatements(innerScope(context), member.body.statements);
}

function checkTrigger(universe: Universe, symbol: TypeSymbol, declaration: TriggerDeclaration): void {
    const object = universe.schema.object(declaration.object) ?? null;
    const context = { ...newContext(universe, symbol, 'trigger' as Body, true), triggerObject: object, returns: VOID };
    checkTriggerHeader(context, declaration, object);
    for (const member of declaration.members) {
        checkMember(universe, symbol, member, new Set());
    }
    checkStatements(innerScope(context), declaration.body.statements);
}
