import { test } from 'node:test';
import assert from 'node:assert/strict';
import { problemsOf } from './checkText.ts';

/** Which of two overloads a call means: `first` or `second`, or what is wrong with it. */
function chosen(first: string, second: string, args: string): string {
    const members = `static Integer pick(${first}) { return 1; } static String pick(${second}) { return null; } class A {} class S {}`;
    const [problem = ''] = problemsOf(`A x = pick(${args});`, members);
    return /from Integer to/.test(problem) ? 'first' : /from String to/.test(problem) ? 'second' : problem.replace(/^\d+ /, '');
}

test('exact before wider', () => {
    assert.equal(chosen('Long x', 'Decimal x', '1'), 'first');
    assert.equal(chosen('Object x', 'Integer x', '1'), 'second');
    assert.equal(chosen('Id x', 'String x', 's'), 'second');
    assert.equal(chosen('Id x', 'String x', 'a.Id'), 'first');
    assert.equal(chosen('SObject x', 'Account x', 'a'), 'second');
    assert.equal(chosen('List<SObject> x', 'List<Account> x', 'new List<Contact>()'), 'first');
    assert.equal(chosen('List<Account> x', 'Account x', '[SELECT Id FROM Account]'), 'first');
    assert.equal(chosen('Double x', 'String x', '1'), 'first');
});

test('a Decimal is not passed as a Double', () => {
    assert.equal(
        chosen('Double x', 'String x', 'd'),
        'Method does not exist or incorrect signature: void pick(Decimal) from the type Probe'
    );
});

test('nulls and equal distances are ambiguous', () => {
    assert.equal(chosen('Integer x', 'String x', 'null'), 'Ambiguous method signature: void pick(NULL)');
    assert.equal(chosen('Integer x, Object y', 'Object x, Integer y', '1, 1'), 'Ambiguous method signature: void pick(Integer, Integer)');
});
