/** System.Datetime. Parts without Gmt in their name are of the running user's time zone. */
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { ApexDate } from '../../runtime/values/ApexDate.ts';
import { ApexDatetime } from '../../runtime/values/ApexDatetime.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import type { ApexTime } from '../../runtime/values/ApexTime.ts';
import { textOf } from '../../runtime/values/text.ts';
import { instantOfLocal } from '../../runtime/values/zones.ts';
import { userLocale, userZone } from '../support/user.ts';
import { formatPattern, localDatetime, parseLocalDatetime } from '../text/dateFormat.ts';

function invalid(value: unknown): ApexException {
    return ApexException.of('System.TypeException', `Invalid date/time: ${textOf(value)}`);
}

/** `yyyy-MM-dd HH:mm:ss` as a wall clock of `zone`; what follows, even a zone of its own, is not looked at. */
function parse(text: string | null, zone: string): ApexDatetime {
    const match = /^\s*(\d{4}-\d{1,2}-\d{1,2}[ T]\d{1,2}:\d{2}:\d{2}(?:\.\d+)?)/.exec(argument(text));
    const local = match && ApexDatetime.parseIso(match[1]);
    if (!local) {
        throw invalid(text);
    }
    return new ApexDatetime(instantOfLocal(zone, local.milliseconds));
}

/** Months by the calendar in GMT, keeping the time of day. */
function addMonths(self: ApexDatetime, months: number): ApexDatetime {
    const date = self.dateIn('GMT');
    return new ApexDatetime(self.milliseconds - date.milliseconds + date.addMonths(months).milliseconds);
}

function dayOfYear(date: ApexDate): number {
    return date.epochDay - ApexDate.of(date.year, 1, 1).epochDay + 1;
}

function parts(zone: string, year: number, month: number, day: number, hour = 0, minute = 0, second = 0): ApexDatetime {
    return ApexDatetime.of(zone, argument(year), argument(month), argument(day), argument(hour), argument(minute), argument(second));
}

function joined(zone: string, date: ApexDate, time: ApexTime): ApexDatetime {
    return new ApexDatetime(instantOfLocal(zone, argument(date).milliseconds + argument(time).milliseconds));
}

const localDay = (rt: OrgRuntime, self: ApexDatetime): ApexDate => self.dateIn(userZone(rt));
const localTime = (rt: OrgRuntime, self: ApexDatetime): ApexTime => self.timeIn(userZone(rt));

