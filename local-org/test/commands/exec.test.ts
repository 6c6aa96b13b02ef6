import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { writeProject } from '../schema/projectFixture.ts';
import { command } from './command.ts';

test('exec prints the debug log; what does not compile or throws is told on stderr with exit 1', async (context) => {
    const project = writeProject(context, {});
    const run = async (code: string, ...more: string[]): Promise<[number, string, string]> => {
        const file = join(project, 'code.apex');
        writeFileSync(file, code);
        const { code: exit, stdout, stderr } = await command(context, 'exec', '--project', project, '--file', file, ...more);
        return [exit, stdout, stderr];
    };
    assert.deepEqual(await run('System.debug(UserInfo.getUserName());'), [0, 'DEBUG|admin@localorg.test\n', '']);
    const [noCompile, , problem] = await run('Integer i = 1;\n  Strin text;');
    assert.deepEqual([noCompile, problem], [1, 'line 2, column 3: Invalid type: Strin\n']);
    const [threw, , trace] = await run('\nInteger i = 1 / 0;');
    assert.deepEqual([threw, trace], [1, 'System.MathException: Divide by 0\nAnonymousBlock: line 2, column 1\n']);
    const [refused, , reason] = await run('', '--username', 'nobody@localorg.test');
    assert.deepEqual([refused, reason], [2, 'There is no user nobody@localorg.test in this org.\n']);
});

test('exec without a file, or with one that is not there, is told so', async (context) => {
    const project = writeProject(context, {});
    const none = await command(context, 'exec', '--project', project);
    assert.deepEqual([none.code, none.stderr], [2, 'exec needs --file with the anonymous Apex to run.\n']);
    const missing = await command(context, 'exec', '--project', project, '--file', join(project, 'nowhere.apex'));
    assert.equal(missing.code, 2);
    assert.match(missing.stderr, /^ENOENT: no such file or directory, open '.*nowhere\.apex'\n$/);
});
