import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TriggerContext } from '../../src/runtime/Transaction.ts';
import { ApexException } from '../../src/runtime/values/ApexException.ts';
import { ApexList } from '../../src/runtime/values/ApexList.ts';
import { SObject } from '../../src/runtime/values/SObject.ts';
import { compile, orgOf, run } from './apex.ts';
import type { FakeOrg } from '../runtime/fakes.ts';

function classT(...lines: string[]): { fileName: string; text: string } {
    return { fileName: 'classes/T.cls', text: lines.join('\n') };
}

function failureOf(org: FakeOrg): { typeName: string; message: string; stackTrace: string; line: number | null } {
    return org.runtime.runInTransaction(org.transaction(), () => {
        try {
            org.runtime.callStatic('T', 'm_run');
        } catch (error) {
            return org.runtime.explain(error);
        }
        assert.fail('nothing was thrown');
    });
}

function account(name: string): SObject {
    const record = new SObject('Account');
    record.put('name', name);
    return record;
}

describe('lines', () => {
    const source = classT(
        '// a comment',
        'public class T {',
        '    public class Halves {',
        '        public Integer half(Integer n) {',
        '            return',
        '                1 / n;',
        '        }',
        '    }',
        '    static Integer Deep(Integer n) {',
        '        Integer a =',
        '            new Halves()',
        '                .half(n);',
        '        return a;',
        '    }',
        '',
        '    public static Object run() {',
        '        try {',
        '            Deep(0);',
        '        } catch (NullPointerException e) {',
        '            return 1;',
        '        } finally {',
        '            Integer done = 1;',
        '        }',
        '        return 2;',
        '    }',
        '}'
    );

    it('are those of the source in stack traces, methods as declared', () => {
        const { typeName, stackTrace, line } = failureOf(orgOf(source));
        assert.equal(typeName, 'System.MathException');
        assert.equal(line, 5);
        assert.deepEqual(stackTrace.split('\n'), [
            'Class.T.Halves.half: line 5, column 1',
            'Class.T.Deep: line 12, column 1',
            'Class.T.run: line 18, column 1'
        ]);
    });

    it('are what getLineNumber and getStackTraceString say', () => {
        const org = orgOf(
            classT(
                'public class T {',
                '    public static Object run() {',
                '        try {',
                '            throw new IllegalArgumentException();',
                '        } catch (Exception e) {',
                '            return e.getLineNumber() + e.getStackTraceString();',
                '        }',
                '    }',
                '}'
            )
        );
        assert.equal(run(org), '4Class.T.run: line 4, column 1');
    });

    it('count for coverage where statements stand', () => {
        const [module] = compile([source]);
        assert.deepEqual(
            [...module.coverageLines].sort((a, b) => a - b),
            [5, 10, 13, 17, 18, 20, 22, 24]
        );
        const org = orgOf(source);
        failureOf(org);
        const lines = org.runtime.lineCoverage.snapshot().get('classes/T.cls') ?? new Map<number, number>();
        assert.deepEqual(
            [...lines].filter(([, count]) => count > 0).map(([line]) => line),
            [17, 18, 10, 5, 22].sort((a, b) => [...lines.keys()].indexOf(a) - [...lines.keys()].indexOf(b))
        );
        org.runtime.lineCoverage.reset();
        assert.ok([...(org.runtime.lineCoverage.snapshot().get('classes/T.cls')?.values() ?? [])].every((count) => count === 0));
    });
});

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

describe('queries', () => {
    const org = orgOf(
        classT(
            'public with sharing class T {',
            '    public static Object run() {',
            "        String wanted = 'x'; Set<Id> ids = new Set<Id>();",
            '        List<Account> all = [SELECT Id, Name FROM Account WHERE Name = :wanted AND Id IN :ids WITH SYSTEM_MODE];',
            '        Account one = [SELECT Name FROM Account LIMIT 1];',
            '        Integer n = [SELECT COUNT() FROM Account];',
            '        String s = one.Name + [SELECT Name FROM Account].Name + [SELECT Name FROM Account]?.Name + n;',
            '        for (Account a : [SELECT Name FROM Account]) { s += a.Name; }',
            '        for (List<Account> chunk : [SELECT Name FROM Account]) { s += chunk.size(); }',
            '        return s;',
            '    }',
            '}'
        )
    );

    it('go to the data with their binds, mode and sharing', () => {
        org.data.rows = [account('A')];
        assert.equal(run(org), 'AAA1A1');
        const [first, second] = org.data.queries;
        assert.equal(first.binds[0], 'x');
        assert.equal(first.access, 'system');
        assert.equal(second.access, 'user');
        assert.ok(org.data.queries.every((options) => options.sharing));
    });

    it('give null in front of ?. and ?? when there is no row', () => {
        const none = orgOf(
            classT(
                'public class T {',
                "    public static Object run() { Account a = [SELECT Name FROM Account] ?? new Account(Name = 'new'); return a.Name + [SELECT Name FROM Account]?.Name; }",
                '}'
            )
        );
        assert.equal(run(none), 'newnull');
    });

    it('give dynamic queries the variables around them', () => {
        const dynamic = orgOf(
            classT(
                'public class T {',
                "    static String shared = 'static'; String own = 'field'; String lazy { get { return 'property'; } }",
                '    Object go(Integer param) {',
                "        String local = 'local'; if (param == 1) { String inner_x = 'gone'; }",
                '        for (String each : new List<String>{ local }) {',
                "            Database.query('SELECT Id FROM Account WHERE Name = :local OR Name = :each OR Name = :shared OR Name = :OWN OR Name = :lazy OR NumberOfEmployees = :param');",
                '        }',
                "        return Database.countQuery('SELECT COUNT() FROM Account WHERE Name = :inner_x');",
                '    }',
                '    public static Object run() { return new T().go(1); }',
                '}'
            )
        );
        assert.match(run(dynamic), /^System.QueryException: .*inner_x/);
        assert.deepEqual(dynamic.data.queries[0].binds, ['local', 'local', 'static', 'field', 'property', 1]);
    });

    it('run in system mode below 67.0', () => {
        const old = orgOf({
            ...classT('public class T { public static Object run() { return [SELECT Id FROM Account].size(); } }'),
            apiVersion: 66
        });
        run(old);
        assert.deepEqual(
            old.data.queries.map(({ access, sharing }) => [access, sharing]),
            [['system', false]]
        );
    });
});

