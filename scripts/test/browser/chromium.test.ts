import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NoBrowserError, launchBrowser } from './chromium.ts';

test('a browser that is named but not there is refused in one sentence that says what to install', async (t) => {
    const before = process.env.CHROME_PATH;
    process.env.CHROME_PATH = '/nowhere/chrome';
    t.after(() => (before === undefined ? delete process.env.CHROME_PATH : (process.env.CHROME_PATH = before)));
    await assert.rejects(launchBrowser(), (error: Error) => {
        assert.ok(error instanceof NoBrowserError);
        assert.match(
            error.message,
            /^The browser tests need Chrome, Chromium or Edge: install one .* \(CHROME_PATH is \/nowhere\/chrome, .*\)\.$/
        );
        return true;
    });
});
