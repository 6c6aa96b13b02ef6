/**
 * A bulk query runs in slices: the first fixes the Ids that the query finds, each of the others reads the rows of some of them. So
 * neither the result nor the rows are ever held as a whole, and the org answers others in between.
 */
import { parseSoql } from '../../language/parseSoql.ts';
import { ApexBlob } from '../../runtime/values/ApexBlob.ts';
import { ApexDatetime } from '../../runtime/values/ApexDatetime.ts';
import { ApexDouble } from '../../runtime/values/ApexDouble.ts';
import { Decimal } from '../../runtime/values/Decimal.ts';
import { SObject } from '../../runtime/values/SObject.ts';
import type { Assembly } from '../assemble.ts';
import { asRefusals, RequestRefused } from '../records.ts';
import { inTransaction } from '../transactions.ts';
import type { BulkTables } from './BulkTables.ts';
import { rowText } from './csv.ts';
import { DELIMITERS } from './model.ts';
import type { BulkJob } from './model.ts';
import { BULK_ACCESS, columnsOfQuery } from './queryRequest.ts';
import type { ResultColumn } from './queryRequest.ts';

/** Rows that one slice reads. */
const SLICE_ROWS = 2_000;

export function runQuerySlice(org: Assembly, tables: BulkTables, job: BulkJob): void {
    const started = performance.now();
    try {
        asRefusals(() =>
            inTransaction(org, { userId: job.userId, sharing: true, kind: 'bulk' }, (transaction) => {
                const query = parseSoql(job.query!);
                query.allRows ||= job.operation === 'queryAll';
                if (job.state === 'UploadComplete') {
                    const ids = org.data.queryIds(transaction, query, BULK_ACCESS);
                    const columns = columnsOfQuery(org, query);
                    for (let start = 0, number = 0; start < ids.length; start += SLICE_ROWS, number++) {
                        const some = ids.slice(start, start + SLICE_ROWS);
                        tables.addChunk(job.id, number, some.length, JSON.stringify(some));
                    }
                    const header = rowText(
                        columns.map(({ name }) => name),
                        DELIMITERS[job.columnDelimiter]
                    );
                    tables.change(job.id, { state: ids.length === 0 ? 'JobComplete' : 'InProgress', header });
                    return;
                }
                const chunk = tables.nextChunk(job.id);
                if (!chunk) {
                    tables.change(job.id, { state: 'JobComplete' });
                    return;
                }
                const records = org.data.queryByIds(transaction, query, BULK_ACCESS, JSON.parse(chunk.content!) as string[]);
                const columns = columnsOfQuery(org, query);
                const texts = records.map((record) => recordText(record, columns, job));
                tables.fillChunk(job.id, chunk.number, texts.length, JSON.stringify(texts));
                tables.change(job.id, {
                    processed: job.processed + texts.length,
                    apiTime: job.apiTime + Math.round(performance.now() - started)
                });
            })
        );
    } catch (error) {
        const message =
            error instanceof RequestRefused ? `InvalidBatch : Failed to process query: ${error.code}: ${error.message}` : String(error);
        tables.change(job.id, { state: 'Failed', errorMessage: message });
    }
}

function recordText(record: SObject, columns: readonly ResultColumn[], job: BulkJob): string {
    return rowText(
        columns.map((column) => cellOf(valueAt(record, column.path))),
        DELIMITERS[job.columnDelimiter]
    );
}

function valueAt(record: SObject, path: readonly string[]): unknown {
    let value: unknown = record;
    for (const name of path) {
        value = value instanceof SObject ? value.values.get(name) : null;
    }
    return value;
}

/** Values as the Bulk API writes them: UTC with milliseconds and `Z`, numbers as Java's doubles. */
function cellOf(value: unknown): string {
    if (value === null || value === undefined) {
        return '';
    }
    if (value instanceof ApexDatetime) {
        return new Date(value.milliseconds).toISOString();
    }
    if (value instanceof Decimal || value instanceof ApexDouble) {
        return javaDouble(Number(String(value)));
    }
    return value instanceof ApexBlob ? Buffer.from(value.bytes).toString('base64') : String(value);
}

/** `12.0`, `0.5`, `1.5E7`: Double.toString of Java. */
export function javaDouble(value: number): string {
    const size = Math.abs(value);
    if (size === 0 || (size >= 1e-3 && size < 1e7)) {
        const text = String(value);
        return text.includes('.') ? text : `${text}.0`;
    }
    const [digits, exponent] = value.toExponential().split('e');
    return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
}
