/** What the files of this room share. */
import type { DataRoom } from '../data/DataRoom.ts';
import type { TriggerRunner } from '../data/ports.ts';
import type { Store } from '../data/store/Store.ts';
import type { OrgRuntime } from '../runtime/OrgRuntime.ts';
import type { Ports } from '../runtime/ports.ts';
import type { Transaction } from '../runtime/Transaction.ts';
import { LimitExceeded } from '../runtime/errors.ts';
import { ApexException } from '../runtime/values/ApexException.ts';
import { asApexException } from '../runtime/wrap.ts';
import type { JobQueue } from './JobQueue.ts';

export interface AsyncContext {
    store: Store;
    data: DataRoom;
    runtime: OrgRuntime;
    queue: JobQueue;
    ports: () => Ports;
    now: () => number;
    triggers: TriggerRunner;
    automatedProcessUserId: () => string;
    /** Does this platform event leave at once, whatever becomes of the transaction? (publishBehavior of its metadata) */
    publishesImmediately: (object: string) => boolean;
    /** A job, finalizer or event trigger has failed: for logs. */
    onFailure: (what: string, error: unknown) => void;
}

/** Jobs that a test has enqueued, on its transaction; those of its jobs are put here too. */
export interface TestJobs {
    /** Sequence numbers of jobs enqueued between Test.startTest and Test.stopTest. */
    started: number[];
    events: number[];
}

/** The finalizer attached to the running queueable. */
export const FINALIZER = Symbol('finalizer');
/** In a finalizer's transaction: how many runs in a row have failed. */
export const FAILURES = Symbol('failuresInARow');
const TEST_JOBS = Symbol('testJobs');

export function testJobsOf(transaction: Transaction): TestJobs {
    let jobs = transaction.state.get(TEST_JOBS) as TestJobs | undefined;
    if (!jobs) {
        jobs = { started: [], events: [] };
        transaction.state.set(TEST_JOBS, jobs);
    }
    return jobs;
}

/** Where stdlib keeps a test's mocks. */
const TEST_STATE = Symbol.for('testState');

/**
 * A job run by Test.stopTest shares the lists and mocks of its test, and its statics: what a future method sets in a
 * static variable the test reads (apex-recipes' AtFutureRecipes_Tests, EDA's CON_PreferredPhone_TEST).
 */
export function shareTest(from: Transaction, to: Transaction): void {
    to.state.set(TEST_JOBS, testJobsOf(from));
    to.statics = from.statics;
    if (from.state.has(TEST_STATE)) {
        to.state.set(TEST_STATE, from.state.get(TEST_STATE));
    }
}

/** What Apex would see of anything thrown. */
export function exceptionOf(error: unknown): ApexException {
    const apex = asApexException(error);
    if (apex instanceof ApexException) {
        return apex;
    }
    const message = apex instanceof Error ? apex.message : String(apex);
    const exception = ApexException.of(apex instanceof LimitExceeded ? 'System.LimitException' : 'System.UnexpectedException', message);
    if (apex instanceof Error && apex.stack) {
        exception.stack = apex.stack;
    }
    return exception;
}
