/**
 * Apex Decimal: an exact decimal number with a scale, as java.math.BigDecimal is. Immutable.
 * Division works with 34 significant digits, half even; sums and products are exact.
 */
import { ApexException } from './ApexException.ts';

export type RoundingModeName = 'UP' | 'DOWN' | 'CEILING' | 'FLOOR' | 'HALF_UP' | 'HALF_DOWN' | 'HALF_EVEN' | 'UNNECESSARY';

const DIVISION_PRECISION = 34;

const powers: bigint[] = [1n];

/** 10^n, cached. */
export function powerOfTen(n: number): bigint {
    for (let i = powers.length; i <= n; i++) {
        powers.push(powers[i - 1] * 10n);
    }
    return powers[n];
}

function absolute(value: bigint): bigint {
    return value < 0n ? -value : value;
}

function digitsOf(value: bigint): number {
    return absolute(value).toString().length;
}

/** numerator / denominator rounded to an integer; the denominator is positive. */
function divideRounded(numerator: bigint, denominator: bigint, mode: RoundingModeName): bigint {
    const quotient = numerator / denominator;
    const remainder = numerator % denominator;
    if (remainder === 0n) {
        return quotient;
    }
    const sign = numerator < 0n ? -1n : 1n;
    const twice = absolute(remainder) * 2n;
    let away: boolean;
    switch (mode) {
        case 'UP':
            away = true;
            break;
        case 'DOWN':
            away = false;
            break;
        case 'CEILING':
            away = sign > 0n;
            break;
        case 'FLOOR':
            away = sign < 0n;
            break;
        case 'HALF_UP':
            away = twice >= denominator;
            break;
        case 'HALF_DOWN':
            away = twice > denominator;
            break;
        case 'HALF_EVEN':
            away = twice > denominator || (twice === denominator && quotient % 2n !== 0n);
            break;
        case 'UNNECESSARY':
            throw ApexException.of('System.MathException', 'Rounding necessary');
    }
    return away ? quotient + sign : quotient;
}

export class Decimal {
    readonly unscaled: bigint;
    readonly scale: number;

    constructor(unscaled: bigint, scale: number) {
        this.unscaled = unscaled;
        this.scale = scale;
    }

    static readonly ZERO = new Decimal(0n, 0);

    static ofInteger(value: number): Decimal {
        return new Decimal(BigInt(value), 0);
    }

    static ofLong(value: bigint): Decimal {
        return new Decimal(value, 0);
    }

    /** As BigDecimal.valueOf(double): through the shortest text of the double, so 1.0 has scale 1. */
    static ofDouble(value: number): Decimal {
        if (!Number.isFinite(value)) {
            throw ApexException.of('System.MathException', 'Infinite or NaN');
        }
        const text = String(value);
        const parsed = Decimal.parse(text)!;
        return parsed.scale > 0 ? parsed : parsed.setScale(1, 'UNNECESSARY');
    }

    /** Null when the text is no number. Accepts a sign, a fraction and an exponent. */
    static parse(text: string): Decimal | null {
        const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
        if (!match || (match[2] === '' && (match[3] ?? '') === '')) {
            return null;
        }
        const fraction = match[3] ?? '';
        const magnitude = BigInt(match[2] + fraction);
        const scale = fraction.length - Number(match[4] ?? 0);
        const unscaled = match[1] === '-' ? -magnitude : magnitude;
        return scale < 0 ? new Decimal(unscaled * powerOfTen(-scale), 0) : new Decimal(unscaled, scale);
    }

    add(other: Decimal): Decimal {
        const scale = Math.max(this.scale, other.scale);
        return new Decimal(this.unscaledAt(scale) + other.unscaledAt(scale), scale);
    }

    subtract(other: Decimal): Decimal {
        const scale = Math.max(this.scale, other.scale);
        return new Decimal(this.unscaledAt(scale) - other.unscaledAt(scale), scale);
    }

    multiply(other: Decimal): Decimal {
        return new Decimal(this.unscaled * other.unscaled, this.scale + other.scale);
    }

