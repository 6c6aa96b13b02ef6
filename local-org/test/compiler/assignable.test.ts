import { test } from 'node:test';
import assert from 'node:assert/strict';
import { check } from './checkText.ts';

const TYPES =
    `Boolean Integer Long Double Decimal String Id Date Datetime Object SObject Account List<Object> List<String> List<Id> List<Integer> List<Long> List<Account> List<SObject>
    Set<Object> Set<String> Set<Id> Map<String,Object> Map<String,String> Map<Id,SObject> Map<Id,Account> Iterable<String> Types.A Types.B Types.I`.split(
        /\s+/
    );

/** What may be assigned to something else than itself and Object; the platform's own compiler says so. */
const FITS: Record<string, string> = {
    Integer: 'Long Double Decimal',
    Long: 'Double Decimal',
    Double: 'Decimal',
    Decimal: 'Double',
    String: 'Id',
    Id: 'String',
    Date: 'Datetime',
    Account: 'SObject',
    'List<String>': 'List<Object> List<Id> Iterable<String>',
    'List<Id>': 'List<Object> List<String> Iterable<String>',
    'List<Object>': 'Iterable<String>',
    'List<Integer>': 'List<Object> List<Long>',
    'List<Long>': 'List<Object>',
    'List<Account>': 'List<Object> List<SObject>',
    'List<SObject>': 'List<Object> List<Account>',
    'Set<String>': 'Iterable<String>',
    'Set<Id>': 'Iterable<String>',
    'Set<Object>': 'Iterable<String>',
    'Map<String,String>': 'Map<String,Object>',
    'Map<Id,Account>': 'Map<Id,SObject>',
    'Types.B': 'Types.A Types.I'
};

test('assignment between types', () => {
    const statements = TYPES.flatMap((_, i) => TYPES.map((to) => `{ ${to} x = v${i}; }`));
    const source = `public class Probe { ${TYPES.map((type, i) => `${type} v${i};`).join(' ')} void run() {\n${statements.join('\n')}\n} }`;
    const types = 'public class Types { public virtual class A {} public interface I {} public class B extends A implements I {} }';
    const refused = new Set(check({ Probe: source, Types: types }).problems.map(({ line }) => line - 2));
    TYPES.forEach((from, i) => {
        const fits = TYPES.filter((_, j) => !refused.has(i * TYPES.length + j));
        const expected = TYPES.filter((to) => to === from || to === 'Object' || (FITS[from]?.split(' ').includes(to) ?? false));
        assert.deepEqual(fits, expected, from);
    });
});
