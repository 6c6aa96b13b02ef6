/** The tests' thread: a fresh org of the same project in memory, so that the served org's records are neither seen nor touched. */
import { parentPort, workerData } from 'node:worker_threads';
import { openLocalOrg } from '../localOrg.ts';
import { findTests, runTests, UnknownTestError } from '../testing/runTests.ts';
import type { MethodCoverage } from '../org/tooling/TestRuns.ts';
import type { FromTests, TestThreadOptions } from './testProtocol.ts';

const options = workerData as TestThreadOptions;

function post(message: FromTests): void {
    parentPort!.postMessage(message);
}

function run(): void {
    const { projectDirectory, packageDirectories, features, classNames, tests } = options;
    const org = openLocalOrg(projectDirectory, { packageDirectories, features });
    try {
        post({ kind: 'started', classes: findTests(org, { classNames, tests }) });
        const before = new Map<string, number>();
        const byMethod: { testClass: string; testMethod: string; lines: Map<string, number[]> }[] = [];
        const result = runTests(org, {
            classNames,
            tests,
            onResult: ({ className, methodName }) => {
                if (options.coverage && methodName !== null) {
                    byMethod.push({ testClass: className, testMethod: methodName, lines: newLines() });
                }
            }
        });

        /** Lines that have been run since the last call, by file. */
        function newLines(): Map<string, number[]> {
            const run = new Map<string, number[]>();
            for (const [fileName, counts] of org.assembly.runtime.lineCoverage.snapshot()) {
                for (const [line, count] of counts) {
                    const key = `${fileName}:${line}`;
                    if (count > (before.get(key) ?? 0)) {
                        before.set(key, count);
                        run.set(fileName, [...(run.get(fileName) ?? []), line]);
                    }
                }
            }
            return run;
        }

        const classes = result.coverage.map(({ name, lines }) => ({ name, lines: [...lines.keys()] }));
        const coverage = byMethod.flatMap(({ testClass, testMethod, lines }) =>
            result.coverage.flatMap((each): MethodCoverage[] => {
                const run = new Set(lines.get(each.fileName) ?? []);
                const all = [...each.lines.keys()];
                const covered = all.filter((line) => run.has(line));
                return covered.length === 0
                    ? []
                    : [{ testClass, testMethod, name: each.name, covered, uncovered: all.filter((line) => !run.has(line)) }];
            })
        );
        post({ kind: 'finished', tests: result.tests, classes, coverage });
    } finally {
        org.close();
    }
}

try {
    run();
} catch (error) {
    if (!(error instanceof UnknownTestError)) {
        throw error;
    }
    post({ kind: 'refused', name: error.testName });
}
