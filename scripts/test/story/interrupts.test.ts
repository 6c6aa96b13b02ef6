/** Runs that are interrupted from outside: what the queue holds is lost, or the process is killed. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { NOT_COMPARED, unexpected } from './allowedDifferences.ts';
import { journalTotals } from './finalState.ts';
import { differences, takeSnapshot } from './orgSnapshot.ts';
import { StoryOrg } from './storyOrg.ts';
import type { Plan } from './storyOrg.ts';

test('two resumes at the same time end in one chain', async () => {
    const org = await StoryOrg.start({ runJobs: false });
    try {
        const plan = await org.plan();
        await org.start(plan);
        for (let count = 0; count < 9; count++) {
            await org.runNext();
        }
        await org.loseJobs();

        const resumes = await Promise.allSettled([org.resume(plan.offboardingId), org.resume(plan.offboardingId)]);
        const waiting = await org.admin.count("SELECT COUNT() FROM AsyncApexJob WHERE Status = 'Queued'");
        await org.drain();

        assert.equal(resumes.filter(({ status }) => status === 'fulfilled').length, 1, 'One of the two is refused');
        assert.equal(waiting, 1, 'One job waits');
        assert.equal((await org.progress(plan.offboardingId)).status, 'Completed', 'The run ends well');
        await journalTotals(org, plan.offboardingId);
    } finally {
        await org.stop();
    }
});

test('a run whose process is killed goes on after the restart and loses nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'handover-story-'));
    const database = join(folder, 'org.sqlite');
    let org = await StoryOrg.start({ database });
    try {
        const before = await takeSnapshot(org.admin, NOT_COMPARED);
        const plan = await org.plan();
        await org.start(plan);
        for (let kills = 0; kills < 4; kills++) {
            // However far it came by now: any moment must do.
            await org.process.kill();
            org = await StoryOrg.start({ database });
            await settled(org, plan);
        }
        await until(async () => (await settled(org, plan)) === 'Completed');
        const totals = await journalTotals(org, plan.offboardingId);
        assert.ok(Object.values(totals).length > 5, 'The journal holds what was done');

        const back = await org.planReturn(plan.offboardingId);
        await org.start(back);
        await until(async () => (await settled(org, back)) === 'Completed');
        const after = differences(before, await takeSnapshot(org.admin, NOT_COMPARED));
        assert.deepEqual(
            unexpected(after).filter(({ object, what }) => object !== 'AuthSession' && what !== 'LastLoginDate'),
            [],
            'The way back restores everything; only the logins of this test itself differ'
        );
    } finally {
        await org.stop();
        rmSync(folder, { recursive: true, force: true });
    }
});

/**
 * The status; a run that lost its job to a kill is resumed. Where the queue itself took the run up again meanwhile,
 * the resume is refused, which is as it should be.
 */
async function settled(org: StoryOrg, plan: Plan): Promise<string> {
    const progress = await org.progress(plan.offboardingId);
    if (progress.status !== 'Completed' && progress.canResume) {
        await org.resume(plan.offboardingId).catch(() => undefined);
    }
    return progress.status;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + 60_000;
    while (!(await condition())) {
        assert.ok(Date.now() < deadline, 'The run ends within a minute');
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
}
