/** Apex Datetime: an instant in milliseconds since 1970-01-01 GMT. Immutable; time zones come in only where it is shown or taken apart. */
import { ApexDate, MILLISECONDS_PER_DAY } from './ApexDate.ts';
import { ApexTime } from './ApexTime.ts';
import { instantOfLocal, zoneOffset } from './zones.ts';

export class ApexDatetime {
    readonly milliseconds: number;

    constructor(milliseconds: number) {
        this.milliseconds = milliseconds;
    }

    /** Wall-clock parts in a zone; lenient as Apex. Month is 1-based. */
    static of(
        zone: string,
        year: number,
        month: number,
        day: number,
        hour: number,
        minute: number,
        second: number,
        millisecond = 0
    ): ApexDatetime {
        const local = ApexDate.of(year, month, day).milliseconds + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
        return new ApexDatetime(instantOfLocal(zone, local));
    }

    /** ISO 8601 with an offset or `Z` (`2026-01-01T10:00:00.000+0000`, `…Z`, `…+01:00`); null when it is not of that form. */
    static parseIso(text: string): ApexDatetime | null {
        const match = /^(\d{4}-\d{1,2}-\d{1,2})[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:(Z)|([+-])(\d{2}):?(\d{2}))?$/.exec(
            text
        );
        const day = match && ApexDate.parseIso(match[1]);
        if (!match || !day || Number(match[2]) > 23 || Number(match[3]) > 59 || Number(match[4] ?? 0) > 59) {
            return null;
        }
        const offset = match[7] ? (match[7] === '-' ? -1 : 1) * (Number(match[8]) * 60 + Number(match[9])) * 60_000 : 0;
        const milliseconds = Number((match[5] ?? '0').slice(0, 3).padEnd(3, '0'));
        return new ApexDatetime(
            day.milliseconds + ((Number(match[2]) * 60 + Number(match[3])) * 60 + Number(match[4] ?? 0)) * 1000 + milliseconds - offset
        );
    }

    /** Wall-clock milliseconds in a zone, as if they were GMT. */
    localMilliseconds(zone: string): number {
        return this.milliseconds + zoneOffset(zone, this.milliseconds);
    }

    dateIn(zone: string): ApexDate {
        return new ApexDate(Math.floor(this.localMilliseconds(zone) / MILLISECONDS_PER_DAY));
    }

    timeIn(zone: string): ApexTime {
        return new ApexTime(this.localMilliseconds(zone));
    }

    addMilliseconds(milliseconds: number): ApexDatetime {
        return new ApexDatetime(this.milliseconds + milliseconds);
    }

    /** `yyyy-MM-dd HH:mm:ss` in a zone. */
    textIn(zone: string): string {
        return `${this.dateIn(zone)} ${this.timeIn(zone).toString().slice(0, 8)}`;
    }

    /** `2026-01-01T10:00:00.000Z`, as JSON. */
    toIso(): string {
        return `${this.dateIn('GMT')}T${this.timeIn('GMT')}`;
    }

    /** In GMT, as debug output and string concatenation show it. */
    toString(): string {
        return this.textIn('GMT');
    }
}
