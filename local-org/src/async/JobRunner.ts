/**
 * Takes work out of the queue and runs it, each piece in a transaction of its own. Three steps, each atomic: claim the row;
 * do the work, remove the row and queue what follows; or, when the work failed, undo it and note that. A process that dies
 * leaves either a row that waits (it will run) or a row that was claimed (`recover` marks that job as failed; its finalizer
 * does not run, as when a chain of jobs is killed in an org).
 */
import { JOB } from '../runtime/jobContexts.ts';
import { Transaction } from '../runtime/Transaction.ts';
import type { ApexException } from '../runtime/values/ApexException.ts';
import { exceptionOf, shareTest, testJobsOf } from './context.ts';
import type { AsyncContext } from './context.ts';
import type { QueuedJob } from './JobQueue.ts';
import { finishJobRow, setJobStatus } from './jobRows.ts';
import { workOf } from './work.ts';
import type { Work } from './work.ts';

const LOST = 'The job was lost while it waited.';
const INTERRUPTED = 'The job was interrupted: its process ended while it ran.';
/** Where System.AsyncInfo looks. */
const QUEUEABLE_OPTIONS = Symbol.for('queueableOptions');

interface Run {
    job: QueuedJob;
    /** The test whose stopTest runs this; null outside of tests. */
    test: Transaction | null;
}

export class JobRunner {
    readonly #context: AsyncContext;

    constructor(context: AsyncContext) {
        this.#context = context;
    }

    /** Runs the next piece of work that is due. False = nothing was. Never throws for what Apex throws. */
    runNext(): boolean {
        const { queue, store, now } = this.#context;
        const mark = store.mark();
        const job = queue.nextDue(now());
        if (job) {
            queue.claim(job.seq);
            this.#showRunning(job);
        }
        store.release(mark);
        if (job) {
            this.#run({ job, test: null });
        }
        return job !== null;
    }

    /** Runs until nothing is due any more, or `limit` pieces have run. Returns how many. */
    pump(limit = 10_000): number {
        let count = 0;
        while (count < limit && this.runNext()) {
            count++;
        }
        return count;
    }

    /** Call when the org is opened: work that a dead process had begun is marked as failed. Returns how many pieces. */
    recover(): number {
        const { queue, store } = this.#context;
        const interrupted = queue.interrupted();
        const mark = store.mark();
        for (const { seq, jobId, payload, dueAt } of interrupted) {
            if (payload.kind === 'event' || payload.kind === 'scheduled') {
                // Nothing of it was committed: events are delivered again, schedules fire again.
                queue.put(seq, payload, dueAt);
            } else {
                queue.remove(seq);
                if (jobId !== null && payload.kind !== 'finalizer') {
                    finishJobRow(store, jobId, 'Failed', INTERRUPTED);
                }
            }
        }
        store.release(mark);
        return interrupted.length;
    }

    /**
     * Loses what waits, as a crash would: no finalizer runs for it. Schedules stay. Returns how many pieces were lost.
     */
    lose(): number {
        const { queue, store } = this.#context;
        const mark = store.mark();
        const lost = queue.lose();
        for (const { jobId, payload } of lost) {
            if (jobId !== null && payload.kind !== 'finalizer') {
                finishJobRow(store, jobId, 'Aborted', LOST);
            }
        }
        store.release(mark);
        return lost.length;
    }

    /** Test.stopTest: what the test has enqueued since startTest, one level deep, then events. Throws the first failure. */
    runForTest(test: Transaction): void {
        const jobs = testJobsOf(test);
        const failures: ApexException[] = [];
        for (const seq of jobs.started.splice(0)) {
            // A batch comes back into its own place for its next phase.
            for (let job = this.#context.queue.get(seq); job; job = this.#context.queue.get(seq)) {
                const { kind } = job.payload;
                const failure = this.#run({ job, test });
                if (failure) {
                    failures.push(failure);
                }
                if (kind === 'scheduled') {
                    break;
                }
            }
        }
        this.deliverForTest(test);
        if (failures.length > 0) {
            throw failures[0]!;
        }
    }

    /** Test.getEventBus().deliver() */
    deliverForTest(test: Transaction): void {
        const { events } = testJobsOf(test);
        for (let seq = events.shift(); seq !== undefined; seq = events.shift()) {
            const job = this.#context.queue.get(seq);
            if (job) {
                this.#run({ job, test });
            }
        }
    }

    #showRunning({ jobId, payload }: QueuedJob): void {
        if (
            jobId !== null &&
            (payload.kind === 'queueable' || payload.kind === 'future' || (payload.kind === 'batch' && payload.phase === 'start'))
        ) {
            setJobStatus(this.#context.store, jobId, payload.kind === 'batch' ? 'Preparing' : 'Processing');
        }
    }

    #run(run: Run): ApexException | null {
        const { job, test } = run;
        const noteFinalizer = (seq: number): void => {
            if (test) {
                this.#finalizersOfTests.set(job, [...(this.#finalizersOfTests.get(job) ?? []), seq]);
            }
        };
        return this.#perform(run, workOf({ context: this.#context, job, inTest: test !== null, noteFinalizer }));
    }

    /** A test runs a job's finalizer right after the job. */
    readonly #finalizersOfTests = new Map<QueuedJob, number[]>();

    #perform({ job, test }: Run, work: Work): ApexException | null {
        const { data, runtime, ports, now, store } = this.#context;
        const transaction = new Transaction({ ports: ports(), kind: work.kind, userId: job.userId, isTest: test !== null, now });
        transaction.asyncJobId = work.running.jobId;
        transaction.queueableDepth = work.depth ?? 0;
        transaction.state.set(JOB, work.running);
        transaction.state.set(QUEUEABLE_OPTIONS, {
            ...(work.running.maximumStackDepth === null ? {} : { maximumStackDepth: work.running.maximumStackDepth }),
            ...(work.running.delayMinutes === null ? {} : { delayMinutes: work.running.delayMinutes })
        });
        if (test) {
            shareTest(test, transaction);
        }
        let exception = this.#inactiveUser(job);
        if (!exception) {
            data.begin(transaction);
            try {
                runtime.runInTransaction(transaction, () => work.body(transaction));
                work.complete(transaction);
                data.commit(transaction);
            } catch (error) {
                transaction.failure = error;
                data.abort(transaction);
                exception = exceptionOf(error);
                this.#context.onFailure(job.payload.kind, error);
            }
        }
        if (exception) {
            const mark = store.mark();
            work.failed(exception, transaction);
            store.release(mark);
        }
        return this.#finishInTest(job, test) ?? exception;
    }

    #finishInTest(job: QueuedJob, test: Transaction | null): ApexException | null {
        const finalizers = this.#finalizersOfTests.get(job) ?? [];
        this.#finalizersOfTests.delete(job);
        let failure: ApexException | null = null;
        for (const seq of finalizers) {
            const finalizer = this.#context.queue.get(seq);
            failure = (finalizer && this.#run({ job: finalizer, test })) ?? failure;
        }
        return failure;
    }

    /** Jobs of a user who has been deactivated fail (platform.md §3, B26). */
    #inactiveUser({ userId }: QueuedJob): ApexException | null {
        const { store } = this.#context;
        if (store.get(`SELECT IsActive AS active FROM "User" WHERE Id = ?`, userId)?.active === 1) {
            return null;
        }
        const organizationId = String(store.get(`SELECT Id AS id FROM Organization`)?.id ?? '');
        return exceptionOf(new Error(`Inactive User, orgId: ${organizationId.slice(0, 15)} userId: ${userId.slice(0, 15)}`));
    }
}
