/**
 * One chunk of an ingest job, in a transaction of its own (Bulk API guide, "Limits": "each chunk of 200 records is processed as a
 * separate transaction"). What becomes of its rows is written in that very transaction: after a crash the chunk has been through
 * with its results, or it waits as it was.
 */
import type { RowError, RowResult } from '../../runtime/ports.ts';
import { UnsupportedError } from '../../runtime/errors.ts';
import type { Transaction } from '../../runtime/Transaction.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import type { SObject } from '../../runtime/values/SObject.ts';
import { limitError, saveAsApi } from '../apiSave.ts';
import type { Assembly } from '../assemble.ts';
import { inTransaction } from '../transactions.ts';
import type { BulkChunk, BulkTables } from './BulkTables.ts';
import { columnsOf, InvalidBatch, recordOf, RowRefused } from './columns.ts';
import type { BulkColumn } from './columns.ts';
import { cellsOf, CsvError, rowText, rowsOf } from './csv.ts';
import { bulkObject } from './ingestRequest.ts';
import { DELIMITERS, LINE_ENDINGS } from './model.ts';
import type { BulkJob } from './model.ts';

/** A row of the chunk: its text, and the record that it stands for or why it stands for none. */
interface Row {
    text: string;
    record: SObject | null;
    error: RowError | null;
}

/** Processes the job's next chunk, or ends the job. */
export function runIngestSlice(org: Assembly, tables: BulkTables, job: BulkJob): void {
    const inactive = org.store.get('SELECT IsActive AS active FROM "User" WHERE Id = ?', job.userId)?.active !== 1;
    const problem = inactive ? `InvalidUser : The user ${job.userId} who created the job is not active` : job.problem;
    if (problem !== null) {
        tables.change(job.id, { state: 'Failed', errorMessage: problem });
        return;
    }
    const chunk = job.header === null ? null : tables.nextChunk(job.id);
    if (!chunk) {
        tables.change(job.id, { state: 'JobComplete' });
        return;
    }
    try {
        const object = bulkObject(org, job.userId, job.object);
        const columns = columnsOf(org, job, object, headerCells(job));
        const rows = rowsOf(chunk.content!).map((text) => readRow(text, () => recordOf(object, columns, cells(job, text))));
        runChunk(org, tables, job, { chunk, rows, columns });
    } catch (error) {
        if (!(error instanceof InvalidBatch)) {
            throw error;
        }
        tables.change(job.id, { state: 'Failed', errorMessage: error.message });
    }
}

function headerCells(job: BulkJob): string[] {
    try {
        return cells(job, job.header!);
    } catch (error) {
        throw error instanceof CsvError ? new InvalidBatch(error.message) : error;
    }
}

function cells(job: BulkJob, text: string): string[] {
    return cellsOf(text, DELIMITERS[job.columnDelimiter]);
}

function readRow(text: string, read: () => SObject): Row {
    try {
        return { text, record: read(), error: null };
    } catch (error) {
        if (error instanceof RowRefused) {
            return { text, record: null, error: error.error };
        }
        if (error instanceof CsvError) {
            return { text, record: null, error: { statusCode: 'INVALID_FIELD', message: error.message, fields: [] } };
        }
        throw error;
    }
}

interface Work {
    chunk: BulkChunk;
    rows: Row[];
    columns: readonly BulkColumn[];
}

function runChunk(org: Assembly, tables: BulkTables, job: BulkJob, work: Work): void {
    const started = performance.now();
    const finish = (results: (RowResult | null)[], apexTime: number): void => {
        writeResults(tables, job, work, results, { api: Math.round(performance.now() - started), apex: apexTime });
    };
    try {
        inTransaction(org, { userId: job.userId, kind: 'bulk', sharing: true }, (transaction) => {
            const records = work.rows.flatMap(({ record }) => record ?? []);
            const saved = save(org, transaction, job, records);
            let next = 0;
            finish(
                work.rows.map(({ record }) => (record ? saved[next++] : null)),
                transaction.limits.usedOf('cpuTime')
            );
        });
    } catch (error) {
        const lost = lostTransaction(error);
        tables.atomically(() =>
            finish(
                work.rows.map(({ record }) => (record ? { success: false, id: record.id, created: false, errors: [lost] } : null)),
                0
            )
        );
    }
}

/** Why the chunk's transaction is gone, as each row's error; a defect of ours goes on. */
function lostTransaction(error: unknown): RowError {
    const limit = limitError(error);
    if (limit) {
        return limit;
    }
    if (error instanceof ApexException) {
        return { statusCode: 'UNKNOWN_EXCEPTION', message: error.apexMessage, fields: [] };
    }
    return {
        statusCode: error instanceof UnsupportedError ? 'NOT_IMPLEMENTED' : 'UNKNOWN_EXCEPTION',
        message: error instanceof Error ? error.message : String(error),
        fields: []
    };
}

function save(org: Assembly, transaction: Transaction, job: BulkJob, records: SObject[]): RowResult[] {
    const verb = job.operation === 'hardDelete' ? 'delete' : (job.operation as 'insert' | 'update' | 'upsert' | 'delete');
    const externalIdField = job.externalId === null || job.externalId === 'Id' ? null : job.externalId;
    const results = saveAsApi(org, transaction, verb, records, { allOrNone: false, externalIdField });
    if (job.operation === 'hardDelete') {
        const gone = records.filter((_record, index) => results[index].success);
        const purged = org.data.emptyRecycleBin(transaction, gone);
        let next = 0;
        return results.map((result) => (result.success ? { ...purged[next], id: purged[next++].id ?? result.id } : result));
    }
    return results;
}

/** `sf__Id,sf__Created` or `sf__Id,sf__Error` before the row's own columns. */
function writeResults(
    tables: BulkTables,
    job: BulkJob,
    { chunk, rows, columns }: Work,
    results: readonly (RowResult | null)[],
    time: { api: number; apex: number }
): void {
    const delimiter = DELIMITERS[job.columnDelimiter];
    const lineEnd = LINE_ENDINGS[job.lineEnding];
    const succeeded: string[] = [];
    const failed: string[] = [];
    rows.forEach((row, index) => {
        const result = results[index];
        if (result?.success) {
            const created = job.operation === 'insert' || result.created;
            succeeded.push(rowText([result.id ?? '', String(created), ...cells(job, row.text)], delimiter) + lineEnd);
        } else {
            const errors = result ? result.errors : [row.error!];
            const shown = rowText([result?.id ?? '', errors.map(errorText).join(';')], delimiter);
            failed.push(shown + delimiter + ownText(job, row.text, columns.length) + lineEnd);
        }
    });
    tables.finishChunk(job.id, chunk.number, succeeded.join(''), failed.join(''));
    tables.change(job.id, {
        state: 'InProgress',
        processed: job.processed + rows.length,
        failed: job.failed + failed.length,
        apiTime: job.apiTime + time.api,
        apexTime: job.apexTime + time.apex
    });
}

/** A row that is no CSV comes back as it came, as one value. */
function ownText(job: BulkJob, text: string, columns: number): string {
    const delimiter = DELIMITERS[job.columnDelimiter];
    try {
        const own = cells(job, text);
        return rowText([...own, ...Array<string>(Math.max(0, columns - own.length)).fill('')], delimiter);
    } catch {
        return rowText([text, ...Array<string>(columns - 1).fill('')], delimiter);
    }
}

/** `REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --` */
export function errorText({ statusCode, message, fields }: RowError): string {
    return `${statusCode}:${message}:${fields.length > 0 ? `${fields.join(', ')} ` : ''}--`;
}
