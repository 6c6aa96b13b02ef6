/** Entry criteria of approval processes: fields of the record compared with texts. */
import type { StoredRow, StoredValue } from '../../data/ports.ts';
import type { SObjectSchema } from '../../schema/model.ts';
import { fieldOf } from '../../schema/model.ts';
import { UnsupportedError } from '../../runtime/errors.ts';
import type { Criteria, CriteriaItem } from './ApprovalRegistry.ts';

/** @throws UnsupportedError for formulas and fields of other objects */
export function meets(criteria: Criteria | null, object: SObjectSchema, record: StoredRow): boolean {
    if (criteria === null) {
        return true;
    }
    if (criteria.formula !== null) {
        throw new UnsupportedError(`entry criteria by formula: ${criteria.formula}`);
    }
    const results = criteria.items.map((item) => itemHolds(item, object, record));
    return criteria.booleanFilter ? combined(criteria.booleanFilter, results) : results.every(Boolean);
}

function itemHolds(item: CriteriaItem, object: SObjectSchema, record: StoredRow): boolean {
    const field = fieldOf(object, item.field);
    if (!field) {
        throw new UnsupportedError(`entry criteria on ${object.name}.${item.field}`);
    }
    const value = record[field.name] ?? null;
    const wanted = item.value.split(',').map((each) => each.trim());
    const matches = (test: (value: StoredValue, wanted: string) => boolean): boolean => wanted.some((each) => test(value, each));
    const numeric = typeof value === 'number' && field.type !== 'boolean';
    const equal = (left: StoredValue, right: string): boolean => {
        if (left === null) {
            return right === '';
        }
        return field.type === 'boolean'
            ? (left === 1) === (right.toLowerCase() === 'true')
            : numeric
              ? left === Number(right)
              : textOf(left) === right.toLowerCase();
    };
    const compare = (test: (difference: number) => boolean): boolean =>
        value !== null &&
        matches((left, right) => test(numeric ? Number(left) - Number(right) : textOf(left).localeCompare(right.toLowerCase())));
    switch (item.operation) {
        case 'equals':
            return matches(equal);
        case 'notEqual':
            return !matches(equal);
        case 'greaterThan':
            return compare((difference) => difference > 0);
        case 'greaterOrEqual':
            return compare((difference) => difference >= 0);
        case 'lessThan':
            return compare((difference) => difference < 0);
        case 'lessOrEqual':
            return compare((difference) => difference <= 0);
        case 'contains':
            return matches((left, right) => textOf(left).includes(right.toLowerCase()));
        case 'notContain':
            return !matches((left, right) => textOf(left).includes(right.toLowerCase()));
        case 'startsWith':
            return matches((left, right) => textOf(left).startsWith(right.toLowerCase()));
        default:
            throw new UnsupportedError(`entry criteria operation ${item.operation}`);
    }
}

function textOf(value: StoredValue): string {
    return value === null ? '' : String(value).toLowerCase();
}

/** `1 AND (2 OR NOT 3)` */
function combined(filter: string, results: readonly boolean[]): boolean {
    const tokens = filter.toUpperCase().match(/\d+|AND|OR|NOT|[()]/g) ?? [];
    let at = 0;
    const or = (): boolean => {
        let value = and();
        while (tokens[at] === 'OR') {
            at++;
            const right = and();
            value = value || right;
        }
        return value;
    };
    const and = (): boolean => {
        let value = term();
        while (tokens[at] === 'AND') {
            at++;
            const right = term();
            value = value && right;
        }
        return value;
    };
    const term = (): boolean => {
        const token = tokens[at++];
        if (token === 'NOT') {
            return !term();
        }
        if (token === '(') {
            const value = or();
            at++;
            return value;
        }
        return results[Number(token) - 1] ?? false;
    };
    return or();
}
