/** Passwords. The local org lets nobody in by password, so none is kept: rights, state and the date of change are all that is real. */
import { ApexException } from '../runtime/values/ApexException.ts';
import type { Assembly } from './assemble.ts';
import { RequestRefused } from './records.ts';
import { inTransaction } from './transactions.ts';

/** @throws RequestRefused */
export function setPassword(org: Assembly, callerId: string, userId: string, password: string): void {
    if (password === '') {
        throw new RequestRefused('INVALID_NEW_PASSWORD', 'Your password cannot be empty.');
    }
    try {
        inTransaction(org, { userId: callerId }, (transaction) => org.ports.platform.resetPassword(transaction, userId, false));
    } catch (error) {
        if (error instanceof ApexException) {
            throw new RequestRefused('INVALID_CROSS_REFERENCE_KEY', error.apexMessage);
        }
        throw error;
    }
}
