/** Apex Date: a day without a time, kept as the number of days since 1970-01-01. Immutable. */
export const MILLISECONDS_PER_DAY = 86_400_000;

export class ApexDate {
    readonly epochDay: number;

    constructor(epochDay: number) {
        this.epochDay = epochDay;
    }

    /** Lenient as Apex: month 13 is January of the next year, day 0 the last of the month before. Month is 1-based. */
    static of(year: number, month: number, day: number): ApexDate {
        return new ApexDate(daysOf(year, month, day));
    }

    /** `2026-01-31`; null when it is not of that form or no such day exists. */
    static parseIso(text: string): ApexDate | null {
        const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
        if (!match) {
            return null;
        }
        const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
        return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month) ? ApexDate.of(year, month, day) : null;
    }

    get milliseconds(): number {
        return this.epochDay * MILLISECONDS_PER_DAY;
    }

    get year(): number {
        return new Date(this.milliseconds).getUTCFullYear();
    }

    /** 1-based. */
    get month(): number {
        return new Date(this.milliseconds).getUTCMonth() + 1;
    }

    get day(): number {
        return new Date(this.milliseconds).getUTCDate();
    }

    /** 0 = Sunday. */
    get dayOfWeek(): number {
        return (((this.epochDay + 4) % 7) + 7) % 7;
    }

    addDays(days: number): ApexDate {
        return new ApexDate(this.epochDay + days);
    }

    /** Keeps the day, or takes the month's last one: 31 January + 1 month = 28 February. */
    addMonths(months: number): ApexDate {
        const index = this.year * 12 + (this.month - 1) + months;
        const year = Math.floor(index / 12);
        const month = (((index % 12) + 12) % 12) + 1;
        return ApexDate.of(year, month, Math.min(this.day, daysInMonth(year, month)));
    }

    /** `yyyy-MM-dd`. */
    toString(): string {
        return `${String(this.year).padStart(4, '0')}-${String(this.month).padStart(2, '0')}-${String(this.day).padStart(2, '0')}`;
    }
}

export function isLeapYear(year: number): boolean {
    return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function daysInMonth(year: number, month: number): number {
    return month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function daysOf(year: number, month: number, day: number): number {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    return Math.round(date.getTime() / MILLISECONDS_PER_DAY);
}
