/**
 * What the Tooling API shows of test runs: runs, queue items, results, coverage. Kept for as long as the org is open.
 * Running is not done here: whoever runs tests reports to `start`, `note` and `finish`.
 */
import type { Assembly } from '../assemble.ts';
import type { Row } from './rowQuery.ts';
import { apiTime, ToolingIds } from './ToolingTable.ts';
import type { ToolingTable } from './ToolingTable.ts';

/** One method's outcome, as the runner reports it. */
export interface MethodResult {
    className: string;
    /** null for a class that does not compile. */
    methodName: string | null;
    outcome: string;
    message: string | null;
    stackTrace: string | null;
    milliseconds: number;
}

/** Which lines of a class or trigger one test method has run. */
export interface MethodCoverage {
    testClass: string;
    testMethod: string;
    name: string;
    covered: number[];
    uncovered: number[];
}

export interface ClassLines {
    name: string;
    lines: number[];
}

const FIELDS: Record<string, readonly string[]> = {
    ApexTestRunResult:
        'Id AsyncApexJobId UserId JobName IsAllTests Source Status ClassesEnqueued ClassesCompleted MethodsEnqueued MethodsCompleted MethodsFailed StartTime EndTime TestTime TestSetupTime CreatedDate'.split(
            ' '
        ),
    ApexTestQueueItem: 'Id ApexClassId ApexClass Status ExtendedStatus ParentJobId TestRunResultId CreatedDate'.split(' '),
    ApexTestResult:
        'Id ApexClassId ApexClass ApexLogId ApexTestRunResultId AsyncApexJobId IsTestSetup Message MethodName Outcome QueueItemId RunTime StackTrace TestTimestamp'.split(
            ' '
        ),
    ApexCodeCoverage:
        'Id ApexClassOrTriggerId ApexClassOrTrigger ApexTestClassId ApexTestClass TestMethodName NumLinesCovered NumLinesUncovered Coverage'.split(
            ' '
        ),
    ApexCodeCoverageAggregate: 'Id ApexClassOrTriggerId ApexClassOrTrigger NumLinesCovered NumLinesUncovered Coverage'.split(' '),
    ApexOrgWideCoverage: ['Id', 'PercentCovered']
};

const PREFIXES: Record<string, string> = {
    ApexTestRunResult: '05m',
    ApexTestQueueItem: '709',
    ApexTestResult: '07M',
    ApexCodeCoverage: '714',
    ApexCodeCoverageAggregate: '715',
    ApexOrgWideCoverage: '717'
};

interface Run {
    result: Row;
    items: Row[];
    results: Row[];
}

export class TestRuns {
    readonly #org: Assembly;
    readonly #runs = new Map<string, Run>();
    /** By test method and covered class: a method that runs again replaces what it covered before. */
    readonly #coverage = new Map<string, Row>();
    readonly #listeners = new Set<(runId: string) => void>();
    #classes: ClassLines[] = [];
    readonly #ids = new ToolingIds();

    constructor(org: Assembly) {
        this.#org = org;
    }

    /** Tells of every run that ends. @returns how to stop listening */
    onEnd(listener: (runId: string) => void): () => void {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
    }

    /** These objects, for queries. */
    tables(): ToolingTable[] {
        return Object.entries(FIELDS).map(([name, fields]) => ({
            name,
            keyPrefix: PREFIXES[name],
            fields,
            rows: () => this.#rows(name)
        }));
    }

    /** @returns the run's Id, by which clients ask for it */
    start(userId: string, classes: readonly { className: string; methods: number }[]): string {
        const runId = this.#org.store.newId(this.#org.store.object('AsyncApexJob'));
        const now = this.#now();
        const resultId = this.#id(PREFIXES.ApexTestRunResult);
        const items = classes.map(({ className }): Row => ({
            Id: this.#id(PREFIXES.ApexTestQueueItem),
            ...this.#classReference('ApexClass', className),
            Status: 'Processing',
            ExtendedStatus: null,
            ParentJobId: runId,
            TestRunResultId: resultId,
            CreatedDate: now
        }));
        const result: Row = {
            Id: resultId,
            AsyncApexJobId: runId,
            UserId: userId,
            Status: 'Processing',
            Source: 'Tooling',
            IsAllTests: false,
            ClassesEnqueued: classes.length,
            ClassesCompleted: 0,
            MethodsEnqueued: classes.reduce((sum, each) => sum + each.methods, 0),
            MethodsCompleted: 0,
            MethodsFailed: 0,
            StartTime: now,
            TestTime: 0,
            TestSetupTime: 0,
            CreatedDate: now
        };
        this.#runs.set(runId, { result, items, results: [] });
        return runId;
    }

