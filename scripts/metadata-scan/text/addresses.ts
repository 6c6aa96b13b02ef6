import type { Naming, People } from '../people.ts';
import { classOf, unitAfter, unitBefore } from './characters.ts';
import type { Unit } from './characters.ts';

/** A text that names people, and where it stands. */
export interface Match {
    start: number;
    end: number;
    namings: Naming[];
}

/** Every spelling of the at-sign: plain, in URLs, in HTML, in JSON and JavaScript. */
const AT = /@|%40|&#0*64;|&#x0*40;|&commat;|\\u0040/gi;
/** Longer than any username (80) or email (254) may be, in characters. */
const LONGEST = 320;

/**
 * The addresses in a text that belong to somebody, as whole tokens: `ann@x.com` is not in `joann@x.com`, nor in
 * `ann@x.com.au`, nor in `ann@x.com.sandbox`; it is in `<ann@x.com>`, in `mailto:ann@x.com` and at the end of a sentence.
 *
 * @param escapes the text is code or JSON, where `\n` before a word is no letter of it
 */
export function findAddresses(text: string, people: People, escapes: boolean): Match[] {
    const found: Match[] = [];
    AT.lastIndex = 0;
    for (let at = AT.exec(text); at; at = AT.exec(text)) {
        const match = addressAround(text, at.index, at.index + at[0].length, people, escapes);
        if (match) {
            found.push(match);
        }
    }
    return found;
}

function addressAround(text: string, atStart: number, atEnd: number, people: People, escapes: boolean): Match | undefined {
    const percent = text[atStart] === '%';
    const after = unitsAfter(text, atEnd, percent);
    for (const domain of domainsOf(after)) {
        const name = domain.map((unit) => unit.character).join('');
        if (!people.knowsDomain(name)) {
            continue;
        }
        const end = domain[domain.length - 1].end;
        if (startsWithAt(text, end)) {
            return undefined;
        }
        const before = unitsBefore(text, atStart, percent);
        for (const first of localStarts(text, before, end, escapes)) {
            const local = before
                .slice(first)
                .map((unit) => unit.character)
                .join('');
            const namings = people.byAddress(`${local}@${name}`);
            if (namings) {
                return { start: before[first].start, end, namings };
            }
        }
    }
    return undefined;
}

function startsWithAt(text: string, offset: number): boolean {
    return /^(?:@|%40|&#0*64;|&#x0*40;|&commat;)/i.test(text.slice(offset, offset + 12));
}

/** The units right of the at-sign that may be its domain. */
function unitsAfter(text: string, start: number, percent: boolean): Unit[] {
    const units: Unit[] = [];
    for (let unit = unitAfter(text, start, percent); unit && units.length < LONGEST; unit = unitAfter(text, unit.end, percent)) {
        const kind = classOf(unit.character);
        if (kind === 'stop' || unit.character === '+' || (kind === 'soft' && unit.character.charCodeAt(0) < 128)) {
            break;
        }
        units.push(unit);
    }
    return units;
}

/** The domain as far as it goes; and only up to a script that is written without spaces. Longest first. */
function domainsOf(units: Unit[]): Unit[][] {
    const double = units.findIndex((unit, index) => unit.character === '.' && units[index + 1]?.character === '.');
    const whole = trimmed(double < 0 ? units : units.slice(0, double));
    const soft = whole.findIndex((unit) => classOf(unit.character) === 'soft');
    const spaced = soft < 0 ? [] : trimmed(whole.slice(0, soft));
    return [whole, spaced].filter((domain) => domain.length > 0);
}

/** Without what ends a sentence. */
function trimmed(units: Unit[]): Unit[] {
    let end = units.length;
    while (end > 0 && '.-'.includes(units[end - 1].character)) {
        end--;
    }
    return units.slice(0, end);
}

/** The units left of the at-sign that may be its local part, in reading order. */
function unitsBefore(text: string, end: number, percent: boolean): Unit[] {
    const units: Unit[] = [];
    for (let unit = unitBefore(text, end, percent); unit && units.length < LONGEST; unit = unitBefore(text, unit.start, percent)) {
        if (classOf(unit.character) === 'stop') {
            // In code `\'` is an apostrophe, and what precedes it may be part of the name.
            if (unit.character === '\\' && units.at(-1)?.character === "'") {
                units[units.length - 1] = { ...units[units.length - 1], start: unit.start };
                continue;
            }
            break;
        }
        units.push(unit);
    }
    return units.reverse();
}

/** Indexes at which the local part may begin, the longest reading first. */
function localStarts(text: string, units: Unit[], end: number, escapes: boolean): number[] {
    if (units.length === 0) {
        return [];
    }
    const before = units[0].start - 1;
    const starts: number[] = [];
    const afterAt = before >= 0 && text[before] === '@';
    const escaped = escapes && text[before] === '\\' && 'nrtbf'.includes(units[0].character) && units.length > 1;
    if (!afterAt && !escaped) {
        starts.push(0);
    }
    if (escaped) {
        starts.push(1);
    }
    for (let index = 0; index < units.length - 1; index++) {
        if (separates(text, units, index, end, afterAt)) {
            starts.push(index + 1);
        }
    }
    return starts;
}

/** May the unit at an index stand between the local part and what precedes it? */
function separates(text: string, units: Unit[], index: number, end: number, afterAt: boolean): boolean {
    const { character } = units[index];
    const previous = units[index - 1]?.character;
    if (character === "'" || character === '’' || character === '`') {
        // d'ann@x.com is another address; 'ann@x.com' is quoted.
        const joins = previous !== undefined && classOf(previous) === 'word' && !'.-+'.includes(previous);
        return !joins || text[end] === character || text.startsWith(`\\${character}`, end);
    }
    if (classOf(character) === 'soft') {
        return true;
    }
    if (character === '.' && previous === '.') {
        return true;
    }
    if (character === '+' && afterAt && units.slice(0, index).every((unit) => classOf(unit.character) === 'word')) {
        // ann@x.com+bob@y.com: what precedes the sign is the domain of another address.
        return true;
    }
    // No address begins with these: a bullet, a flag, the end of an ellipsis.
    return '.-+'.includes(character) && units.slice(0, index).every((unit) => '.-+'.includes(unit.character));
}

/** A cheap question before a text is taken apart: is there an at-sign with a domain of somebody behind it? */
export function mayHoldAddress(text: string, people: People): boolean {
    AT.lastIndex = 0;
    for (let at = AT.exec(text); at; at = AT.exec(text)) {
        const end = at.index + at[0].length;
        const after = unitsAfter(text, end, at[0][0] === '%');
        if (domainsOf(after).some((domain) => people.knowsDomain(domain.map((unit) => unit.character).join('')))) {
            return true;
        }
    }
    return false;
}
