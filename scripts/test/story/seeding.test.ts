import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LocalOrgProcess } from '../../org/LocalOrgProcess.ts';
import type { LocalOrgOptions } from '../../org/LocalOrgProcess.ts';
import { OrgClient } from '../../org/OrgClient.ts';
import { SeedError } from '../../seed/names.ts';
import { domainOfOrg, readPlan, usernameOf } from '../../seed/plan.ts';
import { seed } from '../../seed/seed.ts';
import { differences, takeSnapshot } from './orgSnapshot.ts';

/** Whoever asks leaves traces of asking; access is answered for one record at a time. */
const LEFT_OUT = new Set(['AuthSession', 'LoginHistory', 'UserRecordAccess']);

async function inOrg(options: Partial<LocalOrgOptions>, work: (admin: OrgClient) => Promise<void>): Promise<void> {
    const process = await LocalOrgProcess.start({ database: null, port: 0, pageLater: true, ...options });
    try {
        await work(await OrgClient.signIn(process.url, null));
    } finally {
        await process.stop();
    }
}

test('a second seeding finds everything there and changes nothing', () =>
    inOrg({}, async (admin) => {
        const plan = readPlan();
        const first = await seed(admin);
        assert.deepEqual(first.people.skipped, []);
        assert.deepEqual([first.people.created.length, first.records.created], [plan.people.length, plan.records.length]);
        const before = await takeSnapshot(admin, LEFT_OUT);

        const second = await seed(admin);

        assert.deepEqual(second.people.existing, first.people.created);
        assert.deepEqual([second.people.created, second.records.created, second.records.existing], [[], 0, plan.records.length]);
        assert.deepEqual(differences(before, await takeSnapshot(admin, LEFT_OUT)), []);
    }));

test('what somebody has removed comes back, and only that; another org has other usernames', () =>
    inOrg({}, async (admin) => {
        const [{ Id: organization }] = await admin.query('SELECT Id FROM Organization');
        const domain = domainOfOrg(organization);
        await seed(admin, { domain });
        const [{ Id: account }] = await admin.query("SELECT Id FROM Account WHERE Name = 'Bluebird Media'");
        await admin.send('DELETE', `/services/data/v67.0/sobjects/Account/${account}`);

        const again = await seed(admin, { domain });

        // The account's contact went with it.
        assert.equal(again.records.created, 2);
        assert.equal(await admin.count(`SELECT COUNT() FROM User WHERE Username = '${usernameOf('nora', domain)}'`), 1);
        assert.equal(await admin.count(`SELECT COUNT() FROM User WHERE Username = '${usernameOf('nora')}'`), 0);
    }));

test('with few seats the essential people come first, and what the others would own is left out', () =>
    // One seat is the administrator's.
    inOrg({ seats: 6 }, async (admin) => {
        const { people, records } = await seed(admin);

        assert.equal(people.created.length, 5);
        const essential = readPlan().people.filter((person) => person.essential);
        assert.ok(essential.every((person) => people.created.includes(person.key)));
        assert.deepEqual(people.skipped.toSorted(), ['layla', 'siobhan', 'victor']);
        assert.deepEqual(records.skipped, ['train', 'hotel', 'team2', 'share1']);
    }));

test('without a seat for an essential person it refuses and has created nobody', () =>
    inOrg({ seats: 3 }, async (admin) => {
        const before = await admin.count('SELECT COUNT() FROM User');

        await assert.rejects(
            seed(admin),
            (error) => error instanceof SeedError && /no free seat of the license Salesforce/.test(error.message)
        );

        assert.equal(await admin.count('SELECT COUNT() FROM User'), before);
    }));
