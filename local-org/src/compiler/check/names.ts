/**
 * What a name or a dotted name means: a local, a field, a type, a namespace; members are looked up behind the dot.
 */
import type { Expression, MemberAccess, Name } from '../../language/ast.ts';
import { findField, isTypeVisible, isVisible } from '../members.ts';
import { libraryTypeNamed, userTypeNamed } from '../resolveType.ts';
import { ERROR, userType } from '../typeName.ts';
import type { ApexType, FieldSymbol } from '../types.ts';
import type { Context } from './context.ts';
import { report, unsupported } from './context.ts';
import { checkExpression } from './expressions.ts';
import { NONE, VALUE, errorTarget, isPath, typeTarget } from './target.ts';
import type { Target } from './target.ts';
import { memberOfNamespace, memberOfType } from './typeMembers.ts';
import { checkReadable, memberOfValue } from './valueMembers.ts';

export function checkName(context: Context, e: Name): ApexType {
    return asValue(context, e, resolveName(context, e));
}

export function checkMember(context: Context, e: MemberAccess): ApexType {
    return asValue(context, e, resolveMember(context, e));
}

function asValue(context: Context, e: Name | MemberAccess, target: Target): ApexType {
    if (target.kind === 'value') {
        e.staticType = target.type;
        return target.type;
    }
    if (target.kind === 'none') {
        // What is missing is the path before the member that was to be read.
        const path = e.kind === 'name' ? target.path : target.path.slice(0, target.path.lastIndexOf('.'));
        report(context, headOf(e).at, `Variable does not exist: ${path}`);
    } else {
        report(context, e.at, `Variable does not exist: ${e.name}`);
    }
    e.staticType = ERROR;
    return ERROR;
}

function headOf(e: Expression): Expression {
    return e.kind === 'member' ? headOf(e.target) : e;
}

/** The target of a member access or call: a value, or a type or namespace when the name means one. */
export function resolveTarget(context: Context, e: Expression): Target {
    switch (e.kind) {
        case 'name':
            return resolveName(context, e);
        case 'member':
            return resolveMember(context, e);
        default:
            return VALUE(checkExpression(context, e));
    }
}

function resolveName(context: Context, e: Name): Target {
    const { universe } = context;
    const local = context.scope.find(e.name);
    if (local) {
        e.resolved = { kind: 'local', local };
        e.staticType = local.type;
        return VALUE(local.type);
    }
    const field = visibleField(context, e.name);
    if (field) {
        e.staticType = field.type;
        e.resolved = { kind: 'field', field, implicitThis: !field.isStatic, insideAccessor: context.accessor === field };
        checkForwardReference(context, e, field);
        checkReadable(context, e, field);
        return VALUE(field.type);
    }
    const lower = e.name.toLowerCase();
    const user = userTypeNamed(universe, [e.name], context.symbol);
    if (user) {
        if (!isTypeVisible(user, context.symbol)) {
            report(context, e.at, `Type is not visible: ${user.name}`);
        }
        return typeTarget(e, userType(user), null);
    }
    if (lower === 'page') {
        e.resolved = { kind: 'namespace', name: 'Page' };
        return { kind: 'page' };
    }
    const namespace = universe.library.isNamespace(e.name) ? e.name : null;
    const library = universe.library.type(e.name);
    const type = library ? universe.libraryTypeOf(library) : libraryTypeNamed(universe, [e.name]);
    if (type) {
        return typeTarget(e, type, namespace);
    }
    if (namespace) {
        e.resolved = { kind: 'namespace', name: namespace };
        return { kind: 'namespace', name: namespace };
    }
    return NONE(e.name);
}

/** A field seen from here without a target: own or inherited, else a static one of the outer class. */
function visibleField(context: Context, name: string): FieldSymbol | null {
    const { symbol } = context;
    const own = findField(symbol, name);
    if (own && (own.isStatic || !context.isStatic) && isVisible(own, symbol)) {
        return own;
    }
    const outer = symbol.outer && findField(symbol.outer, name);
    return outer?.isStatic ? outer : null;
}

function checkForwardReference(context: Context, e: Name, field: FieldSymbol): void {
    const from = context.initializing;
    if (from && from.owner === field.owner && from.isStatic === field.isStatic && field.kind === 'field' && isAfter(field, from)) {
        report(context, e.at, `Illegal forward reference: ${e.name}`);
    }
    if (context.inConstructorCall && !field.isStatic) {
        report(context, e.at, `Cannot reference instance variables in a constructor invocation: ${e.name}`);
    }
}

function isAfter(field: FieldSymbol, other: FieldSymbol): boolean {
    return (
        field.declaredAt.line > other.declaredAt.line ||
        (field.declaredAt.line === other.declaredAt.line && field.declaredAt.column > other.declaredAt.column)
    );
}

function resolveMember(context: Context, e: MemberAccess): Target {
    const target = resolveTarget(context, e.target);
    switch (target.kind) {
        case 'none':
            return isPath(e.target) ? NONE(`${target.path}.${e.name}`) : target;
        case 'value':
            return target.type.kind === 'error' ? errorTarget(e) : memberOfValue(context, e, target.type);
        case 'type':
            return memberOfType(context, e, target.type, target.namespace);
        case 'namespace':
            return memberOfNamespace(context, e, target.name);
        case 'page': {
            const type = context.universe.typeOfText('PageReference');
            e.resolved = { kind: 'unsupported', what: `Page.${e.name}` };
            e.staticType = type;
            unsupported(context, e.at, `Page.${e.name}`);
            return VALUE(type);
        }
    }
}
