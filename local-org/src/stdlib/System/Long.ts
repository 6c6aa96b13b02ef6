/** System.Long */
import { library } from '../../runtime/library.ts';
import { toInteger } from '../../runtime/operators.ts';
import { Decimal } from '../../runtime/values/Decimal.ts';
import { formatNumber, parseLong } from '../support/numbers.ts';
import { userLocale } from '../support/user.ts';

export default library('System.Long', {
    'String format()': (rt, self: bigint) => formatNumber(Decimal.ofLong(self), userLocale(rt)),
    'Integer intValue()': (_rt, self: bigint) => toInteger(self),
    'static Long valueOf(String value)': (_rt, value: string | null) => parseLong(value)
});
