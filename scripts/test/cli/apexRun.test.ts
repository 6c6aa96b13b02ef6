import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CliOrg } from './cliOrg.ts';

interface ApexRun {
    success: boolean;
    logs: string;
}

let cli: CliOrg;

before(async () => {
    cli = await CliOrg.start();
});

after(() => cli.stop());

test('sf apex run does what the code says and shows its log', async () => {
    const file = cli.file(
        'run.apex',
        "insert new Account(Name = 'R&D <one>');\nSystem.debug('percent ' + Discount.percentFor(100) + ' & <more>');\n"
    );
    const result = await cli.ok<ApexRun>('apex', 'run', '--file', file);
    assert.equal(result.success, true);
    assert.match(result.logs, /\|USER_DEBUG\|\[\w+\]\|DEBUG\|percent 10 & <more>/);
    const rows = await cli.ok<{ totalSize: number }>('data', 'query', '--query', "SELECT Id FROM Account WHERE Name = 'R&D <one>'");
    assert.equal(rows.totalSize, 1);
});

test('code that does not compile names line and column', async () => {
    const file = cli.file('broken.apex', 'Integer one = 1;\nInteger two = nothing;\n');
    const answer = await cli.sf.json<ApexRun>(['apex', 'run', '--file', file]);
    assert.equal(answer.exitCode, 1);
    assert.match(answer.message ?? '', /Line 2 column 15[^]*Variable does not exist: nothing/);
});

test('code that throws shows the exception and leaves nothing behind', async () => {
    const file = cli.file('throws.apex', "insert new Account(Name = 'Never');\nObject none = null;\nnone.toString();\n");
    const answer = await cli.sf.json<ApexRun>(['apex', 'run', '--file', file]);
    assert.equal(answer.exitCode, 1);
    assert.match(answer.message ?? '', /System\.NullPointerException: Attempt to de-reference a null object/);
    assert.match(JSON.stringify(answer), /AnonymousBlock: line 3/);
    const rows = await cli.ok<{ totalSize: number }>('data', 'query', '--query', "SELECT Id FROM Account WHERE Name = 'Never'");
    assert.equal(rows.totalSize, 0);
});

async function soap(body: string): Promise<{ status: number; text: string }> {
    const response = await fetch(`${cli.org.url}/services/Soap/s/67.0`, { method: 'POST', headers: { 'content-type': 'text/xml' }, body });
    return { status: response.status, text: await response.text() };
}

test('SOAP refuses strangers, entity bombs and what is not built, each by name', async () => {
    const envelope = (inner: string): string =>
        `<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Body>${inner}</env:Body></env:Envelope>`;
    const stranger = await soap(envelope('<executeAnonymous><apexcode>Integer i;</apexcode></executeAnonymous>'));
    assert.equal(stranger.status, 500);
    assert.match(stranger.text, /<faultcode>sf:INVALID_SESSION_ID<\/faultcode>/);
    const bomb = await soap(`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${envelope('<x>&b;</x>')}`);
    assert.match(bomb.text, /UNKNOWN_EXCEPTION/);
});
