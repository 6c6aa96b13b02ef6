import { test } from 'node:test';
import assert from 'node:assert/strict';
import { OrgRuntime } from '../../src/runtime/OrgRuntime.ts';
import type { ApexException } from '../../src/runtime/values/ApexException.ts';
import { ApexList } from '../../src/runtime/values/ApexList.ts';
import { ApexMap } from '../../src/runtime/values/ApexMap.ts';
import type { SObject } from '../../src/runtime/values/SObject.ts';
import { normalizeKey } from '../../src/runtime/library.ts';
import { loadLibraryData } from '../../src/schema/libraryData.ts';
import { stdlibBodies, stdlibClasses, stdlibDefinitions } from '../../src/stdlib/index.ts';
import { AccessLevel } from '../../src/stdlib/support/AccessLevel.ts';
import { DmlOptions } from '../../src/stdlib/support/DmlOptions.ts';
import type { DatabaseError, DmlResult } from '../../src/stdlib/support/dmlResults.ts';
import { libraryEnums } from '../../src/stdlib/support/enums.ts';
import type { Cursor, QueryLocator } from '../../src/stdlib/support/QueryLocator.ts';
import { TestOrg } from './org.ts';

/** Calls library bodies by key, in a transaction. */
function callerOf(org: TestOrg): (key: string, ...args: unknown[]) => unknown {
    const runtime = new OrgRuntime({ schema: org.schema, library: stdlibBodies(), libraryEnums });
    return (key, ...args) => runtime.runInTransaction(org.transaction, () => runtime.lib(key)(runtime, ...args));
}

const list = (type: string, items: unknown[]): ApexList => new ApexList(type, items);

test('every member of Database stands in the signatures', () => {
    const data = loadLibraryData();
    for (const typeName of stdlibClasses().filter((name) => name === 'System.Database' || name.startsWith('Database.'))) {
        const type = data.type(typeName);
        assert.ok(type, typeName);
        const known = new Set([
            ...type.methods.map((method) => normalizeKey(`${typeName}.${method.name}(${method.parameters.join(',')})`)),
            ...type.constructors.map((parameters) => normalizeKey(`${typeName}.<init>(${parameters.join(',')})`)),
            ...type.properties.flatMap((property) =>
                ['get', 'set'].map((accessor) => normalizeKey(`${accessor} ${typeName}.${property.name}`))
            )
        ]);
        for (const definition of stdlibDefinitions(typeName)) {
            for (const signature of definition.signatures()) {
                // countQueryWithBinds and DMLOptions' overloads are in the overlay or in the data.
                assert.ok(known.has(normalizeKey(signature.key)), signature.key);
            }
        }
    }
});

test('insert and its results', () => {
    const org = new TestOrg();
    const call = callerOf(org);
    const rows = [org.record('Thing__c', { Name: 'good' }), org.record('Thing__c', { Need__c: 'too long' })];
    const results = call('System.Database.insert(List<SObject>,Boolean)', list('Thing__c', rows), false) as ApexList;
    assert.equal(results.type, 'Database.SaveResult');
    const [good, bad] = results.items as DmlResult[];
    assert.deepEqual([good.success, good.id, bad.success, bad.id], [true, rows[0].id, false, null]);
    const error = bad.errors.items[0] as DatabaseError;
    assert.equal(error.statusCode.name, 'STRING_TOO_LONG');
    assert.deepEqual(error.fields.items, ['Need__c']);
    const single = call('System.Database.insert(SObject)', org.record('Thing__c', { Name: 'one' })) as DmlResult;
    assert.equal(single.success, true);
});

test('all or none throws, with the rows in the exception', () => {
    const org = new TestOrg();
    const call = callerOf(org);
    assert.throws(
        () =>
            call(
                'System.Database.insert(List<SObject>)',
                list('Thing__c', [org.record('Thing__c'), org.record('Thing__c', { Need__c: 'too long' })])
            ),
        (error: ApexException) => {
            assert.equal(error.typeName, 'System.DmlException');
            assert.equal(
                error.apexMessage,
                'Insert failed. First exception on row 1; first error: STRING_TOO_LONG, Need: data value too large: too long (max length=5): [Need__c]'
            );
            assert.deepEqual(
                error.dmlErrors.map((each) => [each.index, each.statusCode]),
                [[1, 'STRING_TOO_LONG']]
            );
            return true;
        }
    );
});

