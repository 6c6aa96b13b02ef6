import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TriggerContext } from '../../src/runtime/Transaction.ts';
import { SObject } from '../../src/runtime/values/SObject.ts';
import { classT, orgOf, run } from './apex.ts';

function account(name: string): SObject {
    const record = new SObject('Account');
    record.put('name', name);
    return record;
}

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
