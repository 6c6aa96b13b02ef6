import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { scanFolder } from '../../../metadata-scan/index.ts';
import type { Hit, Person, ScanOptions, ScanResult } from '../../../metadata-scan/index.ts';

/** Path → content. */
export type Files = Record<string, string | Buffer>;

/** Writes files into a fresh folder, runs, and removes it. */
export async function inFolder<Result>(files: Files, run: (directory: string) => Promise<Result>): Promise<Result> {
    const directory = mkdtempSync(join(tmpdir(), 'handover-scan-'));
    try {
        for (const [path, content] of Object.entries(files)) {
            const target = join(directory, path);
            mkdirSync(dirname(target), { recursive: true });
            writeFileSync(target, content);
        }
        return await run(directory);
    } finally {
        rmSync(directory, { recursive: true, force: true });
    }
}

export function scan(files: Files, people: Person[], options?: ScanOptions): Promise<ScanResult> {
    return inFolder(files, (directory) => scanFolder(directory, people, options));
}

/** All hits of a person, in the order of rows. */
export function hitsOf(result: ScanResult, person: Person): Hit[] {
    const found = result.people.find((each) => each.person.username === person.username)!;
    return [...found.rows.flatMap((row) => row.hits), ...found.alsoSeen];
}

export function metadata(root: string, body: string): string {
    return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata">\n${body}\n</${root}>\n`;
}
