/**
 * The queue of asynchronous work, kept in a table of the org's database: it lives and is rolled back with the records, and
 * survives the process. A row is removed in the same transaction that does its work, so work is neither lost nor done twice.
 */
import { deserialize, serialize } from 'node:v8';
import type { Store } from '../data/store/Store.ts';
import type { Query } from '../language/soqlAst.ts';
import type { AccessMode } from '../runtime/ports.ts';
import type { Encoded } from './state/encode.ts';

export interface QueueablePayload {
    kind: 'queueable';
    state: Encoded;
    className: string;
    /** 1 for a job enqueued by synchronous code. */
    depth: number;
    maximumStackDepth: number | null;
    delayMinutes: number | null;
    /** How many failed runs in a row led to this one. */
    failuresBefore: number;
}

export interface FinalizerPayload {
    kind: 'finalizer';
    state: Encoded;
    /** null = the job ended well. */
    exception: Encoded;
    depth: number;
    maximumStackDepth: number | null;
    /** Failed runs in a row, the parent's included. */
    failures: number;
}

export interface BatchPayload {
    kind: 'batch';
    phase: 'start' | 'execute' | 'finish';
    state: Encoded;
    className: string;
    scopeSize: number;
    /** The query that start returned, and the Ids that it found; null for an Iterable. */
    locator: { query: Query; access: AccessMode; sharing: boolean; binds: Encoded[]; ids: string[] } | null;
    items: Encoded[];
    position: number;
}

export interface FuturePayload {
    kind: 'future';
    className: string;
    jsName: string;
    args: Encoded[];
    callout: boolean;
}

export interface SchedulePayload {
    kind: 'scheduled';
    state: Encoded;
    className: string;
    cron: string;
    zone: string;
}

export interface EventPayload {
    kind: 'event';
    object: string;
    events: Encoded[];
}

export type Payload = QueueablePayload | FinalizerPayload | BatchPayload | FuturePayload | SchedulePayload | EventPayload;

export interface QueuedJob {
    seq: number;
    /** AsyncApexJob Id, CronTrigger Id for schedules, null for events. */
    jobId: string | null;
    userId: string;
    /** Milliseconds; not before. */
    dueAt: number;
    payload: Payload;
}

interface Row {
    seq: number;
    jobId: string | null;
    userId: string;
    dueAt: number;
    payload: Uint8Array;
}

const COLUMNS = 'seq, jobId, userId, dueAt, payload';

export class JobQueue {
    readonly #store: Store;

    /** Makes the table when it is not there: call outside of transactions. */
    constructor(store: Store) {
        this.#store = store;
        store.change(
            '_jobs',
            `CREATE TABLE IF NOT EXISTS _jobs (seq INTEGER PRIMARY KEY AUTOINCREMENT, jobId TEXT, userId TEXT NOT NULL, kind TEXT NOT NULL,
                dueAt REAL NOT NULL, state TEXT NOT NULL, signature TEXT, payload BLOB NOT NULL)`
        );
    }

    add(job: Omit<QueuedJob, 'seq'>, signature: string | null = null): number {
        return Number(
            this.#store.get(
                `INSERT INTO _jobs (jobId, userId, kind, dueAt, state, signature, payload) VALUES (?, ?, ?, ?, 'queued', ?, ?) RETURNING seq`,
                job.jobId,
                job.userId,
                job.payload.kind,
                job.dueAt,
                signature,
                serialize(job.payload)
            )!.seq
        );
    }

    /** Puts a job with new contents back into its place. */
    put(seq: number, payload: Payload, dueAt: number): void {
        this.#store.change(
            '_jobs',
            `UPDATE _jobs SET payload = ?, dueAt = ?, state = 'queued' WHERE seq = ?`,
            serialize(payload),
            dueAt,
            seq
        );
    }

    remove(seq: number): void {
        this.#store.change('_jobs', `DELETE FROM _jobs WHERE seq = ?`, seq);
    }

    removeOf(jobId: string): boolean {
        return this.#store.change('_jobs', `DELETE FROM _jobs WHERE jobId = ?`, jobId) > 0;
    }

    get(seq: number): QueuedJob | null {
        return this.#job(this.#store.get(`SELECT ${COLUMNS} FROM _jobs WHERE seq = ?`, seq));
    }

    /** The next job that is due. */
    nextDue(now: number): QueuedJob | null {
        return this.#job(
            this.#store.get(`SELECT ${COLUMNS} FROM _jobs WHERE state = 'queued' AND dueAt <= ? ORDER BY dueAt, seq LIMIT 1`, now)
        );
    }

    /** When the next queued job is due; null when nothing waits. */
    nextDueAt(): number | null {
        return (this.#store.get(`SELECT MIN(dueAt) AS due FROM _jobs WHERE state = 'queued'`)?.due ?? null) as number | null;
    }

    /** From now on nobody else may take it, and a dead process will be noticed. */
    claim(seq: number): void {
        this.#store.change('_jobs', `UPDATE _jobs SET state = 'running', signature = NULL WHERE seq = ?`, seq);
    }

    /** Jobs that were running when their process died. */
    interrupted(): QueuedJob[] {
        return this.#store.all(`SELECT ${COLUMNS} FROM _jobs WHERE state = 'running' ORDER BY seq`).map((row) => this.#job(row)!);
    }

    hasSignature(signature: string): boolean {
        return this.#store.get(`SELECT 1 FROM _jobs WHERE state = 'queued' AND signature = ?`, signature) !== undefined;
    }

    /** Removes everything that waits but schedules; returns it. */
    lose(): QueuedJob[] {
        const waiting = this.#store
            .all(`SELECT ${COLUMNS} FROM _jobs WHERE kind <> 'scheduled' ORDER BY seq`)
            .map((row) => this.#job(row)!);
        this.#store.change('_jobs', `DELETE FROM _jobs WHERE kind <> 'scheduled'`);
        return waiting;
    }

    /** How many pieces of work are due. */
    waiting(now: number): number {
        return Number(this.#store.get(`SELECT COUNT(*) AS n FROM _jobs WHERE state = 'queued' AND dueAt <= ?`, now)!.n);
    }

    count(kind: Payload['kind']): number {
        return Number(this.#store.get(`SELECT COUNT(*) AS n FROM _jobs WHERE kind = ?`, kind)!.n);
    }

    #job(row: unknown): QueuedJob | null {
        if (!row) {
            return null;
        }
        const { seq, jobId, userId, dueAt, payload } = row as Row;
        return { seq, jobId, userId, dueAt, payload: deserialize(payload) as Payload };
    }
}
