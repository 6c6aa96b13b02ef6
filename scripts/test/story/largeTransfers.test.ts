/** Very large transfers by the Bulk API: the org waits, the command line moves, the org reads again – and who stops halfway goes on. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ReportRow } from '../../offboard/runs/Entry.ts';
import { LocalOrgProcess } from '../../org/LocalOrgProcess.ts';
import { OrgClient, quoted } from '../../org/OrgClient.ts';
import { STORY, usernameOf } from '../../seed/plan.ts';
import { seed } from '../../seed/seed.ts';
import { OffboardCommand } from './offboardCommand.ts';

const SETTING = 'force-app/main/default/customMetadata/Offboarding_Setting.Default.md-meta.xml';
/** Small enough for a test: from this many records of one object on, a run waits. */
const LARGE = 250;
const CASES = 700;
const LEAVER = usernameOf(STORY.leaver);
const SUCCESSOR = usernameOf(STORY.successor);
let folder: string;
let org: LocalOrgProcess;
let admin: OrgClient;
let command: OffboardCommand;

before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'handover-large-'));
    const project = join(folder, 'project');
    ['force-app', 'config', 'sfdx-project.json'].forEach((name) => cpSync(name, join(project, name), { recursive: true }));
    const setting = readFileSync(SETTING, 'utf8');
    const lowered = setting.replace(
        /(<field>Large_Transfer__c<\/field>\s*)<value[^>]*(?:\/>|>[^<]*<\/value>)/,
        `$1<value xsi:type="xsd:double">${LARGE}</value>`
    );
    assert.notEqual(lowered, setting);
    writeFileSync(join(project, SETTING), lowered);
    org = await LocalOrgProcess.start({ database: null, port: 0, project, pageLater: true });
    admin = await OrgClient.signIn(org.url, null);
    await seed(admin);
    command = new OffboardCommand(folder, org.url);
});

after(async () => {
    await org.stop();
    rmSync(folder, { recursive: true, force: true });
});

async function idOf(username: string): Promise<string> {
    return (await admin.query(`SELECT Id FROM User WHERE Username = ${quoted(username)}`))[0].Id;
}

const openCases = async (username: string): Promise<number> =>
    admin.count(`SELECT COUNT() FROM Case WHERE IsClosed = false AND OwnerId = ${quoted(await idOf(username))}`);

test('a run waits while its large object is moved by the Bulk API, an interruption is taken up again, and all of it comes back', async () => {
    const ownerId = await idOf(LEAVER);
    await admin.create(
        'Case',
        Array.from({ length: CASES }, (_each, index) => ({ Subject: `Case ${index}`, OwnerId: ownerId }))
    );
    const [held, had] = [await openCases(LEAVER), await openCases(SUCCESSOR)];
    assert.ok(held >= CASES);
    const file = command.file('leavers.csv', `person,successor\n${LEAVER},${SUCCESSOR}\n`);
    const bulk = ['bulk', file, '--large-transfers', '--yes'];

    const interruption = new AbortController();
    const interrupted = await command.run<ReportRow[]>(bulk, {
        signal: interruption.signal,
        connect: async (target, options) => interruptAfterUpload(await command.connect(target, options), interruption)
    });
    assert.equal(interrupted.code, 130, interrupted.stderr);
    assert.deepEqual(
        interrupted.report.orgs[0].result!.map(({ status }) => status),
        ['waiting']
    );

    const { code, report, stderr } = await command.run<ReportRow[]>(bulk);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /taking up the transfer of /);
    const [row] = report.orgs[0].result!;
    assert.deepEqual([row.status, row.failed, row.verified], ['done', 0, true]);
    assert.deepEqual([await openCases(LEAVER), await openCases(SUCCESSOR)], [0, had + held], 'Each case has moved once');
    const jobs = (await admin.send('GET', '/services/data/v67.0/jobs/ingest')) as { records: { object: string; operation: string }[] };
    assert.deepEqual(
        jobs.records.map(({ object, operation }) => `${operation} ${object}`),
        ['update Case'],
        'What the first attempt had uploaded was not uploaded again'
    );

    const back = await command.run(['reactivate', LEAVER, '--yes']);
    assert.equal(back.code, 0, back.stderr);
    assert.deepEqual([await openCases(LEAVER), await openCases(SUCCESSOR)], [held, had], 'The journal brought each of them back');
});

/** Ctrl-C when the upload has been handed over and nobody has confirmed anything. */
function interruptAfterUpload<T extends { send: (...args: never[]) => Promise<unknown> }>(connection: T, interruption: AbortController): T {
    const send = connection.send.bind(connection) as (method: string, path: string, ...rest: unknown[]) => Promise<unknown>;
    connection.send = (async (method: string, path: string, ...rest: unknown[]) => {
        const answer = await send(method, path, ...rest);
        if (method === 'PATCH' && path.includes('/jobs/ingest/')) {
            interruption.abort();
        }
        return answer;
    }) as never;
    return connection;
}
