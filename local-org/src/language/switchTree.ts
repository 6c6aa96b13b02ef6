/** What stands after `when`. */
import type { ApexTree } from './antlr.ts';
import type { Expression, Position, WhenLabel } from './ast.ts';
import { unquote, unquoteMultiline } from './literals.ts';
import { positionOf, required, startOf, textOf } from './treeContext.ts';
import { typeRef } from './typeTree.ts';

export function whenLabel(rule: ApexTree.WhenValueContext): WhenLabel {
    const at = startOf(rule);
    if (rule.ELSE()) return { kind: 'else', at };
    const type = rule.typeRef();
    if (type) return { kind: 'type', at, nameAt: startOf(required(rule.id())), type: typeRef(type), name: textOf(rule.id()) };
    return { kind: 'values', at, values: rule.whenLiteral_list().map(whenValue) };
}

function whenValue(rule: ApexTree.WhenLiteralContext): Expression {
    const inner = rule.whenLiteral();
    if (inner) return whenValue(inner);
    const at = startOf(rule);
    const name = rule.qualifiedName();
    if (name) return qualifiedName(name);
    const token = required(rule.stop);
    const text = token.text;
    if (rule.NULL()) return { kind: 'literal', at, literal: 'null', text: 'null' };
    if (rule.StringLiteral()) return { kind: 'literal', at, literal: 'string', text: unquote(text) };
    if (rule.MultilineStringLiteral()) return { kind: 'literal', at, literal: 'string', text: unquoteMultiline(text) };
    const number: Expression = rule.LongLiteral()
        ? { kind: 'literal', at: positionOf(token), literal: 'long', text: text.slice(0, -1) }
        : { kind: 'literal', at: positionOf(token), literal: 'integer', text };
    return signed(rule, number);
}

/** `- 1`, even `- - 1`: the signs stand before the digits. */
function signed(rule: ApexTree.WhenLiteralContext, number: Expression): Expression {
    const signs: { at: Position; operator: '-' | '+' }[] = [];
    for (const child of required(rule.children).slice(0, -1)) {
        const { symbol } = child as unknown as { symbol: Parameters<typeof positionOf>[0] };
        signs.push({ at: positionOf(symbol), operator: symbol.text as '-' | '+' });
    }
    return signs.reduceRight<Expression>((operand, sign) => ({ kind: 'unary', ...sign, postfix: false, operand }), number);
}

function qualifiedName(rule: ApexTree.QualifiedNameContext): Expression {
    const [first, ...rest] = rule.id_list();
    let value: Expression = { kind: 'name', at: startOf(required(first)), name: textOf(required(first)) };
    for (const part of rest) value = { kind: 'member', at: startOf(part), target: value, name: textOf(part), safe: false };
    return value;
}
