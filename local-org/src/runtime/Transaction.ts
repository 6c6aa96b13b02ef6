/**
 * One Apex transaction: who runs, what has been used of the limits, what kind of DML has happened.
 * Everything that Salesforce resets between transactions lives here.
 */
import type { Ports } from './ports.ts';
import { Limits } from './Limits.ts';
import type { SObject } from './values/SObject.ts';

export type TransactionKind =
    'synchronous' | 'queueable' | 'finalizer' | 'batch' | 'future' | 'scheduled' | 'trigger' | 'bulk' | 'test' | 'testAsync';

export interface RunningUser {
    id: string;
}

/** Which side of MIXED_DML_OPERATION this context has written to, and the object that did. */
export interface MixedDmlState {
    side: 'none' | 'setup' | 'data';
    firstObject: string | null;
}

export class Transaction {
    readonly ports: Ports;
    readonly kind: TransactionKind;
    userId: string;
    limits: Limits;
    /** Set by Test.startTest: the test's own limits wait here. */
    outerLimits: Limits | null = null;
    mixedDml: MixedDmlState = { side: 'none', firstObject: null };
    statics: unknown[] = [];
    readonly isTest: boolean;
    /** "now" is fixed by the org's clock per call, never by Date.now() directly. */
    readonly now: () => number;
    /** Trigger contexts, innermost last. */
    readonly triggers: TriggerContext[] = [];
    /** Depth of the queueable chain this runs in; 0 outside. */
    queueableDepth = 0;
    /** The AsyncApexJob that this transaction runs, null when synchronous. */
    asyncJobId: string | null = null;
    /** Free room for the other rooms, keyed by their own symbols: no port needs a subclass of Transaction. */
    readonly state = new Map<symbol, unknown>();
    readonly debugLog: string[] = [];
    /** When each line was written, in milliseconds of the org's clock. */
    readonly debugTimes: number[] = [];
    readonly startedAt: number;
    /** What ended it, for whoever is told of its end; null when nothing did. */
    failure: unknown = null;
    /** A test that says `SeeAllData=true`. */
    seesAllData = false;
    /** Has it ended well? */
    committed = false;

    constructor(options: { ports: Ports; kind: TransactionKind; userId: string; isTest: boolean; now: () => number }) {
        this.ports = options.ports;
        this.kind = options.kind;
        this.userId = options.userId;
        this.isTest = options.isTest;
        this.now = options.now;
        this.startedAt = options.now();
        this.limits = new Limits(options.kind);
    }
}

export interface TriggerContext {
    operation: 'BEFORE_INSERT' | 'BEFORE_UPDATE' | 'BEFORE_DELETE' | 'AFTER_INSERT' | 'AFTER_UPDATE' | 'AFTER_DELETE' | 'AFTER_UNDELETE';
    object: string;
    newRecords: SObject[] | null;
    oldRecords: SObject[] | null;
    /** Set while an after- or delete-trigger runs: records are read-only. */
    readOnly: boolean;
}
