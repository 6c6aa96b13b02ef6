/** The REST API as clients see it: logins, queries, records, describes, anonymous Apex, and everything that is refused. */
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { call, login } from './serving.ts';
import { errorOf, TestServer } from './server.ts';
import { objectFile, xml } from '../schema/projectFixture.ts';

let server: TestServer;
let ann: { id: string; username: string; token: string };
let bob: { id: string; username: string; token: string };

before(async () => {
    server = await TestServer.start({
        ...objectFile('Opportunity', xml('CustomObject', '<sharingModel>Private</sharingModel>')),
        'app/Greeter.cls': `public class Greeter {
    public static String greet(String name) {
        return 'Hello ' + name.toUpperCase();
    }
}`
    });
    ann = await server.person('ann', 'Standard User');
    bob = await server.person('bob', 'Standard User');
});
after(() => server.stop());

const loginAs = (username: unknown): ReturnType<typeof call> => call(server.url, 'POST', '/local/login', { body: { username } });

test('login: an unknown, an inactive and a frozen person are refused with the reason', async () => {
    const leaver = await server.person('leaver', 'Standard User');
    const cases: [unknown, number, RegExp][] = [
        ['nobody@server.test', 401, /nobody@server\.test/],
        [undefined, 400, /username/],
        [{ $ne: 1 }, 400, /username/],
        [7, 400, /username/]
    ];
    for (const [username, status, message] of cases) {
        const answer = await loginAs(username);
        assert.equal(answer.status, status);
        assert.match(errorOf(answer).message, message);
    }
    const [{ Id: loginId }] = await server.rows(`SELECT Id FROM UserLogin WHERE UserId = '${leaver.id}'`);
    await server.api('PATCH', `/sobjects/UserLogin/${loginId as string}`, { IsFrozen: true });
    const frozen = await loginAs(leaver.username);
    assert.deepEqual([frozen.status, errorOf(frozen).errorCode, errorOf(frozen).message], [401, 'INVALID_LOGIN', 'user is frozen']);
    assert.equal((await server.call('GET', '/local/me', undefined, leaver.token)).status, 200, 'A running session goes on');

    await server.api('PATCH', `/sobjects/UserLogin/${loginId as string}`, { IsFrozen: false });
    await server.api('PATCH', `/sobjects/User/${leaver.id}`, { IsActive: false });
    const inactive = await loginAs(leaver.username);
    assert.deepEqual([inactive.status, errorOf(inactive).message], [401, 'inactive user']);
    const ended = await server.call('GET', '/local/me', undefined, leaver.token);
    assert.deepEqual([ended.status, errorOf(ended).errorCode], [401, 'INVALID_SESSION_ID']);
});

test('a session that never was, or was ended, is refused with 401 INVALID_SESSION_ID', async () => {
    const token = await login(server.url, ann.username);
    const [session] = await server.rows(
        `SELECT Id FROM AuthSession WHERE UsersId = '${ann.id}' ORDER BY CreatedDate DESC, Id DESC LIMIT 1`
    );
    assert.equal((await server.api('DELETE', `/sobjects/AuthSession/${session.Id as string}`)).status, 204);
    for (const wrong of [token, 'nonsense', '', '00D!x', "' OR 1=1 --"]) {
        const answer = await server.query('SELECT Id FROM User', wrong);
        assert.deepEqual([answer.status, answer.json], [401, [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]]);
    }
    const withoutToken = await call(server.url, 'GET', '/local/me', { headers: { cookie: 'sid=%' } });
    assert.equal(withoutToken.status, 401);
});

test('a query of more than 2,000 rows comes in pages, only to whom it belongs', async () => {
    for (let from = 0; from < 4_100; from += 200) {
        const records = Array.from({ length: Math.min(200, 4_100 - from) }, (_, index) => ({
            attributes: { type: 'Campaign' },
            Name: `Page ${String(from + index).padStart(4, '0')}`
        }));
        assert.equal((await server.api('POST', '/composite/sobjects', { allOrNone: true, records })).status, 200);
    }
    interface Page {
        totalSize: number;
        done: boolean;
        nextRecordsUrl?: string;
        records: { Name: string }[];
    }
    const names: string[] = [];
    const sizes: number[] = [];
    let page = (await server.query("SELECT Name FROM Campaign WHERE Name LIKE 'Page %' ORDER BY Name")).json as Page;
    const { nextRecordsUrl } = page;
    assert.equal(page.totalSize, 4_100);
    const foreign = await server.call('GET', nextRecordsUrl!, undefined, ann.token);
    assert.deepEqual([foreign.status, errorOf(foreign).errorCode], [400, 'INVALID_QUERY_LOCATOR']);
    for (;;) {
        sizes.push(page.records.length);
        names.push(...page.records.map((record) => record.Name));
        if (page.done) {
            break;
        }
        page = (await server.call('GET', page.nextRecordsUrl!)).json as Page;
    }
    assert.deepEqual(sizes, [2_000, 2_000, 100]);
    assert.deepEqual(names, names.toSorted());
    assert.equal(new Set(names).size, 4_100);
    assert.equal(page.nextRecordsUrl, undefined);
    assert.equal((await server.call('GET', nextRecordsUrl!)).status, 400, 'A locator that was read to its end is gone');
});

