/**
 * A run that is interrupted anywhere ends where an undisturbed one ends. The tests interrupt from outside:
 * they lose what the queue holds, or kill the process.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { NOT_COMPARED, unexpected } from './allowedDifferences.ts';
import { journalTotals, stepTotals } from './finalState.ts';
import { differences, takeSnapshot } from './orgSnapshot.ts';
import type { Difference, OrgSnapshot } from './orgSnapshot.ts';
import { StoryOrg } from './storyOrg.ts';
import type { Plan } from './storyOrg.ts';

interface Ending {
    transactions: number;
    snapshot: OrgSnapshot;
    steps: Record<string, string>;
    journal: Record<string, number>;
}

/** Runs a planned offboarding or reactivation to its end; after `interruptAfter` transactions everything queued is lost once. */
async function runToEnd(org: StoryOrg, plan: Plan, interruptAfter: number | null): Promise<{ transactions: number; interrupted: boolean }> {
    await org.start(plan);
    let transactions = 0;
    let interrupted = false;
    for (;;) {
        if (transactions === interruptAfter) {
            interrupted = (await org.loseJobs()) > 0;
            const progress = await org.progress(plan.offboardingId);
            if (interrupted && progress.status !== 'Completed') {
                assert.ok(progress.canResume, `After ${transactions} transactions the run can be resumed`);
                await org.resume(plan.offboardingId);
            }
        }
        if (!(await org.runNext())) {
            break;
        }
        transactions++;
    }
    assert.equal(
        (await org.progress(plan.offboardingId)).status,
        'Completed',
        `The run ends well, interrupted after ${interruptAfter} transactions`
    );
    return { transactions, interrupted };
}

async function ending(org: StoryOrg, plan: Plan, transactions: number): Promise<Ending> {
    return {
        transactions,
        snapshot: await takeSnapshot(org.admin, NOT_COMPARED),
        steps: await stepTotals(org, plan.offboardingId),
        journal: await journalTotals(org, plan.offboardingId)
    };
}

test('a run that is lost between any two transactions, finalizers included, ends as an undisturbed one', async () => {
    const org = await StoryOrg.start({ runJobs: false });
    try {
        const leaving = await org.plan();
        const left = await ending(org, leaving, (await runToEnd(org, leaving, null)).transactions);
        const returning = await org.planReturn(leaving.offboardingId);
        const returned = await ending(org, returning, (await runToEnd(org, returning, null)).transactions);
        assert.ok(left.transactions > 20 && returned.transactions > 20, 'There are many places to interrupt at');

        let interruptions = 0;
        for (let after = 0; after < Math.max(left.transactions, returned.transactions); after++) {
            await org.signInLeaver();
            const again = await org.plan();
            interruptions += (await runToEnd(org, again, after)).interrupted ? 1 : 0;
            await sameEnding(org, again, left, `offboarding interrupted after ${after}`);
            const back = await org.planReturn(again.offboardingId);
            interruptions += (await runToEnd(org, back, after)).interrupted ? 1 : 0;
            await sameEnding(org, back, returned, `reactivation interrupted after ${after}`);
        }
        assert.equal(interruptions, left.transactions + returned.transactions, 'Every place was interrupted at');
    } finally {
        await org.stop();
    }
});

/** The leaver has to log in before each round, to have a session that can be ended. */
const ofThisTest = ({ object, what }: Difference): boolean => object === 'User' && what === 'LastLoginDate';

async function sameEnding(org: StoryOrg, plan: Plan, expected: Ending, what: string): Promise<void> {
    const actual = await ending(org, plan, 0);
    const found = unexpected(differences(expected.snapshot, actual.snapshot)).filter((difference) => !ofThisTest(difference));
    assert.deepEqual(found, [], `${what}: the org is the same`);
    assert.deepEqual(actual.journal, expected.journal, `${what}: the journal says the same, nothing twice`);
    assert.deepEqual(actual.steps, expected.steps, `${what}: the steps count the same`);
}

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
