import { test } from 'node:test';
import assert from 'node:assert/strict';
import { ApexDate } from '../../src/runtime/values/ApexDate.ts';
import { ApexDatetime } from '../../src/runtime/values/ApexDatetime.ts';
import { ApexDouble } from '../../src/runtime/values/ApexDouble.ts';
import { ApexException } from '../../src/runtime/values/ApexException.ts';
import { ApexList } from '../../src/runtime/values/ApexList.ts';
import { ApexMap } from '../../src/runtime/values/ApexMap.ts';
import type { ClassMeta } from '../../src/runtime/values/ApexObject.ts';
import { ApexObject } from '../../src/runtime/values/ApexObject.ts';
import { ApexSet } from '../../src/runtime/values/ApexSet.ts';
import { ApexTime } from '../../src/runtime/values/ApexTime.ts';
import { Decimal } from '../../src/runtime/values/Decimal.ts';
import { SObject } from '../../src/runtime/values/SObject.ts';
import { idOf18, toId } from '../../src/runtime/values/ids.ts';
import { textOf } from '../../src/runtime/values/text.ts';
import { isInstance } from '../../src/runtime/values/typeText.ts';
import { cast, concat, divideInteger, eq, ge, gt, lt, multiplyInteger, same } from '../../src/runtime/operators.ts';

class Point extends ApexObject {
    static readonly apexName = 'Point';
    static readonly meta: ClassMeta = {
        superclass: null,
        interfaces: ['System.Comparable'],
        fields: [
            {
                name: 'x',
                jsName: '_x',
                type: 'Integer',
                isStatic: false,
                isProperty: false,
                hasGetter: false,
                hasSetter: false,
                isTransient: false,
                modifiers: [],
                annotations: []
            }
        ]
    };
    _x: number;
    constructor(x = 0) {
        super();
        this._x = x;
    }
    m_equals$object(other: unknown): boolean {
        return other instanceof Point && other._x === this._x;
    }
    m_hashcode(): number {
        return this._x % 2;
    }
}

class Plain extends ApexObject {
    static readonly apexName = 'Outer.Plain';
}

function account(values: Record<string, unknown>): SObject {
    const record = new SObject('Account');
    for (const [name, value] of Object.entries(values)) {
        record.put(name, value);
    }
    return record;
}

test("sets find equal values: by content, by identity, by the class's own equals", () => {
    const plain = new Plain();
    const set = new ApexSet('Object', [
        'a',
        'A',
        1,
        1n,
        new ApexDouble(1),
        Decimal.parse('1')!,
        new ApexDate(5),
        new ApexDate(5),
        plain,
        plain,
        new Plain()
    ]);
    assert.equal(set.size, 9);
    const points = new ApexSet('Point', [new Point(1), new Point(3), new Point(1)]);
    assert.equal(points.size, 2);
    assert.equal(points.has(new Point(3)), true);
    assert.equal(points.remove(new Point(1)), true);
    assert.equal(points.has(new Point(1)), false);
    assert.equal(points.has(new Point(3)), true);
});

test('maps keep insertion order and give null for what is not there', () => {
    const map = new ApexMap('String', 'Integer', [
        ['b', 1],
        ['a', 2]
    ]);
    assert.equal(map.put('b', 3), 1);
    assert.equal(map.put('c', null), null);
    assert.equal(map.get('z'), null);
    assert.equal(map.get('B'), null);
    assert.deepEqual([...map.keys()], ['b', 'a', 'c']);
    assert.equal(map.remove('b'), 3);
    assert.equal(map.size, 2);
    assert.equal(new ApexMap('Account', 'String', [[account({ name: 'x' }), 'one']]).get(account({ name: 'x' })), 'one');
});

test('a collection must not change while Apex iterates over it', () => {
    const list = new ApexList('Integer', [1]);
    list.beginIteration();
    assert.throws(() => list.add(2), /Cannot modify a collection while it is being iterated/);
    list.endIteration();
    list.add(2);
    assert.equal(list.size, 2);
});

test('lists check their bounds', () => {
    const list = new ApexList('Integer', [1]);
    assert.throws(
        () => list.get(1),
        (error: unknown) => error instanceof ApexException && String(error) === 'System.ListException: List index out of bounds: 1'
    );
    list.insert(1, 5);
    assert.deepEqual(list.items, [1, 5]);
});

test('== is blind to case, to the scale and to the form of an Id; === sees identity', () => {
    assert.equal(eq('Foo', 'fOO'), true);
    assert.equal(eq('001000000000001', '001000000000001AAA'), true);
    assert.equal(eq(1, Decimal.parse('1.00')), true);
    assert.equal(eq(1, 1n), true);
    assert.equal(eq(null, null), true);
    assert.equal(eq(null, ''), false);
    assert.equal(eq(new ApexList('Integer', [1]), new ApexList('Integer', [1])), true);
    assert.equal(same(new ApexList('Integer', [1]), new ApexList('Integer', [1])), false);
    assert.equal(eq(account({ name: 'x' }), account({ name: 'x' })), true);
    assert.equal(eq(new Point(1), new Point(1)), true);
    assert.equal(same(new Point(1), new Point(1)), false);
    assert.equal(same('a', 'A'), true);
});

