/** Values as they come back from where they were kept serialized: equal, and no longer the same objects. */
import { ApexList } from '../../runtime/values/ApexList.ts';
import { ApexMap } from '../../runtime/values/ApexMap.ts';
import { ApexObject } from '../../runtime/values/ApexObject.ts';
import { ApexSet } from '../../runtime/values/ApexSet.ts';
import { SObject } from '../../runtime/values/SObject.ts';

/** A deep copy; what cannot change is shared. */
export function copyValue(value: unknown, known = new Map<object, unknown>()): unknown {
    if (typeof value !== 'object' || value === null) {
        return value;
    }
    if (known.has(value)) {
        return known.get(value);
    }
    const keep = <T>(copy: T): T => {
        known.set(value, copy);
        return copy;
    };
    if (value instanceof ApexList) {
        const list = keep(new ApexList(value.type));
        value.items.forEach((item) => list.add(copyValue(item, known)));
        return list;
    }
    if (value instanceof ApexSet) {
        const set = keep(new ApexSet(value.type));
        for (const item of value) {
            set.add(copyValue(item, known));
        }
        return set;
    }
    if (value instanceof ApexMap) {
        const map = keep(new ApexMap(value.keyType, value.valueType));
        for (const [key, item] of value.entries()) {
            map.put(copyValue(key, known), copyValue(item, known));
        }
        return map;
    }
    if (value instanceof SObject) {
        const record = keep(new SObject(value.schema ?? value.type, value.queried && new Set(value.queried)));
        record.names = value.names;
        for (const [name, item] of value.values) {
            record.values.set(name, copyValue(item, known));
        }
        return record;
    }
    if (value instanceof ApexObject) {
        const copy = keep(Object.create(Object.getPrototypeOf(value) as object) as Record<string, unknown>);
        for (const [name, item] of Object.entries(value)) {
            copy[name] = copyValue(item, known);
        }
        return copy;
    }
    return value;
}
