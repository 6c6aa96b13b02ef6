/** Types and their members: parse tree → syntax tree. */
import type { ApexTree } from './antlr.ts';
import type {
    Annotation,
    FieldDeclaration,
    InterfaceDeclaration,
    Member,
    MethodDeclaration,
    Modifier,
    Parameter,
    Position,
    PropertyAccessor,
    PropertyDeclaration,
    TypeDeclaration
} from './ast.ts';
import { expression } from './expressionTree.ts';
import { modifiersOf } from './modifierTree.ts';
import { block } from './statementTree.ts';
import type { TreeContext } from './treeContext.ts';
import { BrokenTree, endOf, positionOf, required, startOf, textOf } from './treeContext.ts';
import { typeList, typeRef } from './typeTree.ts';

/** What stands before a declaration. */
interface Head {
    at: Position;
    annotations: Annotation[];
    modifiers: Modifier[];
}

type MemberRule = ApexTree.MemberDeclarationContext | ApexTree.TriggerMemberDeclarationContext;
type TypeRules = {
    classDeclaration(): ApexTree.ClassDeclarationContext;
    interfaceDeclaration(): ApexTree.InterfaceDeclarationContext;
    enumDeclaration(): ApexTree.EnumDeclarationContext;
};

/**
 * Runs a builder over a part of the tree that may be broken: what cannot be built is left out, so that one syntax
 * error does not hide the rest of the file. A sound tree that cannot be built is a fault of ours and is reported.
 */
export function attempt<T>(file: TreeContext, at: Position, build: () => T): T | null {
    try {
        return build();
    } catch (error) {
        if (file.problems.length === 0) {
            const why = error instanceof RangeError ? 'it is nested too deeply' : String(error);
            file.problems.push({ ...at, message: `This could not be read: ${why}.` });
        }
        return null;
    }
}

export function typeDeclaration(rule: ApexTree.TypeDeclarationContext, file: TreeContext): TypeDeclaration | null {
    return anyType(rule, headOf(startOf(rule), rule.modifier_list(), file), file);
}

function headOf(at: Position, rules: ApexTree.ModifierContext[], file: TreeContext): Head {
    return { at, ...modifiersOf(rules, file) };
}

function anyType(rule: TypeRules, head: Head, file: TreeContext): TypeDeclaration | null {
    const classRule = rule.classDeclaration();
    if (classRule) return classDeclaration(classRule, head, file);
    const interfaceRule = rule.interfaceDeclaration();
    if (interfaceRule) return interfaceDeclaration(interfaceRule, head, file);
    const enumRule = rule.enumDeclaration();
    return enumRule ? enumDeclaration(enumRule, head) : null;
}

function named(id: ApexTree.IdContext): { nameAt: Position; name: string } {
    return { nameAt: startOf(id), name: textOf(id) };
}

function classDeclaration(rule: ApexTree.ClassDeclarationContext, head: Head, file: TreeContext): TypeDeclaration {
    const body = required(rule.classBody());
    const superclass = rule.typeRef();
    const interfaces = rule.typeList();
    return {
        kind: 'class',
        ...head,
        ...named(rule.id()),
        typeParameters: [],
        superclass: superclass ? typeRef(superclass) : null,
        interfaces: interfaces ? typeList(interfaces) : [],
        members: body.classBodyDeclaration_list().flatMap((item) => attempt(file, startOf(item), () => classMember(item, file)) ?? []),
        end: endOf(body)
    };
}

function interfaceDeclaration(rule: ApexTree.InterfaceDeclarationContext, head: Head, file: TreeContext): InterfaceDeclaration {
    const body = required(rule.interfaceBody());
    const interfaces = rule.typeList();
    const comma = interfaces?.COMMA(0);
    if (comma) file.problems.push({ ...positionOf(comma.symbol), message: "Expecting '{' but was: ','" });
    return {
        kind: 'interface',
        ...head,
        ...named(rule.id()),
        typeParameters: [],
        interfaces: interfaces ? typeList(interfaces) : [],
        methods: body
            .interfaceMethodDeclaration_list()
            .flatMap((item) => attempt(file, startOf(item), () => interfaceMethod(item, file)) ?? []),
        end: endOf(body)
    };
}

function enumDeclaration(rule: ApexTree.EnumDeclarationContext, head: Head): TypeDeclaration {
    const constants = rule.enumConstants()?.id_list() ?? [];
    return {
        kind: 'enum',
        ...head,
        ...named(rule.id()),
        constants: constants.map((id) => ({ at: startOf(id), name: textOf(id) })),
        end: endOf(rule)
    };
}

function classMember(rule: ApexTree.ClassBodyDeclarationContext, file: TreeContext): Member[] {
    const initializer = rule.block();
    if (initializer) {
        return [{ kind: 'initializer', at: startOf(rule), isStatic: Boolean(rule.STATIC()), body: block(initializer, file) }];
    }
    const declaration = rule.memberDeclaration();
    if (!declaration) {
        // Salesforce knows no empty member.
        if (rule.SEMI()) file.problems.push({ ...startOf(rule), message: "Extra '}', at ';'." });
        return [];
    }
    return member(declaration, headOf(startOf(rule), rule.modifier_list(), file), file);
}

