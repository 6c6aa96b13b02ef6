/** What an ended run must have left, whatever happened on the way. */
import assert from 'node:assert/strict';
import type { StoryOrg } from './storyOrg.ts';

/** Counts of the journal by step and object, and that nothing stands in it twice. */
export async function journalTotals(org: StoryOrg, offboardingId: string): Promise<Record<string, number>> {
    const totals: Record<string, number> = {};
    const seen = new Set<string>();
    for (const row of await org.journal(offboardingId)) {
        if (row.State__c === 'Retried') {
            continue;
        }
        const key = [row.Step_Key__c, row.Kind__c, row.Object__c, row.Field__c].join(' ');
        for (const id of String(row.Record_Ids__c ?? '')
            .split(' ')
            .filter(Boolean)) {
            assert.ok(!seen.has(`${key} ${id}`), `${key}: ${id} stands in the journal once`);
            seen.add(`${key} ${id}`);
        }
        totals[key] = (totals[key] ?? 0) + Number(row.Count__c);
    }
    return totals;
}

/** Step by step: status and counts. */
export async function stepTotals(org: StoryOrg, offboardingId: string): Promise<Record<string, string>> {
    const steps = await org.steps(offboardingId);
    return Object.fromEntries(
        steps.map((step) => [String(step.Key__c), `${step.Status__c} ${step.Found__c ?? 0}/${step.Done__c ?? 0}/${step.Failed__c ?? 0}`])
    );
}
