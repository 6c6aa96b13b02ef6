/** Calls of @AuraEnabled methods: what goes in, what comes out, who may, and what is undone. */
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { xml } from '../schema/projectFixture.ts';
import { TestServer } from './server.ts';

const CONTROLLER = `public with sharing class Doors {
    public class Pair {
        @AuraEnabled public String name { get; set; }
        @AuraEnabled public Integer count;
        @AuraEnabled public Pair next { get; set; }
        public String hidden = 'hidden';
    }
    public class OwnException extends Exception {}
    public enum Colour { RED, GREEN }

    @AuraEnabled public static String typesOf(Id a, Date b, Datetime c, Decimal d, Integer e, Long f, Boolean g, Double h) {
        return String.join(new List<Object>{ a, b.addDays(1), c.addHours(1), d + 0.1, e + 1, f + 1, !g, h * 2 }, '|');
    }
    @AuraEnabled public static String collections(List<String> names, Map<String, Integer> counts, Set<Id> ids) {
        return names.size() + names[0] + counts.get('two') + ids.size();
    }
    @AuraEnabled public static String pair(Pair value) {
        return value.name + value.count + value.next?.name;
    }
    @AuraEnabled public static String account(Account value) {
        return value.Name + value.NumberOfEmployees;
    }
    @AuraEnabled public static String missing(String text, Integer amount, List<String> names) {
        return text + '|' + amount + '|' + names;
    }
    @AuraEnabled public static String inherited(String constructor) {
        return constructor;
    }
    @AuraEnabled public static Map<String, Object> everything() {
        Pair first = new Pair();
        first.name = 'first';
        first.next = new Pair();
        first.next.count = 2;
        return new Map<String, Object>{
            'date' => Date.newInstance(2026, 1, 31),
            'datetime' => Datetime.newInstanceGmt(2026, 1, 31, 10, 5, 0),
            'decimal' => 1.50,
            'long' => 3000000000L,
            'nothing' => null,
            'colour' => Colour.GREEN,
            'pair' => first,
            'list' => new List<Integer>{ 1, 2 },
            'record' => new Account(Name = 'Acme', Industry = null)
        };
    }
    @AuraEnabled public static void nothing() {}
    @AuraEnabled public static void refuses() { throw new AuraHandledException('Not today'); }
    @AuraEnabled public static void own() { throw new OwnException('Mine'); }
    @AuraEnabled public static void dereferences() { String text = null; text.length(); }
    @AuraEnabled public static void insertsNothing() { insert new Account(); }
    @AuraEnabled public static void insertsTwice() {
        insert new Account(Name = 'Half');
        insert new Contact();
    }
    @AuraEnabled public static void insertsThenHandled() {
        insert new Account(Name = 'Half');
        throw new AuraHandledException('no');
    }
    @AuraEnabled public static String inserts() {
        Account one = new Account(Name = 'Whole');
        insert one;
        return one.Id;
    }
    @AuraEnabled public static void queriesTooMuch() {
        for (Integer i = 0; i < 200; i++) {
            try { Integer n = [SELECT COUNT() FROM Account]; } catch (Exception error) { i = 0; }
        }
    }
    public static String notEnabled() { return 'secret'; }
    @AuraEnabled public String getNotStatic() { return 'secret'; }
    @AuraEnabled(cacheable=true) public static String whoAmI() { return UserInfo.getUserName(); }
}`;

let server: TestServer;
let outsider: string;
let insider: string;
before(async () => {
    server = await TestServer.start({
        'app/classes/Doors.cls': CONTROLLER,
        'app/permissionsets/Doors.permissionset-meta.xml': xml(
            'PermissionSet',
            '<label>Doors</label><classAccesses><apexClass>Doors</apexClass><enabled>true</enabled></classAccesses>'
        )
    });
    outsider = (await server.person('outsider', 'Standard User')).token;
    const { id, token } = await server.person('insider', 'Standard User');
    insider = token;
    await server.assign('Doors', id);
});
after(() => server.stop());

interface AuraError {
    exceptionType: string;
    isUserDefinedException: boolean;
    message: string;
    stackTrace: string;
    pageErrors?: { statusCode: string; message: string }[];
    fieldErrors?: Record<string, { statusCode: string; message: string }[]>;
}

async function apex(method: string, params: object = {}, token?: string): Promise<unknown> {
    const answer = await server.call('POST', `/local/apex/Doors/${method}`, params, token);
    assert.equal(answer.status, 200, JSON.stringify(answer.json));
    return answer.json;
}

async function refusal(method: string, params: object = {}, token?: string): Promise<AuraError> {
    const answer = await server.call('POST', `/local/apex/Doors/${method}`, params, token);
    assert.equal(answer.status, 500, JSON.stringify(answer.json));
    return answer.json as AuraError;
}

