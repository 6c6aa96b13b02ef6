import { createHash } from 'node:crypto';
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let known: string | undefined;

/**
 * Stands for this version of the compiler and of what it compiles against: a change of any of its files makes
 * kept output void. By size and time of the files, since reading them all would cost what the cache saves.
 */
export function toolFingerprint(): string {
    if (known === undefined) {
        const hash = createHash('sha256').update(process.version);
        const files = globSync(['src/{language,schema,metadata,compiler,runtime,stdlib}/**/*.ts', 'data/*.json'], { cwd: ROOT }).sort();
        for (const path of files) {
            const { size, mtimeMs } = statSync(join(ROOT, path));
            hash.update(`${path}:${size}:${mtimeMs}\n`);
        }
        known = hash.digest('hex');
    }
    return known;
}
