/** `bulk`: a file of people in few API calls, however it is interrupted. */
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import type { ReportRow } from '../../../offboard/runs/Entry.ts';
import { CommandLine } from '../support/CommandLine.ts';
import type { Result } from '../support/CommandLine.ts';
import { FakeOrg } from '../support/FakeOrg.ts';
import { refused } from '../support/FakeServer.ts';

const AT = ['--target-org', 'one', '--yes'];
let folder: string;
let org: FakeOrg;
let line: CommandLine;

beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'handover-bulk-'));
    org = await FakeOrg.start(['Tomas Berg', 'Olga Ek']);
    line = new CommandLine({ one: org });
    line.folder = folder;
});

afterEach(async () => {
    await org.stop();
    rmSync(folder, { recursive: true, force: true });
});

/** A file in which this many people leave to Tomas. */
function fileOf(count: number): string {
    const first = org.people.length - 2;
    const usernames = Array.from({ length: count }, (_each, index) => org.addPerson(`Leaver${first + index} Test`).username);
    writeFileSync(
        join(folder, 'leavers.csv'),
        `person,successor\n${usernames.map((name) => `${name},tomas@handover.example`).join('\n')}\n`
    );
    return 'leavers.csv';
}

const write = (text: string): void => writeFileSync(join(folder, 'leavers.csv'), text);
const rowsOf = ({ stdout }: Result): ReportRow[] => JSON.parse(stdout).orgs[0].result;
const statuses = (result: Result): string[] => rowsOf(result).map(({ status }) => status);
const calls = ({ stdout }: Result): { all: number; polling: number } => JSON.parse(stdout).orgs[0].apiCalls;

test('200 people take at most 12 API calls beyond polling', async () => {
    const result = await line.run('bulk', fileOf(200), ...AT, '--json', '--output', 'report.csv');
    assert.equal(result.code, 0, result.stderr);
    const { all, polling } = calls(result);
    assert.ok(all - polling <= 12, `${all - polling} calls`);
    assert.equal(all, org.server.received.length, 'All of them are counted');
    assert.deepEqual(new Set(statuses(result)), new Set(['done']));
    const csv = readFileSync(join(folder, 'report.csv'), 'utf8').trimEnd().split('\r\n');
    assert.equal(csv.length, 201);
    assert.match(csv[1], /^one,2,leaver0@handover\.example,tomas@handover\.example,done,OFF-00001,a0/);
    assert.match(result.stderr, /freezes and deactivates 200 people and hands over 1,400 records to Tomas Berg\./);
});

test('the calls of 1,000 people are as many as those of the next 1,000', async () => {
    const result = await line.run('bulk', fileOf(1_000), ...AT, '--json');
    assert.equal(result.code, 0, result.stderr);
    const { all, polling } = calls(result);
    // Plans are read 200 at a time; the successor is one name more than a request takes.
    assert.ok(all - polling <= 12, `${all - polling} calls`);
});

test('the same file again goes on where it stopped', async () => {
    const file = fileOf(5);
    org.fates.set('Leaver1 Test', { status: 'Blocked' });
    org.fates.set('Leaver2 Test', { status: 'Failed', error: 'A lock.' });
    org.refusals.set('Leaver3 Test', 'They are protected.');
    const first = await line.run('bulk', file, ...AT, '--json');
    assert.equal(first.code, 1);
    assert.deepEqual(statuses(first), ['done', 'blocked', 'failed', 'refused', 'done']);
    assert.deepEqual(
        rowsOf(first).map(({ error }) => error),
        [null, 'Default lead creator', 'A lock.', 'They are protected.', null]
    );
    org.refusals.clear();
    Object.assign(org.run('Leaver3 Test'), { status: 'Drifted' });
    const second = await line.run('bulk', file, ...AT, '--json');
    assert.equal(second.code, 0, second.stderr);
    assert.deepEqual(statuses(second), ['already done', 'done', 'done', 'done', 'already done']);
    assert.ok(org.runs.length === 5 && org.runs.every(({ starts }) => starts === 1), 'Nobody was started twice');
    assert.equal((await line.run('bulk', file, ...AT)).code, 0, 'A third time changes nothing');
    assert.equal(org.asked('/start').length, 2);
});

