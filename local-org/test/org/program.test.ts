/** What was compiled is kept by content: a start without changes neither parses nor compiles, and nothing stale is ever used. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';
import { openLocalOrg } from '../../src/localOrg.ts';
import { fieldFile, objectFile, objectXml, writeProject } from '../schema/projectFixture.ts';

/** Enough for a start that compiles to say so. */
const MANY = 40;
const LOCAL_ORG = new URL('../../src/localOrg.ts', import.meta.url).href;
const ANTLR = new URL('../../src/language/antlr.ts', import.meta.url).href;
const SIZE = fieldFile('Thing__c', 'Size__c', '<type>Number</type><precision>3</precision><scale>0</scale>');

function manyClasses(context: TestContext): string {
    const classes = Array.from({ length: MANY - 1 }, (_, index) => [
        `app/C${index}.cls`,
        `public class C${index} { Integer value = ${index}; }`
    ]);
    return writeProject(context, {
        ...Object.fromEntries(classes),
        ...objectFile('Thing__c', objectXml('Thing')),
        ...SIZE,
        'app/Sizes.cls': 'public class Sizes { public static Decimal of(Thing__c thing) { return thing.Size__c; } }'
    });
}

/** Opens the org; did it compile, and what did it find? */
function start(project: string, cacheDirectory: string): { compiled: boolean; problems: string[]; size: unknown } {
    const said: string[] = [];
    const org = openLocalOrg(project, { cacheDirectory, onProgress: (message) => said.push(message) });
    try {
        const answer =
            org.problems.length > 0
                ? null
                : org.executeAnonymous(org.login(null).userId, 'System.debug(Sizes.of(new Thing__c(Size__c = 5)));');
        return {
            compiled: said.some((message) => message.startsWith('Compiling')),
            problems: org.problems.map((problem) => problem.problem),
            size: answer?.debugLog[0]
        };
    } finally {
        org.close();
    }
}

function programs(cache: string): string[] {
    return readdirSync(join(cache, 'programs')).map((name) => join(cache, 'programs', name));
}

const WORKS = { problems: [], size: 'DEBUG|5' };

test('the second start compiles nothing; one in a process of its own does not even load the parser', async (context) => {
    const project = manyClasses(context);
    const cache = join(project, 'cache');
    assert.deepEqual(start(project, cache), { compiled: true, ...WORKS });
    assert.deepEqual(start(project, cache), { compiled: false, ...WORKS });

    const code = `const { openLocalOrg } = await import('${LOCAL_ORG}');
        const { isAntlrLoaded } = await import('${ANTLR}');
        const said = [];
        openLocalOrg(process.argv[1], { cacheDirectory: process.argv[2], onProgress: (message) => said.push(message) }).close();
        console.log(JSON.stringify([isAntlrLoaded(), said]));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code, project, cache]);
    assert.deepEqual(JSON.parse(stdout), [false, []]);
});

test('a damaged entry is made anew, whatever the damage', (context) => {
    const project = manyClasses(context);
    const cache = join(project, 'cache');
    start(project, cache);
    const damages: ((path: string) => void)[] = [
        (path) => truncateSync(path, 100),
        (path) => truncateSync(path, 0),
        (path) => {
            const bytes = readFileSync(path);
            bytes[bytes.length >> 1] ^= 0xff;
            writeFileSync(path, bytes);
        },
        (path) => writeFileSync(path, 'not a program'),
        (path) => rmSync(path)
    ];
    for (const damage of damages) {
        programs(cache).forEach(damage);
        assert.deepEqual(start(project, cache), { compiled: true, ...WORKS });
        assert.deepEqual(start(project, cache), { compiled: false, ...WORKS });
    }
});

test('a cache that cannot be written costs time, nothing else', (context) => {
    const project = manyClasses(context);
    const cache = join(project, 'cache');
    writeFileSync(cache, 'a file where the folder should be');
    assert.deepEqual(start(project, cache), { compiled: true, ...WORKS });
});

test('changed sources and changed metadata are compiled anew: a removed field is missed at once', (context) => {
    const project = manyClasses(context);
    const cache = join(project, 'cache');
    start(project, cache);
    const [field] = Object.keys(SIZE);
    rmSync(join(project, field));
    const without = start(project, cache);
    assert.equal(without.compiled, true);
    assert.match(without.problems.join('\n'), /Size__c/);

    writeFileSync(join(project, field), SIZE[field]);
    assert.deepEqual(start(project, cache), { compiled: false, ...WORKS }, 'What was compiled before the change is still there');
    writeFileSync(
        join(project, 'app/Sizes.cls'),
        'public class Sizes { public static Decimal of(Thing__c thing) { return thing.Size__c * 2; } }'
    );
    assert.deepEqual(start(project, cache), { compiled: true, problems: [], size: 'DEBUG|10' });
});

test('the problems are kept with the program', (context) => {
    const project = manyClasses(context);
    const cache = join(project, 'cache');
    writeFileSync(join(project, 'app/C0.cls'), 'public class C0 { Strin value; }');
    const cold = start(project, cache);
    const warm = start(project, cache);
    assert.deepEqual([cold.compiled, warm.compiled], [true, false]);
    assert.deepEqual(warm.problems, ['Invalid type: Strin']);
    assert.deepEqual(warm.problems, cold.problems);
});

test('two processes that start at once with an empty cache both work', async (context) => {
    const project = manyClasses(context);
    const cache = join(project, 'cache');
    const code = `const { openLocalOrg } = await import('${LOCAL_ORG}');
        const org = openLocalOrg(process.argv[1], { cacheDirectory: process.argv[2] });
        console.log(org.problems.length);
        org.close();`;
    const both = await Promise.all(
        [1, 2].map(() => promisify(execFile)(process.execPath, ['--input-type=module', '-e', code, project, cache]))
    );
    assert.deepEqual(
        both.map(({ stdout }) => stdout),
        ['0\n', '0\n']
    );
    assert.deepEqual(
        programs(cache).map((path) => path.slice(path.lastIndexOf('.'))),
        ['.program']
    );
    assert.deepEqual(start(project, cache), { compiled: false, ...WORKS });
});
