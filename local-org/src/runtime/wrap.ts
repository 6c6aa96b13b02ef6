/** What Apex may catch of what JavaScript threw. */
import { LimitExceeded } from './errors.ts';
import { ApexException } from './values/ApexException.ts';
import { DEREFERENCED_NULL, nullPointer } from './operators.ts';

/** Scheme of the names under which emitted code is loaded. */
export const EMITTED = 'apex:///';

/** Exceptions that pass through every catch clause. Source: Apex Developer Guide, Exception Handling. */
const UNCATCHABLE = new Set(['System.LimitException', 'System.AssertException']);

/** Makes an Apex exception of anything thrown; throws what Apex cannot catch straight on. */
export function wrap(thrown: unknown): ApexException {
    const exception = asApexException(thrown);
    if (exception instanceof ApexException && !UNCATCHABLE.has(exception.typeName)) {
        return exception;
    }
    throw exception;
}

export function isUncatchable(thrown: unknown): boolean {
    const exception = asApexException(thrown);
    return !(exception instanceof ApexException) || UNCATCHABLE.has(exception.typeName);
}

/** The Apex exception behind a JavaScript error; the error itself when there is none. */
export function asApexException(thrown: unknown): unknown {
    if (thrown instanceof ApexException) {
        return thrown;
    }
    if (thrown instanceof TypeError && isFromEmittedCode(thrown)) {
        const exception = nullPointer(DEREFERENCED_NULL);
        exception.stack = thrown.stack;
        return exception;
    }
    if (thrown instanceof RangeError && thrown.message.startsWith('Maximum call stack')) {
        const limit = new LimitExceeded('Maximum stack depth reached: 1001');
        limit.stack = thrown.stack;
        return limit;
    }
    return thrown;
}

/** A member of null was asked for by the emitted code itself, not by the runtime on its behalf. */
function isFromEmittedCode(error: Error): boolean {
    const top = error.stack?.split('\n').find((line) => line.startsWith('    at '));
    return (top?.includes(EMITTED) ?? false) && /\bnull\b/.test(error.message);
}