test('a start whose answer was lost is read again, and nobody is started twice', async () => {
    const file = fileOf(3);
    org.server.upset('/start', 'reset', { afterHandling: true });
    const done = await line.run('bulk', file, ...AT, '--json');
    assert.equal(done.code, 0, done.stderr);
    assert.equal(org.asked('/start').length, 1, 'It had been done');
    assert.ok(org.runs.every(({ starts }) => starts === 1));
});

test('a start that never arrived is asked for once more', async () => {
    const file = fileOf(3);
    org.server.upset('/start', 'reset');
    assert.equal((await line.run('bulk', file, ...AT, '--json')).code, 0);
    assert.equal(org.asked('/start').length, 2);
    assert.ok(org.runs.every(({ starts }) => starts === 1));
});

test('a start that is refused as a whole starts nobody; one that stays without an answer may have', async () => {
    const file = fileOf(2);
    org.server.upset('/start', refused(409, 'CONFLICT', 'An administrator has stopped all runs.'));
    const no = await line.run('bulk', file, ...AT, '--json');
    assert.deepEqual([no.code, ...statuses(no)], [1, 'not started', 'not started']);
    org.server.upset('/start', 'reset');
    org.server.upset('/progress', 'reset', { times: 5, when: () => org.asked('/start').length === 2 });
    const lost = await line.run('bulk', file, ...AT, '--json');
    assert.deepEqual([lost.code, ...statuses(lost)], [3, 'unknown', 'unknown']);
    assert.equal((await line.run('bulk', file, ...AT)).code, 0, 'Run again, it is known');
});

test('an org that goes away is waited for; when patience ends, the report says what is known and how to go on', async () => {
    const file = fileOf(2);
    // Seven attempts at reading how far it is fail: one question, and two of the next.
    org.server.upset('/progress', { status: 503, headers: { 'retry-after': '1' } }, { times: 7 });
    assert.equal((await line.run('bulk', file, ...AT, '--json')).code, 0, 'It came back');

    const more = fileOf(2);
    line.clock.onSleep = () =>
        org.runs.length === 4 && org.runs[3].starts ? org.server.upset('/progress', 'reset', { times: 5 }) : undefined;
    const gone = await line.run('bulk', more, ...AT, '--json', '--patience', '20', '--output', 'report.csv');
    assert.equal(gone.code, 3);
    assert.match(gone.stderr, /Watch again with: npm run offboard -- bulk leavers\.csv --target-org one/);
    assert.deepEqual(new Set(statuses(gone)), new Set(['running']));
    assert.ok(existsSync(join(folder, 'report.csv')), 'There is a report all the same');
});

test('runs that the org has lost are taken up again', async () => {
    const file = fileOf(2);
    org.fates.set('Leaver0 Test', { stalled: true });
    const result = await line.run('bulk', file, ...AT, '--json');
    assert.equal(result.code, 0, result.stderr);
    assert.equal(org.asked('/resume').length, 1);
});

test('Ctrl-C leaves a report of how far it came', async () => {
    const file = fileOf(2);
    line.clock.onSleep = (count) => (count === 3 ? line.interruption.abort() : undefined);
    const result = await line.run('bulk', file, ...AT, '--json', '--output', 'report.csv');
    assert.equal(result.code, 130);
    assert.deepEqual(statuses(result), ['running', 'running']);
    assert.match(
        result.stderr,
        /The runs go on in the org\. Watch them again with: npm run offboard -- bulk leavers\.csv --target-org one/
    );
    assert.match(readFileSync(join(folder, 'report.csv'), 'utf8'), /,running,OFF-00001,/);
});

