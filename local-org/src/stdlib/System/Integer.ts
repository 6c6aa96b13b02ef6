/** System.Integer */
import { library } from '../../runtime/library.ts';
import { Decimal } from '../../runtime/values/Decimal.ts';
import { formatNumber, parseInteger } from '../support/numbers.ts';
import { userLocale } from '../support/user.ts';

export default library('System.Integer', {
    'String format()': (rt, self: number) => formatNumber(Decimal.ofInteger(self), userLocale(rt)),
    'static Integer valueOf(Object value)': (_rt, value: unknown) => (value === null ? null : parseInteger(value)),
    'static Integer valueOf(String value)': (_rt, value: string | null) => parseInteger(value)
});
