/** Platform events on their way into the queue. */
import { randomUUID } from 'node:crypto';
import type { RowResult } from '../runtime/ports.ts';
import type { Transaction } from '../runtime/Transaction.ts';
import { ApexDatetime } from '../runtime/values/ApexDatetime.ts';
import type { SObject } from '../runtime/values/SObject.ts';
import { testJobsOf } from './context.ts';
import type { AsyncContext } from './context.ts';
import { encode } from './state/encode.ts';

const IMMEDIATE_EVENTS = Symbol('immediateEvents');

/** Gives the event what the bus gives it; tells what is missing. */
export function stampEvent(context: AsyncContext, transaction: Transaction, event: SObject): RowResult {
    const missing = [...(event.schema?.fields.values() ?? [])].filter(
        (field) => field.custom && field.requiredOnCreate && (event.values.get(field.name.toLowerCase()) ?? null) === null
    );
    if (missing.length > 0) {
        const fields = missing.map((field) => field.name);
        const error = { statusCode: 'REQUIRED_FIELD_MISSING', message: `Required fields are missing: [${fields.join(', ')}]`, fields };
        return { success: false, id: null, created: false, errors: [error] };
    }
    const uuid = randomUUID();
    event.values.set('eventuuid', uuid);
    event.values.set('replayid', String(context.store.counter('replayId', 1)));
    event.values.set('createdbyid', transaction.userId);
    event.values.set('createddate', new ApexDatetime(Math.floor(context.now() / 1000) * 1000));
    return { success: true, id: null, created: true, errors: [] };
}

/** Queues events of one object: with the transaction, or whatever becomes of it. */
export function sendEvents(context: AsyncContext, transaction: Transaction, object: string, events: SObject[]): void {
    const add = (): void => {
        const payload = { kind: 'event' as const, object, events: events.map((event) => encode(event)) };
        const seq = context.queue.add({
            jobId: null,
            userId: context.automatedProcessUserId(),
            dueAt: context.now(),
            payload
        });
        if (transaction.isTest) {
            testJobsOf(transaction).events.push(seq);
        }
    };
    if (context.publishesImmediately(object)) {
        // Whatever becomes of the transaction, a rollback to a savepoint included.
        const waiting = (transaction.state.get(IMMEDIATE_EVENTS) ?? []) as (() => void)[];
        transaction.state.set(IMMEDIATE_EVENTS, [...waiting, add]);
    } else {
        add();
    }
}

/** The transaction is over, well or not: events that leave at once leave now. */
export function releaseImmediateEvents(context: AsyncContext, transaction: Transaction): void {
    const waiting = (transaction.state.get(IMMEDIATE_EVENTS) ?? []) as (() => void)[];
    transaction.state.delete(IMMEDIATE_EVENTS);
    if (waiting.length > 0) {
        const { store } = context;
        const mark = store.mark();
        waiting.forEach((add) => add());
        store.release(mark);
    }
}
