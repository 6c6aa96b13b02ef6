/** Options with which the running queueable was enqueued; whoever runs it puts them into the transaction's state. */
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';

export interface AsyncState {
    maximumStackDepth?: number;
    delayMinutes?: number;
}

/** `Symbol.for('queueableOptions')`: the async room sets it without importing stdlib. */
export const QUEUEABLE_OPTIONS = Symbol.for('queueableOptions');

export function asyncState(rt: OrgRuntime): AsyncState {
    return (rt.tx.state.get(QUEUEABLE_OPTIONS) as AsyncState | undefined) ?? {};
}
