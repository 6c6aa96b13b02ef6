/** What Cache.Partition and its two subclasses can do. */
import { argument } from '../../runtime/operators.ts';
import type { LibraryBody } from '../../runtime/library.ts';
import { ApexDouble } from '../../runtime/values/ApexDouble.ts';
import type { ApexSet } from '../../runtime/values/ApexSet.ts';
import type { ApexType } from '../support/ApexType.ts';
import type { CachePartition } from '../support/platformCache.ts';

export const PARTITION_MEMBERS: Record<string, LibraryBody> = {
    'Boolean contains(String key)': (rt, self: CachePartition, key: string | null) => self.contains(rt, key),
    'Map<String,Boolean> contains(Set<String> keys)': (rt, self: CachePartition, keys: ApexSet | null) =>
        self.each(argument(keys), 'Boolean', (key) => self.contains(rt, key)),
    'Object get(String key)': (rt, self: CachePartition, key: string | null) => self.get(rt, key),
    'Object get(Type builder, String key)': (rt, self: CachePartition, builder: ApexType | null, key: string | null) =>
        self.load(rt, builder, key),
    'Map<String,Object> get(Set<String> keys)': (rt, self: CachePartition, keys: ApexSet | null) =>
        self.each(argument(keys), 'Object', (key) => self.get(rt, key)),
    'Double getCapacity()': (rt, self: CachePartition) => new ApexDouble(self.used(rt)),
    'Set<String> getKeys()': (rt, self: CachePartition) => self.keys(rt),
    'String getName()': (_rt, self: CachePartition) => self.name,
    'Long getNumKeys()': (rt, self: CachePartition) => BigInt(self.keys(rt).size),
    'Boolean isAvailable()': () => true,
    'void put(String key, Object value)': (rt, self: CachePartition, key: string | null, value: unknown) => self.put(rt, key, value),
    'void put(String key, Object value, Cache.Visibility visibility)': (rt, self: CachePartition, key: string | null, value: unknown) =>
        self.put(rt, key, value),
    'void put(String key, Object value, Integer timeToLive)': (
        rt,
        self: CachePartition,
        key: string | null,
        value: unknown,
        timeToLive: number | null
    ) => self.put(rt, key, value, timeToLive),
    'void put(String key, Object value, Integer timeToLive, Cache.Visibility visibility, Boolean immutable)': (
        rt,
        self: CachePartition,
        key: string | null,
        value: unknown,
        timeToLive: number | null
    ) => self.put(rt, key, value, timeToLive),
    'Boolean remove(String key)': (rt, self: CachePartition, key: string | null) => self.remove(rt, key),
    'Boolean remove(Type builder, String key)': (rt, self: CachePartition, builder: ApexType | null, key: string | null) =>
        self.remove(rt, key, builder)
};
