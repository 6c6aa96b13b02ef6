/** `npm run demo -- --json`: the shape that others read, beside any other local org, as often as one likes. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { expectedAfterLeaving, expectedAfterReturning, verify } from '../../demo/verification.ts';
import { script } from './command.ts';

interface Run {
    person: object;
    steps: { step: string; status: string; found: number; done: number; failed: number }[];
    seats: { before: { used: number }; after: { used: number } };
    verification: { ok: boolean; checks: object[] };
}
interface Report {
    offboarding: Run;
    reactivation: Run & { restored: object[]; notRestored: object[] };
}

const keysOf = (rows: object[]): string[] => [...new Set(rows.map((row) => Object.keys(row).join()))];

test('two demos at once, each in an org of its own: the same report, exit 0, JSON alone on stdout', async () => {
    const both = await Promise.all([script('demo', ['--json']).ended, script('demo', ['--json']).ended]);
    const [one, other] = both.map(({ code, stdout, stderr }) => {
        assert.equal(code, 0, stderr);
        return JSON.parse(stdout) as Report;
    });
    assert.deepEqual(one, other);
    assert.deepEqual(Object.keys(one), ['offboarding', 'reactivation']);
    assert.deepEqual(Object.keys(one.offboarding), ['person', 'steps', 'seats', 'verification']);
    assert.deepEqual(Object.keys(one.reactivation), ['person', 'steps', 'seats', 'restored', 'notRestored', 'verification']);
    for (const run of [one.offboarding, one.reactivation]) {
        assert.deepEqual(Object.keys(run.person), ['id', 'username', 'name']);
        assert.deepEqual(keysOf(run.steps), ['step,status,found,done,failed']);
        assert.deepEqual(Object.keys(run.seats), ['before', 'after']);
        assert.deepEqual(Object.keys(run.verification), ['ok', 'checks']);
        assert.deepEqual(keysOf(run.verification.checks), ['check,expected,actual,ok']);
        assert.equal(run.verification.ok, true);
        for (const { step, status, failed } of run.steps) {
            assert.match(step, /^([A-Z]\d+|deactivate|reactivate|verify)$/);
            assert.deepEqual([status === 'done' || status === 'skipped', failed], [true, 0]);
        }
    }
    assert.deepEqual(keysOf(one.reactivation.restored), ['key,count']);
    assert.deepEqual(keysOf(one.reactivation.notRestored), ['key,count,reason']);
    assert.equal(one.offboarding.seats.after.used, one.offboarding.seats.before.used - 1);
    assert.equal(one.reactivation.seats.after.used, one.offboarding.seats.before.used);
});

test('a check that is not as it should be makes the verification not ok', () => {
    const before = { active: true, frozen: false, sessions: 2, 'permission sets': 'A, B', 'closed Case': 3, Account: 5, seats: 9 };
    const left = { active: false, frozen: true, sessions: 0, 'permission sets': 'none', 'closed Case': 3, Account: 0, seats: 8 };
    assert.deepEqual(expectedAfterLeaving(before), left);
    assert.deepEqual(expectedAfterReturning(before), { ...before, sessions: 0 });
    assert.equal(verify(left, left).ok, true);
    for (const wrong of [
        { ...left, Account: 1 },
        { ...left, 'permission sets': 'A' },
        { ...left, more: 1 },
        { ...left, frozen: false }
    ]) {
        const { ok, checks } = verify(left, wrong);
        assert.equal(ok, false);
        assert.equal(checks.filter((line) => !line.ok).length, 1);
    }
    const { Account: _account, ...unread } = left;
    assert.equal(verify(left, unread).ok, false, 'What could not be read is not verified');
});
