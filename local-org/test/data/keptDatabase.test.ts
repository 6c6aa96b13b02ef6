import { test } from 'node:test';
import type { TestContext } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptKeyPrefixes } from '../../src/data/store/keyPrefixes.ts';
import { KeptDatabaseError } from '../../src/data/store/errors.ts';
import { Store } from '../../src/data/store/Store.ts';
import { fieldFile, objectFile, objectXml } from '../schema/projectFixture.ts';
import { METADATA, NOW, TestOrg, schemaOf } from './org.ts';

function fileIn(context: TestContext): string {
    const directory = mkdtempSync(join(tmpdir(), 'kept-'));
    context.after(() => rmSync(directory, { recursive: true, force: true }));
    return join(directory, 'org.db');
}

/** Opens the database with other metadata. */
function open(file: string, files: Record<string, string>): Store {
    return Store.open({ file, schema: schemaOf(files, keptKeyPrefixes(file)), now: () => NOW });
}

const without = (...names: string[]): Record<string, string> =>
    Object.fromEntries(Object.entries(METADATA).filter(([path]) => !names.some((name) => path.includes(`/${name}`))));

test('records, prefixes and Ids outlive the process', (context) => {
    const file = fileIn(context);
    const org = new TestOrg({ file });
    const first = org.insert('Thing__c', { Name: 'kept' });
    org.data.commit(org.transaction);
    org.store.close();
    // A new object that sorts first does not take the prefix of another.
    const again = open(file, { ...objectFile('Aaa__c', objectXml('Aaa')), ...METADATA });
    assert.equal(again.all('SELECT "Name" FROM "Thing__c"')[0]!.Name, 'kept');
    assert.equal(again.schema.object('Thing__c')!.keyPrefix, first.id!.slice(0, 3));
    const second = again.newId(again.schema.object('Thing__c')!);
    assert.notEqual(second, first.id);
    assert.ok(second > first.id!);
    again.close();
});

test('an Id that was rolled back is not given out again after a restart', (context) => {
    const file = fileIn(context);
    const org = new TestOrg({ file });
    org.data.commit(org.transaction);
    org.begin();
    const lost = org.insert('Thing__c');
    org.data.abort(org.transaction);
    org.store.close();
    const again = open(file, METADATA);
    assert.ok(again.newId(again.schema.object('Thing__c')!) > lost.id!);
    again.close();
});

test('new fields are added; fields and objects without data go', (context) => {
    const file = fileIn(context);
    const org = new TestOrg({ file });
    org.insert('Thing__c', { Name: 'kept' });
    org.data.commit(org.transaction);
    org.store.close();
    const again = open(file, {
        ...without('Need__c', 'Done__c', 'Part__c'),
        ...fieldFile('Thing__c', 'New__c', '<type>Checkbox</type><defaultValue>false</defaultValue>')
    });
    const [row] = again.all('SELECT * FROM "Thing__c"');
    assert.equal(row!.New__c, 0);
    assert.equal('Need__c' in row!, false);
    assert.throws(() => again.all('SELECT * FROM "Part__c"'), /no such table/);
    again.close();
});

const REFUSED: [what: string, values: Record<string, unknown>, files: Record<string, string>, reason: string, message: RegExp][] = [
    [
        'a field with data is gone',
        { Need__c: 'x' },
        without('Need__c'),
        'fieldRemoved',
        /data in Thing__c\.Need__c, which the metadata no longer has.*--fresh/
    ],
    [
        'a field with data has another type',
        { Need__c: 'x' },
        { ...without('Need__c'), ...fieldFile('Thing__c', 'Need__c', '<type>Date</type>') },
        'fieldChanged',
        /holds Thing__c\.Need__c as text/
    ],
    ['an object with records is gone', {}, without('Thing__c/', 'Part__c/'), 'objectRemoved', /records of thing__c/i]
];

for (const [what, values, files, reason, message] of REFUSED) {
    test(`refuses when ${what}`, (context) => {
        const file = fileIn(context);
        const org = new TestOrg({ file });
        org.insert('Thing__c', values);
        org.data.commit(org.transaction);
        org.store.close();
        assert.throws(
            () => open(file, files),
            (error: unknown) => {
                assert.ok(error instanceof KeptDatabaseError, String(error));
                assert.equal(error.reason, reason);
                assert.match(error.message, message);
                return true;
            }
        );
    });
}

test('refuses a database of a newer version, and what is none', (context) => {
    const file = fileIn(context);
    open(file, METADATA).close();
    const database = new DatabaseSync(file);
    database.exec('PRAGMA user_version = 99');
    database.close();
    assert.throws(
        () => open(file, METADATA),
        (error: KeptDatabaseError) => error.reason === 'newerVersion' && /format 99.*--fresh/.test(error.message)
    );
    const other = fileIn(context);
    writeFileSync(other, 'This is no database, however long it may be.'.repeat(100));
    assert.throws(
        () => open(other, METADATA),
        (error: KeptDatabaseError) => error.reason === 'notADatabase'
    );
});

test('a commit is on disk, what was not committed is not', (context) => {
    const file = fileIn(context);
    const org = new TestOrg({ file });
    org.insert('Thing__c', { Name: 'committed' });
    org.commit();
    org.insert('Thing__c', { Name: 'open' });
    const reader = new DatabaseSync(file, { readOnly: true });
    assert.deepEqual(
        reader
            .prepare('SELECT "Name" FROM "Thing__c"')
            .all()
            .map((row) => row.Name),
        ['committed']
    );
    reader.close();
    org.store.close();
});
