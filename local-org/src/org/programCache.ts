import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Program } from './program.ts';

/** Kept programs of one project: with and without features, and of the last few edits. */
const KEPT = 12;

export interface ProgramCache {
    /** Undefined when there is no sound entry. */
    get(key: string): Program | undefined;
    /** Best effort: a cache that cannot be written costs time, nothing else. */
    put(key: string, program: Program): void;
}

export function openProgramCache(directory: string): ProgramCache {
    const pathOf = (key: string): string => join(directory, `${key}.program`);
    return {
        get(key) {
            try {
                const bytes = readFileSync(pathOf(key));
                const payload = bytes.subarray(32);
                return checksum(payload).equals(bytes.subarray(0, 32)) ? (deserialize(payload) as Program) : undefined;
            } catch {
                return undefined;
            }
        },
        put(key, program) {
            const temporary = join(directory, `${randomUUID()}.tmp`);
            try {
                mkdirSync(directory, { recursive: true });
                const payload = serialize(program);
                writeFileSync(temporary, Buffer.concat([checksum(payload), payload]));
                renameSync(temporary, pathOf(key));
                forgetOldest(directory);
            } catch {
                rmSync(temporary, { force: true });
            }
        }
    };
}

function forgetOldest(directory: string): void {
    const files = readdirSync(directory)
        .map((name) => join(directory, name))
        .map((path) => ({ path, age: statSync(path).mtimeMs }))
        .sort((a, b) => b.age - a.age);
    files.slice(KEPT).forEach(({ path }) => rmSync(path, { force: true }));
}

function checksum(bytes: Uint8Array): Buffer {
    return createHash('sha256').update(bytes).digest();
}
