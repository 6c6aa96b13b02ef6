/** The room's face: what the assembly of the org needs. */
import { AsyncRoom } from './AsyncRoom.ts';
import type { AsyncContext } from './context.ts';
import { JobQueue } from './JobQueue.ts';
import { JobRunner } from './JobRunner.ts';

export type { AsyncContext } from './context.ts';
export { AsyncRoom } from './AsyncRoom.ts';
export { JobQueue } from './JobQueue.ts';
export { JobRunner } from './JobRunner.ts';

export interface OpenedAsync {
    /** Port for the transactions, and EventSink for the data room. */
    room: AsyncRoom;
    runner: JobRunner;
    queue: JobQueue;
}

/**
 * Makes the queue's table when it is not there: outside of transactions. The data room needs `room` as its EventSink, and
 * this needs the data room: `data` may be a getter. Call `runner.recover()` before the first `runNext`.
 */
export function openAsync(options: Omit<AsyncContext, 'queue'>): OpenedAsync {
    const queue = new JobQueue(options.store);
    const context = Object.defineProperties({ queue } as AsyncContext, Object.getOwnPropertyDescriptors(options));
    const runner = new JobRunner(context);
    return { room: new AsyncRoom(context, runner), runner, queue };
}
