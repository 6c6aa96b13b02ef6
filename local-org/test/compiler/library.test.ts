import { test } from 'node:test';
import assert from 'node:assert/strict';
import { createLibrary } from '../../src/compiler/libraryPort.ts';

const library = createLibrary((key) => key.startsWith('System.String.'));

test('finds by full and simple name, System before Schema, whatever the case', () => {
    assert.equal(library.type('httprequest')?.name, 'System.HttpRequest');
    assert.equal(library.type('SObjectField')?.name, 'Schema.SObjectField');
    assert.equal(library.type('database.saveresult')?.name, 'Database.SaveResult');
    assert.equal(library.type('Nothing'), undefined);
    assert.ok(library.isNamespace('database'));
    assert.ok(!library.isNamespace('String'));
});

test('keys write parameter types canonically: namespaces for all but primitives, collections, SObject and Object', () => {
    const keys = (type: string, method: string): string[] =>
        library
            .type(type)!
            .methods.get(method.toLowerCase())!
            .map(({ key }) => key);
    assert.ok(keys('String', 'toUpperCase').includes('System.String.toUpperCase()'));
    assert.ok(keys('List', 'add').includes('System.List.add(T)'));
    assert.ok(keys('Database', 'insert').includes('System.Database.insert(List<SObject>,Boolean)'));
    assert.ok(keys('Database', 'delete').includes('System.Database.delete(List<SObject>,Boolean,System.AccessLevel)'));
    assert.ok(keys('Queueable', 'execute').includes('System.Queueable.execute(System.QueueableContext)'));
    assert.deepEqual(
        library.type('HttpRequest')!.constructors.map(({ key }) => key),
        ['System.HttpRequest.<init>()']
    );
});

test('says what has a body', () => {
    assert.ok(library.type('String')!.methods.get('length')![0]!.supported);
    assert.ok(!library.type('Math')!.methods.get('abs')![0]!.supported);
});

test('exceptions are known as such', () => {
    assert.ok(library.type('DmlException')!.isException);
    assert.ok(!library.type('Http')!.isException);
});
