import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSoql, SoqlSyntaxError, SoqlUnsupportedError } from '../../src/language/parseSoql.ts';
import type { Comparand, Condition, FunctionCall, Operand, Query } from '../../src/language/soqlAst.ts';
import { bare, expression, grouped, problems } from './support.ts';

const value = (operand: Operand): string => {
    switch (operand.kind) {
        case 'bind':
            return `:${operand.index}`;
        case 'null':
            return 'null';
        case 'boolean':
            return String(operand.value);
        case 'string':
            return `'${operand.value}'`;
        case 'number':
            return (operand.currency ?? '') + operand.text;
        case 'dateLiteral':
            return operand.n === null ? operand.name : `${operand.name}:${operand.n}`;
        default:
            return `${operand.kind} ${operand.text}`;
    }
};
const call = ({ name, args }: FunctionCall): string =>
    `${name}(${args.map((arg) => ('path' in arg ? arg.path.join('.') : 'literal' in arg ? value(arg.literal) : call(arg))).join(', ')})`;
const left = (by: Comparand): string => (by.kind === 'field' ? by.field.path.join('.') : call(by.call));
const where = (condition: Condition | null): string => {
    switch (condition?.kind) {
        case undefined:
            return '';
        case 'and':
        case 'or':
            return `(${condition.conditions.map(where).join(` ${condition.kind} `)})`;
        case 'not':
            return `not ${where(condition.condition)}`;
        case 'compare':
            return `${left(condition.left)} ${condition.operator} ${value(condition.right)}`;
        case 'in':
            return `${left(condition.left)} ${condition.operator} ${condition.collection ? '' : '('}${condition.values.map(value).join(', ')}${condition.collection ? '' : ')'}`;
        case 'semiJoin':
            return `${left(condition.left)} ${condition.negated ? 'NOT ' : ''}IN (SELECT ${condition.query.from.object})`;
    }
};

const CONDITIONS: [source: string, shape: string][] = [
    ["Name = 'x' AND (a__c != 1 OR b__c <> null) AND c >= -2.5", "(Name = 'x' and (a__c != 1 or b__c != null) and c >= -2.5)"],
    ["NOT Name LIKE 'a%'", "not Name LIKE 'a%'"],
    ["Name = 'a' AND (NOT (b = TRUE))", "(Name = 'a' and not b = true)"],
    ["a.b.c IN ('x', 'y') or d not in (1)", "(a.b.c IN ('x', 'y') or d NOT IN (1))"],
    ['Id IN :ids AND Id NOT IN :others', '(Id IN :0 and Id NOT IN :1)'],
    ["a INCLUDES ('x;y', 'z') AND b EXCLUDES (:c)", "(a INCLUDES ('x;y', 'z') and b EXCLUDES (:0))"],
    [
        'Id IN (SELECT AccountId FROM Contact) AND Id NOT IN (SELECT AccountId FROM Case)',
        '(Id IN (SELECT Contact) and Id NOT IN (SELECT Case))'
    ],
    ['a = 2026-01-31 AND b < 2026-01-31T10:20:30Z', '(a = date 2026-01-31 and b < datetime 2026-01-31T10:20:30Z)'],
    ['b < 2026-01-31T10:20:30.123+01:00', 'b < datetime 2026-01-31T10:20:30.123+01:00'],
    ['t = 12:30:00.000Z', 't = time 12:30:00.000Z'],
    ['a = TODAY AND b > last_n_days:7 AND c = N_FISCAL_YEARS_AGO : 2', '(a = TODAY and b > LAST_N_DAYS:7 and c = N_FISCAL_YEARS_AGO:2)'],
    ['a > USD5000.50 AND b < USD-500', '(a > USD5000.50 and b < USD-500)'],
    ['CALENDAR_YEAR(convertTimezone(CreatedDate)) = 2026', 'CALENDAR_YEAR(CONVERTTIMEZONE(CreatedDate)) = 2026'],
    ["DISTANCE(Loc__c, GEOLOCATION(37.7, -122.4), 'mi') < 20", "DISTANCE(Loc__c, GEOLOCATION(37.7, -122.4), 'mi') < 20"],
    [String.raw`Name = 'it\'s \"a\" \\ b'`, String.raw`Name = 'it's "a" \ b'`]
];

