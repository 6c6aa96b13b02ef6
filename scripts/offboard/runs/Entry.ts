/** One person of a run or a bulk file, from what was asked for to what became of it. */
import type { PersonRow, PlanRow, ProgressRow } from '../wire.ts';

export interface Request {
    /** In the file; null when it came from the command line. */
    line: number | null;
    person: string;
    successor: string | null;
}

/** What there is to do for somebody. */
export type Work =
    /** Plan (again), then start. */
    | 'start'
    /** It stopped: it goes on. */
    | 'resume'
    /** It runs already. */
    | 'watch'
    /** It is done already, or cannot be done. */
    | 'nothing';

export interface Entry {
    request: Request;
    person: PersonRow;
    successor: PersonRow | null;
    work: Work;
    plan: PlanRow | null;
    progress: ProgressRow | null;
    /** Was it finished before this command? */
    before: boolean;
    /** Why nothing was started. */
    error: string | null;
    /** The org was asked to start or resume it, and did not answer. */
    unsure: boolean;
}

/** What the report says of somebody. */
export type OutcomeStatus =
    | 'done'
    | 'already done'
    | 'incomplete'
    | 'refused'
    | 'not started'
    /** The org was asked to start it and did not answer. */
    | 'unknown'
    | 'running'
    | 'waiting'
    | 'stalled'
    | 'blocked'
    | 'drifted'
    | 'failed'
    | 'canceled';

export interface ReportRow {
    line: number | null;
    person: string;
    successor: string | null;
    status: OutcomeStatus;
    offboarding: string | null;
    offboardingId: string | null;
    name: string | null;
    username: string | null;
    found: number | null;
    done: number | null;
    failed: number | null;
    verified: boolean | null;
    startedAt: string | null;
    finishedAt: string | null;
    error: string | null;
}

export const REPORT_COLUMNS = [
    'line',
    'person',
    'successor',
    'status',
    'offboarding',
    'offboardingId',
    'name',
    'username',
    'found',
    'done',
    'failed',
    'verified',
    'startedAt',
    'finishedAt',
    'error'
] as const;

export function reportRow(entry: Entry): ReportRow {
    const { request, person, plan, progress } = entry;
    return {
        line: request.line,
        person: request.person,
        successor: request.successor,
        status: statusOf(entry),
        offboarding: progress?.name ?? plan?.name ?? null,
        offboardingId: progress?.offboardingId ?? plan?.offboardingId ?? null,
        name: person.name,
        username: person.username,
        found: progress?.found ?? plan?.found ?? null,
        done: progress?.done ?? null,
        failed: progress?.failed ?? null,
        verified: progress?.verified ?? null,
        startedAt: progress?.startedAt ?? null,
        finishedAt: progress?.finishedAt ?? null,
        error: entry.error ?? progress?.blocker?.text ?? progress?.error ?? leftUndone(progress)
    };
}

function statusOf({ error, work, progress, before, unsure }: Entry): OutcomeStatus {
    if (error !== null) {
        return 'refused';
    }
    if (unsure) {
        return 'unknown';
    }
    switch (progress?.status) {
        case 'Completed':
            return isWhole(progress) ? (before ? 'already done' : 'done') : 'incomplete';
        case 'Canceled':
            return 'canceled';
        case 'Blocked':
            return 'blocked';
        case 'Drifted':
            return 'drifted';
        case 'Failed':
            return 'failed';
        case 'Queued':
        case 'Running':
            return progress.stalled ? 'stalled' : 'running';
        case 'Waiting':
            return 'waiting';
        default:
            return work === 'nothing' ? 'refused' : 'not started';
    }
}

/** Everything was done, and what was read again says so. */
export function isWhole(progress: ProgressRow): boolean {
    return progress.failed === 0 && progress.verified !== false;
}

function leftUndone(progress: ProgressRow | null): string | null {
    if (progress?.status !== 'Completed' || isWhole(progress)) {
        return null;
    }
    return progress.failed > 0
        ? `${progress.failed} could not be done; the steps of ${progress.name} say which.`
        : `The verification of ${progress.name} found something left.`;
}

export function isGood(status: OutcomeStatus): boolean {
    return status === 'done' || status === 'already done';
}
