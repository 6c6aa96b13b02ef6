/**
 * Takes work out of the queue and runs it, each piece in a transaction of its own. Three steps, each atomic: claim the row;
 * do the work, remove the row and queue what follows; or, when the work failed, undo it and note that. A process that dies
 * leaves either a row that waits (it will run) or a row that was claimed (`recover` marks that job as failed; its finalizer
 * does not run, as when a chain of jobs is killed in an org).
 */
import { randomUUID } from 'node:crypto';
import { FinalizerContext, JOB, QueueableContext, SchedulableContext } from '../runtime/jobContexts.ts';
import type { RunningJob } from '../runtime/jobContexts.ts';
import type { ApexException } from '../runtime/values/ApexException.ts';
import { SObject } from '../runtime/values/SObject.ts';
import { Transaction } from '../runtime/Transaction.ts';
import type { TransactionKind, TriggerContext } from '../runtime/Transaction.ts';
import { advanceBatch } from './batch.ts';
import type { BatchStep } from './batch.ts';
import { exceptionOf, FAILURES, FINALIZER, shareTest, testJobsOf } from './context.ts';
import type { AsyncContext } from './context.ts';
import { nextFire, parseCron } from './cron.ts';
import type { EventPayload, FinalizerPayload, FuturePayload, QueueablePayload, QueuedJob, SchedulePayload } from './JobQueue.ts';
import { createJobRow, finishJobRow, setJobStatus } from './jobRows.ts';
import { decode, encode } from './state/encode.ts';
import type { Encoded } from './state/encode.ts';

const LOST = 'The job was lost while it waited.';
const INTERRUPTED = 'The job was interrupted: its process ended while it ran.';
/** Where System.AsyncInfo looks. */
const QUEUEABLE_OPTIONS = Symbol.for('queueableOptions');
const RESULTS = ['SUCCESS', 'UNHANDLED_EXCEPTION'];

interface Run {
    job: QueuedJob;
    /** The test whose stopTest runs this; null outside of tests. */
    test: Transaction | null;
}