for (const [source, shape] of CONDITIONS) {
    test(`reads WHERE ${source}`, () => assert.equal(where(parseSoql(`SELECT Id FROM Account WHERE ${source}`).where), shape));
}

test('reads what is selected', () => {
    const { select } = parseSoql(
        `SELECT Id, Owner.Name n, COUNT(Id) c, toLabel(Status), (SELECT Id FROM Contacts), FIELDS(ALL),
         TYPEOF What WHEN Account THEN Phone, Owner.Name WHEN Contact THEN Email ELSE Name END FROM Event`
    );
    assert.deepEqual(
        select.map((item) => {
            if (item.kind === 'field') return `${item.field.path.join('.')} ${item.alias}`;
            if (item.kind === 'function') return `${call(item.call)} ${item.alias}`;
            if (item.kind === 'subquery') return `(${item.query.from.object})`;
            return item.kind === 'fields' ? item.which : item.kind;
        }),
        ['Id null', 'Owner.Name n', 'COUNT(Id) c', 'TOLABEL(Status) null', '(Contacts)', 'ALL', 'typeof']
    );
    assert.deepEqual(bare(select[6]), {
        kind: 'typeof',
        relationship: ['What'],
        whens: [
            { type: 'Account', fields: [{ path: ['Phone'] }, { path: ['Owner', 'Name'] }] },
            { type: 'Contact', fields: [{ path: ['Email'] }] }
        ],
        otherwise: [{ path: ['Name'] }]
    });
    assert.deepEqual(bare(parseSoql('SELECT COUNT() FROM Account').select), [{ kind: 'countAll' }]);
});

test('reads every clause', () => {
    const query = parseSoql(
        `select Name from Account a using scope Mine where Id != null with user_mode group by Name, CALENDAR_YEAR(CreatedDate)
         having COUNT(Id) > 1 order by Name desc nulls last, COUNT(Id), Id asc nulls first limit 10 offset :from for update`
    );
    assert.deepEqual(bare(query.from), { object: 'Account', alias: 'a' });
    assert.equal(query.scope, 'mine');
    assert.equal(query.with?.mode, 'USER_MODE');
    assert.equal(query.groupBy?.kind, 'plain');
    assert.deepEqual(query.groupBy.items.map(left), ['Name', 'CALENDAR_YEAR(CreatedDate)']);
    assert.equal(where(query.having), 'COUNT(Id) > 1');
    assert.deepEqual(
        query.orderBy.map((item) => [left(item.by), item.descending, item.nulls]),
        [
            ['Name', true, 'last'],
            ['COUNT(Id)', false, null],
            ['Id', false, 'first']
        ]
    );
    assert.equal(query.limit && value(query.limit), '10');
    assert.equal(query.offset && value(query.offset), ':0');
    assert.deepEqual(query.forClauses, ['update']);
    assert.equal(query.allRows, false);
    assert.equal(parseSoql('SELECT Id FROM Account LIMIT 1 ALL ROWS').allRows, true);
    assert.equal(parseSoql('SELECT COUNT(Id) FROM Account GROUP BY ROLLUP(Name, Type)').groupBy?.kind, 'rollup');
    assert.equal(parseSoql('SELECT COUNT(Id) FROM Account GROUP BY CUBE(Name)').groupBy?.kind, 'cube');
    assert.deepEqual(parseSoql('SELECT Id FROM Account FOR VIEW FOR REFERENCE').forClauses, ['view', 'reference']);
});

test('collects the binds of sub-queries on the outermost query, in source order', () => {
    const query = parseSoql(
        'SELECT (SELECT Id FROM Contacts WHERE a = :one) FROM Account WHERE b = :two.x AND c IN (SELECT d FROM E WHERE f = :three)'
    );
    assert.deepEqual(
        query.binds.map((bind) => grouped(bind.expression)),
        ['one', 'two.x', 'three']
    );
    const [inner] = query.select;
    assert.equal(inner?.kind, 'subquery');
    assert.deepEqual(inner.query.binds, []);
    assert.equal(where(inner.query.where), 'a = :0');
});