test('rows of a grouped query name fields and aliases as they are spelt', async () => {
    const { json } = await server.query(
        "SELECT Type, Owner.Username, COUNT(Id), MAX(CreatedDate) LastOne FROM Campaign WHERE Name LIKE 'Page %' GROUP BY Type, Owner.Username"
    );
    const [row] = (json as { records: Record<string, unknown>[] }).records;
    assert.deepEqual(Object.keys(row), ['attributes', 'Type', 'Username', 'expr0', 'LastOne']);
    assert.deepEqual([row.attributes, row.expr0], [{ type: 'AggregateResult' }, 4_100]);
});

test('a query that is wrong is refused with the code that says how', async () => {
    const cases: [string, string, RegExp][] = [
        ['SELECT FROM Account', 'MALFORMED_QUERY', /./],
        ['SELECT Id FROM Account WHERE', 'MALFORMED_QUERY', /./],
        ["SELECT Id FROM Account WHERE Name = 'open", 'MALFORMED_QUERY', /./],
        ['SELECT Id, Nope FROM Account', 'INVALID_FIELD', /No such column 'Nope' on entity 'Account'/],
        ['SELECT Owner.Nope FROM Account', 'INVALID_FIELD', /Nope/],
        ['SELECT Id FROM Account WHERE Nope = 1', 'INVALID_FIELD', /Nope/],
        ['SELECT Id FROM Nowhere', 'INVALID_TYPE', /sObject type 'Nowhere' is not supported/],
        ['SELECT Id FROM Account; DELETE FROM Account', 'MALFORMED_QUERY', /./],
        ['SELECT Id FROM Account WHERE Name = :name', 'MALFORMED_QUERY', /./],
        ['', 'MALFORMED_QUERY', /q is missing/]
    ];
    for (const [soql, code, message] of cases) {
        const answer = await server.query(soql);
        assert.deepEqual([answer.status, errorOf(answer)?.errorCode], [400, code], `${soql}: ${JSON.stringify(answer.json)}`);
        assert.match(errorOf(answer).message, message);
    }
});

test('a record is created, read, changed and deleted', async () => {
    const created = await server.api('POST', '/sobjects/Account', { Name: 'Öl & "Co" 😀', NumberOfEmployees: 5 });
    const { id, ...rest } = created.json as { id: string; success: boolean; errors: unknown[] };
    assert.deepEqual([created.status, rest], [201, { success: true, errors: [] }]);
    const read = await server.api('GET', `/sobjects/Account/${id}?fields=Name,NumberOfEmployees,Owner.Name`);
    const record = read.json as Record<string, unknown>;
    assert.deepEqual([record.Name, record.NumberOfEmployees], ['Öl & "Co" 😀', 5]);
    assert.equal((await server.api('PATCH', `/sobjects/Account/${id}`, { Name: 'Changed' })).status, 204);
    assert.deepEqual((await server.rows(`SELECT Name FROM Account WHERE Id = '${id}'`))[0].Name, 'Changed');
    assert.equal((await server.api('DELETE', `/sobjects/Account/${id}`)).status, 204);
    assert.equal((await server.api('GET', `/sobjects/Account/${id}`)).status, 404);
    assert.equal((await server.api('DELETE', `/sobjects/Account/${id}`)).status, 404);
    assert.deepEqual(
        (await server.api('GET', `/queryAll?q=${encodeURIComponent(`SELECT IsDeleted FROM Account WHERE Id = '${id}'`)}`)).status,
        200
    );
});

