import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CliOrg } from './cliOrg.ts';

interface TestAnswer {
    summary: { outcome: string; testsRan: number; passing: number; failing: number; testRunCoverage?: string; orgWideCoverage?: string };
    tests: { MethodName: string; Outcome: string; Message: string | null; StackTrace: string | null; FullName: string }[];
    coverage?: {
        coverage: { name: string; totalLines: number; totalCovered: number; coveredPercent: number; lines: Record<string, number> }[];
    };
}

let cli: CliOrg;

before(async () => {
    cli = await CliOrg.start();
    // A record of the org: tests do not see it.
    await cli.ok('data', 'create', 'record', '--sobject', 'Gadget__c', '--values', 'Name=Business');
});

after(() => cli.stop());

const outcomes = (answer: TestAnswer): string[][] =>
    answer.tests.map(({ FullName, Outcome }) => [FullName, Outcome]).sort((one, other) => (one[0] < other[0] ? -1 : 1));

const EXPECTED = [
    ['DiscountTest.failsOnPurpose', 'Fail'],
    ['DiscountTest.givesTenPercentForAHundred', 'Pass'],
    ['DiscountTest.seesNoRecordsOfTheOrg', 'Pass']
];

test('asynchronous: all local tests, with coverage; a failing test ends with 100', async () => {
    const answer = await cli.sf.json<TestAnswer>([
        'apex',
        'run',
        'test',
        '--test-level',
        'RunLocalTests',
        '--code-coverage',
        '--detailed-coverage',
        '--wait',
        '5'
    ]);
    assert.equal(answer.exitCode, 100, JSON.stringify(answer));
    assert.deepEqual(outcomes(answer.result), EXPECTED);
    const failed = answer.result.tests.find((each) => each.Outcome === 'Fail')!;
    assert.match(failed.Message!, /^System\.AssertException: Assertion Failed: on purpose: Expected: 1, Actual: 2/);
    assert.match(failed.StackTrace!, /Class\.DiscountTest\.failsOnPurpose: line 17, column \d+/);
    const [discount] = answer.result.coverage!.coverage;
    assert.deepEqual([discount.name, discount.totalLines, discount.totalCovered, discount.coveredPercent], ['Discount', 5, 3, 60]);
    assert.equal(discount.lines['14'], 0);
    assert.equal(answer.result.summary.orgWideCoverage, '60%');
});

test('synchronous: one class, its methods by name', async () => {
    const all = await cli.sf.json<TestAnswer>(['apex', 'run', 'test', '--synchronous', '--class-names', 'DiscountTest', '--code-coverage']);
    assert.equal(all.exitCode, 100, JSON.stringify(all));
    assert.deepEqual(outcomes(all.result), EXPECTED);
    const one = await cli.sf.json<TestAnswer>(['apex', 'run', 'test', '--synchronous', '--tests', 'DiscountTest.seesNoRecordsOfTheOrg']);
    assert.equal(one.exitCode, 0, JSON.stringify(one));
    assert.deepEqual(outcomes(one.result), [EXPECTED[2]]);
    const business = await cli.ok<{ totalSize: number }>('data', 'query', '--query', 'SELECT Id FROM Gadget__c');
    assert.equal(business.totalSize, 1, 'the org is as it was');
});

test('human, junit and tap', async () => {
    const run = (format: string): Promise<{ code: number; stdout: string }> =>
        cli.sf.run(['apex', 'run', 'test', '--synchronous', '--class-names', 'DiscountTest', '--result-format', format]);
    const human = await run('human');
    assert.equal(human.code, 100, human.stdout);
    assert.match(human.stdout, /DiscountTest\.failsOnPurpose\W+Fail/);
    const junit = await run('junit');
    assert.match(junit.stdout, /<testcase name="failsOnPurpose" classname="DiscountTest"/);
    assert.match(junit.stdout, /<failure message="System\.AssertException: Assertion Failed: on purpose/);
    const tap = await run('tap');
    assert.match(tap.stdout, /^1\.\.3$/m);
    assert.match(tap.stdout, /^not ok \d DiscountTest\.failsOnPurpose$/m);
});

test('a class without tests is refused by name', async () => {
    const answer = await cli.sf.json(['apex', 'run', 'test', '--class-names', 'Discount', '--wait', '5']);
    assert.equal(answer.exitCode, 1);
    assert.match(answer.message ?? '', /Discount/);
});
