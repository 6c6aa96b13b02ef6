/** Bulk API 2.0, as much of it as moving owners takes. */
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { OutcomeUnknownError } from '../../org/connection/errors.ts';
import { DATA } from '../../org/OrgConnection.ts';
import { RefusalError } from '../errors.ts';
import type { OrgSession } from '../session.ts';

const JOBS = `${DATA}/jobs`;
const PAGE = 50_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 10_000;

export interface Job {
    id: string;
    object: string;
    operation: string;
    createdById: string;
    /** Open, UploadComplete, InProgress, JobComplete, Failed or Aborted. */
    state: string;
    errorMessage?: string;
}

export interface UpdateOutcome {
    succeeded: string[];
    failed: { id: string; error: string }[];
}

const WORKING = ['UploadComplete', 'InProgress'];

export class BulkApi {
    private readonly session: OrgSession;

    constructor(session: OrgSession) {
        this.session = session;
    }

    /** All Ids that a query finds, 18 characters each. */
    async ids(soql: string): Promise<string[]> {
        const job = await this.create('query', { operation: 'query', query: soql });
        await this.finished('query', job.id);
        const ids: string[] = [];
        let locator: string | null = null;
        do {
            const { text, headers } = await this.session.org.send(
                'GET',
                `${JOBS}/query/${job.id}/results?maxRecords=${PAGE}${locator === null ? '' : `&locator=${locator}`}`,
                undefined,
                { accept: 'text/csv' }
            );
            ids.push(...rows(text).map((row) => row.Id));
            locator = headers.get('sforce-locator');
        } while (locator !== null && locator !== 'null' && locator !== '');
        return ids;
    }

    /** Sets one field of many records to one value. */
    async update(object: string, field: string, value: string, ids: readonly string[]): Promise<UpdateOutcome> {
        const job = await this.create('ingest', { object, operation: 'update', contentType: 'CSV', lineEnding: 'LF' });
        const csv = stringify(
            ids.map((id) => [id, value]),
            { header: true, columns: ['Id', field] }
        );
        await this.session.org.send('PUT', `${JOBS}/ingest/${job.id}/batches`, csv, { contentType: 'text/csv' });
        await this.complete(job.id);
        const ended = await this.finished('ingest', job.id);
        const succeeded = rows(await this.results(ended.id, 'successfulResults')).map((row) => row.sf__Id);
        const failed = rows(await this.results(ended.id, 'failedResults')).map((row) => ({
            id: row.sf__Id || row.Id,
            error: row.sf__Error
        }));
        return { succeeded, failed };
    }

    /** Waits for updates of an object that this user has uploaded before and that still work. */
    async settle(object: string): Promise<void> {
        const { userId } = this.session.access.access;
        let path: string | null = `${JOBS}/ingest?jobType=V2Ingest`;
        while (path !== null) {
            const page: { records: Job[]; nextRecordsUrl?: string | null } = await this.session.org.request('GET', path);
            const working = page.records.filter(
                (job) => job.object === object && job.createdById === userId && job.operation === 'update' && WORKING.includes(job.state)
            );
            for (const job of working) {
                await this.finished('ingest', job.id);
            }
            path = page.nextRecordsUrl ?? null;
        }
    }

    /** A job that was made twice because an answer was lost is an empty one: it does nothing. */
    private create(kind: 'query' | 'ingest', body: object): Promise<Job> {
        return this.session.org.request('POST', `${JOBS}/${kind}`, body, { idempotent: true });
    }

    private async complete(jobId: string): Promise<void> {
        const path = `${JOBS}/ingest/${jobId}`;
        try {
            await this.session.org.request('PATCH', path, { state: 'UploadComplete' });
        } catch (error) {
            if (!(error instanceof OutcomeUnknownError)) {
                throw error;
            }
            const { state } = await this.session.org.request<Job>('GET', path);
            if (state === 'Open') {
                await this.complete(jobId);
            }
        }
    }

    /** @throws RefusalError when the org could not work on the job at all */
    private async finished(kind: 'query' | 'ingest', jobId: string): Promise<Job> {
        const { clock, signal } = this.session.environment;
        for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 1.5, LONGEST_WAIT)) {
            const job = await this.session.org.request<Job>('GET', `${JOBS}/${kind}/${jobId}`, undefined, { polling: true });
            if (job.state === 'JobComplete' || (kind === 'ingest' && (job.state === 'Failed' || job.state === 'Aborted'))) {
                // Even a failed upload has results: what went through before.
                return job;
            }
            if (job.state === 'Failed' || job.state === 'Aborted') {
                throw new RefusalError(
                    `The Bulk API ${job.state.toLowerCase()} the query ${jobId}: ${job.errorMessage ?? 'no reason given'}`
                );
            }
            await clock.sleep(wait, signal);
        }
    }

    private async results(jobId: string, which: 'successfulResults' | 'failedResults'): Promise<string> {
        return (await this.session.org.send('GET', `${JOBS}/ingest/${jobId}/${which}`, undefined, { accept: 'text/csv' })).text;
    }
}

function rows(csv: string): Record<string, string>[] {
    return parse(csv, { columns: true, skip_empty_lines: true, bom: true });
}
