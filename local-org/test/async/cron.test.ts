import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CronError, nextFire, parseCron } from '../../src/async/cron.ts';

const fires = (cron: string, after: string, times = 1, zone = 'GMT'): string[] => {
    const found: string[] = [];
    for (let at: number | null = Date.parse(after); found.length < times;) {
        at = nextFire(parseCron(cron), at!, zone);
        if (at === null) {
            return [...found, 'never'];
        }
        found.push(new Date(at).toISOString().slice(0, 16));
    }
    return found;
};

test('the next time that an expression names', () => {
    assert.deepEqual(fires('0 15 * * * ?', '2026-10-15T10:20:00Z'), ['2026-10-15T11:15']);
    assert.deepEqual(fires('0 0 8-10/2 * * ?', '2026-10-15T08:00:00Z', 2), ['2026-10-15T10:00', '2026-10-16T08:00']);
    assert.deepEqual(fires('0 0 12 L * ?', '2026-02-01T00:00:00Z'), ['2026-02-28T12:00']);
    assert.deepEqual(fires('0 0 12 ? * FRI#2', '2026-10-10T00:00:00Z'), ['2026-11-13T12:00']);
    assert.deepEqual(fires('0 0 12 ? * 6L', '2026-10-10T00:00:00Z'), ['2026-10-30T12:00']);
    assert.deepEqual(fires('0 0 12 15W 8 ?', '2026-01-01T00:00:00Z'), ['2026-08-14T12:00']);
    assert.deepEqual(fires('0 0 0 1 1 ? 2027', '2026-10-15T00:00:00Z', 2), ['2027-01-01T00:00', 'never']);
    assert.deepEqual(fires('0 0 0 28 5 ? 2030,2099', '2026-10-15T00:00:00Z', 3), ['2030-05-28T00:00', '2099-05-28T00:00', 'never']);
});

test('in the zone of who scheduled, over a change of the clocks', () => {
    assert.deepEqual(fires('0 0 3 * * ?', '2026-10-24T12:00:00Z', 2, 'Europe/Berlin'), ['2026-10-25T02:00', '2026-10-26T02:00']);
});

test('refuses what Apex refuses', () => {
    for (const wrong of ['0 0 1 * *', '* 0 1 * * ?', '0 0 1 * * *', '0 0 25 * * ?', '0 99 1 * * ?', '0 0 1 ? * ?']) {
        assert.throws(() => parseCron(wrong), CronError, wrong);
    }
});
