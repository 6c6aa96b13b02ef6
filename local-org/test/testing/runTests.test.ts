import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { openLocalOrg } from '../../src/localOrg.ts';
import type { LocalOrg } from '../../src/localOrg.ts';
import { cliReport } from '../../src/testing/cliReport.ts';
import { junitReport } from '../../src/testing/junitReport.ts';
import type { TestRun } from '../../src/testing/results.ts';
import { runTests, UnknownTestError } from '../../src/testing/runTests.ts';
import { textReport } from '../../src/testing/textReport.ts';
import { writeFiles } from '../schema/projectFixture.ts';
import { TEST_PROJECT } from './project.ts';

const folder = mkdtempSync(join(tmpdir(), 'run-tests-'));
let org: LocalOrg;
let run: TestRun;

before(() => {
    writeFiles(join(folder, 'project'), TEST_PROJECT);
    org = openLocalOrg(join(folder, 'project'), { cacheDirectory: join(folder, 'cache') });
    run = runTests(org);
});
after(() => {
    org.close();
    rmSync(folder, { recursive: true, force: true });
});

const named = (tests: TestRun['tests']): string[] => tests.map((each) => `${each.className}.${each.methodName} ${each.outcome}`);

test('everything runs that can, in the order of the classes; what cannot be compiled comes first', () => {
    assert.deepEqual(named(run.tests), [
        'Broken.null CompileFail',
        'NeedsBroken.null CompileFail',
        'NeedsBrokenTest.null CompileFail',
        'CalculatorTest.keepsWhatIsPositive Pass',
        'CalculatorTest.fails Fail',
        'CalculatorTest.throwsNothingFromHere Fail',
        'CalculatorTest.isOldStyle Pass',
        'ControlTest.failsWithControlCharacters Fail',
        'SetupFailsTest.first Fail',
        'SetupFailsTest.second Fail',
        'SetupTest.changesIt Pass',
        'SetupTest.findsItAsItWas Pass',
        'ZLastTest.seesNoRecords Pass'
    ]);
});

test('a class that does not compile says where and why, and so does what depends on it', () => {
    const messages = run.tests.filter((each) => each.outcome === 'CompileFail').map((each) => each.message);
    assert.deepEqual(messages, [
        'line 3, column 16: Variable does not exist: missing',
        'Dependent class is invalid and needs recompilation: Broken',
        'Dependent class is invalid and needs recompilation: NeedsBroken'
    ]);
});

test('a failure has the message and the stack trace of Salesforce', () => {
    const [failed, threw] = run.tests.filter((each) => each.className === 'CalculatorTest' && each.outcome === 'Fail');
    assert.equal(failed.message, 'System.AssertException: Assertion Failed: wrong <by> "one" & more: Expected: 4, Actual: 3');
    assert.equal(failed.stackTrace, 'Class.CalculatorTest.fails: line 10, column 1');
    assert.equal(threw.message, 'System.NullPointerException: Attempt to de-reference a null object');
    assert.equal(threw.stackTrace, 'Class.CalculatorTest.throwsNothingFromHere: line 16, column 1');
});

test('a setup that fails fails every method of its class, with its own message', () => {
    const failed = run.tests.filter((each) => each.className === 'SetupFailsTest');
    for (const each of failed) {
        assert.match(each.message!, /^System\.DmlException: Insert failed\. First exception on row 0; first error: REQUIRED_FIELD_MISSING/);
        assert.equal(each.stackTrace, 'Class.SetupFailsTest.fails: line 5, column 1');
    }
});

test('coverage is right line by line; test classes and classes that do not compile have none', () => {
    assert.deepEqual(
        run.coverage.map((each) => [each.name, Object.fromEntries(each.lines)]),
        [['Calculator', { 3: true, 4: false, 6: true, 10: false }]]
    );
});

