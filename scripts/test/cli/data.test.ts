import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { CliOrg } from './cliOrg.ts';

let cli: CliOrg;

before(async () => {
    cli = await CliOrg.start();
    // A new field is nobody's until a permission set says so, the administrator's neither.
    await cli.ok('org', 'assign', 'permset', '--name', 'Gadget_User');
});

after(() => cli.stop());

interface Rows<T> {
    totalSize: number;
    records: T[];
}

const query = <T>(soql: string): Promise<Rows<T>> => cli.ok<Rows<T>>('data', 'query', '--query', soql);

test('a record is created, read, updated and deleted', async () => {
    const created = await cli.ok<{ id: string }>('data', 'create', 'record', '--sobject', 'Gadget__c', '--values', "Name='First one'");
    const read = await cli.ok<{ Id: string; Name: string }>(
        'data',
        'get',
        'record',
        '--sobject',
        'Gadget__c',
        '--where',
        "Name='First one'"
    );
    assert.equal(read.Id, created.id);
    await cli.ok('data', 'update', 'record', '--sobject', 'Gadget__c', '--where', "Name='First one'", '--values', "Name='Second name'");
    assert.deepEqual(
        (await query<{ Id: string }>("SELECT Id FROM Gadget__c WHERE Name = 'Second name'")).records.map((row) => row.Id),
        [created.id]
    );
    await cli.ok('data', 'delete', 'record', '--sobject', 'Gadget__c', '--record-id', created.id);
    assert.equal((await query("SELECT Id FROM Gadget__c WHERE Name = 'Second name'")).totalSize, 0);
});

test("a refused record shows Salesforce's code and field", async () => {
    const refused = await cli.sf.json(['data', 'create', 'record', '--sobject', 'Account', '--values', 'Industry=Energy']);
    assert.notEqual(refused.exitCode, 0);
    assert.equal(refused.name, 'REQUIRED_FIELD_MISSING');
    assert.match(refused.message ?? '', /Required fields are missing: \[Name\]/);
});

test('a query is laid out as a table: parents, aggregates, children', async () => {
    const people = await cli.sf.run([
        'data',
        'query',
        '--query',
        "SELECT Username, Profile.Name FROM User WHERE Profile.Name LIKE 'System%'"
    ]);
    assert.equal(people.code, 0, people.stderr);
    assert.match(people.stdout, /USERNAME\W+PROFILE\.NAME/i);
    assert.match(people.stdout, /admin@localorg\.test\W+System Administrator/);
    const counted = await cli.sf.run([
        'data',
        'query',
        '--query',
        'SELECT COUNT(Id), MAX(Name) latest FROM User',
        '--result-format',
        'csv'
    ]);
    assert.equal(counted.code, 0, counted.stderr);
    assert.match(counted.stdout, /^3,User User$/m);
});

test('a query that Salesforce refuses is refused with its code', async () => {
    const unknownField = await cli.sf.json(['data', 'query', '--query', 'SELECT Id, Wrong__c FROM Account']);
    assert.equal(unknownField.name, 'INVALID_FIELD');
    const unknownObject = await cli.sf.json(['data', 'query', '--query', 'SELECT Id FROM Nothing__c']);
    assert.equal(unknownObject.name, 'INVALID_TYPE');
    const malformed = await cli.sf.json(['data', 'query', '--query', 'SELECT FROM Account']);
    assert.equal(malformed.name, 'MALFORMED_QUERY');
});