test('options: partial success is their default, truncation on request', () => {
    const org = new TestOrg();
    const call = callerOf(org);
    const options = new DmlOptions();
    const [result] = (
        call(
            'System.Database.insert(List<SObject>,Database.DMLOptions)',
            list('Thing__c', [org.record('Thing__c', { Need__c: 'too long' })]),
            options
        ) as ApexList
    ).items as DmlResult[];
    assert.equal(result.success, false);
    options.allowFieldTruncation = true;
    call('System.Database.insert(SObject,Database.DMLOptions)', org.record('Thing__c', { Need__c: 'too long' }), options);
    assert.deepEqual(org.column('SELECT Need__c FROM Thing__c', 'need__c'), ['too l']);
});

test('delete and undelete by Id', () => {
    const org = new TestOrg();
    const call = callerOf(org);
    const thing = org.insert('Thing__c');
    assert.equal((call('System.Database.delete(Id)', thing.id) as DmlResult).success, true);
    assert.equal(org.count('SELECT COUNT() FROM Thing__c'), 0);
    const results = call('System.Database.undelete(List<Id>,Boolean)', list('Id', [thing.id]), false) as ApexList;
    assert.equal((results.items[0] as DmlResult).success, true);
    assert.equal(org.count('SELECT COUNT() FROM Thing__c'), 1);
});

test('dynamic queries, with variables and with a map', () => {
    const org = new TestOrg();
    const call = callerOf(org);
    const [a, b] = org.insertAll('Thing__c', [{ Name: 'a' }, { Name: 'b' }]);
    const text = 'SELECT Name FROM Thing__c WHERE Name = :wanted';
    const variables: Record<string, unknown> = { wanted: 'b', thing: a };
    const found = call('System.Database.query(String)', text, (name: string) => variables[name]) as ApexList;
    assert.deepEqual(
        found.items.map((row) => (row as SObject).id),
        [b.id]
    );
    const byMember = call(
        'System.Database.query(String,AccessLevel)',
        'SELECT Id FROM Thing__c WHERE Id = :thing.Id',
        AccessLevel.SYSTEM,
        (name: string) => variables[name]
    );
    assert.equal((byMember as ApexList).size, 1);
    const map = new ApexMap('String', 'Object', [['WANTED', 'a']]);
    assert.equal(
        (call('System.Database.queryWithBinds(String,Map<String,Object>,AccessLevel)', text, map, AccessLevel.SYSTEM) as ApexList).size,
        1
    );
    assert.equal(call('System.Database.countQuery(String)', 'SELECT COUNT() FROM Thing__c'), 2);
    assert.throws(
        () =>
            call(
                'System.Database.queryWithBinds(String,Map<String,Object>,AccessLevel)',
                text,
                new ApexMap('String', 'Object'),
                AccessLevel.SYSTEM
            ),
        /Key 'wanted' does not exist in the bindMap/
    );
    assert.throws(() => call('System.Database.query(String)', text, () => undefined), /Variable does not exist: wanted/);
    assert.throws(
        () => call('System.Database.query(String)', 'SELECT Id FROM Thing__c WHERE', () => undefined),
        (error: ApexException) => error.typeName === 'System.QueryException' && error.apexMessage !== ''
    );
});

test('a locator fixes the rows, its iterator brings them', () => {
    const org = new TestOrg();
    const call = callerOf(org);
    const things = org.insertAll('Thing__c', [{ Name: 'a' }, { Name: 'b' }, { Name: 'c' }]);
    const locator = call('System.Database.getQueryLocator(String)', 'SELECT Name FROM Thing__c ORDER BY Name DESC') as QueryLocator;
    assert.equal(call('Database.QueryLocator.getQuery()', locator), 'SELECT Name FROM Thing__c ORDER BY Name DESC');
    org.dml('delete', things[1]);
    const iterator = call('Database.QueryLocator.iterator()', locator);
    const names: unknown[] = [];
    while (call('Database.QueryLocatorIterator.hasNext()', iterator)) {
        names.push((call('Database.QueryLocatorIterator.next()', iterator) as SObject).get('name'));
    }
    assert.deepEqual(names, ['c', 'a']);
});