test('what a record lacks or has wrong is told with the fields concerned', async () => {
    const missing = await server.api('POST', '/sobjects/Contact', {});
    assert.deepEqual(
        [missing.status, missing.json],
        [400, [{ message: 'Required fields are missing: [LastName]', errorCode: 'REQUIRED_FIELD_MISSING', fields: ['LastName'] }]]
    );
    const unknown = await server.api('POST', '/sobjects/Account', { Name: 'x', Nope__c: 1 });
    assert.deepEqual([unknown.status, errorOf(unknown).errorCode], [400, 'INVALID_FIELD']);
    assert.match(errorOf(unknown).message, /No such column 'Nope__c' on sobject of type Account/);
    const wrongType = await server.api('POST', '/sobjects/Account', { Name: 'x', NumberOfEmployees: 'many' });
    assert.deepEqual([wrongType.status, errorOf(wrongType).errorCode], [400, 'JSON_PARSER_ERROR']);
    const noObject = await server.api('POST', '/sobjects/Nope__c', { Name: 'x' });
    assert.deepEqual([noObject.status, errorOf(noObject).errorCode], [404, 'NOT_FOUND']);
    const injected = await server.api('GET', `/sobjects/User/${ann.id}?fields=${encodeURIComponent('Id FROM User --')}`);
    assert.deepEqual([injected.status, errorOf(injected).errorCode], [400, 'INVALID_FIELD']);
});

test('collections: up to 200 rows, in the order they came in, all or none when asked for', async () => {
    const account = (Name?: string): object => ({ attributes: { type: 'Account' }, ...(Name && { Name }) });
    const contact = (LastName?: string): object => ({ attributes: { type: 'Contact' }, ...(LastName && { LastName }) });
    interface Result {
        success: boolean;
        id: string | null;
        errors: { statusCode: string; fields: string[] }[];
    }
    const mixed = await server.api('POST', '/composite/sobjects', {
        records: [account('Mixed 1'), contact('Mixed 2'), account(), account('Mixed 4')]
    });
    const results = mixed.json as Result[];
    assert.deepEqual(
        results.map((each) => each.id?.slice(0, 3) ?? each.errors[0].statusCode),
        ['001', '003', 'REQUIRED_FIELD_MISSING', '001']
    );
    const none = await server.api('POST', '/composite/sobjects', {
        allOrNone: true,
        records: [account('None 1'), contact('None 2'), account()]
    });
    assert.deepEqual(
        (none.json as Result[]).map((each) => [each.success, each.errors[0].statusCode]),
        [
            [false, 'ALL_OR_NONE_OPERATION_ROLLED_BACK'],
            [false, 'ALL_OR_NONE_OPERATION_ROLLED_BACK'],
            [false, 'REQUIRED_FIELD_MISSING']
        ]
    );
    assert.deepEqual(await server.rows("SELECT Id FROM Account WHERE Name LIKE 'None%'"), []);
    const changed = await server.api('PATCH', '/composite/sobjects', {
        records: [{ attributes: { type: 'Contact' }, Id: results[1].id, LastName: 'Changed' }]
    });
    assert.deepEqual((changed.json as Result[])[0].success, true);
    const ids = results.flatMap((each) => each.id ?? []).join(',');
    const deleted = await server.api('DELETE', `/composite/sobjects?ids=${ids}&allOrNone=true`);
    assert.deepEqual(
        (deleted.json as Result[]).map((each) => each.success),
        [true, true, true]
    );

    const refusals: unknown[] = [
        { records: Array.from({ length: 201 }, (_, index) => account(`Many ${index}`)) },
        { records: [{ Name: 'without attributes' }] },
        { records: [null] },
        { records: 'none' },
        {},
        []
    ];
    for (const body of refusals) {
        assert.equal((await server.api('POST', '/composite/sobjects', body)).status, 400);
    }
    assert.equal((await server.api('DELETE', '/composite/sobjects?ids=')).status, 400);
    assert.equal((await server.api('DELETE', '/composite/sobjects?ids=nonsense')).status, 400);
});

async function anonymous(code: string, token?: string): Promise<Record<string, unknown>> {
    return (await server.api('GET', `/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(code)}`, undefined, token))
        .json as Record<string, unknown>;
}

