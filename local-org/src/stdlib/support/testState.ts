/** What a running test has told the platform: mocks, and whether it stands between startTest and stopTest. */
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';

export interface TestState {
    window: 'before' | 'open' | 'closed';
    /** Lower-case interface name → mock. */
    mocks: Map<string, unknown>;
}

/** Key of Transaction.state; whoever starts a test's jobs may hand it on to their transactions. */
export const TEST_STATE = Symbol.for('testState');

/** The test last seen, for the jobs that it started. */
const latest = new WeakMap<OrgRuntime, TestState>();

/** State of the test that this transaction is, or that started it. */
export function testState(rt: OrgRuntime): TestState {
    let state = rt.tx.state.get(TEST_STATE) as TestState | undefined;
    if (!state && rt.tx.kind !== 'test') {
        state = latest.get(rt);
    }
    if (!state) {
        state = { window: 'before', mocks: new Map() };
        rt.tx.state.set(TEST_STATE, state);
    }
    if (rt.tx.kind === 'test') {
        latest.set(rt, state);
    }
    return state;
}

/** A test is about to start jobs: they see its mocks. */
export function noteTest(rt: OrgRuntime): void {
    if (rt.tx.isTest) {
        testState(rt);
    }
}
