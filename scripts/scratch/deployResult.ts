import type { SfJson } from '../org/Sf.ts';

export interface TestFailure {
    name: string;
    methodName: string;
    message: string;
    stackTrace: string | null;
}

/** What `sf project deploy start --json` tells of a deployment. */
export interface DeployResult {
    id: string;
    status: string;
    success: boolean;
    numberComponentsDeployed: number;
    numberTestsCompleted: number;
    details: {
        componentFailures?: OneOrMany<{
            fileName: string;
            lineNumber?: number | string;
            columnNumber?: number | string;
            problem: string;
        }>;
        runTestResult?: {
            numTestsRun: number | string;
            failures?: OneOrMany<TestFailure>;
            successes?: OneOrMany<{ name: string; methodName: string }>;
        };
    };
}

/** A list of one comes without its list. */
export type OneOrMany<T> = T | T[];

export function listOf<T>(value: OneOrMany<T> | undefined): T[] {
    return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** Why a deployment was refused: every place, or every test. */
export class DeployError extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'DeployError';
    }
}

const MOST_LINES = 20;

/** @throws DeployError */
export function deployResult(answer: SfJson<unknown>): DeployResult {
    const result = answer.result as DeployResult | undefined;
    if (answer.exitCode === 0 && result) {
        return result;
    }
    const lines = [
        ...listOf(result?.details?.componentFailures).map(
            (each) => `${each.fileName}:${each.lineNumber ?? 1}:${each.columnNumber ?? 1} ${each.problem}`
        ),
        ...listOf(result?.details?.runTestResult?.failures).map((each) => `${each.name}.${each.methodName}: ${each.message}`)
    ];
    const more = lines.length > MOST_LINES ? [`… and ${lines.length - MOST_LINES} more`] : [];
    const why =
        lines.length > 0 ? `:\n${[...lines.slice(0, MOST_LINES), ...more].join('\n')}` : `: ${answer.message ?? 'sf gives no reason'}`;
    throw new DeployError(`The deployment failed${why}`);
}
