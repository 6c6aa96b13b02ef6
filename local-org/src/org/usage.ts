/** What transactions use of their limits: for benchmarks and for tests that assert a budget. */
import type { EventSink } from '../data/ports.ts';
import type { LimitName } from '../runtime/Limits.ts';
import type { Transaction, TransactionKind } from '../runtime/Transaction.ts';

const COUNTED: readonly LimitName[] = ['queries', 'queryRows', 'dmlStatements', 'dmlRows', 'cpuTime'];

export interface LimitUse {
    total: number;
    /** What the transaction used that came closest to its maximum, and that maximum. */
    highest: number;
    maximum: number;
}

export interface UsageReport {
    transactions: number;
    byKind: Partial<Record<TransactionKind, number>>;
    limits: Record<string, LimitUse>;
}

export class Usage {
    #transactions = 0;
    #byKind = new Map<TransactionKind, number>();
    #limits = new Map<LimitName, LimitUse>();
    readonly #listeners: ((transaction: Transaction) => void)[] = [];

    /** Tells of every transaction that ends. */
    onTransaction(listener: (transaction: Transaction) => void): void {
        this.#listeners.push(listener);
    }

    add(transaction: Transaction): void {
        this.#listeners.forEach((listener) => listener(transaction));
        this.#transactions++;
        this.#byKind.set(transaction.kind, (this.#byKind.get(transaction.kind) ?? 0) + 1);
        for (const name of COUNTED) {
            const used = transaction.limits.usedOf(name);
            const maximum = transaction.limits.maximumOf(name);
            const so = this.#limits.get(name) ?? { total: 0, highest: 0, maximum };
            const closer = used / maximum > so.highest / so.maximum;
            this.#limits.set(name, { total: so.total + used, highest: closer ? used : so.highest, maximum: closer ? maximum : so.maximum });
        }
    }

    report(): UsageReport {
        return { transactions: this.#transactions, byKind: Object.fromEntries(this.#byKind), limits: Object.fromEntries(this.#limits) };
    }

    reset(): void {
        this.#transactions = 0;
        this.#byKind.clear();
        this.#limits.clear();
    }
}

/** The sink, with somebody told of every transaction that ends. */
export function observed(sink: EventSink, onEnd: (transaction: Transaction) => void): EventSink {
    return {
        publish: (transaction, object, events) => sink.publish(transaction, object, events),
        rolledBack: (transaction, savepoint) => sink.rolledBack(transaction, savepoint),
        committed(transaction) {
            onEnd(transaction);
            sink.committed(transaction);
        },
        aborted(transaction) {
            onEnd(transaction);
            sink.aborted(transaction);
        }
    };
}
