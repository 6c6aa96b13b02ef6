/** Asks an org how far runs are until they rest. */
import { UnreachableError } from '../org/connection/errors.ts';
import { InterruptedError } from '../org/connection/Clock.ts';
import { OffboardError, RefusalError } from './errors.ts';
import { EXIT } from './exitCodes.ts';
import type { WatchOptions } from './options.ts';
import type { OrgSession } from './session.ts';
import type { ProgressRow, Status } from './wire.ts';

const FIRST_INTERVAL = 400;
const LONGEST_INTERVAL = 5_000;
/** Of hundreds of runs: nobody watches each of them tick. */
const LONGEST_INTERVAL_OF_MANY = 15_000;
const MANY = 50;

const GOING: readonly Status[] = ['Queued', 'Running', 'Waiting'];

/** It goes on by itself: there is something to wait for. */
export function isGoing(row: ProgressRow): boolean {
    return GOING.includes(row.status) && !row.stalled;
}

export function isPlanning(row: ProgressRow): boolean {
    return row.status === 'Planning' && !row.stalled;
}

/** Watching ended before the runs did. */
export class WatchEndedError extends OffboardError {}

export interface Watch {
    /** What is to be waited for. */
    while(row: ProgressRow): boolean;
    onProgress?(rows: readonly ProgressRow[]): void;
    /** Does what a row needs; what it answers takes the row's place. */
    serve?(row: ProgressRow): Promise<ProgressRow | null>;
    /** Completes the sentence "Watch again with: …". */
    again: string;
}

/**
 * Polls until nothing is to be waited for. Only what still goes is asked for again. An org that stops answering is waited for as long as
 * the person has patience.
 *
 * @returns the last state of each, in the order of the Ids
 * @throws InterruptedError on Ctrl-C; WatchEndedError when the patience has come to its end
 */
export async function poll(
    session: OrgSession,
    offboardingIds: readonly string[],
    options: Partial<WatchOptions>,
    watch: Watch
): Promise<ProgressRow[]> {
    const { clock, signal } = session.environment;
    const longest = offboardingIds.length > MANY ? LONGEST_INTERVAL_OF_MANY : LONGEST_INTERVAL;
    // An Id may have been given with 15 characters; it is answered with 18.
    const last = new Map<string, ProgressRow>();
    const keyOf = (id: string): string => id.slice(0, 15);
    let pending = [...offboardingIds];
    let interval = options.interval === undefined ? FIRST_INTERVAL : options.interval * 1_000;
    const begun = clock.now();
    while (pending.length > 0) {
        try {
            const rows = await session.door.progress(pending);
            rows.forEach((row) => last.set(keyOf(row.offboardingId), row));
            expectKnown(rows);
            watch.onProgress?.([...last.values()]);
            for (const row of rows) {
                const served = await watch.serve?.(row);
                if (served) {
                    last.set(keyOf(row.offboardingId), served);
                }
            }
        } catch (error) {
            waitFor(error, clock.now() - Math.max(begun, session.org.answeredAt), options.patience ?? 300, watch.again, session);
        }
        pending = pending.filter((id) => !last.has(keyOf(id)) || watch.while(last.get(keyOf(id))!));
        if (pending.length > 0) {
            await clock.sleep(interval, signal);
            interval = options.interval === undefined ? Math.min(interval * 1.25, longest) : interval;
        }
    }
    return offboardingIds.map((id) => last.get(keyOf(id))!);
}

/** @throws RefusalError when an Id is none of an offboarding */
function expectKnown(rows: readonly ProgressRow[]): void {
    const unknown = rows.filter(({ status }) => !status);
    if (unknown.length > 0) {
        throw new RefusalError(unknown.map(({ offboardingId, error }) => `${offboardingId}: ${error ?? 'unknown'}`).join('\n'));
    }
}

/** Returns when it is worth asking again. */
function waitFor(error: unknown, silentFor: number, patienceSeconds: number, again: string, session: OrgSession): void {
    if (!(error instanceof UnreachableError)) {
        throw error;
    }
    if (silentFor >= patienceSeconds * 1_000) {
        throw new WatchEndedError(
            EXIT.NO_ORG,
            `${error.message} It has not answered for ${Math.round(silentFor / 1_000)} s. What was started is kept in the org. ` +
                `Watch again with: ${again}`,
            error
        );
    }
    session.say('The org is away. What was started is kept there; still asking …');
}

/** What to say to somebody who stops watching. */
export function interrupted(error: unknown, session: OrgSession, text: string): unknown {
    if (error instanceof InterruptedError) {
        session.environment.tell(text);
    }
    return error;
}
