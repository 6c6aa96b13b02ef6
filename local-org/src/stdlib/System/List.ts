/** System.List */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import type { ApexSet } from '../../runtime/values/ApexSet.ts';
import { equals, hashCode } from '../../runtime/values/equality.ts';
import { SObject } from '../../runtime/values/SObject.ts';
import { textOf } from '../../runtime/values/text.ts';
import { ApexIterator } from '../support/ApexIterator.ts';
import { compareForSort } from '../support/sort.ts';

function deepClone(self: ApexList, preserveId = false, preserveTimestamps = false, preserveAutonumber = false): ApexList {
    const copies = self.items.map((item) =>
        item instanceof SObject ? item.clone(preserveId, true, preserveTimestamps, preserveAutonumber) : item
    );
    return new ApexList(self.type, copies);
}

function sort(self: ApexList, order: (a: unknown, b: unknown) => number): void {
    self.items = [...self.items]
        .map((item) => ({ item }))
        .sort((a, b) => order(a.item, b.item))
        .map(({ item }) => item);
}

export default library('System.List', {
    'new()': () => new ApexList('Object'),
    'void add(T element)': (_rt, self: ApexList, element: unknown) => self.add(element),
    'void add(Integer index, T element)': (_rt, self: ApexList, index: number, element: unknown) => self.insert(index, element),
    'void addAll(List<T> elements)': (_rt, self: ApexList, elements: ApexList) => self.addAll(argument(elements)),
    'void addAll(Set<T> elements)': (_rt, self: ApexList, elements: ApexSet) => self.addAll(argument(elements)),
    'void clear()': (_rt, self: ApexList) => self.clear(),
    'List<T> clone()': (_rt, self: ApexList) => new ApexList(self.type, [...self.items]),
    'Boolean contains(T element)': (_rt, self: ApexList, element: unknown) => self.items.some((item) => equals(item, element)),
    'List<T> deepClone()': (_rt, self: ApexList) => deepClone(self),
    'List<T> deepClone(Boolean preserveId)': (_rt, self: ApexList, preserveId: boolean) => deepClone(self, argument(preserveId)),
    'List<T> deepClone(Boolean preserveId, Boolean preserveTimestamps)': (_rt, self: ApexList, preserveId: boolean, timestamps: boolean) =>
        deepClone(self, argument(preserveId), argument(timestamps)),
    'List<T> deepClone(Boolean preserveId, Boolean preserveTimestamps, Boolean preserveAutonumber)': (
        _rt,
        self: ApexList,
        preserveId: boolean,
        timestamps: boolean,
        autonumber: boolean
    ) => deepClone(self, argument(preserveId), argument(timestamps), argument(autonumber)),
    'Boolean equals(List<T> other)': (_rt, self: ApexList, other: ApexList) => equals(self, other),
    'T get(Integer index)': (_rt, self: ApexList, index: number) => self.get(index),
    'Schema.SObjectType getSObjectType()': (rt, self: ApexList) => (self.type === 'SObject' ? null : rt.objectToken(self.type)),
    'Integer hashCode()': (_rt, self: ApexList) => hashCode(self),
    'Integer indexOf(T element)': (_rt, self: ApexList, element: unknown) => self.items.findIndex((item) => equals(item, element)),
    'Boolean isEmpty()': (_rt, self: ApexList) => self.items.length === 0,
    'Iterator<T> iterator()': (_rt, self: ApexList) => new ApexIterator(self.type, self.items),
    'T remove(Integer index)': (_rt, self: ApexList, index: number) => self.removeAt(index),
    'void set(Integer index, T element)': (_rt, self: ApexList, index: number, element: unknown) => self.set(index, element),
    'Integer size()': (_rt, self: ApexList) => self.items.length,
    'void sort()': (rt, self: ApexList) => sort(self, (a, b) => compareForSort(rt, a, b)),
    'void sort(Comparator<T> comparator)': (rt, self: ApexList, comparator: unknown) => {
        const by = argument(comparator);
        sort(self, (a, b) => {
            const order = rt.callInterface(by, 'System.Comparator.compare(T,T)', [a, b]) as number | null;
            if (order === null) {
                throw ApexException.of('System.NullPointerException', 'Attempt to de-reference a null object');
            }
            return order;
        });
    },
    'String toString()': (_rt, self: ApexList) => textOf(self)
});
