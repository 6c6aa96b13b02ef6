/** Somebody leaves a scratch org and comes back, seen through the CLI alone. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accountAccess, personState, seats } from '../demo/orgState.ts';
import type { PersonState } from '../demo/orgState.ts';
import { expectedAfterLeaving, expectedAfterReturning } from '../demo/verification.ts';
import type { OrgClient } from '../org/OrgClient.ts';
import { quoted } from '../org/OrgClient.ts';
import type { Sf } from '../org/Sf.ts';
import { runTool } from '../process/run.ts';
import type { ScratchOrgs } from '../scratch/ScratchOrgs.ts';
import { domainOfOrg, readPlan, STORY, usernameOf } from '../seed/plan.ts';
import { seed } from '../seed/seed.ts';
import { CheckFailedError, expectSame } from './Checks.ts';
import type { Checks } from './Checks.ts';
import { afterLeaving, outsideView } from './outsideView.ts';

export interface Stage {
    sf: Sf;
    orgs: ScratchOrgs;
    checks: Checks;
    /** A folder for files that commands read. */
    folder: string;
    /** Alias of the scratch org to make. */
    alias: string;
    days: number;
}

/** Whether the org was made, and so has to be removed. */
export async function playStory(stage: Stage): Promise<{ created: boolean }> {
    const { checks, orgs, sf, alias } = stage;
    const org = await checks.check('sf creates a scratch org', () => orgs.create(alias, { days: stage.days, setDefault: false }));
    if (!org) {
        return { created: false };
    }
    const domain = domainOfOrg(org.orgId);
    const leaver = usernameOf(STORY.leaver, domain);
    // What a check needs of an earlier one that failed would only fail again: the story ends there.
    const ready =
        (await checks.check('sf deploys force-app and the demo metadata', () => orgs.deploy(alias))) !== null &&
        (await checks.check('every Apex test passes in the org', () => runApexTests(sf, alias))) !== null &&
        (await checks.check('sf assigns the permission sets', async () => void (await orgs.assignPermissionSets(alias)))) !== null &&
        (await checks.check('sf creates the user who will leave', () => createUser(stage, leaver))) !== null;
    if (ready) {
        await tellLeaving(stage, domain, leaver);
    }
    return { created: true };
}

async function tellLeaving(stage: Stage, domain: string, leaver: string): Promise<void> {
    const { checks, orgs, sf, alias } = stage;
    const admin = await checks.check('test people and records are seeded into the free seats', async () => {
        const client = await orgs.client(alias);
        await seed(client, { domain });
        return client;
    });
    const facts = admin && (await checks.check('the leaver holds one of everything', () => holdings(admin, sf, alias, leaver)));
    if (!admin || !facts) {
        return;
    }
    const { personId, before, seen } = facts;
    await checks.check("the leaver's own token works", () => queryAs(sf, leaver));

    const left = await checks.check('npm run offboard takes the person out', () =>
        offboard(sf, ['run', leaver, '--successor', usernameOf(STORY.successor, domain), '--target-org', alias])
    );
    await checks.check('sf data query sees nothing left with them', async () =>
        expectSame(afterLeaving(seen), await outsideView(sf, alias, personId))
    );
    await checks.check('everything was handed over and the seat is free', async () =>
        expectSame(expectedAfterLeaving(before), await stateOf(admin, personId))
    );
    await checks.check("the leaver's own token is refused", () => refusedAs(sf, leaver));
    if (left === null) {
        return;
    }
    await checks.check('npm run offboard brings the person back', () => offboard(sf, ['reactivate', leaver, '--target-org', alias]));
    await checks.check('sf data query sees what it saw before', async () => expectSame(seen, await outsideView(sf, alias, personId)));
    await checks.check('everything is back as it was', async () =>
        expectSame(expectedAfterReturning(before), await stateOf(admin, personId))
    );
}

async function runApexTests(sf: Sf, alias: string): Promise<void> {
    const { summary, tests } = await sf.result<{
        summary: { outcome: string; testsRan: number };
        tests: { FullName: string; Outcome: string; Message: string | null }[];
    }>(['apex', 'run', 'test', '--target-org', alias, '--test-level', 'RunLocalTests', '--wait', '60', '--result-format', 'json']);
    const failed = tests.filter((test) => test.Outcome !== 'Pass').map((test) => `${test.FullName}: ${test.Message}`);
    if (failed.length > 0 || summary.testsRan === 0) {
        throw new CheckFailedError(failed.join('\n') || 'No test ran.');
    }
}

/** By `sf org create user`, which keeps the new user's token for `--target-org`. */
async function createUser({ sf, folder, alias }: Stage, username: string): Promise<true> {
    const person = readPlan().people.find((each) => each.key === STORY.leaver)!;
    const definition = join(folder, 'user.json');
    const { FirstName, LastName, profile } = person;
    writeFileSync(
        definition,
        JSON.stringify({ Username: username, Email: usernameOf(person.key), FirstName, LastName, Alias: person.key, profileName: profile })
    );
    await sf.result(['org', 'create', 'user', '--target-org', alias, '--definition-file', definition]);
    return true;
}

async function holdings(
    admin: OrgClient,
    sf: Sf,
    alias: string,
    username: string
): Promise<{ personId: string; before: PersonState; seen: Awaited<ReturnType<typeof outsideView>> }> {
    const [{ Id: personId }] = await admin.query(`SELECT Id FROM User WHERE Username = ${quoted(username)}`);
    const before = await stateOf(admin, personId);
    const seen = await outsideView(sf, alias, personId);
    const nothing = Object.entries({ ...before, ...seen })
        .filter(([name, value]) => name !== 'frozen' && (value === 0 || value === 'none' || (Array.isArray(value) && value.length === 0)))
        .map(([name]) => name)
        .filter((name) => !NOT_THEIRS.has(name));
    if (nothing.length > 0) {
        throw new CheckFailedError(`Nothing would be tried of: ${nothing.join(', ')}`);
    }
    return { personId, before, seen };
}

/** The API gives out sessions of its own choice. */
const NOT_THEIRS = new Set(['sessions']);

async function stateOf(admin: OrgClient, personId: string): Promise<PersonState> {
    const { used } = await seats(admin, personId);
    return { ...(await personState(admin, personId)), ...(await accountAccess(admin)), seats: used };
}

/** Their own command, with the logins that sf has here. */
async function offboard(sf: Sf, args: string[]): Promise<true> {
    const { code, stdout, stderr } = await runTool('ts-node/dist/bin.js', ['scripts/offboard.ts', ...args, '--yes', '--json'], {
        env: sf.environment
    });
    if (code !== 0) {
        throw new CheckFailedError(`npm run offboard -- ${args.join(' ')} ended with ${code}:\n${stderr.trim()}\n${stdout.trim()}`);
    }
    return true;
}

const ANY_QUERY = 'SELECT Id FROM User LIMIT 1';

async function queryAs(sf: Sf, username: string): Promise<void> {
    await sf.result(['data', 'query', '--target-org', username, '--query', ANY_QUERY]);
}

async function refusedAs(sf: Sf, username: string): Promise<void> {
    const answer = await sf.json(['data', 'query', '--target-org', username, '--query', ANY_QUERY]);
    if (answer.exitCode === 0) {
        throw new CheckFailedError('It still works.');
    }
}
