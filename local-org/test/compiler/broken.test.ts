import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { BROKEN, brokenSources, check } from './checkText.ts';

// One fault each; the wording and the place are those of Salesforce's own compiler front end wherever it knows the fault
// (it knows no fields of queries: those texts are the server's).
const expected = JSON.parse(readFileSync(`${BROKEN}/expected.json`, 'utf8')) as Record<string, string>;
const sources = brokenSources();
const found = new Map<string, string[]>();
for (const text of check(sources).texts) {
    const [, name, problem] = /^(\w+)\.cls:(.*)$/s.exec(text)!;
    found.set(name!, [...(found.get(name!) ?? []), problem!]);
}

test('every broken class has its fault on record', () => {
    assert.ok(Object.keys(expected).length >= 90);
    assert.deepEqual(
        Object.keys(sources).filter((name) => !(name in expected)),
        ['Helper']
    );
});

for (const name of Object.keys(sources)) {
    test(`broken class ${name}`, () => {
        assert.deepEqual(found.get(name) ?? [], name in expected ? [expected[name]] : []);
    });
}

test('what is wrong in one class accuses no other', () => {
    const { texts } = check({
        First: 'public class First { public Missing thing; public Integer count() { return thing.size() + thing.other; } public void take(Missing one) { } }',
        Second: 'public class Second { void run(First first) { Integer all = first.count(); first.take(1); String name = first.thing.name; } }'
    });
    assert.deepEqual(texts, ['First.cls:1:29 Invalid type: Missing', 'First.cls:1:123 Invalid type: Missing']);
});

test('a file with a syntax error reports that alone, and still has its symbols', () => {
    const { texts } = check({
        First: 'public class First { public static Integer count() { return 1; } void broken( { } }',
        Second: 'public class Second { Integer all = First.count(); String text = First.count(); }'
    });
    assert.ok(texts.some((text) => text.startsWith('First.cls:')));
    assert.deepEqual(
        texts.filter((text) => text.startsWith('Second.cls:')),
        ['Second.cls:1:59 Illegal assignment from Integer to String']
    );
});
