/** Bulk API 2.0: jobs that load rows from CSV and jobs that query rows into CSV. They run in slices, between requests. */
import type { Assembly } from '../assemble.ts';
import { RequestRefused } from '../records.ts';
import { BulkTables } from './BulkTables.ts';
import { quotedCell, splitUpload } from './csv.ts';
import { ingestRequest } from './ingestRequest.ts';
import type { NewJob } from './ingestRequest.ts';
import { runIngestSlice } from './ingestRun.ts';
import { DELIMITERS, isFinal, jobJson, LINE_ENDINGS } from './model.ts';
import type { BulkJob, BulkKind } from './model.ts';
import { queryRequest } from './queryRequest.ts';
import { runQuerySlice } from './queryRun.ts';
import { resultPage } from './results.ts';
import type { ResultPage } from './results.ts';

/** Jobs of one page of a list (guide, "Get Information About All Jobs"). */
const LIST_PAGE = 1_000;
const DAY = 24 * 3_600_000;
/** Jobs that have ended are kept for seven days (guide, "Limits and Allocations"). */
const JOB_LIFE = 7 * DAY;

export interface JobList {
    done: boolean;
    records: object[];
    /** Where the next page begins; null when there is none. */
    queryLocator: string | null;
}

export class BulkJobs {
    readonly #current: () => Assembly;
    #kept: { org: Assembly; tables: BulkTables };

    /** @param current the org as it is now: a deploy replaces it */
    constructor(current: () => Assembly) {
        this.#current = current;
        this.#kept = { org: current(), tables: new BulkTables(current().store) };
    }

