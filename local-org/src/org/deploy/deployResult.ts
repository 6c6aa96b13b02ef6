/** The record of a deployment, from its request to its end. */
import type { Assembly } from '../assemble.ts';
import { noTests } from './deployTests.ts';
import type { Messages } from './Messages.ts';
import type { DeployMessage, DeployRequest, DeployResult } from './types.ts';

export function pendingResult(org: Assembly, request: Omit<DeployRequest, 'zip'>): DeployResult {
    const now = new Date(org.now()).toISOString();
    return {
        id: org.store.newIdOf('0Af'),
        status: 'Pending',
        done: false,
        success: false,
        checkOnly: request.checkOnly,
        ignoreWarnings: request.ignoreWarnings,
        rollbackOnError: request.rollbackOnError,
        runTestsEnabled: false,
        createdBy: request.userId.slice(0, 15),
        createdByName: nameOf(org, request.userId),
        createdDate: now,
        lastModifiedDate: now,
        numberComponentsTotal: 0,
        numberComponentsDeployed: 0,
        numberComponentErrors: 0,
        numberTestsTotal: 0,
        numberTestsCompleted: 0,
        numberTestErrors: 0,
        details: { componentSuccesses: [], componentFailures: [], runTestResult: noTests() }
    };
}

/** @param lost failures of what was given up before, without rollback on error */
export function countComponents(result: DeployResult, { successes, failures }: Messages, lost: readonly DeployMessage[]): void {
    result.details.componentSuccesses = [...successes];
    result.details.componentFailures = [...lost, ...failures];
    const deployed = successes.filter(({ fullName }) => fullName !== 'package.xml').length;
    const errors = result.details.componentFailures.length;
    Object.assign(result, { numberComponentsDeployed: deployed, numberComponentErrors: errors, numberComponentsTotal: deployed + errors });
}

export function nameOf({ store }: Assembly, userId: string): string {
    return String(store.get(`SELECT Name AS name FROM "User" WHERE Id = ?`, userId)?.name ?? '');
}
