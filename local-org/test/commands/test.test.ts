import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { XMLValidator } from 'fast-xml-parser';
import { openLocalOrg } from '../../src/localOrg.ts';
import { writeProject } from '../schema/projectFixture.ts';
import { TEST_PROJECT } from '../testing/project.ts';
import { command, spawned } from './command.ts';

interface Report {
    status: number;
    result: {
        summary: { outcome: string; testsRan: number; failing: number };
        tests: { FullName: string; Outcome: string }[];
        coverage: object;
    };
    warnings: unknown[];
}

test('as a process of its own: the report alone on stdout, exit 100 when a test fails', async (context) => {
    const project = writeProject(context, TEST_PROJECT);
    const outcome = await spawned(['test', '--project', '.', '--result-format', 'json'], { env: { INIT_CWD: project } });
    const report = JSON.parse(outcome.stdout) as Report;
    assert.deepEqual([outcome.code, outcome.stderr, report.status], [100, '', 100]);
    assert.deepEqual(Object.keys(report), ['status', 'result', 'warnings']);
    assert.deepEqual(Object.keys(report.result), ['summary', 'tests', 'coverage']);
    assert.deepEqual([report.result.summary.testsRan, report.result.summary.failing], [13, 8]);
});

test('exit 0 when all pass; --class-names and --tests choose', async (context) => {
    const project = writeProject(context, TEST_PROJECT);
    const run = async (...args: string[]): Promise<[number, string[]]> => {
        const outcome = await command(context, 'test', '--project', project, '--result-format', 'json', ...args);
        return [outcome.code, (JSON.parse(outcome.stdout) as Report).result.tests.map((each) => each.FullName)];
    };
    assert.deepEqual(await run('--class-names', 'SetupTest,ZLastTest'), [
        0,
        ['SetupTest.changesIt', 'SetupTest.findsItAsItWas', 'ZLastTest.seesNoRecords']
    ]);
    assert.deepEqual(await run('--tests', 'SetupTest.changesIt', '--tests', 'CalculatorTest.isOldStyle'), [
        0,
        ['CalculatorTest.isOldStyle', 'SetupTest.changesIt']
    ]);
    assert.deepEqual(await run('--class-names', 'Broken'), [100, ['Broken.<compile>']]);
});

test('an unknown class or method, or one that is no test: exit 2 and its name', async (context) => {
    const project = writeProject(context, TEST_PROJECT);
    for (const [option, name] of [
        ['--class-names', 'Nowhere'],
        ['--class-names', 'Calculator'],
        ['--tests', 'ZLastTest.nothing']
    ]) {
        const outcome = await command(context, 'test', '--project', project, '--result-format', 'json', option, name);
        assert.deepEqual([outcome.code, outcome.stdout], [2, '']);
        assert.equal(outcome.stderr, `There is no test ${name} in this project.\n`);
    }
});

test('a project that cannot be loaded: exit 2; one without tests: an empty report, exit 0', async (context) => {
    const nowhere = await command(context, 'test', '--project', join(writeProject(context, {}), 'nowhere'));
    assert.deepEqual([nowhere.code, nowhere.stdout], [2, '']);
    assert.match(nowhere.stderr, /^There is no sfdx-project\.json in .*nowhere\n$/);
    const none = await command(context, 'test', '--project', writeProject(context, {}), '--result-format', 'json');
    const report = JSON.parse(none.stdout) as Report;
    assert.deepEqual([none.code, report.result.summary.outcome, report.result.tests], [0, 'Passed', []]);
});

test('for people, each test as it ends, then failures and totals', async (context) => {
    const project = writeProject(context, TEST_PROJECT);
    const outcome = await command(context, 'test', '--project', project, '--class-names', 'CalculatorTest');
    assert.match(outcome.stdout, /^✔ CalculatorTest\.keepsWhatIsPositive \(\d+ ms\)\n✖ CalculatorTest\.fails/);
    assert.match(outcome.stdout, /\n4 tests, 2 failed, coverage 50 % \(2 of 4 lines\), /);
    assert.equal(outcome.code, 100);
});

test('--junit and --report write files beside what stdout shows', async (context) => {
    const project = writeProject(context, TEST_PROJECT);
    const junit = join(project, 'out', 'tests.xml');
    const report = join(project, 'out', 'tests.json');
    await command(context, 'test', '--project', project, '--junit', junit, '--report', report);
    assert.equal(XMLValidator.validate(readFileSync(junit, 'utf8')), true);
    assert.equal((JSON.parse(readFileSync(report, 'utf8')) as Report).result.tests.length, 13);
});

test('tests run in an org of their own: a kept database is neither read nor made', async (context) => {
    const project = writeProject(context, TEST_PROJECT);
    const database = join(project, 'kept.sqlite');
    const kept = openLocalOrg(project, { database });
    const admin = kept.login(null).userId;
    kept.save(admin, 'insert', 'Account', [{ Name: 'Kept' }], { allOrNone: true });
    kept.close();
    const outcome = await command(context, 'test', '--project', project, '--class-names', 'ZLastTest', '--database', database);
    assert.equal(outcome.code, 0);
    const again = openLocalOrg(project, { database });
    assert.equal(again.query(admin, 'SELECT COUNT() FROM Account').totalSize, 1);
    again.close();
    await command(context, 'test', '--project', project, '--class-names', 'ZLastTest', '--database', join(project, 'new.sqlite'));
    assert.equal(existsSync(join(project, 'new.sqlite')), false);
});
