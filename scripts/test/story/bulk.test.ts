/** Must hold: 10,000 records over 7 objects move within governor limits. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { addRecords, owned, RECORDS, resetUsage, usage } from '../../bench/bulk.ts';
import { StoryOrg } from './storyOrg.ts';

test('ten thousand records over seven objects move within governor limits, and come back', async () => {
    const org = await StoryOrg.start({ runJobs: false });
    try {
        await addRecords(org.admin, org.leaver);
        const before = await owned(org.admin, org.leaver);
        assert.ok(before >= RECORDS, 'The leaver owns them');

        const leaving = await org.plan();
        await org.start(leaving);
        await resetUsage(org.admin);
        await org.drain();
        const used = await usage(org.admin);
        assert.equal((await org.progress(leaving.offboardingId)).status, 'Completed', 'The run ends well');
        for (const step of await org.steps(leaving.offboardingId)) {
            assert.equal(step.Halvings__c ?? 0, 0, `${step.Key__c}: no transaction hit a limit`);
            assert.equal(step.Failed__c ?? 0, 0, `${step.Key__c}: nothing failed`);
        }
        for (const [name, { highest, maximum }] of Object.entries(used.limits)) {
            assert.ok(highest <= maximum * 0.75, `${name}: ${highest} of ${maximum} leaves a quarter to the customer's own triggers`);
        }
        const journal = await org.journal(leaving.offboardingId);
        assert.ok(journal.length < 100, `The journal is small: ${journal.length} rows`);
        // What is closed stays with the name that closed it: the demo's one opportunity, case and task.
        assert.equal(await owned(org.admin, org.leaver), 3, 'Everything open has moved');

        const returning = await org.planReturn(leaving.offboardingId);
        await org.start(returning);
        await org.drain();
        assert.equal((await org.progress(returning.offboardingId)).status, 'Completed', 'The way back ends well');
        assert.equal(await owned(org.admin, org.leaver), before, 'All records are back');
    } finally {
        await org.stop();
    }
});