test('says where things stand', () => {
    const query = parseSoql("SELECT Id\nFROM Account\n  WHERE Owner.Name = 'x'");
    assert.deepEqual(query.at, { line: 1, column: 1 });
    assert.deepEqual(query.from.at, { line: 2, column: 6 });
    assert.ok(query.where?.kind === 'compare' && query.where.left.kind === 'field');
    assert.deepEqual(query.where.left.field.at, { line: 3, column: 9 });
    assert.deepEqual(query.where.right.at, { line: 3, column: 22 });
});

/** Dynamic text → message and column. Wording: release notes Summer '24 and Winter '25, "SOQL error messages". */
const REFUSED: [source: string, message: string, column: number][] = [
    ['', "unexpected token: '<EOF>'", 1],
    ['SELECT FROM ServicePresenceStatus', "unexpected token: 'SELECT FROM'", 8],
    ['SELECT Id FORM Account', "missing value at 'Account'", 16],
    ['SELECT lastmodifieddate, companyna fr$om user', "missing value at 'user'", 42],
    ['SELECT Id Name Foo FROM Account', "unexpected token: 'Foo'", 16],
    ['SELECT Id, FROM Account', "unexpected token: 'FROM'", 12],
    ['SELECT Id FROM', "unexpected token: '<EOF>'", 15],
    ['SELECT Id FROM Account USING everything', "unexpected token: 'everything'", 30],
    ['SELECT Id FROM Account WHERE ParentId IN ()', "unexpected token: 'ParentId IN ()'", 43],
    ['SELECT Id FROM Account WHERE Name Equals Won', "unexpected token: 'Name Equals'", 35],
    ['SELECT Id FROM Account WHERE a = 1 AND b = 2 OR c = 3', "unexpected token: 'OR'", 46],
    ['SELECT Id FROM Account WHERE NOT a = 1 AND b = 2', "unexpected token: 'AND'", 40],
    ['SELECT Id FROM Account WHERE a = 1 AND NOT b = 2', "unexpected token: 'NOT'", 40],
    ['SELECT Id FROM Account WHERE a LIKE NULL', "unexpected token: 'NULL'", 37],
    ['SELECT Id FROM Account WHERE a = 2020-52-12', 'Invalid date: 2020-52-12', 34],
    ['SELECT Id FROM Account WHERE a > 2020-12-12t12:12:00-25:00', 'Invalid datetime: 2020-12-12t12:12:00-25:00', 34],
    ['SELECT Id FROM Account WHERE (a = 1', "unexpected token: '<EOF>'", 36],
    ['SELECT Id FROM $casecomment', "line 1:15 unexpected token: '$'", 16],
    ["SELECT Id FROM Account WHERE a = 'x", "unexpected token: '''", 34],
    ["SELECT Id FROM Account LIMIT 'a'", "unexpected token: ''a''", 30],
    ['SELECT Id FROM Account WITH USER_MODE WHERE a = 1', "unexpected token: 'WHERE'", 39],
    ['SELECT Id FROM Account HAVING COUNT(Id) > 1', "unexpected token: 'HAVING'", 24],
    ['SELECT COUNT(), Name FROM Account', "unexpected token: ','", 15]
];

for (const [source, message, column] of REFUSED) {
    test(`refuses ${source}`, () => {
        assert.throws(
            () => parseSoql(source),
            (error) =>
                error instanceof SoqlSyntaxError && assert.deepEqual([error.message, error.at.column], [message, column]) === undefined
        );
    });
}

test('tells what is not built from what is wrong', () => {
    assert.throws(() => parseSoql('SELECT Id FROM Account WITH DATA CATEGORY Geo__c AT x__c'), SoqlUnsupportedError);
    assert.throws(() => parseSoql('SELECT Id FROM Account UPDATE VIEWSTAT'), SoqlUnsupportedError);
});

function staticQuery(text: string): Query {
    const node = expression(text);
    assert.equal(node.kind, 'soql');
    return node.query;
}

