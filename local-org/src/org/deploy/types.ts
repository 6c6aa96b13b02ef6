/** A deployment as the Metadata API speaks of it. */
import { UnsupportedError } from '../../runtime/errors.ts';

export const TEST_LEVELS = ['NoTestRun', 'RunSpecifiedTests', 'RunLocalTests', 'RunAllTestsInOrg'] as const;
export type TestLevel = (typeof TEST_LEVELS)[number];

export interface DeployOptions {
    checkOnly: boolean;
    ignoreWarnings: boolean;
    rollbackOnError: boolean;
    purgeOnDelete: boolean;
    singlePackage: boolean;
    /** null: what the kind of org makes of it. */
    testLevel: TestLevel | null;
    runTests: string[];
}

export interface DeployRequest extends DeployOptions {
    /** Who deploys. */
    userId: string;
    zip: Uint8Array;
}

export interface DeployMessage {
    fileName: string;
    fullName: string;
    componentType: string;
    success: boolean;
    changed: boolean;
    created: boolean;
    deleted: boolean;
    createdDate: string;
    id?: string;
    problem?: string;
    problemType?: 'Error' | 'Warning';
    lineNumber?: number;
    columnNumber?: number;
}

export interface RunTestSuccess {
    id: string | null;
    methodName: string;
    name: string;
    namespace: null;
    seeAllData: boolean;
    time: number;
}

export interface RunTestFailure extends RunTestSuccess {
    message: string;
    packageName: string;
    stackTrace: string | null;
    type: 'Class';
}

export interface CodeLocation {
    line: number;
    column: number;
    numExecutions: number;
    time: number;
}

export interface CodeCoverageResult {
    id: string | null;
    name: string;
    namespace: null;
    numLocations: number;
    numLocationsNotCovered: number;
    locationsNotCovered: CodeLocation[];
    type: 'Class' | 'Trigger';
}

export interface RunTestsResult {
    numTestsRun: number;
    numFailures: number;
    totalTime: number;
    successes: RunTestSuccess[];
    failures: RunTestFailure[];
    codeCoverage: CodeCoverageResult[];
    codeCoverageWarnings: { id: string | null; message: string; name: string | null; namespace: null }[];
}

export type DeployStatus = 'Pending' | 'InProgress' | 'Succeeded' | 'SucceededPartial' | 'Failed' | 'Canceling' | 'Canceled';

/** What checkDeployStatus answers. */
export interface DeployResult {
    id: string;
    status: DeployStatus;
    done: boolean;
    success: boolean;
    checkOnly: boolean;
    ignoreWarnings: boolean;
    rollbackOnError: boolean;
    runTestsEnabled: boolean;
    createdBy: string;
    createdByName: string;
    createdDate: string;
    startDate?: string;
    lastModifiedDate: string;
    completedDate?: string;
    canceledBy?: string;
    canceledByName?: string;
    stateDetail?: string;
    errorMessage?: string;
    errorStatusCode?: string;
    numberComponentsTotal: number;
    numberComponentsDeployed: number;
    numberComponentErrors: number;
    numberTestsTotal: number;
    numberTestsCompleted: number;
    numberTestErrors: number;
    details: {
        componentSuccesses: DeployMessage[];
        componentFailures: DeployMessage[];
        runTestResult: RunTestsResult;
    };
}

/** What the tests of a candidate have shown. */
export interface TestOutcome {
    tests: {
        className: string;
        methodName: string | null;
        outcome: string;
        message: string | null;
        stackTrace: string | null;
        milliseconds: number;
    }[];
    /** Every class and trigger that coverage counts. */
    coverage: { name: string; covered: number[]; uncovered: number[] }[];
}

export interface TestSelection {
    /** Absent: all. */
    classNames?: string[];
    tests?: string[];
}

/** A problem of a component bundle: the file is relative to the folder that holds the sources. */
export interface BundleProblem {
    fileName: string;
    line: number;
    column: number;
    problem: string;
}

/** Sources that are not the org's yet. */
export interface CandidateSources {
    directory: string;
    packageDirectories: string[];
    features: string[];
}

/** What a deployment needs of rooms that the org knows nothing of. */
export interface DeployTools {
    /** Compiles bundles; paths relative to the directory. */
    compileBundles(sources: CandidateSources, bundles: readonly string[]): Promise<BundleProblem[]>;
    /** Runs tests over the sources, in an org of their own. Throws UnknownTestsError. Ends early when the signal says so. */
    runTests(sources: CandidateSources, selection: TestSelection, signal: AbortSignal): Promise<TestOutcome>;
}

/** A test class was named that is not there. */
export class UnknownTestsError extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'UnknownTestsError';
    }
}

export const NO_DEPLOY_TOOLS: DeployTools = {
    compileBundles: () => Promise.resolve([]),
    runTests: () => Promise.reject(new UnsupportedError('tests of a deployment outside of a served org'))
};
