import { coveredLines, failures, percentage, totalCoverage } from './results.ts';
import type { TestResult, TestRun } from './results.ts';

const COVERAGE_WANTED = 75;

export function testLine(test: TestResult): string {
    const mark = { Pass: '✔', Fail: '✖', CompileFail: '✖', Skip: '-' }[test.outcome];
    const name = test.methodName ? `${test.className}.${test.methodName}` : `${test.className} does not compile`;
    return `${mark} ${name} (${test.milliseconds.toFixed(0)} ms)`;
}

/** Failures in full, classes below the coverage that a deployment to production wants, and the totals. */
export function textReport(run: TestRun): string {
    const lines: string[] = [];
    for (const test of failures(run)) {
        lines.push('', testLine(test), ...indent(test.message), ...indent(test.stackTrace));
    }
    const low = run.coverage
        .map((each) => ({ name: each.name, percent: percentage(coveredLines(each), each.lines.size) }))
        .filter((each) => each.percent < COVERAGE_WANTED)
        .sort((a, b) => a.percent - b.percent);
    if (low.length > 0) {
        lines.push('', `Below ${COVERAGE_WANTED} % coverage:`, ...low.map((each) => `  ${each.name} ${each.percent} %`));
    }
    const coverage = totalCoverage(run.coverage);
    const failed = failures(run).length;
    lines.push(
        '',
        `${run.tests.length} tests, ${failed} failed, coverage ${coverage.percent} % (${coverage.covered} of ${coverage.total} lines), ${(run.milliseconds / 1000).toFixed(1)} s`
    );
    return lines.join('\n');
}

function indent(text: string | null): string[] {
    return text ? text.split('\n').map((line) => `    ${line}`) : [];
}
