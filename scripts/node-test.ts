/** Runs the `node --test` files below a folder, or one of them, and leaves their counts for `npm test`. */
import { globSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { run } from './process/run.ts';
import { junitFileOf, summaryOfJunit, writeSummary } from './testing/summary.ts';

/** `local-org/test` is the part local-org, `scripts/test/unit` the part scripts, `scripts/test/story` the part story. */
function partOf(folder: string): string {
    const names = folder.split('/');
    return names.at(-1) === 'test' || names.at(-1) === 'unit' ? names[0] : names.at(-1)!;
}

async function main(): Promise<void> {
    const [path, ...options] = process.argv.slice(2);
    const single = path.endsWith('.test.ts');
    const part = partOf(single ? dirname(path) : path);
    const files = globSync(single ? path : `${path}/**/*.test.ts`).sort();
    if (files.length === 0) {
        // Without files node would run every test that it finds.
        console.error(`There are no tests in ${path}.`);
        writeSummary(part, { passed: 0, failed: 0, skipped: [] });
        process.exitCode = 1;
        return;
    }
    const junit = junitFileOf(part);
    const outcome = await run(
        process.execPath,
        [
            '--test',
            // The root package has no type, so that ts-node runs its scripts; Node reads these files as modules all the same.
            '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
            '--test-reporter=spec',
            '--test-reporter-destination=stdout',
            '--test-reporter=junit',
            `--test-reporter-destination=${junit}`,
            ...options,
            ...files
        ],
        // Every test file is a process, and every org a thread: they load the same modules again and again.
        { echo: true, env: { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? resolve('.cache/local-org/modules') } }
    );
    writeSummary(part, summaryOfJunit(junit));
    process.exitCode = outcome.code;
}

void main();
