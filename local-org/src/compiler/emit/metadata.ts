import type { Annotation } from '../../language/ast.ts';
import type { ApexType, FieldSymbol, MethodSymbol, TypeSymbol } from '../types.ts';
import type { AnnotationMeta, ConstructorMeta, FieldMeta, MethodMeta, ParameterMeta, TypeMeta } from '../../runtime/EmittedModule.ts';
import { jsNameOf } from './properties.ts';
import { typeText, userSuperclass } from './typeText.ts';

/** The facts about a type and its inner types, outermost first. */
export function describeTypes(symbol: TypeSymbol): TypeMeta[] {
    return [describeType(symbol), ...[...symbol.inner.values()].flatMap(describeTypes)];
}

function describeType(symbol: TypeSymbol): TypeMeta {
    const fields = [...symbol.fields.values()];
    const trigger = symbol.declaration.kind === 'trigger' ? symbol.declaration : null;
    return {
        name: symbol.name,
        kind: symbol.kind,
        jsName: symbol.jsName,
        fileName: symbol.fileName,
        outer: symbol.outer?.name ?? null,
        superclass: symbol.superclass ? typeText(symbol.superclass) : null,
        interfaces: [...allInterfaces(symbol)],
        apiVersion: symbol.apiVersion,
        sharing: symbol.sharing,
        isAbstract: symbol.modifiers.has('abstract'),
        isInterface: symbol.kind === 'interface',
        isTest: symbol.isTest,
        isException: symbol.isException,
        modifiers: [...symbol.modifiers],
        annotations: annotations(symbol.annotations),
        enumConstants: symbol.enumConstants,
        fields: fields.filter((field) => !field.isStatic).map(describeField),
        staticFields: fields.filter((field) => field.isStatic).map(describeField),
        methods: [...symbol.methods.values()].flat().map(describeMethod),
        constructors: symbol.constructors.map((constructor): ConstructorMeta => ({
            jsName: constructor.jsName,
            parameters: parameters(constructor.parameters),
            modifiers: [...constructor.modifiers]
        })),
        trigger: trigger ? { object: trigger.object, events: trigger.events } : null
    };
}

/** Declared ones, what they extend, and those of the superclasses in the project. */
function allInterfaces(symbol: TypeSymbol, found = new Set<string>()): Set<string> {
    for (const type of symbol.interfaces) {
        addInterface(type, found);
    }
    const superclass = userSuperclass(symbol);
    return superclass ? allInterfaces(superclass, found) : found;
}

function addInterface(type: ApexType, found: Set<string>): void {
    found.add(typeText(type));
    if (type.kind === 'user') {
        allInterfaces(type.symbol, found);
    } else if (type.kind === 'library') {
        type.type.interfaces.forEach((name) => found.add(name));
    }
}

function describeField(field: FieldSymbol): FieldMeta {
    return {
        name: field.name,
        jsName: jsNameOf(field),
        type: typeText(field.type),
        isStatic: field.isStatic,
        isProperty: field.kind === 'property',
        isTransient: field.modifiers.has('transient'),
        hasGetter: field.property === null || field.property.getter !== null,
        hasSetter: field.property === null || field.property.setter !== null,
        modifiers: [...field.modifiers],
        annotations: annotations(field.annotations)
    };
}

function describeMethod(method: MethodSymbol): MethodMeta {
    return {
        name: method.name,
        jsName: method.jsName,
        isStatic: method.isStatic,
        isAbstract: method.isAbstract,
        parameters: parameters(method.parameters),
        returns: typeText(method.returns),
        modifiers: [...method.modifiers],
        annotations: annotations(method.annotations),
        line: method.declaration.nameAt.line
    };
}

function parameters(list: readonly { name: string; type: ApexType }[]): ParameterMeta[] {
    return list.map(({ name, type }) => ({ name, type: typeText(type) }));
}

function annotations(list: readonly Annotation[]): AnnotationMeta[] {
    return list.map(({ name, params }) => ({ name, params }));
}