export default library('System.Datetime', {
    'Datetime addDays(Integer days)': (_rt, self: ApexDatetime, days: number) => self.addMilliseconds(argument(days) * 86_400_000),
    'Datetime addHours(Integer hours)': (_rt, self: ApexDatetime, hours: number) => self.addMilliseconds(argument(hours) * 3_600_000),
    'Datetime addMinutes(Integer minutes)': (_rt, self: ApexDatetime, minutes: number) => self.addMilliseconds(argument(minutes) * 60_000),
    'Datetime addSeconds(Integer seconds)': (_rt, self: ApexDatetime, seconds: number) => self.addMilliseconds(argument(seconds) * 1000),
    'Datetime addMonths(Integer months)': (_rt, self: ApexDatetime, months: number) => addMonths(self, argument(months)),
    'Datetime addYears(Integer years)': (_rt, self: ApexDatetime, years: number) => addMonths(self, argument(years) * 12),
    'Date date()': localDay,
    'Date dateGmt()': (_rt, self: ApexDatetime) => self.dateIn('GMT'),
    'Time time()': localTime,
    'Time timeGmt()': (_rt, self: ApexDatetime) => self.timeIn('GMT'),
    'Integer year()': (rt, self: ApexDatetime) => localDay(rt, self).year,
    'Integer yearGmt()': (_rt, self: ApexDatetime) => self.dateIn('GMT').year,
    'Integer month()': (rt, self: ApexDatetime) => localDay(rt, self).month,
    'Integer monthGmt()': (_rt, self: ApexDatetime) => self.dateIn('GMT').month,
    'Integer day()': (rt, self: ApexDatetime) => localDay(rt, self).day,
    'Integer dayGmt()': (_rt, self: ApexDatetime) => self.dateIn('GMT').day,
    'Integer dayOfYear()': (rt, self: ApexDatetime) => dayOfYear(localDay(rt, self)),
    'Integer dayOfYearGmt()': (_rt, self: ApexDatetime) => dayOfYear(self.dateIn('GMT')),
    'Integer hour()': (rt, self: ApexDatetime) => localTime(rt, self).hour,
    'Integer hourGmt()': (_rt, self: ApexDatetime) => self.timeIn('GMT').hour,
    'Integer minute()': (rt, self: ApexDatetime) => localTime(rt, self).minute,
    'Integer minuteGmt()': (_rt, self: ApexDatetime) => self.timeIn('GMT').minute,
    'Integer second()': (rt, self: ApexDatetime) => localTime(rt, self).second,
    'Integer secondGmt()': (_rt, self: ApexDatetime) => self.timeIn('GMT').second,
    'Integer millisecond()': (rt, self: ApexDatetime) => localTime(rt, self).millisecond,
    'Integer millisecondGmt()': (_rt, self: ApexDatetime) => self.timeIn('GMT').millisecond,
    'Long getTime()': (_rt, self: ApexDatetime) => BigInt(self.milliseconds),
    'Boolean isSameDay(Datetime other)': (rt, self: ApexDatetime, other: ApexDatetime) =>
        localDay(rt, self).epochDay === localDay(rt, argument(other)).epochDay,
    'String format()': (rt, self: ApexDatetime) => localDatetime(self.milliseconds, userLocale(rt), userZone(rt), false),
    'String format(String pattern)': (rt, self: ApexDatetime, pattern: string) =>
        formatPattern(self.milliseconds, argument(pattern), userZone(rt)),
    'String format(String pattern, String zone)': (_rt, self: ApexDatetime, pattern: string, zone: string) =>
        formatPattern(self.milliseconds, argument(pattern), argument(zone)),
    'String formatGmt(String pattern)': (_rt, self: ApexDatetime, pattern: string) =>
        formatPattern(self.milliseconds, argument(pattern), 'GMT'),
    'String formatLong()': (rt, self: ApexDatetime) => localDatetime(self.milliseconds, userLocale(rt), userZone(rt), true),
    'static Datetime newInstance(Long milliseconds)': (_rt, milliseconds: bigint) => new ApexDatetime(Number(argument(milliseconds))),
    'static Datetime newInstance(Date date, Time time)': (rt, date: ApexDate, time: ApexTime) => joined(userZone(rt), date, time),
    'static Datetime newInstance(Integer year, Integer month, Integer day)': (rt, year: number, month: number, day: number) =>
        parts(userZone(rt), year, month, day),
    'static Datetime newInstance(Integer year, Integer month, Integer day, Integer hour, Integer minute, Integer second)': (
        rt,
        ...args: [number, number, number, number, number, number]
    ) => parts(userZone(rt), ...args),
    'static Datetime newInstanceGmt(Date date, Time time)': (_rt, date: ApexDate, time: ApexTime) => joined('GMT', date, time),
    'static Datetime newInstanceGmt(Integer year, Integer month, Integer day)': (_rt, year: number, month: number, day: number) =>
        parts('GMT', year, month, day),
    'static Datetime newInstanceGmt(Integer year, Integer month, Integer day, Integer hour, Integer minute, Integer second)': (
        _rt,
        ...args: [number, number, number, number, number, number]
    ) => parts('GMT', ...args),
    'static Datetime now()': (rt) => new ApexDatetime(rt.tx.now()),
    'static Datetime parse(String text)': (rt, text: string | null) => {
        const local = parseLocalDatetime(argument(text), userLocale(rt));
        if (local === null) {
            throw invalid(text);
        }
        return new ApexDatetime(instantOfLocal(userZone(rt), local));
    },
    'static Datetime valueOf(Object value)': (rt, value: unknown) => {
        if (value === null || value instanceof ApexDatetime) {
            return value;
        }
        if (value instanceof ApexDate) {
            return new ApexDatetime(instantOfLocal(userZone(rt), value.milliseconds));
        }
        if (typeof value === 'string') {
            return parse(value, userZone(rt));
        }
        // A Long is milliseconds since 1970, as getTime() gives them.
        if (typeof value === 'bigint') {
            return new ApexDatetime(Number(value));
        }
        throw invalid(value);
    },
    'static Datetime valueOf(String text)': (rt, text: string | null) => parse(text, userZone(rt)),
    'static Datetime valueOfGmt(String text)': (_rt, text: string | null) => parse(text, 'GMT')
});
