/** Cron expressions of System.schedule: seconds minutes hours day-of-month month day-of-week [year]. */
import { instantOfLocal, zoneOffset } from '../runtime/values/zones.ts';

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
/** Nothing is scheduled further ahead. */
const YEARS_AHEAD = 9;
const DAY = 86_400_000;

export class CronError extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'CronError';
    }
}

export interface Cron {
    second: number;
    minute: number;
    hours: Set<number>;
    months: Set<number>;
    years: Set<number> | null;
    matchesDay(year: number, month: number, day: number): boolean;
}

/** @throws CronError */
export function parseCron(text: string): Cron {
    const parts = text.trim().toUpperCase().split(/\s+/);
    if (parts.length < 6 || parts.length > 7) {
        throw new CronError(`Illegal cron expression format (${text})`);
    }
    const [seconds, minutes, hours, daysOfMonth, months, daysOfWeek, years] = parts as [
        string,
        string,
        string,
        string,
        string,
        string,
        string?
    ];
    if (!/^\d+$/.test(seconds) || !/^\d+$/.test(minutes)) {
        // Apex schedules at most hourly: seconds and minutes are single numbers.
        throw new CronError('Seconds and minutes must be specified as integers: ' + text);
    }
    if ((daysOfMonth === '?') === (daysOfWeek === '?')) {
        throw new CronError(`Support for specifying both a day-of-week AND a day-of-month parameter is not implemented.`);
    }
    const dayMatcher = daysOfMonth === '?' ? weekdayMatcher(daysOfWeek) : monthDayMatcher(daysOfMonth);
    return {
        second: single(seconds, 59),
        minute: single(minutes, 59),
        hours: range(hours, 0, 23),
        months: range(months, 1, 12, MONTHS),
        years: years === undefined || years === '*' ? null : range(years, 1970, 2099),
        matchesDay: dayMatcher
    };
}

function single(text: string, maximum: number): number {
    const value = Number(text);
    if (value > maximum) {
        throw new CronError(`Minute and Second values must be between 0 and ${maximum}`);
    }
    return value;
}

function range(text: string, minimum: number, maximum: number, names: readonly string[] = []): Set<number> {
    const found = new Set<number>();
    const numberOf = (part: string): number => {
        const named = names.indexOf(part);
        const value = named >= 0 ? named + minimum : Number(part);
        if (!Number.isInteger(value) || value < minimum || value > maximum) {
            throw new CronError(`Illegal cron expression value (${part})`);
        }
        return value;
    };
    for (const part of text.split(',')) {
        const [span = '', step] = part.split('/');
        const [from, to] =
            span === '*' || span === '?'
                ? [minimum, maximum]
                : span.includes('-')
                  ? span.split('-').map(numberOf)
                  : [numberOf(span), step ? maximum : numberOf(span)];
        const by = step === undefined ? 1 : Number(step);
        if (!Number.isInteger(by) || by < 1) {
            throw new CronError(`Illegal cron expression increment (${part})`);
        }
        for (let value = from!; value <= to!; value += by) {
            found.add(value);
        }
    }
    return found;
}

function daysIn(year: number, month: number): number {
    return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function weekdayOf(year: number, month: number, day: number): number {
    return new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
}

function monthDayMatcher(text: string): Cron['matchesDay'] {
    if (text === 'L') {
        return (year, month, day) => day === daysIn(year, month);
    }
    const nearest = /^(\d+)W$/.exec(text);
    if (text === 'LW' || nearest) {
        return (year, month, day) => day === nearestWeekday(year, month, nearest ? Number(nearest[1]) : daysIn(year, month));
    }
    const days = range(text, 1, 31);
    return (_year, _month, day) => days.has(day);
}

function nearestWeekday(year: number, month: number, wanted: number): number {
    const last = daysIn(year, month);
    const day = Math.min(wanted, last);
    const weekday = weekdayOf(year, month, day);
    if (weekday === 7) {
        return day > 1 ? day - 1 : day + 2;
    }
    if (weekday === 1) {
        return day < last ? day + 1 : day - 2;
    }
    return day;
}

function weekdayMatcher(text: string): Cron['matchesDay'] {
    const special = /^(\w+?)(?:L|#(\d))$/.exec(text);
    if (special && text !== 'L') {
        const [weekday] = range(special[1]!, 1, 7, DAYS);
        const nth = special[2] ? Number(special[2]) : null;
        return (year, month, day) =>
            weekdayOf(year, month, day) === weekday && (nth === null ? day + 7 > daysIn(year, month) : Math.ceil(day / 7) === nth);
    }
    const days = text === 'L' ? new Set([7]) : range(text, 1, 7, DAYS);
    return (year, month, day) => days.has(weekdayOf(year, month, day));
}

/** The first instant after `after` (milliseconds) at which it fires in the zone; null = never again. */
export function nextFire(cron: Cron, after: number, zone: string): number | null {
    const start = new Date(after + zoneOffset(zone, after));
    const first = start.getUTCFullYear();
    const years = cron.years
        ? [...cron.years].sort((left, right) => left - right)
        : Array.from({ length: YEARS_AHEAD }, (_, index) => first + index);
    const hours = [...cron.hours].sort((left, right) => left - right);
    for (const year of years.filter((each) => each >= first)) {
        const from = year === first ? Date.UTC(year, start.getUTCMonth(), start.getUTCDate()) : Date.UTC(year, 0, 1);
        for (let day = from; day < Date.UTC(year + 1, 0, 1); day += DAY) {
            const [month, date] = [new Date(day).getUTCMonth() + 1, new Date(day).getUTCDate()];
            if (!cron.months.has(month) || !cron.matchesDay(year, month, date)) {
                continue;
            }
            for (const hour of hours) {
                const instant = instantOfLocal(zone, Date.UTC(year, month - 1, date, hour, cron.minute, cron.second));
                if (instant > after) {
                    return instant;
                }
            }
        }
    }
    return null;
}
