import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { coverageText } from '../tools/coverage.ts';

test('COVERAGE.md says what is built', () => {
    const written = readFileSync(new URL('../COVERAGE.md', import.meta.url), 'utf8');
    assert.equal(written, coverageText(), 'Generate it anew: npm run coverage -w local-org');
});
