import { test } from 'node:test';
import assert from 'node:assert/strict';
import { problemsOf } from './checkText.ts';

/** The type that the message of a wrong assignment names. */
function typeOf(expression: string): string {
    const [problem = ''] = problemsOf(`Probe x = ${expression};`);
    return /^\d+ Illegal assignment from (.*) to Probe$/.exec(problem)?.[1] ?? problem;
}

const cases: [string, string][] = [
    ['7 / 2', 'Integer'],
    ['7.0 / 2', 'Decimal'],
    ['7.0d / 2', 'Double'],
    ['7.0d / 2.0', 'Decimal'],
    ['1 + 1L', 'Long'],
    ["'a' + 1", 'String'],
    ['null + s', 'String'],
    ['Date.today() + 1', 'Date'],
    ['System.now() + 0.5', 'Datetime'],
    ['i < 2 && !b', 'Boolean'],
    ['i & 1', 'Integer'],
    ['b | b', 'Boolean'],
    ['l << 1', 'Long'],
    ['i << 1L', 'Integer'],
    ['b ? 1 : 2L', 'Long'],
    ['b ? null : d', 'Decimal'],
    ['b ? 1.0d : 1.0', 'Double'],
    ['i ?? l', 'Long'],
    ['b ? o : 1', 'Object'],
    ['a.Id == s', 'Boolean'],
    ['i = 2', 'Integer'],
    ['-l', 'Long'],
    ['i++', 'Integer'],
    ['(Decimal) 1', 'Decimal'],
    ['a.clone()', 'Account'],
    ['new List<Account>().deepClone()', 'List<Account>'],
    ['new Map<Id, Account>().keySet()', 'Set<Id>'],
    ["Database.query('x')", 'List<SObject>'],
    ['[SELECT COUNT(Id) FROM Account]', 'List<AggregateResult>']
];

for (const [expression, type] of cases) {
    test(`${expression} is ${type}`, () => assert.equal(typeOf(expression), type));
}

const refused: [string, string][] = [
    ['b + 1', 'Arithmetic expressions must use numeric arguments'],
    ['Date.today() + 1.5', 'Date expressions must use Integer or Long'],
    ['System.now() + 1L', 'Date/time expressions must use Integer or Double or Decimal'],
    ['1.5 & 1', '& operator can only be applied to Boolean expressions or to Integer or Long expressions'],
    ['1.5 << 1', '<< operation can only be applied to Integer or Long types'],
    ['i && b', 'Logical operator can only be applied to Boolean'],
    ['i === 1', 'Exact equality operator only allowed for reference types: Integer'],
    ['i < null', 'Comparison arguments must be compatible types: Integer, NULL'],
    ['o < 1', 'Inequality operator not allowed for this type: Object'],
    ['!i', '! operator can only be applied to boolean expressions'],
    ['-s', 'Unary negation must use a numeric argument'],
    ['i instanceof Integer', 'Operation instanceof is always true since an instance of Integer is always an instance of Integer'],
    ['2147483648', 'Illegal integer']
];

for (const [expression, problem] of refused) {
    test(`${expression} is refused`, () =>
        assert.ok(problemsOf(`Object x = ${expression};`)[0]?.endsWith(` ${problem}`), problemsOf(`Object x = ${expression};`)[0]));
}