const STATIC_BINDS: [source: string, binds: string[]][] = [
    ['WHERE a = :b', ['b']],
    ['WHERE a = :b.c(d, e)[0].f AND g = :(1 + 2) OFFSET :h', ['b.c(d, e)[0].f', '(1 + 2)', 'h']],
    ["WHERE a = :b + 'c' ORDER BY d LIMIT :e * 2", ["(b + 'c')", '(e * 2)']],
    ['WHERE a IN :new Map<Id, A>(b).keySet() AND c = null', ['new Map<Id,A>(b).keySet()']],
    ['WHERE a = :b ? c : d', ['(b ? c : d)']],
    ['WHERE a = :order AND b = :c.limit', ['order', 'c.limit']],
    ['WHERE a IN (:b, :c)', ['b', 'c']],
    ['WHERE a IN :([SELECT Id FROM A WHERE b = :c]) AND d = :e', ['<soql>', 'e']],
    ['/* WHERE a = :x */ WHERE b = :c // :d\n LIMIT 1', ['c']]
];

for (const [source, binds] of STATIC_BINDS) {
    test(`reads static ${JSON.stringify(source)}`, () => {
        const query = staticQuery(`[SELECT Id FROM A ${source}]`);
        assert.deepEqual(
            query.binds.map((bind) => grouped(bind.expression)),
            binds
        );
    });
}

test('reads static queries wherever an expression may stand', () => {
    assert.equal(grouped(expression('[SELECT Id FROM A].size()')), '<soql>.size()');
    assert.equal(grouped(expression('[SELECT Id FROM A LIMIT 1][0].Id')), '<soql>[0].Id');
    assert.equal(grouped(expression('f([SELECT Id FROM A], (B) [SELECT Id FROM B])')), 'f(<soql>, ((B) <soql>))');
    assert.equal(grouped(expression('new Map<Id, A>([SELECT Id FROM A])')), 'new Map<Id,A>(<soql>)');
});

test('places a static query in its file', () => {
    const query = staticQuery('[\n SELECT Id\n FROM A WHERE b = :c]');
    assert.deepEqual(query.at, { line: 2, column: 2 });
    assert.deepEqual(query.from.at, { line: 3, column: 7 });
    assert.deepEqual(query.binds[0]?.at, { line: 3, column: 19 });
    assert.deepEqual(query.binds[0]?.expression.at, { line: 3, column: 20 });
});

/** Wording and places are those of Salesforce's own Apex parser. */
const STATIC_REFUSED: [source: string, problem: string][] = [
    ['[SELECT Id FORM A]', "1:33 Missing 'FROM' at 'A'"],
    ['[SELECT Id]', "1:27 Expecting 'FROM' but was: ']'"],
    ['[SELECT Id FROM]', "1:32 Unexpected token ']'."],
    ['[SELECT Id x y FROM A]', "1:30 Extra 'FROM', at 'y'."],
    ['[SELECT Id FROM A WHERE]', "1:40 Unexpected token ']'."],
    ["[SELECT Id FROM A WHERE (b = 'a']", "1:49 Missing ')' at ']'"],
    ["[SELECT Id FROM A WHERE b IN 'a']", "1:46 Unexpected token 'a'."],
    ['[SELECT Id FROM A WHERE b = 1 AND c = 2 OR d = 3]', "1:57 Expecting ']' but was: 'OR'"],
    ['[SELECT Id FROM A LIMIT 5 WHERE b = 1]', "1:43 Expecting ']' but was: 'WHERE'"],
    ['[SELECT Id FROM A', "1:34 Expecting ']' but was: ';'"]
];

for (const [source, problem] of STATIC_REFUSED) {
    test(`refuses static ${source}`, () => assert.deepEqual(problems(`class A { B x = ${source}; }`), [problem]));
}

test('reads on after a broken query', () => {
    const found = problems('class A { B x = [SELECT Id FORM A WHERE]; void f() { g(; } }');
    assert.deepEqual(found, ["1:33 Missing 'FROM' at 'A'", "1:56 Unexpected token ';'."]);
});
