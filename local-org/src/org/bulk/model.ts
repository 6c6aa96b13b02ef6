/** Jobs of Bulk API 2.0 as the org keeps them, and how they are told of. */

export type BulkKind = 'V2Ingest' | 'V2Query';
export type IngestOperation = 'insert' | 'update' | 'upsert' | 'delete' | 'hardDelete';
export type BulkOperation = IngestOperation | 'query' | 'queryAll';
export type BulkState = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';
export type ColumnDelimiter = 'BACKQUOTE' | 'CARET' | 'COMMA' | 'PIPE' | 'SEMICOLON' | 'TAB';
export type LineEnding = 'LF' | 'CRLF';

export interface BulkJob {
    id: string;
    kind: BulkKind;
    /** Who created it, and as whom its rows are saved. */
    userId: string;
    operation: BulkOperation;
    object: string;
    state: BulkState;
    /** Upsert: the field that tells whether a row is there already. */
    externalId: string | null;
    columnDelimiter: ColumnDelimiter;
    lineEnding: LineEnding;
    /** `67.0` */
    apiVersion: string;
    /** SOQL of a query job. */
    query: string | null;
    /** Header row of the upload, as it came; null until there is one. */
    header: string | null;
    /** What is wrong with the upload as a whole, found when it came and told when the job runs. */
    problem: string | null;
    errorMessage: string | null;
    /** Data rows of the upload. */
    records: number;
    processed: number;
    failed: number;
    /** Milliseconds. */
    apiTime: number;
    apexTime: number;
    createdDate: string;
    systemModstamp: string;
}

/** Rows of an upload that are processed together, or of a result that were found together. */
export const CHUNK_ROWS = 200;
/** Salesforce makes an internal batch for each 10,000 rows (guide, "How Requests Are Processed"). */
export const BATCH_ROWS = 10_000;

export const DELIMITERS: Record<ColumnDelimiter, string> = {
    BACKQUOTE: '`',
    CARET: '^',
    COMMA: ',',
    PIPE: '|',
    SEMICOLON: ';',
    TAB: '\t'
};
export const LINE_ENDINGS: Record<LineEnding, string> = { LF: '\n', CRLF: '\r\n' };

export function isFinal({ state }: Pick<BulkJob, 'state'>): boolean {
    return state === 'JobComplete' || state === 'Failed' || state === 'Aborted';
}

/** A job as REST shows it. `long`: with what has become of it, as GET answers. */
export function jobJson(job: BulkJob, { long }: { long: boolean }): object {
    const { id, operation, object, userId, state, externalId } = job;
    return {
        id,
        operation,
        object,
        createdById: userId,
        createdDate: apiDate(job.createdDate),
        systemModstamp: apiDate(job.systemModstamp),
        state,
        ...(externalId !== null && { externalIdFieldName: externalId }),
        concurrencyMode: 'Parallel',
        contentType: 'CSV',
        apiVersion: Number(job.apiVersion),
        ...(job.kind === 'V2Ingest' && state === 'Open' && { contentUrl: `services/data/v${job.apiVersion}/jobs/ingest/${id}/batches` }),
        lineEnding: job.lineEnding,
        columnDelimiter: job.columnDelimiter,
        ...(long && outcome(job))
    };
}

function outcome(job: BulkJob): object {
    const times = {
        retries: 0,
        totalProcessingTime: job.apiTime,
        ...(job.kind === 'V2Ingest' && { apiActiveProcessingTime: job.apiTime, apexProcessingTime: job.apexTime })
    };
    return {
        jobType: job.kind,
        numberRecordsProcessed: job.processed,
        ...(job.kind === 'V2Ingest' && { numberRecordsFailed: job.failed }),
        ...times,
        ...(job.errorMessage !== null && { errorMessage: job.errorMessage }),
        isPkChunkingSupported: job.kind === 'V2Query'
    };
}

/** `2026-11-21T10:00:00.000+0000` */
function apiDate(iso: string): string {
    return iso.replace(/Z$/, '+0000');
}
