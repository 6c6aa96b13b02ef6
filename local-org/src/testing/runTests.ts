/** Finds and runs Apex tests as Salesforce does: setup once per class, every method on its own, nothing left behind. */
import type { LocalOrg } from '../localOrg.ts';
import { inTransaction } from '../org/transactions.ts';
import type { MethodMeta, TypeMeta } from '../runtime/EmittedModule.ts';
import { collectCoverage } from './coverage.ts';
import type { TestResult, TestRun } from './results.ts';

export interface TestOptions {
    /** Only these classes; all when absent. */
    classNames?: string[];
    /** Only these methods, `Class.method`. */
    tests?: string[];
    onResult?: (result: TestResult) => void;
}

/** Asked for something that the project does not have, or that is no test. */
export class UnknownTestError extends Error {
    readonly testName: string;
    constructor(name: string) {
        super(`There is no test ${name} in this project.`);
        this.name = 'UnknownTestError';
        this.testName = name;
    }
}

interface TestClass {
    meta: TypeMeta;
    setup: MethodMeta[];
    methods: MethodMeta[];
}

const hasAnnotation = (method: MethodMeta, name: string): boolean => method.annotations.some((each) => each.name.toLowerCase() === name);

/** On the method, or on its class for all of them. */
function seesAllData(meta: TypeMeta, method: MethodMeta): boolean {
    return [...meta.annotations, ...method.annotations].some(
        (each) => each.name.toLowerCase() === 'istest' && /^true$/i.test(each.params.seealldata ?? '')
    );
}

const isTest = (method: MethodMeta): boolean =>
    method.isStatic && (hasAnnotation(method, 'istest') || method.modifiers.includes('testmethod'));

/** Which tests a run with these options would run, by class. Throws UnknownTestError. */
export function findTests(org: LocalOrg, options: TestOptions = {}): { className: string; methods: number }[] {
    return testClasses(org, selection(org, options)).map(({ meta, methods }) => ({ className: meta.name, methods: methods.length }));
}

export function runTests(org: LocalOrg, options: TestOptions = {}): TestRun {
    const { assembly } = org;
    const startedAt = new Date();
    const started = performance.now();
    const tests: TestResult[] = [];
    const note = (result: TestResult): void => {
        tests.push(result);
        options.onResult?.(result);
    };
    const wanted = selection(org, options);
    for (const [name, { reason }] of [...assembly.program.broken].sort(([one], [other]) => (one < other ? -1 : 1))) {
        if (!wanted || wanted.has(name.toLowerCase())) {
            note({ className: name, methodName: null, outcome: 'CompileFail', message: reason, stackTrace: null, milliseconds: 0 });
        }
    }
    for (const testClass of testClasses(org, wanted)) {
        runClass(org, testClass, note);
    }
    const user = org.me(assembly.adminId);
    return {
        tests,
        coverage: collectCoverage(assembly),
        startedAt,
        milliseconds: performance.now() - started,
        userId: user.id,
        username: user.username,
        orgId: user.organizationId
    };
}

/** Lower-case class → lower-case methods (null: all); undefined when nothing was chosen. */
type Selection = Map<string, Set<string> | null>;

function selection(org: LocalOrg, { classNames, tests }: TestOptions): Selection | undefined {
    if (!classNames && !tests) {
        return undefined;
    }
    const broken = new Set([...org.assembly.program.broken.keys()].map((name) => name.toLowerCase()));
    const wanted: Selection = new Map();
    const want = (text: string): void => {
        const [className, methodName] = text.toLowerCase().split('.') as [string, string | undefined];
        const testMethods = methodsOf(org, className).filter(isTest);
        const found = testMethods.some((method) => methodName === undefined || method.name.toLowerCase() === methodName);
        if (!found && !broken.has(className)) {
            throw new UnknownTestError(text);
        }
        if (methodName === undefined) {
            wanted.set(className, null);
        } else if (wanted.get(className) !== null) {
            wanted.set(className, (wanted.get(className) ?? new Set()).add(methodName));
        }
    };
    [...(classNames ?? []), ...(tests ?? [])].forEach(want);
    return wanted;
}

function methodsOf(org: LocalOrg, className: string): readonly MethodMeta[] {
    return org.assembly.runtime.describe(className)?.methods ?? [];
}

function testClasses(org: LocalOrg, wanted: Selection | undefined): TestClass[] {
    return [...org.assembly.runtime.classes.types()]
        .filter((meta) => meta.outer === null && meta.kind === 'class' && (!wanted || wanted.has(meta.name.toLowerCase())))
        .map((meta) => {
            const only = wanted?.get(meta.name.toLowerCase());
            return {
                meta,
                setup: meta.methods.filter((method) => hasAnnotation(method, 'testsetup')),
                methods: meta.methods.filter((method) => isTest(method) && (!only || only.has(method.name.toLowerCase())))
            };
        })
        .filter(({ methods }) => methods.length > 0)
        .sort((a, b) => (a.meta.name < b.meta.name ? -1 : 1));
}

function runClass(org: LocalOrg, { meta, setup, methods }: TestClass, note: (result: TestResult) => void): void {
    const { assembly } = org;
    const before = assembly.store.mark();
    try {
        const setupFailure = runSetup(org, meta, setup);
        for (const method of methods) {
            note(setupFailure ? { ...setupFailure, methodName: method.name } : runMethod(org, meta, method));
        }
    } finally {
        assembly.store.rollbackTo(before);
        assembly.store.release(before);
    }
}

/** A failed setup fails every method of its class. */
function runSetup(org: LocalOrg, meta: TypeMeta, setup: MethodMeta[]): TestResult | null {
    const { assembly } = org;
    const started = performance.now();
    try {
        for (const method of setup) {
            inTransaction(assembly, { userId: assembly.adminId, kind: 'test', isTest: true }, (transaction) => {
                assembly.runtime.callStatic(meta.name, method.jsName);
                assembly.ports.async.runPendingForTest(transaction);
            });
        }
        return null;
    } catch (error) {
        return failure(org, meta, setup[0], error, started);
    }
}

function runMethod(org: LocalOrg, meta: TypeMeta, method: MethodMeta): TestResult {
    const { assembly } = org;
    const started = performance.now();
    try {
        inTransaction(assembly, { userId: assembly.adminId, kind: 'test', isTest: true, throwAway: true }, (transaction) => {
            transaction.seesAllData = seesAllData(meta, method);
            assembly.runtime.callStatic(meta.name, method.jsName);
        });
        return {
            className: meta.name,
            methodName: method.name,
            outcome: 'Pass',
            message: null,
            stackTrace: null,
            milliseconds: performance.now() - started
        };
    } catch (error) {
        return failure(org, meta, method, error, started);
    }
}

function failure(org: LocalOrg, meta: TypeMeta, method: MethodMeta, error: unknown, started: number): TestResult {
    const { typeName, message, stackTrace } = org.assembly.runtime.explain(error);
    // Without a line of Apex it is the local org itself that failed: show where.
    const trace = stackTrace || (error instanceof Error ? (error.stack ?? null) : null);
    return {
        className: meta.name,
        methodName: method.name,
        outcome: 'Fail',
        message: `${typeName}: ${message}`,
        stackTrace: trace,
        milliseconds: performance.now() - started
    };
}
