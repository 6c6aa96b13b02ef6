/** The process itself: what becomes of output that nobody takes. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { test } from 'node:test';

interface Ended {
    code: number | null;
    stderr: string;
}

/** @param stdout a file; null for a reader that goes away before anything is written */
function help(stdout: number | null): Promise<Ended> {
    return new Promise((fulfil, reject) => {
        const child = spawn(process.execPath, ['node_modules/ts-node/dist/bin.js', 'scripts/offboard.ts', '--help'], {
            stdio: ['ignore', stdout ?? 'pipe', 'pipe']
        });
        let stderr = '';
        child.stdout?.destroy();
        child.stderr!.setEncoding('utf8').on('data', (text: string) => (stderr += text));
        child.on('error', reject);
        child.on('close', (code) => fulfil({ code, stderr }));
    });
}

test('a reader who has read enough is no error', async () => {
    assert.deepEqual(await help(null), { code: 0, stderr: '' });
});

test('output that a full disk does not take is told, in a sentence and by the exit code', { skip: !existsSync('/dev/full') }, async () => {
    const { code, stderr } = await help(openSync('/dev/full', 'w'));
    assert.equal(code, 5);
    assert.match(stderr, /^The result could not be written: .*ENOSPC.*\n$/);
});
