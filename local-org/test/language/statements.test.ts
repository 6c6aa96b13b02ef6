import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Statement } from '../../src/language/ast.ts';
import { bare, grouped, statements, typeText } from './support.ts';

function one<K extends Statement['kind']>(kind: K, source: string): Extract<Statement, { kind: K }> {
    const list = statements(source);
    assert.equal(list.length, 1, source);
    assert.equal(list[0]?.kind, kind);
    return list[0] as Extract<Statement, { kind: K }>;
}

test('reads local variables', () => {
    const statement = one('localVariables', "final Map<Id, A[]> a = b, c, d = 'x';");
    assert.deepEqual(statement.modifiers, ['final']);
    assert.equal(typeText(statement.type), 'Map<Id,List<A>>');
    assert.deepEqual(
        statement.declarators.map(({ name, initializer }) => [name, initializer && grouped(initializer)]),
        [
            ['a', 'b'],
            ['c', null],
            ['d', "'x'"]
        ]
    );
});

test('reads if and else', () => {
    const statement = one('if', 'if (a) b(); else if (c) { } else return 1;');
    assert.equal(statement.then.kind, 'expressionStatement');
    assert.equal(statement.otherwise?.kind, 'if');
    assert.equal(statement.otherwise.then.kind, 'block');
    assert.equal(statement.otherwise.otherwise?.kind, 'return');
});

test('reads loops', () => {
    const full = one('for', 'for (Integer i = 0, n = 5; i < n; i++) { continue; }');
    assert.ok(full.init && 'declarators' in full.init);
    assert.equal(full.init.declarators.length, 2);
    assert.equal(full.condition && grouped(full.condition), '(i < n)');
    assert.deepEqual(full.update.map(grouped), ['(i ++)']);

    const expressions = one('for', 'for (i = 0, j = 1; ; ) break;');
    assert.ok(Array.isArray(expressions.init));
    assert.deepEqual(expressions.init.map(grouped), ['(i = 0)', '(j = 1)']);

    const empty = one('for', 'for (;;);');
    assert.deepEqual([empty.init, empty.condition, empty.update], [null, null, []]);
    assert.deepEqual(bare(empty.body), { kind: 'block', statements: [] });

    const each = one('forEach', 'for (List<A> part : [SELECT Id FROM A]) { }');
    assert.equal(typeText(each.type), 'List<A>');
    assert.equal(each.name, 'part');
    assert.equal(each.iterable.kind, 'soql');

    assert.equal(one('while', 'while (a);').body.kind, 'block');
    assert.equal(grouped(one('doWhile', 'do { b(); } while (a);').condition), 'a');
});

test('reads jumps', () => {
    assert.equal(one('return', 'return;').value, null);
    assert.equal(grouped(one('throw', 'throw new E();').value), 'new E()');
    one('break', 'break;');
    one('continue', 'continue;');
});

test('reads try', () => {
    const statement = one('try', 'try { } catch (A.B e) { c(); } catch (Exception f) { } finally { d(); }');
    assert.deepEqual(
        statement.catches.map(({ type, name, body }) => [typeText(type), name, body.statements.length]),
        [
            ['A.B', 'e', 1],
            ['Exception', 'f', 0]
        ]
    );
    assert.equal(statement.finallyBlock?.statements.length, 1);
    assert.equal(one('try', 'try { } finally { }').catches.length, 0);
});

test('reads switch', () => {
    const source = "switch on a.b { when 1, -2L, (3) { } when 'x', null { } when RED, A.B { } when Account acc { } when else { c(); } }";
    const labels = one('switch', source).whens.map(({ label }) => {
        if (label.kind === 'values') return label.values.map(grouped).join(' | ');
        return label.kind === 'type' ? `${typeText(label.type)} ${label.name}` : label.kind;
    });
    assert.deepEqual(labels, ['1 | (- 2) | 3', "'x' | null", 'RED | A.B', 'Account acc', 'else']);
});

test('reads DML', () => {
    const read = (source: string) => {
        const { operation, access, value, externalId, duplicates } = one('dml', source);
        return [operation, access, grouped(value), externalId?.join('.') ?? null, duplicates && grouped(duplicates)];
    };
    assert.deepEqual(read('insert a;'), ['insert', null, 'a', null, null]);
    assert.deepEqual(read('update as user a;'), ['update', 'user', 'a', null, null]);
    assert.deepEqual(read('delete as system [SELECT Id FROM A];'), ['delete', 'system', '<soql>', null, null]);
    assert.deepEqual(read('undelete a.b();'), ['undelete', null, 'a.b()', null, null]);
    assert.deepEqual(read('upsert a;'), ['upsert', null, 'a', null, null]);
    assert.deepEqual(read('upsert as user a Account.Key__c;'), ['upsert', 'user', 'a', 'Account.Key__c', null]);
    assert.deepEqual(read('merge a new List<A>{b};'), ['merge', null, 'a', null, 'new List<A>{b}']);
});

test('reads runAs as a statement of its own', () => {
    const statement = one('runAs', 'System.runAs(u.a) { b(); }');
    assert.equal(grouped(statement.user), 'u.a');
    assert.equal(statement.body.statements.length, 1);
});

test('reads constructor calls', () => {
    const [first, second] = statements('this(1); super(a, b);');
    assert.equal(first?.kind === 'expressionStatement' && grouped(first.expression), 'this(1)');
    assert.equal(second?.kind === 'expressionStatement' && grouped(second.expression), 'super(a, b)');
});

test('knows where blocks end', () => {
    const block = one('block', '{\n  a();\n    }');
    assert.deepEqual(block.end, { line: 3, column: 5 });
});
