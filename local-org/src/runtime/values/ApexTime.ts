/** Apex Time: milliseconds since midnight, 0 to 86,399,999. Immutable. */
import { MILLISECONDS_PER_DAY } from './ApexDate.ts';

export class ApexTime {
    readonly milliseconds: number;

    constructor(milliseconds: number) {
        this.milliseconds = ((milliseconds % MILLISECONDS_PER_DAY) + MILLISECONDS_PER_DAY) % MILLISECONDS_PER_DAY;
    }

    static of(hour: number, minute: number, second: number, millisecond: number): ApexTime {
        return new ApexTime(((hour * 60 + minute) * 60 + second) * 1000 + millisecond);
    }

    /** `13:45:00.000Z`, seconds, fraction and zone optional; null when it is not of that form. */
    static parseIso(text: string): ApexTime | null {
        const match = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?Z?$/.exec(text);
        if (!match || Number(match[1]) > 23 || Number(match[2]) > 59 || Number(match[3] ?? 0) > 59) {
            return null;
        }
        return ApexTime.of(Number(match[1]), Number(match[2]), Number(match[3] ?? 0), Number((match[4] ?? '0').padEnd(3, '0')));
    }

    get hour(): number {
        return Math.floor(this.milliseconds / 3_600_000);
    }

    get minute(): number {
        return Math.floor(this.milliseconds / 60_000) % 60;
    }

    get second(): number {
        return Math.floor(this.milliseconds / 1000) % 60;
    }

    get millisecond(): number {
        return this.milliseconds % 1000;
    }

    /** `HH:mm:ss.SSSZ`. */
    toString(): string {
        const two = (value: number) => String(value).padStart(2, '0');
        return `${two(this.hour)}:${two(this.minute)}:${two(this.second)}.${String(this.millisecond).padStart(3, '0')}Z`;
    }
}
