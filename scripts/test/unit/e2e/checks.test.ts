import assert from 'node:assert/strict';
import { test } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
import { Checks, expectSame } from '../../../e2e/Checks.ts';

test('a check that throws is not ok, says why, and the next one runs all the same', async () => {
    const lines: string[] = [];
    const checks = new Checks(
        (line) => lines.push(line),
        () => 0
    );

    const value = await checks.check('gives a value', async () => 7);
    const nothing = await checks.check('issue #5 is "mended" <now>', async () => expectSame({ seats: 1, gone: 2 }, { seats: 2, more: [] }));
    await checks.check('runs all the same', async () => undefined);
    checks.end();

    assert.deepEqual([value, nothing, checks.failed], [7, null, 1]);
    assert.deepEqual(lines, [
        'TAP version 14',
        'ok 1 - gives a value',
        'not ok 2 - issue \\#5 is "mended" <now>',
        '  ---\n  message: |\n    seats: expected 1, but it is 2\n    gone: expected 2, but it is nothing\n    more: expected nothing, but it is []\n  ...',
        'ok 3 - runs all the same',
        '1..3',
        '# 2 passed, 1 failed'
    ]);
});

test('the JUnit report holds the same results', async () => {
    let clock = 0;
    const checks = new Checks(
        () => undefined,
        () => (clock += 250)
    );
    await checks.check('is "fine" & <well>', async () => true);
    await checks.check('is not', () => Promise.reject(new Error('first\nsecond')));

    const { testsuite } = new XMLParser({ ignoreAttributes: false, parseAttributeValue: true }).parse(checks.junit()).testsuites;

    assert.deepEqual([testsuite['@_tests'], testsuite['@_failures'], testsuite['@_time']], [2, 1, 0.5]);
    assert.equal(testsuite.testcase[0]['@_name'], 'is "fine" & <well>');
    assert.equal(testsuite.testcase[1].failure['#text'], 'first\nsecond');
});
