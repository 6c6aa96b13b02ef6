/** System.Double */
import { library } from '../../runtime/library.ts';
import { toInteger, toLong } from '../../runtime/operators.ts';
import type { ApexDouble } from '../../runtime/values/ApexDouble.ts';
import { Decimal } from '../../runtime/values/Decimal.ts';
import { formatNumber, parseDouble } from '../support/numbers.ts';
import { userLocale } from '../support/user.ts';

export default library('System.Double', {
    'String format()': (rt, self: ApexDouble) => formatNumber(Decimal.ofDouble(self.value), userLocale(rt)),
    'Integer intValue()': (_rt, self: ApexDouble) => toInteger(self),
    'Long longValue()': (_rt, self: ApexDouble) => toLong(self),
    'Long round()': (_rt, self: ApexDouble) => Decimal.ofDouble(self.value).setScale(0, 'HALF_EVEN').toLong(),
    'static Double valueOf(Object value)': (_rt, value: unknown) => (value === null ? null : parseDouble(value)),
    'static Double valueOf(String value)': (_rt, value: string | null) => parseDouble(value)
});
