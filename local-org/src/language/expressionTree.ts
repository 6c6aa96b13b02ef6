/** Expressions: parse tree → syntax tree. */
import { loadAntlr } from './antlr.ts';
import type { ApexTree, Antlr } from './antlr.ts';
import type { Assign, BinaryOperator, Call, Expression, Literal, Unary } from './ast.ts';
import { creation } from './creationTree.ts';
import { unquote, unquoteMultiline } from './literals.ts';
import { staticQuery } from './queryTree.ts';
import type { TreeContext } from './treeContext.ts';
import { BrokenTree, positionOf, required, startOf, textOf } from './treeContext.ts';
import { typeRef } from './typeTree.ts';

type Builder = (rule: never, file: TreeContext) => Expression;
type RuleClass<T> = new (...args: never[]) => T;

let builders: Map<unknown, Builder> | undefined;

export function expression(rule: ApexTree.ExpressionContext, file: TreeContext): Expression {
    builders ??= createBuilders();
    const build = builders.get(required(rule).constructor);
    if (build === undefined) throw new BrokenTree('no expression');
    return build(rule as never, file);
}

export function expressionList(rule: ApexTree.ExpressionListContext | null, file: TreeContext): Expression[] {
    return rule ? rule.expression_list().map((item) => expression(item, file)) : [];
}

function createBuilders(): Map<unknown, Builder> {
    const { apex } = loadAntlr();
    const map = new Map<unknown, Builder>();
    const on = <T>(ruleClass: RuleClass<T>, build: (rule: T, file: TreeContext) => Expression) => map.set(ruleClass, build as Builder);

    on(apex.PrimaryExpressionContext, (rule, file) => expression(rule.primary() as unknown as ApexTree.ExpressionContext, file));
    on(apex.SubExpressionContext, (rule, file) => expression(rule.expression(), file));
    on(apex.DotExpressionContext, dot);
    on(apex.ArrayExpressionContext, (rule, file) => ({
        kind: 'index',
        at: startOf(rule),
        target: expression(rule.expression(0), file),
        index: expression(rule.expression(1), file)
    }));
    on(apex.MethodCallExpressionContext, (rule, file) => methodCall(rule.methodCall(), file));
    on(apex.NewExpressionContext, (rule, file) => creation(rule, file));
    on(apex.CastExpressionContext, (rule, file) => ({
        kind: 'cast',
        at: startOf(rule),
        type: typeRef(rule.typeRef()),
        value: expression(rule.expression(), file)
    }));
    on(apex.InstanceOfExpressionContext, instanceOf);
    on(apex.CondExpressionContext, (rule, file) => ({
        kind: 'ternary',
        at: startOf(rule),
        condition: expression(rule.expression(0), file),
        then: expression(rule.expression(1), file),
        otherwise: expression(rule.expression(2), file)
    }));
    on(apex.AssignExpressionContext, (rule, file) => ({
        kind: 'assign',
        at: startOf(rule),
        operator: operatorText(rule) as Assign['operator'],
        target: expression(rule.expression(0), file),
        value: expression(rule.expression(1), file)
    }));
    on(apex.PreOpExpressionContext, (rule, file) => prefix(rule, rule.expression(), file));
    on(apex.NegExpressionContext, (rule, file) => prefix(rule, rule.expression(), file));
    on(apex.PostOpExpressionContext, (rule, file) => ({
        kind: 'unary',
        at: startOf(rule),
        operator: operatorText(rule) as '++' | '--',
        postfix: true,
        operand: expression(rule.expression(), file)
    }));
    for (const binaryClass of [
        apex.Arth1ExpressionContext,
        apex.Arth2ExpressionContext,
        apex.BitExpressionContext,
        apex.CmpExpressionContext,
        apex.EqualityExpressionContext,
        apex.BitAndExpressionContext,
        apex.BitNotExpressionContext,
        apex.BitOrExpressionContext,
        apex.LogAndExpressionContext,
        apex.LogOrExpressionContext,
        apex.CoalExpressionContext
    ]) {
        on(binaryClass as RuleClass<BinaryRule>, binary);
    }

    on(apex.ThisPrimaryContext, (rule) => ({ kind: 'this', at: startOf(rule) }));
    on(apex.SuperPrimaryContext, (rule) => ({ kind: 'super', at: startOf(rule) }));
    on(apex.IdPrimaryContext, (rule) => ({ kind: 'name', at: startOf(rule), name: textOf(rule.id()) }));
    on(apex.LiteralPrimaryContext, (rule) => literal(rule.literal()));
    on(apex.TypeRefPrimaryContext, (rule) => ({ kind: 'classLiteral', at: startOf(rule), type: typeRef(rule.typeRef()) }));
    on(apex.VoidPrimaryContext, (rule) => ({
        kind: 'classLiteral',
        at: startOf(rule),
        type: { at: startOf(rule), name: ['void'], args: [] }
    }));
    return map;
}

function instanceOf(rule: ApexTree.InstanceOfExpressionContext, file: TreeContext): Expression {
    const { CmpExpressionContext, EqualityExpressionContext, InstanceOfExpressionContext } = loadAntlr().apex;
    const isComparison = (other: unknown) => other instanceof CmpExpressionContext || other instanceof EqualityExpressionContext;
    const parent = rule.parentCtx;
    const operand = rule.expression();
    // Comparisons and instanceof do not chain without parentheses.
    if (isComparison(parent) || isComparison(operand) || operand instanceof InstanceOfExpressionContext) {
        file.problems.push({ ...positionOf(rule.INSTANCEOF().symbol), message: "Unexpected token 'instanceof'." });
    }
    return { kind: 'instanceOf', at: startOf(rule), value: expression(operand, file), type: typeRef(rule.typeRef()) };
}