    get #org(): Assembly {
        return this.#current();
    }

    get #tables(): BulkTables {
        const org = this.#current();
        if (this.#kept.org.store !== org.store) {
            this.#kept = { org, tables: new BulkTables(org.store) };
        }
        return this.#kept.tables;
    }

    /** Runs one slice of the oldest job that waits or runs: one transaction. False when there is none. */
    runNext(): boolean {
        const job = this.#tables.next();
        if (job) {
            this.#runSlice(job);
        }
        return job !== null;
    }

    /** What runs next: `bulkIngest`, `bulkQuery`; null when nothing does. */
    next(): string | null {
        const kind = this.#tables.next()?.kind;
        return kind === undefined ? null : kind === 'V2Ingest' ? 'bulkIngest' : 'bulkQuery';
    }

    /** Gives the job at most so many milliseconds of slices if it is its turn: a small one is then done. */
    advance(id: string, milliseconds: number): void {
        const end = performance.now() + milliseconds;
        for (let job = this.#tables.next(); job?.id === id && performance.now() < end; job = this.#tables.next()) {
            this.#runSlice(job);
        }
    }

    #runSlice(job: BulkJob): void {
        const run = job.kind === 'V2Ingest' ? runIngestSlice : runQuerySlice;
        run(this.#org, this.#tables, job);
    }

    #add(request: NewJob): BulkJob {
        this.#tables.removeEnded(new Date(this.#org.now() - JOB_LIFE).toISOString());
        return this.#tables.add(request);
    }

    // ---- ingest ----

    /** @throws RequestRefused */
    createIngest(userId: string, apiVersion: string, body: Record<string, unknown>): object {
        return jobJson(this.#add(ingestRequest(this.#org, userId, apiVersion, body)), { long: false });
    }

    /** The single request: the job with its data, closed at once. */
    createIngestWithData(userId: string, apiVersion: string, body: Record<string, unknown>, csv: Uint8Array): object {
        const request = ingestRequest(this.#org, userId, apiVersion, body);
        return this.#tables.atomically(() => {
            const job = this.#add(request);
            this.#store(job, csv);
            return jobJson(this.#close(job), { long: false });
        });
    }

    /** Takes the job's data: once. */
    upload(userId: string, id: string, csv: Uint8Array): void {
        const job = this.#own(userId, 'V2Ingest', id);
        if (job.state !== 'Open') {
            throw new RequestRefused(
                'INVALIDJOBSTATE',
                `InvalidJobState : Batches can only be added to an open job; this one is ${job.state}`
            );
        }
        if (job.header !== null || job.problem !== null) {
            throw new RequestRefused(
                'CLIENTINPUTERROR',
                `ClientInputError : Found multiple contents for job: <${job.id}>, please 'Close' / 'Abort' / 'Delete' the current Job then ` +
                    "create a new Job and make sure you only do 'PUT' once on a given Job."
            );
        }
        this.#tables.atomically(() => this.#store(job, csv));
    }

    #store(job: BulkJob, csv: Uint8Array): void {
        const { header, chunks, records, lineEndingHolds } = splitUpload(csv, job.lineEnding);
        if (!lineEndingHolds) {
            const problem = `ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is ${job.lineEnding}`;
            this.#tables.change(job.id, { header, problem, records });
        } else {
            this.#tables.change(job.id, { header: header ?? '', records });
        }
        chunks.forEach(({ rows, text }, number) => this.#tables.addChunk(job.id, number, rows, text));
    }

    /** `UploadComplete` or `Aborted`. */
    setState(userId: string, kind: BulkKind, id: string, state: unknown): object {
        if (state === 'Aborted') {
            return jobJson(this.#abort(this.#seen(userId, kind, id)), { long: kind === 'V2Query' });
        }
        if (state !== 'UploadComplete' || kind === 'V2Query') {
            throw new RequestRefused('INVALIDJOBSTATE', `InvalidJobState : Invalid state for a job: ${String(state)}`);
        }
        return jobJson(this.#close(this.#own(userId, kind, id)), { long: false });
    }

    #close(job: BulkJob): BulkJob {
        if (job.state !== 'Open') {
            throw new RequestRefused('INVALIDJOBSTATE', `InvalidJobState : Closing already ${stateWord(job)} Job not allowed`);
        }
        this.#tables.change(job.id, { state: 'UploadComplete' });
        return this.#tables.get(job.id)!;
    }

    #abort(job: BulkJob): BulkJob {
        if (isFinal(job)) {
            throw new RequestRefused('INVALIDJOBSTATE', `Aborting already ${capital(stateWord(job))} Job not allowed`);
        }
        this.#tables.change(job.id, { state: 'Aborted' });
        return this.#tables.get(job.id)!;
    }

    /** CSV with a header row. */
    ingestResults(userId: string, id: string, which: 'successfulResults' | 'failedResults' | 'unprocessedrecords'): string {
        const job = this.#seen(userId, 'V2Ingest', id);
        if (!isFinal(job)) {
            throw new RequestRefused(
                'INVALIDJOBSTATE',
                `InvalidJobState : Results are available when the job has ended; it is ${job.state}`
            );
        }
        const lineEnd = LINE_ENDINGS[job.lineEnding];
        const header = (job.header ?? '') + lineEnd;
        if (which === 'unprocessedrecords') {
            return header + this.#tables.unprocessed(job.id).join('');
        }
        const [column, extra] =
            which === 'successfulResults' ? (['succeeded', 'sf__Created'] as const) : (['failed', 'sf__Error'] as const);
        const delimiter = DELIMITERS[job.columnDelimiter];
        const names = [quotedCell('sf__Id'), quotedCell(extra)].join(delimiter);
        return names + delimiter + header + this.#tables.texts(job.id, column).join('');
    }

    // ---- query ----

    /** @throws RequestRefused */
    createQuery(userId: string, apiVersion: string, body: Record<string, unknown>): object {
        return jobJson(this.#add(queryRequest(this.#org, userId, apiVersion, body)), { long: false });
    }

    /** A page of the result. */
    queryResults(userId: string, id: string, page: { maxRecords: string | undefined; locator: string | undefined }): ResultPage {
        return resultPage(this.#tables, this.#own(userId, 'V2Query', id), page);
    }

    // ---- both ----

    info(userId: string, kind: BulkKind, id: string): object {
        return jobJson(this.#seen(userId, kind, id), { long: true });
    }

    list(userId: string, kind: BulkKind, locator: string | undefined): JobList {
        const after = locator === undefined ? 0 : Number(Buffer.from(locator, 'base64url').toString('latin1'));
        if (!Number.isInteger(after)) {
            throw new RequestRefused('INVALID_QUERY_LOCATOR', 'invalid query locator');
        }
        const found = this.#tables.list(kind, after, LIST_PAGE + 1);
        const page = found.slice(0, LIST_PAGE);
        const done = found.length <= LIST_PAGE;
        const mine = page.filter(({ job }) => job.userId === userId || this.#managesJobs(userId));
        return {
            done,
            records: mine.map(({ job }) => ({ ...jobJson(job, { long: false }), jobType: job.kind })),
            queryLocator: done ? null : Buffer.from(String(page.at(-1)!.seq), 'latin1').toString('base64url')
        };
    }

    /** A job that runs must end first. */
    remove(userId: string, kind: BulkKind, id: string): void {
        const job = this.#seen(userId, kind, id);
        if (!isFinal(job) && job.state !== 'UploadComplete') {
            throw new RequestRefused('API_ERROR', 'Error encountered when deleting the job because the job is not terminated');
        }
        this.#tables.atomically(() => this.#tables.remove(job.id));
    }

    /** Jobs and internal batches of the last 24 hours, against the org's limits. */
    lastDay(): { queryJobs: number; batches: number } {
        const since = new Date(this.#org.now() - DAY).toISOString();
        return {
            queryJobs: this.#tables.countSince('V2Query', since).jobs,
            batches: this.#tables.countSince('V2Ingest', since).batches
        };
    }

    /** A job that the user may watch and abort: their own, or any with Manage Data Integrations. */
    #seen(userId: string, kind: BulkKind, id: string): BulkJob {
        const job = this.#tables.get(id);
        if (!job || job.kind !== kind) {
            throw new RequestRefused('NOT_FOUND', 'The requested resource does not exist');
        }
        if (job.userId !== userId && !this.#managesJobs(userId)) {
            throw new RequestRefused('INVALIDUSER', 'InvalidUser : The job was created by another user');
        }
        return job;
    }

    /** Only who created a job fills and closes it, or reads what it found. */
    #own(userId: string, kind: BulkKind, id: string): BulkJob {
        const job = this.#seen(userId, kind, id);
        if (job.userId !== userId) {
            throw new RequestRefused('INVALIDUSER', 'InvalidUser : The job was created by another user');
        }
        return job;
    }

    #managesJobs(userId: string): boolean {
        return this.#org.security.hasUserPermission(userId, 'ManageDataIntegrations');
    }
}

function stateWord({ state }: BulkJob): string {
    return state === 'JobComplete' ? 'completed' : state === 'UploadComplete' || state === 'InProgress' ? 'closed' : state.toLowerCase();
}

function capital(word: string): string {
    return word[0].toUpperCase() + word.slice(1);
}
