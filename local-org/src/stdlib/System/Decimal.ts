/** System.Decimal */
import { library } from '../../runtime/library.ts';
import { argument, decimalToDouble } from '../../runtime/operators.ts';
import type { ApexDouble } from '../../runtime/values/ApexDouble.ts';
import type { ApexEnum } from '../../runtime/values/ApexEnum.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import type { Decimal } from '../../runtime/values/Decimal.ts';
import type { RoundingModeName } from '../../runtime/values/Decimal.ts';
import { formatNumber, parseDecimal } from '../support/numbers.ts';
import { userLocale } from '../support/user.ts';

const MAXIMUM_SCALE = 33;

function modeOf(mode: ApexEnum | null): RoundingModeName {
    return argument(mode).name as RoundingModeName;
}

function checkedScale(scale: number | null): number {
    const value = argument(scale);
    if (value < -MAXIMUM_SCALE || value > MAXIMUM_SCALE) {
        throw ApexException.of('System.MathException', `Scale must be between -${MAXIMUM_SCALE} and ${MAXIMUM_SCALE}`);
    }
    return value;
}

export default library('System.Decimal', {
    'Decimal abs()': (_rt, self: Decimal) => self.abs(),
    'Decimal divide(Decimal divisor, Integer scale)': (_rt, self: Decimal, divisor: Decimal, scale: number) =>
        self.divideToScale(argument(divisor), checkedScale(scale), 'HALF_EVEN'),
    'Decimal divide(Decimal divisor, Integer scale, RoundingMode mode)': (
        _rt,
        self: Decimal,
        divisor: Decimal,
        scale: number,
        mode: ApexEnum
    ) => self.divideToScale(argument(divisor), checkedScale(scale), modeOf(mode)),
    'Double doubleValue()': (_rt, self: Decimal) => decimalToDouble(self),
    'String format()': (rt, self: Decimal) => formatNumber(self, userLocale(rt)),
    'Integer intValue()': (_rt, self: Decimal) => self.toInteger(),
    'Long longValue()': (_rt, self: Decimal) => self.toLong(),
    'Decimal pow(Integer exponent)': (_rt, self: Decimal, exponent: number) => {
        if (argument(exponent) < 0 || exponent > 32767) {
            throw ApexException.of('System.MathException', `Invalid exponent: ${exponent}`);
        }
        return self.pow(exponent);
    },
    'Integer precision()': (_rt, self: Decimal) => self.precision(),
    'Long round()': (_rt, self: Decimal) => self.setScale(0, 'HALF_EVEN').toLong(),
    'Long round(RoundingMode mode)': (_rt, self: Decimal, mode: ApexEnum) => self.setScale(0, modeOf(mode)).toLong(),
    'Integer scale()': (_rt, self: Decimal) => self.scale,
    'Decimal setScale(Integer scale)': (_rt, self: Decimal, scale: number) => self.setScale(checkedScale(scale), 'HALF_EVEN'),
    'Decimal setScale(Integer scale, RoundingMode mode)': (_rt, self: Decimal, scale: number, mode: ApexEnum) =>
        self.setScale(checkedScale(scale), modeOf(mode)),
    'Decimal stripTrailingZeros()': (_rt, self: Decimal) => self.stripTrailingZeros(),
    'String toPlainString()': (_rt, self: Decimal) => self.toPlainString(),
    'static Decimal valueOf(Double value)': (_rt, value: ApexDouble | null) => parseDecimal(value),
    'static Decimal valueOf(Long value)': (_rt, value: bigint | null) => parseDecimal(value),
    'static Decimal valueOf(String value)': (_rt, value: string | null) => parseDecimal(value)
});
