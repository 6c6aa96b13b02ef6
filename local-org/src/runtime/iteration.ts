import { nn } from './operators.ts';
import { ApexList } from './values/ApexList.ts';
import { ApexSet } from './values/ApexSet.ts';

/**
 * The elements of an Apex `for` loop; while it runs a list or set must not change its size. Code below API 62.0 may
 * change a set, and all code the map over whose keys it goes: the loop goes over what was there when it began.
 */
export function* eachOf(collection: ApexList | ApexSet, setMayChange = false): Generator<unknown> {
    if (collection instanceof ApexSet && (setMayChange || collection.isView)) {
        yield* [...collection.values()];
        return;
    }
    collection.beginIteration();
    try {
        if (collection instanceof ApexList) {
            for (let index = 0; index < collection.items.length; index++) {
                yield collection.items[index];
            }
        } else {
            yield* collection.values();
        }
    } finally {
        collection.endIteration();
    }
}

export function isCollection(value: unknown): value is ApexList | ApexSet {
    return value instanceof ApexList || value instanceof ApexSet;
}

/** Over an Apex Iterator. */
export function* eachOfIterator(iterator: unknown, call: (target: unknown, key: string) => unknown): Generator<unknown> {
    nn(iterator);
    while (call(iterator, 'System.Iterator.hasNext()') === true) {
        yield call(iterator, 'System.Iterator.next()');
    }
}
