import { test } from 'node:test';
import assert from 'node:assert/strict';
import { parseSoql, parseSosl } from '../../src/language/parseSoql.ts';
import { ApexDate } from '../../src/runtime/values/ApexDate.ts';
import { ApexDatetime } from '../../src/runtime/values/ApexDatetime.ts';
import { ApexException } from '../../src/runtime/values/ApexException.ts';
import { ApexList } from '../../src/runtime/values/ApexList.ts';
import { ApexSet } from '../../src/runtime/values/ApexSet.ts';
import type { CompoundAddress } from '../../src/runtime/values/CompoundAddress.ts';
import { Decimal } from '../../src/runtime/values/Decimal.ts';
import type { SObject } from '../../src/runtime/values/SObject.ts';
import { TestOrg } from './org.ts';

const org = new TestOrg();
const acme = org.insert('Account', { Name: 'Acme', Industry: 'Banking' });
const beta = org.insert('Account', { Name: 'beta', ParentId: acme.id });
const decimal = (text: string): Decimal => Decimal.parse(text)!;

const things = [
    {
        Name: 'one',
        Key__c: 'K1',
        Code__c: 'abc',
        Amount__c: decimal('1.50'),
        Count__c: decimal('1'),
        Status__c: 'Closed',
        Day__c: ApexDate.of(2026, 10, 15),
        Tags__c: 'red;blue',
        Account__c: acme.id,
        Done__c: true
    },
    {
        Name: 'Two',
        Key__c: 'k2',
        Code__c: 'ABC',
        Amount__c: decimal('2.25'),
        Count__c: decimal('1'),
        Status__c: 'New',
        Day__c: ApexDate.of(2026, 10, 10),
        Tags__c: 'red',
        Account__c: beta.id,
        Done__c: false
    },
    {
        Name: 'thr%ee',
        Key__c: 'k3',
        Amount__c: decimal('-3'),
        Count__c: decimal('2'),
        Status__c: 'Open',
        Day__c: ApexDate.of(2026, 9, 30),
        Tags__c: 'green;blue',
        Account__c: acme.id,
        At__c: ApexDatetime.parseIso('2026-10-14T23:30:00Z')
    },
    { Name: 'f_our', Day__c: ApexDate.of(2025, 12, 31), At__c: ApexDatetime.parseIso('2026-10-15T00:00:00Z') },
    { Name: 'five' }
].map((values) => org.insert('Thing__c', values));
for (const [thing, label, size] of [
    [0, 'a', '1.0'],
    [0, 'b', '2.0'],
    [0, 'c', '3.0'],
    [1, 'd', '4.0']
] as const) {
    org.insert('Part__c', { Thing__c: things[thing].id, Label__c: label, Size__c: decimal(size) });
}
const ids = (names: string): string[] => names.split(' ').filter((name) => name !== '');

