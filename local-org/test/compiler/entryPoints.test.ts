/** What Apex REST, Flow and agents ask of the code that they call. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from './checkText.ts';

const rest = (members: string, mapping = "urlMapping='/items/*'", modifier = 'global'): string[] =>
    check({ Probe: `@RestResource(${mapping})\n${modifier} class Probe {\n${members}\n}` }).texts;

test('a REST resource is global, at the top, with a mapping that can be one', () => {
    assert.deepEqual(rest('@HttpGet global static void get() {}'), []);
    assert.deepEqual(rest('', "urlMapping='/items'", 'public'), ['2:14 RestResource classes must be declared as global']);
    const mapping = (text: string): string[] => rest('', text).map((problem) => problem.replace(/^\d+:\d+ /, ''));
    assert.deepEqual(mapping("urlMapping=''"), ['Rest Resource url cannot be empty']);
    assert.deepEqual(mapping("urlMapping='items'"), ["Rest Resource url must begin with a forward slash, '/'"]);
    assert.deepEqual(mapping("urlMapping='/items*'"), ["Rest Resource url wildcard, '*', must be preceded by a forward slash, '/'"]);
    assert.deepEqual(mapping("urlMapping='/items/*detail'"), [
        "Rest Resource url wildcard, '*', must be followed by a forward slash, '/', or be the last character"
    ]);
    assert.deepEqual(mapping(`urlMapping='/${'x'.repeat(255)}'`), ['Rest Resource url cannot be longer than 255 characters']);
    assert.deepEqual(mapping("urlMapping='/items/*/detail/*'"), []);
    assert.match(
        check({ Probe: `global class Probe { @RestResource(urlMapping='/x') global class Deeper {} }` }).texts.join(),
        /RestResource can only be used on a top level type/
    );
});

test('REST methods are global and static, one for each verb', () => {
    assert.deepEqual(rest('@HttpPost public static void post() {}'), ['3:30 HttpPost methods must be declared as global']);
    assert.deepEqual(rest('@HttpPost global void post() {}'), ['3:23 HttpPost methods must be declared as static']);
    assert.deepEqual(rest('@HttpGet global static void one() {}\n@HttpGet global static void two() {}'), [
        '2:14 Only one method per type can be defined with: HttpGet'
    ]);
    assert.deepEqual(rest('@HttpPut @HttpPatch global static void both() {}'), []);
});

test('what cannot travel is refused in signatures', () => {
    assert.deepEqual(rest('@HttpGet global static void get(String id) {}'), ['3:29 HttpGet methods do not support parameters']);
    assert.deepEqual(rest('@HttpDelete global static void remove(String id) {}'), ['3:32 HttpDelete methods do not support parameters']);
    assert.deepEqual(rest('@HttpGet global static Object get() { return null; }'), [
        '3:31 HttpGet methods do not support return type of Object'
    ]);
    assert.deepEqual(rest('@HttpPost global static void post(Set<String> names) {}'), [
        '3:30 HttpPost methods do not support parameter type of Set<String>'
    ]);
    assert.deepEqual(rest('@HttpPost global static Map<Id, String> post(Blob data) { return null; }'), [
        '3:41 HttpPost methods do not support parameter type of Blob',
        '3:41 HttpPost methods do not support return type of Map<Id,String>'
    ]);
    assert.deepEqual(
        rest(`global class Item { global String name; }
            @HttpPost global static Map<String, Object> post(Item item, List<Item> items, Account one, List<SObject> records, Map<String, Integer> counts) { return null; }`),
        []
    );
});

const invocable = (members: string): string[] => check({ Probe: `public class Probe {\n${members}\n}` }).texts;

test('an invocable method takes one list and gives one list', () => {
    assert.deepEqual(invocable("@InvocableMethod(label='x') public static List<Id> run(List<String> names) { return null; }"), []);
    assert.deepEqual(invocable('@InvocableMethod public static void run(List<List<Account>> groups) {}'), []);
    const problems = (member: string): string[] => invocable(member).map((problem) => problem.replace(/^\d+:\d+ /, ''));
    assert.deepEqual(problems('@InvocableMethod public void run() {}'), ['InvocableMethod methods must be declared as static']);
    assert.deepEqual(problems('@InvocableMethod static void run() {}'), [
        'InvocableMethod methods require at least one of the following global, public'
    ]);
    assert.deepEqual(problems('@InvocableMethod public static String run() { return null; }'), [
        'InvocableMethod methods do not support return type of String'
    ]);
    assert.deepEqual(problems('@InvocableMethod public static void run(List<Map<String, String>> maps) {}'), [
        'InvocableMethod methods do not support parameter type of List<Map<String,String>>'
    ]);
    assert.deepEqual(problems('@InvocableMethod @AuraEnabled public static void run() {}'), [
        'The only annotation that can be used with InvocableMethod is Deprecated'
    ]);
    assert.ok(
        problems('public class Deeper { @InvocableMethod public static void run() {} }').includes(
            'InvocableMethod can only be used on methods of a top level type'
        )
    );
});

test('an invocable variable is an open field of a type that Flow knows', () => {
    const problems = (member: string): string[] =>
        invocable(`public class Request { ${member} }`).map((problem) => problem.replace(/^\d+:\d+ /, ''));
    assert.deepEqual(problems('@InvocableVariable(required=true) public List<Account> records;'), []);
    assert.deepEqual(problems('@InvocableVariable String name;'), [
        'InvocableVariable fields require at least one of the following global, public'
    ]);
    assert.deepEqual(problems('@InvocableVariable public final String name;'), ['InvocableVariable fields cannot be final']);
    assert.deepEqual(problems('@InvocableVariable public Map<String, String> names;'), [
        'InvocableVariable fields do not support type of Map<String,String>'
    ]);
});
