import { test } from 'node:test';
import assert from 'node:assert/strict';
import { check, problemsOf, projectSources } from './checkText.ts';

test('a project that uses the language widely has no problem', () => {
    assert.deepEqual(check(projectSources()).texts, []);
});

test('names are found whatever their case', () => {
    assert.deepEqual(
        problemsOf(
            'STRING Text = s.TOUPPERCASE(); text = SYSTEM.now().FORMAT(); A.name = TEXT; LIST<account> all = NEW list<ACCOUNT>{ a };'
        ),
        []
    );
});

test('classes of the project hide those of the platform', () => {
    const { texts } = check({
        Database: 'public class Database { public static Integer insert2() { return 1; } }',
        User: 'public class User { public Integer age; }',
        Client: 'public class Client { Integer count = Database.insert2(); Integer age = new User().age; Schema.User row = [SELECT Id FROM User]; System.Database other; }'
    });
    assert.deepEqual(texts, []);
});

test('a local hides a type of the same name', () => {
    assert.deepEqual(problemsOf('Account account = a; String text = account.Name; Schema.SObjectType type = Contact.SObjectType;'), []);
});

test('a class that extends another sets its final fields while it is built', () => {
    const { texts } = check({
        Base: 'public virtual class Base { protected final String name; }',
        Middle: 'public virtual class Middle extends Base {}',
        Part: 'public class Part extends Middle { public Part() { this.name = null; name = null; } void later() { name = null; } }'
    });
    assert.deepEqual(texts, ['Part.cls:1:100 Final members can only be assigned in their declaration, init blocks, or constructors: name']);
});

test('inner classes see static members of the outer class, not its instance', () => {
    const { texts } = check({
        Whole: `public class Whole {
            private static Integer shared;
            private Integer own;
            private static void help() {}
            private void helpMe() {}
            class Part {
                void run() { shared = 1; help(); own = 1; helpMe(); }
            }
        }`
    });
    assert.deepEqual(texts, [
        '7:50 Variable does not exist: own',
        '7:59 Method does not exist or incorrect signature: void helpMe() from the type Whole.Part'
    ]);
});

test('tests see what is @TestVisible, others do not', () => {
    const secret =
        'public class Secret { @TestVisible private static Integer number1() { return 1; } private static Integer hidden() { return 2; } }';
    const use = '{ static Integer run() { return Secret.number1() + Secret.hidden(); } }';
    const { texts } = check({ Secret: secret, SecretTest: `@IsTest private class SecretTest ${use}`, Other: `public class Other ${use}` });
    assert.deepEqual(texts, [
        'Other.cls:1:59 Method is not visible: Integer Secret.number1()',
        'Other.cls:1:78 Method is not visible: Integer Secret.hidden()',
        'SecretTest.cls:1:92 Method is not visible: Integer Secret.hidden()'
    ]);
});

test('before API 65 overriding methods need no access modifier of their own', () => {
    const text = 'public class Old { virtual class A { private virtual void m() {} } class B extends A { override void m() {} } }';
    assert.deepEqual(check({ Old: text }, { apiVersion: 64 }).texts, []);
    assert.deepEqual(check({ Old: text }, { apiVersion: 65 }).texts, [
        '1:102 override methods require at least one of the following global, public, protected'
    ]);
});

test('a polymorphic parent is any record', () => {
    assert.deepEqual(
        problemsOf(
            'Case c; User u = c.Owner; if (c.Owner instanceof Group) { Group g = (Group) c.Owner; } String n = c.Owner.Name + c.Owner.Profile.Name;'
        ),
        []
    );
});

test('queries fit lists, records and numbers', () => {
    assert.deepEqual(
        problemsOf(
            'a = [SELECT Id FROM Account]; i = [SELECT COUNT() FROM Account]; s = [SELECT Name FROM Account].Name; i = [SELECT Id FROM Account].size(); Contact c = Database.query(s);'
        ),
        []
    );
    assert.deepEqual(problemsOf('i = [SELECT Id FROM Account];'), ['1 Illegal assignment from List<Account> to Integer']);
});

test('triggers know the type of their records', () => {
    assert.deepEqual(
        check({
            T: 'trigger T on Account (before insert) { String s = Trigger.new[0].Name; Account old = Trigger.oldMap.get(Trigger.new[0].Id); Contact c = Trigger.new[0]; }'
        }).texts,
        ['1:133 Illegal assignment from Account to Contact']
    );
    assert.deepEqual(check({ T: 'trigger T on Missing__c (before insert) { }' }).texts, ['1:14 Invalid type: Missing__c']);
    assert.deepEqual(check({ T: 'trigger T on News__e (before insert) { }' }).texts, [
        '1:14 Platform Event SObjects only supports after insert: News__e'
    ]);
});

test('what the platform has and this org does not is unsupported, once per place', () => {
    const { problems } = check(
        { A: 'public class A { void run() { System.debug(1); Crypto.getRandomInteger(); } }' },
        { isSupported: (key) => !key.startsWith('System.Crypto.') }
    );
    assert.deepEqual(problems, [
        {
            fileName: 'A.cls',
            line: 1,
            column: 55,
            problem: 'Not supported by the local org: System.Crypto.getRandomInteger()',
            kind: 'unsupported'
        }
    ]);
});
