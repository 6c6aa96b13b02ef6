/** Handover's REST resource in one org, verb by verb. */
import { MalformedAnswerError, OutcomeUnknownError } from '../org/connection/errors.ts';
import type { OrgConnection, RequestOptions } from '../org/OrgConnection.ts';
import type {
    AccessAnswer,
    MetadataFindings,
    PersonRow,
    PlanDetails,
    PlannedRow,
    PlanRow,
    ProgressDetails,
    ProgressRow,
    ReturnPlanRow,
    RunRow,
    Status,
    Transfer
} from './wire.ts';

const PATH = '/offboarding/v1';
/** The most rows of one request. */
export const ROWS = 1_000;
export const PLAN_ROWS = 200;
export const DETAIL_ROWS = 20;

/** Reads, or writes what is the same when it is written twice. */
const AGAIN: RequestOptions = { idempotent: true };
const POLL: RequestOptions = { idempotent: true, polling: true };

export function chunks<T>(rows: readonly T[], size: number): T[][] {
    return Array.from({ length: Math.ceil(rows.length / size) }, (_each, index) => rows.slice(index * size, (index + 1) * size));
}

export class Door {
    readonly org: OrgConnection;

    constructor(org: OrgConnection) {
        this.org = org;
    }

    async access(): Promise<AccessAnswer> {
        const answer = await this.org.apexRest<AccessAnswer>('GET', `${PATH}/access`);
        if (typeof answer?.organizationId !== 'string' || typeof answer.access !== 'object') {
            throw this.malformed('/access', answer);
        }
        return answer;
    }

    /** Who is meant by usernames, emails or Ids; one row for each, in the same order. */
    people(given: readonly string[]): Promise<PersonRow[]> {
        return this.list('/people', 'people', given, ROWS, (people) => ({ people }), AGAIN);
    }

    /** Creates or refreshes the Drafts; the org scans afterwards by itself. */
    plan(requests: readonly { person: string; successor: string | null }[]): Promise<PlannedRow[]> {
        return this.list('/plans', 'plans', requests, ROWS, (rows) => ({ requests: rows }), AGAIN);
    }

    readPlans(offboardingIds: readonly string[]): Promise<PlanRow[]> {
        return this.list('/plans/read', 'plans', offboardingIds, PLAN_ROWS, (ids) => ({ offboardingIds: ids, details: false }), AGAIN);
    }

    readPlanDetails(offboardingIds: readonly string[]): Promise<PlanDetails[]> {
        return this.list('/plans/read', 'plans', offboardingIds, DETAIL_ROWS, (ids) => ({ offboardingIds: ids, details: true }), AGAIN);
    }

    /** The Drafts that bring people back. */
    planReturns(offboardingIds: readonly string[]): Promise<ReturnPlanRow[]> {
        return this.list('/reactivations', 'plans', offboardingIds, ROWS, (ids) => ({ offboardingIds: ids }), AGAIN);
    }

    /**
     * Starts the runs. When the answer is lost, what became of them is read again; those that nobody has started are asked for once more.
     */
    async start(runs: readonly { offboardingId: string; planHash: string; largeTransfers?: boolean }[]): Promise<RunRow[]> {
        const ask = (rows: readonly unknown[]): Promise<RunRow[]> =>
            this.list('/start', 'runs', rows, ROWS, (each) => ({ runs: each }), {});
        return this.reconciled(runs, ask, (status) => status === 'Draft' || status === 'Planning');
    }

    /** Goes on where runs stopped. A lost answer is settled like that of a start. */
    async resume(offboardingIds: readonly string[]): Promise<RunRow[]> {
        const runs = offboardingIds.map((offboardingId) => ({ offboardingId }));
        const ask = (rows: readonly { offboardingId: string }[]): Promise<RunRow[]> =>
            this.list('/resume', 'runs', rows, ROWS, (each) => ({ offboardingIds: each.map((row) => row.offboardingId) }), {});
        return this.reconciled(runs, ask, (status, row) => status === 'Blocked' || status === 'Failed' || row.stalled);
    }

