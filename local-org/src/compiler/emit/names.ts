import type { Expression, MemberAccess, Name } from '../../language/ast.ts';
import type { Resolution } from '../annotations.ts';
import type { LibraryType } from '../library.ts';
import type { MethodContext } from './MethodContext.ts';
import { isValueType } from './MethodContext.ts';
import { fieldReference } from './properties.ts';
import { unsupported } from './unsupported.ts';

export function name(context: MethodContext, expression: Name): string {
    return read(context, expression, null);
}

/** Is the part before the dot a value that must be evaluated? */
export function needsTarget(resolved: Resolution | undefined): boolean {
    switch (resolved?.kind) {
        case 'field':
            return !resolved.field.isStatic;
        case 'libraryProperty':
            return !resolved.property.isStatic;
        case 'sobjectField':
        case 'sobjectParent':
        case 'sobjectChildren':
            return true;
        default:
            return false;
    }
}

/** Reads what a name or member access means; `target` is the code of the part before the dot. */
export function read(context: MethodContext, expression: Name | MemberAccess, target: string | null): string {
    const resolved = expression.resolved;
    const object = 'object' in (resolved ?? {}) ? text((resolved as { object: { name: string } }).object.name) : '';
    switch (resolved?.kind) {
        case 'local':
            return resolved.local.jsName;
        case 'field':
            if (resolved.field.property) {
                context.needsFrame = true;
            }
            return fieldReference(context, resolved.field, target ?? 'this', resolved.insideAccessor);
        case 'libraryProperty': {
            const { property } = resolved;
            if (!isValueType(property.owner)) {
                context.needsFrame = true;
            }
            const getter = context.module.library(`get ${property.key}`);
            return property.isStatic ? `${getter}($r)` : `${getter}($r, $n(${target ?? 'this'}))`;
        }
        case 'libraryEnumConstant':
            return libraryEnumConstant(context, resolved.type, resolved.name);
        case 'userEnumConstant':
            return context.module.constant('e', `$r.enumConstant(${text(resolved.type.name)}, ${text(resolved.name)})`);
        case 'sobjectField':
            return fieldOf(expression, target, 'get', resolved.field.name);
        case 'sobjectParent':
            return fieldOf(expression, target, 'parent', resolved.relationship);
        case 'sobjectChildren':
            return `${target}.children(${text((resolved.relationship.name ?? '').toLowerCase())})`;
        case 'fieldToken':
            return `$r.fieldToken(${object}, ${text(resolved.field.name)})`;
        case 'objectToken':
            return `$r.objectToken(${object})`;
        case 'objectDescribe':
            return `$r.objectDescribe(${object})`;
        case 'fieldDescribe':
            return `$r.fieldDescribe(${object}, ${text(resolved.field.name)})`;
        case 'fieldsDescribe':
            return `$r.fieldsDescribe(${object})`;
        case 'fieldSetsDescribe':
            return `$r.fieldSetsDescribe(${object})`;
        case 'label':
            return `$r.label(${text(resolved.name)})`;
        case 'rowCause':
            return text(resolved.name);
        case 'trigger':
            return `$r.trigger(${text(resolved.name)})`;
        default:
            return unsupported(resolved, expression.name);
    }
}

/** A path through a parent that is not there reads as null: `contact.Account.Name` throws nothing. */
function fieldOf(expression: Name | MemberAccess, target: string | null, method: 'get' | 'parent', fieldName: string): string {
    const lower = text(fieldName.toLowerCase());
    if (expression.kind === 'member' && isParentPath(expression.target)) {
        return `$o.${method === 'get' ? 'fieldOfParent' : 'parentOfParent'}(${target}, ${lower})`;
    }
    return `${target}.${method}(${lower})`;
}

function isParentPath(expression: Expression): boolean {
    return expression.kind === 'member' && expression.resolved?.kind === 'sobjectParent';
}

export function libraryEnumConstant(context: MethodContext, type: LibraryType, constant: string): string {
    return context.module.constant('e', `$r.enumConstant(${text(type.name)}, ${text(constant)}, ${JSON.stringify(type.enumConstants)})`);
}

function text(value: string): string {
    return JSON.stringify(value);
}