    /** The `/` operator: 34 digits, half even, trailing zeros dropped down to the difference of the scales. */
    divide(other: Decimal): Decimal {
        if (other.unscaled === 0n) {
            throw ApexException.of('System.MathException', 'Divide by 0');
        }
        const preferred = Math.max(this.scale - other.scale, 0);
        if (this.unscaled === 0n) {
            return new Decimal(0n, preferred);
        }
        // Enough digits for 34 significant ones, whatever the lengths of both operands.
        const shift = Math.max(DIVISION_PRECISION + 2 + digitsOf(other.unscaled) - digitsOf(this.unscaled), 0);
        const negative = other.unscaled < 0n;
        const numerator = (negative ? -this.unscaled : this.unscaled) * powerOfTen(shift);
        const denominator = absolute(other.unscaled);
        const exact = numerator % denominator === 0n;
        let unscaled = numerator / denominator;
        let scale = this.scale - other.scale + shift;
        const surplus = digitsOf(unscaled) - DIVISION_PRECISION;
        if (surplus > 0) {
            // One sticky digit keeps a discarded remainder from looking like an exact half.
            const sticky = exact ? 0n : unscaled < 0n ? -1n : 1n;
            unscaled = divideRounded(unscaled * 10n + sticky, powerOfTen(surplus + 1), 'HALF_EVEN');
            scale -= surplus;
        }
        if (scale < 0) {
            unscaled *= powerOfTen(-scale);
            scale = 0;
        }
        return new Decimal(unscaled, scale).stripZerosTo(preferred);
    }

    /** Decimal.divide(divisor, scale, mode). */
    divideToScale(other: Decimal, scale: number, mode: RoundingModeName): Decimal {
        if (other.unscaled === 0n) {
            throw ApexException.of('System.MathException', 'Divide by 0');
        }
        const shift = scale - this.scale + other.scale;
        let numerator = this.unscaled;
        let denominator = other.unscaled;
        if (shift >= 0) {
            numerator *= powerOfTen(shift);
        } else {
            denominator *= powerOfTen(-shift);
        }
        if (denominator < 0n) {
            numerator = -numerator;
            denominator = -denominator;
        }
        return new Decimal(divideRounded(numerator, denominator, mode), scale);
    }

    /** Truncating remainder, as Math.mod. */
    remainder(other: Decimal): Decimal {
        if (other.unscaled === 0n) {
            throw ApexException.of('System.MathException', 'Divide by 0');
        }
        const scale = Math.max(this.scale, other.scale);
        return new Decimal(this.unscaledAt(scale) % other.unscaledAt(scale), scale);
    }

    negate(): Decimal {
        return new Decimal(-this.unscaled, this.scale);
    }

    abs(): Decimal {
        return this.unscaled < 0n ? this.negate() : this;
    }

    setScale(scale: number, mode: RoundingModeName): Decimal {
        if (scale === this.scale) {
            return this;
        }
        if (scale > this.scale) {
            return new Decimal(this.unscaledAt(scale), scale);
        }
        const rounded = divideRounded(this.unscaled, powerOfTen(this.scale - scale), mode);
        return scale < 0 ? new Decimal(rounded * powerOfTen(-scale), 0) : new Decimal(rounded, scale);
    }

    /** BigDecimal.pow: exact, exponent not negative. */
    pow(exponent: number): Decimal {
        return new Decimal(this.unscaled ** BigInt(exponent), this.scale * exponent);
    }

    compare(other: Decimal): -1 | 0 | 1 {
        const scale = Math.max(this.scale, other.scale);
        const mine = this.unscaledAt(scale);
        const its = other.unscaledAt(scale);
        return mine < its ? -1 : mine > its ? 1 : 0;
    }

    /** Digits of the unscaled value. */
    precision(): number {
        return digitsOf(this.unscaled);
    }

    stripTrailingZeros(): Decimal {
        return this.stripZerosTo(0);
    }

    private stripZerosTo(smallest: number): Decimal {
        let { unscaled, scale } = this;
        while (scale > smallest && unscaled % 10n === 0n) {
            unscaled /= 10n;
            scale--;
        }
        return scale === this.scale ? this : new Decimal(unscaled, scale);
    }

    /** Integer part as a 64-bit Long, wrapping. */
    toLong(): bigint {
        return BigInt.asIntN(64, this.unscaled / powerOfTen(this.scale));
    }

    /** Integer part as a 32-bit Integer, wrapping. */
    toInteger(): number {
        return Number(BigInt.asIntN(32, this.unscaled / powerOfTen(this.scale)));
    }

    toNumber(): number {
        return Number(this.toPlainString());
    }

    private unscaledAt(scale: number): bigint {
        return scale === this.scale ? this.unscaled : this.unscaled * powerOfTen(scale - this.scale);
    }

    toPlainString(): string {
        const digits = absolute(this.unscaled).toString();
        const sign = this.unscaled < 0n ? '-' : '';
        if (this.scale === 0) {
            return sign + digits;
        }
        const padded = digits.padStart(this.scale + 1, '0');
        return `${sign}${padded.slice(0, -this.scale)}.${padded.slice(-this.scale)}`;
    }

    /** As BigDecimal.toString: scientific below 10^-6. */
    toString(): string {
        const digits = absolute(this.unscaled).toString();
        const exponent = digits.length - 1 - this.scale;
        if (exponent >= -6) {
            return this.toPlainString();
        }
        const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
        return `${this.unscaled < 0n ? '-' : ''}${digits[0]}${fraction}E${exponent}`;
    }
}
