/** The words of System.assert… and Assert.…: they cannot be caught. */
import { compareNumbers, isNumber } from '../../runtime/operators.ts';
import { ApexDate } from '../../runtime/values/ApexDate.ts';
import { ApexDatetime } from '../../runtime/values/ApexDatetime.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { equals } from '../../runtime/values/equality.ts';
import { textOf } from '../../runtime/values/text.ts';

/** `Assertion Failed[: message][: detail]` */
export function failAssertion(message: unknown, detail?: string): never {
    const parts = [
        'Assertion Failed',
        ...(message === undefined || message === null ? [] : [textOf(message)]),
        ...(detail === undefined ? [] : [detail])
    ];
    throw ApexException.of('System.AssertException', parts.join(': '));
}

/** Numbers by value whatever their types; strings with case. */
export function assertionEquals(a: unknown, b: unknown): boolean {
    if (isNumber(a) && isNumber(b)) {
        return compareNumbers(a, b) === 0;
    }
    if ((a instanceof ApexDate || a instanceof ApexDatetime) && (b instanceof ApexDate || b instanceof ApexDatetime)) {
        return a.milliseconds === b.milliseconds;
    }
    return equals(a, b);
}

export function assertTrue(condition: boolean | null, message?: unknown): void {
    if (condition !== true) {
        failAssertion(message);
    }
}

export function assertEqual(expected: unknown, actual: unknown, message?: unknown): void {
    if (!assertionEquals(expected, actual)) {
        failAssertion(message, `Expected: ${textOf(expected)}, Actual: ${textOf(actual)}`);
    }
}

export function assertNotEqual(notExpected: unknown, actual: unknown, message?: unknown): void {
    if (assertionEquals(notExpected, actual)) {
        failAssertion(message, `Same value: ${textOf(actual)}`);
    }
}
