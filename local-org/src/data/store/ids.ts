/** New record Ids. */
import { idChecksum } from '../../runtime/values/ids.ts';

const BASE_62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function base62(value: number, width: number): string {
    let text = '';
    for (let rest = value; text.length < width; rest = Math.floor(rest / 62)) {
        text = BASE_62[rest % 62] + text;
    }
    return text;
}

/** Leaves the first of the three instance characters a letter, as in a real org. */
const FIRST_RUN = 10 * 62 * 62;

/**
 * Hands out Ids: key prefix, three characters for this opening of the database, nine for a counter.
 * Each opening has its own three, so that an Id that was shown and then rolled back is never given out again,
 * and later Ids sort after earlier ones.
 */
export class IdGenerator {
    readonly #run: string;
    readonly #counters = new Map<string, number>();

    constructor(opening: number) {
        this.#run = base62(FIRST_RUN + opening, 3);
    }

    /** Has this database given out the Id, now or in an earlier opening? */
    knows(id: string): boolean {
        const run = id.slice(3, 6);
        if (run !== this.#run) {
            return run >= base62(FIRST_RUN, 3) && run < this.#run;
        }
        return id.slice(6, 15) <= base62(this.#counters.get(id.slice(0, 3)) ?? 0, 9);
    }

    next(keyPrefix: string): string {
        const counter = (this.#counters.get(keyPrefix) ?? 0) + 1;
        this.#counters.set(keyPrefix, counter);
        const id = keyPrefix + this.#run + base62(counter, 9);
        return id + idChecksum(id);
    }
}
