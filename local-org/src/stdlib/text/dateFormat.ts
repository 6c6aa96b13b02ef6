/** java.text.SimpleDateFormat patterns in English, and the short forms of a locale. */
import { ApexException } from '../../runtime/values/ApexException.ts';
import { ApexDate, MILLISECONDS_PER_DAY } from '../../runtime/values/ApexDate.ts';
import { zoneName, zoneOffset } from '../../runtime/values/zones.ts';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Formats an instant in a zone. Throws System.IllegalArgumentException for letters that mean nothing. */
export function formatPattern(instant: number, pattern: string, zone: string): string {
    let result = '';
    for (let i = 0; i < pattern.length;) {
        const character = pattern[i];
        if (character === "'") {
            const [text, end] = quotedText(pattern, i);
            result += text;
            i = end;
        } else if (/[A-Za-z]/.test(character)) {
            let end = i;
            while (pattern[end] === character) {
                end++;
            }
            result += field(character, end - i, instant, zone);
            i = end;
        } else {
            result += character;
            i++;
        }
    }
    return result;
}

/** `'literal'`; two quotes are one. */
function quotedText(pattern: string, start: number): [text: string, end: number] {
    if (pattern[start + 1] === "'") {
        return ["'", start + 2];
    }
    let text = '';
    for (let i = start + 1; i < pattern.length; i++) {
        if (pattern[i] !== "'") {
            text += pattern[i];
        } else if (pattern[i + 1] === "'") {
            text += "'";
            i++;
        } else {
            return [text, i + 1];
        }
    }
    throw ApexException.of('System.IllegalArgumentException', 'Unterminated quote');
}

function field(letter: string, count: number, instant: number, zone: string): string {
    const offset = zoneOffset(zone, instant);
    const local = instant + offset;
    const date = new ApexDate(Math.floor(local / MILLISECONDS_PER_DAY));
    const inDay = local - date.milliseconds;
    const hour = Math.floor(inDay / 3_600_000);
    const number = (value: number) => String(value).padStart(count, '0');
    const name = (names: string[], index: number) => (count >= 4 ? names[index] : names[index].slice(0, 3));
    switch (letter) {
        case 'G':
            return date.year > 0 ? 'AD' : 'BC';
        case 'y':
            return count === 2 ? String(date.year % 100).padStart(2, '0') : number(date.year);
        case 'Y':
            return count === 2 ? String(week(date).year % 100).padStart(2, '0') : number(week(date).year);
        case 'M':
        case 'L':
            return count >= 3 ? name(MONTHS, date.month - 1) : number(date.month);
        case 'w':
            return number(week(date).week);
        case 'W':
            return number(Math.ceil((date.day + ApexDate.of(date.year, date.month, 1).dayOfWeek) / 7));
        case 'D':
            return number(date.epochDay - ApexDate.of(date.year, 1, 1).epochDay + 1);
        case 'd':
            return number(date.day);
        case 'F':
            return number(Math.floor((date.day - 1) / 7) + 1);
        case 'E':
            return name(DAYS, date.dayOfWeek);
        case 'u':
            return number(date.dayOfWeek === 0 ? 7 : date.dayOfWeek);
        case 'a':
            return hour < 12 ? 'AM' : 'PM';
        case 'H':
            return number(hour);
        case 'k':
            return number(hour === 0 ? 24 : hour);
        case 'K':
            return number(hour % 12);
        case 'h':
            return number(hour % 12 === 0 ? 12 : hour % 12);
        case 'm':
            return number(Math.floor(inDay / 60_000) % 60);
        case 's':
            return number(Math.floor(inDay / 1000) % 60);
        case 'S':
            return number(inDay % 1000);
        case 'z':
            return zoneName(zone, instant, count >= 4 ? 'long' : 'short');
        case 'Z':
            return offsetText(offset, '');
        case 'X':
            return offset === 0 ? 'Z' : count === 1 ? offsetText(offset, '').slice(0, 3) : offsetText(offset, count === 3 ? ':' : '');
    }
    throw ApexException.of('System.IllegalArgumentException', `Illegal pattern character '${letter}'`);
}

function offsetText(offset: number, separator: string): string {
    const minutes = Math.abs(Math.round(offset / 60_000));
    const two = (value: number) => String(value).padStart(2, '0');
    return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${separator}${two(minutes % 60)}`;
}

/** Weeks as in the United States: they begin on Sunday, week 1 holds 1 January. */
function week(date: ApexDate): { year: number; week: number } {
    const firstOf = (year: number) => {
        const newYear = ApexDate.of(year, 1, 1);
        return newYear.epochDay - newYear.dayOfWeek;
    };
    const year = date.epochDay >= firstOf(date.year + 1) ? date.year + 1 : date.year;
    return { year, week: Math.floor((date.epochDay - firstOf(year)) / 7) + 1 };
}

/** `1/31/2026` in en-US. */
export function localDate(epochMilliseconds: number, locale: string): string {
    return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month: 'numeric', day: 'numeric' }).format(
        epochMilliseconds
    );
}

/** `1/31/2026, 10:05 AM` in en-US; with seconds and zone in the long form. */
export function localDatetime(instant: number, locale: string, zone: string, long: boolean): string {
    const text = new Intl.DateTimeFormat(locale, {
        timeZone: zone === 'GMT' ? 'UTC' : zone,
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: '2-digit',
        ...(long ? { second: '2-digit' as const } : {})
    })
        .format(instant)
        .replaceAll('\u202f', ' ');
    return long ? `${text} ${zoneName(zone, instant, 'short')}` : text;
}

/** Order in which a locale writes day, month and year. */
function dateOrder(locale: string): ('year' | 'month' | 'day')[] {
    const parts = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month: 'numeric', day: 'numeric' }).formatToParts(0);
    return parts.map((part) => part.type).filter((type) => type === 'year' || type === 'month' || type === 'day');
}

/** Reads what localDate writes; null when it cannot. */
export function parseLocalDate(text: string, locale: string): ApexDate | null {
    const numbers = /^\s*(\d+)[/.-](\d+)[/.-](\d+)\.?\s*$/.exec(text);
    if (!numbers) {
        return null;
    }
    const parts = { year: 0, month: 0, day: 0 };
    dateOrder(locale).forEach((part, index) => {
        parts[part] = Number(numbers[index + 1]);
    });
    const year = parts.year < 100 ? 2000 + parts.year : parts.year;
    return ApexDate.parseIso(`${String(year).padStart(4, '0')}-${parts.month}-${parts.day}`);
}

/** Reads what localDatetime writes, as wall-clock milliseconds; null when it cannot. */
export function parseLocalDatetime(text: string, locale: string): number | null {
    const split = /^(.*?),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp][Mm])?\s*$/.exec(text.replaceAll('\u202f', ' '));
    const date = split && parseLocalDate(split[1], locale);
    if (!split || !date) {
        return null;
    }
    let hour = Number(split[2]);
    if (split[5]) {
        if (hour < 1 || hour > 12) {
            return null;
        }
        hour = (hour % 12) + (split[5].toLowerCase() === 'pm' ? 12 : 0);
    }
    if (hour > 23 || Number(split[3]) > 59 || Number(split[4] ?? 0) > 59) {
        return null;
    }
    return date.milliseconds + ((hour * 60 + Number(split[3])) * 60 + Number(split[4] ?? 0)) * 1000;
}
