import type { DevHubLimits } from '../platform/index.ts';
import type { Feature } from '../schema/model.ts';

export interface ProjectOptions {
    /** What the org has beyond its core; everything else is hidden. Absent: what is kept with the database, else DEFAULT_FEATURES. */
    features?: readonly string[];
    /** Deploy only these package directories of the project; all when absent. */
    packageDirectories?: readonly string[];
    /** Where compiled output is kept; when absent, LOCAL_ORG_CACHE of the environment, else `.cache/local-org` beside the local org. */
    cacheDirectory?: string;
}

/** Who a new org is; a kept one stays who it was. */
export interface OrganizationOptions {
    /** 15 or 18 characters. */
    id: string;
    name: string;
    type: 'scratch' | 'production';
    /** `Enterprise Edition` …; that is what it is when absent. */
    edition?: string;
    /** Last day, `YYYY-MM-DD`; of a scratch org. */
    expires?: string;
}

/** The first administrator of a new org. */
export interface AdminOptions {
    username: string;
    email: string;
    firstName?: string;
    lastName?: string;
}

export interface OpenOptions extends ProjectOptions {
    organization?: OrganizationOptions;
    admin?: AdminOptions;
    /** Salesforce licenses of a new org. */
    seats?: number;
    /** Databases of the other orgs of the server, now: usernames are unique over all of them. */
    otherDatabases?: () => readonly string[];
    /** Makes the org a Dev Hub: it has ScratchOrgInfo and ActiveScratchOrg. */
    devHub?: DevHubLimits;
    /** SQLite file; an org in memory when absent. */
    database?: string;
    /** Forget what the database holds; not before the sources have been read and, with `refuseErrors`, found good. */
    fresh?: boolean;
    /** Refuse a project with errors, and leave the database as it was. */
    refuseErrors?: boolean;
    /** Told before anything that may take more than two seconds. */
    onProgress?: (message: string) => void;
    /** Told of jobs, finalizers and event triggers that fail. */
    onJobFailure?: (what: string, error: unknown) => void;
    /** PEM certificates whose keys may sign JWT bearer assertions. */
    certificates?: readonly string[];
    /** Milliseconds since 1970; the machine's clock when absent. */
    now?: () => number;
}

/** What can be switched; other features of Salesforce's are not built. */
export const FEATURES: readonly Feature[] = ['teams', 'splits', 'territories'];
/** What the local org has unless told otherwise: the same as config/project-scratch-def.json asks of a scratch org. */
export const DEFAULT_FEATURES: readonly Feature[] = ['teams'];
