/**
 * Platform Cache: what Cache.Org and Cache.Session keep. Values are copies; an entry ends with its time to live; what a
 * transaction put is gone when the transaction fails; a test begins with an empty cache.
 * Source: Apex Reference Guide, Cache namespace.
 */
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import type { Transaction } from '../../runtime/Transaction.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { ApexMap } from '../../runtime/values/ApexMap.ts';
import { ApexSet } from '../../runtime/values/ApexSet.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';
import { textOf } from '../../runtime/values/text.ts';
import { systemRows } from '../Internal/systemRows.ts';
import { newInstanceOf } from './ApexType.ts';
import type { ApexType } from './ApexType.ts';
import { copyValue } from './copyValue.ts';
import { testState } from './testState.ts';

export type CacheKind = 'Org' | 'Session';

interface Entry {
    value: unknown;
    expires: number;
    /** Who put it: others see it once this has been committed. */
    writer: Transaction;
    /** What stood here before, for when the writer fails. */
    before: Entry | null;
    removed: boolean;
}

/** Seconds; the least is five minutes. */
const TIME_TO_LIVE: Record<CacheKind, { initial: number; maximum: number }> = {
    Org: { initial: 86_400, maximum: 172_800 },
    Session: { initial: 28_800, maximum: 28_800 }
};
const LEAST_TIME_TO_LIVE = 300;
const LONGEST_KEY = 50;
const LARGEST_ITEM = 102_400;
const BUILDER = 'Cache.CacheBuilder.doLoad(String)';
const CACHE_TYPES: Record<CacheKind, string> = { Org: 'Organization', Session: 'Session' };
const FAILURES: Record<CacheKind, string> = { Org: 'Cache.Org.OrgCacheException', Session: 'Cache.Session.SessionCacheException' };

const kept = new WeakMap<OrgRuntime, Map<string, Map<string, Entry>>>();
const TEST_CACHE = Symbol('platform cache');

export function maximumTimeToLive(kind: CacheKind): number {
    return TIME_TO_LIVE[kind].maximum;
}

/** Session cache belongs to a session: asynchronous Apex has none. */
export function hasSession(rt: OrgRuntime): boolean {
    return rt.tx.asyncJobId === null;
}

/** Throws Cache.Org.OrgCacheException (or Session's) when the org has no such partition. */
export function partitionOf(rt: OrgRuntime, kind: CacheKind, name: string | null): CachePartition {
    if (name === null || name === '') {
        throw invalid('Partition name cannot be null or empty');
    }
    const own = /^(?:local\.)?(\w+)$/i.exec(name)?.[1];
    const found = own && partitions(rt).find((each) => each.toLowerCase() === own.toLowerCase());
    if (!found) {
        throw ApexException.of(FAILURES[kind], `Invalid partition: ${name}`);
    }
    return new CachePartition(kind, `local.${found}`);
}

/** The partition and bare key of `key` (default partition) or `local.partition.key`. */
export function addressOf(rt: OrgRuntime, kind: CacheKind, key: string | null): { partition: CachePartition; key: string | null } {
    const dot = key?.lastIndexOf('.') ?? -1;
    if (key === null || dot < 0) {
        return { partition: defaultPartition(rt, kind), key };
    }
    return { partition: partitionOf(rt, kind, key.slice(0, dot)), key: key.slice(dot + 1) };
}

export function defaultPartition(rt: OrgRuntime, kind: CacheKind): CachePartition {
    const schema = rt.schema.object('PlatformCachePartition');
    const row = schema && systemRows(rt, schema).find((each) => each.get('isdefaultpartition') === true);
    if (!row) {
        throw ApexException.of(FAILURES[kind], 'There is no default partition');
    }
    return new CachePartition(kind, `local.${String(row.get('developername'))}`);
}

function partitions(rt: OrgRuntime): string[] {
    const schema = rt.schema.object('PlatformCachePartition');
    return schema ? systemRows(rt, schema).map((row) => String(row.get('developername'))) : [];
}

/** Cache.OrgPartition, Cache.SessionPartition */
export class CachePartition extends LibraryObject {
    readonly kind: CacheKind;
    readonly apexType: string;
    /** `local.default` */
    readonly name: string;

    constructor(kind: CacheKind, name: string) {
        super();
        this.kind = kind;
        this.apexType = `Cache.${kind}Partition`;
        this.name = name;
    }

    override get superTypes(): readonly string[] {
        return ['Cache.Partition'];
    }

    contains(rt: OrgRuntime, key: string | null): boolean {
        return this.#current(rt, checkedKey(key)) !== null;
    }

