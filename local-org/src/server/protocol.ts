/** What travels between the HTTP thread and the org's thread. Plain data: it is structured-cloned. */

export type { ApiRequest } from './ApiRequest.ts';

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
}

export type ToOrg = { kind: 'request'; id: number; request: SentRequest } | { kind: 'close' };

export type FromOrg =
    | { kind: 'progress'; message: string }
    /** `created`: the database was empty before. */
    | { kind: 'ready'; created: boolean }
    | { kind: 'failed'; message: string }
    | { kind: 'response'; id: number; response: ApiResponse };

export function json(status: number, body: unknown, headers: Record<string, string> = {}): ApiResponse {
    return { status, headers: { 'content-type': 'application/json;charset=UTF-8', ...headers }, body: JSON.stringify(body) };
}
