import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { CliOrg } from './cliOrg.ts';

let cli: CliOrg;

before(async () => {
    cli = await CliOrg.start();
});

after(() => cli.stop());

interface LogLine {
    Id: string;
    Operation: string;
    Status: string;
    LogUser: { Name: string };
}

test('a traced user finds the logs of what they ran', async () => {
    const [{ Id: userId }] = (
        await cli.ok<{ records: { Id: string }[] }>(
            'data',
            'query',
            '--query',
            "SELECT Id FROM User WHERE Username = 'admin@localorg.test'"
        )
    ).records;
    const level = await cli.ok<{ id: string }>(
        ...['data', 'create', 'record', '--use-tooling-api', '--sobject', 'DebugLevel'],
        ...['--values', 'DeveloperName=Mine MasterLabel=Mine ApexCode=DEBUG']
    );
    const expires = new Date(Date.now() + 600_000).toISOString();
    const values = `TracedEntityId=${userId} DebugLevelId=${level.id} LogType=DEVELOPER_LOG ExpirationDate=${expires}`;
    await cli.ok('data', 'create', 'record', '--use-tooling-api', '--sobject', 'TraceFlag', '--values', values);
    await cli.ok('apex', 'run', '--file', cli.file('talk.apex', "System.debug('heard'); insert new Gadget__c(Name = 'Logged');"));
    const [log, ...more] = await cli.ok<LogLine[]>('apex', 'list', 'log');
    assert.deepEqual([log.Status, more], ['Success', []]);
    const folder = cli.sf.folder('logs');
    await cli.ok('apex', 'get', 'log', '--number', '1', '--output-dir', folder);
    const text = readFileSync(join(folder, `${log.Id}.log`), 'utf8');
    assert.match(text, /USER_DEBUG\|\[EXTERNAL\]\|DEBUG\|heard/);
    assert.match(text, /Number of DML statements: 1 out of 150/);
});

test('a test run is asked for later, and written to files', async () => {
    const { testRunId } = await cli.ok<{ testRunId: string }>('apex', 'run', 'test', '--tests', 'DiscountTest.seesNoRecordsOfTheOrg');
    const folder = cli.sf.folder('results');
    const args = ['apex', 'get', 'test', '--test-run-id', testRunId, '--code-coverage', '--result-format', 'junit', '--output-dir', folder];
    const report = await cli.sf.run(args);
    assert.equal(report.code, 0, report.stderr);
    assert.match(report.stdout, /<testcase name="seesNoRecordsOfTheOrg" classname="DiscountTest"/);
    assert.ok(existsSync(join(folder, `test-result-${testRunId}-junit.xml`)));
});
