/** What each kind of job does: its body, what follows from success, what is noted of a failure. */
import { randomUUID } from 'node:crypto';
import { FinalizerContext, QueueableContext, SchedulableContext } from '../runtime/jobContexts.ts';
import type { RunningJob } from '../runtime/jobContexts.ts';
import type { Transaction, TransactionKind, TriggerContext } from '../runtime/Transaction.ts';
import type { ApexException } from '../runtime/values/ApexException.ts';
import type { SObject } from '../runtime/values/SObject.ts';
import { advanceBatch } from './batch.ts';
import type { BatchStep } from './batch.ts';
import { FAILURES, FINALIZER } from './context.ts';
import type { AsyncContext } from './context.ts';
import { nextFire, parseCron } from './cron.ts';
import type { EventPayload, FinalizerPayload, FuturePayload, QueueablePayload, QueuedJob, SchedulePayload } from './JobQueue.ts';
import { createJobRow, finishJobRow } from './jobRows.ts';
import { decode } from './state/decode.ts';
import { encode } from './state/encode.ts';
import type { Encoded } from './state/encode.ts';

const RESULTS = ['SUCCESS', 'UNHANDLED_EXCEPTION'];

export interface Work {
    kind: TransactionKind;
    running: RunningJob;
    depth?: number;
    body(transaction: Transaction): void;
    /** In the same transaction as the body: what follows from success. */
    complete(transaction: Transaction): void;
    /** In a transaction of its own, after the work has been undone. */
    failed(exception: ApexException, transaction: Transaction): void;
}

interface Asked {
    context: AsyncContext;
    job: QueuedJob;
    inTest: boolean;
    /** A finalizer has been queued for this job. */
    noteFinalizer(seq: number): void;
}

export function workOf(asked: Asked): Work {
    const { context, job, inTest } = asked;
    const { payload } = job;
    switch (payload.kind) {
        case 'queueable':
            return queueable(asked, payload);
        case 'finalizer':
            return finalizer(asked, payload);
        case 'future':
            return future(asked, payload);
        case 'batch':
            return batch(asked, advanceBatch(context, job, payload, inTest));
        case 'scheduled':
            return scheduled(asked, payload);
        case 'event':
            return events(asked, payload);
    }
}

function queueable({ context, job, noteFinalizer }: Asked, payload: QueueablePayload): Work {
    const { runtime, queue, store, now } = context;
    const jobId = job.jobId!;
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
                userId: job.userId,
                dueAt: now(),
                payload: {
                    kind: 'finalizer',
                    state: encode(attached),
                    exception,
                    depth: payload.depth,
                    maximumStackDepth: payload.maximumStackDepth,
                    failures
                }
            });
            noteFinalizer(seq);
        }
    };
    return {
        kind: 'queueable',
        running,
        depth: payload.depth,
        body: () => {
            const job = decode(payload.state, runtime);
            runtime.callInterface(job, 'System.Queueable.execute(System.QueueableContext)', [new QueueableContext(jobId)]);
        },
        complete: (transaction) => {
            queue.remove(job.seq);
            finishJobRow(store, jobId, 'Completed');
            finalizer(transaction, null, 0);
        },
        failed: (exception, transaction) => {
            queue.remove(job.seq);
            finishJobRow(store, jobId, 'Failed', exception.apexMessage);
            finalizer(transaction, encode(exception), payload.failuresBefore + 1);
        }
    };
}

function finalizer({ context, job }: Asked, payload: FinalizerPayload): Work {
    const { runtime, queue } = context;
    const jobId = job.jobId!;
    return {
        kind: 'finalizer',
        running: { kind: 'finalizer', jobId, maximumStackDepth: payload.maximumStackDepth, delayMinutes: null },
        depth: payload.depth,
        body: (transaction) => {
            transaction.state.set(FAILURES, payload.failures);
            const finalizer = decode(payload.state, runtime);
            const exception = decode(payload.exception, runtime) as ApexException | null;
            const result = runtime.enumConstant('System.ParentJobResult', exception === null ? 'SUCCESS' : 'UNHANDLED_EXCEPTION', RESULTS);
            const context = new FinalizerContext(jobId, result, exception, randomUUID());
            runtime.callInterface(finalizer, 'System.Finalizer.execute(System.FinalizerContext)', [context]);
        },
        complete: () => queue.remove(job.seq),
        // The job's own row says how the job ended; a finalizer that fails leaves no trace but the log, and the chain is dead.
        failed: () => queue.remove(job.seq)
    };
}

function future({ context, job }: Asked, payload: FuturePayload): Work {
    const { runtime, queue, store } = context;
    const jobId = job.jobId!;
    return {
        kind: 'future',
        running: { kind: 'future', jobId, maximumStackDepth: null, delayMinutes: null },
        body: () => {
            const args = payload.args.map((arg) => decode(arg, runtime));
            runtime.callStatic(payload.className, payload.jsName, args);
        },
        complete: () => {
            queue.remove(job.seq);
            finishJobRow(store, jobId, 'Completed');
        },
        failed: (exception) => {
            queue.remove(job.seq);
            finishJobRow(store, jobId, 'Failed', exception.apexMessage);
        }
    };
}

function batch({ job }: Asked, step: BatchStep): Work {
    const kind = step.phase === 'start' ? 'batchStart' : step.phase === 'execute' ? 'batchExecute' : 'batchFinish';
    return {
        kind: 'batch',
        running: { kind, jobId: job.jobId!, maximumStackDepth: null, delayMinutes: null },
        body: step.body,
        complete: step.complete,
        failed: step.failed
    };
}

function scheduled({ context, job, inTest }: Asked, payload: SchedulePayload): Work {
    const { runtime, store, queue, now } = context;
    const triggerId = job.jobId!;
    const jobId = createJobRow(store, job.userId, 'ScheduledApex', payload.className, {
        Status: 'Processing',
        CronTriggerId: triggerId
    });
    const goOn = (): void => {
        const next = nextFire(parseCron(payload.cron), Math.max(now(), job.dueAt), payload.zone);
        if (inTest) {
            // Test.stopTest runs the job before its time: its trigger has not fired. Source: apex-recipes' tests.
            queue.put(job.seq, payload, next ?? job.dueAt);
            return;
        }
        store.change(
            'CronTrigger',
            `UPDATE CronTrigger SET TimesTriggered = TimesTriggered + 1, PreviousFireTime = ?, NextFireTime = ?, State = ? WHERE Id = ?`,
            store.timestamp(),
            next === null ? null : new Date(next).toISOString(),
            next === null ? 'COMPLETE' : 'WAITING',
            triggerId
        );
        if (next === null) {
            queue.remove(job.seq);
        } else {
            queue.put(job.seq, payload, next);
        }
    };
    return {
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
    };
}

/** Event triggers, as Automated Process. */
function events({ context, job }: Asked, payload: EventPayload): Work {
    const { runtime, triggers, queue } = context;
    const object = runtime.schema.object(payload.object);
    return {
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
        complete: () => queue.remove(job.seq),
        failed: () => queue.remove(job.seq)
    };
}
