/** System.Map */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import type { ApexList } from '../../runtime/values/ApexList.ts';
import { ApexList as List } from '../../runtime/values/ApexList.ts';
import { ApexMap } from '../../runtime/values/ApexMap.ts';
import { equals, hashCode } from '../../runtime/values/equality.ts';
import { SObject } from '../../runtime/values/SObject.ts';
import { textOf } from '../../runtime/values/text.ts';

export default library('System.Map', {
    'void clear()': (_rt, self: ApexMap) => self.clear(),
    'Map<K,V> clone()': (_rt, self: ApexMap) => new ApexMap(self.keyType, self.valueType, self.entries()),
    'Boolean containsKey(K key)': (_rt, self: ApexMap, key: unknown) => self.has(key),
    'Map<K,V> deepClone()': (_rt, self: ApexMap) => {
        const copy = new ApexMap(self.keyType, self.valueType);
        for (const [key, value] of self.entries()) {
            copy.put(key, value instanceof SObject ? value.clone(true, true, true, true) : value);
        }
        return copy;
    },
    'Boolean equals(Map<K,V> other)': (_rt, self: ApexMap, other: ApexMap) => equals(self, other),
    'V get(K key)': (_rt, self: ApexMap, key: unknown) => self.get(key),
    'Schema.SObjectType getSObjectType()': (rt, self: ApexMap) => (self.valueType === 'SObject' ? null : rt.objectToken(self.valueType)),
    'Integer hashCode()': (_rt, self: ApexMap) => hashCode(self),
    'Boolean isEmpty()': (_rt, self: ApexMap) => self.size === 0,
    'Set<K> keySet()': (_rt, self: ApexMap) => self.keySet(),
    'V put(K key, V value)': (_rt, self: ApexMap, key: unknown, value: unknown) => self.put(key, value),
    'void putAll(List<SObject> records)': (_rt, self: ApexMap, records: ApexList) => {
        // Unlike the constructor it takes records without an Id: they share the key null. Source: apex-rollup's tests.
        for (const record of argument(records).items as SObject[]) {
            self.put(record.id, record);
        }
    },
    'void putAll(Map<K,V> other)': (_rt, self: ApexMap, other: ApexMap) => {
        for (const [key, value] of [...argument(other).entries()]) {
            self.put(key, value);
        }
    },
    'V remove(K key)': (_rt, self: ApexMap, key: unknown) => self.remove(key),
    'Integer size()': (_rt, self: ApexMap) => self.size,
    'String toString()': (_rt, self: ApexMap) => textOf(self),
    'List<V> values()': (_rt, self: ApexMap) => new List(self.valueType, [...self.values()])
});
