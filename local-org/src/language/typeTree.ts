import type { ApexTree } from './antlr.ts';
import type { TypeRef } from './ast.ts';
import { BrokenTree, required, startOf, textOf } from './treeContext.ts';

/** `Map<Id, List<Foo.Bar>>`, `String[]`. */
export function typeRef(rule: ApexTree.TypeRefContext): TypeRef {
    const at = startOf(rule);
    const name: string[] = [];
    let args: TypeRef[] = [];
    for (const part of rule.typeName_list()) {
        name.push(part.start.text);
        const typeArguments = part.typeArguments();
        if (typeArguments) args = [...args, ...typeList(typeArguments.typeList())];
    }
    if (name.length === 0 || rule.exception) throw new BrokenTree('no type');
    let type: TypeRef = { at, name, args };
    const subscripts = rule.arraySubscripts()?.LBRACK_list().length ?? 0;
    for (let i = 0; i < subscripts; i++) type = listOf(type);
    return type;
}

/** An array is a list. */
export function listOf(element: TypeRef): TypeRef {
    return { at: element.at, name: ['List'], args: [element] };
}

export function typeList(rule: ApexTree.TypeListContext): TypeRef[] {
    return required(rule).typeRef_list().map(typeRef);
}

/** A dotted name used as a type: the exception of a catch clause. */
export function qualifiedType(rule: ApexTree.QualifiedNameContext): TypeRef {
    return { at: startOf(rule), name: rule.id_list().map(textOf), args: [] };
}

/** The type after `new`, still without what follows it. */
export function createdType(rule: ApexTree.CreatedNameContext): TypeRef {
    const name: string[] = [];
    let args: TypeRef[] = [];
    for (const part of rule.idCreatedNamePair_list()) {
        name.push(textOf(part.anyId()));
        const list = part.typeList();
        if (list) args = [...args, ...typeList(list)];
    }
    return { at: startOf(rule), name, args };
}