describe('DML', () => {
    it('passes verb, records and mode', () => {
        const org = orgOf(
            classT(
                'public class T {',
                '    public static Object run() {',
                "        Account a = new Account(Name = 'x');",
                '        insert a;',
                '        update as system new List<Account>{ a, a };',
                '        upsert a;',
                '        delete as user a;',
                '        return 1;',
                '    }',
                '}'
            )
        );
        assert.equal(run(org), '1');
        assert.deepEqual(
            org.data.statements.map(({ verb, records, options }) => [verb, records.length, options.access, options.allOrNone]),
            [
                ['insert', 1, 'user', true],
                ['update', 2, 'system', true],
                ['upsert', 1, 'user', true],
                ['delete', 1, 'user', true]
            ]
        );
    });

    it('fails with what code can ask', () => {
        const org = orgOf(
            classT(
                'public class T {',
                '    public static Object run() {',
                '        try {',
                "            insert new Account(Name = 'x');",
                '        } catch (DmlException e) {',
                '            return e.getNumDml() + e.getDmlMessage(0) + e.getDmlFieldNames(0);',
                '        }',
                '        return null;',
                '    }',
                '}'
            )
        );
        org.data.results = [
            {
                success: false,
                id: null,
                created: false,
                errors: [{ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'no', fields: ['Name'] }]
            }
        ];
        assert.equal(run(org), '1no(Name)');
    });
});

describe('triggers', () => {
    const org = orgOf(
        {
            fileName: 'OnAccount.trigger',
            text: [
                'trigger OnAccount on Account (before insert, after update) {',
                '    for (Account a : Trigger.new) {',
                "        a.Name = a.Name + (Trigger.isBefore ? '!' : '?') + Trigger.size + Trigger.operationType;",
                "        if (a.Name.startsWith('bad')) { a.Name.addError('no bad ones'); a.addError('at all'); }",
                '        Helper.seen(a);',
                '    }',
                '}'
            ].join('\n')
        },
        {
            fileName: 'Helper.cls',
            text: 'public class Helper { public static void seen(Account a) { if (Trigger.isExecuting) { a.Site = String.valueOf(Trigger.new.size()); } } }'
        }
    );

    function fire(operation: TriggerContext['operation'], ...names: string[]): SObject[] {
        const records = names.map(account);
        const context = { operation, object: 'Account', newRecords: records, oldRecords: null, readOnly: false };
        org.runtime.runInTransaction(org.transaction(), () => org.runtime.runTriggers(context));
        return records;
    }

    it('see their records and change them', () => {
        const [record] = fire('BEFORE_INSERT', 'x');
        assert.equal(record.get('name'), 'x!1BEFORE_INSERT');
        assert.equal(record.get('site'), '1');
    });

    it('run for their events alone', () => {
        const [record] = fire('BEFORE_UPDATE', 'x');
        assert.equal(record.get('name'), 'x');
    });

    it('add errors to a field and to the record', () => {
        const [good, bad] = fire('BEFORE_INSERT', 'good', 'bad');
        assert.deepEqual(good.errors, []);
        assert.deepEqual(
            bad.errors.map((error) => [error.message, error.fields]),
            [
                ['no bad ones', ['Name']],
                ['at all', []]
            ]
        );
    });

    it('are named in stack traces', () => {
        const failing = orgOf({
            fileName: 'Fails.trigger',
            text: 'trigger Fails on Account (before insert) {\n    String s;\n    s.length();\n}'
        });
        const context: TriggerContext = {
            operation: 'BEFORE_INSERT',
            object: 'Account',
            newRecords: [],
            oldRecords: null,
            readOnly: false
        };
        failing.runtime.runInTransaction(failing.transaction(), () => {
            try {
                failing.runtime.runTriggers(context);
                assert.fail('nothing was thrown');
            } catch (error) {
                assert.equal(failing.runtime.explain(error).stackTrace, 'Trigger.Fails: line 3, column 1');
            }
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
