import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bare, expression, grouped, statements } from './support.ts';

const SHAPES: [source: string, shape: string][] = [
    ['a.b.c', 'a.b.c'],
    ['a.b.c(x, y)', 'a.b.c(x, y)'],
    ['f()', 'f()'],
    ['a?.b?.c()', 'a?.b?.c()'],
    ['super.run()', 'super.run()'],
    ['this.name', 'this.name'],
    ['a[1][b]', 'a[1][b]'],
    ['((a))', 'a'],
    ['a + b * c - d', '((a + (b * c)) - d)'],
    ['a - b - c', '((a - b) - c)'],
    ['a << b + c >> d >>> e', '(((a << (b + c)) >> d) >>> e)'],
    ['a < = b', '(a <= b)'],
    ['a <> b', '(a != b)'],
    ['a === b !== c', '((a === b) !== c)'],
    // Salesforce gives == and < the same rank.
    ['a == b < c > d == e', '((((a == b) < c) > d) == e)'],
    ['a == (b < c)', '(a == (b < c))'],
    ['a | b & c ^ d', '(a | ((b & c) ^ d))'],
    ['a && b || c && d', '((a && b) || (c && d))'],
    ['a || b ?? c', '((a || b) ?? c)'],
    ['a ?? b == c', '(a ?? (b == c))'],
    ['a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
    ['b = c = d', '(b = (c = d))'],
    ['-a * b', '((- a) * b)'],
    ['!a.b() && ~c', '((! a.b()) && (~ c))'],
    ['++a + b--', '((++ a) + (b --))'],
    ['- a ++', '(- (a ++))'],
    ['a instanceof Foo.Bar && b', '((a instanceof Foo.Bar) && b)'],
    ['(A) b + c', '(((A) b) + c)'],
    ['(A) b.c()', '((A) b.c())'],
    ['(List<A.B>) (C) d', '((List<A.B>) ((C) d))'],
    // A name in parentheses before a sign is a cast to Salesforce, too.
    ['(a) - b', '((a) (- b))'],
    ['(a + b) - c', '((a + b) - c)'],
    ['Foo.class', 'Foo.class'],
    ['Map<Id, List<A>>.class', 'Map<Id,List<A>>.class'],
    ['A[].class', 'List<A>.class'],
    ['new A.B()', 'new A.B()'],
    ['new A(1, b)', 'new A(1, b)'],
    ["new Account(Name = 'x', Owner = y)", "new Account(Name = 'x', Owner = y)"],
    ['new A(a == b)', 'new A((a == b))'],
    ['new List<A>{b, c}', 'new List<A>{b, c}'],
    ['new Set<A>{}', 'new Set<A>{}'],
    ['new A[]{b}', 'new List<A>{b}'],
    ['new A[3]', 'new List<A>[3]'],
    ["new Map<Id, List<A>>{'k' => b}", "new Map<Id,List<A>>{'k' => b}"],
    ['new Map<Id, A>{}', 'new Map<Id,A>{}'],
    ['Trigger.new', 'Trigger.new'],
    ['a.limit.order().select', 'a.limit.order().select']
];

for (const [source, shape] of SHAPES) {
    test(`reads ${source}`, () => assert.equal(grouped(expression(source)), shape));
}

const LITERALS: [source: string, kind: string, text: string][] = [
    ['null', 'null', 'null'],
    ['TRUE', 'boolean', 'true'],
    ['42', 'integer', '42'],
    ['42L', 'long', '42'],
    ['1.50', 'decimal', '1.50'],
    ['.5', 'decimal', '0.5'],
    ['1.5D', 'double', '1.5'],
    ['99999999999', 'integer', '99999999999'],
    ["''", 'string', ''],
    [String.raw`'\b\t\n\f\r\"\'\\'`, 'string', '\b\t\n\f\r"\'\\'],
    [String.raw`'\u00e9\u0041'`, 'string', 'éA'],
    [String.raw`'\\n'`, 'string', '\\n'],
    ["'it // is /* no */ comment'", 'string', 'it // is /* no */ comment'],
    ["'''\n a 'b'\n  c'''", 'string', " a 'b'\n  c"]
];

for (const [source, literal, text] of LITERALS) {
    test(`reads the literal ${JSON.stringify(source)}`, () =>
        assert.deepEqual(bare(expression(source)), { kind: 'literal', literal, text }));
}

test('says where things stand', () => {
    const [statement] = statements('\n  a.b\n    .c(1 + 2)[0] += d;');
    assert.equal(statement?.kind, 'expressionStatement');
    assert.deepEqual(statement.at, { line: 2, column: 3 });
    const assign = statement.expression;
    assert.equal(assign.kind, 'assign');
    assert.deepEqual(assign.at, { line: 2, column: 3 });
    assert.equal(assign.target.kind, 'index');
    const call = assign.target.target;
    assert.equal(call.kind, 'call');
    assert.deepEqual(call.at, { line: 3, column: 6 });
    assert.equal(call.target?.kind, 'member');
    assert.deepEqual(call.target.at, { line: 2, column: 5 });
    assert.deepEqual(call.args[0]?.at, { line: 3, column: 8 });
});

test('reads every assignment operator', () => {
    for (const operator of ['=', '+=', '-=', '*=', '/=', '&=', '|=', '^=', '<<=', '>>=', '>>>=']) {
        const [statement] = statements(`a ${operator} b;`);
        assert.equal(statement?.kind, 'expressionStatement');
        assert.equal(statement.expression.kind, 'assign');
        assert.equal(statement.expression.operator, operator);
    }
});

test('reads a concatenation of thousands of parts', () => {
    assert.equal(expression(Array.from({ length: 5000 }, (_, i) => `'${i}'`).join(' + ')).kind, 'binary');
});
