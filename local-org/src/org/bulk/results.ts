/** The result of a bulk query, page by page. */
import { RequestRefused } from '../records.ts';
import type { BulkTables } from './BulkTables.ts';
import { LINE_ENDINGS } from './model.ts';
import type { BulkJob } from './model.ts';

/** Rows of a page when the client does not say. */
const PAGE_ROWS = 50_000;

export interface ResultPage {
    csv: string;
    rows: number;
    /** null: this was the last page. */
    locator: string | null;
}

/** @throws RequestRefused for a job without result, a locator that is none */
export function resultPage(
    tables: BulkTables,
    job: BulkJob,
    { maxRecords, locator }: { maxRecords: string | undefined; locator: string | undefined }
): ResultPage {
    if (job.state !== 'JobComplete') {
        throw new RequestRefused('INVALIDJOBSTATE', `InvalidJobState : Results are available when the job is complete; it is ${job.state}`);
    }
    const most = maxRecords === undefined ? PAGE_ROWS : Number(maxRecords);
    if (!Number.isInteger(most) || most < 1) {
        throw new RequestRefused('INVALIDJOB', `InvalidJob : maxRecords must be a positive integer, not ${maxRecords}`);
    }
    const from = locator === undefined ? 0 : offsetOf(locator);
    if (from === null || (from > 0 && from >= job.processed)) {
        throw new RequestRefused('INVALID_QUERY_LOCATOR', `Invalid query locator: ${locator}`);
    }
    const rows = rowsBetween(tables, job.id, from, from + most);
    const to = from + rows.length;
    const lineEnd = LINE_ENDINGS[job.lineEnding];
    return {
        csv: [job.header ?? '', ...rows, ''].join(lineEnd),
        rows: rows.length,
        locator: to < job.processed ? Buffer.from(String(to), 'latin1').toString('base64url') : null
    };
}

function offsetOf(locator: string): number | null {
    const text = Buffer.from(locator, 'base64url').toString('latin1');
    return /^\d+$/.test(text) ? Number(text) : null;
}

function rowsBetween(tables: BulkTables, id: string, from: number, to: number): string[] {
    const rows: string[] = [];
    let start = 0;
    tables.sizes(id).forEach((size, number) => {
        if (start < to && start + size > from) {
            const some = JSON.parse(tables.content(id, number)) as string[];
            rows.push(...some.slice(Math.max(0, from - start), to - start));
        }
        start += size;
    });
    return rows;
}
