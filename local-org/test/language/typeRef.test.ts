import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAntlrLoaded } from '../../src/language/antlr.ts';
import { parseTypeRef, TypeSyntaxError } from '../../src/language/parseTypeRef.ts';
import { typeText } from './support.ts';

const TYPES: [source: string, type: string][] = [
    ['String', 'String'],
    ['Map<Id,List<Foo.Bar>>', 'Map<Id,List<Foo.Bar>>'],
    [' Map < Id , Set<String> > ', 'Map<Id,Set<String>>'],
    ['String[]', 'List<String>'],
    ['A.B<C>[][]', 'List<List<A.B<C>>>']
];

for (const [source, type] of TYPES) {
    test(`reads ${source}`, () => assert.equal(typeText(parseTypeRef(source)), type));
}

for (const source of ['', 'A<', 'A<B', 'A<>', 'A,B', 'A[', '1A', 'A..B', 'A B']) {
    test(`refuses ${JSON.stringify(source)}`, () => assert.throws(() => parseTypeRef(source), TypeSyntaxError));
}

test('does without ANTLR', () => {
    assert.equal(isAntlrLoaded(), false);
});
