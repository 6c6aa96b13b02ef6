import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFormula } from '../../src/data/formula/parseFormula.ts';
import { ApexDate } from '../../src/runtime/values/ApexDate.ts';
import type { TriggerContext } from '../../src/runtime/Transaction.ts';
import type { SObject } from '../../src/runtime/values/SObject.ts';
import { textOf } from '../../src/runtime/values/text.ts';
import { Decimal } from '../../src/runtime/values/Decimal.ts';
import { fieldFile } from '../schema/projectFixture.ts';
import { METADATA, schemaOf, TestOrg } from './org.ts';

/** Type of the field, formula, text of what a query gives. */
const FORMULAS: [type: string, formula: string, expected: string][] = [
    ['Text', `Name & '-' & TEXT(Count__c) + "!"`, 'one-3!'],
    ['Text', `Account__r.Name`, 'Acme'],
    ['Text', `Account__r.Parent.Name & ''`, 'null'],
    ['Text', `IF(ISBLANK(Need__c), 'nothing', Need__c)`, 'nothing'],
    ['Text', `CASE(Status__c, 'New', 'fresh', 'Closed', 'done', 'else')`, 'done'],
    ['Text', `LEFT(Name, 2) & RIGHT(Name, 1) & MID(Name, 2, 1) & UPPER(Name) & SUBSTITUTE(Name, 'n', 'm')`, 'onenONEome'],
    ['Text', `HYPERLINK('/' & Account__r.Name, Name, '_top')`, '<a href="/Acme" target="_top">one</a>'],
    ['Text', `TEXT(Amount__c) & TEXT(Day__c) & TEXT(Status__c)`, '1.52026-10-15Closed'],
    ['Text', `$User.LastName`, 'Runner'],
    ['Text', `/* note */ BLANKVALUE(Need__c, "it's")`, "it's"],
    ['Number', `Amount__c * 2 + Count__c ^ 2`, '12.00'],
    ['Number', `ROUND(Amount__c / Count__c, 2) - MOD(7, 4) + FLOOR(-1.5) + MAX(1, 2)`, '-1.50'],
    ['Number', `LEN(Name) + VALUE('4') + FIND('n', Name)`, '9.00'],
    ['Number', `TODAY() - Day__c`, '0.00'],
    ['Number', `Size__c + 1`, '1.00'],
    ['Checkbox', `AND(Done__c, Amount__c > 1, NOT(Status__c = 'closed')) || CONTAINS(Name, 'ne') && !BEGINS(Name, 'n')`, 'true'],
    ['Checkbox', `ISPICKVAL(Status__c, 'New') || INCLUDES(Tags__c, 'green') || Name <> 'one'`, 'false'],
    ['Checkbox', `Account__c != null && Account__r.ParentId = null`, 'true'],
    ['Date', `Day__c + 20`, '2026-11-04 00:00:00'],
    ['Date', `ADDMONTHS(DATE(2026, 1, 31), 1)`, '2026-02-28 00:00:00'],
    ['Date', `ADDMONTHS(DATE(2026, 2, 28), 1)`, '2026-03-31 00:00:00'],
    ['Number', `YEAR(Day__c) + MONTH(Day__c)`, '2036.00']
];

const more: Record<string, string> = { ...fieldFile('Thing__c', 'Size__c', '<type>Number</type><precision>6</precision><scale>1</scale>') };
const facts: Record<string, string> = { Number: '<precision>10</precision><scale>2</scale>' };
FORMULAS.forEach(([type, formula], index) => {
    const escaped = formula.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    Object.assign(more, fieldFile('Thing__c', `F${index}__c`, `<type>${type}</type>${facts[type] ?? ''}<formula>${escaped}</formula>`));
});
const summary = (operation: string, rest: string): string =>
    `<type>Summary</type><summaryForeignKey>Part__c.Thing__c</summaryForeignKey><summaryOperation>${operation}</summaryOperation>${rest}`;
const filter = (field: string, operation: string, value: string): string =>
    `<summaryFilterItems><field>Part__c.${field}</field><operation>${operation}</operation><value>${value}</value></summaryFilterItems>`;
Object.assign(
    more,
    fieldFile('Thing__c', 'Parts__c', summary('count', '')),
    fieldFile('Thing__c', 'Sizes__c', summary('sum', '<summarizedField>Part__c.Size__c</summarizedField>')),
    fieldFile(
        'Thing__c',
        'Biggest__c',
        summary('max', `<summarizedField>Part__c.Size__c</summarizedField>${filter('Label__c', 'equals', 'a, b')}`)
    ),
    fieldFile('Thing__c', 'Odd__c', '<type>Text</type><formula>REGEX(Name, "a+")</formula>'),
    fieldFile('Part__c', 'Whole__c', '<type>Text</type><formula>Thing__r.F0__c</formula>')
);

