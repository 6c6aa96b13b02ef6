import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectFile, objectXml, xml } from '../schema/projectFixture.ts';
import { PlatformOrg } from './org.ts';

const file = (object: string, name: string, active = true): Record<string, string> => ({
    [`app/main/default/objects/${object}/recordTypes/${name}.recordType-meta.xml`]: xml(
        'RecordType',
        `<fullName>${name}</fullName><active>${active}</active><label>${name} one</label><description>What it is for</description>`
    )
});

test('record types of the project are rows that records can have', () => {
    const org = new PlatformOrg({
        files: {
            ...objectFile('Thing__c', objectXml('Thing')),
            ...file('Thing__c', 'Big'),
            ...file('Account', 'Big'),
            ...file('Account', 'Old', false)
        }
    });
    assert.deepEqual(org.problems, []);
    const rows = org.store.all(
        `SELECT SobjectType, DeveloperName, Name, Description, IsActive FROM RecordType ORDER BY SobjectType, DeveloperName`
    );
    assert.deepEqual(
        rows.map((row) => Object.values(row)),
        [
            ['Account', 'Big', 'Big one', 'What it is for', 1],
            ['Account', 'Old', 'Old one', 'What it is for', 0],
            ['Thing__c', 'Big', 'Big one', 'What it is for', 1]
        ]
    );
    const big = String(org.store.get(`SELECT Id AS id FROM RecordType WHERE SobjectType = 'Thing__c'`)!.id);
    assert.match(big, /^012/);
    const thing = org.insert('Thing__c', { Name: 'T', RecordTypeId: big });
    assert.equal(org.store.get(`SELECT RecordTypeId AS id FROM Thing__c WHERE Id = ?`, thing)!.id, big);
});
