/** What travels between the HTTP thread and the org's thread. Plain data: it is structured-cloned. */

import type { AdminOptions, CreatedScratchOrg, DevHubLimits, HubWork, OrganizationOptions } from '../localOrg.ts';

export type { ApiRequest } from './ApiRequest.ts';
export type { HubWork } from '../localOrg.ts';

/** A request on its way to the org's thread, which reads it as an ApiRequest. */
export interface SentRequest {
    method: string;
    /** Decoded path without query, leading slashes collapsed. */
    path: string;
    query: Record<string, string>;
    /** Lower-case names. */
    headers: Record<string, string>;
    /** The body as it came; moved, not copied, to the other thread. */
    bytes: Uint8Array;
}

export interface ApiResponse {
    status: number;
    headers: Record<string, string>;
    /** Text is sent as UTF-8; bytes (archives, large CSV) as they are. */
    body: string | Uint8Array;
}

export interface OrgThreadOptions {
    projectDirectory: string;
    /** SQLite file; null keeps the org in memory. */
    database: string | null;
    /** Forget what the database holds. */
    fresh: boolean;
    features: string[] | null;
    /** Package directories to deploy, null for all. */
    packageDirectories: string[] | null;
    /** PEM certificates whose keys may sign JWT bearer assertions. */
    certificates: string[];
    /** false: jobs wait until they are run one by one through /local/jobs. */
    runJobs: boolean;
    /** Milliseconds before each job: an org that is quicker than the eye shows nothing of a run. */
    jobPause: number;
    /** Folder of the server's scratch orgs, and the database of their hub unless that is in memory: usernames are unique over all of them. */
    neighbours?: { directory: string; hub: string | null } | null;
    /** Makes the org a Dev Hub. */
    devHub?: DevHubLimits | null;
    /** Who a new org is, and its first administrator. */
    organization?: OrganizationOptions;
    admin?: AdminOptions;
    /** Salesforce licenses of a new org; null for as many as usual. */
    seats?: number | null;
}

/** What the HTTP thread asks of an org on its own account. Answered in turn with the requests. */
export type Question =
    | { about: 'user'; username: string }
    /** A code that logs the first administrator in. */
    | { about: 'authorizationCode'; consumerKey: string; callbackUrl: string }
    | { about: 'signup'; infoId: string; username: string }
    | { about: 'signupDone'; infoId: string; created: CreatedScratchOrg }
    | { about: 'signupFailed'; infoId: string; errorCode: string }
    | { about: 'removalDone'; organizationId: string }
    | { about: 'activeScratchOrgs' };

export interface Answers {
    user: boolean;
    authorizationCode: string;
    /** May the signup have this username, as far as the hub knows? */
    signup: boolean;
    signupDone: null;
    signupFailed: null;
    removalDone: null;
    activeScratchOrgs: string[];
}

export type ToOrg =
    { kind: 'request'; id: number; request: SentRequest } | { kind: 'question'; id: number; question: Question } | { kind: 'close' };

export type FromOrg =
    | { kind: 'progress'; message: string }
    /** `created`: the database was empty before; the Id has 15 characters. */
    | { kind: 'ready'; created: boolean; organizationId: string }
    | { kind: 'failed'; message: string }
    /** `hubWork`: what the request asked the hub for; the caller hears the answer when it has been done. */
    | { kind: 'response'; id: number; response: ApiResponse; hubWork: HubWork | null }
    | { kind: 'answer'; id: number; answer: Answers[keyof Answers] }
    | { kind: 'refusedQuestion'; id: number; message: string }
    /** Asked for by a job, or at the start. */
    | { kind: 'hubWork'; hubWork: HubWork }
    /** The org has other sources now: its page is to be built from these. */
    | { kind: 'sourcesChanged'; projectDirectory: string; packageDirectories: string[] | null };

export function json(status: number, body: unknown, headers: Record<string, string> = {}): ApiResponse {
    return { status, headers: { 'content-type': 'application/json;charset=UTF-8', ...headers }, body: JSON.stringify(body) };
}
