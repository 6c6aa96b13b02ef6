/** System.Set */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import type { ApexList } from '../../runtime/values/ApexList.ts';
import { ApexSet } from '../../runtime/values/ApexSet.ts';
import { equals, hashCode } from '../../runtime/values/equality.ts';
import { textOf } from '../../runtime/values/text.ts';
import { ApexIterator } from '../support/ApexIterator.ts';

type Elements = ApexList | ApexSet;

function addAll(self: ApexSet, elements: Elements | null): boolean {
    let changed = false;
    for (const element of [...argument(elements)]) {
        changed = self.add(element) || changed;
    }
    return changed;
}

function containsAll(self: ApexSet, elements: Elements | null): boolean {
    return [...argument(elements)].every((element) => self.has(element));
}

function removeAll(self: ApexSet, elements: Elements | null): boolean {
    let changed = false;
    for (const element of [...argument(elements)]) {
        changed = self.remove(element) || changed;
    }
    return changed;
}

function retainAll(self: ApexSet, elements: Elements | null): boolean {
    const kept = new ApexSet(self.type, argument(elements));
    return removeAll(
        self,
        new ApexSet(
            self.type,
            [...self].filter((element) => !kept.has(element))
        )
    );
}

export default library('System.Set', {
    'Boolean add(T element)': (_rt, self: ApexSet, element: unknown) => self.add(element),
    'Boolean addAll(List<T> elements)': (_rt, self: ApexSet, elements: Elements) => addAll(self, elements),
    'Boolean addAll(Set<T> elements)': (_rt, self: ApexSet, elements: Elements) => addAll(self, elements),
    'void clear()': (_rt, self: ApexSet) => self.clear(),
    'Set<T> clone()': (_rt, self: ApexSet) => new ApexSet(self.type, self),
    'Boolean contains(T element)': (_rt, self: ApexSet, element: unknown) => self.has(element),
    'Boolean containsAll(List<T> elements)': (_rt, self: ApexSet, elements: Elements) => containsAll(self, elements),
    'Boolean containsAll(Set<T> elements)': (_rt, self: ApexSet, elements: Elements) => containsAll(self, elements),
    'Boolean equals(Set<T> other)': (_rt, self: ApexSet, other: ApexSet) => equals(self, other),
    'Integer hashCode()': (_rt, self: ApexSet) => hashCode(self),
    'Boolean isEmpty()': (_rt, self: ApexSet) => self.size === 0,
    'Iterator<T> iterator()': (_rt, self: ApexSet) => new ApexIterator(self.type, [...self]),
    'Boolean remove(T element)': (_rt, self: ApexSet, element: unknown) => self.remove(element),
    'Boolean removeAll(List<T> elements)': (_rt, self: ApexSet, elements: Elements) => removeAll(self, elements),
    'Boolean removeAll(Set<T> elements)': (_rt, self: ApexSet, elements: Elements) => removeAll(self, elements),
    'Boolean retainAll(List<T> elements)': (_rt, self: ApexSet, elements: Elements) => retainAll(self, elements),
    'Boolean retainAll(Set<T> elements)': (_rt, self: ApexSet, elements: Elements) => retainAll(self, elements),
    'Integer size()': (_rt, self: ApexSet) => self.size,
    'String toString()': (_rt, self: ApexSet) => textOf(self)
});