test('order: null is never less or greater, except that any text is greater than null', () => {
    assert.equal(lt(null, 5), false);
    assert.equal(ge(null, null), false);
    assert.equal(gt('a', null), true);
    assert.equal(lt('a', 'B'), true);
    assert.equal(lt(new ApexDate(1), new ApexDate(2)), true);
});

test('Integers wrap and divide as Java does', () => {
    assert.equal(multiplyInteger(2147483647, 2), -2);
    assert.equal(divideInteger(-7, 2), -3);
    assert.throws(() => divideInteger(1, 0), /Divide by 0/);
    assert.throws(() => divideInteger(null, 1), /Attempt to de-reference a null object/);
});

test('values print as Salesforce prints them', () => {
    assert.equal(textOf(new ApexList('Object', [1, 'a', null, new ApexDouble(2)])), '(1, a, null, 2.0)');
    assert.equal(textOf(new ApexSet('String', ['a', 'b'])), '{a, b}');
    assert.equal(textOf(new ApexMap('String', 'Integer', [['k', 1]])), '{k=1}');
    assert.equal(textOf(account({ name: 'x', id: '001000000000001AAA' })), 'Account:{name=x, id=001000000000001AAA}');
    assert.equal(textOf(new Point(4)), 'Point:[x=4]');
    assert.equal(textOf(ApexDate.of(2026, 1, 31)), '2026-01-31 00:00:00');
    assert.equal(textOf(ApexDatetime.of('GMT', 2026, 1, 31, 10, 5, 6)), '2026-01-31 10:05:06');
    assert.equal(textOf(ApexTime.of(1, 2, 3, 4)), '01:02:03.004Z');
    assert.equal(textOf(new ApexList('Integer', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])), '(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ...)');
    assert.equal(concat('a', null), 'anull');
    assert.equal(concat(1, 'b'), '1b');
});

test('dates are lenient, months end where they end', () => {
    assert.equal(String(ApexDate.of(2026, 13, 1)), '2027-01-01');
    assert.equal(String(ApexDate.of(2026, 1, 31).addMonths(1)), '2026-02-28');
    assert.equal(String(ApexDate.of(2024, 2, 29).addMonths(12)), '2025-02-28');
    assert.equal(ApexDate.of(2026, 11, 21).dayOfWeek, 6);
    assert.equal(ApexDate.parseIso('2026-02-30'), null);
});

test('datetimes know zones and daylight saving', () => {
    const summer = ApexDatetime.of('Europe/Berlin', 2026, 7, 1, 12, 0, 0);
    assert.equal(summer.toIso(), '2026-07-01T10:00:00.000Z');
    assert.equal(summer.textIn('America/New_York'), '2026-07-01 06:00:00');
    assert.equal(ApexDatetime.of('Europe/Berlin', 2026, 1, 1, 0, 0, 0).toIso(), '2025-12-31T23:00:00.000Z');
    assert.equal(ApexDatetime.parseIso('2026-01-01T10:00:00.000+0100')?.toIso(), '2026-01-01T09:00:00.000Z');
});

test('Ids: 15 become 18, casing is repaired, anything else is refused', () => {
    assert.equal(idOf18('001D000000IRFma'), '001D000000IRFmaIAH');
    assert.equal(idOf18('001d000000irfmaIAH'), '001D000000IRFmaIAH');
    assert.equal(idOf18('nope'), null);
    assert.throws(
        () => toId('nope'),
        (error: unknown) => String(error) === 'System.StringException: Invalid id: nope'
    );
});

test('a record from a query refuses fields that were not selected', () => {
    const record = new SObject('Account', new Set(['name']));
    assert.equal(record.get('name'), null);
    assert.equal(record.get('id'), null);
    assert.throws(
        () => record.get('industry'),
        /SObject row was retrieved via SOQL without querying the requested field: Account\.industry/
    );
    assert.equal(new SObject('Account').get('industry'), null);
});

test('instanceof by text, with namespaces, interfaces and element types', () => {
    assert.equal(isInstance(new Point(), 'Comparable'), true);
    assert.equal(isInstance(new Point(), 'System.Comparable'), true);
    assert.equal(isInstance(new Point(), 'Object'), true);
    assert.equal(isInstance(account({}), 'SObject'), true);
    assert.equal(isInstance(new ApexList('Account'), 'List<SObject>'), true);
    assert.equal(isInstance(new ApexList('SObject'), 'List<Account>'), true);
    assert.equal(isInstance(new ApexList('String'), 'List<SObject>'), false);
    assert.equal(isInstance(new ApexList('String'), 'Iterable<String>'), true);
    assert.equal(isInstance(null, 'Object'), false);
    assert.equal(isInstance('001000000000001', 'Id'), true);
    assert.equal(isInstance(ApexException.of('System.DmlException', 'x'), 'Exception'), true);
    assert.equal(isInstance(ApexException.of('System.DmlException', 'x'), 'DmlException'), true);
    assert.equal(isInstance(ApexException.of('System.DmlException', 'x'), 'QueryException'), false);
});

test("casts refuse with Salesforce's words", () => {
    assert.throws(
        () => cast(Decimal.parse('1.5'), 'Integer'),
        (error: unknown) => String(error) === 'System.TypeException: Invalid conversion from runtime type Decimal to Integer'
    );
    assert.equal(cast(null, 'Account'), null);
    assert.equal(String(cast(1, 'Decimal')), '1');
});
