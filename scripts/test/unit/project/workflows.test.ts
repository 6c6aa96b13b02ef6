import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const texts = globSync('.github/workflows/*.yml').map((path) => [path, readFileSync(path, 'utf8')] as const);

test('workflows run commands that there are, and no secret stands in them', () => {
    assert.ok(texts.length >= 2);
    for (const [path, text] of texts) {
        const commands = [...text.matchAll(/npm run (?<name>[\w:-]+)/g)].map((match) => match.groups!.name);
        assert.deepEqual(
            commands.filter((name) => !(name in scripts)),
            [],
            path
        );
        assert.doesNotMatch(text, /force:\/\/|BEGIN (?:RSA )?PRIVATE KEY/, path);
        assert.match(text, /^permissions:\n {2}contents: read$/m, path);
    }
});

test('one workflow needs no org, the other only runs by hand', () => {
    const [ci, realOrg] = ['ci', 'real-org'].map((name) => texts.find(([path]) => path.endsWith(`/${name}.yml`))![1]);
    assert.match(ci, /npm ci\n[^]*npm test/);
    assert.doesNotMatch(ci, /secrets\./);
    assert.match(realOrg, /^on:\n {2}workflow_dispatch:/m);
    assert.doesNotMatch(realOrg, /^ {2}(?:push|pull_request|schedule):/m);
});