/** WHERE clause → names of the rows, in the order of insertion. */
const WHERE: [where: string, names: string, binds?: unknown[]][] = [
    // text without case, except where the field minds it
    ["Name = 'ONE'", 'one'],
    ["Name != 'one'", 'Two thr%ee f_our five'],
    ["Name > 'one'", 'Two thr%ee'],
    ["Key__c = 'K2'", 'Two'],
    ["Key__c != 'k1'", 'Two thr%ee f_our five'],
    ["Code__c = 'abc'", 'one'],
    ["Key__c = ''", 'f_our five'],
    ['Key__c = null', 'f_our five'],
    ['Key__c != null', 'one Two thr%ee'],
    ["NOT (Key__c = 'k1')", 'Two thr%ee f_our five'],
    ["NOT Key__c IN ('k1', 'k2')", 'thr%ee f_our five'],
    // LIKE
    ["Name LIKE 't%'", 'Two thr%ee'],
    ["Name LIKE '_w_'", 'Two'],
    ["Name LIKE 'F%'", 'f_our five'],
    ["(NOT Key__c LIKE 'k%')", 'f_our five'],
    ['Name LIKE :x', 'thr%ee', ['%\\%%']],
    ['Name LIKE :x', 'f_our', ['f\\_%']],
    ['Name LIKE :x', 'one five', [new ApexList('String', ['on%', 'fi%'])]],
    // IN
    ["Key__c IN ('K1', 'k3')", 'one thr%ee'],
    ["Key__c NOT IN ('K1', 'k3')", 'Two f_our five'],
    ["Key__c IN ('k1', null)", 'one f_our five'],
    ["Key__c NOT IN ('k1', null)", 'Two thr%ee'],
    ['Id IN :x', 'one five', [new ApexSet('Id', [things[0].id, things[4].id])]],
    ['Id IN :x', 'one', [new ApexList('String', [things[0].id!.slice(0, 15)])]],
    ['Id IN :x', 'Two', [new ApexList('SObject', [things[1]])]],
    ['Id IN :x', '', [new ApexList('Id', [])]],
    ['Id = :x', 'one five', [new ApexList('Id', [things[0].id, things[4].id])]],
    ['Id = :x', '', [new ApexList('Id', [])]],
    ["Tags__c IN ('red;blue', 'nothing')", 'one'],
    ['Name != :x', 'Two five', [new ApexSet('String', ['One', 'thr%ee', 'f_our'])]],
    ['Id NOT IN :x', 'one Two thr%ee f_our five', [new ApexList('Id', [])]],
    ['Account__c = :x', 'one thr%ee', [acme.id!.slice(0, 15)]],
    ['Account__c = :x', 'f_our five', [null]],
    // numbers
    ['Amount__c = 1.5', 'one'],
    ['Amount__c < 0', 'thr%ee'],
    ['Amount__c >= 1.5', 'one Two'],
    ['Amount__c != 1.5', 'Two thr%ee f_our five'],
    ['Amount__c IN (1.50, -3)', 'one thr%ee'],
    ['Amount__c > :x', 'Two', [decimal('1.50')]],
    // Booleans: null is false
    ['Done__c = true', 'one'],
    ['Done__c = false', 'Two thr%ee f_our five'],
    ['Done__c != true', 'Two thr%ee f_our five'],
    ['Done__c = null', 'Two thr%ee f_our five'],
    // dates, seen from 15 October 2026
    ['Day__c = TODAY', 'one'],
    ['Day__c < TODAY', 'Two thr%ee f_our'],
    ['Day__c = LAST_WEEK', 'Two'],
    ['Day__c = LAST_MONTH', 'thr%ee'],
    ['Day__c = THIS_MONTH', 'one Two'],
    ['Day__c = LAST_YEAR', 'f_our'],
    ['Day__c = THIS_YEAR', 'one Two thr%ee'],
    ['Day__c = LAST_N_DAYS:5', 'one Two'],
    ['Day__c = LAST_N_DAYS:4', 'one'],
    ['Day__c = N_DAYS_AGO:5', 'Two'],
    ['Day__c = LAST_QUARTER', 'thr%ee'],
    ['Day__c != THIS_YEAR', 'f_our five'],
    ['Day__c = 2026-10-10', 'Two'],
    ['Day__c > :x', 'one', [ApexDate.of(2026, 10, 10)]],
    ['At__c = YESTERDAY', 'thr%ee'],
    ['At__c = TODAY', 'f_our'],
    ['At__c >= 2026-10-15T00:00:00Z', 'f_our'],
    ['At__c < 2026-10-15T01:00:00+02:00', ''],
    ['CALENDAR_YEAR(Day__c) = 2025', 'f_our'],
    ['DAY_ONLY(At__c) = 2026-10-14', 'thr%ee'],
    // multi-select picklists
    ["Tags__c INCLUDES ('red')", 'one Two'],
    ["Tags__c INCLUDES ('red;blue', 'green')", 'one thr%ee'],
    ["Tags__c EXCLUDES ('blue')", 'Two f_our five'],
    ["Tags__c = 'red'", 'Two'],
    // parents
    ["Account__r.Name = 'ACME'", 'one thr%ee'],
    ["Account__r.Parent.Name = 'Acme'", 'Two'],
    ['Account__r.ParentId = null', 'one thr%ee f_our five'],
    ["Account__r.Name != 'acme'", 'Two f_our five'],
    ["Owner.Name = 'Rita Runner'", 'one Two thr%ee f_our five'],
    ["Owner.Type = 'Queue'", ''],
    ['Account__r.IsDeleted = false', 'one Two thr%ee f_our five'],
    // sub-queries
    ['Id IN (SELECT Thing__c FROM Part__c)', 'one Two'],
    ["Id IN (SELECT Thing__c FROM Part__c WHERE Label__c = 'd')", 'Two'],
    ['Id NOT IN (SELECT Thing__c FROM Part__c)', 'thr%ee f_our five'],
    ["Account__c IN (SELECT Id FROM Account WHERE Name = 'beta')", 'Two'],
    ["Account__c NOT IN (SELECT Id FROM Account WHERE Name = 'beta')", 'one thr%ee f_our five'],
    // logic
    ["Name = 'one' OR (Done__c = false AND Amount__c > 2)", 'one Two'],
    ['Thing__c.Done__c = true', 'one']
];

