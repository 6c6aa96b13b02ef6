/** System.Math. Decimal overloads of the transcendental functions go through Double, as Apex's do. */
import { library } from '../../runtime/library.ts';
import type { LibraryBody } from '../../runtime/library.ts';
import { argument, toInteger } from '../../runtime/operators.ts';
import { ApexDouble } from '../../runtime/values/ApexDouble.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { Decimal } from '../../runtime/values/Decimal.ts';

type Real = Decimal | ApexDouble;

/** Both overloads of a function of one real number. */
function both(name: string, fn: (x: number) => number): Record<string, LibraryBody> {
    return {
        [`static Decimal ${name}(Decimal x)`]: (_rt, x: Decimal) => Decimal.ofDouble(fn(argument(x).toNumber())),
        [`static Double ${name}(Double x)`]: (_rt, x: ApexDouble) => new ApexDouble(fn(argument(x).value))
    };
}

/** Halves go to the even neighbour. */
function rint(x: number): number {
    const floor = Math.floor(x);
    return x - floor < 0.5 || (x - floor === 0.5 && floor % 2 === 0) ? floor : floor + 1;
}

function toPlain(x: Real): Decimal {
    return x instanceof Decimal ? x : Decimal.ofDouble(x.value);
}

function mod<T extends number | bigint>(a: T | null, b: T | null): T {
    const divisor = argument(b);
    if (divisor == 0) {
        throw ApexException.of('System.MathException', 'Divide by 0');
    }
    const remainder = ((argument(a) as number) % (divisor as number)) as T;
    return (typeof remainder === 'number' ? remainder | 0 : remainder) as T;
}

function largerDecimal(a: Decimal, b: Decimal): Decimal {
    return a.compare(b) >= 0 ? a : b;
}

function smallerDecimal(a: Decimal, b: Decimal): Decimal {
    return a.compare(b) <= 0 ? a : b;
}

export default library('System.Math', {
    'static get Double PI': () => new ApexDouble(Math.PI),
    'static get Double E': () => new ApexDouble(Math.E),
    ...both('acos', Math.acos),
    ...both('asin', Math.asin),
    ...both('atan', Math.atan),
    ...both('cbrt', Math.cbrt),
    ...both('cos', Math.cos),
    ...both('cosh', Math.cosh),
    ...both('exp', Math.exp),
    ...both('log', Math.log),
    ...both('log10', Math.log10),
    ...both('sin', Math.sin),
    ...both('sinh', Math.sinh),
    ...both('sqrt', Math.sqrt),
    ...both('tan', Math.tan),
    ...both('tanh', Math.tanh),
    'static Decimal atan2(Decimal x, Decimal y)': (_rt, x: Decimal, y: Decimal) =>
        Decimal.ofDouble(Math.atan2(argument(x).toNumber(), argument(y).toNumber())),
    'static Double atan2(Double x, Double y)': (_rt, x: ApexDouble, y: ApexDouble) =>
        new ApexDouble(Math.atan2(argument(x).value, argument(y).value)),
    'static Decimal abs(Decimal x)': (_rt, x: Decimal) => argument(x).abs(),
    'static Double abs(Double x)': (_rt, x: ApexDouble) => new ApexDouble(Math.abs(argument(x).value)),
    'static Integer abs(Integer x)': (_rt, x: number) => Math.abs(argument(x)) | 0,
    'static Long abs(Long x)': (_rt, x: bigint) => BigInt.asIntN(64, argument(x) < 0n ? -x : x),
    'static Decimal ceil(Decimal x)': (_rt, x: Decimal) => argument(x).setScale(0, 'CEILING'),
    'static Double ceil(Double x)': (_rt, x: ApexDouble) => new ApexDouble(Math.ceil(argument(x).value)),
    'static Decimal floor(Decimal x)': (_rt, x: Decimal) => argument(x).setScale(0, 'FLOOR'),
    'static Double floor(Double x)': (_rt, x: ApexDouble) => new ApexDouble(Math.floor(argument(x).value)),
    'static Decimal rint(Decimal x)': (_rt, x: Decimal) => argument(x).setScale(0, 'HALF_EVEN'),
    'static Double rint(Double x)': (_rt, x: ApexDouble) => new ApexDouble(rint(argument(x).value)),
    'static Integer round(Decimal x)': (_rt, x: Decimal) => argument(x).setScale(0, 'HALF_EVEN').toInteger(),
    'static Integer round(Double x)': (_rt, x: ApexDouble) => toInteger(new ApexDouble(rint(argument(x).value))),
    'static Long roundToLong(Decimal x)': (_rt, x: Decimal) => argument(x).setScale(0, 'HALF_EVEN').toLong(),
    'static Long roundToLong(Double x)': (_rt, x: ApexDouble) => toPlain(argument(x)).setScale(0, 'HALF_EVEN').toLong(),
    'static Decimal signum(Decimal x)': (_rt, x: Decimal) => Decimal.ofInteger(argument(x).compare(Decimal.ZERO)),
    'static Double signum(Double x)': (_rt, x: ApexDouble) => new ApexDouble(Math.sign(argument(x).value)),
    'static Double pow(Double x, Double exponent)': (_rt, x: ApexDouble, exponent: ApexDouble) =>
        new ApexDouble(argument(x).value ** argument(exponent).value),
    'static Double random()': () => new ApexDouble(Math.random()),
    'static Integer mod(Integer a, Integer b)': (_rt, a: number, b: number) => mod(a, b),
    'static Long mod(Long a, Long b)': (_rt, a: bigint, b: bigint) => mod(a, b),
    'static Decimal max(Decimal a, Decimal b)': (_rt, a: Decimal, b: Decimal) => largerDecimal(argument(a), argument(b)),
    'static Decimal max(Decimal a, Double b)': (_rt, a: Decimal, b: ApexDouble) => largerDecimal(argument(a), toPlain(argument(b))),
    'static Double max(Double a, Double b)': (_rt, a: ApexDouble, b: ApexDouble) =>
        new ApexDouble(Math.max(argument(a).value, argument(b).value)),
    'static Integer max(Integer a, Integer b)': (_rt, a: number, b: number) => Math.max(argument(a), argument(b)),
    'static Long max(Long a, Long b)': (_rt, a: bigint, b: bigint) => (argument(a) > argument(b) ? a : b),
    'static Decimal min(Decimal a, Decimal b)': (_rt, a: Decimal, b: Decimal) => smallerDecimal(argument(a), argument(b)),
    'static Decimal min(Decimal a, Double b)': (_rt, a: Decimal, b: ApexDouble) => smallerDecimal(argument(a), toPlain(argument(b))),
    'static Double min(Double a, Double b)': (_rt, a: ApexDouble, b: ApexDouble) =>
        new ApexDouble(Math.min(argument(a).value, argument(b).value)),
    'static Integer min(Integer a, Integer b)': (_rt, a: number, b: number) => Math.min(argument(a), argument(b)),
    'static Long min(Long a, Long b)': (_rt, a: bigint, b: bigint) => (argument(a) < argument(b) ? a : b)
});
