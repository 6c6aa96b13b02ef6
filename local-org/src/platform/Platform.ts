/** The platform's port: approvals, record locks, passwords, callouts. */
import type { Store } from '../data/store/Store.ts';
import type { ApprovalRequest } from '../runtime/approval.ts';
import type { PlatformPort, RowResult } from '../runtime/ports.ts';
import type { Transaction } from '../runtime/Transaction.ts';
import { ApexException } from '../runtime/values/ApexException.ts';
import { isLocked, setLock } from './approvals/locks.ts';
import { processApproval } from './approvals/process.ts';
import { callout } from './callout/callout.ts';
import { hasAny } from './rules/context.ts';
import type { PlatformContext } from './rules/context.ts';
import { INSUFFICIENT_ACCESS, invalidReference } from './rules/rowErrors.ts';

export interface PlatformOptions {
    /** Addresses that callouts may reach: remote sites and the org's own. Asked at each callout: the port is known late. */
    allowedEndpoints: () => readonly string[];
}

export class Platform implements PlatformPort {
    readonly #context: PlatformContext;
    readonly #options: PlatformOptions;

    constructor(context: PlatformContext, options: PlatformOptions) {
        this.#context = context;
        this.#options = options;
    }

    get #store(): Store {
        return this.#context.store;
    }

    /** @param request an ApprovalRequest (runtime/approval.ts); returns an ApprovalOutcome */
    processApproval(transaction: Transaction, request: unknown): unknown {
        return processApproval(this.#context, transaction, request as ApprovalRequest);
    }

    lockRecords(_transaction: Transaction, ids: string[], locked: boolean): RowResult[] {
        return ids.map((id) => {
            const object = this.#store.schema.objectByKeyPrefix(id.slice(0, 3));
            if (!object?.present || !this.#store.get(`SELECT 1 FROM "${object.name}" WHERE Id = ? AND IsDeleted = 0`, id)) {
                return { success: false, id, created: false, errors: [invalidReference('Id')] };
            }
            setLock(this.#store, id, locked);
            return { success: true, id, created: false, errors: [] };
        });
    }

    isLocked(_transaction: Transaction, id: string): boolean {
        return isLocked(this.#store, id);
    }

    resetPassword(transaction: Transaction, userId: string, _sendEmail: boolean): string {
        const user = this.#store.get(
            `SELECT u.IsActive AS active, l.IsFrozen AS frozen FROM "User" u LEFT JOIN UserLogin l ON l.UserId = u.Id WHERE u.Id = ?`,
            userId
        );
        if (!user) {
            throw ApexException.of('System.InvalidParameterValueException', `invalid cross reference id`);
        }
        if (userId !== transaction.userId && !hasAny(transaction, 'ResetPasswords', 'ManageUsers', 'ManageInternalUsers')) {
            throw ApexException.of('System.NoAccessException', INSUFFICIENT_ACCESS.message);
        }
        if (user.active !== 1) {
            throw ApexException.of('System.InvalidParameterValueException', 'Cannot reset the password of an inactive user');
        }
        this.#store.update('User', userId, { LastPasswordChangeDate: this.#store.timestamp() });
        return `Local${Math.floor(transaction.now() / 1000) % 1_000_000}!`;
    }

    callout(_transaction: Transaction, request: Parameters<PlatformPort['callout']>[1]): ReturnType<PlatformPort['callout']> {
        return callout(request, this.#options.allowedEndpoints());
    }
}
