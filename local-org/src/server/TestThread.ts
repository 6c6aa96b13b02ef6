import { Worker } from 'node:worker_threads';
import type { FromTests, TestThreadOptions } from './testProtocol.ts';
import { workerEnvironment } from './workerEnvironment.ts';

type Started = Extract<FromTests, { kind: 'started' }>;
type Finished = Extract<FromTests, { kind: 'finished' }>;

/** A test was asked for that the org does not have. */
export class NoSuchTestError extends Error {
    constructor(name: string) {
        super(`This class name's value is invalid: ${name}. Provide the name of an Apex class that has test methods.`);
        this.name = 'NoSuchTestError';
    }
}

export interface StartedTests {
    classes: Started['classes'];
    finished: Promise<Finished>;
    /** Ends the run where it is; it has no result then. */
    stop(): void;
}

/** Runs tests on a thread of their own; resolves when it is known which they are. Throws NoSuchTestError. */
export function startTests(options: TestThreadOptions): Promise<StartedTests> {
    const worker = new Worker(new URL('./testWorker.ts', import.meta.url), { workerData: options, env: workerEnvironment() });
    // An org that is closed does not wait for its tests.
    worker.unref();
    return new Promise((resolve, reject) => {
        let settle: { resolve(result: Finished): void; reject(error: Error): void };
        const finished = new Promise<Finished>((done, failed) => (settle = { resolve: done, reject: failed }));
        finished.catch(() => undefined);
        const fail = (error: Error): void => {
            reject(error);
            settle.reject(error);
        };
        worker.on('message', (message: FromTests) => {
            if (message.kind === 'refused') {
                fail(new NoSuchTestError(message.name));
            } else if (message.kind === 'started') {
                resolve({ classes: message.classes, finished, stop: () => void worker.terminate() });
            } else {
                settle.resolve(message);
            }
        });
        worker.once('error', (error) => fail(error as Error));
        worker.once('exit', () => fail(new Error('The test run has ended without a result.')));
    });
}
