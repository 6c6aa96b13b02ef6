/**
 * TODAY, LAST_N_WEEKS:3 … as a half-open range of days in the user's time zone.
 * Weeks start on Sunday (locale en_US); the fiscal year is the calendar year (the platform's default).
 */
import { ApexDate } from '../../runtime/values/ApexDate.ts';
import { queryException } from './errors.ts';

export interface DayRange {
    start: ApexDate;
    /** First day after it. */
    end: ApexDate;
}

type Unit = 'DAYS' | 'WEEKS' | 'MONTHS' | 'QUARTERS' | 'YEARS';

const SIMPLE: Record<string, [Unit, number]> = {
    YESTERDAY: ['DAYS', -1],
    TODAY: ['DAYS', 0],
    TOMORROW: ['DAYS', 1]
};

export function dayRange(name: string, n: number | null, today: ApexDate): DayRange {
    const simple = SIMPLE[name];
    if (simple) {
        return period(simple[0], today, simple[1]);
    }
    if (name === 'LAST_90_DAYS' || name === 'NEXT_90_DAYS') {
        return counted(name.startsWith('LAST') ? 'LAST_N' : 'NEXT_N', 'DAYS', 90, today);
    }
    const relative = /^(LAST|THIS|NEXT)_(?:FISCAL_)?(WEEK|MONTH|QUARTER|YEAR)$/.exec(name);
    if (relative) {
        return period(`${relative[2]}S` as Unit, today, { LAST: -1, THIS: 0, NEXT: 1 }[relative[1]!]!);
    }
    const ago = /^N_(?:FISCAL_)?(DAYS|WEEKS|MONTHS|QUARTERS|YEARS)_AGO$/.exec(name);
    if (ago && n !== null) {
        return period(ago[1] as Unit, today, -n);
    }
    const many = /^(LAST_N|NEXT_N)_(?:FISCAL_)?(DAYS|WEEKS|MONTHS|QUARTERS|YEARS)$/.exec(name);
    if (many && n !== null) {
        return counted(many[1] as 'LAST_N', many[2] as Unit, n, today);
    }
    throw queryException(`unexpected token: '${name}'`);
}

/** LAST_N_DAYS includes today; NEXT_N_DAYS starts tomorrow; the larger units leave the current one out. */
function counted(direction: 'LAST_N' | 'NEXT_N', unit: Unit, n: number, today: ApexDate): DayRange {
    if (direction === 'NEXT_N') {
        return { start: period(unit, today, 1).start, end: period(unit, today, n).end };
    }
    return { start: period(unit, today, -n).start, end: period(unit, today, unit === 'DAYS' ? 0 : -1).end };
}

/** The day, week, month … that is `offset` away from today's. */
function period(unit: Unit, today: ApexDate, offset: number): DayRange {
    switch (unit) {
        case 'DAYS':
            return { start: today.addDays(offset), end: today.addDays(offset + 1) };
        case 'WEEKS': {
            const start = today.addDays(-today.dayOfWeek + 7 * offset);
            return { start, end: start.addDays(7) };
        }
        case 'MONTHS':
            return months(today.year * 12 + today.month - 1 + offset, 1);
        case 'QUARTERS':
            return months((today.year * 4 + Math.floor((today.month - 1) / 3) + offset) * 3, 3);
        case 'YEARS':
            return months((today.year + offset) * 12, 12);
    }
}

function months(index: number, length: number): DayRange {
    const day = (month: number): ApexDate => ApexDate.of(Math.floor(month / 12), (((month % 12) + 12) % 12) + 1, 1);
    return { start: day(index), end: day(index + length) };
}
