import { accessSync, closeSync, constants, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { Environment } from '../Environment.ts';
import { FileError } from '../errors.ts';
import type { OutputOptions } from '../options.ts';
import { neutralised } from './neutral.ts';

export type Cell = string | number | boolean | null;

/** With a byte-order mark, without which a spreadsheet takes it for another encoding. */
export function csvText(columns: readonly string[], rows: readonly Record<string, Cell>[]): string {
    const cell = (value: Cell | undefined): string => neutralised(value === null || value === undefined ? '' : String(value));
    return stringify(
        rows.map((row) => columns.map((column) => cell(row[column]))),
        { header: true, columns: [...columns], bom: true, record_delimiter: '\r\n' }
    );
}

/** The file of --output; null without it. @throws FileError when it could not be written, before anything is started for it */
export function outputFile(environment: Environment, { output }: OutputOptions): ReportFile | null {
    return output === undefined ? null : new ReportFile(environment.resolve(output));
}

/** A CSV file that is written whole or not at all. */
export class ReportFile {
    readonly path: string;

    /** @throws FileError when it could not be written, before anything is started for it */
    constructor(path: string) {
        this.path = path;
        try {
            const kind = statSync(path, { throwIfNoEntry: false });
            if (kind?.isDirectory()) {
                throw new FileError(`${path} is a folder. Give --output the name of a file.`);
            }
            accessSync(kind ? path : dirname(path), constants.W_OK);
        } catch (error) {
            throw error instanceof FileError ? error : new FileError(`${path} cannot be written: ${why(error)}.`, error);
        }
    }

    /**
     * @param again what to do when it fails, for the message
     * @throws FileError and leaves the file as it was
     */
    write(text: string, again: string): void {
        try {
            const kind = statSync(this.path, { throwIfNoEntry: false });
            if (kind && !kind.isFile()) {
                // A pipe or a device: there is nothing to put in its place.
                writeWhole(this.path, text, 'w');
                return;
            }
            const real = kind ? realpathSync(this.path) : this.path;
            const beside = join(dirname(real), `.${process.pid}-${Date.now()}.csv.part`);
            try {
                writeWhole(beside, text, 'wx');
                renameSync(beside, real);
            } catch (error) {
                rmSync(beside, { force: true });
                throw error;
            }
        } catch (error) {
            throw new FileError(`The report could not be written to ${this.path}: ${why(error)}. ${again}`, error);
        }
    }
}

function writeWhole(path: string, text: string, flag: string): void {
    const file = openSync(path, flag);
    try {
        const bytes = Buffer.from(text, 'utf8');
        for (let written = 0; written < bytes.length;) {
            written += writeSync(file, bytes, written);
        }
        if (flag === 'wx') {
            fsyncSync(file);
        }
    } finally {
        closeSync(file);
    }
}

const WORDS: Record<string, string> = {
    ENOSPC: 'no space is left on the disk',
    EDQUOT: 'the quota is used up',
    EACCES: 'no permission to write there',
    EPERM: 'no permission to write there',
    EROFS: 'it is on a read-only disk',
    ENOENT: 'there is no such folder',
    EFBIG: 'it would be too large'
};

function why(error: unknown): string {
    const { code, message } = error as NodeJS.ErrnoException;
    return (code && WORDS[code] && `${WORDS[code]} (${code})`) || message;
}
