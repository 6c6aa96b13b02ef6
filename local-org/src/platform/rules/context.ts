/** What the platform's rules work with. */
import type { Store } from '../../data/store/Store.ts';
import type { Transaction } from '../../runtime/Transaction.ts';
import type { ApprovalRegistry } from '../approvals/ApprovalRegistry.ts';
import type { DevHubLimits } from '../hub/limits.ts';

export interface PlatformContext {
    store: Store;
    approvals: ApprovalRegistry;
    /** Has another org of the server such a user? Usernames are unique over all orgs. */
    usernameElsewhere?: (username: string) => boolean;
    /** Of a Dev Hub. */
    hub?: DevHubLimits;
}

/** `System.runAs` keeps how deep it is nested under this key of `Transaction.state`. */
export const RUN_AS_DEPTH = Symbol.for('System.runAs');

/** Inside System.runAs tests create users without regard to seats (platform.md §0, design consequences). */
export function ignoresLicenseLimits(transaction: Transaction): boolean {
    return transaction.isTest && Number(transaction.state.get(RUN_AS_DEPTH) ?? 0) > 0;
}

export function hasAny(transaction: Transaction, ...permissions: string[]): boolean {
    return permissions.some((permission) => transaction.ports.security.hasUserPermission(transaction.userId, permission));
}