test('the report has the shape of sf apex run test --json', () => {
    const { status, result, warnings } = cliReport(run) as {
        status: number;
        result: {
            summary: Record<string, unknown>;
            tests: Record<string, unknown>[];
            coverage: { coverage: Record<string, unknown>[]; summary: Record<string, unknown> };
        };
        warnings: unknown[];
    };
    assert.deepEqual([status, warnings], [100, []]);
    const { outcome, testsRan, passing, failing, skipped, passRate, failRate, testRunCoverage } = result.summary;
    assert.deepEqual(
        { outcome, testsRan, passing, failing, skipped, passRate, failRate, testRunCoverage },
        { outcome: 'Failed', testsRan: 13, passing: 5, failing: 8, skipped: 0, passRate: '38%', failRate: '62%', testRunCoverage: '50%' }
    );
    const { RunTime, ...failed } = result.tests[4];
    assert.equal(typeof RunTime, 'number');
    assert.deepEqual(failed, {
        Id: '',
        QueueItemId: '',
        AsyncApexJobId: '',
        MethodName: 'fails',
        Outcome: 'Fail',
        Message: 'System.AssertException: Assertion Failed: wrong <by> "one" & more: Expected: 4, Actual: 3',
        StackTrace: 'Class.CalculatorTest.fails: line 10, column 1',
        ApexClass: { Id: '', Name: 'CalculatorTest', NamespacePrefix: null },
        FullName: 'CalculatorTest.fails'
    });
    const [broken] = result.tests;
    assert.deepEqual(
        [broken.Outcome, broken.ApexClass, broken.Message],
        ['CompileFail', { Id: '', Name: 'Broken', NamespacePrefix: null }, 'line 3, column 16: Variable does not exist: missing']
    );
    assert.deepEqual(result.coverage.coverage, [
        { id: '', name: 'Calculator', totalLines: 4, lines: { 3: 1, 4: 0, 6: 1, 10: 0 }, totalCovered: 2, coveredPercent: 50 }
    ]);
});

test('the JUnit file is well-formed, whatever a message says', () => {
    const text = junitReport(run);
    assert.equal(XMLValidator.validate(text), true);

    assert.doesNotMatch(text, /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
    const parser = new XMLParser({
        ignoreAttributes: false,
        attributeNamePrefix: '',
        isArray: (name) => ['testsuite', 'testcase'].includes(name)
    });
    const { testsuite } = (parser.parse(text) as { testsuites: { testsuite: Record<string, unknown>[] } }).testsuites;
    const calculator = testsuite.find((each) => each.name === 'CalculatorTest')!;
    assert.deepEqual([calculator.tests, calculator.failures, calculator.skipped], ['4', '2', '0']);
    const failed = (calculator.testcase as { name: string; failure: { message: string } }[]).find((each) => each.name === 'fails')!;
    assert.equal(failed.failure.message, 'System.AssertException: Assertion Failed: wrong <by> "one" & more: Expected: 4, Actual: 3');
});

test('for people: failures in full, classes of little coverage, the totals', () => {
    const text = textReport(run);
    assert.match(text, /✖ Broken does not compile .*\n {4}line 3, column 16: Variable does not exist: missing/);
    assert.match(text, /✖ CalculatorTest\.fails .*\n {4}System\.AssertException: .*\n {4}Class\.CalculatorTest\.fails: line 10, column 1/);
    assert.match(text, /Below 75 % coverage:\n {2}Calculator 50 %/);
    assert.match(text, /\n13 tests, 8 failed, coverage 50 % \(2 of 4 lines\), /);
});

test('a second run in the same org finds what the first one found', () => {
    assert.deepEqual(named(runTests(org).tests), named(run.tests));
});

test('classes and methods can be chosen, whatever their case', () => {
    const chosen = (options: Parameters<typeof runTests>[1]): string[] => named(runTests(org, options).tests);
    assert.deepEqual(chosen({ classNames: ['zlasttest', 'NeedsBrokenTest'] }), [
        'NeedsBrokenTest.null CompileFail',
        'ZLastTest.seesNoRecords Pass'
    ]);
    assert.deepEqual(chosen({ tests: ['SetupTest.FindsItAsItWas'] }), ['SetupTest.findsItAsItWas Pass']);
    assert.deepEqual(chosen({ tests: ['CalculatorTest.isOldStyle', 'CalculatorTest.fails', 'ZLastTest'] }), [
        'CalculatorTest.fails Fail',
        'CalculatorTest.isOldStyle Pass',
        'ZLastTest.seesNoRecords Pass'
    ]);
});

test('what is not there, or is no test, is refused by name', () => {
    const refusal = (options: Parameters<typeof runTests>[1]): string => {
        try {
            runTests(org, options);
            return 'not refused';
        } catch (error) {
            assert.ok(error instanceof UnknownTestError);
            return error.message;
        }
    };
    assert.match(refusal({ classNames: ['Nowhere'] }), /Nowhere/);
    assert.match(refusal({ tests: ['ZLastTest.nothing'] }), /ZLastTest\.nothing/);
    assert.match(refusal({ tests: ['CalculatorTest.isNoTest'] }), /CalculatorTest\.isNoTest/);
    assert.match(refusal({ classNames: ['Calculator'] }), /Calculator/);
    assert.match(refusal({ tests: ['SetupTest.insertOne'] }), /SetupTest\.insertOne/);
});
