import type { Clock } from '../../../org/connection/Clock.ts';
import { InterruptedError } from '../../../org/connection/Clock.ts';

/** Time that passes only when somebody sleeps, and then at once. */
export class TestClock implements Clock {
    readonly slept: number[] = [];
    private time = Date.UTC(2026, 10, 21, 12);
    /** Called at each sleep, before it is over. */
    onSleep: (count: number) => void = () => undefined;

    now(): number {
        return this.time;
    }

    async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
        this.slept.push(milliseconds);
        this.onSleep(this.slept.length);
        if (signal?.aborted) {
            throw new InterruptedError();
        }
        this.time += milliseconds;
        // Lets the requests of others through.
        await new Promise((resolve) => setImmediate(resolve));
    }
}
