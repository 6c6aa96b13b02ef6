import type { Expression, MemberAccess, Name } from '../../language/ast.ts';

/** May evaluating this change something, or throw something of its own? Reading names, fields and literals does neither. */
export function hasEffects(expression: Expression): boolean {
    switch (expression.kind) {
        case 'literal':
        case 'this':
        case 'super':
        case 'classLiteral':
            return false;
        case 'name':
            return isProperty(expression);
        case 'member':
            return isProperty(expression) || hasEffects(expression.target);
        case 'cast':
        case 'instanceOf':
            return hasEffects(expression.value);
        case 'binary':
            return hasEffects(expression.left) || hasEffects(expression.right);
        case 'ternary':
            return hasEffects(expression.condition) || hasEffects(expression.then) || hasEffects(expression.otherwise);
        default:
            return true;
    }
}

function isProperty({ resolved }: Name | MemberAccess): boolean {
    return resolved?.kind === 'field' && resolved.field.property !== null;
}
