/** Apex Double: boxed, so that a run-time check can tell 1.0 from the Integer 1. Immutable. */
export class ApexDouble {
    readonly value: number;

    constructor(value: number) {
        this.value = value;
    }

    /** As Java prints a double: `1.0`, `1.0E7`, `1.0E-4`. */
    toString(): string {
        return doubleText(this.value);
    }
}

export function doubleText(value: number): string {
    if (!Number.isFinite(value)) {
        return String(value);
    }
    if (Object.is(value, -0)) {
        return '-0.0';
    }
    const magnitude = Math.abs(value);
    if (magnitude === 0 || (magnitude >= 1e-3 && magnitude < 1e7)) {
        return Number.isInteger(value) ? `${value}.0` : String(value);
    }
    const [mantissa, exponent] = value.toExponential().split('e');
    return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
}
