/** scan, plan, run, watch and reactivate against an org that keeps the contract. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { CommandLine } from '../support/CommandLine.ts';
import { FakeOrg } from '../support/FakeOrg.ts';
import { refused } from '../support/FakeServer.ts';

const NORA = 'nora@handover.example';
const TOMAS = 'tomas@handover.example';
const AT = ['--target-org', 'one'];
let folder: string;
let org: FakeOrg;
let other: FakeOrg;
let line: CommandLine;

beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'handover-verbs-'));
    org = await FakeOrg.start();
    other = await FakeOrg.start();
    line = new CommandLine({ one: org, two: other });
    line.folder = folder;
});

afterEach(async () => {
    await org.stop();
    await other.stop();
    rmSync(folder, { recursive: true, force: true });
});

test('scan shows what somebody holds, marks what nobody has verified, and changes no decision', async () => {
    await line.run('plan', NORA, '--successor', TOMAS, ...AT);
    const { code, stdout } = await line.run('scan', NORA, ...AT, '--output', 'found.csv');
    assert.equal(code, 0);
    assert.match(stdout, /OFF-00001: Nora Lind \(nora@handover\.example\), successor Tomas Berg/);
    assert.match(stdout, /H1 Owned records\s*│\s*7\s*│ done by the run/);
    assert.match(stdout, /Nothing found in 1 more rows of the catalogue\.\nNot verified: you lack Manage Users:\n {2}A2 Sessions\n/);
    assert.equal(org.run('Nora Lind').successor?.name, 'Tomas Berg', 'The Draft keeps its successor');
    const csv = readFileSync(join(folder, 'found.csv'), 'utf8').replace('\ufeff', '').split('\r\n');
    assert.equal(csv[0], 'org,person,name,username,category,key,title,count,status,treatment,note,offboarding,error');
    assert.match(csv[1], /^one,nora@handover\.example,Nora Lind,nora@handover\.example,HandOver,H1,Owned records,7,checked,auto,/);
    assert.match(csv[2], /,A2,Sessions,,unverified,auto,Not verified: you lack Manage Users\.,/);
});

test('scan names who is unknown or ambiguous, and goes on with the others', async () => {
    org.addPerson('Nils Twin', { email: 'tomas@mail.example' });
    const { code, stdout } = await line.run('scan', 'zed@x.example', 'tomas@mail.example', NORA, ...AT);
    assert.equal(code, 1);
    assert.match(stdout, /Nobody here is zed@x\.example\./);
    assert.match(stdout, /is the email of several people\. It may be: tomas@handover\.example, nils@handover\.example\./);
    assert.match(stdout, /OFF-00001: Nora Lind/);
});

test('plan shows decisions and hash, and says when it cannot be started', async () => {
    const good = await line.run('plan', NORA, '-s', TOMAS, ...AT);
    assert.equal(good.code, 0);
    assert.match(good.stdout, /Plan hash: hash-Nora Lind-Tomas Berg/);
    assert.match(good.stdout, /Warning: =logged in today/);
    org.refusals.set('Nora Lind', 'The successor leaves, too.');
    const bad = await line.run('plan', NORA, '-s', TOMAS, ...AT, '--json');
    assert.equal(bad.code, 1);
    assert.equal(JSON.parse(bad.stdout).orgs[0].result.refusals[0].text, 'The successor leaves, too.');
});

test('run says in words and numbers what it does, asks, and reports what was read again', async () => {
    line.answers = ['y'];
    const { code, stdout, questions, stderr } = await line.run('run', NORA, '--successor', TOMAS, ...AT);
    assert.equal(code, 0, stderr);
    assert.equal(
        questions[0],
        'In Example Inc (one) this freezes and deactivates Nora Lind and hands over 7 records to Tomas Berg.\n' +
            '  Warning, Nora Lind: =logged in today\nGo ahead? (y/N) '
    );
    assert.match(stdout, /✔ Owned records: 7 of 7/);
    assert.match(stdout, /Seats of Salesforce: 4 of 10 before, 3 after/);
    assert.match(stdout, /✔ Read again: 1 check, all as they should be/);
    assert.equal(org.run('Nora Lind').status, 'Completed');
});

test('run starts nothing without a yes', async () => {
    line.answers = ['n'];
    const no = await line.run('run', NORA, '--successor', TOMAS, ...AT);
    assert.equal(no.code, 4);
    assert.match(no.stderr, /Nothing was started/);
    line.answers = null;
    const nobody = await line.run('run', NORA, '--successor', TOMAS, ...AT);
    assert.equal(nobody.code, 4);
    assert.match(nobody.stderr, /hands over 7 records to Tomas Berg.*\n.*no terminal.*--yes/s);
    line.answers = [null];
    assert.equal((await line.run('run', NORA, '--successor', TOMAS, ...AT)).code, 130, 'Ctrl-C at the question');
    assert.equal(org.run('Nora Lind').starts, 0);
});

test('run takes the successor of the Draft, and insists on the plan that was seen', async () => {
    await line.run('plan', NORA, '-s', TOMAS, ...AT);
    const changed = await line.run('run', NORA, '--plan-hash', 'hash-Nora Lind-Olga Ek', '--yes', ...AT);
    assert.equal(changed.code, 1);
    assert.match(changed.stdout, /is not the one with hash hash-Nora Lind-Olga Ek/);
    assert.equal(org.run('Nora Lind').starts, 0);
    assert.equal((await line.run('run', NORA, '--plan-hash', 'hash-Nora Lind-Tomas Berg', '--yes', ...AT)).code, 0);
});

test('run goes on with a run that was blocked, and watches one that goes on', async () => {
    org.fates.set('Nora Lind', { status: 'Blocked' });
    const blocked = await line.run('run', NORA, '-s', TOMAS, '--yes', ...AT, '--json');
    assert.equal(blocked.code, 1);
    assert.equal(JSON.parse(blocked.stdout).orgs[0].result.error, 'Default lead creator');
    line.answers = ['yes'];
    const again = await line.run('run', NORA, ...AT);
    assert.equal(again.code, 0, again.stderr);
    assert.match(again.questions[0], /goes on with 1 run that stopped: Nora Lind \(OFF-00001, Blocked\)/);
    assert.equal(org.run('Nora Lind').starts, 1);
});

test('a verification that finds something left is no success', async () => {
    org.fates.set('Nora Lind', { status: 'Completed', verified: false });
    const { code, stdout } = await line.run('run', NORA, '-s', TOMAS, '--yes', ...AT);
    assert.equal(code, 1);
    assert.match(stdout, /✖ Read again: Owned records is 2, should be 0/);
});

test('watch follows a run to its end, by number, Id or person', async () => {
    await line.run('plan', NORA, '-s', TOMAS, ...AT);
    const { offboardingId } = org.run('Nora Lind');
    for (const reference of ['OFF-00001', NORA, offboardingId, offboardingId.slice(0, 15)]) {
        const run = org.run('Nora Lind');
        Object.assign(run, { status: 'Running', stepsDone: 0 });
        run.person.isActive = true;
        const { code, stdout } = await line.run('watch', reference, ...AT);
        assert.equal(code, 0);
        assert.match(stdout, /OFF-00001: Nora Lind, Completed: 7 of 7 done, verified/);
    }
    assert.equal((await line.run('watch', ...AT)).code, 2);
    assert.match((await line.run('watch', 'OFF-99999', ...AT)).stderr, /Nobody here is OFF-99999/);
    const none = await line.run('watch', 'a00000000099999AAA', ...AT);
    assert.equal(none.code, 1);
    assert.match(none.stderr, /There is no offboarding a00000000099999AAA/);
});

test('watch --all says of each that stopped what to do', async () => {
    await line.run('plan', NORA, '-s', TOMAS, ...AT);
    Object.assign(org.run('Nora Lind'), { status: 'Running', stalled: true });
    const { code, stdout } = await line.run('watch', '--all', ...AT);
    assert.equal(code, 1);
    assert.match(stdout, /Nora Lind, stalled.*\n.*npm run offboard -- run nora@handover\.example/);
});

test('Ctrl-C while watching ends the watching: the run goes on, and the message says how to watch it', async () => {
    line.clock.onSleep = (count) => (count === 3 ? line.interruption.abort() : undefined);
    const { code, stderr } = await line.run('run', NORA, '-s', TOMAS, '--yes', ...AT);
    assert.equal(code, 130);
    assert.match(stderr, /The runs go on in the org\. Watch them again with: npm run offboard -- watch OFF-00001 --target-org one/);
    assert.equal(org.run('Nora Lind').starts, 1);
});

test('reactivate shows what comes back and what is gone, asks, and brings somebody back', async () => {
    await line.run('run', NORA, '-s', TOMAS, '--yes', ...AT);
    line.answers = ['y'];
    const { code, questions, stderr, stdout } = await line.run('reactivate', NORA, ...AT);
    assert.equal(code, 0, stderr);
    assert.match(
        stderr,
        /Seats of Salesforce: 6 of 10 are free\n {2}Comes back: Owned records \(7\)\n {2}Gone: Sessions \(2\): ended for good/
    );
    assert.match(questions[0], /activates and unfreezes Nora Lind and gives back 7 .*; 2 are gone for good\./);
    assert.match(stdout, /REA-00002: Nora Lind/);
    assert.equal(org.people[0].isActive, true);
});

test('reactivate refuses what is still open, and goes on with a return that failed', async () => {
    org.fates.set('Nora Lind', { status: 'Failed', error: 'A lock.' });
    await line.run('run', NORA, '-s', TOMAS, '--yes', ...AT);
    assert.match((await line.run('reactivate', NORA, '--yes', ...AT)).stderr, /OFF-00001 of Nora Lind is still open \(Failed\)/);
    await line.run('run', NORA, '--yes', ...AT);
    org.fates.set('Nora Lind', { status: 'Failed', error: 'A lock.' });
    assert.equal((await line.run('reactivate', NORA, '--yes', ...AT)).code, 1);
    const again = await line.run('reactivate', NORA, '--yes', ...AT);
    assert.equal(again.code, 0, again.stderr);
    assert.match(again.stderr, /REA-00002 of Nora Lind stopped \(A lock\.\)/);
    assert.equal(org.runs.length, 2);
});

test('one report over several orgs: what fails in one does not stop the others', async () => {
    other.deployed = false;
    const { code, stdout, stderr } = await line.run('scan', NORA, '-o', 'two', '-o', 'nowhere', '-o', 'one', '--json');
    assert.equal(code, 3);
    const report = JSON.parse(stdout);
    assert.deepEqual(
        report.orgs.map((each: { target: string; exitCode: number; error: { name: string } | null }) => [
            each.target,
            each.exitCode,
            each.error?.name ?? null
        ]),
        [
            ['two', 3, 'NotDeployedError'],
            ['nowhere', 3, 'UnknownTargetError'],
            ['one', 0, null]
        ]
    );
    assert.match(stderr, /two: Handover is not deployed in two/);
    assert.equal(report.orgs[2].organizationName, 'Example Inc');
});

test('with --json stdout holds JSON alone, whatever goes wrong', async () => {
    const usage = await line.run('scan', NORA, '--json');
    assert.equal(usage.code, 2);
    assert.equal(JSON.parse(usage.stdout).error.name, 'UsageError');
    org.server.upset('/people', refused(400, 'BAD_REQUEST', 'No.'));
    const refusal = await line.run('scan', NORA, '--json', ...AT);
    assert.equal(refusal.code, 1);
    assert.deepEqual(JSON.parse(refusal.stdout).orgs[0].error, { name: 'RefusedError', message: 'No.' });
    org.server.upset('/people', { json: { persons: [] } });
    const malformed = await line.run('scan', NORA, '--json', ...AT);
    assert.equal(malformed.code, 3);
    assert.equal(JSON.parse(malformed.stdout).orgs[0].error.name, 'MalformedAnswerError');
});

test('wrong usage exits with 2, help with 0 and the exit codes', async () => {
    for (const args of [
        ['plan', NORA, ...AT],
        ['frobnicate'],
        ['scan', NORA, '--frob', ...AT],
        ['scan', NORA, ...AT, ...AT],
        ['scan', NORA, ...AT, '--as', 'x']
    ]) {
        assert.equal((await line.run(...args)).code, 2, args.join(' '));
    }
    for (const args of [['--help'], ['run', '--help']]) {
        const { code, stdout } = await line.run(...args);
        assert.equal(code, 0);
        assert.match(stdout, /Exit codes:\n {4}0 {2}everything .*130 {2}interrupted/s);
    }
});

test('every verb writes what it tells as CSV, too', async () => {
    const csv = async (...args: string[]): Promise<string[]> => {
        const { code, stderr } = await line.run(...args, ...AT, '--output', 'out.csv');
        assert.equal(code, 0, stderr);
        return readFileSync(join(folder, 'out.csv'), 'utf8').replace('\ufeff', '').trimEnd().split('\r\n');
    };
    assert.match((await csv('plan', NORA, '-s', TOMAS))[1], /^one,nora@handover\.example,Nora Lind,.*,H1,Owned records,7,checked,auto,/);
    assert.match((await csv('run', NORA, '--yes'))[1], /^one,,nora@handover\.example,,done,OFF-00001,.*,7,7,0,true,/);
    assert.match((await csv('watch', NORA))[1], /^one,OFF-00001,.*,Offboarding,Nora Lind,.*,Completed,false,7,7,0,true,/);
    const [head, back] = await csv('reactivate', NORA, '--yes');
    assert.equal(head, 'org,reactivation,name,username,status,key,title,restored,notRestored,reason,error');
    assert.match(back, /^one,REA-00002,Nora Lind,nora@handover\.example,Completed,H1,Owned records,7,,,$/);
    mkdirSync(join(folder, 'metadata/workflows'), { recursive: true });
    writeFileSync(
        join(folder, 'metadata/workflows/Case.workflow'),
        `<Workflow xmlns="http://soap.sforce.com/2006/04/metadata"><tasks><fullName>Call</fullName><assignedTo>${TOMAS}</assignedTo><assignedToType>user</assignedToType></tasks></Workflow>`
    );
    const places = await csv('metadata-scan', TOMAS, '--source-dir', 'metadata');
    assert.match(
        places.find((row) => row.includes(',B9,'))!,
        /,true,workflows\/Case\.workflow,1,Workflow > tasks\[Call\] > assignedTo,/
    );
    const [{ people }] = org.findings as {
        people: { offboardingId: string; findings: { key: string; count: number; unverified?: string }[] }[];
    }[];
    const found = Object.fromEntries(people[0].findings.map((row) => [row.key, row]));
    assert.deepEqual([found.B9.count, found.B9.unverified], [1, undefined]);
    assert.ok(found.B11.count === 0 && found.B11.unverified, 'What the folder cannot answer stays not verified');
});

test('metadata-scan refuses what makes no sense', async () => {
    assert.match((await line.run('metadata-scan', NORA, ...AT, '--source-dir', 'nowhere')).stderr, /There is no folder nowhere/);
    assert.equal((await line.run('metadata-scan', NORA, ...AT, '--source-dir', '.', '--fix')).code, 2);
    assert.match((await line.run('metadata-scan', ...AT, '--source-dir', '.')).stderr, /Nobody has an open offboarding/);
});

test('--quiet says results and errors only', async () => {
    const { stderr, code } = await line.run('run', NORA, '-s', TOMAS, '--yes', '--quiet', ...AT);
    assert.deepEqual([code, stderr], [0, '']);
});
