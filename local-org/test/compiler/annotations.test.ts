import { test } from 'node:test';
import assert from 'node:assert/strict';
import type { Expression, Statement } from '../../src/language/ast.ts';
import { typeName } from '../../src/compiler/typeName.ts';
import { bodyOf, check, expressionOf } from './checkText.ts';

function statements(text: string, members = ''): Statement[] {
    const checked = check({
        Probe: `public class Probe { ${members} void run(String s, Integer i, Long l, Decimal d, Account a, Object o) { ${text} } }`
    });
    assert.deepEqual(checked.texts, []);
    return bodyOf(checked, 'Probe', 'run');
}

function first(text: string, members = ''): Expression {
    return expressionOf(statements(text, members)[0]!);
}

test('arithmetic says in which type it is done, operands how they get there', () => {
    const e = first('Object x = i + l;');
    assert.equal(e.kind, 'binary');
    if (e.kind === 'binary') {
        assert.equal(typeName(e.operationType!), 'Long');
        assert.equal(e.left.conversion, 'integerToLong');
        assert.equal(e.right.conversion, undefined);
    }
});

test('values are converted where they are used', () => {
    assert.equal(first('Long x = i;').conversion, 'integerToLong');
    assert.equal(first('Decimal x = 1;').conversion, 'integerToDecimal');
    assert.equal(first('Id x = s;').conversion, 'stringToId');
    assert.equal(first('Datetime x = Date.today();').conversion, 'dateToDatetime');
    assert.equal(first('Account x = [SELECT Id FROM Account];').conversion, 'soqlToRecord');
    assert.equal(first('List<Account> x = [SELECT Id FROM Account];').conversion, undefined);
    const call = first('take(i);', 'void take(Double x) {}');
    assert.equal(call.kind === 'call' && call.args[0]!.conversion, 'integerToDouble');
});

test('names say what they mean', () => {
    const e = first('Object x = a.Owner.Name;');
    assert.equal(e.resolved?.kind, 'sobjectField');
    if (e.kind === 'member') {
        assert.equal(e.target.resolved?.kind, 'sobjectParent');
        assert.equal(e.target.kind === 'member' && e.target.target.resolved?.kind, 'local');
    }
    assert.equal(first('Object x = Account.Name;').resolved?.kind, 'fieldToken');
    assert.equal(first('Object x = Account.SObjectType;').resolved?.kind, 'objectToken');
    assert.equal(first('Object x = Schema.SObjectType.Account;').resolved?.kind, 'objectDescribe');
    assert.equal(first('Object x = a.Contacts;').resolved?.kind, 'sobjectChildren');
    assert.equal(first('Object x = LoggingLevel.INFO;').resolved?.kind, 'libraryEnumConstant');
    assert.equal(first('Object x = Label.Greeting;').resolved?.kind, 'label');
    assert.equal(first('a.Name.addError(s);').resolved?.kind, 'fieldAddError');
    assert.equal(first('Object x = new Map<Id, Account>([SELECT Id FROM Account]);').resolved?.kind, 'newCollection');
});

test('calls name the method and how it is reached', () => {
    const e = first('help(1);', 'virtual class A {} static void help(Long x) {} void help(String x) {}');
    assert.deepEqual(e.resolved?.kind === 'userMethod' && [e.resolved.method.jsName, e.resolved.dispatch, e.resolved.implicitThis], [
        'm_help$long',
        'static',
        false
    ]);
    const library = first('Object x = s.substring(1);');
    assert.equal(library.resolved?.kind === 'libraryMethod' && library.resolved.method.key, 'System.String.substring(Integer)');
    const added = first('new List<Long>().add(i);');
    assert.deepEqual(added.resolved?.kind === 'libraryMethod' && [added.resolved.method.key, added.resolved.parameters.map(typeName)], [
        'System.List.add(T)',
        ['Long']
    ]);
    assert.equal(added.kind === 'call' && added.args[0]!.conversion, 'integerToLong');
});

test('inside its accessors a property means its backing field', () => {
    const checked = check({
        Probe: 'public class Probe { Integer p { get { return p; } set { p = value; } } Integer run() { return p; } }'
    });
    assert.deepEqual(checked.texts, []);
    const declaration = checked.units.get('Probe')!.declaration;
    const property = declaration?.kind === 'class' ? declaration.members[0]! : null;
    assert.equal(property?.kind, 'property');
    if (property?.kind === 'property') {
        const [inside] = property.getter!.body!.statements;
        assert.ok(inside?.kind === 'return' && inside.value?.resolved?.kind === 'field' && inside.value.resolved.insideAccessor);
        assert.equal(property.setter!.local?.jsName, 'value');
    }
    const [outside] = bodyOf(checked, 'Probe', 'run');
    assert.ok(outside?.kind === 'return' && outside.value?.resolved?.kind === 'field' && !outside.value.resolved.insideAccessor);
});

test('locals have JavaScript names of their own', () => {
    const [one, two, three] = statements('{ Integer x; } { String x; } Integer function1 = 1; Integer var = 2;');
    const nameIn = (statement: Statement | undefined): string | undefined =>
        statement?.kind === 'block' && statement.statements[0]?.kind === 'localVariables'
            ? statement.statements[0].locals?.[0]?.jsName
            : undefined;
    assert.deepEqual([nameIn(one), nameIn(two)], ['x', 'x$2']);
    assert.equal(three?.kind === 'localVariables' && three.locals?.[0]?.jsName, 'function1');
    const last = statements('Integer var = 2;')[0];
    assert.equal(last?.kind === 'localVariables' && last.locals?.[0]?.jsName, 'var$');
});

test('loops and switches say how they run', () => {
    const kinds = statements(
        'for (Account x : [SELECT Id FROM Account]) {} for (List<Account> x : [SELECT Id FROM Account]) {} for (Id x : new Set<Id>()) {} for (String x : new List<String>()) {}'
    ).map((statement) => statement.kind === 'forEach' && statement.loop);
    assert.deepEqual(kinds, ['soqlRecords', 'soqlChunks', 'set', 'list']);
    const on = statements(
        'switch on i { when 1 {} } switch on LoggingLevel.INFO { when DEBUG {} } SObject r = a; switch on r { when Account x {} }'
    ).map((statement) => statement.kind === 'switch' && statement.on);
    assert.deepEqual(on, ['primitive', 'enum', false, 'sobjectType']);
});
