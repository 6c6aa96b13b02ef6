/** What a test run yields, before it is written down in any shape. */

export type Outcome = 'Pass' | 'Fail' | 'CompileFail' | 'Skip';

export interface TestResult {
    className: string;
    /** null for a class that does not compile. */
    methodName: string | null;
    outcome: Outcome;
    message: string | null;
    stackTrace: string | null;
    milliseconds: number;
}

export interface ClassCoverage {
    name: string;
    fileName: string;
    /** Line → was it run? Lines without a statement do not appear. */
    lines: Map<number, boolean>;
}

export interface TestRun {
    tests: TestResult[];
    coverage: ClassCoverage[];
    startedAt: Date;
    milliseconds: number;
    userId: string;
    username: string;
    orgId: string;
}

export function coveredLines(coverage: ClassCoverage): number {
    let covered = 0;
    for (const hit of coverage.lines.values()) {
        covered += hit ? 1 : 0;
    }
    return covered;
}

/** Whole percent, rounded down so that 100 means all; 100 for a class without statements. */
export function percentage(covered: number, total: number): number {
    return total === 0 ? 100 : Math.floor((covered / total) * 100);
}

export function totalCoverage(coverage: ClassCoverage[]): { covered: number; total: number; percent: number } {
    const total = coverage.reduce((sum, each) => sum + each.lines.size, 0);
    const covered = coverage.reduce((sum, each) => sum + coveredLines(each), 0);
    return { covered, total, percent: percentage(covered, total) };
}

export function failures(run: TestRun): TestResult[] {
    return run.tests.filter((test) => test.outcome === 'Fail' || test.outcome === 'CompileFail');
}
