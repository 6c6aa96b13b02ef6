/** What the org refuses, in the words and codes of its REST API. */
import { SoqlSyntaxError } from '../language/parseSoql.ts';
import { ApexException } from '../runtime/values/ApexException.ts';
import { FieldValueError, UnknownFieldError } from './recordJson.ts';

/** A request that the org refuses as a whole: REST's error code and the org's words. */
export class RequestRefused extends Error {
    readonly code: string;
    constructor(code: string, message: string) {
        super(message);
        this.name = 'RequestRefused';
        this.code = code;
    }
}

/**
 * Runs the work; what the org refuses becomes RequestRefused.
 *
 * @param otherwise code of an exception that has none of its own
 */
export function asRefusals<T>(work: () => T, otherwise = 'MALFORMED_QUERY'): T {
    try {
        return work();
    } catch (error) {
        if (error instanceof SoqlSyntaxError) {
            throw new RequestRefused('MALFORMED_QUERY', error.message);
        }
        if (error instanceof UnknownFieldError) {
            throw new RequestRefused('INVALID_FIELD', error.message);
        }
        if (error instanceof FieldValueError) {
            throw new RequestRefused('JSON_PARSER_ERROR', error.message);
        }
        if (error instanceof ApexException) {
            throw new RequestRefused(codeOf(error.apexMessage, otherwise), error.apexMessage);
        }
        throw error;
    }
}

/** REST names queries' faults by code where Apex has one exception for all. */
function codeOf(message: string, otherwise: string): string {
    if (/^No such column/.test(message)) {
        return 'INVALID_FIELD';
    }
    return /is not supported\.?/.test(message) ? 'INVALID_TYPE' : otherwise;
}
