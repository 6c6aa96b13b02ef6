/** Order of List.sort(): nulls first, then by kind of value; Comparables decide themselves; records field by field. */
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { compareNumbers, isNumber } from '../../runtime/operators.ts';
import { ApexDate } from '../../runtime/values/ApexDate.ts';
import { ApexDatetime } from '../../runtime/values/ApexDatetime.ts';
import { ApexEnum } from '../../runtime/values/ApexEnum.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { ApexTime } from '../../runtime/values/ApexTime.ts';
import { SObject } from '../../runtime/values/SObject.ts';
import { isInstance, runtimeType } from '../../runtime/values/typeText.ts';
import { textOf } from '../../runtime/values/text.ts';

export function compareForSort(rt: OrgRuntime, a: unknown, b: unknown): number {
    if (a === null || b === null) {
        return a === b ? 0 : a === null ? -1 : 1;
    }
    if (typeof a === 'string' && typeof b === 'string') {
        return a < b ? -1 : a > b ? 1 : 0;
    }
    if (isNumber(a) && isNumber(b)) {
        return compareNumbers(a, b);
    }
    if (isMoment(a) && isMoment(b)) {
        return a.milliseconds - b.milliseconds;
    }
    if (typeof a === 'boolean' && typeof b === 'boolean') {
        return Number(a) - Number(b);
    }
    if (a instanceof ApexEnum && b instanceof ApexEnum) {
        return a.ordinal - b.ordinal;
    }
    if (a instanceof SObject && b instanceof SObject) {
        return compareRecords(rt, a, b);
    }
    if (typeof a === 'object' && isInstance(a, 'System.Comparable')) {
        const order = rt.callInterface(a, 'System.Comparable.compareTo(Object)', [b]);
        if (order === null) {
            throw ApexException.of('System.NullPointerException', 'Attempt to de-reference a null object');
        }
        return order as number;
    }
    throw ApexException.of('System.ListException', `One or more of the items in this list is not Comparable: ${runtimeType(a)}`);
}

function isMoment(value: unknown): value is ApexDate | ApexDatetime | ApexTime {
    return value instanceof ApexDate || value instanceof ApexDatetime || value instanceof ApexTime;
}

/** Documented order: by object label, the Name field, then the other standard fields and custom fields alphabetically. */
function compareRecords(rt: OrgRuntime, a: SObject, b: SObject): number {
    const label = (record: SObject) => record.schema?.label ?? record.type;
    const byLabel = label(a) < label(b) ? -1 : label(a) > label(b) ? 1 : 0;
    if (byLabel !== 0) {
        return byLabel;
    }
    const names = [...new Set([...a.values.keys(), ...b.values.keys()])].filter((name) => name !== 'name');
    const standard = names.filter((name) => !name.endsWith('__c')).sort();
    const custom = names.filter((name) => name.endsWith('__c')).sort();
    for (const name of ['name', ...standard, ...custom]) {
        const [x, y] = [a.values.get(name) ?? null, b.values.get(name) ?? null];
        if (typeof x === 'object' && x !== null && !isMoment(x) && !isNumber(x)) {
            continue;
        }
        const order =
            typeof x === typeof y || x === null || y === null || isNumber(x) ? compareForSort(rt, x, y) : textOf(x) < textOf(y) ? -1 : 1;
        if (order !== 0) {
            return order;
        }
    }
    return 0;
}
