import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { People } from './people.ts';
import { ownerType } from './places/rules.ts';
import { CANNOT_BE_VERIFIED, ROWS, TYPE_OF_SUFFIX } from './rows.ts';
import type { Row } from './rows.ts';
import { scanFile } from './scanFile.ts';
import type { Hit, Person, PersonResult, RowResult, ScanOptions, ScanResult } from './types.ts';

/** The folder cannot be scanned at all. */
export class ScanError extends Error {
    constructor(message: string, options?: ErrorOptions) {
        super(message, options);
        this.name = 'ScanError';
    }
}

/** Folders of tools, which hold copies of what is scanned anyway. */
const IGNORED = new Set(['node_modules', '.git', '.sf', '.sfdx', '.localdevserver', '.cache']);
/** A file above this is no metadata: the Metadata API takes 39 MB a package. */
const LARGEST = 256 * 1024 * 1024;

/**
 * Finds people inside a folder of metadata, source format and metadata format alike, all of them in one pass.
 *
 * Every catalogue row with `M` is in the result of every person, zero counts too. A row that the folder cannot answer
 * (its files were not retrieved, a file is unreadable, no metadata holds it) says so in `verified` and `reason`.
 *
 * @throws ScanError when the folder cannot be read
 * @throws PersonError when a person has no username or no user Id
 */
export async function scanFolder(directory: string, people: Person[], options: ScanOptions = {}): Promise<ScanResult> {
    const started = performance.now();
    const scannedAt = (options.now?.() ?? new Date()).toISOString();
    const sought = new People(people);
    const files = await filesBelow(directory);
    const collected = new Collected();
    let next = 0;
    let done = 0;
    const worker = async (): Promise<void> => {
        while (next < files.length) {
            const file = files[next++];
            await scanOne(directory, file, sought, collected);
            done++;
            if (done % 200 === 0 || done === files.length) {
                options.onProgress?.(done, files.length);
            }
        }
    };
    await Promise.all(Array.from({ length: Math.min(options.concurrency ?? 16, files.length) }, worker));
    return collected.result(directory, scannedAt, sought.list, files.length, options.retrieved, Math.round(performance.now() - started));
}

async function scanOne(directory: string, file: string, people: People, collected: Collected): Promise<void> {
    let bytes: Buffer;
    try {
        bytes = await readFile(join(directory, file));
    } catch (error) {
        collected.unreadable.push({ file, problem: reasonOf(error) });
        return;
    }
    if (bytes.length > LARGEST) {
        collected.unreadable.push({ file, problem: `larger than ${LARGEST / 1024 / 1024} MB` });
        return;
    }
    collected.bytes += bytes.length;
    const outcome = scanFile(file, bytes, people);
    for (const hit of outcome.hits) {
        collected.hits.push(hit);
    }
    collected.parsed += outcome.parsed ? 1 : 0;
    if (outcome.type) {
        collected.filesByType[outcome.type] = (collected.filesByType[outcome.type] ?? 0) + 1;
    }
    if (outcome.fingerprint) {
        collected.fingerprints[file] = outcome.fingerprint;
    }
    if (outcome.unreadable) {
        collected.unreadable.push(outcome.unreadable);
    }
    if (outcome.skipped) {
        collected.skipped.push({ file, reason: outcome.skipped });
    }
    if (outcome.remark) {
        collected.remarks.push({ file, remark: outcome.remark });
    }
}

/** All files below a folder, with `/`, sorted. Links are not followed: they lead out of the folder, or in circles. */
async function filesBelow(directory: string): Promise<string[]> {
    const files: string[] = [];
    const walk = async (relative: string): Promise<void> => {
        for (const entry of await readdir(join(directory, relative), { withFileTypes: true })) {
            const path = relative ? `${relative}/${entry.name}` : entry.name;
            if (entry.isDirectory() && !IGNORED.has(entry.name)) {
                await walk(path);
            } else if (entry.isFile()) {
                files.push(path);
            }
        }
    };
    try {
        await walk('');
    } catch (error) {
        throw new ScanError(`Cannot read the folder ${directory}: ${reasonOf(error)}`, { cause: error });
    }
    return files.sort();
}