function dot(rule: ApexTree.DotExpressionContext, file: TreeContext): Expression {
    const target = expression(rule.expression(), file);
    const safe = Boolean(rule.QUESTIONDOT());
    const call = rule.dotMethodCall();
    if (call) {
        const args = expressionList(call.expressionList(), file);
        return { kind: 'call', at: startOf(call.anyId()), target, name: textOf(call.anyId()), args, safe };
    }
    const name = rule.anyId();
    return { kind: 'member', at: startOf(name), target, name: textOf(name), safe };
}

function methodCall(rule: ApexTree.MethodCallContext, file: TreeContext): Expression {
    const at = startOf(rule);
    const args = expressionList(rule.expressionList(), file);
    const found = file.queries.get(rule.start.start);
    if (found !== undefined) return staticQuery(found, at, args);
    const id = rule.id();
    if (id) return { kind: 'call', at, target: null, name: textOf(id), args, safe: false } satisfies Call;
    return { kind: 'constructorCall', at, which: rule.THIS() ? 'this' : 'super', args };
}

function prefix(rule: Antlr.ParserRuleContext, operand: ApexTree.ExpressionContext, file: TreeContext): Expression {
    const operator = required(rule).start.text as Unary['operator'];
    return { kind: 'unary', at: startOf(rule), operator, postfix: false, operand: expression(operand, file) };
}

/** The operator of a rule `expression op expression` or `expression op`; `> >` and `> =` arrive as several tokens. */
function operatorText(rule: Antlr.ParserRuleContext): string {
    let text = '';
    for (const child of required(rule.children)) {
        if ('symbol' in child) text += (child as Antlr.TerminalNode).symbol.text;
    }
    return text;
}

type BinaryRule = Antlr.ParserRuleContext & { expression(i: number): ApexTree.ExpressionContext };

/** Chains (`'a' + 'b' + …`) grow to the left and can be long: the left side is walked, not recursed into. */
function binary(rule: BinaryRule, file: TreeContext): Expression {
    const steps: { operator: string; right: ApexTree.ExpressionContext }[] = [];
    let leftmost = rule as unknown as ApexTree.ExpressionContext;
    while (isBinary(leftmost)) {
        const right = comparisonsOf(leftmost.expression(1));
        for (const step of right.steps) steps.push(step);
        steps.push({ operator: operatorText(leftmost), right: right.first });
        leftmost = leftmost.expression(0);
    }
    const at = startOf(rule);
    let left = expression(leftmost, file);
    for (const { operator, right } of steps.reverse()) {
        left = {
            kind: 'binary',
            at,
            operator: (operator === '<>' ? '!=' : operator) as BinaryOperator,
            left,
            right: expression(right, file)
        };
    }
    return left;
}

function isBinary(rule: unknown): rule is BinaryRule {
    return builders?.get((rule as object).constructor) === (binary as unknown);
}

/**
 * To Salesforce `==` and `<` bind alike, from left to right: `a == b < c` is `(a == b) < c`. ANTLR's grammar lets `<`
 * bind tighter; a comparison on the right of `==` is therefore taken apart. Steps come last first.
 */
function comparisonsOf(rule: ApexTree.ExpressionContext): {
    first: ApexTree.ExpressionContext;
    steps: { operator: string; right: ApexTree.ExpressionContext }[];
} {
    const { CmpExpressionContext, EqualityExpressionContext } = loadAntlr().apex;
    const steps: { operator: string; right: ApexTree.ExpressionContext }[] = [];
    let first = required(rule);
    // Only the right side of an equality can be a bare comparison: everything that binds looser is no operand of one.
    while (first instanceof CmpExpressionContext && rule.parentCtx instanceof EqualityExpressionContext) {
        steps.push({ operator: operatorText(first), right: first.expression(1) });
        first = first.expression(0);
    }
    return { first, steps };
}

export function literal(rule: ApexTree.LiteralContext): Literal {
    const token = required(rule).start;
    return literalOf(rule, positionOf(token), token.text);
}

function literalOf(rule: ApexTree.LiteralContext, at: Literal['at'], text: string): Literal {
    if (rule.StringLiteral()) return { kind: 'literal', at, literal: 'string', text: unquote(text) };
    if (rule.MultilineStringLiteral()) return { kind: 'literal', at, literal: 'string', text: unquoteMultiline(text) };
    if (rule.IntegerLiteral()) return { kind: 'literal', at, literal: 'integer', text };
    if (rule.LongLiteral()) return { kind: 'literal', at, literal: 'long', text: text.slice(0, -1) };
    if (rule.NumberLiteral()) return numberLiteral(at, text);
    if (rule.BooleanLiteral()) return { kind: 'literal', at, literal: 'boolean', text: text.toLowerCase() };
    if (rule.NULL()) return { kind: 'literal', at, literal: 'null', text: 'null' };
    throw new BrokenTree('no literal');
}

/** `1.5` is a Decimal, `1.5d` a Double, `.5` is written `0.5`. */
function numberLiteral(at: Literal['at'], text: string): Literal {
    const digits = text.replace(/[dD]$/, '');
    return { kind: 'literal', at, literal: digits === text ? 'decimal' : 'double', text: digits.startsWith('.') ? `0${digits}` : digits };
}
