/** Time as the connection and the polling know it; a test brings a clock of its own and waits for nothing. */
export interface Clock {
    now(): number;
    /** @throws InterruptedError as soon as the signal says so */
    sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The person at the keyboard has had enough (Ctrl-C). What the org does already goes on. */
export class InterruptedError extends Error {
    constructor() {
        super('Interrupted.');
        this.name = 'InterruptedError';
    }
}

export const SYSTEM_CLOCK: Clock = {
    now: () => Date.now(),
    sleep: (milliseconds, signal) =>
        new Promise((resolve, reject) => {
            if (signal?.aborted) {
                reject(new InterruptedError());
                return;
            }
            const interrupted = (): void => {
                clearTimeout(timer);
                reject(new InterruptedError());
            };
            const timer = setTimeout(() => {
                signal?.removeEventListener('abort', interrupted);
                resolve();
            }, milliseconds);
            signal?.addEventListener('abort', interrupted, { once: true });
        })
};