test('parameters become the types that the method declares', async () => {
    assert.equal(
        await apex('typesOf', {
            a: '001000000000001',
            b: '2026-01-31',
            c: '2026-01-31T10:05:00.000Z',
            d: 1.5,
            e: 2,
            f: 3_000_000_000,
            g: true,
            h: 1.25
        }),
        '001000000000001AAA|2026-02-01 00:00:00|2026-01-31 11:05:00|1.6|3|3000000001|false|2.5'
    );
    assert.equal(
        await apex('collections', { names: ['a', 'b'], counts: { two: 2 }, ids: ['001000000000001AAA', '001000000000001'] }),
        '2a21'
    );
    assert.equal(await apex('pair', { value: { name: 'one', count: 2, next: { name: 'two' } } }), 'one2two');
    assert.equal(await apex('account', { value: { Name: 'Acme', NumberOfEmployees: 3 } }), 'Acme3');
});

test('what is null or missing is null; what nobody asked for is ignored', async () => {
    assert.equal(await apex('missing', { text: null, other: 'ignored' }), 'null|null|null');
    assert.equal(await apex('missing', { text: '', amount: 0, names: [] }), '|0|()');
    assert.equal(await apex('inherited'), null, 'Names that every JavaScript object has are no parameters');
});

test('a value of the wrong type is refused and names the parameter', async () => {
    for (const [method, params] of [
        ['missing', { amount: 'many' }],
        ['missing', { names: 'one' }],
        ['typesOf', { a: 'no id' }],
        ['typesOf', { b: 'yesterday' }],
        ['pair', { value: 'text' }]
    ] as [string, object][]) {
        const error = await refusal(method, params);
        assert.notEqual(error.exceptionType, 'LocalOrgError', JSON.stringify([params, error]));
        assert.equal(error.stackTrace.includes('.ts:'), false);
    }
});

test('results: dates as text, objects by their @AuraEnabled members, no nulls in objects and records', async () => {
    assert.deepEqual(await apex('everything'), {
        date: '2026-01-31',
        datetime: '2026-01-31T10:05:00.000Z',
        decimal: 1.5,
        long: 3_000_000_000,
        nothing: null,
        colour: 'GREEN',
        pair: { name: 'first', next: { count: 2 } },
        list: [1, 2],
        record: { Name: 'Acme' }
    });
    assert.equal(await apex('nothing'), null);
});

test('errors have the shape that reduceErrors reads', async () => {
    const handled = await refusal('refuses');
    assert.deepEqual([handled.exceptionType, handled.message], ['System.AuraHandledException', 'Not today']);
    const own = await refusal('own');
    assert.deepEqual([own.exceptionType, own.isUserDefinedException, own.message], ['Doors.OwnException', true, 'Mine']);
    const npe = await refusal('dereferences');
    assert.deepEqual([npe.exceptionType, npe.message], ['System.NullPointerException', 'Attempt to de-reference a null object']);
    assert.match(npe.stackTrace, /^Class\.Doors\.dereferences: line \d+, column 1$/);
    const dml = await refusal('insertsNothing');
    assert.equal(dml.exceptionType, 'System.DmlException');
    assert.deepEqual(dml.fieldErrors, { Name: [{ statusCode: 'REQUIRED_FIELD_MISSING', message: 'Required fields are missing: [Name]' }] });
    assert.deepEqual(dml.pageErrors, []);
    const limit = await refusal('queriesTooMuch');
    assert.deepEqual([limit.exceptionType, limit.message], ['System.LimitException', 'Too many SOQL queries: 101']);
});

test('a call is one transaction: what fails leaves nothing, what succeeds is kept', async () => {
    await refusal('insertsTwice');
    await refusal('insertsThenHandled');
    assert.deepEqual(await server.rows("SELECT Id FROM Account WHERE Name = 'Half'"), []);
    const id = await apex('inserts');
    assert.deepEqual(
        (await server.rows("SELECT Id FROM Account WHERE Name = 'Whole'")).map((row) => row.Id),
        [id]
    );
});

test('only @AuraEnabled static methods of classes that the user may use are there', async () => {
    for (const method of ['notEnabled', 'getNotStatic', 'nowhere', 'toString', 'constructor']) {
        assert.match((await refusal(method)).message, new RegExp(`Unable to find action '${method}'`));
    }
    const elsewhere = await server.call('POST', '/local/apex/Nowhere/whoAmI', {});
    assert.deepEqual(
        [elsewhere.status, (elsewhere.json as AuraError).message],
        [500, "Unable to find action 'whoAmI' on the controller of Nowhere"]
    );
    assert.match((await refusal('whoAmI', {}, outsider)).message, /You do not have access to the Apex class named 'Doors'/);
    assert.equal(await apex('whoAmI', {}, insider), 'insider@server.test');
    const stranger = await server.call('POST', '/local/apex/Doors/whoAmI', {}, 'nonsense');
    assert.equal(stranger.status, 401);
});
