/**
 * Assignments: what may be assigned, and whether the value fits.
 */
import type { Assign, Expression, MemberAccess, Name } from '../../language/ast.ts';
import type { FieldSymbol } from '../types.ts';
import { commonType } from '../assignable.ts';
import { extendsClass, isVisible } from '../members.ts';
import { typeName } from '../typeName.ts';
import type { ApexType } from '../types.ts';
import type { Context } from './context.ts';
import { report } from './context.ts';
import { checkExpression, convert, fit, startOf } from './expressions.ts';
import { operate } from './operators.ts';
import { checkWriteable } from './writeable.ts';

export function checkAssign(context: Context, e: Assign): ApexType {
    const target = checkExpression(e.operator === '=' ? { ...context, writing: e.target } : context, e.target);
    const value = checkExpression(context, e.value);
    if (!checkTarget(context, e.target)) {
        return target;
    }
    if (e.operator === '=') {
        fit(context, e.value, value, target, startOf(e));
        e.operationType = target;
        return target;
    }
    if (e.operator === '??=') {
        const common = commonType(context.universe, target, value);
        if (!common) {
            report(context, startOf(e), `Incompatible types in null coalescing operator: ${typeName(target)}, ${typeName(value)}`);
            return target;
        }
        convert(e.value, value, target);
        e.operationType = target;
        return target;
    }
    const operator = e.operator.slice(0, -1) as Parameters<typeof operate>[2];
    const result = operate(context, e, operator, e.target, target, e.value, value, startOf(e), true);
    if (result.kind !== 'error' && target.kind !== 'error') {
        // The result goes back into the target; the emitter does that conversion from operationType.
        fit(context, { kind: 'literal', at: e.at, literal: 'null', text: 'null' }, result, target, startOf(e));
    }
    return target;
}

/** May this expression stand left of `=` (or under `++`)? It has been checked as a value. */
export function checkTarget(context: Context, e: Expression): boolean {
    switch (e.kind) {
        case 'member':
            if (e.safe) {
                report(context, e.at, 'Expression cannot be assigned');
                return false;
            }
            checkVariable(context, e);
            return true;
        case 'name':
            checkVariable(context, e);
            return true;
        case 'index':
            return true;
        default:
            report(context, startOf(e), 'Expression cannot be assigned');
            return false;
    }
}

function checkVariable(context: Context, e: Name | MemberAccess): void {
    const { resolved } = e;
    switch (resolved?.kind) {
        case 'field':
            checkField(context, e, resolved.field);
            return;
        case 'sobjectField':
            checkWriteable(context, startOf(e), resolved.object, resolved.field);
            return;
        case 'libraryProperty':
            if (resolved.property.readOnly) {
                report(context, e.at, `Variable is not visible: ${resolved.property.owner}.${resolved.property.name}`);
            }
            return;
        case 'userEnumConstant':
        case 'libraryEnumConstant':
        case 'label':
        case 'fieldToken':
        case 'objectToken':
        case 'objectDescribe':
        case 'fieldDescribe':
        case 'fieldsDescribe':
        case 'fieldSetsDescribe':
            report(context, startOf(e), 'Expression cannot be assigned');
            return;
    }
}

function checkField(context: Context, e: Name | MemberAccess, field: FieldSymbol): void {
    const { property } = field;
    if (property) {
        if (context.accessor === field) {
            return;
        }
        const { setter } = property;
        const modifiers = new Set(setter && setter.modifiers.length > 0 ? setter.modifiers : property.modifiers);
        if (!setter || !isVisible({ owner: field.owner, modifiers, annotations: field.annotations }, context.symbol)) {
            report(context, e.at, `Variable is not visible: ${field.owner.name}.${e.name}`);
        }
    }
    if (field.isFinal && !mayInitialise(context, field)) {
        report(context, e.at, `Final members can only be assigned in their declaration, init blocks, or constructors: ${e.name}`);
    }
}

/** Final fields are set where their object is being built: by its class or by one that extends it. */
function mayInitialise(context: Context, field: FieldSymbol): boolean {
    if (field.isStatic) {
        return context.symbol === field.owner && context.body === 'initializer' && context.isStatic;
    }
    if (!extendsClass(context.symbol, field.owner)) {
        return false;
    }
    return context.body === 'constructor' || (context.body === 'initializer' && !context.isStatic) || context.body === 'fieldInitializer';
}
