import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { isAntlrLoaded } from '../../src/language/antlr.ts';
import { astKey, openAstCache, parseCached, PARSER_VERSION } from '../../src/language/astCache.ts';
import type { CompilationUnit } from '../../src/language/ast.ts';

const directory = mkdtempSync(join(tmpdir(), 'ast-cache-'));
after(() => rmSync(directory, { recursive: true, force: true }));

const TEXT = 'class A { Integer a = [SELECT COUNT() FROM B WHERE c = :d]; }';
const entry = () => join(directory, `${astKey(TEXT, 'class')}.ast`);

test('answers from disk without loading the parser', () => {
    const unit: CompilationUnit = { fileName: 'Old.cls', declaration: null, problems: [{ line: 1, column: 2, message: 'kept' }] };
    const cache = openAstCache(join(directory, 'deep', 'er'));
    assert.equal(cache.get(astKey(TEXT, 'class')), undefined);
    cache.put(astKey(TEXT, 'class'), unit);
    assert.deepEqual(parseCached(cache, 'New.cls', TEXT, 'class'), { ...unit, fileName: 'New.cls' });
    assert.equal(isAntlrLoaded(), false);
});

test('keeps whole trees', () => {
    const cache = openAstCache(directory);
    const fresh = parseCached(cache, 'A.cls', TEXT, 'class');
    assert.equal(fresh.declaration?.kind, 'class');
    assert.deepEqual(parseCached(openAstCache(directory), 'A.cls', TEXT, 'class'), fresh);
    assert.deepEqual(
        readdirSync(directory).filter((name) => name.endsWith('.tmp')),
        []
    );
});

test('knows kinds and texts apart', () => {
    assert.notEqual(astKey(TEXT, 'class'), astKey(TEXT, 'trigger'));
    assert.notEqual(astKey(TEXT, 'class'), astKey(`${TEXT} `, 'class'));
});

test('rebuilds damaged entries', () => {
    const cache = openAstCache(directory);
    const fresh = parseCached(cache, 'A.cls', TEXT, 'class');
    const sound = readFileSync(entry());
    const flipped = Buffer.from(sound);
    flipped[flipped.length - 3] = (flipped[flipped.length - 3] ?? 0) ^ 1;
    const damages = [
        () => truncateSync(entry(), 40),
        () => writeFileSync(entry(), ''),
        () => writeFileSync(entry(), 'garbage'),
        () => writeFileSync(entry(), flipped)
    ];
    for (const damage of damages) {
        damage();
        assert.equal(cache.get(astKey(TEXT, 'class')), undefined);
        assert.deepEqual(parseCached(cache, 'A.cls', TEXT, 'class'), fresh);
        assert.deepEqual(cache.get(astKey(TEXT, 'class')), fresh);
    }
});

test('works without a place to write', () => {
    const file = join(directory, 'occupied');
    writeFileSync(file, '');
    const cache = openAstCache(file);
    assert.equal(parseCached(cache, 'A.cls', TEXT, 'class').problems.length, 0);
    assert.equal(cache.get(astKey(TEXT, 'class')), undefined);
});

test('names the parser that is installed', () => {
    const pinned = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
        dependencies: Record<string, string>;
    };
    assert.equal(PARSER_VERSION, pinned.dependencies['@apexdevtools/apex-parser']);
});