for (const [where, names, binds] of WHERE) {
    test(`WHERE ${where}${binds ? ' with a bind' : ''}`, () => {
        assert.deepEqual(org.column(`SELECT Name FROM Thing__c WHERE ${where}`, 'name', binds), ids(names));
    });
}

const ORDERS: [clauses: string, names: string][] = [
    ['ORDER BY Name', 'f_our five one thr%ee Two'],
    ['ORDER BY Name DESC', 'Two thr%ee one five f_our'],
    ['ORDER BY Amount__c', 'f_our five thr%ee one Two'],
    ['ORDER BY Amount__c NULLS LAST', 'thr%ee one Two f_our five'],
    ['ORDER BY Amount__c DESC NULLS LAST', 'Two one thr%ee f_our five'],
    ['ORDER BY Status__c NULLS LAST', 'Two thr%ee one f_our five'],
    ['ORDER BY Account__r.Name NULLS LAST, Name', 'one thr%ee Two f_our five'],
    ['ORDER BY Name LIMIT 2', 'f_our five'],
    ['ORDER BY Name LIMIT 2 OFFSET 1', 'five one'],
    ['ORDER BY Name OFFSET 4', 'Two'],
    ['LIMIT 0', '']
];

for (const [clauses, names] of ORDERS) {
    test(clauses, () => assert.deepEqual(org.column(`SELECT Name FROM Thing__c ${clauses}`, 'name'), ids(names)));
}

