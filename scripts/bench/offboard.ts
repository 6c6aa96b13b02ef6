/** Two hundred people offboarded by `npm run offboard -- bulk`, and beside it the way without Handover: one call of sf for each step. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processEnvironment } from '../offboard/Environment.ts';
import { offboard } from '../offboard/program.ts';
import type { ReportRow } from '../offboard/runs/Entry.ts';
import type { Report } from '../offboard/session.ts';
import { LocalOrgProcess } from '../org/LocalOrgProcess.ts';
import { OrgClient, quoted } from '../org/OrgClient.ts';
import { OrgConnection } from '../org/OrgConnection.ts';
import { Sf } from '../org/Sf.ts';
import { STORY, usernameOf } from '../seed/plan.ts';
import { seed } from '../seed/seed.ts';
import { resetUsage, usage } from './bulk.ts';
import { activeOf, addCrowd } from './crowd.ts';
import type { Crowd } from './crowd.ts';

const PEOPLE = 200;
/** Every call of the CLI takes seconds: what two people take is enough to tell. */
const PEOPLE_BY_HAND = 2;
const OTHER_SEATS = 50;

export interface BulkFigures {
    people: number;
    records: number;
    seconds: number;
    apiCalls: number;
    /** Of these: how often it was asked how far things are. */
    polls: number;
    /** What the org itself has counted. */
    apiCallsByTheOrg: number | null;
    transactions: number;
}

export interface ByHandFigures {
    people: number;
    /** Steps: freeze, each record, each membership, each permission set, deactivate. */
    cliCalls: number;
    apiCalls: number | null;
    secondsPerCall: number;
    /** Not measured: as many times as long for as many people. */
    extrapolated: { people: number; cliCalls: number; apiCalls: number | null; hours: number };
}

export async function offboardMany(): Promise<{ bulk: BulkFigures; byHand: ByHandFigures }> {
    const folder = mkdtempSync(join(tmpdir(), 'handover-bench-'));
    const org = await LocalOrgProcess.start({ database: null, port: 0, seats: PEOPLE + PEOPLE_BY_HAND + OTHER_SEATS });
    try {
        const admin = await OrgClient.signIn(org.url, null);
        await seed(admin);
        const crowd = await addCrowd(admin, PEOPLE + PEOPLE_BY_HAND);
        const byBulk = part(crowd, 0, PEOPLE);
        const byHand = part(crowd, PEOPLE, PEOPLE + PEOPLE_BY_HAND);
        return { bulk: await inBulk(org, admin, byBulk, folder), byHand: await oneByOne(org, admin, byHand) };
    } finally {
        await org.stop();
        rmSync(folder, { recursive: true, force: true });
    }
}

function part({ usernames, ids, records }: Crowd, from: number, to: number): Crowd {
    return { usernames: usernames.slice(from, to), ids: ids.slice(from, to), records: (records / ids.length) * (to - from) };
}

async function inBulk(org: LocalOrgProcess, admin: OrgClient, crowd: Crowd, folder: string): Promise<BulkFigures> {
    const file = join(folder, 'leavers.csv');
    const serverFile = join(folder, 'server.json');
    writeFileSync(serverFile, JSON.stringify({ url: org.url }));
    writeFileSync(file, ['person,successor', ...crowd.usernames.map((name) => `${name},${usernameOf(STORY.successor)}`)].join('\n'));
    let stdout = '';
    await resetUsage(admin);
    const started = performance.now();
    const code = await offboard(['bulk', file, '--target-org', 'local', '--as', usernameOf(STORY.operator), '--yes', '--quiet', '--json'], {
        ...processEnvironment(new AbortController().signal),
        print: (text) => (stdout += text),
        connect: (target, options) => OrgConnection.to(target, { ...options, serverFile })
    });
    const seconds = tenths((performance.now() - started) / 1_000);
    const used = await usage(admin);
    const { orgs } = JSON.parse(stdout) as Report<ReportRow[]>;
    if (code !== 0 || (await activeOf(admin, crowd)) > 0) {
        throw new Error(`bulk ended with ${code}: ${stdout}`);
    }
    const { all, polling } = orgs[0].apiCalls;
    return {
        ...{ people: crowd.ids.length, records: crowd.records, seconds, apiCalls: all, polls: polling },
        apiCallsByTheOrg: used.apiRequests ?? null,
        transactions: used.transactions
    };
}

/** The same, as a script would that knows only `sf data`: everything is found and changed one by one. */
async function oneByOne(org: LocalOrgProcess, admin: OrgClient, crowd: Crowd): Promise<ByHandFigures> {
    const [{ Id: successor }] = await admin.query(`SELECT Id FROM User WHERE Username = ${quoted(usernameOf(STORY.successor))}`);
    const sf = Sf.inPrivateHome();
    try {
        const { token } = (await admin.send('POST', '/local/login', { username: null })) as { token: string };
        await succeed(sf, ['org', 'login', 'access-token', '--instance-url', org.url, '--alias', 'bench', '--no-prompt'], {
            SF_ACCESS_TOKEN: token
        });
        await resetUsage(admin);
        const started = performance.now();
        let cliCalls = 0;
        for (const person of crowd.ids) {
            for (const command of await stepsByHand(admin, person, successor)) {
                await succeed(sf, [...command, '--target-org', 'bench']);
                cliCalls++;
            }
        }
        const seconds = (performance.now() - started) / 1_000;
        const apiCalls = (await usage(admin)).apiRequests ?? null;
        const times = PEOPLE / crowd.ids.length;
        return {
            ...{ people: crowd.ids.length, cliCalls, apiCalls, secondsPerCall: tenths(seconds / cliCalls) },
            extrapolated: {
                people: PEOPLE,
                cliCalls: cliCalls * times,
                apiCalls: apiCalls === null ? null : apiCalls * times,
                hours: tenths((seconds * times) / 3_600)
            }
        };
    } finally {
        sf.dispose();
    }
}

/** What has to be changed is given to it for nothing; a real script would have to look for it first. */
async function stepsByHand(admin: OrgClient, person: string, successor: string): Promise<string[][]> {
    const commands = [update('UserLogin', `UserId=${quoted(person)}`, 'IsFrozen=true')];
    for (const object of ['Account', 'Contact', 'Opportunity', 'Case', 'Task']) {
        const rows = await admin.query(`SELECT Id FROM ${object} WHERE OwnerId = ${quoted(person)}`);
        commands.push(...rows.map(({ Id }) => update(object, `Id=${quoted(Id)}`, `OwnerId=${successor}`)));
    }
    for (const [object, where] of [
        ['GroupMember', `UserOrGroupId = ${quoted(person)}`],
        ['PermissionSetAssignment', `AssigneeId = ${quoted(person)} AND PermissionSet.IsOwnedByProfile = false`]
    ]) {
        const rows = await admin.query(`SELECT Id FROM ${object} WHERE ${where}`);
        commands.push(...rows.map(({ Id }) => ['data', 'delete', 'record', '--sobject', object, '--record-id', Id]));
    }
    return [...commands, ['data', 'update', 'record', '--sobject', 'User', '--record-id', person, '--values', 'IsActive=false']];
}

function update(object: string, where: string, values: string): string[] {
    return ['data', 'update', 'record', '--sobject', object, '--where', where, '--values', values];
}

async function succeed(sf: Sf, args: string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
    const answer = await sf.json(args, env);
    if (answer.exitCode !== 0) {
        throw new Error(`sf ${args.join(' ')}: ${answer.message}`);
    }
}

const tenths = (value: number): number => Math.round(value * 10) / 10;
