import type { DataRoom } from '../data/DataRoom.ts';
import type { OrgRuntime } from '../runtime/OrgRuntime.ts';
import type { Ports } from '../runtime/ports.ts';
import { Transaction } from '../runtime/Transaction.ts';
import type { TransactionKind } from '../runtime/Transaction.ts';

export interface TransactionMaker {
    runtime: OrgRuntime;
    data: DataRoom;
    ports: Ports;
    now: () => number;
}

export interface TransactionOptions {
    userId: string;
    kind?: TransactionKind;
    isTest?: boolean;
    /** Classes that inherit their sharing run with it when called from here: true for Aura and REST. */
    sharing?: boolean;
    /** What `Request.getQuiddity` answers. */
    quiddity?: 'ANONYMOUS' | 'AURA' | 'INVOCABLE_ACTION' | 'REST';
    /** Undo everything even when it succeeds: tests leave nothing behind. */
    throwAway?: boolean;
}

/** Key of `Transaction.state`, which System.Request reads. */
const QUIDDITY = Symbol.for('quiddity');

/** Runs `work` in a transaction of its own: committed when it returns, undone when it throws. */
export function inTransaction<T>(maker: TransactionMaker, options: TransactionOptions, work: (transaction: Transaction) => T): T {
    const transaction = new Transaction({
        ports: maker.ports,
        kind: options.kind ?? 'synchronous',
        userId: options.userId,
        isTest: options.isTest ?? false,
        now: maker.now
    });
    if (options.quiddity) {
        transaction.state.set(QUIDDITY, options.quiddity);
    }
    maker.data.begin(transaction);
    let result: T;
    try {
        result = maker.runtime.runInTransaction(transaction, () => work(transaction), options.sharing ?? false);
    } catch (error) {
        transaction.failure = error;
        maker.data.abort(transaction);
        throw error;
    }
    if (options.throwAway) {
        maker.data.abort(transaction);
    } else {
        maker.data.commit(transaction);
    }
    return result;
}
