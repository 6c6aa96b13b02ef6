/** `bulk --large-transfers`: portions, refusals, failures, lost answers. The story with a real queue stands in test/story. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import type { ReportRow } from '../../../offboard/runs/Entry.ts';
import { CommandLine } from '../support/CommandLine.ts';
import type { Result } from '../support/CommandLine.ts';
import { FakeOrg } from '../support/FakeOrg.ts';
import { refused } from '../support/FakeServer.ts';
import { FakeTransfers } from '../support/FakeTransfers.ts';

let folder: string;
let org: FakeOrg;
let line: CommandLine;

beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'handover-transfers-'));
    org = await FakeOrg.start();
    line = new CommandLine({ one: org });
    line.folder = folder;
    writeFileSync(join(folder, 'leavers.csv'), 'person,successor\nnora@handover.example,tomas@handover.example\n');
});

afterEach(async () => {
    await org.stop();
    rmSync(folder, { recursive: true, force: true });
});

function transfers(count: number): FakeTransfers {
    const fake = new FakeTransfers(org, count);
    fake.awaitedBy('Nora Lind');
    return fake;
}

const bulk = (...more: string[]): Promise<Result> => line.run('bulk', 'leavers.csv', '--yes', '--json', '--target-org', 'one', ...more);
const status = ({ stdout }: Result): string => (JSON.parse(stdout).orgs[0].result as ReportRow[])[0].status;

test('what is large goes in portions that the org can keep prepared, each confirmed before the next', async () => {
    const fake = transfers(45_000);
    const result = await bulk('--large-transfers');
    assert.equal(result.code, 0, result.stderr);
    assert.deepEqual(
        fake.uploads.map((rows) => rows.length),
        [40_000, 5_000]
    );
    assert.equal(fake.uploads[0][0], `500000000000000AAA,${org.people[1].id}`, 'Each row: the record and who receives');
    assert.equal(fake.moved.size, 45_000);
    assert.equal(org.asked('/transfers/prepare').length, 5, 'Ten thousand Ids a call');
    assert.match(result.stderr, /OFF-00001: Cases: 45,000 of 45,000 moved/);
});

test('what stays is not uploaded, what fails is told, and the org moves the rest its own way', async () => {
    const fake = transfers(30);
    [...fake.held].slice(0, 10).forEach((id) => fake.staying.add(id));
    [...fake.held].slice(10, 15).forEach((id) => fake.failing.set(id, 'FIELD_CUSTOM_VALIDATION_EXCEPTION:No.'));
    const result = await bulk('--large-transfers');
    assert.equal(result.code, 0, result.stderr);
    assert.equal(fake.uploads[0].length, 20);
    assert.match(result.stderr, /Cases: FIELD_CUSTOM_VALIDATION_EXCEPTION:No\.\n.*15 of 30 moved, 5 refused by the Bulk API/);
    assert.equal((org.asked('/transfers/confirm').at(-1)!.body as { done: boolean }).done, true);
});

test('an org that confirms only as much as its limits allow is asked until nothing is left', async () => {
    const fake = transfers(50);
    fake.confirmsAtMost = 8;
    const result = await bulk('--large-transfers');
    assert.equal(result.code, 0, result.stderr);
    assert.deepEqual([fake.moved.size, fake.prepared.size], [50, 0]);
});

test('answers that are lost, to the upload or to the last confirmation, cost nothing', async () => {
    const fake = transfers(20);
    org.server.upset('/jobs/ingest', 'reset', { afterHandling: true, method: 'PATCH' });
    org.server.upset('/jobs/ingest', 'reset', { afterHandling: true, method: 'PUT' });
    org.server.upset('/transfers/confirm', 'reset', { afterHandling: true });
    const result = await bulk('--large-transfers');
    assert.equal(result.code, 0, result.stderr);
    assert.deepEqual([fake.moved.size, fake.uploads.length], [20, 1]);
});

test('an org that refuses a transfer keeps that run waiting, and says why', async () => {
    transfers(20);
    org.server.upset('/transfers/prepare', refused(403, 'FORBIDDEN', 'You lack Transfer Record.'));
    const result = await bulk('--large-transfers');
    assert.deepEqual([result.code, status(result)], [1, 'waiting']);
    assert.match((JSON.parse(result.stdout).orgs[0].result as ReportRow[])[0].error!, /You lack Transfer Record/);
    assert.equal((await bulk('--large-transfers')).code, 0, 'The next time it goes on');
});

test('the command to go on with says that large transfers were asked for', async () => {
    transfers(20);
    org.server.upset('/transfers/prepare', refused(403, 'FORBIDDEN', 'You lack Transfer Record.'));
    line.clock.onSleep = () => line.interruption.abort();
    const result = await bulk('--large-transfers');
    assert.equal(result.code, 130);
    assert.match(result.stderr, /npm run offboard -- bulk leavers\.csv --large-transfers --target-org one/);
});

test('without --large-transfers nobody waits for what nobody moves: the run goes on the ordinary way', async () => {
    const fake = transfers(20);
    const first = await bulk();
    assert.deepEqual([first.code, status(first)], [1, 'waiting']);
    const watched = await line.run('watch', 'OFF-00001', '--target-org', 'one');
    assert.match(watched.stdout, /It waits for large transfers: "bulk --large-transfers" with the same file moves them/);
    const second = await bulk();
    assert.deepEqual([second.code, status(second)], [0, 'done'], second.stderr);
    assert.equal(fake.uploads.length, 0);
});
