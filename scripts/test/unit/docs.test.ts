import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { documentedCommands } from '../../docs/commands.ts';
import { formatted } from '../../docs/formatted.ts';
import { page } from '../../docs/markdown.ts';

test('docs/CLI.md says what the commands say of themselves', async () => {
    const current = await formatted('docs/CLI.md', page(documentedCommands()));
    assert.equal(readFileSync('docs/CLI.md', 'utf8'), current, 'Write it anew: npx ts-node scripts/docs/cli.ts');
});

test('every documented command is an npm script, and every script that takes options is documented', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    const documented = documentedCommands();
    const withoutOptions = /^(?:test(?::.*)?|check|format|local-org)$/;
    assert.deepEqual(
        documented.map(({ npm }) => npm).sort(),
        Object.keys(scripts)
            .filter((name) => !withoutOptions.test(name))
            .sort()
    );
    for (const { npm, command } of documented) {
        assert.ok(scripts[npm], `npm run ${npm}`);
        assert.ok(command.description().length > 0, `${npm} says what it does`);
        for (const verb of [command, ...command.commands]) {
            assert.ok(
                verb.options.every((option) => option.description.length > 0),
                `${npm} ${verb.name()}: every option says what it does`
            );
        }
    }
});
