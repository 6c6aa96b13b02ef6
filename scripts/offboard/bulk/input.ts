/** The file of `bulk`: who leaves and who receives, checked as far as a file can be checked without an org. */
import { readFileSync } from 'node:fs';
import { CsvError, parse } from 'csv-parse/sync';
import { original } from '../csv/neutral.ts';
import { UsageError } from '../errors.ts';

export interface InputRow {
    /** In the file, from 1; the header is line 1 as a rule. */
    line: number;
    person: string;
    successor: string;
}

const COLUMNS = ['person', 'successor'] as const;
const MOST_PROBLEMS = 20;
const DELIMITERS = [',', ';', '\t', '|'];

/** All that is wrong with a file, each with its line. */
export function badInput(file: string, problems: readonly { line: number; problem: string }[]): UsageError {
    const lines = problems.slice(0, MOST_PROBLEMS).map(({ line, problem }) => `  line ${line}: ${problem}`);
    const more = problems.length > MOST_PROBLEMS ? `\n  … and ${problems.length - MOST_PROBLEMS} more` : '';
    return new UsageError(`${file}: nothing was started.\n${lines.join('\n')}${more}`);
}

export function readInput(path: string, name: string = path): InputRow[] {
    let bytes: Buffer;
    try {
        bytes = readFileSync(path);
    } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        throw new UsageError(code === 'ENOENT' ? `There is no file ${name}.` : `${name} cannot be read: ${message}`);
    }
    return parseInput(decode(bytes, name), name);
}

/** UTF-8, or UTF-16 as some spreadsheets save it. */
function decode(bytes: Buffer, name: string): string {
    const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
    try {
        return new TextDecoder(utf16 ?? 'utf-8', { fatal: true }).decode(bytes);
    } catch {
        throw new UsageError(`${name} is not UTF-8. Save it as "CSV UTF-8".`);
    }
}

export function parseInput(text: string, name: string): InputRow[] {
    const delimiter = delimiterOf(text);
    let records: { record: string[]; info: { lines: number } }[];
    try {
        // One character a line end: the parser counts two of a line break in quotes as two lines.
        records = parse(text.replace(/\r\n?/g, '\n'), {
            bom: true,
            delimiter,
            info: true,
            skip_empty_lines: true,
            relax_column_count: true,
            trim: true
        }) as unknown as typeof records;
    } catch (error) {
        const line = error instanceof CsvError ? Number((error as unknown as { lines?: number }).lines ?? 1) : 1;
        throw badInput(name, [{ line, problem: (error as Error).message }]);
    }
    const [header, ...rows] = records;
    if (!header) {
        throw new UsageError(`${name} is empty. Its first line must be the header: person,successor`);
    }
    const position = positions(header.record, name, delimiter);
    const filled = rows.filter(({ record }) => record.some((cell) => cell.trim() !== ''));
    if (filled.length === 0) {
        throw new UsageError(`${name} names nobody: there is only the header.`);
    }
    const cell = (record: string[], column: (typeof COLUMNS)[number]): string => original((record[position[column]] ?? '').trim()).trim();
    const input = filled.map(({ record, info }) => ({
        // A record that spans lines is named by the one it ends on.
        line: info.lines,
        person: cell(record, 'person'),
        successor: cell(record, 'successor')
    }));
    const firstLines = new Map([...input].reverse().map((row) => [row.person.toLowerCase(), row.line]));
    const problems = input.flatMap((row, index) => [
        ...(filled[index].record.length > header.record.length
            ? [{ line: row.line, problem: `has ${filled[index].record.length} cells, the header has ${header.record.length}` }]
            : []),
        ...problemsOf(row, firstLines)
    ]);
    if (problems.length > 0) {
        throw badInput(name, problems);
    }
    return input;
}

/** The one that the header line holds most of. */
function delimiterOf(text: string): string {
    const header = text.split(/\r\n|\r|\n/).find((line) => line.trim() !== '') ?? '';
    const held = (delimiter: string): number => header.split(delimiter).length;
    return DELIMITERS.reduce((best, delimiter) => (held(delimiter) > held(best) ? delimiter : best));
}

function positions(header: string[], name: string, delimiter: string): Record<(typeof COLUMNS)[number], number> {
    const titles = header.map((title) => title.trim().toLowerCase());
    const missing = COLUMNS.filter((column) => !titles.includes(column));
    const twice = COLUMNS.find((column) => titles.indexOf(column) !== titles.lastIndexOf(column));
    if (missing.length > 0) {
        throw new UsageError(
            `${name}: the first line must be a header with the columns person and successor (usernames, emails or Ids). ` +
                `It is: ${header.join(delimiter)}`
        );
    }
    if (twice !== undefined) {
        throw new UsageError(`${name}: the header names the column ${twice} twice.`);
    }
    return { person: titles.indexOf('person'), successor: titles.indexOf('successor') };
}

/** Names are compared as written; what they mean is known when the org has been asked. */
function problemsOf(row: InputRow, firstLines: ReadonlyMap<string, number>): { line: number; problem: string }[] {
    const problem = (text: string): { line: number; problem: string }[] => [{ line: row.line, problem: text }];
    if (row.person === '' || row.successor === '') {
        return problem(`the ${row.person === '' ? 'person' : 'successor'} is missing`);
    }
    if (row.person.toLowerCase() === row.successor.toLowerCase()) {
        return problem(`${row.person} cannot be their own successor`);
    }
    const first = firstLines.get(row.person.toLowerCase())!;
    if (first !== row.line) {
        return problem(`${row.person} is in line ${first} already`);
    }
    const leaving = firstLines.get(row.successor.toLowerCase());
    return leaving === undefined ? [] : problem(`the successor ${row.successor} leaves, too (line ${leaving})`);
}