test('watch --all watches all of them, however many', async () => {
    line.clock.onSleep = (count) => (count === 3 ? line.interruption.abort() : undefined);
    assert.equal((await line.run('bulk', fileOf(230), ...AT)).code, 130);
    line.interruption = new AbortController();
    line.clock.onSleep = () => undefined;
    const { code, stdout } = await line.run('watch', '--all', '--target-org', 'one');
    assert.equal(code, 0);
    assert.equal(stdout.trim().split('\n').length, 230);
});

test('without a yes nothing is started, and the report says so', async () => {
    const file = fileOf(2);
    line.answers = ['no'];
    const result = await line.run('bulk', file, '--target-org', 'one', '--json');
    assert.equal(result.code, 4);
    assert.deepEqual(statuses(result), ['not started', 'not started']);
    assert.equal(org.asked('/start').length, 0);
});

test('what is wrong with a file is said line by line, before an org is asked', async () => {
    write(
        'person,successor\nann@x.example,tomas@handover.example\n,tomas@handover.example\nbob@x.example,\n' +
            'BOB@x.example,bob@x.example\nann@x.example,olga@handover.example\nolga@handover.example,ann@x.example\nzoe@x.example,b,c\n'
    );
    const { code, stderr } = await line.run('bulk', 'leavers.csv', ...AT);
    assert.equal(code, 2);
    assert.deepEqual(stderr.trim().split('\n'), [
        'leavers.csv: nothing was started.',
        '  line 3: the person is missing',
        '  line 4: the successor is missing',
        '  line 5: BOB@x.example cannot be their own successor',
        '  line 6: ann@x.example is in line 2 already',
        '  line 7: the successor ann@x.example leaves, too (line 2)',
        '  line 8: has 3 cells, the header has 2'
    ]);
    assert.equal(org.server.received.length, 0);
});

test('what only the org can know is said line by line, too: unknown people, and one person by two names', async () => {
    write(
        'person;successor\nolga@handover.example;tomas@handover.example\nolga@mail.example;tomas@handover.example\n' +
            `nobody@x.example;tomas@handover.example\ntomas@mail.example;${org.people[1].id.slice(0, 15)}\n`
    );
    const { code, stderr } = await line.run('bulk', 'leavers.csv', ...AT);
    assert.equal(code, 2);
    assert.match(stderr, /line 2: olga@handover\.example and olga@mail\.example \(line 3\) are the same person, Olga Ek/);
    assert.match(stderr, /line 4: Nobody here is nobody@x\.example\./);
    assert.match(stderr, /line 5: the successor \w{15} leaves, too \(line 3\)/);
    assert.equal(org.runs.length, 0, 'Nothing was planned');
});

test('several orgs: what is wrong in one is known before anything is started in the other', async () => {
    const other = await FakeOrg.start(['Tomas Berg']);
    try {
        const file = fileOf(2);
        const both = new CommandLine({ one: org, two: other });
        both.folder = folder;
        const bad = await both.run('bulk', file, ...AT, '--target-org', 'two', '--json', '--output', 'report.csv');
        assert.equal(bad.code, 2);
        assert.match(
            bad.stderr,
            /two: leavers\.csv, in two: nothing was started\.\n {2}line 2: Nobody here is leaver0@handover\.example\./
        );
        assert.equal(org.runs.length, 0);
        ['Leaver0 Test', 'Leaver1 Test'].forEach((name) => other.addPerson(name));
        const good = await both.run('bulk', file, ...AT, '--target-org', 'two', '--json', '--output', 'report.csv');
        assert.equal(good.code, 0, good.stderr);
        assert.deepEqual(
            JSON.parse(good.stdout).orgs.map(({ target, result }: { target: string; result: ReportRow[] }) => [
                target,
                ...result.map((row) => row.status)
            ]),
            [
                ['one', 'done', 'done'],
                ['two', 'done', 'done']
            ]
        );
        assert.match(readFileSync(join(folder, 'report.csv'), 'utf8'), /\r\none,2,.*\r\none,3,.*\r\ntwo,2,.*\r\ntwo,3,/s);
    } finally {
        await other.stop();
    }
});

