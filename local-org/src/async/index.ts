/** The room's face: what the assembly of the org needs. */
import { AsyncRoom } from './AsyncRoom.ts';
import type { AsyncContext } from './context.ts';
import { JobQueue } from './JobQueue.ts';
import { JobRunner } from './JobRunner.ts';

export type { AsyncContext } from './context.ts';
export { AsyncRoom } from './AsyncRoom.ts';
export { JobRunner } from './JobRunner.ts';

export interface OpenedAsync {
    /** Port for the transactions, and EventSink for the data room. */
    room: AsyncRoom;
    runner: JobRunner;
    queue: JobQueue;
}

/**
 * Makes the queue's table when it is not there. The data room needs `room` as its EventSink and this needs the data room:
 * `data` and `runtime` may be getters.
 */
export function openAsync(options: Omit<AsyncContext, 'queue'>): OpenedAsync {
    const queue = new JobQueue(options.store);
    const context = Object.defineProperties({ queue } as AsyncContext, Object.getOwnPropertyDescriptors(options));
    const runner = new JobRunner(context);
    return { room: new AsyncRoom(context, runner), runner, queue };
}