    get(rt: OrgRuntime, key: string | null): unknown {
        return copyValue(this.#current(rt, checkedKey(key))?.value ?? null);
    }

    /** On a miss the builder loads the value, which is kept from then on. */
    load(rt: OrgRuntime, builder: ApexType | null, key: string | null): unknown {
        const known = this.#current(rt, checkedKey(key, builder));
        if (known) {
            return copyValue(known.value);
        }
        const instance = builder && rt.is(newInstanceOf(rt, builder), 'Cache.CacheBuilder') ? newInstanceOf(rt, builder) : null;
        if (!instance) {
            throw ApexException.of('Cache.InvalidCacheBuilderException', `Invalid cache builder: ${builder?.name ?? null}`);
        }
        const value = rt.callInterface(instance, BUILDER, [key]);
        if (value !== null) {
            this.#write(rt, checkedKey(key, builder), value, TIME_TO_LIVE[this.kind].initial);
        }
        return value;
    }

    put(rt: OrgRuntime, key: string | null, value: unknown, timeToLive: number | null = TIME_TO_LIVE[this.kind].initial): void {
        const name = checkedKey(key);
        if (value === null || timeToLive === null) {
            throw invalid(value === null ? 'Value cannot be null' : 'Time to live cannot be null');
        }
        if (timeToLive < LEAST_TIME_TO_LIVE || timeToLive > TIME_TO_LIVE[this.kind].maximum) {
            throw invalid(`Time to live must be between ${LEAST_TIME_TO_LIVE} and ${TIME_TO_LIVE[this.kind].maximum} seconds`);
        }
        if (sizeOf(value) > LARGEST_ITEM) {
            throw ApexException.of(
                'Cache.ItemSizeLimitExceededException',
                `Item exceeds the maximum size of ${LARGEST_ITEM} bytes: ${key}`
            );
        }
        this.#write(rt, name, value, timeToLive);
    }

    /** Was it there? */
    remove(rt: OrgRuntime, key: string | null, builder: ApexType | null = null): boolean {
        const name = checkedKey(key, builder);
        const known = this.#current(rt, name);
        if (known) {
            const before = known.writer === rt.tx ? known.before : known;
            this.#entries(rt).set(name, { value: null, expires: Infinity, writer: rt.tx, before, removed: true });
        }
        return known !== null;
    }

    keys(rt: OrgRuntime): ApexSet {
        return new ApexSet(
            'String',
            [...this.#entries(rt).keys()].filter((key) => this.#current(rt, key) !== null)
        );
    }

    /** How many of a hundred parts of the allocated space are used. */
    used(rt: OrgRuntime): number {
        const partition = rt.schema.object('PlatformCachePartition');
        const types = rt.schema.object('PlatformCachePartitionType');
        if (!partition || !types) {
            return 0;
        }
        const [row] = systemRows(rt, partition, { DeveloperName: this.name.slice('local.'.length) });
        const type =
            row &&
            systemRows(rt, types, { PlatformCachePartitionId: row.id! }).find((each) => each.get('cachetype') === CACHE_TYPES[this.kind]);
        const megabytes = Number(type?.get('allocatedcapacity') ?? 0);
        const bytes = [...this.keys(rt)].reduce<number>((sum, key) => sum + sizeOf(this.#current(rt, key as string)!.value), 0);
        return megabytes === 0 ? 0 : (bytes / (megabytes * 1_048_576)) * 100;
    }

    each<T>(keys: ApexSet, valueType: string, read: (key: string) => T): ApexMap {
        return new ApexMap(
            'String',
            valueType,
            [...keys].map((key) => [key, read(key as string)] as const)
        );
    }

    #write(rt: OrgRuntime, key: string, value: unknown, timeToLive: number): void {
        const entries = this.#entries(rt);
        const known = entries.get(key) ?? null;
        const before = known?.writer === rt.tx ? known.before : known;
        entries.set(key, { value: copyValue(value), expires: rt.tx.now() + timeToLive * 1000, writer: rt.tx, before, removed: false });
    }

    #current(rt: OrgRuntime, key: string): Entry | null {
        const entries = this.#entries(rt);
        let entry = entries.get(key) ?? null;
        while (entry && !isVisible(rt, entry)) {
            entry = entry.before;
        }
        return entry && !entry.removed && entry.expires > rt.tx.now() ? entry : null;
    }

    #entries(rt: OrgRuntime): Map<string, Entry> {
        const all = cacheOf(rt);
        const owner = this.kind === 'Session' ? `${this.name}|${rt.tx.userId}` : this.name;
        const place = `${this.kind}|${owner}`;
        let entries = all.get(place);
        if (!entries) {
            entries = new Map();
            all.set(place, entries);
        }
        return entries;
    }
}

function isVisible(rt: OrgRuntime, entry: Entry): boolean {
    return rt.tx.isTest || entry.writer === rt.tx || entry.writer.committed;
}

function cacheOf(rt: OrgRuntime): Map<string, Map<string, Entry>> {
    if (rt.tx.isTest) {
        const state = testState(rt) as unknown as Record<symbol, Map<string, Map<string, Entry>> | undefined>;
        return (state[TEST_CACHE] ??= new Map());
    }
    let all = kept.get(rt);
    if (!all) {
        all = new Map();
        kept.set(rt, all);
    }
    return all;
}

/** Keys of a builder are apart from others of the same name. */
function checkedKey(key: string | null, builder: ApexType | null = null): string {
    if (key === null || !/^[a-zA-Z0-9]+$/.test(key) || key.length > LONGEST_KEY) {
        throw invalid(
            key === null || key === ''
                ? 'Key cannot be null or empty'
                : key.length > LONGEST_KEY
                  ? `Key cannot be longer than ${LONGEST_KEY} characters: ${key}`
                  : `Key must be alphanumeric: ${key}`
        );
    }
    return builder ? `${builder.name}_${key}` : key;
}

function sizeOf(value: unknown): number {
    return Buffer.byteLength(textOf(value));
}

function invalid(message: string): ApexException {
    return ApexException.of('Cache.InvalidParamException', message);
}
