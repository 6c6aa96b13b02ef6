/** Record Ids: 15 case-sensitive characters plus 3 that make them safe to compare without case. */

const CHECKSUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const BASE_62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The 18-character form: one checksum character for each five, from which of them are upper case. */
export function to18(id: string): string {
    if (id.length !== 15) {
        return id;
    }
    let checksum = '';
    for (let block = 0; block < 15; block += 5) {
        let bits = 0;
        for (let place = 0; place < 5; place++) {
            const code = id.charCodeAt(block + place);
            if (code >= 65 && code <= 90) {
                bits |= 1 << place;
            }
        }
        checksum += CHECKSUM[bits];
    }
    return id + checksum;
}

/** Looks like an Id: 15 letters and digits, or 18 (in any case). Says nothing about whether the record exists. */
export function isIdText(text: string): boolean {
    return (text.length === 15 || text.length === 18) && /^[0-9a-zA-Z]+$/.test(text);
}

/**
 * The canonical 18 characters of an Id given as 15, as 18, or as 18 whose case was lost (the checksum restores it).
 * null when it is no Id.
 */
export function canonicalId(text: string): string | null {
    if (!isIdText(text)) {
        return null;
    }
    if (text.length === 15) {
        return to18(text);
    }
    const direct = to18(text.slice(0, 15));
    return direct === text ? direct : restored(text);
}

function restored(text: string): string | null {
    let id = '';
    for (let block = 0; block < 3; block++) {
        const bits = CHECKSUM.indexOf(text[15 + block]!.toUpperCase());
        if (bits < 0) {
            return null;
        }
        for (let place = 0; place < 5; place++) {
            const character = text[block * 5 + place]!;
            id += bits & (1 << place) ? character.toUpperCase() : character.toLowerCase();
        }
    }
    const whole = to18(id);
    return whole.toLowerCase() === text.toLowerCase() ? whole : null;
}

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

    next(keyPrefix: string): string {
        const counter = (this.#counters.get(keyPrefix) ?? 0) + 1;
        this.#counters.set(keyPrefix, counter);
        return to18(keyPrefix + this.#run + base62(counter, 9));
    }
}
