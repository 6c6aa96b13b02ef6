import type { PersonState } from './orgState.ts';

export interface CheckLine {
    check: string;
    expected: string;
    actual: string;
    ok: boolean;
}

export interface Verification {
    ok: boolean;
    checks: CheckLine[];
}

/** Compares what the org says now with what it should say. */
export function verify(expected: PersonState, actual: PersonState): Verification {
    const names = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
    const checks = names.map((check) => ({
        check,
        expected: String(expected[check]),
        actual: String(actual[check]),
        ok: expected[check] === actual[check]
    }));
    return { ok: checks.every((line) => line.ok), checks };
}

/** What somebody who has left holds: nothing that matters, but what is closed stays with the name that closed it. */
export function expectedAfterLeaving(before: PersonState): PersonState {
    const kept = new Set(['closed Opportunity', 'closed Case', 'closed Task', 'account teams', 'manual account shares']);
    const after = Object.fromEntries(
        Object.entries(before).map(([name, value]) => [name, kept.has(name) ? value : typeof value === 'number' ? 0 : 'none'])
    );
    return { ...after, active: false, frozen: true, seats: (before.seats as number) - 1 };
}

/** What somebody who has come back holds: everything as before, but no session. */
export function expectedAfterReturning(before: PersonState): PersonState {
    return { ...before, sessions: 0 };
}
