/** Apex tests of the Tooling API, at once (runTestsSynchronous) or to be asked for later (runTestsAsynchronous). */
import { ApiError } from '../ApiError.ts';
import { json } from '../protocol.ts';
import type { ApiResponse } from '../protocol.ts';
import { NoSuchTestError, startTests } from '../TestThread.ts';
import type { StartedTests } from '../TestThread.ts';
import { jsonBody } from './router.ts';
import type { Context, Route } from './router.ts';

interface TestRequest {
    testLevel?: string;
    tests?: { className?: string; classId?: string; testMethods?: string[] }[];
    classNames?: string;
    classids?: string;
    suiteNames?: string;
    suiteids?: string;
    skipCodeCoverage?: boolean;
}

const TEXTS = ['testLevel', 'classNames', 'classids', 'suiteNames', 'suiteids'];

function isObject(value: unknown): value is Record<string, unknown> {
    return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function isTestItem(value: unknown): boolean {
    return isObject(value) && (value.testMethods === undefined || Array.isArray(value.testMethods));
}

/** @throws ApiError for a body that is no request for tests */
function testRequest(body: unknown): TestRequest {
    const wellFormed =
        isObject(body) &&
        TEXTS.every((name) => (body[name] ?? '') === '' || typeof body[name] === 'string') &&
        (body.tests === undefined || (Array.isArray(body.tests) && body.tests.every(isTestItem)));
    if (!wellFormed) {
        throw new ApiError(400, 'JSON_PARSER_ERROR', 'The request body is no request for tests.');
    }
    return body as TestRequest;
}

function named(id: string, { org }: Context): string {
    const name = org.testRuns.className(id);
    if (name === null) {
        throw new NoSuchTestError(id);
    }
    return name;
}

const words = (text: string | undefined): string[] => (text ?? '').split(',').filter((each) => each.trim() !== '');

/** What was chosen, undefined for everything. */
function selection(request: TestRequest, context: Context): { classNames?: string[]; tests?: string[] } {
    const suites = [...words(request.suiteNames), ...words(request.suiteids)].map((each) => each.trim());
    const classIds = [...words(request.classids).map((id) => id.trim()), ...suites.flatMap((each) => context.org.suites.classIds(each))];
    const classNames = [...words(request.classNames).map((each) => each.trim()), ...classIds.map((id) => named(id, context))];
    const tests: string[] = [];
    for (const { className, classId, testMethods } of request.tests ?? []) {
        const name = className ?? named(classId ?? '', context);
        if (testMethods?.length) {
            tests.push(...testMethods.map((method) => `${name}.${method}`));
        } else {
            classNames.push(name);
        }
    }
    if (suites.length > 0 && classNames.length === 0) {
        throw new ApiError(400, 'INVALID_INPUT', `There are no classes in ${suites.join(', ')}.`);
    }
    const all = classNames.length === 0 && tests.length === 0;
    if (all && (request.testLevel ?? 'RunSpecifiedTests') === 'RunSpecifiedTests') {
        throw new ApiError(400, 'INVALID_INPUT', 'No tests were specified. Provide tests, classNames or classids.');
    }
    return all ? {} : { classNames, tests };
}

async function start(context: Context): Promise<{ started: StartedTests; coverage: boolean }> {
    const request = testRequest(jsonBody(context.request));
    const coverage = request.skipCodeCoverage !== true;
    const { project, schema } = context.org.assembly;
    try {
        const started = await startTests({
            projectDirectory: project.directory,
            packageDirectories: project.packageDirectories,
            features: [...schema.features],
            ...selection(request, context),
            coverage
        });
        return { started, coverage };
    } catch (error) {
        if (error instanceof NoSuchTestError) {
            throw new ApiError(400, 'INVALID_INPUT', error.message);
        }
        throw error;
    }
}

/** Answers with the run's Id as soon as its tests are known. */
async function asynchronous(context: Context): Promise<ApiResponse> {
    const { org, userId } = context;
    const { started, coverage } = await start(context);
    const runId = org.testRuns.start(userId, started.classes);
    started.finished.then(
        (result) => {
            if (coverage) {
                org.testRuns.noteCoverage(result.classes, result.coverage);
            }
            org.testRuns.finish(runId, result.tests);
        },
        (error: Error) => org.testRuns.abort(runId, error.message)
    );
    return json(200, runId);
}

async function synchronous(context: Context): Promise<ApiResponse> {
    const { org } = context;
    const { started, coverage } = await start(context);
    const { tests, classes, coverage: byMethod } = await started.finished;
    if (coverage) {
        org.testRuns.noteCoverage(classes, byMethod);
    }
    const entry = (test: (typeof tests)[number]): object => ({
        id: org.testRuns.classId(test.className),
        name: test.className,
        packageName: test.className,
        methodName: test.methodName ?? '<compile>',
        namespace: null,
        seeAllData: false,
        time: Math.round(test.milliseconds),
        type: 'Class',
        ...(test.outcome === 'Pass' ? {} : { message: test.message, stackTrace: test.stackTrace })
    });
    const passed = tests.filter((test) => test.outcome === 'Pass');
    const failed = tests.filter((test) => test.outcome !== 'Pass' && test.outcome !== 'Skip');
    const covered = coverage ? org.testRuns.aggregate() : [];
    return json(200, {
        apexLogId: null,
        codeCoverage: covered.map((row) => ({
            id: row.ApexClassOrTriggerId,
            name: (row.ApexClassOrTrigger as { Name: string }).Name,
            namespace: null,
            numLocations: Number(row.NumLinesCovered) + Number(row.NumLinesUncovered),
            numLocationsNotCovered: row.NumLinesUncovered,
            locationsNotCovered: (row.Coverage as { uncoveredLines: number[] }).uncoveredLines.map((line) => ({
                line,
                column: 0,
                numExecutions: 0,
                time: -1
            })),
            type: String(row.ApexClassOrTriggerId).startsWith('01q') ? 'Trigger' : 'Class',
            dmlInfo: [],
            methodInfo: [],
            soqlInfo: [],
            soslInfo: []
        })),
        codeCoverageWarnings: [],
        failures: failed.map(entry),
        successes: passed.map(entry),
        numFailures: failed.length,
        numTestsRun: tests.length,
        totalTime: Math.round(tests.reduce((sum, test) => sum + test.milliseconds, 0))
    });
}

const TOOLING = String.raw`^/services/data/v\d+\.0/tooling`;

export const testRunRoutes: Route[] = [
    { method: 'POST', pattern: new RegExp(`${TOOLING}/runTestsSynchronous/?$`), handle: synchronous },
    { method: 'POST', pattern: new RegExp(`${TOOLING}/runTestsAsynchronous/?$`), handle: asynchronous }
];
