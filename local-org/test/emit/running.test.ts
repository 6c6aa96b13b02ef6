import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApexException } from '../../src/runtime/values/ApexException.ts';
import { ApexList } from '../../src/runtime/values/ApexList.ts';
import { classT, compile, orgOf, run } from './apex.ts';

describe('statics', () => {
    const org = orgOf(classT('public class T {', '    static Integer n = 0;', '    public static Object run() { n++; return n; }', '}'));

    it('belong to a transaction', () => {
        const transaction = org.transaction();
        const twice = (): unknown[] =>
            org.runtime.runInTransaction(transaction, () => [org.runtime.callStatic('T', 'm_run'), org.runtime.callStatic('T', 'm_run')]);
        assert.deepEqual(twice(), [1, 2]);
        assert.equal(run(org), '1');
        assert.deepEqual(twice(), [3, 4]);
    });

    it('survive a transaction inside', () => {
        org.runtime.runInTransaction(org.transaction(), () => {
            org.runtime.callStatic('T', 'm_run');
            assert.equal(run(org), '1');
            assert.equal(org.runtime.callStatic('T', 'm_run'), 2);
        });
    });
});

describe('users and jobs', () => {
    it('runAs changes the user and comes back, whatever happens', () => {
        const org = orgOf(
            classT(
                '@IsTest private class T {',
                '    @IsTest static void run() {',
                "        User u = new User(Id = '005000000000002AAA');",
                '        System.runAs(u) { insert new Account(); }',
                '        insert new Account();',
                '    }',
                '}'
            )
        );
        const transaction = org.transaction('test');
        const users: string[] = [];
        org.data.onDml = () => users.push(transaction.userId);
        org.runtime.runInTransaction(transaction, () => org.runtime.callStatic('T', 'm_run'));
        assert.deepEqual(users, ['005000000000002AAA', '005000000000001AAA']);
    });

    it('a future method waits', () => {
        const org = orgOf(
            classT(
                'public class T {',
                '    public static Integer ran = 0;',
                '    @future(callout=true) public static void later(Set<Id> ids) { ran = ids.size(); }',
                '    public static Object run() { later(new Set<Id>()); return ran; }',
                '}'
            )
        );
        assert.equal(run(org), '0');
        const [[typeName, jsName, args, callout]] = org.futures as [string, string, unknown[], boolean][];
        assert.equal(callout, true);
        org.runtime.runInTransaction(org.transaction('future'), () => org.runtime.callStatic(typeName, jsName, args));
    });

    it('calls what implements an interface of the platform', () => {
        const org = orgOf(
            classT(
                'public class T implements Queueable, Finalizer {',
                '    public static Integer queued = 0; public static Integer finished = 0;',
                '    public void execute(QueueableContext c) { queued++; }',
                '    public void execute(FinalizerContext c) { finished += 10; }',
                '    public static Object run() { return queued + finished; }',
                '}'
            )
        );
        const { runtime } = org;
        runtime.runInTransaction(org.transaction(), () => {
            const job = runtime.newInstance('T');
            runtime.callInterface(job, 'System.Queueable.execute(System.QueueableContext)', [null]);
            runtime.callInterface(job, 'System.Finalizer.execute(System.FinalizerContext)', [null]);
            assert.equal(runtime.callStatic('T', 'm_run'), 11);
            assert.equal(runtime.is(job, 'System.Finalizer'), true);
            assert.equal(runtime.is(job, 'System.Schedulable'), false);
        });
    });

    it('calls a static method that stands for one of an interface', () => {
        const org = orgOf(
            classT(
                'public class T implements Queueable {',
                '    static Integer n = 0; public static void execute(QueueableContext c) { n++; } public static Object run() { return n; }',
                '}'
            )
        );
        org.runtime.runInTransaction(org.transaction(), () => {
            org.runtime.callInterface(org.runtime.newInstance('T'), 'System.Queueable.execute(System.QueueableContext)', [null]);
            assert.equal(org.runtime.callStatic('T', 'm_run'), 1);
        });
    });
});