interface Work {
    kind: TransactionKind;
    running: RunningJob;
    depth?: number;
    body(transaction: Transaction): void;
    /** In the same transaction as the body: what follows from success. */
    complete(transaction: Transaction): void;
    /** In a transaction of its own, after the work has been undone. */
    failed(exception: ApexException, transaction: Transaction): void;
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
        const { payload } = run.job;
        switch (payload.kind) {
            case 'queueable':
                return this.#queueable(run, payload);
            case 'finalizer':
                return this.#finalizer(run, payload);
            case 'future':
                return this.#future(run, payload);
            case 'batch':
                return this.#batch(run, advanceBatch(this.#context, run.job, payload, run.test !== null));
            case 'scheduled':
                return this.#scheduled(run, payload);
            case 'event':
                return this.#events(run, payload);
        }
    }

    #queueable(run: Run, payload: QueueablePayload): ApexException | null {
        const { runtime, queue, store } = this.#context;
        const jobId = run.job.jobId!;
        const running: RunningJob = {
            kind: 'queueable',
            jobId,
            maximumStackDepth: payload.maximumStackDepth,
            delayMinutes: payload.delayMinutes
        };
        const finalizer = (transaction: Transaction, exception: Encoded, failures: number): void => {
            const attached = transaction.state.get(FINALIZER);
            if (attached !== undefined) {
                const seq = queue.add({
                    jobId,
                    userId: run.job.userId,
                    dueAt: this.#context.now(),
                    payload: {
                        kind: 'finalizer',
                        state: encode(attached),
                        exception,
                        depth: payload.depth,
                        maximumStackDepth: payload.maximumStackDepth,
                        failures
                    }
                });
                this.#runFinalizerInTest(run, seq);
            }
        };
        return this.#perform(run, {
            kind: 'queueable',
            running,
            depth: payload.depth,
            body: () => {
                const job = decode(payload.state, runtime);
                runtime.callInterface(job, 'System.Queueable.execute(System.QueueableContext)', [new QueueableContext(jobId)]);
            },
            complete: (transaction) => {
                queue.remove(run.job.seq);
                finishJobRow(store, jobId, 'Completed');
                finalizer(transaction, null, 0);
            },
            failed: (exception, transaction) => {
                queue.remove(run.job.seq);
                finishJobRow(store, jobId, 'Failed', exception.apexMessage);
                finalizer(transaction, encode(exception), payload.failuresBefore + 1);
            }
        });
    }

    readonly #finalizersOfTests = new Map<QueuedJob, number[]>();

    #runFinalizerInTest(run: Run, seq: number): void {
        if (run.test) {
            this.#finalizersOfTests.set(run.job, [...(this.#finalizersOfTests.get(run.job) ?? []), seq]);
        }
    }

    #finalizer(run: Run, payload: FinalizerPayload): ApexException | null {
        const { runtime, queue } = this.#context;
        const jobId = run.job.jobId!;
        return this.#perform(run, {
            kind: 'finalizer',
            running: { kind: 'finalizer', jobId, maximumStackDepth: payload.maximumStackDepth, delayMinutes: null },
            depth: payload.depth,
            body: (transaction) => {
                transaction.state.set(FAILURES, payload.failures);
                const finalizer = decode(payload.state, runtime);
                const exception = decode(payload.exception, runtime) as ApexException | null;
                const result = runtime.enumConstant(
                    'System.ParentJobResult',
                    exception === null ? 'SUCCESS' : 'UNHANDLED_EXCEPTION',
                    RESULTS
                );
                const context = new FinalizerContext(jobId, result, exception, randomUUID());
                runtime.callInterface(finalizer, 'System.Finalizer.execute(System.FinalizerContext)', [context]);
            },
            complete: () => queue.remove(run.job.seq),
            // The job's own row says how the job ended; a finalizer that fails leaves no trace but the log, and the chain is dead.
            failed: () => queue.remove(run.job.seq)
        });
    }

    #future(run: Run, payload: FuturePayload): ApexException | null {
        const { runtime, queue, store } = this.#context;
        const jobId = run.job.jobId!;
        return this.#perform(run, {
            kind: 'future',
            running: { kind: 'future', jobId, maximumStackDepth: null, delayMinutes: null },
            body: () => {
                const args = payload.args.map((arg) => decode(arg, runtime));
                runtime.callStatic(payload.className, payload.jsName, args);
            },
            complete: () => {
                queue.remove(run.job.seq);
                finishJobRow(store, jobId, 'Completed');
            },
            failed: (exception) => {
                queue.remove(run.job.seq);
                finishJobRow(store, jobId, 'Failed', exception.apexMessage);
            }
        });
    }

    #batch(run: Run, step: BatchStep): ApexException | null {
        const kind = step.phase === 'start' ? 'batchStart' : step.phase === 'execute' ? 'batchExecute' : 'batchFinish';
        return this.#perform(run, {
            kind: 'batch',
            running: { kind, jobId: run.job.jobId!, maximumStackDepth: null, delayMinutes: null },
            body: step.body,
            complete: step.complete,
            failed: step.failed
        });
    }

    #scheduled(run: Run, payload: SchedulePayload): ApexException | null {
        const { runtime, store, queue, now } = this.#context;
        const triggerId = run.job.jobId!;
        const jobId = createJobRow(store, run.job.userId, 'ScheduledApex', payload.className, {
            Status: 'Processing',
            CronTriggerId: triggerId
        });
        const goOn = (): void => {
            const next = nextFire(parseCron(payload.cron), Math.max(now(), run.job.dueAt), payload.zone);
            store.change(
                'CronTrigger',
                `UPDATE CronTrigger SET TimesTriggered = TimesTriggered + 1, PreviousFireTime = ?, NextFireTime = ?, State = ? WHERE Id = ?`,
                store.timestamp(),
                next === null ? null : new Date(next).toISOString(),
                next === null ? 'COMPLETE' : 'WAITING',
                triggerId
            );
            if (next === null) {
                queue.remove(run.job.seq);
            } else {
                queue.put(run.job.seq, payload, next);
            }
        };
        return this.#perform(run, {
            kind: 'scheduled',
            running: { kind: 'scheduled', jobId, maximumStackDepth: null, delayMinutes: null },
            body: () => {
                const job = decode(payload.state, runtime);
                runtime.callInterface(job, 'System.Schedulable.execute(System.SchedulableContext)', [new SchedulableContext(triggerId)]);
            },
            complete: () => {
                goOn();
                finishJobRow(store, jobId, 'Completed');
            },
            failed: (exception) => {
                goOn();
                finishJobRow(store, jobId, 'Failed', `First error: ${exception.apexMessage}`);
            }
        });
    }

    /** Event triggers, as Automated Process. */
    #events(run: Run, payload: EventPayload): ApexException | null {
        const { runtime, triggers, queue } = this.#context;
        const object = runtime.schema.object(payload.object);
        return this.#perform(run, {
            kind: 'trigger',
            running: { kind: 'event', jobId: null, maximumStackDepth: null, delayMinutes: null },
            body: (transaction) => {
                const records = payload.events.map((event) => decode(event, runtime) as SObject);
                const context: TriggerContext = {
                    operation: 'AFTER_INSERT',
                    object: payload.object,
                    newRecords: records,
                    oldRecords: null,
                    readOnly: true
                };
                if (!object || !triggers.hasTriggers(object, 'AFTER_INSERT')) {
                    return;
                }
                records.forEach((record) => (record.readOnly = true));
                transaction.triggers.push(context);
                triggers.run(transaction, context);
                transaction.triggers.pop();
            },
            complete: () => queue.remove(run.job.seq),
            failed: () => queue.remove(run.job.seq)
        });
    }

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
