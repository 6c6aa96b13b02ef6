import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSoql } from '../../src/language/parseSoql.ts';
import { selectRows } from '../../src/org/tooling/rowQuery.ts';
import type { Row } from '../../src/org/tooling/rowQuery.ts';

const ROWS: Row[] = [
    { Id: '07M000000000001AAA', Name: 'Alpha', Time: 5, Parent: { Id: '01p000000000001AAA', Name: 'Mother' } },
    { Id: '07M000000000002AAA', Name: 'beta', Time: 12, Parent: null },
    { Id: '07M000000000003AAA', Name: 'Gamma', Time: null, Parent: { Id: '01p000000000002AAA', Name: 'Other' } }
];
const FIELDS = new Set(['Id', 'Name', 'Time', 'Parent']);

const names = (rest: string): unknown[] =>
    selectRows(parseSoql(`SELECT Name FROM Thing ${rest}`), 'Thing', FIELDS, ROWS).map((row) => row.Name);

test('conditions compare as SOQL does', () => {
    assert.deepEqual(names("WHERE Name = 'BETA'"), ['beta']);
    assert.deepEqual(names("WHERE Id = '07M000000000001'"), ['Alpha']);
    assert.deepEqual(names("WHERE Id IN ('07M000000000001','07M000000000003AAA')"), ['Alpha', 'Gamma']);
    assert.deepEqual(names("WHERE Id NOT IN ('07M000000000001')"), ['beta', 'Gamma']);
    assert.deepEqual(names('WHERE Time > 5'), ['beta']);
    assert.deepEqual(names('WHERE Time = null'), ['Gamma']);
    assert.deepEqual(names("WHERE Parent.Name = 'mother' OR (Name LIKE 'b%' AND (NOT Time < 3))"), ['Alpha', 'beta']);
});

test('order, offset and limit', () => {
    assert.deepEqual(names('ORDER BY Time DESC'), ['beta', 'Alpha', 'Gamma']);
    assert.deepEqual(names('ORDER BY Name LIMIT 1 OFFSET 1'), ['Gamma']);
});

test("parents nest, names are the object's own, an unknown field is refused", () => {
    const [first, second] = selectRows(parseSoql('SELECT name, parent.NAME FROM Thing'), 'Thing', FIELDS, ROWS);
    assert.deepEqual([first.Name, first.Parent], ['Alpha', { attributes: { type: 'Parent' }, Name: 'Mother' }]);
    assert.equal(second.Parent, null);
    assert.throws(() => selectRows(parseSoql('SELECT Nothing FROM Thing'), 'Thing', FIELDS, ROWS), { code: 'INVALID_FIELD' });
});
