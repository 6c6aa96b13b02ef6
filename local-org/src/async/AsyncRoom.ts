/** Puts asynchronous Apex and platform events into the queue. Implements the runtime's AsyncPort and data's EventSink. */
import type { EventSink } from '../data/ports.ts';
import { JOB } from '../runtime/jobContexts.ts';
import type { RunningJob } from '../runtime/jobContexts.ts';
import type { AsyncPort, RowResult } from '../runtime/ports.ts';
import type { Transaction } from '../runtime/Transaction.ts';
import { ApexException } from '../runtime/values/ApexException.ts';
import { classOf } from '../runtime/values/ApexObject.ts';
import { LibraryObject } from '../runtime/values/LibraryObject.ts';
import type { SObject } from '../runtime/values/SObject.ts';
import { releaseImmediateEvents, sendEvents, stampEvent } from './events.ts';
import { FAILURES, FINALIZER, testJobsOf } from './context.ts';
import type { AsyncContext } from './context.ts';
import { CronError, nextFire, parseCron } from './cron.ts';
import type { JobRunner } from './JobRunner.ts';
import { createJobRow, finishJobRow } from './jobRows.ts';
import { encode } from './state/encode.ts';

const MINUTE = 60_000;
/** platform.md §7 */
const MAXIMUM_DELAY_MINUTES = 10;
const MAXIMUM_SCHEDULED_JOBS = 100;
const MAXIMUM_BATCHES = 105;
const MAXIMUM_SCOPE = 2000;
/** A failed queueable may be enqueued again by its finalizer this often in a row (platform.md §7). */
const MAXIMUM_REENQUEUES = 5;

type QueueableOptions = Parameters<AsyncPort['enqueueQueueable']>[2];

export class AsyncRoom implements AsyncPort, EventSink {
    readonly #context: AsyncContext;
    readonly #runner: JobRunner;

    constructor(context: AsyncContext, runner: JobRunner) {
        this.#context = context;
        this.#runner = runner;
    }

    /** Counts the limit. Returns the Id of the AsyncApexJob. */
    enqueueQueueable(transaction: Transaction, job: unknown, options: QueueableOptions): string {
        const running = runningJob(transaction);
        // A finalizer may, in tests too. Source: apex-rollup's tests, whose finalizers enqueue.
        if (transaction.isTest && running?.kind === 'queueable') {
            throw ApexException.of('System.AsyncException', 'Maximum stack depth has been reached.');
        }
        transaction.limits.count('queueableJobs');
        const depth = transaction.queueableDepth + 1;
        const maximumStackDepth = options.maximumStackDepth ?? running?.maximumStackDepth ?? null;
        if (maximumStackDepth !== null && depth > maximumStackDepth) {
            throw ApexException.of('System.AsyncException', 'Maximum stack depth has been reached.');
        }
        const delayMinutes = options.delayMinutes ?? null;
        if (delayMinutes !== null && (delayMinutes < 0 || delayMinutes > MAXIMUM_DELAY_MINUTES)) {
            throw ApexException.of(
                'System.AsyncException',
                `Invalid delay: ${delayMinutes}. The delay must be between 0 and ${MAXIMUM_DELAY_MINUTES} minutes.`
            );
        }
        const signature = options.duplicateSignature ?? null;
        if (signature !== null && this.#context.queue.hasSignature(signature)) {
            throw ApexException.of('System.DuplicateMessageException', 'Attempt to enqueue job with duplicate queueable signature');
        }
        const failures = Number(transaction.state.get(FAILURES) ?? 0);
        if (failures > MAXIMUM_REENQUEUES) {
            throw ApexException.of(
                'System.AsyncException',
                `A failed job can be enqueued again by its finalizer at most ${MAXIMUM_REENQUEUES} times in a row.`
            );
        }
        const className = classNameOf(job);
        const jobId = createJobRow(this.#context.store, transaction.userId, 'Queueable', className);
        this.#add(
            transaction,
            {
                jobId,
                userId: transaction.userId,
                dueAt: this.#context.now() + (delayMinutes ?? 0) * MINUTE,
                payload: {
                    kind: 'queueable',
                    state: encode(job),
                    className,
                    depth,
                    maximumStackDepth,
                    delayMinutes,
                    failuresBefore: failures
                }
            },
            signature
        );
        return jobId;
    }

