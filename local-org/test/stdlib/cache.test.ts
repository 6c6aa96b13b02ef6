import assert from 'node:assert/strict';
import { test } from 'node:test';
import { xml } from '../schema/projectFixture.ts';
import { projectOrg } from './projectOrg.ts';

const partition = (isDefault: boolean): string =>
    xml(
        'PlatformCachePartition',
        `<isDefaultPartition>${isDefault}</isDefaultPartition><masterLabel>Main</masterLabel>
        <platformCachePartitionTypes><allocatedCapacity>1</allocatedCapacity><cacheType>Organization</cacheType></platformCachePartitionTypes>`
    );

const FILES = {
    'app/cachePartitions/Main.cachePartition-meta.xml': partition(true),
    'app/cachePartitions/Side.cachePartition-meta.xml': partition(false),
    'app/classes/Names.cls': `public class Names implements Cache.CacheBuilder {
        public Object doLoad(String key) { return new List<String>{ key }; }
    }`
};

test('what one transaction puts the next one gets, as a copy', (context) => {
    const { say } = projectOrg(context, FILES);
    assert.deepEqual(
        say(`List<String> names = new List<String>{ 'a' };
            Cache.OrgPartition side = Cache.Org.getPartition('local.Side');
            side.put('names', names);
            names.add('b');
            System.debug(side.get('names') + ' ' + side.getName() + ' ' + (side.getCapacity() > 0));`),
        ['(a) local.Side true']
    );
    assert.deepEqual(
        say(`System.debug(Cache.Org.get('local.Side.names') + ' ' + Cache.Org.contains('names'));
            System.debug(Cache.Org.getPartition('Side').contains(new Set<String>{ 'names', 'others' }));
            System.debug(Cache.Org.remove('local.Side.names') + ' ' + Cache.Org.getPartition('Side').getKeys());`),
        ['(a) false', '{names=true, others=false}', 'true {}']
    );
});

test('what a transaction puts goes when it fails', (context) => {
    const { say } = projectOrg(context, FILES);
    say(`Cache.Org.put('kept', 1); Cache.Org.put('gone', 1);`);
    assert.match(
        say(`Cache.Org.put('kept', 2); Cache.Org.remove('gone'); Cache.Org.put('fresh', 3); Integer n = 1 / 0;`)[0]!,
        /Divide by 0/
    );
    assert.deepEqual(say(`System.debug(Cache.Org.get('kept') + ' ' + Cache.Org.get('gone') + ' ' + Cache.Org.get('fresh'));`), [
        '1 1 null'
    ]);
});

test('entries end with their time to live', (context) => {
    const { say } = projectOrg(context, FILES);
    assert.match(say(`Cache.Org.put('x', 1, 10);`)[0]!, /InvalidParamException/);
    assert.deepEqual(say(`Cache.Session.put('x', 1, 300); System.debug(Cache.Session.MAX_TTL_SECS + ' ' + Cache.Session.get('x'));`), [
        '28800 1'
    ]);
});

test('a builder loads what is not there', (context) => {
    const { say } = projectOrg(context, FILES);
    assert.deepEqual(say(`System.debug(Cache.Org.get(Names.class, 'ann')); System.debug(Cache.Org.contains('ann'));`), ['(ann)', 'false']);
    assert.match(say(`Cache.Org.get(String.class, 'ann');`)[0]!, /InvalidCacheBuilderException|TypeException/);
});

test('what is refused', (context) => {
    const { say } = projectOrg(context, FILES);
    assert.match(say(`Cache.Org.getPartition('Nope');`)[0]!, /^Cache\.Org\.OrgCacheException: /);
    assert.match(say(`Cache.Session.getPartition('Nope');`)[0]!, /^Cache\.Session\.SessionCacheException: /);
    for (const statement of [
        `Cache.Org.put('a-b', 1)`,
        `Cache.Org.put('', 1)`,
        `Cache.Org.put('x', null)`,
        `Cache.Org.get('${'k'.repeat(51)}')`
    ]) {
        assert.match(say(`${statement};`)[0]!, /^Cache\.InvalidParamException: /, statement);
    }
});
