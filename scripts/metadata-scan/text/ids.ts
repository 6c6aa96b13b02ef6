import type { People } from '../people.ts';
import type { Match } from './addresses.ts';
import { isAlphanumeric } from './characters.ts';

const PREFIX = '005';
/** From here on a run of base64 characters is content, no path. */
const CONTENT_LENGTH = 64;

/**
 * The 15- and 18-character Ids in a text that belong to somebody. Fifteen characters count with their case, eighteen
 * without (the last three hold it); neither counts inside a longer word or inside encoded content.
 */
export function findIds(text: string, people: People, escapes: boolean): Match[] {
    const found: Match[] = [];
    for (let start = text.indexOf(PREFIX); start >= 0; start = text.indexOf(PREFIX, start + 1)) {
        if (!beginsHere(text, start, escapes)) {
            continue;
        }
        let end = start + PREFIX.length;
        while (end - start < 19 && end < text.length && isAlphanumeric(text.charCodeAt(end))) {
            end++;
        }
        const length = end - start;
        if (length !== 15 && length !== 18) {
            continue;
        }
        const namings = people.byId(text.slice(start, end));
        if (namings && text[end] !== '@' && !insideContent(text, start, end)) {
            found.push({ start, end, namings });
        }
    }
    return found;
}

function beginsHere(text: string, start: number, escapes: boolean): boolean {
    if (start === 0 || !isAlphanumeric(text.charCodeAt(start - 1))) {
        return true;
    }
    // %2F005… in a URL, \n005… in a string.
    if (/%[0-9a-f]{2}$/i.test(text.slice(Math.max(0, start - 3), start))) {
        return true;
    }
    return escapes && /\\(?:[nrtbf]|u[0-9a-f]{4})$/i.test(text.slice(Math.max(0, start - 6), start));
}

/** Is the word a stretch of base64, which holds any fifteen characters sooner or later? */
function insideContent(text: string, start: number, end: number): boolean {
    return isContent(text, start, end, '+/') || isContent(text, start, end, '-_');
}

function isContent(text: string, start: number, end: number, extra: string): boolean {
    const belongs = (index: number): boolean =>
        isAlphanumeric(text.charCodeAt(index)) || (index < text.length && extra.includes(text[index]));
    let from = start;
    while (from > 0 && belongs(from - 1)) {
        from--;
    }
    let to = end;
    while (to < text.length && belongs(to)) {
        to++;
    }
    if (to - from < CONTENT_LENGTH) {
        return false;
    }
    const run = text.slice(from, to);
    const others = run.split(/[^0-9A-Za-z]/).filter((_word, index, all) => all[index].length > 20);
    return others.some((word) => /[a-z]/.test(word) && /[A-Z]/.test(word) && /\d/.test(word));
}
