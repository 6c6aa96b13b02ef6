/** Runs the `node --test` files below a folder and leaves their counts for `npm test`. */
import { globSync } from 'node:fs';
import { run } from './process/run.ts';
import { junitFileOf, summaryOfJunit, writeSummary } from './testing/summary.ts';

async function main(): Promise<void> {
    const [folder, ...options] = process.argv.slice(2);
    const part = folder.split('/').at(-1) === 'test' ? folder.split('/')[0] : folder.split('/').at(-1)!;
    const files = globSync(`${folder}/**/*.test.ts`).sort();
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
        { echo: true }
    );
    writeSummary(part, files.length === 0 ? { passed: 0, failed: 0, skipped: [] } : summaryOfJunit(junit));
    process.exitCode = outcome.code;
}

void main();
