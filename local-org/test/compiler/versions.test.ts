/** What compiles in one API version and not in another. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from './checkText.ts';

test('from API 67 on WITH SECURITY_ENFORCED does not compile (platform.md 0.4)', () => {
    const sources = { A: 'public class A { List<Account> all = [SELECT Id FROM Account WITH SECURITY_ENFORCED]; }' };
    assert.deepEqual(check(sources, { apiVersion: 66 }).texts, []);
    assert.deepEqual(check(sources, { apiVersion: 67 }).texts, [
        '1:67 WITH SECURITY_ENFORCED is not supported from API version 67.0 on, use WITH USER_MODE'
    ]);
});

test('from API 66 on a parameter of an invocable method can be made without arguments (platform.md 0.7)', () => {
    const taking = (constructors: string): Record<string, string> => ({
        A: `public class A { public class Request { ${constructors} } @InvocableMethod public static void run(List<Request> all) {} }`
    });
    const problem = 'Invocable parameter type A.Request must have an accessible constructor without arguments';
    for (const constructors of ['public Request(String text) {}', 'public Request(String text) {} private Request() {}']) {
        assert.deepEqual(check(taking(constructors), { apiVersion: 65 }).texts, []);
        assert.match(check(taking(constructors), { apiVersion: 66 }).texts.join(), new RegExp(problem));
    }
    assert.deepEqual(check(taking(''), { apiVersion: 67 }).texts, []);
    assert.deepEqual(check(taking('public Request() {} public Request(String text) {}'), { apiVersion: 67 }).texts, []);
});

test('users are upserted by Database.upsert alone (platform.md 0.8)', () => {
    const body = (statement: string): Record<string, string> => ({ A: `public class A { void run(User person) { ${statement} } }` });
    assert.deepEqual(check(body('Database.upsert(person, User.FederationIdentifier, false);')).texts, []);
    assert.deepEqual(check(body('upsert person;')).texts, ['1:42 DML operation UPSERT not allowed on User']);
});