    /** The finalizer's state is kept as it is when the job ends, whether well or not. */
    attachFinalizer(transaction: Transaction, finalizer: unknown): void {
        if (runningJob(transaction)?.kind !== 'queueable') {
            throw ApexException.of('System.HandledException', 'System.attachFinalizer(Finalizer) is not allowed in this context');
        }
        if (transaction.state.has(FINALIZER)) {
            throw ApexException.of('System.HandledException', 'More than one Finalizer cannot be attached to same Async Apex Job');
        }
        transaction.state.set(FINALIZER, finalizer);
    }

    executeBatch(transaction: Transaction, batch: unknown, scopeSize: number): string {
        const running = runningJob(transaction)?.kind;
        if (running === 'batchStart' || running === 'batchExecute' || running === 'future') {
            throw ApexException.of(
                'System.AsyncException',
                'Database.executeBatch cannot be called from a batch start, batch execute, or future method.'
            );
        }
        if (scopeSize < 1 || scopeSize > MAXIMUM_SCOPE) {
            throw ApexException.of('System.AsyncException', `Invalid value for scope size: ${scopeSize}`);
        }
        if (this.#context.queue.count('batch') >= MAXIMUM_BATCHES) {
            throw ApexException.of(
                'System.AsyncException',
                "You've exceeded the limit of 100 jobs in the flex queue. Wait for some of your batch jobs to finish before adding more."
            );
        }
        const className = classNameOf(batch);
        const jobId = createJobRow(this.#context.store, transaction.userId, 'BatchApex', className);
        this.#add(transaction, {
            jobId,
            userId: transaction.userId,
            dueAt: this.#context.now(),
            payload: { kind: 'batch', phase: 'start', state: encode(batch), className, scopeSize, locator: null, items: [], position: 0 }
        });
        return jobId;
    }

    future(transaction: Transaction, className: string, methodKey: string, args: unknown[], callout: boolean): void {
        const running = runningJob(transaction)?.kind;
        if (running === 'future' || running === 'batchStart' || running === 'batchExecute' || running === 'batchFinish') {
            const method = this.#context.runtime.describe(className)?.methods.find(({ jsName }) => jsName === methodKey);
            const signature = method ? `${method.name}(${method.parameters.map(({ type }) => type).join(', ')})` : methodKey;
            throw ApexException.of(
                'System.AsyncException',
                `Future method cannot be called from a future or batch method: ${className}.${signature}`
            );
        }
        transaction.limits.count('futureCalls');
        const jobId = createJobRow(this.#context.store, transaction.userId, 'Future', className, {
            MethodName: methodKey.replace(/^m_/, '').replace(/\$.*$/, '')
        });
        this.#add(transaction, {
            jobId,
            userId: transaction.userId,
            dueAt: this.#context.now(),
            payload: { kind: 'future', className, jsName: methodKey, args: args.map((arg) => encode(arg)), callout }
        });
    }

    /** Always as the running user. Returns the Id of the CronTrigger. */
    schedule(transaction: Transaction, name: string, cron: string, job: unknown): string {
        const { store, queue, now } = this.#context;
        if (
            store.get(
                `SELECT 1 FROM CronTrigger t JOIN CronJobDetail d ON d.Id = t.CronJobDetailId WHERE d.Name = ? AND t.State NOT IN ('COMPLETE', 'DELETED')`,
                name
            )
        ) {
            throw ApexException.of('System.AsyncException', `The Apex job named "${name}" is already scheduled for execution.`);
        }
        if (queue.count('scheduled') >= MAXIMUM_SCHEDULED_JOBS) {
            throw ApexException.of(
                'System.AsyncException',
                `You have exceeded the maximum number (${MAXIMUM_SCHEDULED_JOBS}) of Apex scheduled jobs.`
            );
        }
        const zone = String(store.get(`SELECT TimeZoneSidKey AS zone FROM "User" WHERE Id = ?`, transaction.userId)?.zone ?? 'GMT');
        const next = firstFire(cron, now(), zone);
        const detailId = store.insert('CronJobDetail', { Name: name, JobType: '7' }, { userId: transaction.userId });
        const triggerId = store.insert(
            'CronTrigger',
            {
                CronJobDetailId: detailId,
                CronExpression: cron,
                State: 'WAITING',
                NextFireTime: new Date(next).toISOString(),
                StartTime: store.timestamp(),
                TimesTriggered: 0,
                TimeZoneSidKey: zone,
                OwnerId: transaction.userId
            },
            { userId: transaction.userId }
        );
        const className = classNameOf(job);
        createJobRow(store, transaction.userId, 'ScheduledApex', className, { CronTriggerId: triggerId });
        this.#add(transaction, {
            jobId: triggerId,
            userId: transaction.userId,
            dueAt: next,
            payload: { kind: 'scheduled', state: encode(job), className, cron, zone }
        });
        return triggerId;
    }

    /** A job that waits never runs, one that has been scheduled is forgotten; its finalizer does not run. */
    abortJob(transaction: Transaction, jobId: string): void {
        const { store, queue } = this.#context;
        const owner = jobId.startsWith('08e')
            ? store.get(`SELECT OwnerId AS owner FROM CronTrigger WHERE Id = ?`, jobId)?.owner
            : store.get(
                  `SELECT CreatedById AS owner FROM AsyncApexJob WHERE Id = ? AND Status NOT IN ('Completed', 'Failed', 'Aborted')`,
                  jobId
              )?.owner;
        if (typeof owner !== 'string') {
            throw ApexException.of('System.AsyncException', 'Job does not exist or is already aborted.');
        }
        if (owner !== transaction.userId && !transaction.ports.security.hasUserPermission(transaction.userId, 'ModifyAllData')) {
            throw ApexException.of('System.NoAccessException', 'insufficient access rights on object id');
        }
        queue.removeOf(jobId);
        if (jobId.startsWith('08e')) {
            for (const row of store.all(`SELECT Id AS id FROM AsyncApexJob WHERE CronTriggerId = ? AND Status = 'Queued'`, jobId)) {
                finishJobRow(store, String(row.id), 'Aborted');
            }
            store.change(
                'CronJobDetail',
                `DELETE FROM CronJobDetail WHERE Id = (SELECT CronJobDetailId FROM CronTrigger WHERE Id = ?)`,
                jobId
            );
            store.remove('CronTrigger', jobId);
        } else {
            finishJobRow(store, jobId, 'Aborted');
        }
    }

    // ---- platform events ----

    /** EventBus.publish. `insert` of events by DML comes in through EventSink with an object in between. */
    publish(transaction: Transaction, ...args: unknown[]): RowResult[] {
        const events = (args.length === 1 ? args[0] : args[1]) as SObject[];
        if (args.length === 1) {
            const immediate = events.some((event) => this.#context.publishesImmediately(event.type));
            transaction.limits.count(immediate ? 'publishImmediateDml' : 'dmlStatements');
        }
        const results = events.map((event) => stampEvent(this.#context, transaction, event));
        const published = events.filter((_event, index) => results[index]!.success);
        for (const object of new Set(published.map((event) => event.type))) {
            sendEvents(
                this.#context,
                transaction,
                object,
                published.filter((event) => event.type === object)
            );
        }
        return results;
    }

    rolledBack(): void {
        // Jobs and after-commit events are rows of the database: the savepoint has undone them.
    }

    committed(transaction: Transaction): void {
        releaseImmediateEvents(this.#context, transaction);
    }

    aborted(transaction: Transaction): void {
        releaseImmediateEvents(this.#context, transaction);
    }

    // ---- tests ----

    runPendingForTest(transaction: Transaction): void {
        releaseImmediateEvents(this.#context, transaction);
        this.#runner.runForTest(transaction);
    }

    deliverEvents(transaction: Transaction): void {
        releaseImmediateEvents(this.#context, transaction);
        this.#runner.deliverForTest(transaction);
    }

    #add(transaction: Transaction, job: Parameters<AsyncContext['queue']['add']>[0], signature: string | null = null): void {
        const seq = this.#context.queue.add(job, signature);
        // Only what is enqueued between startTest and stopTest runs, and only what the test itself enqueues.
        if (transaction.isTest && transaction.outerLimits !== null && !runningJob(transaction)) {
            testJobsOf(transaction).started.push(seq);
        }
    }
}

function runningJob(transaction: Transaction): RunningJob | undefined {
    return transaction.state.get(JOB) as RunningJob | undefined;
}

function classNameOf(job: unknown): string {
    return job instanceof LibraryObject ? job.apexType : classOf(job as object).apexName;
}

function firstFire(text: string, now: number, zone: string): number {
    let next: number | null;
    try {
        next = nextFire(parseCron(text), now, zone);
    } catch (error) {
        throw error instanceof CronError ? ApexException.of('System.StringException', error.message) : error;
    }
    if (next === null) {
        throw ApexException.of('System.AsyncException', `Based on configured schedule, the given trigger '${text}' will never fire.`);
    }
    return next;
}
