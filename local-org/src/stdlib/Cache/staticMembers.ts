/** What Cache.Org and Cache.Session can do: the same for keys that name their partition, or mean the default one. */
import type { LibraryBody } from '../../runtime/library.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { ApexDouble } from '../../runtime/values/ApexDouble.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import type { ApexType } from '../support/ApexType.ts';
import { addressOf, defaultPartition, hasSession, maximumTimeToLive, partitionOf } from '../support/platformCache.ts';
import type { CacheKind } from '../support/platformCache.ts';

export function staticMembers(kind: CacheKind): Record<string, LibraryBody> {
    const at = (rt: OrgRuntime, key: string | null): ReturnType<typeof addressOf> => {
        needsSession(rt, kind);
        return addressOf(rt, kind, key);
    };
    const put = (rt: OrgRuntime, fullKey: string | null, value: unknown, timeToLive?: number | null): void => {
        const { partition, key } = at(rt, fullKey);
        partition.put(rt, key, value, timeToLive);
    };
    return {
        'static get Integer MAX_TTL_SECS': () => maximumTimeToLive(kind),
        'static Boolean contains(String key)': (rt, fullKey: string | null) => {
            const { partition, key } = at(rt, fullKey);
            return partition.contains(rt, key);
        },
        'static Object get(String key)': (rt, fullKey: string | null) => {
            const { partition, key } = at(rt, fullKey);
            return partition.get(rt, key);
        },
        'static Object get(Type builder, String key)': (rt, builder: ApexType | null, fullKey: string | null) => {
            const { partition, key } = at(rt, fullKey);
            return partition.load(rt, builder, key);
        },
        'static Double getCapacity()': (rt) => {
            needsSession(rt, kind);
            return new ApexDouble(defaultPartition(rt, kind).used(rt));
        },
        'static Set<String> getKeys()': (rt) => {
            needsSession(rt, kind);
            return defaultPartition(rt, kind).keys(rt);
        },
        'static String getName()': (rt) => defaultPartition(rt, kind).name,
        'static Long getNumKeys()': (rt) => {
            needsSession(rt, kind);
            return BigInt(defaultPartition(rt, kind).keys(rt).size);
        },
        [`static Cache.${kind}Partition getPartition(String name)`]: (rt, name: string | null) => {
            needsSession(rt, kind);
            return partitionOf(rt, kind, name);
        },
        'static void put(String key, Object value)': (rt, key: string | null, value: unknown) => put(rt, key, value),
        'static void put(String key, Object value, Cache.Visibility visibility)': (rt, key: string | null, value: unknown) =>
            put(rt, key, value),
        'static void put(String key, Object value, Integer timeToLive)': (
            rt,
            key: string | null,
            value: unknown,
            timeToLive: number | null
        ) => put(rt, key, value, timeToLive),
        'static void put(String key, Object value, Integer timeToLive, Cache.Visibility visibility, Boolean immutable)': (
            rt,
            key: string | null,
            value: unknown,
            timeToLive: number | null
        ) => put(rt, key, value, timeToLive),
        'static Boolean remove(String key)': (rt, fullKey: string | null) => {
            const { partition, key } = at(rt, fullKey);
            return partition.remove(rt, key);
        },
        'static Boolean remove(Type builder, String key)': (rt, builder: ApexType | null, fullKey: string | null) => {
            const { partition, key } = at(rt, fullKey);
            return partition.remove(rt, key, builder);
        }
    };
}

function needsSession(rt: OrgRuntime, kind: CacheKind): void {
    if (kind === 'Session' && !hasSession(rt)) {
        throw ApexException.of('Cache.Session.SessionCacheNoSessionException', 'Session cache is not available: there is no session');
    }
}