test('a cursor: rows stay, what is in them is read when fetched, and each fetch counts', () => {
    const org = new TestOrg();
    const call = callerOf(org);
    const things = org.insertAll('Thing__c', [{ Name: 'a' }, { Name: 'b' }, { Name: 'c' }]);
    const cursor = call('System.Database.getCursor(String)', "SELECT Name FROM Thing__c WHERE Name < 'd' ORDER BY Name") as Cursor;
    assert.equal(call('Database.Cursor.getNumRecords()', cursor), 3);
    things[1].put('name', 'z');
    org.dml('update', things[1]);
    const before = org.transaction.limits.usedOf('queries');
    const rows = call('Database.Cursor.fetch(Integer,Integer)', cursor, 1, 2) as ApexList;
    assert.deepEqual(
        rows.items.map((row) => (row as SObject).get('name')),
        ['z', 'c']
    );
    assert.equal(org.transaction.limits.usedOf('queries'), before + 1);
    assert.throws(() => call('Database.Cursor.fetch(Integer,Integer)', cursor, 2, 2), /cannot fetch/);
});

test('pages of a pagination cursor stay full although rows are gone', () => {
    const org = new TestOrg();
    const call = callerOf(org);
    const things = org.insertAll('Thing__c', [{ Name: 'a' }, { Name: 'b' }, { Name: 'c' }, { Name: 'd' }]);
    const cursor = call('System.Database.getPaginationCursor(String)', 'SELECT Name FROM Thing__c ORDER BY Name');
    org.dml('delete', things[1]);
    const page = (start: number): unknown[] => {
        const result = call('Database.PaginationCursor.fetchPage(Integer,Integer)', cursor, start, 2);
        const rows = call('Database.CursorFetchResult.getRecords()', result) as ApexList;
        return [
            rows.items.map((row) => (row as SObject).get('name')).join(),
            ...['getNextIndex', 'getNumDeletedRecords', 'isDone'].map((name) => call(`Database.CursorFetchResult.${name}()`, result))
        ];
    };
    assert.deepEqual(page(0), ['a,c', 3, 1, false]);
    assert.deepEqual(page(3), ['d', 4, 0, true]);
    assert.deepEqual(page(4), ['', 4, 0, true]);
    assert.equal(call('Database.PaginationCursor.fetchDeleted(Integer,Integer)', cursor, 0, 2), 1);
    assert.equal(call('Database.PaginationCursor.getNumRecords()', cursor), 4);
});

test('savepoints and rollbacks are DML statements', () => {
    const org = new TestOrg();
    const call = callerOf(org);
    const savepoint = call('System.Database.setSavepoint()');
    call('System.Database.insert(SObject)', org.record('Thing__c'));
    call('System.Database.rollback(Savepoint)', savepoint);
    assert.equal(org.count('SELECT COUNT() FROM Thing__c'), 0);
    assert.equal(org.transaction.limits.usedOf('dmlStatements'), 3);
    call('System.Database.releaseSavepoint(Savepoint)', savepoint);
    assert.throws(() => call('System.Database.rollback(Savepoint)', savepoint), /Invalid savepoint/);
});

test('upsert by a field token', () => {
    const org = new TestOrg();
    const call = callerOf(org);
    org.insert('Thing__c', { Key__c: 'k', Name: 'old' });
    const results = call(
        'System.Database.upsert(List<SObject>,Schema.SObjectField,Boolean)',
        list('Thing__c', [org.record('Thing__c', { Key__c: 'K', Name: 'new' })]),
        'Key__c',
        true
    );
    assert.equal(((results as ApexList).items[0] as DmlResult).created, false);
    assert.deepEqual(org.column('SELECT Name FROM Thing__c', 'name'), ['new']);
});
