/** The platform's rules, each a small Apex test that is legal in a real org, run through the local org's public face. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openLocalOrg } from '../src/localOrg.ts';
import { runTests } from '../src/testing/runTests.ts';
import type { TestRun } from '../src/testing/results.ts';

const folder = (name: string): string => fileURLToPath(new URL(`conformance/${name}`, import.meta.url));

function run(name: string): TestRun {
    const org = openLocalOrg(folder(name), { onJobFailure: () => undefined });
    try {
        return runTests(org);
    } finally {
        org.close();
    }
}

test('every rule holds', () => {
    const { tests } = run('project');
    const failures = tests.filter(({ outcome }) => outcome !== 'Pass');
    assert.deepEqual(
        failures.map(({ className, methodName, message }) => `${className}.${methodName}: ${message}`),
        []
    );
    assert.ok(tests.length >= 60, `${tests.length} rules`);
});
