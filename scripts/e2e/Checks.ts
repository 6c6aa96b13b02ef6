/** Checks one after another, told as TAP while they run and as JUnit afterwards. */
import { XMLBuilder } from 'fast-xml-parser';

export interface CheckResult {
    name: string;
    passed: boolean;
    /** Why it did not pass. */
    reason: string | null;
    milliseconds: number;
}

/** What was seen is not what was expected. */
export class CheckFailedError extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'CheckFailedError';
    }
}

export class Checks {
    readonly results: CheckResult[] = [];
    private readonly print: (line: string) => void;
    private readonly now: () => number;

    constructor(print: (line: string) => void, now: () => number = () => performance.now()) {
        this.print = print;
        this.now = now;
        print('TAP version 14');
    }

    /** Runs one check; a throw is its failure. Returns what it gives, null when it failed. */
    async check<T>(name: string, work: () => Promise<T>): Promise<T | null> {
        const begun = this.now();
        try {
            const value = await work();
            this.record(name, null, begun);
            return value;
        } catch (error) {
            this.record(name, error instanceof Error ? error.message : String(error), begun);
            return null;
        }
    }

    get failed(): number {
        return this.results.filter((result) => !result.passed).length;
    }

    /** TAP's plan, and a line that sums up. */
    end(): void {
        this.print(`1..${this.results.length}`);
        this.print(`# ${this.results.length - this.failed} passed, ${this.failed} failed`);
    }

    junit(): string {
        const builder = new XMLBuilder({ ignoreAttributes: false, format: true, suppressBooleanAttributes: false });
        const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);
        const total = this.results.reduce((sum, each) => sum + each.milliseconds, 0);
        return String(
            builder.build({
                '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' },
                testsuites: {
                    testsuite: {
                        '@_name': 'e2e',
                        '@_tests': this.results.length,
                        '@_failures': this.failed,
                        '@_time': seconds(total),
                        testcase: this.results.map(({ name, reason, milliseconds }) => ({
                            '@_name': name,
                            '@_classname': 'e2e',
                            '@_time': seconds(milliseconds),
                            ...(reason !== null && { failure: { '@_message': reason.split('\n')[0], '#text': reason } })
                        }))
                    }
                }
            })
        );
    }

    private record(name: string, reason: string | null, begun: number): void {
        this.results.push({ name, passed: reason === null, reason, milliseconds: this.now() - begun });
        this.print(`${reason === null ? 'ok' : 'not ok'} ${this.results.length} - ${name.replace(/#/g, '\\#')}`);
        if (reason !== null) {
            this.print(['  ---', '  message: |', ...reason.split('\n').map((line) => `    ${line}`), '  ...'].join('\n'));
        }
    }
}

/** @throws CheckFailedError naming every line that differs */
export function expectSame(expected: Record<string, unknown>, actual: Record<string, unknown>): void {
    const names = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
    const text = (value: unknown): string => JSON.stringify(value) ?? 'nothing';
    const differences = names
        .filter((name) => text(expected[name]) !== text(actual[name]))
        .map((name) => `${name}: expected ${text(expected[name])}, but it is ${text(actual[name])}`);
    if (differences.length > 0) {
        throw new CheckFailedError(differences.join('\n'));
    }
}
