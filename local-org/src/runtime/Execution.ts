import { Coverage } from './Coverage.ts';
import { LimitExceeded } from './errors.ts';
import { FrameType, OUTERMOST, OUTERMOST_WITH_SHARING } from './Frame.ts';
import type { Frame } from './Frame.ts';
import type { Transaction } from './Transaction.ts';

/** How deep Apex methods may call each other. */
const MAXIMUM_DEPTH = 1000;

/** Where running code stands: its transaction, its class's frame, the depth of its calls, the lines it has passed. */
export class Execution {
    readonly lineCoverage = new Coverage();
    /** Set by runInTransaction; reading it outside of one is a defect of the caller. */
    tx!: Transaction;
    /** The transaction's, by class slot. */
    statics: unknown[] = [];
    frame: Frame = OUTERMOST;
    private depth = 0;

    /**
     * Runs code in a transaction and comes back to the one before, if any: statics, frame and depth are the
     * transaction's own. Begins and commits nothing: that is for who made the transaction.
     * @param sharing do classes that inherit their sharing run with it? Aura and REST entry points do.
     */
    runInTransaction<T>(transaction: Transaction, run: () => T, sharing = false): T {
        const before = { tx: this.tx, statics: this.statics, frame: this.frame, depth: this.depth };
        this.tx = transaction;
        this.statics = transaction.statics;
        this.frame = sharing ? OUTERMOST_WITH_SHARING : OUTERMOST;
        this.depth = 0;
        try {
            return run();
        } finally {
            this.tx = before.tx;
            this.statics = before.statics;
            this.frame = before.frame;
            this.depth = before.depth;
        }
    }

    /** One step of CPU time. */
    tick(): void {
        const { limits } = this.tx;
        limits.steps += 1;
        if (limits.steps > limits.maximumSteps) {
            throw new LimitExceeded('Apex CPU time limit exceeded');
        }
    }

    frameType(typeName: string, apiVersion: number, sharing: FrameType['sharing']): FrameType {
        return new FrameType(typeName, apiVersion, sharing);
    }

    /** A method of a class begins; answers what `leave` needs. */
    enter(type: FrameType): Frame {
        const caller = this.frame;
        if (this.depth >= MAXIMUM_DEPTH) {
            throw new LimitExceeded(`Maximum stack depth reached: ${MAXIMUM_DEPTH + 1}`);
        }
        this.tick();
        this.depth += 1;
        if (caller.type !== type) {
            this.frame = type.under(caller);
        }
        return caller;
    }

    leave(caller: Frame): void {
        this.depth -= 1;
        this.frame = caller;
    }

    /** The counters of a file's lines; emitted code adds to them. */
    coverage(fileName: string, lines: readonly number[]): Float64Array {
        return this.lineCoverage.of(fileName, lines);
    }
}
