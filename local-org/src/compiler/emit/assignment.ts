import type { Assign, BinaryOperator, Expression, Unary } from '../../language/ast.ts';
import type { Operand } from './arithmetic.ts';
import { operandOf, operation } from './arithmetic.ts';
import { operandType, widened } from './conversions.ts';
import { value } from './expressions.ts';
import type { MethodContext } from './MethodContext.ts';
import { fieldReference } from './properties.ts';
import { primitiveName } from './typeText.ts';
import { unsupported } from './unsupported.ts';

/** Something that can be assigned. */
interface Place {
    /** Evaluates once what reading and writing both need; empty when there is nothing. */
    captures: string[];
    read: string;
    /** An expression whose value is what was written. */
    write(code: string): string;
}

export function assignment(context: MethodContext, expression: Assign): string {
    const { operator, target } = expression;
    if (operator === '=') {
        return placeOf(context, target, false).write(value(context, expression.value));
    }
    const place = placeOf(context, target, true);
    if (operator === '??=') {
        return sequence([...place.captures, `${place.read} ?? ${place.write(value(context, expression.value))}`]);
    }
    const targetType = primitiveName(target.staticType);
    const type = primitiveName(expression.operationType) ?? targetType ?? 'Object';
    const current: Operand = { code: place.read, type: targetType, neverNull: false, isText: false };
    const result = operation(operator.slice(0, -1) as BinaryOperator, type, current, operandOf(context, expression.value));
    return sequence([...place.captures, place.write(widened(result, type, targetType))]);
}

const ONES: Record<string, string> = { Integer: '1', Long: '1n', Double: '$o.double(1)', Decimal: '$o.decimal("1")' };

/** `++` and `--`. `discard`: nobody looks at the value, so before and after need no telling apart. */
export function increment(context: MethodContext, expression: Unary, discard: boolean): string {
    const place = placeOf(context, expression.operand, true);
    const type = primitiveName(expression.operationType) ?? operandType(expression.operand) ?? 'Integer';
    const one: Operand = { code: ONES[type] ?? '1', type, neverNull: true, isText: false };
    const operator = expression.operator === '++' ? '+' : '-';
    if (discard || !expression.postfix) {
        const current: Operand = { code: place.read, type, neverNull: false, isText: false };
        return sequence([...place.captures, place.write(operation(operator, type, current, one))]);
    }
    const before = context.temporary();
    const held: Operand = { code: before, type, neverNull: true, isText: false };
    return sequence([...place.captures, `${before} = $n(${place.read})`, place.write(operation(operator, type, held, one)), before]);
}

function sequence(parts: string[]): string {
    return `(${parts.join(', ')})`;
}

function placeOf(context: MethodContext, target: Expression, twice: boolean): Place {
    const captures: string[] = [];
    /** The code itself when it is used once or costs nothing, else a variable that holds its value. */
    const hold = (code: string): string => {
        if (!twice || /^[\w$]+$/.test(code)) {
            return code;
        }
        const held = context.temporary();
        captures.push(`${held} = ${code}`);
        return held;
    };
    if (target.kind === 'index') {
        const list = hold(`$n(${value(context, target.target)})`);
        const index = hold(value(context, target.index));
        return { captures, read: `${list}.get(${index})`, write: (code) => `$o.setItem(${list}, ${index}, ${code})` };
    }
    const resolved = target.kind === 'name' || target.kind === 'member' ? target.resolved : undefined;
    const owner = target.kind === 'member' ? target.target : null;
    const own = (): string => (owner === null ? 'this' : value(context, owner));
    switch (resolved?.kind) {
        case 'local': {
            const name = resolved.local.jsName;
            return { captures, read: name, write: (code) => `(${name} = ${code})` };
        }
        case 'field': {
            if (resolved.field.property) {
                context.needsFrame = true;
            }
            const holder = resolved.field.isStatic ? '' : hold(own());
            const reference = fieldReference(context, resolved.field, holder, resolved.insideAccessor);
            return { captures, read: reference, write: (code) => `(${reference} = ${code})` };
        }
        case 'sobjectField':
        case 'sobjectParent': {
            const record = hold(`$n(${own()})`);
            const name = JSON.stringify((resolved.kind === 'sobjectField' ? resolved.field.name : resolved.relationship).toLowerCase());
            const reader = resolved.kind === 'sobjectField' ? 'get' : 'parent';
            return { captures, read: `${record}.${reader}(${name})`, write: (code) => `$o.put(${record}, ${name}, ${code})` };
        }
        case 'libraryProperty': {
            const { property } = resolved;
            const get = context.module.library(`get ${property.key}`);
            const set = context.module.library(`set ${property.key}`);
            if (property.isStatic) {
                return { captures, read: `${get}($r)`, write: (code) => `$o.setStatic($r, ${set}, ${code})` };
            }
            const self = hold(`$n(${own()})`);
            return { captures, read: `${get}($r, ${self})`, write: (code) => `$o.setProperty($r, ${set}, ${self}, ${code})` };
        }
        default: {
            const code = unsupported(resolved, 'assignment');
            return { captures, read: code, write: () => code };
        }
    }
}
