/** Which tests a deployment runs, and what it tells of them. */
import type { Project } from '../../schema/project.ts';
import type { Assembly } from '../assemble.ts';
import type { DeployRequest, RunTestsResult, TestOutcome, TestSelection } from './types.ts';
import { UnknownTestsError } from './types.ts';

const NEEDED_PERCENT = 75;

export function noTests(): RunTestsResult {
    return { numTestsRun: 0, numFailures: 0, totalTime: 0, successes: [], failures: [], codeCoverage: [], codeCoverageWarnings: [] };
}

/**
 * null: none. Without a level, an org that is not for production runs none.
 *
 * @throws UnknownTestsError
 */
export function testSelection(
    _org: Assembly,
    { testLevel, runTests }: Pick<DeployRequest, 'testLevel' | 'runTests'>
): TestSelection | null {
    switch (testLevel) {
        case 'RunLocalTests':
        case 'RunAllTestsInOrg':
            return {};
        case 'RunSpecifiedTests': {
            if (runTests.length === 0) {
                throw new UnknownTestsError('No test is specified in the runTests option, which the test level RunSpecifiedTests needs.');
            }
            return {
                classNames: runTests.filter((name) => !name.includes('.')),
                tests: runTests.filter((name) => name.includes('.'))
            };
        }
        default:
            return null;
    }
}

interface Tested {
    request: Pick<DeployRequest, 'testLevel'>;
    /** Files of the deployment. */
    written: readonly string[];
    project: Project;
}

export function testReport(org: Assembly, { tests, coverage }: TestOutcome, { request, written, project }: Tested): RunTestsResult {
    const report = noTests();
    const deployed = new Set(project.apex.filter(({ path }) => written.includes(path)).map(({ name }) => name));
    for (const { className, methodName, outcome, message, stackTrace, milliseconds } of tests.filter((test) => test.outcome !== 'Skip')) {
        const entry = {
            id: classId(org, className),
            methodName: methodName ?? '<compile>',
            name: className,
            namespace: null,
            seeAllData: false,
            time: Math.round(milliseconds)
        };
        report.totalTime += entry.time;
        if (outcome === 'Pass') {
            report.successes.push(entry);
        } else {
            report.failures.push({ ...entry, message: message ?? '', packageName: className, stackTrace, type: 'Class' });
        }
    }
    report.numTestsRun = report.successes.length + report.failures.length;
    report.numFailures = report.failures.length;
    for (const { name, covered, uncovered } of coverage) {
        const isTrigger = project.apex.some((source) => source.name === name && source.kind === 'trigger');
        const total = covered.length + uncovered.length;
        report.codeCoverage.push({
            id: classId(org, name),
            name,
            namespace: null,
            numLocations: total,
            numLocationsNotCovered: uncovered.length,
            locationsNotCovered: uncovered.map((line) => ({ line, column: 0, numExecutions: 0, time: -1 })),
            type: isTrigger ? 'Trigger' : 'Class'
        });
        const percent = total === 0 ? 100 : Math.round((covered.length / total) * 100_000) / 1000;
        if (request.testLevel === 'RunSpecifiedTests' && deployed.has(name) && percent < NEEDED_PERCENT) {
            report.codeCoverageWarnings.push({
                id: classId(org, name),
                message: `Test coverage of selected Apex ${isTrigger ? 'Trigger' : 'Class'} is ${percent}%, at least ${NEEDED_PERCENT}% test coverage is required`,
                name,
                namespace: null
            });
        }
    }
    return report;
}

function classId({ store }: Assembly, name: string): string | null {
    const row = store.get(
        `SELECT Id AS id FROM ApexClass WHERE Name = ? COLLATE NOCASE UNION ALL SELECT Id FROM ApexTrigger WHERE Name = ? COLLATE NOCASE`,
        name,
        name
    );
    return row ? String(row.id) : null;
}
