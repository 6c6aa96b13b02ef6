import { test } from 'node:test';
import assert from 'node:assert/strict';
import { typeName } from '../../src/compiler/typeName.ts';
import type { TypeSymbol } from '../../src/compiler/types.ts';
import { check } from './checkText.ts';

function symbols(sources: Record<string, string>): TypeSymbol[] {
    const result = check(sources);
    assert.deepEqual(result.texts, []);
    return result.symbols;
}

test('members have mangled names; overrides share that of what they override', () => {
    const [whole] = symbols({
        Whole: 'public class Whole { public virtual class A { public Integer count; public A() {} public A(List<Id> ids, String s) {} public virtual void run(Map<Id, Account> x) {} } public class B extends A { private String other; public override void run(Map<Id, Account> x) {} } }'
    });
    const a = whole!.inner.get('a')!;
    const b = whole!.inner.get('b')!;
    assert.equal(a.name, 'Whole.A');
    assert.equal(a.jsName, 'C_Whole_A');
    assert.deepEqual(
        a.constructors.map((constructor) => constructor.jsName),
        ['c_', 'c_$list_id_$string']
    );
    assert.equal(a.methods.get('run')![0]!.jsName, 'm_run$map_id_account_');
    assert.equal(b.methods.get('run')![0]!.jsName, 'm_run$map_id_account_');
    assert.equal(a.fields.get('count')!.jsName, '_count');
    assert.equal(typeName(b.superclass!), 'Whole.A');
});

test('a class without constructors has the default one; exceptions have the platform’s', () => {
    const [plain] = symbols({ Plain: 'public class Plain { class OopsException extends Exception {} }' });
    assert.deepEqual(
        plain!.constructors.map(({ jsName, declaration }) => [jsName, declaration]),
        [['c_', null]]
    );
    const oops = plain!.inner.get('oopsexception')!;
    assert.ok(oops.isException);
    assert.deepEqual(oops.constructors, []);
});

test('methods of platform interfaces are bridged by key, generic ones too', () => {
    const [jobs] = symbols({
        Jobs: `public virtual class Jobs implements Queueable, Finalizer, Comparator<Account>, Database.Batchable<SObject> {
            public void execute(QueueableContext c) {}
            public void execute(FinalizerContext c) {}
            public Integer compare(Account a, Account b) { return 0; }
            public Iterable<SObject> start(Database.BatchableContext c) { return null; }
            public virtual void execute(Database.BatchableContext c, List<Account> rows) {}
            public void finish(Database.BatchableContext c) {}
        }`
    });
    const bridges = [...jobs!.methods.values()].flat().map(({ jsName, bridges: keys }) => [jsName, ...keys]);
    assert.deepEqual(bridges, [
        ['m_execute$system_queueablecontext', 'System.Queueable.execute(System.QueueableContext)'],
        ['m_execute$system_finalizercontext', 'System.Finalizer.execute(System.FinalizerContext)'],
        ['m_execute$database_batchablecontext$list_account_', 'Database.Batchable.execute(Database.BatchableContext,List<T>)'],
        ['m_compare$account$account', 'System.Comparator.compare(T,T)'],
        ['m_start$database_batchablecontext', 'Database.Batchable.start(Database.BatchableContext)'],
        ['m_finish$database_batchablecontext', 'Database.Batchable.finish(Database.BatchableContext)']
    ]);
});

test('an override in a subclass is bridged as well', () => {
    const [base, sub] = symbols({
        Base: 'public abstract class Base implements Comparable { public abstract Integer compareTo(Object other); }',
        Sub: 'public class Sub extends Base { public override Integer compareTo(Object other) { return 0; } }'
    });
    assert.deepEqual(sub!.methods.get('compareto')![0]!.bridges, ['System.Comparable.compareTo(Object)']);
    assert.deepEqual(base!.methods.get('compareto')![0]!.bridges, ['System.Comparable.compareTo(Object)']);
});

test('a field that hides an inherited one has a slot of its own', () => {
    const [, sub] = symbols({
        Base: 'public virtual class Base { private Integer x; }',
        Sub: 'public class Sub extends Base { private String x; }'
    });
    assert.equal(sub!.fields.get('x')!.jsName, '_x$');
});
