/** When a request is sent again, and how long to wait before. */

export interface RetryRules {
    attempts: number;
    firstDelayMilliseconds: number;
    longestDelayMilliseconds: number;
    /** An org that asks for more patience than this is given up. */
    longestRetryAfterMilliseconds: number;
    /** How long one answer may take. */
    timeoutMilliseconds: number;
}

export const RETRY_RULES: RetryRules = {
    attempts: 5,
    firstDelayMilliseconds: 500,
    longestDelayMilliseconds: 8_000,
    longestRetryAfterMilliseconds: 60_000,
    timeoutMilliseconds: 120_000
};

/** @param attempt the one that failed, from 1 */
export function delayBefore(attempt: number, rules: RetryRules): number {
    return Math.min(rules.firstDelayMilliseconds * 2 ** (attempt - 1), rules.longestDelayMilliseconds);
}

/** Milliseconds of a Retry-After header, which holds seconds or a date; null when it says nothing. */
export function retryAfter(header: string | null, now: number): number | null {
    if (header === null || header.trim() === '') {
        return null;
    }
    if (/^\s*\d+\s*$/.test(header)) {
        return Number(header) * 1_000;
    }
    const date = Date.parse(header);
    return Number.isNaN(date) ? null : Math.max(0, date - now);
}