    finish(runId: string, tests: readonly MethodResult[]): void {
        const run = this.#runs.get(runId)!;
        const now = this.#now();
        const failed = tests.filter((test) => test.outcome !== 'Pass' && test.outcome !== 'Skip').length;
        run.results = tests.map((test): Row => {
            const reference = this.#classReference('ApexClass', test.className);
            const item = run.items.find((each) => each.ApexClassId === reference.ApexClassId);
            return {
                Id: this.#id(PREFIXES.ApexTestResult),
                ...reference,
                ApexLogId: null,
                ApexTestRunResultId: run.result.Id,
                AsyncApexJobId: runId,
                IsTestSetup: false,
                Message: test.message,
                MethodName: test.methodName ?? '<compile>',
                Outcome: test.outcome,
                QueueItemId: item?.Id ?? null,
                RunTime: Math.round(test.milliseconds),
                StackTrace: test.stackTrace,
                TestTimestamp: now
            };
        });
        run.items.forEach((item) => (item.Status = 'Completed'));
        Object.assign(run.result, {
            Status: failed > 0 ? 'Failed' : 'Completed',
            ClassesCompleted: run.items.length,
            MethodsCompleted: tests.length - failed,
            MethodsFailed: failed,
            EndTime: now,
            TestTime: Math.round(tests.reduce((sum, test) => sum + test.milliseconds, 0))
        });
        this.#listeners.forEach((listener) => listener(runId));
    }

    /** The run ended without results: its own defect, told as the platform tells it. */
    abort(runId: string, reason: string): void {
        const run = this.#runs.get(runId)!;
        run.items.forEach((item) => Object.assign(item, { Status: 'Failed', ExtendedStatus: reason }));
        Object.assign(run.result, { Status: 'Failed', EndTime: this.#now() });
        this.#listeners.forEach((listener) => listener(runId));
    }

    /** @param classes every class and trigger that coverage counts, with its lines */
    noteCoverage(classes: readonly ClassLines[], coverage: readonly MethodCoverage[]): void {
        this.#classes = [...classes];
        for (const each of coverage) {
            const covered = each.covered.length;
            this.#coverage.set(`${each.testClass}.${each.testMethod}>${each.name}`.toLowerCase(), {
                Id: this.#id(PREFIXES.ApexCodeCoverage),
                ...this.#classReference('ApexClassOrTrigger', each.name),
                ...this.#classReference('ApexTestClass', each.testClass),
                TestMethodName: each.testMethod,
                NumLinesCovered: covered,
                NumLinesUncovered: each.uncovered.length,
                Coverage: { coveredLines: each.covered, uncoveredLines: each.uncovered }
            });
        }
    }

    /** The Id of a class or trigger by its name. */
    classId(name: string): string | null {
        const row = this.#org.store.get(
            `SELECT Id AS id FROM ApexClass WHERE Name = ? COLLATE NOCASE UNION ALL SELECT Id FROM ApexTrigger WHERE Name = ? COLLATE NOCASE`,
            name,
            name
        );
        return row ? String(row.id) : null;
    }

    className(id: string): string | null {
        const row = this.#org.store.get(`SELECT Name AS name FROM ApexClass WHERE substr(Id, 1, 15) = ?`, id.slice(0, 15));
        return row ? String(row.name) : null;
    }

    #rows(name: string): Row[] {
        const runs = [...this.#runs.values()];
        switch (name) {
            case 'ApexTestRunResult':
                return runs.map((run) => run.result);
            case 'ApexTestQueueItem':
                return runs.flatMap((run) => run.items);
            case 'ApexTestResult':
                return runs.flatMap((run) => run.results);
            case 'ApexCodeCoverage':
                return [...this.#coverage.values()];
            case 'ApexCodeCoverageAggregate':
                return this.aggregate();
            default: {
                const rows = this.aggregate();
                const covered = rows.reduce((sum, row) => sum + Number(row.NumLinesCovered), 0);
                const all = covered + rows.reduce((sum, row) => sum + Number(row.NumLinesUncovered), 0);
                return [{ Id: '717000000000001AAA', PercentCovered: all === 0 ? 0 : Math.floor((covered / all) * 100) }];
            }
        }
    }

    /** ApexCodeCoverageAggregate: what any method has covered, per class. */
    aggregate(): Row[] {
        const covered = new Map<string, Set<number>>();
        for (const row of this.#coverage.values()) {
            const name = (row.ApexClassOrTrigger as { Name: string }).Name;
            const lines = covered.get(name) ?? new Set();
            (row.Coverage as { coveredLines: number[] }).coveredLines.forEach((line) => lines.add(line));
            covered.set(name, lines);
        }
        return this.#classes.map(({ name, lines }, index): Row => {
            const hit = lines.filter((line) => covered.get(name)?.has(line));
            const missed = lines.filter((line) => !covered.get(name)?.has(line));
            return {
                Id: `715${String(index + 1).padStart(12, '0')}AAA`,
                ...this.#classReference('ApexClassOrTrigger', name),
                NumLinesCovered: hit.length,
                NumLinesUncovered: missed.length,
                Coverage: { coveredLines: hit, uncoveredLines: missed }
            };
        });
    }

    #classReference(relationship: string, name: string): Row {
        const id = this.classId(name);
        return { [`${relationship}Id`]: id, [relationship]: { Id: id, Name: name, NamespacePrefix: null, FullName: name } };
    }

    #id(prefix: string): string {
        return this.#ids.next(prefix);
    }

    #now(): string {
        return apiTime(this.#org.now());
    }
}
