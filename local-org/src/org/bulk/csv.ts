/** CSV as Bulk API 2.0 reads and writes it: strict about quotes, delimiters and line endings. */
import { CHUNK_ROWS } from './model.ts';
import type { LineEnding } from './model.ts';

/** A row that is no CSV. */
export class CsvError extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'CsvError';
    }
}

export interface SplitUpload {
    /** The first row, null when there is nothing. */
    header: string | null;
    chunks: { rows: number; text: string }[];
    records: number;
    /** Does every row end as the job says? A last row may end with the file. */
    lineEndingHolds: boolean;
}

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Cuts an upload into its header and chunks of 200 rows, without reading any row; line ends inside quotes are no row's end. */
export function splitUpload(bytes: Uint8Array, lineEnding: LineEnding): SplitUpload {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    const split: SplitUpload = { header: null, chunks: [], records: 0, lineEndingHolds: true };
    let rowStart = 0;
    let chunkStart = 0;
    let rows = 0;
    let quoted = false;
    const endChunk = (end: number): void => {
        if (rows > 0) {
            split.chunks.push({ rows, text: decoder.decode(bytes.subarray(chunkStart, end)) });
            split.records += rows;
        }
        chunkStart = end;
        rows = 0;
    };
    const endRow = (textEnd: number, end: number): void => {
        if (split.header === null) {
            split.header = decoder.decode(bytes.subarray(rowStart, textEnd));
            chunkStart = end;
        } else if (textEnd > rowStart) {
            rows++;
        }
        rowStart = end;
        if (rows === CHUNK_ROWS) {
            endChunk(end);
        }
    };
    for (let i = 0; i < bytes.length; i++) {
        const byte = bytes[i];
        if (byte === QUOTE) {
            quoted = !quoted;
        } else if (byte === LINE_FEED && !quoted) {
            const crlf = i > 0 && bytes[i - 1] === CARRIAGE_RETURN;
            split.lineEndingHolds &&= crlf === (lineEnding === 'CRLF');
            endRow(crlf ? i - 1 : i, i + 1);
        }
    }
    if (rowStart < bytes.length) {
        endRow(bytes.length, bytes.length);
    }
    endChunk(bytes.length);
    return split;
}

/**
 * The rows of a chunk, each as its text: cut at line ends outside of quotes. Empty lines are left out, as `splitUpload` does
 * not count them.
 */
export function rowsOf(text: string): string[] {
    const rows: string[] = [];
    let start = 0;
    let quoted = false;
    const add = (end: number): void => {
        const row = text.slice(start, text[end - 1] === '\r' ? end - 1 : end);
        if (row !== '') {
            rows.push(row);
        }
    };
    for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        if (code === QUOTE) {
            quoted = !quoted;
        } else if (code === LINE_FEED && !quoted) {
            add(i);
            start = i + 1;
        }
    }
    if (start < text.length) {
        add(text.length);
    }
    return rows;
}

/**
 * The cells of one row. Values are not trimmed; a quote belongs around a whole value or is doubled inside of one.
 *
 * @throws CsvError
 */
export function cellsOf(row: string, delimiter: string): string[] {
    const cells: string[] = [];
    let at = 0;
    for (;;) {
        let cell: string;
        if (row[at] === '"') {
            const end = closingQuote(row, at);
            cell = row.slice(at + 1, end).replaceAll('""', '"');
            at = end + 1;
            if (at < row.length && row[at] !== delimiter) {
                throw unescapedQuote();
            }
        } else {
            const next = row.indexOf(delimiter, at);
            cell = row.slice(at, next < 0 ? row.length : next);
            if (cell.includes('"')) {
                throw unescapedQuote();
            }
            at = next < 0 ? row.length : next;
        }
        cells.push(cell);
        if (at >= row.length) {
            return cells;
        }
        at++;
    }
}

function closingQuote(row: string, open: number): number {
    let at = open + 1;
    for (;;) {
        const quote = row.indexOf('"', at);
        if (quote < 0) {
            throw new CsvError('Failed to parse CSV. EOF reached before closing an opened quote');
        }
        if (row[quote + 1] !== '"') {
            return quote;
        }
        at = quote + 2;
    }
}

function unescapedQuote(): CsvError {
    return new CsvError('Failed to parse CSV. Found unescaped quote. A value with quote should be within a quote');
}

/** A row of cells, every one in quotes, without a line ending. */
export function rowText(cells: readonly string[], delimiter: string): string {
    return cells.map(quotedCell).join(delimiter);
}

export function quotedCell(text: string): string {
    return `"${text.includes('"') ? text.replaceAll('"', '""') : text}"`;
}
