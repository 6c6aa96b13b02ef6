/** Drafts and their scans, of one person or of hundreds. */
import { isPlanning, poll } from '../polling.ts';
import type { WatchOptions } from '../options.ts';
import type { OrgSession } from '../session.ts';
import type { PlannedRow, ProgressRow } from '../wire.ts';

export interface PlanRequest {
    person: string;
    successor: string | null;
}

/** Creates or refreshes the Drafts and waits until the org has scanned them. Rows in the order of the requests; a refused one has an error. */
export async function planAndWait(
    session: OrgSession,
    requests: readonly PlanRequest[],
    options: Partial<WatchOptions>
): Promise<PlannedRow[]> {
    const planned = await session.door.plan(requests);
    const ids = planned.flatMap((row) => (row.offboardingId === null ? [] : [row.offboardingId]));
    const restarted = new Set<string>();
    const total = ids.length;
    await poll(session, ids, options, {
        while: isPlanning,
        serve: (row) => restartStalled(session, row, restarted),
        onProgress: (rows) => {
            const done = rows.filter((row) => !isPlanning(row)).length;
            if (total > 1) {
                session.say(`Scanned ${done} of ${total} …`);
            }
        },
        again: `the same command (${session.flag})`
    });
    return planned;
}

/** The org lost the chain that scans, or the one that starts: once for each, it is asked to take it up again. */
export async function restartStalled(session: OrgSession, row: ProgressRow, restarted: Set<string>): Promise<ProgressRow | null> {
    if (!row.stalled || restarted.has(row.offboardingId)) {
        return null;
    }
    restarted.add(row.offboardingId);
    const [{ error }] = await session.door.resume([row.offboardingId]);
    if (error !== null) {
        // Somebody, or the org itself, was faster: the next answer shows it.
        session.say(`${row.name}: ${error}`);
    }
    return { ...row, stalled: false };
}