    progress(offboardingIds: readonly string[], polling = true): Promise<ProgressRow[]> {
        return this.list(
            '/progress',
            'runs',
            offboardingIds,
            ROWS,
            (ids) => ({ offboardingIds: ids, details: false }),
            polling ? POLL : AGAIN
        );
    }

    progressDetails(offboardingIds: readonly string[]): Promise<ProgressDetails[]> {
        return this.list('/progress', 'runs', offboardingIds, DETAIL_ROWS, (ids) => ({ offboardingIds: ids, details: true }), AGAIN);
    }

    /** Replaces what the metadata scan found for these people. */
    async writeFindings(
        scannedAt: string,
        people: readonly MetadataFindings[]
    ): Promise<{ offboardingId: string; error: string | null }[]> {
        return this.list('/findings', 'people', people, PLAN_ROWS, (rows) => ({ source: 'metadata', scannedAt, people: rows }), AGAIN);
    }

    async beginTransfers(offboardingId: string): Promise<{ transfers: Transfer[]; idsPerCall: number }> {
        const answer = await this.post<{ transfers: Transfer[]; idsPerCall: number }>('/transfers/begin', { offboardingId }, AGAIN);
        this.rows('/transfers/begin', answer, 'transfers');
        return answer;
    }

    /** Takes the snapshots that the records need and writes the journal's intent. Ids that are prepared already count as prepared. */
    prepareTransfer(
        offboardingId: string,
        object: string,
        ids: readonly string[]
    ): Promise<{ prepared: number; refused: { id: string; error: string }[] }> {
        return this.post('/transfers/prepare', { offboardingId, object, ids }, AGAIN);
    }

    /** Has the org read again what really moved. Without ids it reads everything that is prepared. */
    confirmTransfer(
        offboardingId: string,
        object: string,
        outcome: { ids: readonly string[]; failed: readonly { id: string; error: string }[]; done: boolean }
    ): Promise<{ confirmed: number; notMoved: number; prepared: number; state: string; status: Status }> {
        return this.post('/transfers/confirm', { offboardingId, object, ...outcome }, AGAIN);
    }

    private async reconciled<T extends { offboardingId: string }>(
        runs: readonly T[],
        ask: (rows: readonly T[]) => Promise<RunRow[]>,
        notBegun: (status: Status, row: ProgressRow) => boolean
    ): Promise<RunRow[]> {
        try {
            return await ask(runs);
        } catch (error) {
            if (!(error instanceof OutcomeUnknownError)) {
                throw error;
            }
        }
        const now = await this.progress(
            runs.map((run) => run.offboardingId),
            false
        );
        const left = new Set(now.filter((row) => notBegun(row.status, row)).map((row) => row.offboardingId));
        const again = left.size === 0 ? [] : await ask(runs.filter((run) => left.has(run.offboardingId)));
        return now.map(
            (row) =>
                again.find((each) => each.offboardingId === row.offboardingId) ?? {
                    offboardingId: row.offboardingId,
                    status: row.status,
                    error: null
                }
        );
    }

    private async list<T, R>(
        path: string,
        field: string,
        rows: readonly T[],
        most: number,
        body: (rows: T[]) => unknown,
        options: RequestOptions
    ): Promise<R[]> {
        const answers: R[] = [];
        for (const chunk of chunks(rows, most)) {
            const part = this.rows<R>(path, await this.post(path, body(chunk), options), field);
            if (part.length !== chunk.length) {
                throw this.malformed(path, { expected: chunk.length, [field]: part.length });
            }
            answers.push(...part);
        }
        return answers;
    }

    private post<T>(path: string, body: unknown, options: RequestOptions): Promise<T> {
        return this.org.apexRest<T>('POST', PATH + path, body, options);
    }

    private rows<T>(path: string, answer: unknown, field: string): T[] {
        const rows = (answer as Record<string, unknown> | null)?.[field];
        if (!Array.isArray(rows) || rows.some((row) => typeof row !== 'object' || row === null)) {
            throw this.malformed(path, answer);
        }
        return rows as T[];
    }

    private malformed(path: string, answer: unknown): MalformedAnswerError {
        return new MalformedAnswerError(
            this.org.target,
            path,
            'something else than this command line expects; is the Handover in the org of another version?',
            JSON.stringify(answer)
        );
    }
}
