/** System.Assert */
import { library } from '../../runtime/library.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { argument } from '../../runtime/operators.ts';
import { runtimeType } from '../../runtime/values/typeText.ts';
import type { ApexType } from '../support/ApexType.ts';
import { assertEqual, assertNotEqual, assertTrue, failAssertion } from '../support/assertions.ts';

function instance(rt: OrgRuntime, value: unknown, type: ApexType, wanted: boolean, message?: unknown): void {
    if (rt.is(value, argument(type).name) !== wanted) {
        const actual = value === null ? 'null' : runtimeType(value);
        failAssertion(
            message,
            wanted
                ? `Expected: instance of ${type.name}, Actual: instance of ${actual}`
                : `Expected: not an instance of ${type.name}, Actual: instance of ${actual}`
        );
    }
}

export default library('System.Assert', {
    'static void areEqual(Object expected, Object actual)': (_rt, expected: unknown, actual: unknown) => assertEqual(expected, actual),
    'static void areEqual(Object expected, Object actual, String message)': (_rt, expected: unknown, actual: unknown, message: unknown) =>
        assertEqual(expected, actual, message),
    'static void areNotEqual(Object notExpected, Object actual)': (_rt, notExpected: unknown, actual: unknown) =>
        assertNotEqual(notExpected, actual),
    'static void areNotEqual(Object notExpected, Object actual, String message)': (
        _rt,
        notExpected: unknown,
        actual: unknown,
        message: unknown
    ) => assertNotEqual(notExpected, actual, message),
    'static void fail()': () => failAssertion(null),
    'static void fail(String message)': (_rt, message: unknown) => failAssertion(message),
    'static void isFalse(Boolean condition)': (_rt, condition: boolean | null) => assertTrue(condition === false),
    'static void isFalse(Boolean condition, String message)': (_rt, condition: boolean | null, message: unknown) =>
        assertTrue(condition === false, message),
    'static void isTrue(Boolean condition)': (_rt, condition: boolean | null) => assertTrue(condition),
    'static void isTrue(Boolean condition, String message)': (_rt, condition: boolean | null, message: unknown) =>
        assertTrue(condition, message),
    'static void isNull(Object value)': (_rt, value: unknown) => assertEqual(null, value),
    'static void isNull(Object value, String message)': (_rt, value: unknown, message: unknown) => assertEqual(null, value, message),
    'static void isNotNull(Object value)': (_rt, value: unknown) => assertNotEqual(null, value),
    'static void isNotNull(Object value, String message)': (_rt, value: unknown, message: unknown) => assertNotEqual(null, value, message),
    'static void isInstanceOfType(Object value, Type type)': (rt, value: unknown, type: ApexType) => instance(rt, value, type, true),
    'static void isInstanceOfType(Object value, Type type, String message)': (rt, value: unknown, type: ApexType, message: unknown) =>
        instance(rt, value, type, true, message),
    'static void isNotInstanceOfType(Object value, Type type)': (rt, value: unknown, type: ApexType) => instance(rt, value, type, false),
    'static void isNotInstanceOfType(Object value, Type type, String message)': (rt, value: unknown, type: ApexType, message: unknown) =>
        instance(rt, value, type, false, message)
});
