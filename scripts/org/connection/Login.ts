/** Where an org is and who we are there. */
export interface Session {
    /** Without a slash at its end. */
    url: string;
    token: string;
}

/** A way in. */
export interface Login {
    /** As the person named the org. */
    readonly target: string;
    /** Who we are there; null before the first session of a local org. */
    readonly username: string | null;
    /** The session there is, or a new one. */
    session(): Promise<Session>;
    /** The session has ended. @throws SessionExpiredError when it cannot be renewed */
    renew(): Promise<Session>;
    /** Nobody listens there: has the org moved? */
    relocate(): Promise<Session>;
}

export function withoutSlash(url: string): string {
    return url.replace(/\/+$/, '');
}