/** One member, or several for `Integer a, b;`. */
export function member(rule: MemberRule, head: Head, file: TreeContext): Member[] {
    const methodRule = rule.methodDeclaration();
    if (methodRule) return [method(methodRule, methodRule.block(), head, file)];
    const constructorRule = 'constructorDeclaration' in rule ? rule.constructorDeclaration() : null;
    if (constructorRule) return [constructorDeclaration(constructorRule, head, file)];
    const propertyRule = rule.propertyDeclaration();
    if (propertyRule) return [property(propertyRule, head, file)];
    const fieldRule = rule.fieldDeclaration();
    if (fieldRule) return fields(fieldRule, head, file);
    return [required(anyType(rule, head, file))];
}

/** Modifiers and declaration of a member in a trigger. */
export function triggerMember(rule: ApexTree.TriggerBlockMemberContext, file: TreeContext): Member[] {
    return member(rule.triggerMemberDeclaration(), headOf(startOf(rule), rule.modifier_list(), file), file);
}

/** Without any modifier: every method of an interface is public and abstract. */
function interfaceMethod(rule: ApexTree.InterfaceMethodDeclarationContext, file: TreeContext): MethodDeclaration {
    const written = rule.modifier(0);
    if (written) file.problems.push({ ...startOf(written), message: `Expecting '}' but was: '${written.start.text}'` });
    return method(rule, null, headOf(startOf(rule), rule.modifier_list(), file), file);
}

function method(
    rule: ApexTree.MethodDeclarationContext | ApexTree.InterfaceMethodDeclarationContext,
    body: ApexTree.BlockContext | null,
    head: Head,
    file: TreeContext
): MethodDeclaration {
    return {
        kind: 'method',
        ...head,
        ...named(rule.id()),
        returnType: rule.VOID() ? null : typeRef(required(rule.typeRef())),
        parameters: parameters(rule.formalParameters(), file),
        body: body ? block(body, file) : null,
        end: endOf(rule)
    };
}

function constructorDeclaration(rule: ApexTree.ConstructorDeclarationContext, head: Head, file: TreeContext): Member {
    const ids = required(rule.qualifiedName()).id_list();
    return {
        kind: 'constructor',
        ...head,
        nameAt: startOf(rule),
        name: ids.map(textOf).join('.'),
        parameters: parameters(rule.formalParameters(), file),
        body: block(rule.block(), file),
        end: endOf(rule)
    };
}

function parameters(rule: ApexTree.FormalParametersContext, file: TreeContext): Parameter[] {
    const list = required(rule).formalParameterList()?.formalParameter_list() ?? [];
    return list.map((parameter) => ({
        at: startOf(parameter),
        nameAt: startOf(parameter.id()),
        name: textOf(parameter.id()),
        type: typeRef(parameter.typeRef()),
        ...modifiersOf(parameter.modifier_list(), file)
    }));
}

function fields(rule: ApexTree.FieldDeclarationContext, head: Head, file: TreeContext): FieldDeclaration[] {
    const type = typeRef(rule.typeRef());
    return required(rule.variableDeclarators())
        .variableDeclarator_list()
        .map((declarator) => {
            const initializer = declarator.expression();
            return {
                kind: 'field',
                ...head,
                ...named(declarator.id()),
                type,
                initializer: initializer ? expression(initializer, file) : null
            };
        });
}

function property(rule: ApexTree.PropertyDeclarationContext, head: Head, file: TreeContext): PropertyDeclaration {
    let getter: PropertyAccessor | null = null;
    let setter: PropertyAccessor | null = null;
    for (const item of rule.propertyBlock_list()) {
        const accessorRule = required(item.getter() ?? item.setter());
        const at = positionOf(accessorRule.start);
        const bodyRule = accessorRule.block();
        const accessor = {
            at,
            modifiers: modifiersOf(item.modifier_list(), file).modifiers,
            body: bodyRule ? block(bodyRule, file) : null
        };
        const isGetter = Boolean(item.getter());
        if (isGetter ? getter : setter) refuse(file, at, `Missing '}' at '${isGetter ? 'get' : 'set'}'`);
        if (isGetter) getter = accessor;
        else setter = accessor;
    }
    if (!getter && !setter) refuse(file, endOf(rule), "Unexpected token '}'.");
    return { kind: 'property', ...head, ...named(rule.id()), type: typeRef(rule.typeRef()), getter, setter, end: endOf(rule) };
}

/** What the grammar lets through and Salesforce does not. */
function refuse(file: TreeContext, at: Position, message: string): never {
    file.problems.push({ ...at, message });
    throw new BrokenTree(message);
}