const org = new TestOrg({ schema: schemaOf({ ...METADATA, ...more }) });
const acme = org.insert('Account', { Name: 'Acme' });
const thing = org.insert('Thing__c', {
    Name: 'one',
    Amount__c: Decimal.parse('1.50'),
    Count__c: Decimal.parse('3'),
    Status__c: 'Closed',
    Day__c: ApexDate.of(2026, 10, 15),
    Tags__c: 'red;blue',
    Account__c: acme.id,
    Done__c: true
});

FORMULAS.forEach(([type, formula, expected], index) => {
    test(`${type} ${formula}`, () => {
        const [row] = org.query(`SELECT F${index}__c FROM Thing__c`);
        assert.equal(textOf(row!.get(`f${index}__c`)), expected);
    });
});

test('formulas filter and sort, through parents and of each other', () => {
    const part = org.insert('Part__c', { Thing__c: thing.id, Label__c: 'a', Size__c: Decimal.parse('2.5') });
    org.insert('Part__c', { Thing__c: thing.id, Label__c: 'b', Size__c: Decimal.parse('1.0') });
    org.insert('Part__c', { Thing__c: thing.id, Label__c: 'c', Size__c: Decimal.parse('9.0') });
    assert.equal(org.query(`SELECT Id FROM Thing__c WHERE F0__c = 'ONE-3!' AND F15__c = TRUE ORDER BY F0__c`).length, 1);
    assert.equal(org.query(`SELECT Id FROM Thing__c WHERE F10__c > 100`).length, 0);
    const [row] = org.query(`SELECT Whole__c, Thing__r.F1__c FROM Part__c WHERE Id = '${part.id}'`);
    assert.equal(row!.get('whole__c'), 'one-3!');
    assert.equal(row!.parent('thing__r')!.get('f1__c'), 'Acme');
});

test('roll-ups count, sum and filter what is there', () => {
    const [row] = org.query('SELECT Parts__c, Sizes__c, Biggest__c FROM Thing__c');
    assert.deepEqual(
        ['parts__c', 'sizes__c', 'biggest__c'].map((name) => textOf(row!.get(name))),
        ['3', '12.5', '2.5']
    );
});

test('triggers see what their rows come to, saved or not', () => {
    const seen: string[] = [];
    const see = (context: TriggerContext): void => {
        for (const [when, records] of Object.entries({ new: context.newRecords, old: context.oldRecords })) {
            (records as SObject[] | null)?.forEach((record) => seen.push(`${context.operation} ${when} ${textOf(record.get('f0__c'))}`));
        }
    };
    for (const operation of ['BEFORE_INSERT', 'AFTER_INSERT', 'BEFORE_UPDATE', 'AFTER_UPDATE']) {
        org.triggers.set(`Thing__c ${operation}`, see);
    }
    const made = org.insert('Thing__c', { Name: 'x', Count__c: Decimal.parse('1') });
    org.dml('update', org.record('Thing__c', { Id: made.id, Name: 'y' }));
    org.triggers.clear();
    assert.deepEqual(seen, [
        'BEFORE_INSERT new x-1!',
        'AFTER_INSERT new x-1!',
        'BEFORE_UPDATE new y-1!',
        'BEFORE_UPDATE old x-1!',
        'AFTER_UPDATE new y-1!',
        'AFTER_UPDATE old x-1!'
    ]);
});

test('a formula that is not built says so where it is read, in queries and in triggers', () => {
    const isUnsupported = { name: 'UnsupportedError' };
    const seen: string[] = [];
    org.triggers.set('Thing__c BEFORE_INSERT', ({ newRecords }) => {
        assert.throws(() => newRecords![0]!.get('odd__c'), isUnsupported);
        seen.push(textOf(newRecords![0]!.get('f0__c')));
    });
    org.insert('Thing__c', { Name: 'z', Count__c: Decimal.parse('2') });
    org.triggers.clear();
    assert.deepEqual(seen, ['z-2!'], 'The others are computed');
    assert.throws(() => org.query('SELECT Odd__c FROM Thing__c'), isUnsupported);
});

test('what cannot be read is no formula', () => {
    for (const broken of ['', 'IF(', '1 +', 'a b', `'open`, '#']) {
        assert.equal(parseFormula(broken), null);
    }
});
