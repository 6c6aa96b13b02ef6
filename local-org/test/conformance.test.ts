/** The platform's rules, each a small Apex test that is legal in a real org, run through the local org's public face. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openLocalOrg } from '../src/localOrg.ts';
import { runTests } from '../src/testing/runTests.ts';
import type { TestRun } from '../src/testing/results.ts';

const folder = (name: string): string => fileURLToPath(new URL(`conformance/${name}`, import.meta.url));

function run(name: string): TestRun {
    const org = openLocalOrg(folder(name), { onJobFailure: () => undefined });
    try {
        return runTests(org);
    } finally {
        org.close();
    }
}

/** What a comment of a class in `refused` promises: `fails: message` before a method, `does not compile: problem` before a class. */
function promises(): { fails: Map<string, string>; broken: Map<string, string> } {
    const fails = new Map<string, string>();
    const broken = new Map<string, string>();
    for (const path of globSync('app/classes/*.cls', { cwd: folder('refused') })) {
        const text = readFileSync(`${folder('refused')}/${path}`, 'utf8');
        const className = basename(path, '.cls');
        const problem = /does not compile: (.*?)\. (?:platform|apex|Apex)/.exec(text);
        if (problem) {
            broken.set(className, problem[1]!);
        }
        for (const [, message, method] of text.matchAll(/fails: (.*?) \*\/\s+@IsTest\s+static void (\w+)/g)) {
            fails.set(`${className}.${method}`, message!);
        }
    }
    return { fails, broken };
}

test('what must fail fails, with the message that its comment gives', () => {
    const { fails, broken } = promises();
    const { tests } = run('refused');
    const expected = new Map([...fails, ...[...broken.keys()].map((name): [string, string] => [`${name}.null`, broken.get(name)!])]);
    const seen = new Map(tests.map(({ className, methodName, message }) => [`${className}.${methodName}`, message ?? 'passed']));
    assert.deepEqual([...seen.keys()].sort(), [...expected.keys()].sort());
    for (const [name, message] of expected) {
        assert.ok(seen.get(name)!.includes(message), `${name}\n  expected: ${message}\n  actual:   ${seen.get(name)}`);
    }
    assert.ok(fails.size >= 20 && broken.size >= 8);
});

test('every rule holds', () => {
    const { tests } = run('project');
    const failures = tests.filter(({ outcome }) => outcome !== 'Pass');
    assert.deepEqual(
        failures.map(({ className, methodName, message }) => `${className}.${methodName}: ${message}`),
        []
    );
    assert.ok(tests.length >= 220, `${tests.length} rules`);
});
