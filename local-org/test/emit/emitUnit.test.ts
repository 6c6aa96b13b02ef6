import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { orgOf, run } from './apex.ts';
import { CLASSES } from './classCases.ts';
import { CORNERS } from './languageCases.ts';
import { ARITHMETIC, COLLECTIONS, LOGIC, STATEMENTS, TEXT } from './expressionCases.ts';
import type { Case } from './expressionCases.ts';

function table(title: string, cases: readonly Case[]): void {
    describe(title, () => {
        for (const [name, statements, expected] of cases) {
            it(name, () => {
                const text = `public class T {\n public static Object run() {\n ${statements}\n }\n}`;
                assert.equal(run(orgOf({ fileName: 'T.cls', text })), expected);
            });
        }
    });
}

table('arithmetic', ARITHMETIC);
table('text', TEXT);
table('logic', LOGIC);
table('collections', COLLECTIONS);
table('statements', STATEMENTS);

describe('classes', () => {
    for (const { title, source, files = {}, expected } of [...CLASSES, ...CORNERS]) {
        it(title, () => {
            const sources = [
                { fileName: 'T.cls', text: `public class T {${source}}` },
                ...Object.entries(files).map(([name, text]) => ({ fileName: `${name}.cls`, text }))
            ];
            assert.equal(run(orgOf(...sources)), expected);
        });
    }
});
