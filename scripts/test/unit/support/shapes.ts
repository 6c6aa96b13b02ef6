/** What the fake org's REST resource answers, in the shapes of the contract. */

export interface FakePerson {
    id: string;
    name: string;
    username: string;
    email: string;
    isActive: boolean;
    /** How many records they own. */
    records: number;
}

export interface FakeRun {
    offboardingId: string;
    name: string;
    type: 'Offboarding' | 'Reactivation';
    person: FakePerson;
    successor: FakePerson | null;
    status: string;
    planHash: string | null;
    stalled: boolean;
    stepsDone: number;
    starts: number;
    error: string | null;
    startedAt: string | null;
    verified: boolean | null;
    failed: number;
    reversesId: string | null;
    largeTransfers: boolean;
}

/** How many looks a run takes to its end. */
export const STEPS = 3;

export function isDetailed(body: unknown): boolean {
    return (body as { details?: boolean }).details === true;
}

export function planShape(run: FakeRun, refusal: string | null, details: boolean): object {
    const canStart = refusal === null && run.status === 'Draft';
    const finding = {
        key: 'H1',
        category: 'HandOver',
        title: 'Owned records',
        count: run.person.records,
        status: 'checked',
        treatment: 'auto'
    };
    const { offboardingId, name, type, status, planHash } = run;
    const shared = { offboardingId, name, type, status, planHash, canStart, scanComplete: status !== 'Planning', error: null };
    if (details) {
        return {
            ...shared,
            person: run.person,
            successor: run.successor,
            findings: [
                {
                    ...finding,
                    why: 'Work stops.',
                    statusText: 'Checked',
                    reason: 'all → successor',
                    items: [],
                    parts: [{ name: 'Case', label: 'Cases', count: 7 }]
                },
                {
                    ...{ key: 'A2', category: 'Access', title: 'Sessions', why: 'They stay in.', count: 0, status: 'unverified' },
                    ...{ statusText: 'Not verified: you lack Manage Users.', treatment: 'auto', reason: null, items: [], parts: [] }
                },
                {
                    ...{ key: 'A7', category: 'Access', title: 'Public groups', why: 'They see.', count: 0, status: 'checked' },
                    ...{ statusText: 'Checked', treatment: 'auto', reason: null, items: [], parts: [] }
                }
            ],
            refusals: refusal === null ? [] : [{ key: 'H15', text: refusal }],
            warnings: [{ key: 'I1', text: '=logged in today' }],
            seats: [{ pool: 'Salesforce', total: 10, used: 4, free: 6 }],
            steps: [{ key: 'A1', title: 'Freeze', found: 1 }],
            comesBack: [{ key: 'H1', title: 'Owned records', count: 7, reason: null }],
            gone: [{ key: 'A2', title: 'Sessions', count: 2, reason: 'ended for good' }]
        };
    }
    return {
        ...shared,
        ...{ personId: run.person.id, personName: run.person.name, personUsername: run.person.username, stalled: run.stalled },
        ...{ successorId: run.successor?.id ?? null, successorName: run.successor?.name ?? null },
        ...{
            refusals: refusal === null ? [] : [refusal],
            warnings: [],
            counts: [finding],
            notVerified: ['B5'],
            found: run.person.records
        },
        metadataScannedAt: null
    };
}

/** A line of /progress or /offboardings. */
export function rowShape(run: FakeRun): object {
    const { offboardingId, name, type, person, successor, status, stalled, stepsDone, error, startedAt, verified, failed } = run;
    const stopped = stalled || status === 'Blocked' || status === 'Failed';
    return {
        ...{ offboardingId, name, type, status, stalled, error, startedAt, verified, failed },
        ...{ personId: person.id, personName: person.name, username: person.username, successorName: successor?.name ?? null },
        ...{ statusText: status, canResume: stopped, canCancel: true, canReactivate: status === 'Completed' },
        blocker: status === 'Blocked' ? { key: 'B5', text: 'Default lead creator' } : null,
        ...{ found: person.records, done: Math.floor((person.records * Math.min(stepsDone, STEPS)) / STEPS) },
        currentStep: status === 'Running' ? { key: `S${stepsDone}`, title: `Step ${stepsDone}` } : null,
        ...{ stepsDone, stepsTotal: STEPS, finishedAt: status === 'Completed' ? '2026-11-21T12:01:00.000Z' : null },
        ...{ lastProgress: null, reversesId: run.reversesId, transfers: [] }
    };
}

export function detailShape(run: FakeRun): object {
    return {
        ...rowShape(run),
        person: run.person,
        successor: run.successor,
        steps: [
            {
                key: 'H1',
                title: 'Owned records',
                status: 'done',
                statusText: 'Done',
                found: 7,
                done: 7,
                failed: run.failed,
                message: null
            }
        ],
        seatsBefore: [{ pool: 'Salesforce', total: 10, used: 4, free: 6 }],
        seatsAfter: [{ pool: 'Salesforce', total: 10, used: 3, free: 7 }],
        verification: {
            ok: run.verified !== false,
            checks: [
                {
                    check: 'H1',
                    title: 'Owned records',
                    expected: '0',
                    actual: run.verified === false ? '2' : '0',
                    ok: run.verified !== false
                }
            ]
        },
        restored: run.type === 'Reactivation' ? [{ key: 'H1', title: 'Owned records', count: 7, reason: null }] : [],
        notRestored: []
    };
}
