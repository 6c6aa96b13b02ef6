/** Apex REST: which class and method answers, what goes in, what comes out, who may, and what is undone. */
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { xml } from '../schema/projectFixture.ts';
import { TestServer } from './server.ts';

const ITEMS = `@RestResource(urlMapping='/items/*')
global with sharing class Items {
    global class Item {
        global String name;
        global Integer amount { get; set; }
        private Item deeper;
        global transient String passing;
        global List<Decimal> prices;
    }
    global class OwnException extends Exception {}

    @HttpGet global static Map<String, Object> get() {
        RestRequest request = RestContext.request;
        return new Map<String, Object>{
            'uri' => request.requestURI, 'path' => request.resourcePath, 'method' => request.httpMethod,
            'params' => request.params, 'body' => request.requestBody.size(), 'from' => request.remoteAddress,
            'quiddity' => System.Request.getCurrent().getQuiddity().name(), 'header' => request.headers.get('X-Custom-Header'), 'token' => request.headers.get('Authorization')
        };
    }
    @HttpPost global static Item post(String name, Integer amount, Boolean flag, Item item, List<String> tags, Map<String, Integer> counts, Account record) {
        if (name == 'boom') {
            insert new Account(Name = 'Half');
            throw new OwnException('Mine');
        }
        Item result = new Item();
        result.name = String.join(new List<Object>{ name, amount, flag, item?.deeper?.name, tags, counts, record?.Name, RestContext.request.requestBody }, '|');
        result.prices = new List<Decimal>{ 1.50 };
        return result;
    }
    @HttpPut global static void put() {
        insert new Account(Name = RestContext.request.requestBody.toString());
        RestContext.response.statusCode = 201;
        RestContext.response.addHeader('Content-Type', 'text/plain');
        RestContext.response.addHeader('X-Made', 'yes');
        RestContext.response.responseBody = Blob.valueOf('made ' + RestContext.request.requestBody.toString());
    }
    @HttpPatch global static Account patch() {
        Account made = new Account(Name = 'Patched', Industry = null);
        insert made;
        return [SELECT Name, Industry, Phone FROM Account WHERE Id = :made.Id];
    }
    @HttpDelete global static void remove() {
        RestContext.response.statusCode = Integer.valueOf(RestContext.request.params.get('status'));
        insert new Account(Name = 'Removed');
    }
}`;

const LONGER = `@RestResource(urlMapping='/items/special/*')
global with sharing class Special {
    @HttpGet global static String get() { return 'special'; }
}`;
const EXACT = `@RestResource(urlMapping='/items/special/exact')
global with sharing class Exact {
    @HttpGet global static Datetime get() { return Datetime.newInstanceGmt(2026, 1, 31, 10, 5, 0); }
    @HttpPost global static Integer queries() { for (Integer i = 0; i < 101; i++) { Integer n = [SELECT COUNT() FROM Account]; } return 1; }
}`;
const MIDDLE = `@RestResource(urlMapping='/teams/*/members')
global with sharing class Members {
    @HttpGet global static List<String> get() { return RestContext.request.requestURI.split('/'); }
}`;

let server: TestServer;
let outsider: string;
let insider: string;
before(async () => {
    server = await TestServer.start({
        'app/classes/Items.cls': ITEMS,
        'app/classes/Special.cls': LONGER,
        'app/classes/Exact.cls': EXACT,
        'app/classes/Members.cls': MIDDLE,
        'app/permissionsets/Items.permissionset-meta.xml': xml(
            'PermissionSet',
            '<label>Items</label><classAccesses><apexClass>Items</apexClass><enabled>true</enabled></classAccesses>'
        )
    });
    outsider = (await server.person('outsider', 'Standard User')).token;
    const { id, token } = await server.person('insider', 'Standard User');
    insider = token;
    await server.assign('Items', id);
});
after(() => server.stop());

interface Answer {
    status: number;
    type: string | null;
    made: string | null;
    text: string;
    json: unknown;
}

