/** Values on disk by what they were made of. Every entry carries a checksum: a damaged one counts as missing and is made anew. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';

export interface ContentCache<T> {
    /** Undefined when there is no sound entry. */
    get(key: string): T | undefined;
    /** Best effort: a cache that cannot be written costs time, nothing else. */
    put(key: string, value: T): void;
}

const CHECKSUM_BYTES = 32;

/**
 * Opens a folder, made with the first entry; several processes may share it.
 *
 * @param keep how many entries stay, the most recent ones; all when absent
 */
export function openContentCache<T>(directory: string, extension: string, keep?: number): ContentCache<T> {
    const pathOf = (key: string): string => join(directory, `${key}.${extension}`);
    let tidied = false;
    return {
        get(key) {
            try {
                const bytes = readFileSync(pathOf(key));
                const payload = bytes.subarray(CHECKSUM_BYTES);
                return checksum(payload).equals(bytes.subarray(0, CHECKSUM_BYTES)) ? (deserialize(payload) as T) : undefined;
            } catch {
                return undefined;
            }
        },
        put(key, value) {
            const temporary = join(directory, `${randomUUID()}.tmp`);
            try {
                mkdirSync(directory, { recursive: true });
                const payload = serialize(value);
                writeFileSync(temporary, Buffer.concat([checksum(payload), payload]));
                renameSync(temporary, pathOf(key));
                // Once an opening is enough: the folder grows slowly, and looking through it costs.
                if (keep !== undefined && !tidied) {
                    tidied = true;
                    forgetOldest(directory, keep);
                }
            } catch {
                discard(temporary);
            }
        }
    };
}

function forgetOldest(directory: string, keep: number): void {
    const files = readdirSync(directory)
        .map((name) => join(directory, name))
        .map((path) => ({ path, age: statSync(path).mtimeMs }))
        .sort((a, b) => b.age - a.age);
    files.slice(keep).forEach(({ path }) => discard(path));
}

function discard(path: string): void {
    try {
        rmSync(path, { force: true });
    } catch {
        // It never came to be, or another process has taken it away.
    }
}

function checksum(bytes: Uint8Array): Buffer {
    return createHash('sha256').update(bytes).digest();
}
