import { test } from 'node:test';
import assert from 'node:assert/strict';
import { EVERYTHING_ALLOWED } from '../../src/data/ports.ts';
import type { AccessPolicy } from '../../src/data/ports.ts';
import type { ApexException } from '../../src/runtime/values/ApexException.ts';
import type { SObjectSchema } from '../../src/schema/model.ts';
import { TestOrg, errorsOf } from './org.ts';

/** Things whose name starts with `mine` may be seen and changed, Amount__c not at all, Contact only read, Lead not even that. */
const policy: AccessPolicy = {
    ...EVERYTHING_ALLOWED,
    objectAccess: (_user, object) => ({
        ...EVERYTHING_ALLOWED.objectAccess('', object),
        read: object.name !== 'Lead',
        create: !['Lead', 'Contact'].includes(object.name)
    }),
    fieldAccess: (_user, _object, field) => ({ read: !/^(Amount|Count)__c$/.test(field), edit: !/^(Amount|Count)__c$/.test(field) }),
    rowFilter: (_user, object, _access, alias) =>
        object.name === 'Thing__c' ? { sql: `${alias}."Name" LIKE ?`, parameters: ['mine%'] } : null,
    platformFilter: (user, object: SObjectSchema, _access, alias) =>
        object.name === 'UserLogin' ? { sql: `${alias}."UserId" = ?`, parameters: [user] } : null
};

function orgWithThings(): TestOrg {
    const org = new TestOrg({ policy });
    org.insertAll('Thing__c', [{ Name: 'mine 1' }, { Name: 'other' }]);
    return org;
}

const USER = { access: 'user' as const };

test('user mode and sharing filter rows, plain system mode does not', () => {
    const org = orgWithThings();
    const names = (options: object): unknown[] => org.query('SELECT Name FROM Thing__c', [], options).map((row) => row.get('name'));
    assert.deepEqual(names({}), ['mine 1', 'other']);
    assert.deepEqual(names({ sharing: true }), ['mine 1']);
    assert.deepEqual(names(USER), ['mine 1']);
    assert.equal(org.query('SELECT Name FROM Thing__c WITH USER_MODE').length, 1);
    assert.equal(org.query('SELECT Name FROM Thing__c WITH SYSTEM_MODE', [], USER).length, 2);
    const thing = org.query("SELECT Id FROM Thing__c WHERE Name = 'other'")[0];
    org.insert('Part__c', { Thing__c: thing.id, Label__c: 'x' });
    assert.equal(org.query('SELECT Id FROM Part__c WHERE Thing__c IN (SELECT Id FROM Thing__c)', [], USER).length, 0);
});

test('platform permissions count in system mode too', () => {
    const org = new TestOrg({ policy });
    org.store.insert('UserLogin', { UserId: org.userId });
    org.store.insert('UserLogin', { UserId: org.store.insert('User', { LastName: 'x', Username: 'x@example.test' }) });
    assert.equal(org.query('SELECT Id FROM UserLogin').length, 1);
});

test('user mode hides fields and objects', () => {
    const org = orgWithThings();
    const fields: [string, RegExp][] = [
        ['SELECT Amount__c FROM Thing__c', /^No such column 'Amount__c' on entity 'Thing__c'/],
        ['SELECT Id FROM Thing__c WHERE Amount__c > 1', /^No such column 'Amount__c'/],
        ['SELECT Id FROM Thing__c ORDER BY Amount__c', /^No such column 'Amount__c'/]
    ];
    for (const [soql, message] of fields) {
        assert.throws(
            () => org.query(soql, [], USER),
            (error: ApexException) => error.typeName === 'System.QueryException' && message.test(error.apexMessage),
            soql
        );
    }
    assert.throws(
        () => org.query('SELECT Amount__c, Count__c FROM Thing__c', [], USER),
        (error: ApexException) => {
            assert.deepEqual(error.inaccessibleFields, new Map([['Thing__c', ['Amount__c', 'Count__c']]]));
            return true;
        }
    );
    assert.throws(
        () => org.query('SELECT Id FROM Lead', [], USER),
        (error: ApexException) =>
            error.typeName === 'System.QueryException' && error.apexMessage.startsWith("sObject type 'Lead' is not supported.")
    );
    assert.throws(
        () => org.query('SELECT Name FROM Lead', [], USER),
        (error: ApexException) => error.inaccessibleFields!.get('Lead')!.includes('Name')
    );
    assert.throws(
        () => org.query('SELECT Amount__c FROM Thing__c WITH SECURITY_ENFORCED'),
        /Insufficient permissions: secure query included inaccessible field/
    );
    assert.doesNotThrow(() => org.query('SELECT Id FROM Thing__c WHERE Amount__c = null WITH SECURITY_ENFORCED'));
    assert.doesNotThrow(() => org.query('SELECT Amount__c FROM Thing__c'));
});

test('user mode refuses DML on objects and fields', () => {
    const org = orgWithThings();
    assert.throws(() => org.dml('insert', org.record('Contact', { LastName: 'x' }), USER), /DML operation INSERT not allowed on Contact/);
    assert.throws(() => org.dml('insert', org.record('Lead', { LastName: 'x', Company: 'x' }), USER), /Access to entity 'Lead' denied/);
    assert.throws(
        () => org.dml('insert', org.record('Thing__c', { Count__c: null }), USER),
        (error: ApexException) => {
            assert.equal(error.typeName, 'System.DmlException');
            assert.equal(
                error.apexMessage,
                'Operation failed due to fields being inaccessible on Sobject Thing__c, check errors on Exception or Result!'
            );
            assert.deepEqual(error.dmlErrors[0].fields, ['Count__c']);
            return true;
        }
    );
    const results = org.dml('insert', org.record('Thing__c', { Count__c: null }), { ...USER, allOrNone: false });
    assert.match(errorsOf(results)[0], /fields being inaccessible on Sobject Thing__c.*\[Count__c\]$/);
});

test('rows that sharing withholds cannot be changed', () => {
    const org = orgWithThings();
    const [mine, other] = org.query('SELECT Id FROM Thing__c');
    for (const record of [mine, other]) {
        record.put('key__c', record.id!.slice(0, 15));
    }
    const results = org.dml('update', [mine, other], { sharing: true, allOrNone: false });
    assert.deepEqual(errorsOf(results), ['INSUFFICIENT_ACCESS_OR_READONLY, insufficient access rights on object id: []']);
    assert.deepEqual(errorsOf(org.dml('delete', other, { sharing: true })), [
        'INSUFFICIENT_ACCESS_OR_READONLY, insufficient access rights on object id: []'
    ]);
    assert.deepEqual(errorsOf(org.dml('delete', other)), []);
});
