/** Which characters belong to an address. One class decides the borders of every match. */

/** Scripts that are written without spaces: an address may touch them on both sides. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}ー]/u;
const LETTER = /[\p{L}\p{N}\p{M}_]/u;
/** Legal in the local part of an address, and common as a separator. */
const SOFT = new Set("!#$%&*/=?^{|}~'`’");

/** `word` holds an address together; `soft` may be part of it or separate it; `stop` never belongs to it. */
export type CharacterClass = 'word' | 'soft' | 'stop';

export function classOf(character: string): CharacterClass {
    const code = character.charCodeAt(0);
    if (code < 128) {
        if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95) {
            return 'word';
        }
        if (character === '.' || character === '-' || character === '+') {
            return 'word';
        }
        return SOFT.has(character) ? 'soft' : 'stop';
    }
    if (UNSPACED.test(character)) {
        return 'soft';
    }
    return LETTER.test(character) ? 'word' : SOFT.has(character) ? 'soft' : 'stop';
}

export function isAlphanumeric(code: number): boolean {
    return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** One character as the reader sees it, and where its spelling stands in the text. */
export interface Unit {
    character: string;
    start: number;
    end: number;
}

const ENTITY_BEFORE = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(apos|amp|quot|lt|gt|period|plus));$/i;
const ENTITY_AFTER = /^&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(period|plus|hyphen|lowbar));/i;
const NAMED: Record<string, string> = {
    apos: "'",
    amp: '&',
    quot: '"',
    lt: '<',
    gt: '>',
    period: '.',
    plus: '+',
    hyphen: '-',
    lowbar: '_'
};
/** The longest spelling of one character: `&#x10FFFF;`. */
const LONGEST = 10;

/** The character that ends at an offset; entities (HTML inside XML) and, in URLs, `%2B` count as what they mean. */
export function unitBefore(text: string, end: number, percent: boolean): Unit | undefined {
    if (end <= 0) {
        return undefined;
    }
    const last = text[end - 1];
    if (last === ';') {
        const match = ENTITY_BEFORE.exec(text.slice(Math.max(0, end - LONGEST), end));
        if (match) {
            return { character: meaningOf(match), start: end - match[0].length, end };
        }
    }
    if (percent && text[end - 3] === '%') {
        const character = percentMeaning(text, end - 3);
        if (character) {
            return { character, start: end - 3, end };
        }
    }
    const low = text.charCodeAt(end - 1);
    const paired = low >= 0xdc00 && low <= 0xdfff && end >= 2;
    const start = paired ? end - 2 : end - 1;
    return { character: text.slice(start, end), start, end };
}

/** The character that begins at an offset. */
export function unitAfter(text: string, start: number, percent: boolean): Unit | undefined {
    if (start >= text.length) {
        return undefined;
    }
    const first = text[start];
    if (first === '&') {
        const match = ENTITY_AFTER.exec(text.slice(start, start + LONGEST));
        if (match) {
            return { character: meaningOf(match), start, end: start + match[0].length };
        }
    }
    if (percent && first === '%') {
        const character = percentMeaning(text, start);
        if (character) {
            return { character, start, end: start + 3 };
        }
    }
    const character = String.fromCodePoint(text.codePointAt(start)!);
    return { character, start, end: start + character.length };
}

function meaningOf(match: RegExpExecArray): string {
    const code = match[1] ? Number(match[1]) : match[2] ? parseInt(match[2], 16) : NaN;
    if (Number.isNaN(code)) {
        return NAMED[match[3].toLowerCase()];
    }
    return code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}

function percentMeaning(text: string, start: number): string | undefined {
    const digits = text.slice(start + 1, start + 3);
    // Beyond ASCII several escapes make one character; no username needs that.
    return /^[2-7][0-9a-f]$/i.test(digits) ? String.fromCharCode(parseInt(digits, 16)) : undefined;
}
