/** Many people through the REST door, with few calls, interrupted from outside. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { quoted } from '../../org/OrgClient.ts';
import { StoryOrg } from './storyOrg.ts';

const ROOT = '/services/apexrest/offboarding/v1';
const PEOPLE = 8;

interface Row {
    offboardingId: string;
    planHash: string;
    status: string;
    error: string | null;
    canStart: boolean;
    canResume: boolean;
    verified: boolean | null;
    found: number;
    done: number;
}

/** The door as a script uses it; counts its calls, polling aside. */
class Door {
    calls = 0;
    readonly org: StoryOrg;

    constructor(org: StoryOrg) {
        this.org = org;
    }

    async ask(verb: string, body: Record<string, unknown>, rows: string): Promise<Row[]> {
        this.calls += verb === 'progress' ? 0 : 1;
        return ((await this.org.operator.send('POST', `${ROOT}/${verb}`, body)) as Record<string, Row[]>)[rows];
    }

    progress(offboardingIds: string[]): Promise<Row[]> {
        return this.ask('progress', { offboardingIds }, 'runs');
    }
}

/** People who own something each. */
async function addPeople(org: StoryOrg): Promise<string[]> {
    const [profile] = await org.admin.query("SELECT Id FROM Profile WHERE Name = 'Standard User'");
    const people = Array.from({ length: PEOPLE }, (_each, index) => ({
        LastName: `Door ${index}`,
        Alias: `door${index}`,
        Email: `door${index}@handover.example.com`,
        Username: `door${index}@handover.example.com`,
        ProfileId: profile.Id,
        TimeZoneSidKey: 'GMT',
        LocaleSidKey: 'en_US',
        LanguageLocaleKey: 'en_US',
        EmailEncodingKey: 'UTF-8'
    }));
    const ids = await org.admin.create('User', people);
    await org.admin.create(
        'Account',
        ids.map((id, index) => ({ Name: `Door ${index}`, OwnerId: id }))
    );
    return ids;
}

const byStatus = (rows: Row[], status: string): Row[] => rows.filter((row) => row.status === status);

test('many people are planned and started in a few calls, and whatever is lost in between is made up for', async () => {
    const org = await StoryOrg.start({ runJobs: false });
    try {
        const people = await addPeople(org);
        const door = new Door(org);
        const planned = await door.ask('plans', { requests: people.map((person) => ({ person, successor: org.successor })) }, 'plans');
        const offboardingIds = planned.map(({ offboardingId }) => offboardingId);
        assert.equal(await org.loseJobs(), 1, 'One chain plans for all');
        assert.ok(
            (await door.progress(offboardingIds)).every(({ status, canResume }) => status === 'Planning' && canResume),
            'A lost chain can be resumed'
        );
        await door.ask('resume', { offboardingIds }, 'runs');
        await org.drain();

        const plans = await door.ask('plans/read', { offboardingIds }, 'plans');
        assert.ok(
            plans.every(({ canStart }) => canStart),
            'Everybody is planned'
        );
        const runs = plans.map(({ offboardingId, planHash }) => ({ offboardingId, planHash }));
        const answers = await Promise.all([door.ask('start', { runs }, 'runs'), door.ask('start', { runs }, 'runs')]);
        assert.deepEqual(
            answers.flat().filter(({ error }) => error),
            [],
            'Two starts at once are one start'
        );

        let most = 0;
        let losses = 0;
        for (let count = 0; ; count++) {
            if (count > 0 && count % 40 === 0 && losses < 3) {
                losses += (await org.loseJobs()) > 0 ? 1 : 0;
                await door.ask('resume', { offboardingIds }, 'runs');
            }
            if (!(await org.runNext())) {
                break;
            }
            most = Math.max(most, byStatus(await door.progress(offboardingIds), 'Running').length);
        }
        const ended = await door.progress(offboardingIds);
        assert.equal(losses, 3, 'Everything that was queued was lost again and again');
        assert.equal(most, 5, 'No more than five are alive at once');
        assert.deepEqual(
            ended.filter(({ status, verified }) => status !== 'Completed' || verified !== true),
            [],
            'Everybody has left, and it is proven'
        );
        assert.ok(door.calls <= 12, `${door.calls} calls beyond polling`);
        const left = await org.admin.count(`SELECT COUNT() FROM Account WHERE OwnerId IN (${people.map((id) => quoted(id)).join(', ')})`);
        assert.equal(left, 0, 'Nobody owns anything any more');

        const back = await door.ask('reactivations', { offboardingIds }, 'plans');
        const backIds = back.map(({ offboardingId }) => offboardingId);
        const returns = await door.ask('plans/read', { offboardingIds: backIds }, 'plans');
        await door.ask('start', { runs: returns.map(({ offboardingId, planHash }) => ({ offboardingId, planHash })) }, 'runs');
        await org.drain();
        assert.equal(byStatus(await door.progress(backIds), 'Completed').length, PEOPLE, 'Everybody is back');
        assert.equal(
            await org.admin.count(`SELECT COUNT() FROM Account WHERE OwnerId IN (${people.map((id) => quoted(id)).join(', ')})`),
            PEOPLE,
            'With what they had'
        );
    } finally {
        await org.stop();
    }
});
