import { readFileSync } from 'node:fs';
import { runTool } from '../process/run.ts';
import type { Outcome } from '../process/run.ts';
import { junitFileOf, writeSummary } from './summary.ts';

/** A part of `npm test`; it leaves a summary under its name. */
export interface Part {
    name: string;
    run(): Promise<Outcome>;
}

const tsNode = (part: string, ...args: string[]): Part => ({
    name: part,
    run: () => runTool('ts-node/dist/bin.js', args, { echo: true })
});

/** Counts as jest's own JSON report gives them. */
function summarizeJest(path: string): void {
    const report = JSON.parse(readFileSync(path, 'utf8')) as {
        numPassedTests: number;
        numFailedTests: number;
        numRuntimeErrorTestSuites: number;
        testResults: { assertionResults: { status: string; fullName: string }[] }[];
    };
    const skipped = report.testResults
        .flatMap((file) => file.assertionResults)
        .filter((result) => result.status === 'pending' || result.status === 'todo' || result.status === 'skipped');
    writeSummary('lwc', {
        passed: report.numPassedTests,
        failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
        skipped: skipped.map((result) => result.fullName)
    });
}

const lwc: Part = {
    name: 'lwc',
    async run() {
        const report = junitFileOf('lwc').replace('.xml', '.jest.json');
        const outcome = await runTool('@salesforce/sfdx-lwc-jest/bin/sfdx-lwc-jest', ['--', '--json', `--outputFile=${report}`], {
            env: { FORCE_COLOR: '0' }
        });
        process.stdout.write(outcome.stderr);
        summarizeJest(report);
        return outcome;
    }
};

/** Node would leave one core to itself; each file waits for processes of its own half of the time. */
const TWO_FILES = '--test-concurrency=2';

/** Cheapest first. */
export const PARTS: Part[] = [
    tsNode('check', 'scripts/check.ts'),
    tsNode('local-org', 'scripts/node-test.ts', 'local-org/test', TWO_FILES),
    tsNode('apex', 'scripts/apex-settings.ts'),
    lwc,
    tsNode('scripts', 'scripts/node-test.ts', 'scripts/test/unit', TWO_FILES),
    tsNode('story', 'scripts/node-test.ts', 'scripts/test/story', TWO_FILES),
    tsNode('browser', 'scripts/node-test.ts', 'scripts/test/browser'),
    tsNode('cli', 'scripts/node-test.ts', 'scripts/test/cli', TWO_FILES)
];