describe('loops over sets', () => {
    const text = [
        'public class T {',
        '    public static Object run() {',
        "        Set<String> s = new Set<String>{ 'a', 'b' };",
        "        for (String each : s) { if (each == 'a') { s.remove(each); } }",
        '        return s;',
        '    }',
        '}'
    ];
    const runIn = (apiVersion: number): unknown => {
        const org = orgOf({ ...classT(...text), apiVersion });
        return run(org);
    };

    it('bear changes below 62.0 alone', () => {
        assert.equal(runIn(61), '{b}');
        assert.equal(runIn(62), 'System.FinalException: Cannot modify a collection while it is being iterated.');
    });
});

describe('loops over the keys of a map', () => {
    it('bear changes of the map', () => {
        const text = "for (String key : m.keySet()) { if (key == 'a') { m.remove(key); } } return m; }";
        const made = "Map<String, Integer> m = new Map<String, Integer>{ 'a' => 1, 'b' => 2 };";
        assert.equal(run(orgOf(classT(`public class T { public static Object run() { ${made} ${text} }`))), '{b=2}');
    });
});

describe('errors that end the transaction', () => {
    it('skip finally blocks', () => {
        const org = orgOf(
            classT(
                'public class T {',
                '    static Integer n = 0;',
                '    static void endless() { endless(); }',
                '    public static Object run() { try { endless(); } finally { n = 1; } return n; }',
                '    public static Integer seen() { return n; }',
                '}'
            )
        );
        org.runtime.runInTransaction(org.transaction(), () => {
            assert.throws(() => org.runtime.callStatic('T', 'm_run'), /Maximum stack depth reached: 1001/);
            assert.equal(org.runtime.callStatic('T', 'm_seen'), 0);
        });
    });

    it('run finally blocks after what Apex may catch', () => {
        const org = orgOf(
            classT(
                'public class T {',
                '    static Integer n = 0;',
                '    public static Object run() { try { String s; s.length(); } finally { n = 1; } return n; }',
                '    public static Integer seen() { return n; }',
                '}'
            )
        );
        org.runtime.runInTransaction(org.transaction(), () => {
            assert.throws(() => org.runtime.callStatic('T', 'm_run'), ApexException);
            assert.equal(org.runtime.callStatic('T', 'm_seen'), 1);
        });
    });
});

describe('facts about classes', () => {
    const org = orgOf(
        classT(
            'public with sharing class T implements Comparable {',
            '    public transient Integer skipped; public String name { get; set; } public static Integer shared;',
            '    @AuraEnabled(cacheable=true) public static List<Account> load(Id recordId) { return null; }',
            '    public Integer compareTo(Object other) { return 0; }',
            '    public enum Size { S, M }',
            '    public static Object run() { return new T(); }',
            '}'
        )
    );

    it('are there without running it', () => {
        const meta = org.runtime.describe('t');
        assert.equal(meta?.sharing, 'with');
        assert.deepEqual(meta?.interfaces, ['System.Comparable']);
        assert.deepEqual(
            meta?.fields.map((field) => [field.name, field.type, field.isTransient]),
            [
                ['skipped', 'Integer', true],
                ['name', 'String', false]
            ]
        );
        assert.deepEqual(
            meta?.staticFields.map((field) => field.name),
            ['shared']
        );
        const load = meta?.methods.find((method) => method.name === 'load');
        assert.deepEqual(load?.annotations, [{ name: 'AuraEnabled', params: { cacheable: 'true' } }]);
        assert.deepEqual(load?.parameters, [{ name: 'recordId', type: 'Id' }]);
        assert.equal(load?.returns, 'List<Account>');
        assert.deepEqual(org.runtime.describe('T.Size')?.enumConstants, ['S', 'M']);
    });

    it('survive a disk cache', () => {
        const [module] = compile([classT('public class T { public static Object run() { return 5; } }')]);
        const again = orgOf();
        again.runtime.add(JSON.parse(JSON.stringify(module)) as typeof module);
        assert.equal(run(again), '5');
    });

    it('let a list of the class be one of its interface', () => {
        org.runtime.runInTransaction(org.transaction(), () => {
            const one = org.runtime.callStatic('T', 'm_run');
            assert.equal(org.runtime.is(new ApexList('T', [one]), 'List<Comparable>'), true);
        });
    });
});