const REFUSED: [soql: string, message: RegExp | string, binds?: unknown[]][] = [
    [
        'SELECT Nmae FROM Account',
        "No such column 'Nmae' on entity 'Account'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names."
    ],
    ["SELECT Id FROM Account WHERE Foo__c = 'x'", /^No such column 'Foo__c' on entity 'Account'/],
    ['SELECT Id FROM Foo__c', /^sObject type 'Foo__c' is not supported\./],
    ['SELECT Foo__r.Name FROM Account', /^Didn't understand relationship 'Foo__r' in field path/],
    ['SELECT Id, (SELECT Id FROM Foos) FROM Account', /^Didn't understand relationship 'Foos' in FROM part of query call/],
    ['SELECT Id FROM Thing__c WHERE Long__c = null', "field 'Long__c' can not be filtered in a query call"],
    ['SELECT Id FROM Thing__c ORDER BY Long__c', "field 'Long__c' can not be sorted in a query call"],
    ["SELECT Id FROM Thing__c WHERE Amount__c = '1'", /must be of type double and should not be enclosed in quotes/],
    ['SELECT Id FROM Thing__c WHERE Name = 1', /must be of type string and should be enclosed in quotes/],
    ["SELECT Id FROM Thing__c WHERE Id = 'abc'", 'invalid ID field: abc'],
    ['SELECT Name, COUNT(Id) FROM Thing__c', 'Field must be grouped or aggregated: Name'],
    ['SELECT MAX(Amount__c) FROM Thing__c LIMIT 1', 'Non-grouped query that uses overall aggregate functions cannot also use LIMIT'],
    ['SELECT Name n FROM Thing__c', 'only aggregate expressions use field aliasing'],
    ['SELECT SUM(Name) FROM Thing__c', 'field Name does not support aggregate operator SUM'],
    ['SELECT Id FROM Thing__c OFFSET 2001', 'Maximum SOQL offset allowed is 2000'],
    ['SELECT Id FROM Thing__c ORDER BY Name FOR UPDATE', 'ORDER BY is not allowed with FOR UPDATE'],
    ['SELECT FIELDS(ALL) FROM Thing__c', 'The SOQL FIELDS function must have a LIMIT of at most 200'],
    ['SELECT Id FROM Thing__c WHERE Name = :x', 'Invalid bind expression type of Integer for column of type String', [7]]
];

for (const [soql, message, binds] of REFUSED) {
    test(`refuses ${soql}`, () => {
        assert.throws(
            () => org.query(soql, binds),
            (error: unknown) => {
                assert.ok(error instanceof ApexException, String(error));
                assert.equal(error.typeName, 'System.QueryException');
                if (typeof message === 'string') {
                    assert.equal(error.apexMessage, message);
                } else {
                    assert.match(error.apexMessage, message);
                }
                return true;
            }
        );
    });
}

test('an object that the platform has and this org has not is unsupported, by name', () => {
    const absent = [...org.schema.objects()].find((object) => !object.present && object.queryable)!;
    assert.throws(() => org.query(`SELECT Id FROM ${absent.name}`), {
        name: 'UnsupportedError',
        message: new RegExp(`SOQL on ${absent.name}`)
    });
});

test('values come back in the types of their fields', () => {
    const [row] = org.query(
        "SELECT Name, Amount__c, Count__c, Day__c, Done__c, CreatedDate, OwnerId, Tags__c FROM Thing__c WHERE Name = 'one'"
    );
    assert.equal(String(row.get('amount__c')), '1.50');
    assert.equal(String(row.get('count__c')), '1');
    assert.equal(String(row.get('day__c')), '2026-10-15');
    assert.equal(row.get('done__c'), true);
    assert.equal((row.get('createddate') as ApexDatetime).milliseconds, org.now);
    assert.equal(row.get('ownerid'), org.userId);
    assert.equal(row.id, things[0].id);
    assert.throws(() => row.get('key__c'), /SObject row was retrieved via SOQL without querying the requested field: Thing__c\.Key__c/);
    assert.equal(row.children('parts__r').size, 0, 'children that nobody asked for');
});

test('parents are nested records, null when there is none; the reference comes along', () => {
    const [one, , , , five] = org.query('SELECT Account__r.Name, Account__r.Parent.Name FROM Thing__c');
    assert.equal(one.parent('account__r')!.get('name'), 'Acme');
    assert.equal(one.parent('account__r')!.parent('parent'), null);
    assert.equal(one.get('account__c'), acme.id);
    assert.equal(five.parent('account__r'), null);
});

test('a polymorphic parent has the type of the record', () => {
    const queue = org.store.insert('Group', { Name: 'Line', DeveloperName: 'Line', Type: 'Queue' });
    const mark = org.store.mark();
    org.store.update('Thing__c', things[1].id!, { OwnerId: queue });
    const rows = org.query('SELECT Owner.Name, Owner.Type FROM Thing__c LIMIT 2');
    assert.deepEqual(
        rows.map((row) => [row.parent('owner')!.type, row.parent('owner')!.get('name'), row.parent('owner')!.get('type')]),
        [
            ['User', 'Rita Runner', 'User'],
            ['Group', 'Line', 'Queue']
        ]
    );
    const [, second] = org.query('SELECT TYPEOF Owner WHEN User THEN Username WHEN Group THEN DeveloperName END FROM Thing__c LIMIT 2');
    assert.equal(second.parent('owner')!.get('developername'), 'Line');
    org.store.rollbackTo(mark);
    org.store.release(mark);
});

test('children by sub-query, ordered and limited for each parent', () => {
    const rows = org.query('SELECT Name, (SELECT Label__c, Size__c FROM Parts__r ORDER BY Label__c DESC LIMIT 2) FROM Thing__c');
    const labels = rows.map((row) => row.children('parts__r').items.map((part) => (part as SObject).get('label__c')));
    assert.deepEqual(labels, [['c', 'b'], ['d'], [], [], []]);
    const [first] = org.query("SELECT Id, (SELECT Id FROM Parts__r WHERE Label__c = 'a') FROM Thing__c LIMIT 1");
    assert.equal(first.children('parts__r').size, 1);
});

test('aggregates', () => {
    const [row] = org.query(
        'SELECT COUNT(Id), COUNT(Key__c) keys, SUM(Amount__c), AVG(Amount__c), MIN(Name), MAX(Day__c), COUNT_DISTINCT(Count__c) FROM Thing__c'
    );
    assert.equal(row.type, 'AggregateResult');
    assert.deepEqual(
        ['expr0', 'keys', 'expr1', 'expr2', 'expr3', 'expr4', 'expr5'].map((name) => String(row.get(name))),
        ['5', '3', '0.75', '0.25', 'f_our', '2026-10-15', '2']
    );
});

test('GROUP BY and HAVING', () => {
    const groups = org.query(
        'SELECT Account__r.Name, COUNT(Id) n, SUM(Amount__c) FROM Thing__c GROUP BY Account__r.Name HAVING COUNT(Id) > 1 ORDER BY COUNT(Id)'
    );
    assert.deepEqual(
        groups.map((row) => [row.get('name'), row.get('n'), String(row.get('expr0'))]),
        [
            [null, 2, 'null'],
            ['Acme', 2, '-1.50']
        ]
    );
    const years = org.query(
        'SELECT CALENDAR_YEAR(Day__c), COUNT(Id) FROM Thing__c WHERE Day__c != null GROUP BY CALENDAR_YEAR(Day__c) ORDER BY CALENDAR_YEAR(Day__c)'
    );
    assert.deepEqual(
        years.map((row) => [row.get('expr0'), row.get('expr1')]),
        [
            [2025, 1],
            [2026, 3]
        ]
    );
});

test('COUNT() counts, up to its LIMIT', () => {
    assert.equal(org.count('SELECT COUNT() FROM Thing__c'), 5);
    assert.equal(org.count("SELECT COUNT() FROM Thing__c WHERE Account__r.Name = 'acme'"), 2);
    assert.equal(org.count('SELECT COUNT() FROM Thing__c LIMIT 3'), 3);
});

test('a SUM uses up the rows behind it, a COUNT only its own', () => {
    const transaction = org.begin();
    org.query('SELECT SUM(Amount__c) FROM Thing__c');
    assert.equal(transaction.limits.usedOf('queryRows'), 4);
    org.query('SELECT COUNT(Id) FROM Thing__c');
    assert.equal(transaction.limits.usedOf('queryRows'), 4);
});

test('days are those of the running user', () => {
    org.store.update('User', org.userId, { TimeZoneSidKey: 'Europe/Berlin' });
    assert.deepEqual(org.column('SELECT Name FROM Thing__c WHERE At__c = TODAY', 'name'), ['thr%ee', 'f_our']);
    const [row] = org.query(
        "SELECT DAY_IN_MONTH(convertTimezone(At__c)) d FROM Thing__c WHERE Name = 'thr%ee' GROUP BY DAY_IN_MONTH(convertTimezone(At__c))"
    );
    assert.equal(row.get('d'), 15);
    org.store.update('User', org.userId, { TimeZoneSidKey: 'GMT' });
});

test('toLabel shows the label', () => {
    const [row] = org.query("SELECT toLabel(Status__c) FROM Thing__c WHERE Name = 'one'");
    assert.equal(row.get('status__c'), 'Closed label');
});

test('FIELDS(ALL) brings every stored field', () => {
    const [row] = org.query('SELECT FIELDS(ALL) FROM Thing__c LIMIT 1');
    assert.equal(row.get('key__c'), 'K1');
    assert.equal(row.get('name'), 'one');
});

test('USING SCOPE mine', () => {
    assert.equal(org.query('SELECT Id FROM Thing__c USING SCOPE mine').length, 5);
});

test('Ids fixed by a cursor bring the rows as they are now', () => {
    const query = parseSoql("SELECT Name FROM Thing__c WHERE Name LIKE 'f%' ORDER BY Name");
    const options = { access: 'system' as const, sharing: false, binds: [] };
    const found = org.data.queryIds(org.transaction, query, options);
    assert.deepEqual(found, [things[3].id, things[4].id]);
    assert.deepEqual(
        org.data.queryByIds(org.transaction, query, options, [found[1], things[0].id!]).map((row) => row.get('name')),
        ['five', 'one']
    );
});

test('ROLLUP and CUBE add sub-totals', () => {
    const rolled = org.query(
        'SELECT Account__r.Name, Status__c, COUNT(Id) n, GROUPING(Status__c) g FROM Thing__c WHERE Account__c != null GROUP BY ROLLUP(Account__r.Name, Status__c)'
    );
    assert.deepEqual(
        rolled.map((row) => ['name', 'status__c', 'n', 'g'].map((name) => row.get(name))),
        [
            ['Acme', 'Closed', 1, 0],
            ['Acme', 'Open', 1, 0],
            ['beta', 'New', 1, 0],
            ['Acme', null, 2, 1],
            ['beta', null, 1, 1],
            [null, null, 3, 1]
        ]
    );
    const cube = org.query(
        'SELECT Account__c, Status__c, COUNT(Id) FROM Thing__c WHERE Account__c != null GROUP BY CUBE(Account__c, Status__c)'
    );
    assert.equal(cube.length, 3 + 2 + 3 + 1);
});

test('a backslash in LIKE takes a wildcard literally', () => {
    assert.deepEqual(org.column("SELECT Name FROM Thing__c WHERE Name LIKE 'f\\_%'", 'name'), ['f_our']);
    assert.deepEqual(org.column("SELECT Name FROM Thing__c WHERE Name LIKE '%\\%%'", 'name'), ['thr%ee']);
});

test('SOSL finds words in names; a test finds only what it has fixed', () => {
    const search = (text: string): string[][] =>
        org.data
            .search(org.transaction, parseSosl(text), { access: 'system', sharing: false, binds: [] })
            .items.map((list) => (list as ApexList).items.map((record) => String((record as SObject).get('name'))));
    assert.deepEqual(search("FIND 'ac*' IN NAME FIELDS RETURNING Account(Name), Thing__c(Name WHERE Done__c = true)"), [['Acme'], []]);
    assert.deepEqual(search("FIND 'one' IN ALL FIELDS RETURNING Thing__c(Name)"), [['one']]);
    org.transaction.state.set(Symbol.for('fixedSearchResults'), [things[1].id, acme.id]);
    assert.deepEqual(search("FIND 'anything' RETURNING Account(Name), Thing__c(Name)"), [['Acme'], ['Two']]);
    org.transaction.state.delete(Symbol.for('fixedSearchResults'));
    assert.throws(() => search("FIND 'x' RETURNING Account(Name)"), /search term must be longer than one character/);
});

test('letters beyond ASCII have no case either', () => {
    const mark = org.store.mark();
    org.insertAll('Thing__c', [
        { Name: 'Éric Ångström', Key__c: 'Ö1' },
        { Name: 'ДАРЬЯ', Key__c: 'x' },
        { Name: '李 😀', Key__c: 'y' }
    ]);
    const names = (where: string, binds: unknown[] = []): unknown[] =>
        org.column(`SELECT Name FROM Thing__c WHERE ${where}`, 'name', binds);
    assert.deepEqual(names("Name = 'éRIC åNGSTRÖM'"), ['Éric Ångström']);
    assert.deepEqual(names("Name LIKE 'дар%'"), ['ДАРЬЯ']);
    assert.deepEqual(names('Name IN :x', [new ApexList('String', ['дарья', 'ONE'])]), ['one', 'ДАРЬЯ']);
    assert.deepEqual(names("Name = '李 😀'"), ['李 😀']);
    assert.match(org.dml('insert', org.record('Thing__c', { Key__c: 'ö1' }))[0].errors[0].message, /^duplicate value found: Key__c/);
    org.store.rollbackTo(mark);
    org.store.release(mark);
});

test('a compound address is put together from its fields', () => {
    const account = org.insert('Account', { Name: 'At home', BillingStreet: '1 Main St', BillingCity: 'Springfield' });
    const [row] = org.query('SELECT BillingAddress, ShippingAddress FROM Account WHERE Id = :x', [account.id]);
    const address = row.get('billingaddress') as CompoundAddress;
    assert.deepEqual([address.parts.street, address.parts.city, address.parts.state], ['1 Main St', 'Springfield', null]);
    assert.equal(row.get('shippingaddress'), null);
    assert.throws(
        () => org.query("SELECT Id FROM Account WHERE BillingAddress = 'x'"),
        /compound field Account\.BillingAddress|can not be filtered/
    );
});

test('a sub-query may name the object before the relationship', () => {
    const [row] = org.query('SELECT Id, (SELECT Label__c FROM Thing__c.Parts__r) FROM Thing__c LIMIT 1');
    assert.equal(row.children('parts__r').size, 3);
});

test('the schema as rows', () => {
    const [thing] = org.query("SELECT DurableId, Label, KeyPrefix FROM EntityDefinition WHERE QualifiedApiName = 'thing__c'");
    assert.deepEqual(
        [thing.get('durableid'), thing.get('label'), thing.get('keyprefix')],
        ['Thing__c', 'Thing', org.schema.object('Thing__c')!.keyPrefix]
    );
    const fields = org.query(
        "SELECT QualifiedApiName, DataType FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Part__c' AND QualifiedApiName LIKE '%__c' ORDER BY QualifiedApiName"
    );
    assert.deepEqual(
        fields.map((row) => [row.get('qualifiedapiname'), row.get('datatype')]),
        [
            ['Label__c', 'Text(30)'],
            ['Size__c', 'Number(5, 1)'],
            ['Thing__c', 'Master-Detail(Thing__c)']
        ]
    );
    assert.throws(() => org.query('SELECT RecordId FROM UserRecordAccess'), /one UserId/);
    assert.throws(() => org.query('SELECT COUNT(UserId) n FROM UserRecordAccess'), { name: 'UnsupportedError' });
});

test('semi-joins stand joined by AND, at most two, none inside another; no field is selected twice', () => {
    const inner = 'Id IN (SELECT AccountId FROM Contact)';
    const refused = (where: string): string => {
        try {
            org.query(`SELECT Id FROM Account WHERE ${where}`);
            return 'accepted';
        } catch (error) {
            return (error as Error).message;
        }
    };
    assert.equal(refused(`Name = 'a' AND ${inner} AND Id NOT IN (SELECT AccountId FROM Contact)`), 'accepted');
    assert.equal(refused(`Name = 'a' OR (Name = 'b' AND ${inner})`), 'accepted');
    assert.equal(refused(`Name = 'a' OR ${inner}`), "Semi join sub-selects are not allowed with the 'OR' operator");
    assert.match(refused(`Name = 'a' AND (Name = 'b' OR ${inner})`), /only allowed at the top level/);
    assert.match(refused(`${inner} AND ${inner} AND ${inner}`), /^Maximum 2/);
    assert.match(refused(`Id IN (SELECT AccountId FROM Contact WHERE AccountId IN (SELECT AccountId FROM Contact))`), /^Nesting/);
    assert.throws(() => org.query('SELECT Id, Name, name FROM Account'), /duplicate field selected: name/);
});
