/** What the SOAP and the REST door to deployments share. */
import { TEST_LEVELS } from '../../localOrg.ts';
import type { DeployOptions, TestLevel } from '../../localOrg.ts';

/** Clients ask again after a second: waiting nearly that long for them answers most deployments at the first question. */
export const PATIENCE_MILLISECONDS = 800;

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]);

/**
 * Options as SOAP gives them (text) or as JSON does.
 *
 * @param refuse makes the error for an unknown test level
 */
export function deployOptions(given: Record<string, unknown>, refuse: (code: string, message: string) => Error): DeployOptions {
    const flag = (name: string): boolean => String(given[name] ?? '') === 'true';
    const level = String(given.testLevel ?? '');
    if (level !== '' && !(TEST_LEVELS as readonly string[]).includes(level)) {
        throw refuse('INVALID_TYPE', `'${level}' is not a valid value for the enum 'TestLevel'`);
    }
    return {
        checkOnly: flag('checkOnly'),
        ignoreWarnings: flag('ignoreWarnings'),
        rollbackOnError: flag('rollbackOnError'),
        purgeOnDelete: flag('purgeOnDelete'),
        singlePackage: flag('singlePackage'),
        testLevel: level === '' ? null : (level as TestLevel),
        runTests: list(given.runTests)
            .map((each) => String(each).trim())
            .filter((each) => each !== '')
    };
}
