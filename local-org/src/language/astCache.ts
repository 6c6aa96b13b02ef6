/**
 * Syntax trees on disk, by what they were made of. Parsing is the slow part of a start; a file that has not changed is
 * read back instead, and ANTLR is not even loaded.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { CompilationUnit } from './ast.ts';
import { parseApex } from './parseApex.ts';

/** The version that package.json pins. */
export const PARSER_VERSION = '5.2.0';

export interface AstCache {
    /** Undefined when there is no sound entry. */
    get(hashKey: string): CompilationUnit | undefined;
    /** Best effort: a cache that cannot be written costs time, nothing else. */
    put(hashKey: string, unit: CompilationUnit): void;
}

const CHECKSUM_BYTES = 32;

/** Opens (and creates) a cache directory. Several processes may share it. */
export function openAstCache(directory: string): AstCache {
    const pathOf = (hashKey: string) => join(directory, `${hashKey}.ast`);
    return {
        get(hashKey) {
            try {
                const bytes = readFileSync(pathOf(hashKey));
                const payload = bytes.subarray(CHECKSUM_BYTES);
                if (!checksum(payload).equals(bytes.subarray(0, CHECKSUM_BYTES))) return undefined;
                return deserialize(payload) as CompilationUnit;
            } catch {
                return undefined;
            }
        },
        put(hashKey, unit) {
            const temporary = join(directory, `${randomUUID()}.tmp`);
            try {
                mkdirSync(directory, { recursive: true });
                const payload = serialize(unit);
                writeFileSync(temporary, Buffer.concat([checksum(payload), payload]));
                renameSync(temporary, pathOf(hashKey));
            } catch {
                discard(temporary);
            }
        }
    };
}

function discard(path: string): void {
    try {
        rmSync(path, { force: true });
    } catch {
        // It never came to be.
    }
}

/** Reads a file through the cache. The name of the file is no part of the key: a moved file stays cached. */
export function parseCached(cache: AstCache, fileName: string, text: string, kind: 'class' | 'trigger'): CompilationUnit {
    const key = astKey(text, kind);
    const known = cache.get(key);
    if (known) return { ...known, fileName };
    const unit = parseApex(fileName, text, kind);
    cache.put(key, unit);
    return unit;
}

/** What a tree depends on: the text, its kind, the parser and the code that builds trees. */
export function astKey(text: string, kind: 'class' | 'trigger'): string {
    return createHash('sha256').update(`${PARSER_VERSION}\0${treeFormat()}\0${kind}\0${text}`).digest('hex');
}

let format: string | undefined;

/** This room's own source: a change to a builder must never be answered with trees of the old one. */
function treeFormat(): string {
    if (format === undefined) {
        const hash = createHash('sha256');
        for (const name of readdirSync(import.meta.dirname).sort()) {
            hash.update(name).update(readFileSync(join(import.meta.dirname, name)));
        }
        format = hash.digest('hex');
    }
    return format;
}

function checksum(payload: Uint8Array): Buffer {
    return createHash('sha256').update(payload).digest();
}
