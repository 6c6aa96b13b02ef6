/** Row errors in the platform's words. */
import type { RowError } from '../../runtime/ports.ts';

export function rowError(statusCode: string, message: string, ...fields: string[]): RowError {
    return { statusCode, message, fields };
}

export const INSUFFICIENT_ACCESS: RowError = rowError('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');

export function invalidReference(field: string): RowError {
    return rowError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', field);
}
