/** `npm run e2e` as CI runs it: the real CLI, from the creation of a scratch org to its deletion. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { runTool } from '../../process/run.ts';
import type { Outcome } from '../../process/run.ts';

let folder: string;

before(() => {
    folder = mkdtempSync(join(tmpdir(), 'handover-e2e-test-'));
});

after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

/** Everything that it leaves behind would lie in this folder. */
function e2e(...args: string[]): Promise<Outcome> {
    return runTool('ts-node/dist/bin.js', ['scripts/e2e.ts', ...args], { env: { TMPDIR: folder, HOME: folder, USERPROFILE: folder } });
}

test('a person leaves a scratch org and comes back; the org is removed', async () => {
    const junit = join(folder, 'out', 'e2e.xml');
    const { code, stdout, stderr } = await e2e('--junit', junit);

    const lines = stdout.trim().split('\n');
    assert.deepEqual(
        lines.filter((line) => line.startsWith('not ok')),
        [],
        stdout + stderr
    );
    assert.equal(code, 0, stdout + stderr);
    assert.equal(lines.at(-1), '# 16 passed, 0 failed');
    assert.match(readFileSync(junit, 'utf8'), /<testsuite name="e2e" tests="16" failures="0"/);
    assert.deepEqual(
        readdirSync(folder).filter((name) => name.startsWith('handover-')),
        [],
        'nothing is left behind'
    );
});

test('without the Dev Hub that was named it fails and says so', async () => {
    const { code, stdout } = await e2e('--target-dev-hub', 'nobody');

    assert.equal(code, 1);
    assert.match(stdout, /^not ok 1 - sf creates a scratch org$/m);
    assert.match(stdout, /nobody/);
    assert.match(stdout, /^# 0 passed, 1 failed$/m);
});
