/** The command line for admins against the local org: many people in few calls, and an org that dies on the way. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { resetUsage, usage } from '../../bench/bulk.ts';
import { activeOf, addCrowd } from '../../bench/crowd.ts';
import type { ReportRow } from '../../offboard/runs/Entry.ts';
import { SYSTEM_CLOCK } from '../../org/connection/Clock.ts';
import { LocalOrgProcess } from '../../org/LocalOrgProcess.ts';
import { OrgClient } from '../../org/OrgClient.ts';
import { STORY, usernameOf } from '../../seed/plan.ts';
import { seed } from '../../seed/seed.ts';
import { OffboardCommand } from './offboardCommand.ts';

const PEOPLE = 200;
let folder: string;
let org: LocalOrgProcess;
let admin: OrgClient;
let command: OffboardCommand | undefined;

before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'handover-offboard-'));
    await start();
    await seed(admin);
});

after(async () => {
    await org.stop();
    rmSync(folder, { recursive: true, force: true });
});

/** On the same database, wherever a port is free. */
async function start(): Promise<void> {
    org = await LocalOrgProcess.start({ database: join(folder, 'org.sqlite'), port: 0, seats: PEOPLE + 30, pageLater: true });
    admin = await OrgClient.signIn(org.url, null);
    if (command?.folder === folder) {
        command.orgIsAt(org.url);
    } else {
        command = new OffboardCommand(folder, org.url);
    }
}

test('bulk offboards a file of people in at most 12 API calls beyond polling, as the org itself counts', async () => {
    const crowd = await addCrowd(admin, PEOPLE);
    const file = command!.file(
        'leavers.csv',
        ['person,successor', ...crowd.usernames.map((name) => `${name},${usernameOf(STORY.successor)}`)].join('\n')
    );
    await resetUsage(admin);
    const { code, report, stderr } = await command!.run<ReportRow[]>(['bulk', file, '--yes', '--output', 'report.csv']);
    assert.equal(code, 0, stderr);
    const { all, polling } = report.orgs[0].apiCalls;
    const counted = (await usage(admin)).apiRequests;
    assert.ok(all - polling <= 12, `${all - polling} calls beyond polling`);
    assert.equal(counted, all, 'The org counts the same');
    assert.equal(await activeOf(admin, crowd), 0, 'Nobody of them is active');
    assert.ok(report.orgs[0].result!.every((row) => row.status === 'done' && row.verified === true && row.failed === 0));
    assert.match(
        stderr,
        new RegExp(`freezes and deactivates ${PEOPLE} people, hands over ${crowd.records.toLocaleString('en-US')} records to `)
    );
    assert.equal(readFileSync(join(folder, 'report.csv'), 'utf8').trimEnd().split('\r\n').length, PEOPLE + 1);

    const again = await command!.run<ReportRow[]>(['bulk', file, '--yes']);
    assert.equal(again.code, 0);
    assert.deepEqual(new Set(again.report.orgs[0].result!.map(({ status }) => status)), new Set(['already done']));
});

test('somebody leaves and comes back from the command line', async () => {
    const leaver = usernameOf(STORY.leaver);
    const left = await command!.run<ReportRow>(['run', leaver, '--successor', usernameOf(STORY.successor), '--yes']);
    assert.equal(left.code, 0, left.stderr);
    const back = await command!.run<{ run: { verification: { ok: boolean } } }>(['reactivate', leaver, '--yes']);
    assert.equal(back.code, 0, back.stderr);
    assert.equal(back.report.orgs[0].result!.run.verification.ok, true);
    const watched = await command!.run(['watch', leaver]);
    assert.equal(watched.code, 0);
});

test('an org that is killed in the middle of a run and started again elsewhere is found again, and the run ends', async () => {
    const leaver = usernameOf(STORY.leaver);
    let sleeps = 0;
    let restarted: Promise<void> | undefined;
    const clock = {
        now: SYSTEM_CLOCK.now,
        sleep: async (milliseconds: number, signal?: AbortSignal) => {
            const [run] = await running();
            if (restarted === undefined && run) {
                sleeps++;
                await org.kill();
                restarted = start();
            }
            await SYSTEM_CLOCK.sleep(Math.min(milliseconds, 500), signal);
        }
    };
    const running = async (): Promise<unknown[]> =>
        restarted ? [] : admin.query("SELECT Id FROM Offboarding__c WHERE Status__c IN ('Queued', 'Running')");
    const { code, report, stderr } = await command!.run<ReportRow>(['run', leaver, '--successor', usernameOf(STORY.successor), '--yes'], {
        clock
    });
    await restarted;
    assert.equal(code, 0, stderr);
    assert.equal(sleeps, 1, 'It was killed once, while the run was under way');
    assert.match(stderr, /does not answer/);
    const { status, verified, failed } = report.orgs[0].result!;
    assert.deepEqual({ status, verified, failed }, { status: 'done', verified: true, failed: 0 });
});
