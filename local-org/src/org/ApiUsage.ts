/**
 * How often the org has been called, as Salesforce counts: every request to its APIs is one call, whatever it holds; signing in is
 * none. Counted while the org is open, by the hour for the limit of 24 hours.
 */
const HOUR = 3_600_000;
const DAY_HOURS = 24;

export class ApiUsage {
    readonly #now: () => number;
    readonly #hours = new Map<number, number>();
    #sinceReset = 0;

    constructor(now: () => number) {
        this.#now = now;
    }

    count(): void {
        const hour = Math.floor(this.#now() / HOUR);
        this.#sinceReset++;
        this.#hours.set(hour, (this.#hours.get(hour) ?? 0) + 1);
        for (const old of this.#hours.keys()) {
            if (old <= hour - DAY_HOURS) {
                this.#hours.delete(old);
            }
        }
    }

    /** Calls of the last 24 hours. */
    get lastDay(): number {
        const oldest = Math.floor(this.#now() / HOUR) - DAY_HOURS;
        return [...this.#hours].reduce((sum, [hour, count]) => (hour > oldest ? sum + count : sum), 0);
    }

    /** Calls since the counter was set back, for benchmarks. */
    get sinceReset(): number {
        return this.#sinceReset;
    }

    reset(): void {
        this.#sinceReset = 0;
    }
}
