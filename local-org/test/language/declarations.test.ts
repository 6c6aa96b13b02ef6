import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Member } from '../../src/language/ast.ts';
import { parseApex } from '../../src/language/parseApex.ts';
import { bare, members, typeText } from './support.ts';

function one<K extends Member['kind']>(kind: K, source: string): Extract<Member, { kind: K }> {
    const list = members(source);
    assert.equal(list.length, 1, source);
    assert.equal(list[0]?.kind, kind);
    return list[0] as Extract<Member, { kind: K }>;
}

test('reads a class', () => {
    const text = `// Comment
@IsTest(SeeAllData=true IsParallel='x')
public virtual with sharing class Sample extends A.B implements C, D<E> {
}
`;
    const { declaration, problems } = parseApex('Sample.cls', text, 'class');
    assert.deepEqual(problems, []);
    assert.equal(declaration?.kind, 'class');
    assert.deepEqual(bare(declaration.annotations), [{ name: 'IsTest', params: { seealldata: 'true', isparallel: 'x' } }]);
    assert.deepEqual(declaration.modifiers, ['public', 'virtual', 'with sharing']);
    assert.equal(typeText(declaration.superclass), 'A.B');
    assert.deepEqual(declaration.interfaces.map(typeText), ['C', 'D<E>']);
    assert.deepEqual(declaration.at, { line: 2, column: 1 });
    assert.deepEqual(declaration.nameAt, { line: 3, column: 35 });
    assert.deepEqual(declaration.end, { line: 4, column: 1 });
});

test('reads annotation values', () => {
    const field = one('field', "@SuppressWarnings('PMD.x') @TestVisible private Integer a;");
    assert.deepEqual(bare(field.annotations), [
        { name: 'SuppressWarnings', params: { value: 'PMD.x' } },
        { name: 'TestVisible', params: {} }
    ]);
});

test('reads sharing in three ways', () => {
    for (const sharing of ['with sharing', 'without sharing', 'inherited sharing']) {
        const { declaration } = parseApex('A.cls', `${sharing} class A { }`, 'class');
        assert.deepEqual(declaration?.kind === 'class' && declaration.modifiers, [sharing]);
    }
});

test('reads fields, one for each declarator', () => {
    const [first, second] = members('public static final Map<Id, A>[] a = null, b;');
    assert.equal(first?.kind, 'field');
    assert.equal(second?.kind, 'field');
    assert.deepEqual([first.name, second.name], ['a', 'b']);
    assert.equal(typeText(second.type), 'List<Map<Id,A>>');
    assert.deepEqual(second.modifiers, ['public', 'static', 'final']);
    assert.equal(first.initializer?.kind, 'literal');
    assert.equal(second.initializer, null);
});

test('reads properties', () => {
    const automatic = one('property', 'public Integer a { get; private set; }');
    assert.equal(automatic.getter?.body, null);
    assert.deepEqual(automatic.setter?.modifiers, ['private']);
    const written = one('property', 'Integer a { get { return 1; } }');
    assert.equal(written.getter?.body?.statements.length, 1);
    assert.equal(written.setter, null);
    const setter = one('property', 'static String b { set { c = value; } }');
    assert.equal(setter.getter, null);
    assert.equal(setter.setter?.body?.statements.length, 1);
});

test('reads methods', () => {
    const method = one('method', '@AuraEnabled public static List<A> run(final Integer a, @B String[] c) { return null; }');
    assert.equal(typeText(method.returnType), 'List<A>');
    assert.deepEqual(
        method.parameters.map((parameter) => [parameter.name, typeText(parameter.type), parameter.modifiers, bare(parameter.annotations)]),
        [
            ['a', 'Integer', ['final'], []],
            ['c', 'List<String>', [], [{ name: 'B', params: {} }]]
        ]
    );
    const declared = one('method', 'protected abstract void run();');
    assert.equal(declared.returnType, null);
    assert.equal(declared.body, null);
});

test('reads constructors and initialisers', () => {
    const constructor = one('constructor', 'public Sample(Integer a) { this(); }');
    assert.deepEqual([constructor.name, constructor.parameters.length], ['Sample', 1]);
    const [first, second] = members('static { a(); } { b(); }');
    assert.equal(first?.kind === 'initializer' && first.isStatic, true);
    assert.equal(second?.kind === 'initializer' && second.isStatic, false);
});

test('reads inner types', () => {
    const [inner, contract, colours] = members(
        'private class Inside { Integer a; } interface Con extends Par { void f(); A g(B c); } enum Col { RED, BLUE }'
    );
    assert.equal(inner?.kind === 'class' && inner.members.length, 1);
    assert.equal(contract?.kind, 'interface');
    assert.deepEqual(contract.interfaces.map(typeText), ['Par']);
    assert.deepEqual(
        contract.methods.map(({ name, returnType }) => [name, typeText(returnType)]),
        [
            ['f', 'void'],
            ['g', 'A']
        ]
    );
    assert.deepEqual(colours?.kind === 'enum' && colours.constants.map(({ name }) => name), ['RED', 'BLUE']);
});

test('reads top-level interfaces and enums', () => {
    assert.equal(parseApex('A.cls', 'global interface A { }', 'class').declaration?.kind, 'interface');
    assert.equal(parseApex('A.cls', 'public enum A { }', 'class').declaration?.kind, 'enum');
});

test('is not case-sensitive about keywords', () => {
    const { declaration, problems } = parseApex('A.cls', 'PUBLIC Class A { STATIC Void F() { RETURN; } }', 'class');
    assert.deepEqual(problems, []);
    assert.equal(declaration?.kind, 'class');
    assert.deepEqual(declaration.modifiers, ['public']);
    assert.equal(declaration.members[0]?.kind === 'method' && declaration.members[0].name, 'F');
});

test('reads a trigger', () => {
    const text = `trigger OnAccount on Account (before insert, after undelete) {
    private Integer count = 0;
    for (Account record : Trigger.new) { count++; }
    static void help() { }
    class Inner { }
    help();
}`;
    const { declaration, problems } = parseApex('OnAccount.trigger', text, 'trigger');
    assert.deepEqual(problems, []);
    assert.equal(declaration?.kind, 'trigger');
    assert.deepEqual([declaration.name, declaration.object], ['OnAccount', 'Account']);
    assert.deepEqual(declaration.objectAt, { line: 1, column: 22 });
    assert.deepEqual(declaration.events, ['before insert', 'after undelete']);
    assert.deepEqual(
        declaration.body.statements.map(({ kind }) => kind),
        ['forEach', 'expressionStatement']
    );
    assert.deepEqual(
        declaration.members.map(({ kind }) => kind),
        ['field', 'method', 'class']
    );
    assert.deepEqual(declaration.end, { line: 7, column: 1 });
});
