/** Offboards the demo's leaver and brings them back, through the doors that the tab uses. */
import type { OrgClient } from '../org/OrgClient.ts';
import { quoted } from '../org/OrgClient.ts';
import { STORY, usernameOf } from '../seed/plan.ts';
import { accountAccess, personState, seats } from './orgState.ts';
import type { PersonState, Seat } from './orgState.ts';
import { expectedAfterLeaving, expectedAfterReturning, verify } from './verification.ts';
import type { Verification } from './verification.ts';

const CONTROLLER = 'OffboardingController';
const POLL_MILLISECONDS = 100;
const LONGEST_RUN_MILLISECONDS = 120_000;

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

interface PlanView {
    offboardingId: string;
    planHash: string | null;
    scanComplete: boolean;
    refusals: { text: string }[];
}

interface ProgressView {
    status: string;
    error: string | null;
    stalled: boolean;
    restored: { key: string; count: number }[];
    notRestored: { key: string; count: number; reason: string }[];
}

/** A run did not come to its end. */
export class RunError extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'RunError';
    }
}

/** Plans in as many transactions as the scan needs. */
async function plan(operator: OrgClient, first: () => Promise<PlanView>): Promise<PlanView> {
    let view = await first();
    while (!view.scanComplete) {
        view = await operator.apex<PlanView>(CONTROLLER, 'continuePlan', { offboardingId: view.offboardingId });
    }
    if (view.refusals.length > 0) {
        throw new RunError(view.refusals.map((refusal) => refusal.text).join(' '));
    }
    return view;
}

async function run(operator: OrgClient, view: PlanView): Promise<ProgressView> {
    const { offboardingId, planHash } = view;
    let progress = await operator.apex<ProgressView>(CONTROLLER, 'start', { offboardingId, planHash });
    const deadline = Date.now() + LONGEST_RUN_MILLISECONDS;
    while (progress.status === 'Running') {
        if (progress.stalled || Date.now() > deadline) {
            throw new RunError(`The run ${offboardingId} makes no progress.`);
        }
        await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
        progress = await operator.apex<ProgressView>(CONTROLLER, 'getProgress', { offboardingId });
    }
    if (progress.status !== 'Completed') {
        throw new RunError(`The run ended as ${progress.status}: ${progress.error}`);
    }
    return progress;
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
    const leaving = await plan(operator, () => operator.apex(CONTROLLER, 'plan', { personId: person.id, successorId: successor.id }));
    await run(operator, leaving);
    const seatsBetween = await seats(admin, person.id);
    const left = verify(expectedAfterLeaving(before), await stateOf(admin, person.id));

    onChapter(`${person.name} comes back.`);
    const returning = await plan(operator, () => operator.apex(CONTROLLER, 'planReactivation', { offboardingId: leaving.offboardingId }));
    const progress = await run(operator, returning);
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