test('a tree of records is imported with its references and exported again', async () => {
    const accounts = {
        records: [
            { attributes: { type: 'Account', referenceId: 'Alpha' }, Name: 'Tree Alpha' },
            { attributes: { type: 'Account', referenceId: 'Beta' }, Name: 'Tree Beta' }
        ]
    };
    const gadgets = { records: [{ attributes: { type: 'Gadget__c', referenceId: 'G1' }, Name: 'Tree gadget', Maker__c: '@Alpha' }] };
    cli.file('tree/Account.json', JSON.stringify(accounts));
    cli.file('tree/Gadget__c.json', JSON.stringify(gadgets));
    const plan = cli.file(
        'tree/plan.json',
        JSON.stringify([
            { sobject: 'Account', saveRefs: true, resolveRefs: false, files: ['Account.json'] },
            { sobject: 'Gadget__c', saveRefs: false, resolveRefs: true, files: ['Gadget__c.json'] }
        ])
    );
    const imported = await cli.ok<{ refId: string; type: string; id: string }[]>('data', 'import', 'tree', '--plan', plan);
    assert.deepEqual(
        imported.map(({ refId, type }) => [refId, type]),
        [
            ['Alpha', 'Account'],
            ['Beta', 'Account'],
            ['G1', 'Gadget__c']
        ]
    );
    const [gadget] = (await query<{ Maker__r: { Name: string } }>("SELECT Maker__r.Name FROM Gadget__c WHERE Name = 'Tree gadget'"))
        .records;
    assert.equal(gadget.Maker__r.Name, 'Tree Alpha');

    const out = cli.sf.folder('exported');
    const soql = "SELECT Name, (SELECT Name FROM Gadgets__r) FROM Account WHERE Name LIKE 'Tree%' ORDER BY Name";
    await cli.ok('data', 'export', 'tree', '--query', soql, '--output-dir', out);
    const [file] = readdirSync(out);
    const exported = JSON.parse(readFileSync(join(out, file), 'utf8')) as {
        records: { Name: string; Gadgets__r?: { records: { Name: string }[] } }[];
    };
    assert.deepEqual(
        exported.records.map((record) => [record.Name, record.Gadgets__r?.records.map((each) => each.Name) ?? []]),
        [
            ['Tree Alpha', ['Tree gadget']],
            ['Tree Beta', []]
        ]
    );
});

test('children come in one file with their parent, and one refused row refuses the whole file', async () => {
    const file = cli.file(
        'nested.json',
        JSON.stringify({
            records: [
                {
                    attributes: { type: 'Account', referenceId: 'A' },
                    Name: 'Nested parent',
                    Gadgets__r: { records: [{ attributes: { type: 'Gadget__c', referenceId: 'B' }, Name: 'Nested child' }] }
                }
            ]
        })
    );
    await cli.ok('data', 'import', 'tree', '--files', file);
    assert.equal((await query("SELECT Id FROM Gadget__c WHERE Maker__r.Name = 'Nested parent'")).totalSize, 1);

    const bad = cli.file(
        'bad.json',
        JSON.stringify({
            records: [
                { attributes: { type: 'Account', referenceId: 'Good' }, Name: 'Half a tree' },
                { attributes: { type: 'Account', referenceId: 'Bad' }, Industry: 'Energy' }
            ]
        })
    );
    const refused = await cli.sf.json(['data', 'import', 'tree', '--files', bad]);
    assert.notEqual(refused.exitCode, 0);
    assert.match(JSON.stringify(refused), /REQUIRED_FIELD_MISSING/);
    assert.equal((await query("SELECT Id FROM Account WHERE Name = 'Half a tree'")).totalSize, 0);
});

test('objects are listed and described, limits are shown', async () => {
    const names = await cli.ok<string[]>('sobject', 'list', '--sobject', 'custom');
    assert.deepEqual(names, ['Gadget__c']);
    const described = await cli.ok<{
        fields: { name: string; referenceTo: string[] }[];
        childRelationships: { relationshipName: string }[];
    }>(...['sobject', 'describe', '--sobject', 'Account']);
    assert.ok(described.fields.some((field) => field.name === 'OwnerId' && field.referenceTo.includes('User')));
    assert.ok(described.childRelationships.some((each) => each.relationshipName === 'Gadgets__r'));
    const limits = await cli.ok<{ name: string; max: number; remaining: number }[]>('org', 'list', 'limits');
    assert.ok(limits.some((limit) => limit.name === 'DailyApiRequests' && limit.remaining <= limit.max));
});
