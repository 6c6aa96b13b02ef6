/**
 * An org that keeps the contract of Handover's REST resource, with people who leave as fast as they are asked about: each question how far
 * a run is brings it one step on.
 */
import type { Handler, Received, Reply } from './FakeServer.ts';
import { FakeServer, refused } from './FakeServer.ts';
import type { FakePerson, FakeRun } from './shapes.ts';
import { detailShape, isDetailed, planShape, rowShape, STEPS } from './shapes.ts';

interface Given {
    people: string[];
    requests: { person: string; successor: string | null }[];
    offboardingIds: string[];
    runs: { offboardingId: string; planHash: string; largeTransfers?: boolean }[];
}

const PREFIX = '/services/apexrest/offboarding/v1';
const CLOSED = ['Completed', 'Canceled'];

export class FakeOrg {
    readonly people: FakePerson[] = [];
    readonly runs: FakeRun[] = [];
    readonly tokens = new Set(['token-1']);
    readonly findings: unknown[] = [];
    /** What a run comes to instead of its end, by person. */
    readonly fates = new Map<string, Partial<FakeRun>>();
    /** Refusals of plans, by person. */
    readonly refusals = new Map<string, string>();
    server!: FakeServer;
    more: Handler | null = null;
    deployed = true;

    static async start(names: readonly string[] = ['Nora Lind', 'Tomas Berg', 'Olga Ek']): Promise<FakeOrg> {
        const org = new FakeOrg();
        names.forEach((name) => org.addPerson(name));
        org.server = await FakeServer.start((request) => org.handle(request));
        return org;
    }

    addPerson(name: string, more: Partial<FakePerson> = {}): FakePerson {
        const number = this.people.length + 1;
        const key = name.split(' ')[0].toLowerCase();
        const person = {
            id: `00500000000${String(number).padStart(4, '0')}AAA`,
            name,
            username: `${key}@handover.example`,
            email: `${key}@mail.example`,
            isActive: true,
            records: 7,
            ...more
        };
        this.people.push(person);
        return person;
    }

    run(name: string): FakeRun {
        return this.runs.filter((run) => run.person.name === name).at(-1)!;
    }

    /** What was asked below the REST resource, by path. */
    asked(path: string): Received[] {
        return this.server.received.filter((request) => request.path.startsWith(PREFIX + path));
    }

    stop(): Promise<void> {
        return this.server.stop();
    }

