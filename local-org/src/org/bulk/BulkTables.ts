/**
 * Where jobs of Bulk API 2.0 live: tables of the org's database, so that they survive a restart and are written in the very
 * transaction that saves their rows. An upload is cut into chunks when it comes; nothing ever holds all of it but the request.
 */
import type { StoredRow, StoredValue } from '../../data/ports.ts';
import type { Store } from '../../data/store/Store.ts';
import type { SObjectSchema } from '../../schema/model.ts';
import type { BulkJob, BulkKind } from './model.ts';

const JOBS = '_bulk_jobs';
const CHUNKS = '_bulk_chunks';
/** The Id prefix of jobs; they are no sObjects. */
const JOB_PREFIX = { keyPrefix: '750', name: 'BulkJob' } as SObjectSchema;

/** Rows of an upload (`content`) and what became of them, or rows of a query's result (`content` alone). */
export interface BulkChunk {
    number: number;
    /** Ingest: CSV text as it came; null once it has been processed. Query: see queryRun.ts. */
    content: string | null;
    rows: number;
    /** CSV text of the rows that were saved, each with a line ending. */
    succeeded: string;
    failed: string;
}

export type JobChanges = Partial<
    Pick<BulkJob, 'state' | 'header' | 'problem' | 'errorMessage' | 'records' | 'processed' | 'failed' | 'apiTime' | 'apexTime'>
>;

export class BulkTables {
    readonly #store: Store;

    /** Makes the tables when they are not there: call outside of transactions. */
    constructor(store: Store) {
        this.#store = store;
        store.change(
            JOBS,
            `CREATE TABLE IF NOT EXISTS ${JOBS} (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, kind TEXT NOT NULL,
                userId TEXT NOT NULL, operation TEXT NOT NULL, object TEXT NOT NULL, state TEXT NOT NULL, externalId TEXT,
                columnDelimiter TEXT NOT NULL, lineEnding TEXT NOT NULL, apiVersion TEXT NOT NULL, query TEXT, header TEXT, problem TEXT,
                errorMessage TEXT, records INTEGER NOT NULL, processed INTEGER NOT NULL, failed INTEGER NOT NULL, apiTime INTEGER NOT NULL,
                apexTime INTEGER NOT NULL, createdDate TEXT NOT NULL, systemModstamp TEXT NOT NULL)`
        );
        store.change(
            CHUNKS,
            `CREATE TABLE IF NOT EXISTS ${CHUNKS} (job TEXT NOT NULL, number INTEGER NOT NULL, rows INTEGER NOT NULL, done INTEGER NOT NULL,
                content TEXT, succeeded TEXT NOT NULL DEFAULT '', failed TEXT NOT NULL DEFAULT '', PRIMARY KEY (job, number)) WITHOUT ROWID`
        );
    }

    /** All or nothing. */
    atomically<T>(work: () => T): T {
        const mark = this.#store.mark();
        try {
            return work();
        } catch (error) {
            this.#store.rollbackTo(mark);
            throw error;
        } finally {
            this.#store.release(mark);
        }
    }

