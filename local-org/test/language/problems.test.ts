import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseApex } from '../../src/language/parseApex.ts';
import { problems } from './support.ts';

/** Source → the first problem. The words and places are those of Salesforce's own parser. */
const CASES: [source: string, first: string][] = [
    ['', "1:1 Unexpected token '<EOF>'."],
    ['public clas A { }', "1:8 Unexpected token 'clas'."],
    ['public class { }', "1:14 Unexpected token '{'."],
    ['class A {', "1:10 Expecting '}' but was: '<EOF>'"],
    ['class A { } }', "1:13 Extra '<EOF>', at '}'."],
    ['class A { ; }', "1:11 Extra '}', at ';'."],
    ['class A { void f() { Integer x = 1 Integer y; } }', "1:36 Missing ';' at 'Integer'"],
    ['class A { void f() {\n  foo(;\n} }', "2:7 Unexpected token ';'."],
    ['class A { void f() { x = 1 +; } }', "1:29 Unexpected token ';'."],
    ['class A { void f() { x = 5 6; } }', "1:28 Extra ';', at '6'."],
    ['class A { void f() { if (x { } } }', "1:28 Missing ')' at '{'"],
    ['class A { void f() { x = a ? b; } }', "1:31 Expecting ':' but was: ';'"],
    ['class A { void f() { try { } catch { } } }', "1:36 Expecting '(' but was: '{'"],
    ['class A { void f() { foo(a,); } }', "1:28 Unexpected token ')'."],
    ['class A { void f() { foo(a b); } }', "1:28 Unexpected token 'b'."],
    ['class A { void f() { System.runAs(u); } }', "1:37 Expecting '{' but was: ';'"],
    ['class A { void f() { Integer limit = 1; } }', "1:30 Unexpected token 'limit'."],
    ['class A { void f() { for (;; i++, j++) { } } }', "1:33 Expecting ')' but was: ','"],
    ['class A { void f() { x = new List<A>[1]; } }', "1:37 Unexpected token '['."],
    ['class A { void f() { x = new A(b = 1, 2); } }', '1:39 Expecting field = value: either all arguments name fields, or none.'],
    ['class A { void f() { x = a == b instanceof C; } }', "1:33 Unexpected token 'instanceof'."],
    ["class A { String s = 'a\nb'; }", '1:22 Illegal string literal: Line breaks are not allowed in string literals'],
    [
        String.raw`class A { String s = 'a\qb'; }`,
        String.raw`1:22 Illegal string literal: Invalid string literal 'a\qb'. Illegal character sequence \q' in string literal.`
    ],
    ["class A { String s = 'abc; }", "1:22 Missing closing quote character ' on string."],
    ['class A { String s = "abc"; }', `1:22 Unrecognized symbol '"', which is not a valid Apex identifier.`],
    ['class A { Integer #x; }', "1:19 Found punctuation symbol or operator '#' that isn't valid in Apex."],
    ['class A { /* open }', '1:11 Missing closing mark */ on multi-line comment.'],
    ['class A { Integer x { } }', "1:23 Unexpected token '}'."],
    ['class A { Integer x { get; get; } }', "1:28 Missing '}' at 'get'"],
    ['interface A extends B, C { }', "1:22 Expecting '{' but was: ','"],
    ['interface A { public void f(); }', "1:15 Expecting '}' but was: 'public'"],
    ['@A(b=1) class C { }', "1:6 Unexpected token '1'."],
    ['class A { enum E { B, } }', "1:23 Unexpected token '}'."]
];

for (const [source, first] of CASES) {
    test(`reports ${JSON.stringify(source)}`, () => assert.equal(problems(source)[0], first));
}

test('reports triggers', () => {
    assert.deepEqual(problems('trigger T on Account { }', 'trigger')[0], "1:22 Expecting '(' but was: '{'");
    assert.deepEqual(problems('trigger T on Account (before foo) { }', 'trigger')[0], "1:30 Unexpected token 'foo'.");
    assert.deepEqual(problems('trigger T (before insert) { }', 'trigger')[0], "1:11 Expecting 'ON' but was: '('");
});

test('reports every problem of a file, in order', () => {
    const found = problems('class A {\n  void f() { return 1 }\n  Integer g() { x = ; }\n  void h() { a b c; }\n}');
    assert.deepEqual(found, ["2:23 Missing ';' at '}'", "3:21 Unexpected token ';'.", "4:18 Extra ';', at 'c'."]);
});

test('keeps what stands around a problem', () => {
    const { declaration } = parseApex('A.cls', 'class A { Integer a; void f() { foo(; } Integer b; }', 'class');
    assert.equal(declaration?.kind, 'class');
    const names = declaration.members.map((member) => 'name' in member && member.name);
    assert.ok(names.includes('a') && names.includes('b'), String(names));
});

const SEED = `@A class A extends B implements C { static { x(); } Integer a = [SELECT Id FROM A WHERE b = :c.d LIMIT 1].e;
void f(Map<Id, List<A>> g) { for (A h : i) { if (j) { k = new L{ 'm' => 1L }; } else try { insert n; } catch (E o) { } }
switch on p { when 1, 'q' { } when else { } } System.runAs(r) { s?.t(u ?? v, (W) x); } } enum Y { Z } Integer aa { get; set { } } }`;

test('never throws on garbage', () => {
    const pieces = SEED.match(/\w+|'[^']*'|\s+|[^\w\s]/g) ?? [];
    let state = 7;
    const random = (limit: number) => (state = (state * 48271) % 2147483647) % limit;
    for (let round = 0; round < 150; round++) {
        const text = [...pieces];
        for (let i = random(4); i >= 0; i--) {
            const place = random(text.length);
            if (random(3) === 0) text.splice(place, 1 + random(5));
            else
                text.splice(
                    place,
                    random(2),
                    pieces[random(pieces.length)] ?? '',
                    ["'", '[SELECT', '/*', '\u0000', '}', '😀', '"', '[FIND :'][random(8)] ?? ''
                );
        }
        const source = text.join('').slice(random(3) === 0 ? random(40) : 0);
        for (const kind of ['class', 'trigger'] as const) {
            const unit = parseApex('A.cls', source, kind);
            assert.ok(unit.declaration !== null || unit.problems.length > 0, source);
            for (const { line, column, message } of unit.problems) {
                assert.ok(line >= 1 && column >= 1, source);
                assert.doesNotMatch(message, /could not be read|undefined/, source);
            }
        }
    }
});

test('reports what is nested beyond reason instead of throwing', () => {
    const { problems: found } = parseApex('A.cls', `class A { Integer a = ${'('.repeat(20000)}1${')'.repeat(20000)}; }`, 'class');
    assert.equal(found.length, 1);
});
