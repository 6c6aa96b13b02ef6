/** System.Date */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { ApexDate, daysInMonth, isLeapYear } from '../../runtime/values/ApexDate.ts';
import { ApexDatetime } from '../../runtime/values/ApexDatetime.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { textOf } from '../../runtime/values/text.ts';
import { userLocale, userZone } from '../support/user.ts';
import { localDate, parseLocalDate } from '../text/dateFormat.ts';

function invalid(value: unknown): ApexException {
    return ApexException.of('System.TypeException', `Invalid date: ${textOf(value)}`);
}

/** `yyyy-MM-dd`, a time after it is ignored. */
function parse(text: string | null): ApexDate {
    const date = ApexDate.parseIso(argument(text).trim().split(/[ T]/)[0]);
    if (!date) {
        throw invalid(text);
    }
    return date;
}

/** 0 = Sunday. Where the locale does not tell, weeks begin on Sunday. */
function firstDayOfWeek(locale: string): number {
    const info = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?(): { firstDay: number }; weekInfo?: { firstDay: number } };
    return (info.getWeekInfo?.() ?? info.weekInfo)?.firstDay ?? 7;
}

export default library('System.Date', {
    'Date addDays(Integer days)': (_rt, self: ApexDate, days: number) => self.addDays(argument(days)),
    'Date addMonths(Integer months)': (_rt, self: ApexDate, months: number) => self.addMonths(argument(months)),
    'Date addYears(Integer years)': (_rt, self: ApexDate, years: number) => self.addMonths(argument(years) * 12),
    'Integer day()': (_rt, self: ApexDate) => self.day,
    'Integer month()': (_rt, self: ApexDate) => self.month,
    'Integer year()': (_rt, self: ApexDate) => self.year,
    'Integer dayOfYear()': (_rt, self: ApexDate) => self.epochDay - ApexDate.of(self.year, 1, 1).epochDay + 1,
    'Integer daysBetween(Date other)': (_rt, self: ApexDate, other: ApexDate) => argument(other).epochDay - self.epochDay,
    'Integer monthsBetween(Date other)': (_rt, self: ApexDate, other: ApexDate) =>
        (argument(other).year - self.year) * 12 + other.month - self.month,
    'Boolean isSameDay(Date other)': (_rt, self: ApexDate, other: ApexDate) => self.epochDay === argument(other).epochDay,
    'String format()': (rt, self: ApexDate) => localDate(self.milliseconds, userLocale(rt)),
    'Date toStartOfMonth()': (_rt, self: ApexDate) => self.addDays(1 - self.day),
    'Date toStartOfWeek()': (rt, self: ApexDate) => self.addDays(-((self.dayOfWeek - firstDayOfWeek(userLocale(rt)) + 7) % 7)),
    'static Integer daysInMonth(Integer year, Integer month)': (_rt, year: number, month: number) =>
        daysInMonth(argument(year), argument(month)),
    'static Boolean isLeapYear(Integer year)': (_rt, year: number) => isLeapYear(argument(year)),
    'static Date newInstance(Integer year, Integer month, Integer day)': (_rt, year: number, month: number, day: number) =>
        ApexDate.of(argument(year), argument(month), argument(day)),
    'static Date parse(String text)': (rt, text: string | null) => {
        const date = parseLocalDate(argument(text), userLocale(rt));
        if (!date) {
            throw invalid(text);
        }
        return date;
    },
    'static Date today()': (rt) => new ApexDatetime(rt.tx.now()).dateIn(userZone(rt)),
    'static Date valueOf(Object value)': (rt, value: unknown) => {
        if (value === null || value instanceof ApexDate) {
            return value;
        }
        if (value instanceof ApexDatetime) {
            return value.dateIn(userZone(rt));
        }
        if (typeof value === 'string') {
            return parse(value);
        }
        throw invalid(value);
    },
    'static Date valueOf(String text)': (_rt, text: string | null) => parse(text)
});
