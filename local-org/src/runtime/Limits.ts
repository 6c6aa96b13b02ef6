/**
 * Governor limits of one transaction. Numbers: platform.md §7. Counting past a limit throws
 * System.LimitException, which Apex cannot catch.
 */
import type { TransactionKind } from './Transaction.ts';
import { LimitExceeded } from './errors.ts';

export type LimitName =
    | 'queries'
    | 'queryRows'
    | 'queryLocatorRows'
    | 'soslQueries'
    | 'dmlStatements'
    | 'dmlRows'
    | 'callouts'
    | 'futureCalls'
    | 'queueableJobs'
    | 'emailInvocations'
    | 'publishImmediateDml'
    | 'cpuTime'
    | 'heapSize'
    | 'aggregateQueries'
    | 'fieldSetsDescribes';

const SYNCHRONOUS: Record<LimitName, number> = {
    queries: 100,
    queryRows: 50_000,
    queryLocatorRows: 10_000,
    soslQueries: 20,
    dmlStatements: 150,
    dmlRows: 10_000,
    callouts: 100,
    futureCalls: 50,
    queueableJobs: 50,
    emailInvocations: 10,
    publishImmediateDml: 150,
    cpuTime: 10_000,
    heapSize: 6_000_000,
    aggregateQueries: 300,
    fieldSetsDescribes: 100
};

const ASYNCHRONOUS: Partial<Record<LimitName, number>> = {
    queries: 200,
    cpuTime: 60_000,
    heapSize: 12_000_000,
    queueableJobs: 1
};

/** What the message names: "Too many SOQL queries: 101". */
const MESSAGES: Partial<Record<LimitName, (used: number) => string>> = {
    queries: (used) => `Too many SOQL queries: ${used}`,
    queryRows: (used) => `Too many query rows: ${used}`,
    queryLocatorRows: (used) => `Too many query locator rows: ${used}`,
    soslQueries: (used) => `Too many SOSL queries: ${used}`,
    dmlStatements: (used) => `Too many DML statements: ${used}`,
    dmlRows: (used) => `Too many DML rows: ${used}`,
    callouts: (used) => `Too many callouts: ${used}`,
    futureCalls: (used) => `Too many future calls: ${used}`,
    queueableJobs: (used) => `Too many queueable jobs added to the queue: ${used}`,
    emailInvocations: (used) => `Too many Email Invocations: ${used}`,
    cpuTime: () => 'Apex CPU time limit exceeded',
    heapSize: (used) => `Apex heap size too large: ${used}`
};

/** Steps that count as one millisecond of CPU time: statements are counted, not time, so that verdicts do not depend on the machine. */
export const STEPS_PER_CPU_MILLISECOND = 10_000;

export interface LimitMark {
    used: ReadonlyMap<LimitName, number>;
    steps: number;
}

export class Limits {
    private readonly maxima: Record<LimitName, number>;
    private readonly used = new Map<LimitName, number>();
    /** Steps, see STEPS_PER_CPU_MILLISECOND. Public for the emitted code's fast path. */
    steps = 0;
    readonly maximumSteps: number;

    /** Finalizers and scheduled Apex have synchronous limits; so has a test's own body. Bulk API has the higher of the two (platform.md §7). */
    constructor(kind: TransactionKind) {
        const asynchronous = kind === 'queueable' || kind === 'batch' || kind === 'future' || kind === 'testAsync' || kind === 'bulk';
        this.maxima = asynchronous ? { ...SYNCHRONOUS, ...ASYNCHRONOUS } : { ...SYNCHRONOUS };
        if (kind === 'bulk') {
            this.maxima.queueableJobs = SYNCHRONOUS.queueableJobs;
        }
        if (kind === 'finalizer') {
            this.maxima.queueableJobs = 1;
        }
        if (kind === 'batch' || kind === 'future') {
            this.maxima.futureCalls = 0;
        }
        this.maximumSteps = this.maxima.cpuTime * STEPS_PER_CPU_MILLISECOND;
    }

    /** Adds and throws past the limit. */
    count(name: LimitName, amount = 1): void {
        const used = (this.used.get(name) ?? 0) + amount;
        this.used.set(name, used);
        if (used > this.maxima[name]) {
            throw new LimitExceeded(MESSAGES[name]?.(used) ?? `Limit exceeded: ${name}: ${used}`);
        }
    }

    /** What has been used so far, for `backTo`. */
    mark(): LimitMark {
        return { used: new Map(this.used), steps: this.steps };
    }

    /** Forgets what has been used since: the second and third attempt of a partial save start from where the first did. */
    backTo(mark: LimitMark): void {
        this.used.clear();
        mark.used.forEach((value, name) => this.used.set(name, value));
        this.steps = mark.steps;
    }

    usedOf(name: LimitName): number {
        return name === 'cpuTime' ? Math.floor(this.steps / STEPS_PER_CPU_MILLISECOND) : (this.used.get(name) ?? 0);
    }

    maximumOf(name: LimitName): number {
        return this.maxima[name];
    }
}
