/** System.TimeZone */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import type { ApexDatetime } from '../../runtime/values/ApexDatetime.ts';
import { isKnownZone, zoneName, zoneOffset } from '../../runtime/values/zones.ts';
import { TimeZone } from '../support/TimeZone.ts';
import { formatPattern } from '../text/dateFormat.ts';

export default library('System.TimeZone', {
    'String getDisplayName()': (rt, self: TimeZone) =>
        `(GMT${formatPattern(rt.tx.now(), 'XXX', self.id).replace('Z', '+00:00')}) ${zoneName(self.id, rt.tx.now(), 'long')} (${self.id})`,
    'String getID()': (_rt, self: TimeZone) => self.id,
    'Integer getOffset(Datetime instant)': (_rt, self: TimeZone, instant: ApexDatetime) =>
        zoneOffset(self.id, argument(instant).milliseconds),
    // As Java: what is not known is GMT.
    'static TimeZone getTimeZone(String id)': (_rt, id: string) => new TimeZone(isKnownZone(argument(id)) ? id : 'GMT'),
    'String toString()': (_rt, self: TimeZone) => self.id
});
