/** Offboards the demo's leaver and brings them back, through the doors that the tab uses. */
import { Offboardings } from '../org/Offboardings.ts';
import type { OrgClient } from '../org/OrgClient.ts';
import { quoted } from '../org/OrgClient.ts';
import { STORY, usernameOf } from '../seed/plan.ts';
import { accountAccess, personState, seats } from './orgState.ts';
import type { PersonState, Seat } from './orgState.ts';
import { expectedAfterLeaving, expectedAfterReturning, verify } from './verification.ts';
import type { Verification } from './verification.ts';

export interface PersonFacts {
    id: string;
    username: string;
    name: string;
}

export interface StepLine {
    step: string;
    status: 'done' | 'skipped' | 'failed';
    found: number;
    done: number;
    failed: number;
}

interface RunReport {
    person: PersonFacts;
    steps: StepLine[];
    seats: { before: Seat; after: Seat };
    verification: Verification;
}

export interface StoryReport {
    offboarding: RunReport;
    reactivation: RunReport & { restored: { key: string; count: number }[]; notRestored: { key: string; count: number; reason: string }[] };
}

async function steps(admin: OrgClient, offboardingId: string): Promise<StepLine[]> {
    const rows = await admin.query(
        `SELECT Key__c, Status__c, Found__c, Done__c, Failed__c FROM Offboarding_Step__c WHERE Offboarding__c = ${quoted(offboardingId)} ORDER BY Order__c`
    );
    return rows.map((row) => ({
        step: row.Key__c as string,
        status: row.Status__c === 'Done' ? 'done' : row.Status__c === 'Skipped' ? 'skipped' : 'failed',
        found: (row.Found__c as number | null) ?? 0,
        done: (row.Done__c as number | null) ?? 0,
        failed: (row.Failed__c as number | null) ?? 0
    }));
}

async function stateOf(admin: OrgClient, personId: string): Promise<PersonState> {
    const { used } = await seats(admin, personId);
    return { ...(await personState(admin, personId)), ...(await accountAccess(admin)), seats: used };
}

export async function personFacts(org: OrgClient, key: string): Promise<PersonFacts> {
    const [row] = await org.query(`SELECT Id, Username, Name FROM User WHERE Username = ${quoted(usernameOf(key))}`);
    return { id: row.Id, username: row.Username as string, name: row.Name as string };
}

/** @param onChapter told before each of the two runs begins */
export async function playStory(
    admin: OrgClient,
    operator: OrgClient,
    onChapter: (text: string) => void = () => undefined
): Promise<StoryReport> {
    const person = await personFacts(admin, STORY.leaver);
    const successor = await personFacts(admin, STORY.successor);
    const before = await stateOf(admin, person.id);
    const seatsBefore = await seats(admin, person.id);

    onChapter(`${person.name} leaves, ${successor.name} takes over.`);
    const offboardings = new Offboardings(operator);
    const leaving = await offboardings.plan(person.id, successor.id);
    await offboardings.run(leaving);
    const seatsBetween = await seats(admin, person.id);
    const left = verify(expectedAfterLeaving(before), await stateOf(admin, person.id));

    onChapter(`${person.name} comes back.`);
    const returning = await offboardings.planReturn(leaving.offboardingId);
    const progress = await offboardings.run(returning);
    const seatsAfter = await seats(admin, person.id);
    const returned = verify(expectedAfterReturning(before), await stateOf(admin, person.id));

    return {
        offboarding: {
            person,
            steps: await steps(admin, leaving.offboardingId),
            seats: { before: seatsBefore, after: seatsBetween },
            verification: left
        },
        reactivation: {
            person,
            steps: await steps(admin, returning.offboardingId),
            seats: { before: seatsBetween, after: seatsAfter },
            restored: progress.restored.map(({ key, count }) => ({ key, count })),
            notRestored: progress.notRestored.map(({ key, count, reason }) => ({ key, count, reason })),
            verification: returned
        }
    };
}
