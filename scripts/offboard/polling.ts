/** Asks an org how far runs are until they rest. */
import { UnreachableError } from '../org/connection/errors.ts';
import { InterruptedError } from '../org/connection/Clock.ts';
import { OffboardError } from './errors.ts';
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
    const last = new Map<string, ProgressRow>();
    let pending = [...offboardingIds];
    let interval = options.interval === undefined ? FIRST_INTERVAL : options.interval * 1_000;
    let answered = clock.now();
    while (pending.length > 0) {
        try {
            for (const row of await session.door.progress(pending)) {
                last.set(row.offboardingId, (await watch.serve?.(row)) ?? row);
            }
            answered = clock.now();
        } catch (error) {
            waitFor(error, clock.now() - answered, options.patience ?? 300, watch.again, session);
        }
        pending = pending.filter((id) => !last.has(id) || watch.while(last.get(id)!));
        watch.onProgress?.([...last.values()]);
        if (pending.length > 0) {
            await clock.sleep(interval, signal);
            interval = options.interval === undefined ? Math.min(interval * 1.25, longest) : interval;
        }
    }
    return offboardingIds.map((id) => last.get(id)!);
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
