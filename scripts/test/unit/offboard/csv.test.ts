/** CSV out and in: no formula survives, and what was written is read again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { parseInput } from '../../../offboard/bulk/input.ts';
import { neutralised, original } from '../../../offboard/csv/neutral.ts';
import { csvText } from '../../../offboard/csv/ReportFile.ts';

const CELLS = [
    ...['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', "'=1", "''+1", "'", "'plain", 'plain', '', ' =1', '"=1"', 'a,b;c'],
    ...['ann@x.example', '👋 =', '=HYPERLINK("http://x","y")', "'''@x"]
];

test('every cell that a spreadsheet takes for a formula is made text, and comes back as it was', () => {
    for (const cell of CELLS) {
        const safe = neutralised(cell);
        assert.doesNotMatch(safe, /^[=+\-@\t\r\n＝]/, JSON.stringify(cell));
        assert.equal(original(safe), cell);
    }
    assert.equal(neutralised('plain'), 'plain', 'Other cells are left alone');
});

test('a report is a table with a byte-order mark, its cells whole', () => {
    const text = csvText(
        ['a', 'b'],
        CELLS.map((cell, index) => ({ a: cell, b: index }))
    );
    assert.ok(text.startsWith('\ufeffa,b\r\n'));
    const rows: string[][] = parse(text, { bom: true, from_line: 2, skip_empty_lines: false });
    assert.deepEqual(
        rows.map(([a]) => original(a)),
        CELLS
    );
});

test('lines are named as an editor counts them, over empty lines and line breaks in quotes', () => {
    const rows = parseInput('person,successor,note\r\n\r\nann,bob,"two\r\nlines"\r\ncat,bob,\r\n', 'x.csv');
    assert.deepEqual(
        rows.map(({ line, person }) => [line, person]),
        [
            [4, 'ann'],
            [5, 'cat']
        ]
    );
});

test('thousands of lines are checked in no time', () => {
    const text = `person,successor\n${Array.from({ length: 20_000 }, (_each, index) => `person${index},successor`).join('\n')}`;
    assert.equal(parseInput(text, 'x.csv').length, 20_000);
});
