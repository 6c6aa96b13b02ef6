/**
 * A run that is lost anywhere ends where an undisturbed one ends. The test interrupts from outside: it loses what the queue holds, after
 * each transaction in turn. It takes long, so it has a file, and with it a process, of its own.
 */
import assert from 'node:assert/strict';
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
