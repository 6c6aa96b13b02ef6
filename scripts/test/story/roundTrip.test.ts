/** Offboard and reactivate: the org before and after, field by field. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { NOT_COMPARED, unexpected } from './allowedDifferences.ts';
import { differences, takeSnapshot } from './orgSnapshot.ts';
import { StoryOrg } from './storyOrg.ts';

test('offboarding and reactivation give back every field, but for a fixed list', async () => {
    const org = await StoryOrg.start({ runJobs: false });
    try {
        const before = await takeSnapshot(org.admin, NOT_COMPARED);
        const leaving = await org.plan();
        await org.start(leaving);
        await org.drain();
        assert.equal((await org.progress(leaving.offboardingId)).status, 'Completed', 'The offboarding ends well');
        const between = differences(before, await takeSnapshot(org.admin, NOT_COMPARED));

        const returning = await org.planReturn(leaving.offboardingId);
        await org.start(returning);
        await org.drain();
        assert.equal((await org.progress(returning.offboardingId)).status, 'Completed', 'The reactivation ends well');
        const after = differences(before, await takeSnapshot(org.admin, NOT_COMPARED));

        assert.ok(unexpected(between).length > 40, 'In between, the org is a different one: the comparison sees it');
        assert.deepEqual(unexpected(after), [], 'Nothing else differs');
    } finally {
        await org.stop();
    }
});

test('a second offboarding of the same person works as the first one', async () => {
    const org = await StoryOrg.start({ runJobs: false });
    try {
        for (const round of [1, 2]) {
            const leaving = await org.plan();
            await org.start(leaving);
            await org.drain();
            assert.equal((await org.progress(leaving.offboardingId)).status, 'Completed', `Offboarding ${round} ends well`);
            const returning = await org.planReturn(leaving.offboardingId);
            await org.start(returning);
            await org.drain();
            assert.equal((await org.progress(returning.offboardingId)).status, 'Completed', `Reactivation ${round} ends well`);
        }
    } finally {
        await org.stop();
    }
});
