import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { compareAnswers, compareTests } from '../../../parity/compare.ts';
import { answerOf, readProbes, wrapped } from '../../../parity/probes.ts';
import { differencesIn, markdownOf } from '../../../parity/report.ts';
import { testProjects } from '../../../parity/testProjects.ts';

test('methods are compared one by one: outcome, message, and whether they ran at all', () => {
    const target = new Map([
        ['ATest.same', null],
        ['ATest.sameFailure', 'boom'],
        ['ATest.fails', 'expected 1'],
        ['ATest.otherMessage', 'one'],
        ['ATest.onlyHere', null]
    ]);
    const other = new Map([
        ['ATest.same', null],
        ['ATest.sameFailure', 'boom'],
        ['ATest.fails', null],
        ['ATest.otherMessage', 'two'],
        ['ATest.onlyThere', null]
    ]);

    assert.deepEqual(compareTests(target, other), [
        { what: 'ATest.fails', target: 'failed: expected 1', other: 'passed' },
        { what: 'ATest.onlyHere', target: 'passed', other: 'not there' },
        { what: 'ATest.onlyThere', target: 'not there', other: 'passed' },
        { what: 'ATest.otherMessage', target: 'failed: one', other: 'failed: two' }
    ]);
});

test('answers come out of the exception without the Ids, which differ from org to org', () => {
    const message =
        'AnswerException: <<<{"text":"Update failed. First exception on row 0 with id 001A00000000001IAA; <b>","prefix":"001","word":"incomprehensible"}>>>';

    assert.deepEqual(answerOf(message), {
        text: 'Update failed. First exception on row 0 with id <id>; <b>',
        prefix: '001',
        word: 'incomprehensible'
    });
    assert.deepEqual(answerOf('System.QueryException: no rows'), { 'ended with': 'System.QueryException: no rows' });
    assert.deepEqual(compareAnswers('X1', { a: 1, b: [2] }, { a: 1, b: [3] }), [{ what: 'X1 b', target: '[2]', other: '[3]' }]);
});

test('every probe asks about a line of docs/ASSUMPTIONS.md, says what it asks, and fits into an address', () => {
    const lines = readFileSync('docs/ASSUMPTIONS.md', 'utf8');
    const probes = readProbes();

    assert.ok(probes.length > 30, `${probes.length} probes were found`);
    for (const probe of probes) {
        assert.match(lines, new RegExp(`^\\| ${probe.id} +\\|`, 'm'), probe.id);
        assert.ok(probe.question.length > 10, probe.id);
        // A real org refuses addresses over 16,384 bytes.
        assert.ok(encodeURIComponent(wrapped(probe)).length < 12_000, probe.id);
    }
});

test('the tests of the app and of the rules are found, helpers left out', () => {
    const [app, rules] = testProjects();

    assert.ok(app.testClasses.includes('OffboardingServiceTest'));
    assert.ok(!app.testClasses.includes('TestDataFactory'));
    assert.ok(rules.testClasses.length > 20);
});

test('the report names what differs and shows every answer; a refused project counts', () => {
    const report = {
        target: 'real',
        other: 'local org',
        tests: [
            { project: 'the app', methods: 2, differences: [{ what: 'ATest.a', target: 'passed', other: 'failed: x\ny' }], refused: null },
            { project: 'rules', methods: 0, differences: [], refused: 'It does not compile.' }
        ],
        probes: [{ id: 'A1', question: 'Can it?', answers: { update: 'accepted' }, differences: [] }]
    };

    assert.equal(differencesIn(report), 2);
    const text = markdownOf(report);
    assert.match(text, /- \*\*ATest\.a\*\*\n {4}- real: passed\n {4}- local org: failed: x y/);
    assert.match(text, /### rules\n\nIt does not compile\./);
    assert.match(text, /### A1: Can it\?\n\n```json\n\{\n {2}"update": "accepted"\n\}/);
});
