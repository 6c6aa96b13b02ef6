import { coveredLines, failures, percentage, totalCoverage } from './results.ts';
import type { ClassCoverage, TestResult, TestRun } from './results.ts';

/** The exit code of `sf apex run test` when a test fails. */
export const TEST_FAILURE_EXIT = 100;

const COMPILE_FAIL_METHOD = '<compile>';

/**
 * A run in the shape of `sf apex run test --json`, so that whoever reads one reads the other.
 * Ids of test runs and queue items do not exist here and are empty.
 */
export function cliReport(run: TestRun): object {
    const failing = failures(run).length;
    const passing = run.tests.filter((test) => test.outcome === 'Pass').length;
    const skipped = run.tests.filter((test) => test.outcome === 'Skip').length;
    const percent = (count: number): string => `${run.tests.length === 0 ? 0 : Math.round((count / run.tests.length) * 100)}%`;
    const coverage = totalCoverage(run.coverage);
    return {
        status: failing > 0 ? TEST_FAILURE_EXIT : 0,
        result: {
            summary: {
                outcome: failing > 0 ? 'Failed' : 'Passed',
                testsRan: run.tests.length,
                passing,
                failing,
                skipped,
                passRate: percent(passing),
                failRate: percent(failing),
                testStartTime: run.startedAt.toISOString(),
                testExecutionTime: `${run.tests.reduce((sum, test) => sum + Math.round(test.milliseconds), 0)} ms`,
                testTotalTime: `${Math.round(run.milliseconds)} ms`,
                commandTime: `${Math.round(run.milliseconds)} ms`,
                hostname: '',
                orgId: run.orgId,
                username: run.username,
                testRunId: '',
                userId: run.userId,
                testRunCoverage: `${coverage.percent}%`,
                orgWideCoverage: `${coverage.percent}%`
            },
            tests: run.tests.map(testEntry),
            coverage: {
                coverage: run.coverage.map(coverageEntry),
                records: [],
                summary: {
                    totalLines: coverage.total,
                    coveredLines: coverage.covered,
                    orgWideCoverage: `${coverage.percent}%`,
                    testRunCoverage: `${coverage.percent}%`
                }
            }
        },
        warnings: []
    };
}

function testEntry(test: TestResult): object {
    const methodName = test.methodName ?? COMPILE_FAIL_METHOD;
    return {
        Id: '',
        QueueItemId: '',
        StackTrace: test.stackTrace,
        Message: test.message,
        AsyncApexJobId: '',
        MethodName: methodName,
        Outcome: test.outcome,
        ApexClass: { Id: '', Name: test.className, NamespacePrefix: null },
        RunTime: Math.round(test.milliseconds),
        FullName: `${test.className}.${methodName}`
    };
}

function coverageEntry(coverage: ClassCoverage): object {
    const covered = coveredLines(coverage);
    return {
        id: '',
        name: coverage.name,
        totalLines: coverage.lines.size,
        lines: Object.fromEntries([...coverage.lines].map(([line, hit]) => [String(line), hit ? 1 : 0])),
        totalCovered: covered,
        coveredPercent: percentage(covered, coverage.lines.size)
    };
}