async function rest(
    method: string,
    path: string,
    body?: unknown,
    { token = server.admin, ...headers }: Record<string, string> = {}
): Promise<Answer> {
    const response = await fetch(`${server.url}/services/apexrest${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
        body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
    });
    const text = await response.text();
    let json: unknown;
    try {
        json = JSON.parse(text);
    } catch {
        json = undefined;
    }
    return { status: response.status, type: response.headers.get('content-type'), made: response.headers.get('x-made'), text, json };
}

async function refusal(...call: Parameters<typeof rest>): Promise<[number, string, string]> {
    const { status, json } = await rest(...call);
    const [{ errorCode, message }] = json as { errorCode: string; message: string }[];
    return [status, errorCode, message];
}

test('the request is there for Apex, without the token', async () => {
    const { status, type, json } = await rest('GET', '/items/a/b?x=1&y=two%20words', undefined, { 'X-Custom-Header': 'seen' });
    assert.equal(status, 200);
    assert.match(type!, /^application\/json/);
    assert.deepEqual(json, {
        uri: '/items/a/b',
        path: '/services/apexrest/items/*',
        method: 'GET',
        params: { x: '1', y: 'two words' },
        body: 0,
        from: '127.0.0.1',
        quiddity: 'REST',
        header: 'seen',
        token: null
    });
});

test('an exact match wins, then the longest pattern; wildcards match nothing, a segment, many', async () => {
    assert.equal((await rest('GET', '/items/special/exact')).text, '"2026-01-31T10:05:00.000Z"');
    assert.equal((await rest('GET', '/items/special/exact/')).text, '"2026-01-31T10:05:00.000Z"');
    assert.equal((await rest('GET', '/items/special')).json, 'special');
    assert.equal((await rest('GET', '/items/special/a/b')).json, 'special');
    assert.equal((await rest('GET', '/items')).status, 200);
    assert.deepEqual((await rest('GET', '/teams/12/members')).json, ['', 'teams', '12', 'members']);
    for (const path of ['/Items/a', '/itemsmore', '/teams//members', '/teams/12/members/3', '/nowhere', '/', '']) {
        assert.deepEqual(await refusal('GET', path), [404, 'NOT_FOUND', 'Could not find a match for URL'], path);
    }
    assert.deepEqual(await refusal('GET', '/items/ann@x.com'), [404, 'NOT_FOUND', 'The requested resource does not exist']);
    assert.equal(((await rest('GET', '/items/one.json')).json as { uri: string }).uri, '/items/one');
});

test('a verb without a method is refused, HEAD is answered as GET', async () => {
    assert.deepEqual(await refusal('PUT', '/items/special'), [405, 'METHOD_NOT_ALLOWED', "HTTP Method 'PUT' not allowed. Allowed are GET"]);
    assert.deepEqual(await refusal('PUT', '/items/special/exact'), [
        405,
        'METHOD_NOT_ALLOWED',
        "HTTP Method 'PUT' not allowed. Allowed are GET,POST"
    ]);
    const head = await rest('HEAD', '/items/special');
    assert.deepEqual([head.status, head.text], [200, '']);
});

test('parameters come from the body by name and type; nulls are left out of the answer', async () => {
    const { status, json } = await rest('POST', '/items', {
        counts: { a: 1 },
        name: 'n',
        amount: 2,
        flag: 1,
        item: { deeper: { name: 'deep' } },
        tags: ['x', 'y'],
        record: { Name: 'Acme', attributes: { type: 'Account' } }
    });
    assert.equal(status, 200);
    assert.deepEqual(json, { name: 'n|2|true|deep|(x, y)|{a=1}|Acme|', prices: [1.5] });
    assert.deepEqual((await rest('POST', '/items', {})).json, { name: '|||||||', prices: [1.5] });
});

test('a body that does not fit the parameters says where', async () => {
    const parser = async (body: string): Promise<string> => {
        const [status, code, message] = await refusal('POST', '/items', body);
        assert.deepEqual([status, code], [400, 'JSON_PARSER_ERROR'], body);
        return message;
    };
    assert.equal(await parser(''), 'The HTTP entity body is required, but this request has no entity body.');
    assert.equal(
        await parser('{"SETTINGS":{"foo":"bar"}}'),
        'Unexpected parameter encountered during deserialization: SETTINGS at [line:1, column:14]'
    );
    assert.equal(await parser('{\n"tags": "888"}'), 'Expected List<String> but found "888" at [line:2, column:10]');
    assert.match(await parser('{"amount": "many"}'), /^Illegal value for primitive: many at \[line:1, column:\d+\]$/);
    assert.match(await parser('{"item": {"unknown": 1}}'), /unknown/i);
    assert.match(await parser('{"item": {"passing": "x"}}'), /passing/i, 'transient members are none');
    assert.match(await parser('{"name": "a", "name": "b"}'), /name/);
    assert.match(await parser('{"name": '), /^Unexpected end-of-input/);
    assert.match(await parser(`{"item": ${'['.repeat(50_000)}`), /nested too deeply/);
    assert.match(await parser('["name"]'), /^Unexpected parameter/);
    assert.match(await parser('{"Name": "case"}'), /^Unexpected parameter encountered during deserialization: Name/);
});

test('other contents: refused for parameters, open for those who read the body', async () => {
    assert.deepEqual((await refusal('POST', '/items', 'name=x', { 'content-type': 'application/x-www-form-urlencoded' }))[0], 415);
    assert.deepEqual((await refusal('PUT', '/items', 'x', { 'content-type': 'multipart/form-data; boundary=x' }))[0], 415);
    assert.deepEqual(await refusal('POST', '/items', '<request/>', { 'content-type': 'application/xml' }), [
        501,
        'NOT_IMPLEMENTED',
        'Unsupported in the local org: XML in Apex REST'
    ]);
    const put = await rest('PUT', '/items', 'Ünited', { 'content-type': 'text/plain' });
    assert.deepEqual([put.status, put.type, put.made, put.text], [201, 'text/plain', 'yes', 'made Ünited']);
    assert.equal((await server.rows("SELECT Id FROM Account WHERE Name = 'Ünited'")).length, 1);
});

test('records carry their attributes, fields without a value stay away', async () => {
    const record = (await rest('PATCH', '/items')).json as Record<string, unknown>;
    assert.deepEqual(Object.keys(record).sort(), ['Id', 'Name', 'attributes']);
    assert.deepEqual(record.attributes, { type: 'Account', url: `/services/data/v67.0/sobjects/Account/${record.Id as string}` });
});

test('an exception is a 500 with its place, and nothing of the request is kept', async () => {
    const [status, code, message] = await refusal('POST', '/items', { name: 'boom' });
    assert.deepEqual([status, code], [500, 'APEX_ERROR']);
    assert.match(message, /^Items\.OwnException: Mine\n\nClass\.Items\.post: line 23, column 1$/);
    assert.deepEqual(await server.rows("SELECT Id FROM Account WHERE Name = 'Half'"), []);
    const limit = await refusal('POST', '/items/special/exact');
    assert.deepEqual(limit.slice(0, 2), [500, 'APEX_ERROR']);
    assert.match(limit[2], /^System\.LimitException: Too many SOQL queries: 101/);
});

test('the status is what Apex sets, among those that there are; what it did is kept', async () => {
    const { status, text } = await rest('DELETE', '/items?status=404');
    assert.deepEqual([status, text], [404, '']);
    assert.equal((await server.rows("SELECT Id FROM Account WHERE Name = 'Removed'")).length, 1);
    assert.deepEqual(await refusal('DELETE', '/items?status=422'), [
        500,
        'UNKNOWN_EXCEPTION',
        'Invalid status code for HTTP response: 422'
    ]);
});

test('only those may call a class who may use it', async () => {
    assert.deepEqual(await refusal('GET', '/items', undefined, { token: outsider }), [
        403,
        'FORBIDDEN',
        'You do not have access to the Apex class named: Items'
    ]);
    assert.equal((await rest('GET', '/items', undefined, { token: insider })).status, 200);
    assert.equal((await refusal('GET', '/items', undefined, { token: 'nonsense' }))[1], 'INVALID_SESSION_ID');
});
