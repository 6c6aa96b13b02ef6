/**
 * Syntax trees on disk, by what they were made of. Parsing is the slow part of a start; a file that has not changed is
 * read back instead, and ANTLR is not even loaded.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompilationUnit } from './ast.ts';
import { openContentCache } from './contentCache.ts';
import type { ContentCache } from './contentCache.ts';
import { parseApex } from './parseApex.ts';

/** The version that package.json pins. */
export const PARSER_VERSION = '5.2.0';

/** Enough for several large projects. */
const KEPT_TREES = 5_000;

export type AstCache = ContentCache<CompilationUnit>;

export function openAstCache(directory: string): AstCache {
    return openContentCache(directory, 'ast', KEPT_TREES);
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