    add(job: Omit<BulkJob, 'id' | 'createdDate' | 'systemModstamp'>): BulkJob {
        const now = this.#store.timestamp();
        const whole: BulkJob = { id: this.#store.newId(JOB_PREFIX), ...job, createdDate: now, systemModstamp: now };
        const names = Object.keys(whole);
        this.#store.change(
            JOBS,
            `INSERT INTO ${JOBS} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
            ...(Object.values(whole) as StoredValue[])
        );
        return whole;
    }

    get(id: string): BulkJob | null {
        return jobOf(this.#store.get(`SELECT * FROM ${JOBS} WHERE id = ? OR substr(id, 1, 15) = ?`, id, id));
    }

    change(id: string, changes: JobChanges): void {
        const names = Object.keys(changes);
        this.#store.change(
            JOBS,
            `UPDATE ${JOBS} SET ${names.map((name) => `${name} = ?, `).join('')}systemModstamp = ? WHERE id = ?`,
            ...(Object.values(changes) as StoredValue[]),
            this.#store.timestamp(),
            id
        );
    }

    remove(id: string): void {
        this.removeChunks(id);
        this.#store.change(JOBS, `DELETE FROM ${JOBS} WHERE id = ?`, id);
    }

    /** Forgets jobs that ended before then. */
    removeEnded(before: string): void {
        const ended = `state IN ('JobComplete', 'Failed', 'Aborted') AND systemModstamp < ?`;
        this.#store.change(CHUNKS, `DELETE FROM ${CHUNKS} WHERE job IN (SELECT id FROM ${JOBS} WHERE ${ended})`, before);
        this.#store.change(JOBS, `DELETE FROM ${JOBS} WHERE ${ended}`, before);
    }

    /** The job whose turn it is: the oldest that waits or runs. */
    next(): BulkJob | null {
        return jobOf(this.#store.get(`SELECT * FROM ${JOBS} WHERE state IN ('UploadComplete', 'InProgress') ORDER BY seq LIMIT 1`));
    }

    /** Jobs in the order of their creation, from the one after `afterSeq`. */
    list(kind: BulkKind, afterSeq: number, most: number): { seq: number; job: BulkJob }[] {
        return this.#store
            .all(`SELECT * FROM ${JOBS} WHERE kind = ? AND seq > ? ORDER BY seq LIMIT ?`, kind, afterSeq, most)
            .map((row) => ({ seq: Number(row.seq), job: jobOf(row)! }));
    }

    /** How many jobs, and rows of their uploads, there have been since then. */
    countSince(kind: BulkKind, since: string): { jobs: number; batches: number } {
        const row = this.#store.get(
            `SELECT COUNT(*) AS jobs, SUM((records + 9999) / 10000) AS batches FROM ${JOBS} WHERE kind = ? AND createdDate >= ?`,
            kind,
            since
        )!;
        return { jobs: Number(row.jobs), batches: Number(row.batches ?? 0) };
    }

    // ---- chunks ----

    addChunk(job: string, number: number, rows: number, content: string): void {
        this.#store.change(
            CHUNKS,
            `INSERT INTO ${CHUNKS} (job, number, rows, done, content) VALUES (?, ?, ?, 0, ?)`,
            job,
            number,
            rows,
            content
        );
    }

    nextChunk(job: string): BulkChunk | null {
        const row = this.#store.get(`SELECT * FROM ${CHUNKS} WHERE job = ? AND done = 0 ORDER BY number LIMIT 1`, job);
        return row ? (row as unknown as BulkChunk) : null;
    }

    /** Ingest: the chunk has been through. */
    finishChunk(job: string, number: number, succeeded: string, failed: string): void {
        this.#store.change(
            CHUNKS,
            `UPDATE ${CHUNKS} SET done = 1, content = NULL, succeeded = ?, failed = ? WHERE job = ? AND number = ?`,
            succeeded,
            failed,
            job,
            number
        );
    }

    /** Query: the chunk's Ids have become rows. */
    fillChunk(job: string, number: number, rows: number, content: string): void {
        this.#store.change(
            CHUNKS,
            `UPDATE ${CHUNKS} SET done = 1, content = ?, rows = ? WHERE job = ? AND number = ?`,
            content,
            rows,
            job,
            number
        );
    }

    texts(job: string, column: 'succeeded' | 'failed'): string[] {
        return this.#store.all(`SELECT ${column} AS text FROM ${CHUNKS} WHERE job = ? AND done = 1 ORDER BY number`, job).map(textOf);
    }

    /** Rows that nobody has touched. */
    unprocessed(job: string): string[] {
        return this.#store.all(`SELECT content AS text FROM ${CHUNKS} WHERE job = ? AND done = 0 ORDER BY number`, job).map(textOf);
    }

    /** Query: how many rows each chunk holds, in their order. */
    sizes(job: string): number[] {
        return this.#store.all(`SELECT rows FROM ${CHUNKS} WHERE job = ? ORDER BY number`, job).map((row) => Number(row.rows));
    }

    content(job: string, number: number): string {
        return textOf(this.#store.get(`SELECT content AS text FROM ${CHUNKS} WHERE job = ? AND number = ?`, job, number)!);
    }

    removeChunks(job: string): void {
        this.#store.change(CHUNKS, `DELETE FROM ${CHUNKS} WHERE job = ?`, job);
    }
}

function textOf(row: StoredRow): string {
    return String(row.text ?? '');
}

function jobOf(row: StoredRow | undefined): BulkJob | null {
    if (!row) {
        return null;
    }
    const { seq: _seq, ...job } = row;
    return job as unknown as BulkJob;
}
