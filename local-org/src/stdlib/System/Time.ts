/** System.Time */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { ApexTime } from '../../runtime/values/ApexTime.ts';

function later(self: ApexTime, amount: number | null, unit: number): ApexTime {
    return new ApexTime(self.milliseconds + argument(amount) * unit);
}

export default library('System.Time', {
    'Time addHours(Integer hours)': (_rt, self: ApexTime, hours: number) => later(self, hours, 3_600_000),
    'Time addMinutes(Integer minutes)': (_rt, self: ApexTime, minutes: number) => later(self, minutes, 60_000),
    'Time addSeconds(Integer seconds)': (_rt, self: ApexTime, seconds: number) => later(self, seconds, 1000),
    'Time addMilliseconds(Integer milliseconds)': (_rt, self: ApexTime, milliseconds: number) => later(self, milliseconds, 1),
    'Integer hour()': (_rt, self: ApexTime) => self.hour,
    'Integer minute()': (_rt, self: ApexTime) => self.minute,
    'Integer second()': (_rt, self: ApexTime) => self.second,
    'Integer millisecond()': (_rt, self: ApexTime) => self.millisecond,
    'static Time newInstance(Integer hour, Integer minute, Integer second, Integer millisecond)': (
        _rt,
        hour: number,
        minute: number,
        second: number,
        millisecond: number
    ) => ApexTime.of(argument(hour), argument(minute), argument(second), argument(millisecond))
});
