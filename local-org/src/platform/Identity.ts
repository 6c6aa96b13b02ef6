/** Who runs and where, read from the rows of User and Organization without counting as a query. */
import type { Store } from '../data/store/Store.ts';
import type { IdentityPort, OrganizationDetails, UserDetails } from '../runtime/ports.ts';
import type { Transaction } from '../runtime/Transaction.ts';

/** Until the org is served it has no address; a domain that nothing answers on. */
const UNSERVED = 'https://localorg.my.salesforce.test';

export class Identity implements IdentityPort {
    readonly #store: Store;
    readonly #ownUrl: () => string | undefined;

    /** @param ownUrl where the org is served, when it is */
    constructor(store: Store, ownUrl: () => string | undefined) {
        this.#store = store;
        this.#ownUrl = ownUrl;
    }

    user(_transaction: Transaction, userId: string): UserDetails {
        const row = this.#store.get(
            `SELECT Name AS name, FirstName AS firstName, LastName AS lastName, Email AS email, Username AS userName, ProfileId AS profileId,
                UserRoleId AS roleId, UserType AS userType, TimeZoneSidKey AS timeZone, LocaleSidKey AS locale, LanguageLocaleKey AS language
             FROM "User" WHERE Id = ?`,
            userId
        );
        if (!row) {
            throw new Error(`No user ${userId}`);
        }
        return { id: userId, ...row } as unknown as UserDetails;
    }

    organization(): OrganizationDetails {
        const row = this.#store.get('SELECT Id AS id, Name AS name FROM Organization')!;
        return {
            id: String(row.id),
            name: String(row.name),
            domainUrl: this.#ownUrl() ?? UNSERVED,
            defaultCurrency: 'USD',
            multiCurrency: this.#store.schema.features.has('multiCurrency')
        };
    }

    sessionId(): null {
        return null;
    }
}