function reasonOf(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
}

class Collected {
    hits: Hit[] = [];
    unreadable: ScanResult['unreadable'] = [];
    skipped: ScanResult['skipped'] = [];
    remarks: ScanResult['remarks'] = [];
    filesByType: Record<string, number> = {};
    fingerprints: Record<string, string> = {};
    bytes = 0;
    parsed = 0;

    result(
        directory: string,
        scannedAt: string,
        people: Person[],
        files: number,
        retrieved: string[] | undefined,
        milliseconds: number
    ): ScanResult {
        const byPerson = Map.groupBy(this.hits.sort(inOrder), (hit) => hit.personId);
        return {
            directory,
            scannedAt,
            people: people.map((person) => this.personResult(person, byPerson.get(person.id) ?? [], files, retrieved)),
            unreadable: this.unreadable.sort((a, b) => compare(a.file, b.file)),
            skipped: this.skipped.sort((a, b) => compare(a.file, b.file)),
            remarks: this.remarks.sort((a, b) => compare(a.file, b.file)),
            filesByType: Object.fromEntries(Object.entries(this.filesByType).sort(([a], [b]) => compare(a, b))),
            cannotBeVerified: CANNOT_BE_VERIFIED,
            fingerprints: this.fingerprints,
            statistics: { files, bytes: this.bytes, parsed: this.parsed, hits: this.hits.length, milliseconds }
        };
    }

    private personResult(person: Person, hits: Hit[], files: number, retrieved: string[] | undefined): PersonResult {
        const byRow = Map.groupBy(hits, (hit) => hit.row);
        const rows = ROWS.map((row): RowResult => {
            const mine = byRow.get(row.key) ?? [];
            const filesRead = this.filesRead(row, files);
            const reason = this.openReason(row, filesRead, retrieved);
            return {
                key: row.key,
                title: row.title,
                count: mine.filter((hit) => !hit.informational).length,
                hits: mine,
                filesRead,
                verified: reason === undefined,
                ...(reason ? { reason } : {})
            };
        });
        return { person, rows, alsoSeen: byRow.get('A8') ?? [] };
    }

    private filesRead(row: Row, files: number): number {
        if (!row.types) {
            return files - this.unreadable.length;
        }
        return Object.entries(this.filesByType).reduce((sum, [type, count]) => sum + (row.types!.includes(ownerType(type)) ? count : 0), 0);
    }

    /** Why a row cannot be answered with certainty; undefined when it can. */
    private openReason(row: Row, filesRead: number, retrieved: string[] | undefined): string | undefined {
        if (row.unverifiable) {
            return row.unverifiable;
        }
        const open = this.unreadable.filter(({ file }) => !row.types || row.types.includes(typeBySuffix(file)));
        if (open.length > 0) {
            return `${open.length} file${open.length === 1 ? '' : 's'} could not be read: ${open[0].file}${open.length > 1 ? ' …' : ''}`;
        }
        if (filesRead > 0) {
            return undefined;
        }
        const asked = row.types?.some((type) => retrieved?.includes(type));
        return asked
            ? undefined
            : `The folder holds no file of ${row.types ? row.types.join(', ') : 'any kind'}: not retrieved, or the org has none.`;
    }
}

function typeBySuffix(file: string): string {
    const name = file.replace(/-meta\.xml$/, '');
    return TYPE_OF_SUFFIX[name.slice(name.lastIndexOf('.') + 1)] ?? '';
}

function inOrder(a: Hit, b: Hit): number {
    return compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.personId, b.personId);
}

function compare(a: string, b: string): number {
    return a < b ? -1 : a > b ? 1 : 0;
}
