/** Batch Apex: start, then execute for each chunk, then finish; each a transaction of its own, the place kept in the queue. */
import { BatchableContext } from '../runtime/jobContexts.ts';
import type { Query } from '../language/soqlAst.ts';
import type { QueryOptions } from '../runtime/ports.ts';
import type { Transaction } from '../runtime/Transaction.ts';
import { ApexException } from '../runtime/values/ApexException.ts';
import { ApexList } from '../runtime/values/ApexList.ts';
import { LibraryObject } from '../runtime/values/LibraryObject.ts';
import type { SObject } from '../runtime/values/SObject.ts';
import { ApexSet } from '../runtime/values/ApexSet.ts';
import { eachOfIterator } from '../runtime/iteration.ts';
import type { AsyncContext } from './context.ts';
import type { BatchPayload, QueuedJob } from './JobQueue.ts';
import { countChunk, finishJobRow, setTotalItems } from './jobRows.ts';
import { decode } from './state/decode.ts';
import { encode } from './state/encode.ts';
import type { Encoded } from './state/encode.ts';

/** What stdlib's Database.QueryLocator carries: the Ids that its query has found, or the records of a static query. */
interface QueryLocator {
    apexType: string;
    dynamic: { query: Query } | null;
    options: QueryOptions | null;
    ids: readonly string[];
    records: readonly SObject[] | null;
}

function isQueryLocator(value: unknown): value is QueryLocator {
    return value instanceof LibraryObject && value.apexType === 'Database.QueryLocator';
}

/** One phase, ready to be performed. */
export interface BatchStep {
    phase: BatchPayload['phase'];
    body(transaction: Transaction): void;
    complete(): void;
    failed(exception: ApexException): void;
}

/** Real text, two blanks and all. */
const ONE_EXECUTE =
    'No more than one executeBatch can be called from within a testmethod.  Please make sure the iterable returned from your start method matches the batch size, resulting in one executeBatch invocation.';

export function advanceBatch(context: AsyncContext, job: QueuedJob, payload: BatchPayload, inTest: boolean): BatchStep {
    switch (payload.phase) {
        case 'start':
            return start(context, job, payload, inTest);
        case 'execute':
            return execute(context, job, payload);
        case 'finish':
            return finish(context, job, payload);
    }
}

function start(context: AsyncContext, job: QueuedJob, payload: BatchPayload, inTest: boolean): BatchStep {
    const { runtime, queue, store, now } = context;
    const next: BatchPayload = { ...payload, phase: 'execute' };
    return {
        phase: 'start',
        body() {
            const batch = decode(payload.state, runtime);
            const found = runtime.callInterface(batch, 'Database.Batchable.start(Database.BatchableContext)', [
                new BatchableContext(job.jobId!)
            ]);
            if (isQueryLocator(found)) {
                next.locator = locatorOf(found);
                next.items = next.locator ? [] : [...(found.records ?? [])].map((record) => encode(record));
            } else if (found !== null) {
                next.items = elements(context, found).map((item) => encode(item));
            } else {
                throw ApexException.of('System.UnexpectedException', 'Start did not return a valid iterable object.');
            }
            next.state = stateAfter(context, payload, batch);
            const chunks = Math.ceil(sizeOf(next) / payload.scopeSize);
            if (inTest && chunks > 1) {
                throw ApexException.of('System.UnexpectedException', ONE_EXECUTE);
            }
            if (chunks === 0) {
                next.phase = 'finish';
            }
            setTotalItems(store, job.jobId!, chunks);
        },
        complete: () => queue.put(job.seq, next, now()),
        failed: (exception) => failBatch(context, job, exception)
    };
}

function locatorOf({ dynamic, options, ids }: QueryLocator): BatchPayload['locator'] {
    if (!dynamic || !options) {
        return null;
    }
    return {
        query: dynamic.query,
        access: options.access,
        sharing: options.sharing,
        binds: options.binds.map((bind) => encode(bind)),
        ids: [...ids]
    };
}

function sizeOf({ locator, items }: BatchPayload): number {
    return locator ? locator.ids.length : items.length;
}

function elements({ runtime }: AsyncContext, iterable: unknown): unknown[] {
    if (iterable instanceof ApexList || iterable instanceof ApexSet) {
        return [...iterable];
    }
    const call = (target: unknown, key: string): unknown => runtime.callInterface(target, key, []);
    return [...eachOfIterator(call(iterable, 'System.Iterable.iterator()'), call)];
}

/** Only Database.Stateful keeps what a phase has changed; others begin each phase as they were enqueued. */
function stateAfter({ runtime }: AsyncContext, payload: BatchPayload, batch: unknown): Encoded {
    return runtime.is(batch, 'Database.Stateful') ? encode(batch) : payload.state;
}

function execute(context: AsyncContext, job: QueuedJob, payload: BatchPayload): BatchStep {
    const { runtime, queue, store, now } = context;
    const end = payload.position + payload.scopeSize;
    const next: BatchPayload = { ...payload, position: end, phase: end >= sizeOf(payload) ? 'finish' : 'execute' };
    return {
        phase: 'execute',
        body(transaction) {
            const batch = decode(payload.state, runtime);
            const scope = scopeOf(context, transaction, payload, end);
            runtime.callInterface(batch, 'Database.Batchable.execute(Database.BatchableContext,List<T>)', [
                new BatchableContext(job.jobId!),
                scope
            ]);
            next.state = stateAfter(context, payload, batch);
        },
        complete() {
            countChunk(store, job.jobId!, null);
            queue.put(job.seq, next, now());
        },
        // A chunk that fails is undone alone; the batch goes on.
        failed(exception) {
            countChunk(store, job.jobId!, exception.apexMessage);
            queue.put(job.seq, { ...next, state: payload.state }, now());
        }
    };
}

function scopeOf(
    { runtime, data }: AsyncContext,
    transaction: Transaction,
    { locator, items, position }: BatchPayload,
    end: number
): ApexList {
    if (!locator) {
        return new ApexList(
            'SObject',
            items.slice(position, end).map((item) => decode(item, runtime))
        );
    }
    const binds = locator.binds.map((bind) => decode(bind, runtime));
    const options: QueryOptions = { access: locator.access, sharing: locator.sharing, binds };
    return new ApexList('SObject', data.queryByIds(transaction, locator.query, options, locator.ids.slice(position, end)));
}

function finish(context: AsyncContext, job: QueuedJob, payload: BatchPayload): BatchStep {
    const { runtime, queue, store } = context;
    return {
        phase: 'finish',
        body() {
            const batch = decode(payload.state, runtime);
            runtime.callInterface(batch, 'Database.Batchable.finish(Database.BatchableContext)', [new BatchableContext(job.jobId!)]);
        },
        complete() {
            queue.remove(job.seq);
            finishJobRow(store, job.jobId!, 'Completed');
        },
        failed: (exception) => failBatch(context, job, exception)
    };
}

/** start or finish has failed: so has the job. */
export function failBatch({ queue, store }: AsyncContext, job: QueuedJob, exception: ApexException): void {
    queue.remove(job.seq);
    finishJobRow(store, job.jobId!, 'Failed', `First error: ${exception.apexMessage}`);
}
