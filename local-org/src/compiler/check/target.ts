/**
 * What stands before a dot, and how a member found behind it is noted on the tree.
 */
import type { Expression, MemberAccess, Name } from '../../language/ast.ts';
import type { Resolution } from '../annotations.ts';
import { ERROR } from '../typeName.ts';
import type { ApexType } from '../types.ts';
import type { Context } from './context.ts';
import { report, unsupported } from './context.ts';

/** What stands before a dot. */
export type Target =
    | { kind: 'value'; type: ApexType }
    /** `namespace` when the name also is one (`System`, `Database`, `Schema`): nested types are found in both. */
    | { kind: 'type'; type: ApexType; namespace: string | null }
    | { kind: 'namespace'; name: string }
    /** `Page.` */
    | { kind: 'page' }
    | { kind: 'none'; path: string };

export const NONE = (path: string): Target => ({ kind: 'none', path });

export const VALUE = (type: ApexType): Target => ({ kind: 'value', type });

export function isPath(e: Expression): boolean {
    return e.kind === 'name' || (e.kind === 'member' && isPath(e.target));
}

export function typeTarget(e: Name | MemberAccess, type: ApexType, namespace: string | null): Target {
    e.resolved = { kind: 'type', type };
    return { kind: 'type', type, namespace };
}

export function errorTarget(e: MemberAccess): Target {
    e.staticType = ERROR;
    return VALUE(ERROR);
}

export function value(e: MemberAccess, type: ApexType, resolved: Resolution): Target {
    e.staticType = type;
    e.resolved = resolved;
    return VALUE(type);
}

export function missing(context: Context, e: MemberAccess): Target {
    report(context, e.at, `Variable does not exist: ${e.name}`);
    return errorTarget(e);
}

export function unsupportedProperty(context: Context, e: MemberAccess, key: string, type: ApexType): Target {
    unsupported(context, e.at, key);
    return value(e, type, { kind: 'unsupported', what: key });
}
