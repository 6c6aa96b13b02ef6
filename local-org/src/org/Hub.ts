/** A Dev Hub's work: orgs to make and to remove. The rows are here; the orgs are made by whoever serves the hub. */
import type { Store } from '../data/store/Store.ts';
import { signups } from '../platform/index.ts';
import type { CreatedScratchOrg, DevHubLimits, Signup } from '../platform/index.ts';

export type { CreatedScratchOrg, Signup } from '../platform/index.ts';

export interface HubWork {
    signups: Signup[];
    /** Organization Ids, 15 characters. */
    removals: string[];
}

export class Hub {
    readonly #store: Store;
    readonly #limits: DevHubLimits;

    constructor(store: Store, limits: DevHubLimits) {
        this.#store = store;
        this.#limits = limits;
    }

    /** What has been asked for since the last call; null when nothing has. Orgs to be removed come until they are. */
    takeWork(): HubWork | null {
        signups.expireScratchOrgs(this.#store);
        const work = { signups: signups.takeSignups(this.#store), removals: signups.removals(this.#store) };
        return work.signups.length + work.removals.length > 0 ? work : null;
    }

    /** As the limits resource tells them. */
    limits(): Record<'ActiveScratchOrgs' | 'DailyScratchOrgs', { Max: number; Remaining: number }> {
        const used = signups.usedScratchOrgs(this.#store);
        const left = (most: number, taken: number): { Max: number; Remaining: number } => ({
            Max: most,
            Remaining: Math.max(0, most - taken)
        });
        return {
            ActiveScratchOrgs: left(this.#limits.activeScratchOrgs, used.active),
            DailyScratchOrgs: left(this.#limits.dailyScratchOrgs, used.daily)
        };
    }

    created(infoId: string, org: CreatedScratchOrg): void {
        signups.signupDone(this.#store, infoId, org);
    }

    /** @param errorCode one of Salesforce's signup error codes */
    failed(infoId: string, errorCode: string): void {
        signups.signupFailed(this.#store, infoId, errorCode);
    }

    removed(organizationId: string): void {
        signups.removalDone(this.#store, organizationId);
    }

    /** Organization Ids, 15 characters, of the scratch orgs that there are. */
    activeScratchOrgs(): string[] {
        return signups.activeScratchOrgs(this.#store);
    }

    /** Usernames are never used twice, not even when their org is gone. */
    usernameWasUsed(username: string, infoId: string): boolean {
        return signups.usernameWasUsed(this.#store, username, infoId);
    }
}