test('anonymous Apex answers in the shape of the Tooling API, with the place of what is wrong', async () => {
    const fine = {
        compiled: true,
        compileProblem: null,
        success: true,
        line: -1,
        column: -1,
        exceptionMessage: null,
        exceptionStackTrace: null
    };
    assert.deepEqual(await anonymous("System.debug(Greeter.greet('you'));"), fine);
    assert.deepEqual(await anonymous(''), fine);
    const notCompiled = { ...fine, compiled: false, success: false };
    assert.deepEqual(await anonymous('Integer i = 1;\n  Strin text;'), {
        ...notCompiled,
        line: 2,
        column: 3,
        compileProblem: 'Invalid type: Strin'
    });
    assert.deepEqual(await anonymous('Integer i = missing;'), {
        ...notCompiled,
        line: 1,
        column: 13,
        compileProblem: 'Variable does not exist: missing'
    });
    assert.equal((await anonymous('Integer i = ')).compiled, false);
    assert.equal((await anonymous('}')).compiled, false);
    const threw = { ...fine, success: false, column: 1 };
    assert.deepEqual(await anonymous('Integer i = 1;\n\nString text = Greeter.greet(null);'), {
        ...threw,
        line: 3,
        exceptionMessage: 'System.NullPointerException: Attempt to de-reference a null object',
        exceptionStackTrace: 'Class.Greeter.greet: line 3, column 1\nAnonymousBlock: line 3, column 1'
    });
    assert.deepEqual(await anonymous("throw new IllegalArgumentException('no');"), {
        ...threw,
        line: 1,
        exceptionMessage: 'System.IllegalArgumentException: no',
        exceptionStackTrace: 'AnonymousBlock: line 1, column 1'
    });
});

test('anonymous Apex may declare methods and classes, and is one transaction', async () => {
    const code = `class Pair {
    Integer one;
    Pair(Integer one) { this.one = one; }
}
/* Integer comment() { */
Integer twice(Integer value) {
    return value * 2; // }
}
String brace = '}{';
if (twice(new Pair(4).one) != 8) {
    throw new DmlException('wrong');
}
insert new Account(Name = 'Anonymous');
Integer wrong = twice(1) / 0;`;
    const result = await anonymous(code);
    assert.deepEqual(
        [result.compiled, result.exceptionMessage, result.exceptionStackTrace],
        [true, 'System.MathException: Divide by 0', 'AnonymousBlock: line 14, column 1']
    );
    assert.deepEqual(await server.rows("SELECT Id FROM Account WHERE Name = 'Anonymous'"), [], 'Nothing of it is kept');
    assert.equal((await server.api('GET', '/tooling/executeAnonymous')).status, 400);
});

test('describes: the objects, one object, and what is not there', async () => {
    const { sobjects } = (await server.api('GET', '/sobjects')).json as { sobjects: { name: string; urls: { sobject: string } }[] };
    assert.equal(sobjects.find((each) => each.name === 'Account')?.urls.sobject, '/services/data/v67.0/sobjects/Account');
    const account = (await server.api('GET', '/sobjects/Account/describe')).json as {
        name: string;
        fields: { name: string; type: string }[];
    };
    assert.equal(account.fields.find((field) => field.name === 'OwnerId')?.type, 'reference');
    const missing = await server.api('GET', '/sobjects/Nope__c/describe');
    assert.deepEqual([missing.status, errorOf(missing).errorCode], [404, 'NOT_FOUND']);
});

test('in user mode: a standard user sees and changes only what sharing and permissions give', async () => {
    const mine = await server.create('Opportunity', { Name: 'Mine', StageName: 'Prospecting', CloseDate: '2027-01-31' }, ann.token);
    await server.create('Opportunity', { Name: 'Theirs', StageName: 'Prospecting', CloseDate: '2027-01-31' }, bob.token);
    const seenBy = async (token?: string): Promise<unknown[]> =>
        (await server.rows('SELECT Name FROM Opportunity ORDER BY Name', token)).map((row) => row.Name);
    assert.deepEqual(await seenBy(ann.token), ['Mine']);
    assert.deepEqual(await seenBy(bob.token), ['Theirs']);
    assert.deepEqual(await seenBy(), ['Mine', 'Theirs']);
    assert.equal((await server.api('GET', `/sobjects/Opportunity/${mine}`, undefined, bob.token)).status, 404);
    const foreign = await server.api('PATCH', `/sobjects/Opportunity/${mine}`, { Name: 'Taken' }, bob.token);
    assert.ok([400, 403, 404].includes(foreign.status), JSON.stringify(foreign));
    assert.deepEqual(await seenBy(ann.token), ['Mine']);
    const noUsers = await server.api('PATCH', `/sobjects/User/${ann.id}`, { LastName: 'Taken' }, bob.token);
    assert.ok([400, 403].includes(noUsers.status), JSON.stringify(noUsers));
});