test('files as spreadsheets save them are read: BOM, semicolons, quotes, neutralised cells, UTF-16', async () => {
    org.addPerson('Eve 👋', { username: '=eve+1@handover.example' });
    const text = 'Team;Successor;PERSON\r\n"a;b";" tomas@handover.example ";"\'=eve+1@handover.example"\r\n;;\r\n';
    for (const bytes of [Buffer.from(`\ufeff${text}`), Buffer.from(`\ufeff${text}`, 'utf16le')]) {
        writeFileSync(join(folder, 'leavers.csv'), bytes);
        const result = await line.run('bulk', 'leavers.csv', ...AT, '--json', '--output', 'report.csv');
        assert.equal(result.code, 0, result.stderr);
        const [row] = rowsOf(result);
        assert.deepEqual([row.line, row.person, row.name], [2, '=eve+1@handover.example', 'Eve 👋']);
        assert.match(readFileSync(join(folder, 'report.csv'), 'utf8'), /^\ufefforg,.*\r\none,2,'=eve\+1@handover\.example,/);
    }
    const again = await line.run('bulk', 'report.csv', ...AT, '--json');
    assert.deepEqual(statuses(again), ['already done'], 'A report is a file to go on with');
});

test('files that are none are refused in a sentence', async () => {
    const refusal = async (bytes: string | Buffer): Promise<string> => {
        writeFileSync(join(folder, 'leavers.csv'), bytes);
        const { code, stderr } = await line.run('bulk', 'leavers.csv', ...AT);
        assert.equal(code, 2);
        return stderr;
    };
    assert.match(await refusal(''), /is empty/);
    assert.match(await refusal('person,successor\n'), /names nobody/);
    assert.match(await refusal('ann@x.example,bob@x.example\n'), /first line must be a header with the columns person and successor/);
    assert.match(await refusal('person,successor,person\na,b,c\n'), /names the column person twice/);
    assert.match(await refusal('person,successor\n"ann@x.example,bob\n'), /line \d: /);
    assert.match(await refusal(Buffer.from([0x70, 0xe4, 0x0a])), /is not UTF-8/);
    const { code, stderr } = await line.run('bulk', 'nowhere.csv', ...AT);
    assert.deepEqual([code, stderr], [2, 'There is no file nowhere.csv.\n']);
});

test('a report that cannot be written is known before anything is started', async () => {
    const file = fileOf(1);
    mkdirSync(join(folder, 'sub'));
    assert.match((await line.run('bulk', file, ...AT, '--output', 'sub')).stderr, /is a folder/);
    const missing = await line.run('bulk', file, ...AT, '--output', 'nowhere/report.csv');
    assert.equal(missing.code, 5);
    assert.match(missing.stderr, /there is no such folder/);
    assert.equal(org.server.received.length, 0);
    if (process.getuid?.() !== 0) {
        chmodSync(join(folder, 'sub'), 0o500);
        assert.equal((await line.run('bulk', file, ...AT, '--output', 'sub/report.csv')).code, 5);
    }
});

test('a full disk costs the report, not the work, and the message says how to get it', { skip: !existsSync('/dev/full') }, async () => {
    const file = fileOf(2);
    const result = await line.run('bulk', file, ...AT, '--json', '--output', '/dev/full');
    assert.equal(result.code, 5);
    assert.match(
        result.stderr,
        /could not be written to \/dev\/full: no space is left on the disk \(ENOSPC\)\. What was done is in the org: run the same/
    );
    assert.deepEqual(statuses(result), ['done', 'done']);
    const again = await line.run('bulk', file, ...AT, '--json', '--output', 'report.csv');
    assert.equal(again.code, 0);
    assert.match(readFileSync(join(folder, 'report.csv'), 'utf8'), /,already done,/);
    assert.deepEqual(readdirSync(folder).sort(), ['leavers.csv', 'report.csv'], 'No half-written file is left');
});