    handle(request: Received): Reply | Promise<Reply> {
        if (request.path === '/local/login') {
            const token = `token-${this.tokens.size + 1}`;
            this.tokens.add(token);
            return { json: { token, userId: this.people[0]?.id, username: 'admin@localorg.test' } };
        }
        if (!this.tokens.has(request.token ?? '')) {
            return refused(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
        }
        if (request.path.startsWith('/services/data/v67.0/query?')) {
            return this.query(decodeURIComponent(request.path.split('q=')[1]));
        }
        if (!request.path.startsWith(PREFIX)) {
            return this.more ? this.more(request) : refused(404, 'NOT_FOUND', 'The requested resource does not exist');
        }
        if (!this.deployed) {
            return refused(404, 'NOT_FOUND', 'Could not find a match for URL');
        }
        return this.door(request.path.slice(PREFIX.length), request) ?? this.more?.(request) ?? refused(404, 'NOT_FOUND', 'Unknown path');
    }

    private door(path: string, { body }: Received): Reply | null {
        const given = body as Given;
        switch (path.split('?')[0]) {
            case '/access':
                return {
                    json: {
                        access: {
                            userId: 'me',
                            userName: 'Iris',
                            canPlan: true,
                            canApprove: false,
                            canRun: true,
                            stopped: false,
                            missing: []
                        },
                        organizationId: '00D000000000001AAA',
                        organizationName: 'Example Inc'
                    }
                };
            case '/people':
                return { json: { people: given.people.map((each) => this.personRow(each)) } };
            case '/plans':
                return { json: { plans: given.requests.map((each) => this.plan(each)) } };
            case '/plans/read':
                return { json: { plans: given.offboardingIds.map((id) => this.readPlan(id, body)) } };
            case '/start':
                return { json: { runs: given.runs.map((each) => this.start(each)) } };
            case '/resume':
                return { json: { runs: given.offboardingIds.map((id) => this.resume(id)) } };
            case '/progress':
                return { json: { runs: given.offboardingIds.map((id) => this.progress(id, body)) } };
            case '/reactivations':
                return { json: { plans: given.offboardingIds.map((id) => this.planReturn(id)) } };
            case '/offboardings':
                return {
                    json: {
                        offboardings: this.runs
                            .filter(({ status }) => !CLOSED.includes(status))
                            .map((run) => rowShape(run))
                            .slice(0, 200)
                    }
                };
            case '/findings':
                this.findings.push(body);
                return {
                    json: {
                        people: (given.people as unknown as { offboardingId: string }[]).map(({ offboardingId }) => ({
                            offboardingId,
                            error: null
                        }))
                    }
                };
            default:
                return null;
        }
    }

    private find(given: string): FakePerson[] {
        return this.people.filter(({ id, username, email }) => [id, id.slice(0, 15), username, email].includes(given));
    }

    private open(person: FakePerson): FakeRun | undefined {
        return this.runs.find((run) => run.person === person && !CLOSED.includes(run.status));
    }

    private personRow(given: string): object {
        const found = this.find(given);
        if (found.length !== 1) {
            return {
                ...{ given, id: null, name: null, username: null, isActive: null, openOffboardingId: null },
                candidates: found.map(({ username }) => username),
                error: found.length === 0 ? `Nobody here is ${given}.` : `${given} is the email of several people.`
            };
        }
        const [person] = found;
        const { id, name, username, email, isActive } = person;
        return { given, id, name, username, email, isActive, openOffboardingId: this.open(person)?.offboardingId ?? null, error: null };
    }

    private newRun(type: FakeRun['type'], person: FakePerson): FakeRun {
        const number = String(this.runs.length + 1).padStart(5, '0');
        const run: FakeRun = {
            offboardingId: `a000000000${number}AAA`,
            name: `${type === 'Offboarding' ? 'OFF' : 'REA'}-${number}`,
            ...{ type, person, successor: null, status: 'Planning', planHash: null, stalled: false, stepsDone: 0, starts: 0, error: null },
            ...{ startedAt: null, verified: null, failed: 0, reversesId: null, largeTransfers: false }
        };
        this.runs.push(run);
        return run;
    }

    private plan({ person, successor }: { person: string; successor: string | null }): object {
        const [who] = this.find(person);
        const open = this.open(who);
        if (!who.isActive || (open && !['Planning', 'Draft', 'Drifted'].includes(open.status))) {
            return { person, offboardingId: null, status: null, error: open ? 'A run is open for them.' : `${who.name} is inactive.` };
        }
        const run = open ?? this.newRun('Offboarding', who);
        run.status = 'Planning';
        run.successor = successor === null ? null : this.find(successor)[0];
        run.planHash = null;
        return { person, offboardingId: run.offboardingId, status: run.status, error: null };
    }

    private planReturn(reverses: string): object {
        const offboarding = this.runs.find((each) => each.offboardingId === reverses)!;
        if (offboarding.status !== 'Completed') {
            return { reverses, offboardingId: null, status: null, error: `${offboarding.name} has not ended.` };
        }
        const run = this.open(offboarding.person) ?? this.newRun('Reactivation', offboarding.person);
        run.status = 'Draft';
        run.planHash = 'hash-of-return';
        run.reversesId = reverses;
        return { reverses, offboardingId: run.offboardingId, personId: run.person.id, status: run.status, error: null };
    }

    private byId(offboardingId: string): FakeRun | undefined {
        return this.runs.find((run) => run.offboardingId.slice(0, 15) === offboardingId.slice(0, 15));
    }

    private readPlan(id: string, body: unknown): object {
        const run = this.byId(id);
        if (!run) {
            return { offboardingId: id, error: 'Unknown.' };
        }
        const refusal = this.refusals.get(run.person.name) ?? (run.successor || run.type === 'Reactivation' ? null : 'Nobody receives.');
        return planShape(run, refusal, isDetailed(body));
    }

    private start({
        offboardingId,
        planHash,
        largeTransfers
    }: {
        offboardingId: string;
        planHash: string;
        largeTransfers?: boolean;
    }): object {
        const run = this.byId(offboardingId)!;
        if (run.status === 'Draft' && run.planHash === planHash) {
            run.status = 'Queued';
            run.starts++;
            run.largeTransfers = largeTransfers === true;
            return { offboardingId, status: run.status, error: null };
        }
        const started = ['Queued', 'Running'].includes(run.status) && run.planHash === planHash;
        return { offboardingId, status: run.status, error: started ? null : 'The plan has changed.' };
    }

    private resume(offboardingId: string): object {
        const run = this.byId(offboardingId)!;
        const may = run.stalled || ['Blocked', 'Failed', 'Waiting'].includes(run.status);
        if (may) {
            run.stalled = false;
            run.error = null;
            run.status = run.status === 'Planning' ? 'Planning' : 'Running';
            this.fates.delete(run.person.name);
        }
        return { offboardingId, status: run.status, error: may ? null : 'It goes on by itself.' };
    }

    /** Each look at a run brings it one step on. */
    private advance(run: FakeRun): void {
        if (run.stalled) {
            return;
        }
        if (run.status === 'Planning') {
            run.status = 'Draft';
            run.planHash = `hash-${run.person.name}-${run.successor?.name}`;
        } else if (run.status === 'Queued') {
            run.status = 'Running';
            run.startedAt = '2026-11-21T12:00:00.000Z';
        } else if (run.status === 'Running') {
            const fate = this.fates.get(run.person.name);
            run.stepsDone++;
            if (fate) {
                Object.assign(run, fate);
            } else if (run.stepsDone >= STEPS) {
                run.status = 'Completed';
                run.verified = true;
                run.person.isActive = run.type === 'Reactivation';
            }
        }
    }

    private progress(id: string, body: unknown): object {
        const run = this.byId(id);
        if (!run) {
            return { offboardingId: id, status: null, error: `There is no offboarding ${id}.` };
        }
        if (isDetailed(body)) {
            return detailShape(run);
        }
        this.advance(run);
        return rowShape(run);
    }

    /** The questions that the command line asks in SOQL. */
    private query(soql: string): Reply {
        if (soql.includes(' FROM User ')) {
            const records = this.people
                .filter(({ id }) => soql.includes(id))
                .map(({ id, name, username, email }) => ({
                    ...{ Id: id, Name: name, Username: username, Email: email },
                    ...{ Alias: name.slice(0, 4), CommunityNickname: null, FederationIdentifier: null }
                }));
            return { json: { totalSize: records.length, done: true, records } };
        }
        const name = /WHERE Name = '([^']*)'/.exec(soql)?.[1];
        const ids: string[] = /Person__c IN \(([^)]*)\)/.exec(soql)?.[1].match(/\w{18}/g) ?? [];
        const type = /Type__c = '(\w+)'/.exec(soql)?.[1];
        const open = soql.includes('Open_Key__c != null');
        const found = this.runs.filter((run) =>
            open
                ? !CLOSED.includes(run.status)
                : name === undefined
                  ? run.startedAt !== null && ids.includes(run.person.id) && (type === undefined || run.type === type)
                  : run.name === name
        );
        const records = found.map((run) => ({
            ...{ Id: run.offboardingId, Name: run.name, Person__c: run.person.id, Type__c: run.type, Status__c: run.status }
        }));
        return { json: { totalSize: records.length, done: true, records } };
    }
}
