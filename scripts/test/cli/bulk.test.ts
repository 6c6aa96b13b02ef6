import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { CliOrg } from './cliOrg.ts';

let cli: CliOrg;

before(async () => {
    cli = await CliOrg.start();
    await cli.ok('org', 'assign', 'permset', '--name', 'Gadget_User');
});

after(() => cli.stop());

interface BulkResult {
    jobId: string;
    processedRecords: number;
    successfulRecords: number;
    failedRecords: number;
}

/** More than one page of a query, and several transactions of a job. */
const ROWS = 2_100;

async function export_(soql: string): Promise<string[]> {
    const file = join(cli.sf.home, 'export.csv');
    await cli.ok('data', 'export', 'bulk', '--query', soql, '--output-file', file, '--wait', '1');
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(1);
}

test('rows are imported, exported, updated and deleted in bulk; small jobs are done when the CLI first asks', async () => {
    const names = Array.from({ length: ROWS }, (_, index) => `Bulk ${String(index).padStart(4, '0')}`);
    const file = cli.file('accounts.csv', `Name,Industry\n${names.map((name) => `${name},Energy`).join('\n')}\n`);
    const imported = await cli.ok<BulkResult>(...['data', 'import', 'bulk', '--sobject', 'Account', '--file', file, '--wait', '1']);
    assert.deepEqual([imported.processedRecords, imported.failedRecords], [ROWS, 0]);

    const exported = await export_("SELECT Id, Name FROM Account WHERE Name LIKE 'Bulk %' ORDER BY Name");
    assert.deepEqual(
        exported.map((row) => row.split(',')[1].replaceAll('"', '')),
        names
    );
    const ids = exported.map((row) => row.split(',')[0].replaceAll('"', ''));

    // The CLI pages by itself.
    const queried = await cli.ok<{ totalSize: number; records: { Name: string }[] }>(
        ...['data', 'query', '--query', "SELECT Name FROM Account WHERE Name LIKE 'Bulk %' ORDER BY Name"]
    );
    assert.deepEqual(
        queried.records.map(({ Name }) => Name),
        names
    );

    const update = cli.file('update.csv', `Id,Industry\n${ids.slice(0, 3).join(',#N/A\n')},#N/A\n`);
    await cli.ok('data', 'update', 'bulk', '--sobject', 'Account', '--file', update, '--wait', '1');
    const deleted = cli.file('delete.csv', `Id\n${ids.join('\n')}\n`);
    await cli.ok('data', 'delete', 'bulk', '--sobject', 'Account', '--file', deleted, '--wait', '1');
    assert.deepEqual(await export_("SELECT Id FROM Account WHERE Name LIKE 'Bulk %'"), []);
});

test('an upsert by a key tells which rows were refused and why', async () => {
    const file = cli.file('gadgets.csv', 'Name\nFirst\nSecond\nsecond\n');
    const upserted = await cli.sf.json<unknown>([
        ...['data', 'upsert', 'bulk', '--sobject', 'Gadget__c', '--file', file, '--external-id', 'Name', '--wait', '1']
    ]);
    assert.notEqual(upserted.exitCode, 0);
    const [, jobId] = /(750\w{12,15})/.exec(JSON.stringify(upserted)) ?? [];
    assert.ok(jobId, JSON.stringify(upserted));
    const results = await cli.ok<{ processedRecords: number; failedRecords: number; failedFilePath: string }>(
        ...['data', 'bulk', 'results', '--job-id', jobId]
    );
    assert.deepEqual([results.processedRecords, results.failedRecords], [3, 1]);
    assert.match(
        readFileSync(join(cli.project, results.failedFilePath), 'utf8'),
        /DUPLICATE_VALUE:Duplicate external id specified: second:Name --/
    );
});

test('a job that fails as a whole says why', async () => {
    const file = cli.file('wrong.csv', 'Name,Nope__c\nx,y\n');
    const failed = await cli.sf.json(['data', 'import', 'bulk', '--sobject', 'Account', '--file', file, '--wait', '1']);
    assert.notEqual(failed.exitCode, 0);
    assert.match(JSON.stringify(failed), /InvalidBatch : Field name not found : Nope__c/);
});

test('a job goes on without the CLI, which comes back for it', async () => {
    const file = cli.file('later.csv', 'Name\nLater\n');
    const { jobId } = await cli.ok<BulkResult>('data', 'import', 'bulk', '--sobject', 'Account', '--file', file);
    const resumed = await cli.ok<BulkResult>('data', 'import', 'resume', '--job-id', jobId);
    assert.equal(resumed.successfulRecords, 1);
});
