/** The rooms' import arrows (docs/ARCHITECTURE.md), read from the imports themselves. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'node:test';

const SOURCE = join(dirname(fileURLToPath(import.meta.url)), '..', 'src');

/** Who may import whom. `org` is the inside of the narrow face, localOrg.ts. */
const ARROWS: Record<string, string[]> = {
    language: [],
    runtime: [],
    schema: ['language'],
    metadata: ['schema'],
    compiler: ['language', 'schema'],
    data: ['language', 'schema', 'runtime'],
    security: ['data', 'runtime', 'schema'],
    platform: ['data', 'runtime', 'schema'],
    async: ['data', 'runtime', 'schema'],
    stdlib: ['runtime', 'schema'],
    org: ['language', 'compiler', 'schema', 'metadata', 'data', 'runtime', 'security', 'platform', 'async', 'stdlib'],
    testing: ['org'],
    browser: [],
    server: ['org', 'browser', 'testing'],
    main: ['org', 'testing', 'server', 'browser']
};

/** Contracts whose types anybody may import (docs/adr/0004). */
const SHARED_TYPES = new Set([
    'language/ast.ts',
    'language/soqlAst.ts',
    'schema/model.ts',
    'runtime/ports.ts',
    'runtime/Transaction.ts',
    'runtime/EmittedModule.ts'
]);

function roomOf(path: string): string {
    const [first, ...rest] = path.split('/');
    if (first === 'commands') {
        return 'main';
    }
    if (rest.length > 0) {
        return first;
    }
    return first === 'localOrg.ts' ? 'org' : 'main';
}

function importsOf(path: string): { target: string; typeOnly: boolean }[] {
    const text = readFileSync(join(SOURCE, path), 'utf8');
    const statements = text.matchAll(/^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'(\.[^']+)'/gm);
    const dynamic = text.matchAll(/\bimport\(\s*'(\.[^']+)'\s*\)|\brequire\(\s*'(\.[^']+)'\s*\)/g);
    const toTarget = (specifier: string): string =>
        relative(SOURCE, join(SOURCE, dirname(path), specifier))
            .split(sep)
            .join('/');
    return [
        ...[...statements].map((match) => ({ target: toTarget(match[2]), typeOnly: match[1] !== undefined })),
        ...[...dynamic].map((match) => ({ target: toTarget(match[1] ?? match[2]), typeOnly: false }))
    ];
}

const files = globSync('**/*.ts', { cwd: SOURCE }).map((path) => path.split(sep).join('/'));

test('every source file belongs to a room that has its arrows', () => {
    assert.ok(files.length > 50, 'the sources were found');
    assert.deepEqual(
        files.filter((path) => !(roomOf(path) in ARROWS)),
        []
    );
});

test('no room imports against its arrows', () => {
    const violations = files.flatMap((path) =>
        importsOf(path)
            .filter(({ target, typeOnly }) => {
                const from = roomOf(path);
                const to = roomOf(target);
                const shared = typeOnly && SHARED_TYPES.has(target);
                return from !== to && !ARROWS[from].includes(to) && !shared;
            })
            .map(({ target }) => `${path} → ${target}`)
    );
    assert.deepEqual(violations, []);
});
