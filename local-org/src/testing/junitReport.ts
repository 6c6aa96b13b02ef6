import { XMLBuilder } from 'fast-xml-parser';
import type { TestResult, TestRun } from './results.ts';

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', format: true, suppressBooleanAttributes: false });

const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** One `testsuite` per class, as CI servers read it. */
export function junitReport(run: TestRun): string {
    const suites = new Map<string, TestResult[]>();
    for (const test of run.tests) {
        suites.set(test.className, [...(suites.get(test.className) ?? []), test]);
    }
    const text = builder.build({
        '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
        testsuites: { testsuite: [...suites].map(([className, tests]) => suite(className, tests)) }
    });
    return text.toWellFormed().replace(NOT_XML, '\ufffd');
}

function suite(className: string, tests: TestResult[]): object {
    return {
        '@name': className,
        '@tests': tests.length,
        '@failures': tests.filter((test) => test.outcome === 'Fail' || test.outcome === 'CompileFail').length,
        '@skipped': tests.filter((test) => test.outcome === 'Skip').length,
        testcase: tests.map((test) => ({
            '@classname': className,
            '@name': test.methodName ?? 'compiles',
            '@time': (test.milliseconds / 1000).toFixed(3),
            ...outcome(test)
        }))
    };
}

function outcome(test: TestResult): object {
    switch (test.outcome) {
        case 'Pass':
            return {};
        case 'Skip':
            return { skipped: { '@message': test.message ?? '' } };
        case 'Fail':
        case 'CompileFail':
            return { failure: { '@message': test.message ?? '', '#text': test.stackTrace ?? '' } };
    }
}
