/** The platform's own checks of field values, run after the before-triggers. */
import type { DmlOptions } from '../../runtime/ports.ts';
import type { FieldSchema, SObjectSchema } from '../../schema/model.ts';
import type { StoredValue } from '../ports.ts';
import type { Pending } from './Pending.ts';
import { badEmail, badPicklistValue, outOfRange, requiredMissing, tooLong } from './rowErrors.ts';

interface Checks {
    required: FieldSchema[];
    byName: Map<string, FieldSchema>;
}

const checks = new WeakMap<SObjectSchema, Checks>();

function checksOf(object: SObjectSchema): Checks {
    let found = checks.get(object);
    if (!found) {
        const fields = [...object.fields.values()];
        found = {
            required: fields.filter((field) => field.requiredOnCreate && field.type !== 'boolean' && !field.autoNumber),
            byName: new Map(fields.map((field) => [field.name, field]))
        };
        checks.set(object, found);
    }
    return found;
}

/** Required fields, lengths, number ranges, restricted picklists, e-mail addresses. Normalises what the platform normalises. */
export function validateRows(object: SObjectSchema, rows: readonly Pending[], options: DmlOptions): void {
    const { required, byName } = checksOf(object);
    for (const row of rows) {
        const missing = required.filter(
            (field) => (row.before === null || row.given.has(field.name)) && (row.after![field.name] ?? null) === null
        );
        if (missing.length > 0) {
            row.fail(requiredMissing(missing.map((field) => field.name)));
        }
        for (const name of row.given) {
            const field = byName.get(name);
            const value = row.after![name] ?? null;
            if (field && value !== null) {
                validateValue(field, value, row, options);
            }
        }
    }
}

function validateValue(field: FieldSchema, value: StoredValue, row: Pending, options: DmlOptions): void {
    if (typeof value === 'string') {
        validateText(field, value, row, options);
    } else if (typeof value === 'number' && field.type !== 'boolean') {
        validateNumber(field, value, row);
    }
}

const PLAUSIBLE_EMAIL = /^[^\s@<>()[\],;:"]+@[^\s@]+\.[^\s@.]+$/;

function validateText(field: FieldSchema, value: string, row: Pending, options: DmlOptions): void {
    switch (field.type) {
        case 'picklist':
        case 'multipicklist':
            validatePicklist(field, value, row);
            return;
        case 'email':
            if (!PLAUSIBLE_EMAIL.test(value)) {
                row.fail(badEmail(field, value));
                return;
            }
            break;
        case 'reference':
        case 'id':
        case 'date':
        case 'datetime':
        case 'time':
            return;
    }
    if (field.length !== null && value.length > field.length) {
        if (options.allowFieldTruncation) {
            row.after![field.name] = value.slice(0, field.length);
        } else {
            row.fail(tooLong(field, value));
        }
    }
}

function validatePicklist(field: FieldSchema, value: string, row: Pending): void {
    if (!field.restrictedPicklist) {
        return;
    }
    const parts = field.type === 'multipicklist' ? value.split(';') : [value];
    const canonical: string[] = [];
    for (const part of parts) {
        const known = field.picklistValues.find((each) => each.isActive && each.value.toLowerCase() === part.toLowerCase());
        if (!known) {
            row.fail(badPicklistValue(field, part));
            return;
        }
        canonical.push(known.value);
    }
    row.after![field.name] = canonical.join(';');
}

/** Rounds to the field's places, half up, and checks the digits before the point. */
function validateNumber(field: FieldSchema, value: number, row: Pending): void {
    if (field.type === 'integer') {
        if (Math.abs(value) > 2_147_483_647) {
            row.fail(outOfRange(field, value));
        }
        return;
    }
    const scale = field.scale ?? 0;
    if (field.precision !== null && Math.abs(value) >= 10 ** (field.precision - scale)) {
        row.fail(outOfRange(field, value));
    } else if (field.scale !== null && scale < 15 && field.type !== 'currency') {
        // Amounts keep their fractions whatever the field shows: fflib's tests rely on 12345.67 in Account.AnnualRevenue.
        const factor = 10 ** scale;
        const rounded = (Math.sign(value) * Math.round(Number((Math.abs(value) * factor).toPrecision(15)))) / factor;
        row.after![field.name] = rounded;
    }
}
