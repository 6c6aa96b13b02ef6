/** Between a field's value in Apex and its stored form. */
import type { FieldSchema } from '../../schema/model.ts';
import { ApexBlob } from '../../runtime/values/ApexBlob.ts';
import { ApexDate } from '../../runtime/values/ApexDate.ts';
import { ApexDatetime } from '../../runtime/values/ApexDatetime.ts';
import { ApexDouble } from '../../runtime/values/ApexDouble.ts';
import { ApexTime } from '../../runtime/values/ApexTime.ts';
import { Decimal } from '../../runtime/values/Decimal.ts';
import type { StoredValue } from '../ports.ts';

export type Decoder = (stored: StoredValue) => unknown;

const asIs: Decoder = (stored) => stored;
const toBoolean: Decoder = (stored) => stored === 1;
const toInteger: Decoder = (stored) => (stored === null ? null : Number(stored));
const toLong: Decoder = (stored) => (stored === null ? null : BigInt(Math.round(Number(stored))));
const toDouble: Decoder = (stored) => (stored === null ? null : new ApexDouble(Number(stored)));
const toDate: Decoder = (stored) => (stored === null ? null : ApexDate.parseIso(String(stored)));
const toDatetime: Decoder = (stored) => (stored === null ? null : new ApexDatetime(Date.parse(String(stored))));
const toTime: Decoder = (stored) => (stored === null ? null : ApexTime.parseIso(String(stored)));
const toBlob: Decoder = (stored) => (stored === null ? null : new ApexBlob(stored as Uint8Array));

const decoders = new WeakMap<FieldSchema, Decoder>();

/** Turns stored values of a field into Apex values. */
export function decoderOf(field: FieldSchema): Decoder {
    let decoder = decoders.get(field);
    if (!decoder) {
        decoder = makeDecoder(field);
        decoders.set(field, decoder);
    }
    return decoder;
}

function makeDecoder(field: FieldSchema): Decoder {
    switch (field.type) {
        case 'boolean':
            return toBoolean;
        case 'date':
            return toDate;
        case 'datetime':
            return toDatetime;
        case 'time':
            return toTime;
        case 'base64':
            return toBlob;
        case 'integer':
        case 'long':
        case 'double':
        case 'currency':
        case 'percent':
            return numberDecoder(field.apexType, field.scale);
        default:
            return asIs;
    }
}

function numberDecoder(apexType: string, scale: number | null): Decoder {
    switch (apexType) {
        case 'Integer':
            return toInteger;
        case 'Long':
            return toLong;
        case 'Double':
            return toDouble;
        default:
            return (stored) => (stored === null ? null : decimalOf(Number(stored), scale));
    }
}

/** A stored number as the Decimal of a field with `scale` places; null keeps the places that it has. */
export function decimalOf(value: number, scale: number | null): Decimal {
    if (scale === null) {
        return Number.isInteger(value) ? new Decimal(BigInt(value), 0) : Decimal.ofDouble(value);
    }
    const scaled = value * 10 ** scale;
    if (Math.abs(scaled - Math.round(scaled)) > Math.abs(scaled) * 1e-14 + 1e-9) {
        // More places than the field shows.
        return Decimal.ofDouble(value);
    }
    return Number.isSafeInteger(Math.round(scaled))
        ? new Decimal(BigInt(Math.round(scaled)), scale)
        : Decimal.ofDouble(value).setScale(scale, 'HALF_UP');
}

/** Whole seconds: the platform keeps no fractions of a second. */
export function storedDatetime(milliseconds: number): string {
    return new Date(Math.floor(milliseconds / 1000) * 1000).toISOString();
}

/** A number of any Apex type; null when the value is none. */
export function numberOf(value: unknown): number | null {
    if (typeof value === 'number') {
        return value;
    }
    if (typeof value === 'bigint') {
        return Number(value);
    }
    if (value instanceof Decimal) {
        return value.toNumber();
    }
    return value instanceof ApexDouble ? value.value : null;
}
