/** The data API beside single records: keys, composites, collections, pages, replication, limits, field access. */
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { errorOf, TestServer } from './server.ts';
import { call } from './serving.ts';
import { fieldFile, objectFile, objectXml } from '../schema/projectFixture.ts';

let server: TestServer;
let ann: { id: string; token: string };
/** Without any right to our object. */
let bob: { token: string };

const FIELDS: [string, boolean, boolean][] = [
    ['Key__c', true, true],
    ['Code__c', true, true],
    ['Shown__c', true, false]
];

before(async () => {
    server = await TestServer.start({
        ...objectFile('Thing__c', objectXml('Thing')),
        ...fieldFile('Thing__c', 'Key__c', '<type>Text</type><length>20</length><externalId>true</externalId><unique>true</unique>'),
        ...fieldFile('Thing__c', 'Code__c', '<type>Text</type><length>20</length><externalId>true</externalId>'),
        ...fieldFile('Thing__c', 'Shown__c', '<type>Text</type><length>20</length>'),
        ...fieldFile('Thing__c', 'Hidden__c', '<type>Text</type><length>20</length>'),
        'app/permissionsets/Things.permissionset-meta.xml': `<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata"><label>Things</label>
${FIELDS.map(
    ([name, read, edit]) =>
        `<fieldPermissions><field>Thing__c.${name}</field><editable>${edit}</editable><readable>${read}</readable></fieldPermissions>`
).join('')}
<objectPermissions><object>Thing__c</object><allowCreate>true</allowCreate><allowRead>true</allowRead><allowEdit>true</allowEdit>
<allowDelete>true</allowDelete><viewAllRecords>false</viewAllRecords><modifyAllRecords>false</modifyAllRecords></objectPermissions></PermissionSet>`
    });
    ann = await server.person('ann', 'Standard User');
    bob = await server.person('bob', 'Standard User');
    const [{ Id: admin }] = await server.rows("SELECT Id FROM User WHERE Username = 'admin@localorg.test'");
    await server.assign('Things', String(admin));
    await server.assign('Things', ann.id);
});
after(() => server.stop());

interface Subresponse {
    referenceId: string;
    httpStatusCode: number;
    httpHeaders: Record<string, string>;
    body: unknown;
}

async function composite(body: unknown): Promise<Subresponse[]> {
    const { status, json } = await server.api('POST', '/composite', body);
    assert.equal(status, 200, JSON.stringify(json));
    return (json as { compositeResponse: Subresponse[] }).compositeResponse;
}

const V = '/services/data/v67.0';

test('a record is found, made, changed and deleted by a key of its own', async () => {
    const made = await server.api('PATCH', '/sobjects/Thing__c/Key__c/a%20b', { Name: 'First' });
    const { id, ...rest } = made.json as { id: string };
    assert.deepEqual([made.status, rest], [201, { success: true, errors: [], created: true }]);
    assert.equal(made.headers.get('location'), `${V}/sobjects/Thing__c/${id}`);
    const changed = await server.api('PATCH', '/sobjects/Thing__c/Key__c/a%20b', { Name: 'Again' });
    assert.deepEqual([changed.status, changed.json], [200, { id, success: true, errors: [], created: false }]);
    const read = await server.api('GET', '/sobjects/Thing__c/Key__c/a%20b?fields=Name,Key__c');
    assert.deepEqual([read.status, (read.json as { Name: string }).Name], [200, 'Again']);
    const named = await server.api('PATCH', '/sobjects/Thing__c/Key__c/x', { Key__c: 'x' });
    assert.deepEqual(
        [named.status, errorOf(named).errorCode, errorOf(named).message],
        [400, 'INVALID_FIELD', 'The Key__c field should not be specified in the sobject data.']
    );
    assert.equal((await server.api('PATCH', '/sobjects/Thing__c/Key__c/none?updateOnly=true', { Name: 'x' })).status, 404);
    assert.equal((await server.api('PATCH', '/sobjects/Thing__c/Shown__c/x', { Name: 'x' })).status, 404);
    assert.equal((await server.api('DELETE', '/sobjects/Thing__c/Key__c/a%20b')).status, 204);
    assert.equal((await server.api('GET', '/sobjects/Thing__c/Key__c/a%20b')).status, 404);
});

test('a key that several records have is a choice: 300 and where they are', async () => {
    const first = await server.create('Thing__c', { Name: 'Twin', Code__c: 'twin' });
    const second = await server.create('Thing__c', { Name: 'Twin', Code__c: 'twin' });
    for (const method of ['GET', 'DELETE']) {
        const answer = await server.api(method, '/sobjects/Thing__c/Code__c/twin');
        assert.deepEqual([answer.status, answer.json], [300, [first, second].map((id) => `${V}/sobjects/Thing__c/${id}`)]);
    }
    assert.equal((await server.api('PATCH', '/sobjects/Thing__c/Code__c/twin', { Name: 'x' })).status, 300);
});

test('collections are upserted by a key and read by Id, in their order', async () => {
    const attributes = { type: 'Thing__c' };
    const saved = await server.api('PATCH', '/composite/sobjects/Thing__c/Key__c', {
        records: [
            { attributes, Key__c: 'c1', Name: 'One' },
            { attributes, Key__c: 'c1', Name: 'Twice' },
            { attributes, Key__c: 'c2', Name: 'Two' }
        ]
    });
    const results = saved.json as { id?: string; success: boolean; created?: boolean; errors: { statusCode: string }[] }[];
    assert.deepEqual(
        results.map(({ success, created, errors }) => [success, created, errors[0]?.statusCode]),
        [
            [true, true, undefined],
            [false, undefined, 'DUPLICATE_VALUE'],
            [true, true, undefined]
        ]
    );
    assert.ok(!('id' in results[1]));
    const ids = [results[2].id, '001000000000001AAA', results[0].id];
    const read = await server.api('GET', `/composite/sobjects/Thing__c?ids=${ids.join(',')}&fields=Name`);
    assert.deepEqual(
        (read.json as ({ Name: string } | null)[]).map((record) => record?.Name ?? null),
        ['Two', null, 'One']
    );
    const many = { attributes, Name: 'x' };
    const refusals: [string, string, unknown, string][] = [
        ['POST', '/composite/sobjects', { records: Array(201).fill(many) }, 'EXCEEDED_ID_LIMIT'],
        ['GET', '/composite/sobjects/Thing__c?ids=nonsense&fields=Name', undefined, 'MALFORMED_ID'],
        ['PATCH', '/composite/sobjects/Thing__c/Shown__c', { records: [many] }, 'NOT_FOUND'],
        ['PATCH', '/composite/sobjects/Account/Id', { records: [many] }, 'INVALID_INPUT']
    ];
    for (const [method, path, body, code] of refusals) {
        assert.equal(errorOf(await server.api(method, path, body)).errorCode, code);
    }
});

test('a composite passes values on; what refers to a failure is halted, the rest goes on', async () => {
    const responses = await composite({
        compositeRequest: [
            { method: 'POST', url: `${V}/sobjects/Account`, referenceId: 'account', body: { Name: 'Composite' } },
            { method: 'POST', url: `${V}/sobjects/Contact`, referenceId: 'contact', body: { LastName: 'C', AccountId: '@{account.id}' } },
            { method: 'GET', url: `${V}/query?q=SELECT+Id,AccountId+FROM+Contact+WHERE+Id='@{contact.id}'`, referenceId: 'found' },
            { method: 'GET', url: `${V}/sobjects/Account/@{found.records[0].AccountId}?fields=Name`, referenceId: 'name' },
            { method: 'POST', url: `${V}/sobjects/Contact`, referenceId: 'bad', body: {} },
            { method: 'DELETE', url: `${V}/sobjects/Contact/@{bad.id}`, referenceId: 'halted' },
            { method: 'POST', url: `${V}/jobs/ingest`, referenceId: 'foreign', body: {} }
        ]
    });
    assert.deepEqual(
        responses.map(({ referenceId, httpStatusCode }) => [referenceId, httpStatusCode]),
        [
            ['account', 201],
            ['contact', 201],
            ['found', 200],
            ['name', 200],
            ['bad', 400],
            ['halted', 400],
            ['foreign', 400]
        ]
    );
    assert.equal((responses[3].body as { Name: string }).Name, 'Composite');
    assert.match(responses[0].httpHeaders.Location, /\/sobjects\/Account\/001/);
    assert.deepEqual(responses[5].body, [
        { errorCode: 'PROCESSING_HALTED', message: 'Invalid reference specified. No value for bad.id found in bad' }
    ]);
});

test('all or none: nothing of a composite is kept once one fails', async () => {
    const responses = await composite({
        allOrNone: true,
        compositeRequest: [
            { method: 'POST', url: `${V}/sobjects/Account`, referenceId: 'a', body: { Name: 'Gone' } },
            { method: 'POST', url: `${V}/sobjects/Account`, referenceId: 'b', body: {} },
            { method: 'POST', url: `${V}/sobjects/Account`, referenceId: 'c', body: { Name: 'Gone' } }
        ]
    });
    assert.deepEqual(
        responses.map(({ httpStatusCode, body }) => [httpStatusCode, (body as { errorCode: string }[])[0].errorCode]),
        [
            [400, 'PROCESSING_HALTED'],
            [400, 'REQUIRED_FIELD_MISSING'],
            [400, 'PROCESSING_HALTED']
        ]
    );
    assert.deepEqual(await server.rows("SELECT Id FROM Account WHERE Name = 'Gone'"), []);
});

test('graphs succeed or fail each for itself; batches know nothing of each other', async () => {
    const node = (referenceId: string, Name?: string): object => ({
        method: 'POST',
        url: `${V}/sobjects/Account`,
        referenceId,
        body: Name === undefined ? {} : { Name }
    });
    const { json } = await server.api('POST', '/composite/graph', {
        graphs: [
            { graphId: 'good', compositeRequest: [node('x', 'Graph good')] },
            { graphId: 'bad', compositeRequest: [node('x', 'Graph bad'), node('y')] }
        ]
    });
    const { graphs } = json as { graphs: { graphId: string; isSuccessful: boolean }[] };
    assert.deepEqual(
        graphs.map(({ graphId, isSuccessful }) => [graphId, isSuccessful]),
        [
            ['good', true],
            ['bad', false]
        ]
    );
    assert.deepEqual(
        (await server.rows("SELECT Name FROM Account WHERE Name LIKE 'Graph%'")).map(({ Name }) => Name),
        ['Graph good']
    );
    const batch = await server.api('POST', '/composite/batch', {
        haltOnError: true,
        batchRequests: [
            { method: 'GET', url: 'v67.0/query?q=SELECT+Name+FROM+Account' },
            { method: 'POST', url: 'v67.0/sobjects/Account', richInput: {} },
            { method: 'GET', url: 'v67.0/limits' }
        ]
    });
    const { hasErrors, results } = batch.json as { hasErrors: boolean; results: { statusCode: number; result: unknown }[] };
    assert.deepEqual(
        [hasErrors, results.map(({ statusCode }) => statusCode), (results[2].result as { errorCode: string }[])[0].errorCode],
        [true, [200, 400, 412], 'BATCH_PROCESSING_HALTED']
    );
});

test('a composite that is not made as it must be is refused before anything is run', async () => {
    const one = { method: 'POST', url: `${V}/sobjects/Account`, referenceId: 'a', body: { Name: 'Refused' } };
    const queries = Array.from({ length: 6 }, (_, index) => ({ method: 'GET', url: `${V}/query?q=x`, referenceId: `q${index}` }));
    const many = Array.from({ length: 26 }, (_, index) => ({ ...one, referenceId: `r${index}` }));
    const bodies = [
        {},
        { compositeRequest: [] },
        ...[[one, one], [{ ...one, referenceId: 'a-b' }], [one, {}], [null], many, queries].map(wrap)
    ];
    for (const body of bodies) {
        assert.equal((await server.api('POST', '/composite', body)).status, 400, JSON.stringify(body).slice(0, 100));
    }
    assert.deepEqual(await server.rows("SELECT Id FROM Account WHERE Name = 'Refused'"), []);
});

function wrap(compositeRequest: unknown[]): object {
    return { compositeRequest };
}

test('pages are as large as the client asks, within what Salesforce allows', async () => {
    const records = Array.from({ length: 200 }, (_, index) => ({ attributes: { type: 'Campaign' }, Name: `Paged ${index}` }));
    await server.api('POST', '/composite/sobjects', { records });
    await server.api('POST', '/composite/sobjects', { records: records.slice(0, 150) });
    const ask = async (path: string, batchSize: number): Promise<{ records: unknown[]; nextRecordsUrl?: string }> => {
        const headers = { 'Sforce-Query-Options': `batchSize=${batchSize}` };
        return (await call(server.url, 'GET', path, { token: server.admin, headers })).json as {
            records: unknown[];
            nextRecordsUrl?: string;
        };
    };
    const path = `${V}/query?q=${encodeURIComponent("SELECT Id FROM Campaign WHERE Name LIKE 'Paged%'")}`;
    const first = await ask(path, 1);
    assert.deepEqual([first.records.length, /\/query\/01g\w+-200$/.test(first.nextRecordsUrl!)], [200, true]);
    assert.equal((await ask(first.nextRecordsUrl!, 300)).records.length, 150);
    assert.equal((await ask(path, 9_999)).records.length, 350);
    // Eleven open cursors are one too many: the first is gone.
    const cursors: string[] = [];
    for (let i = 0; i < 11; i++) {
        cursors.push((await ask(path, 200)).nextRecordsUrl!);
    }
    assert.equal((await server.call('GET', cursors[0])).status, 400);
    assert.equal((await server.call('GET', cursors[10])).status, 200);
});

test('a field that may not be written, or not be seen, is refused in the words of REST', async () => {
    const shown = await server.api('POST', '/sobjects/Thing__c', { Name: 'x', Shown__c: 'y' }, ann.token);
    assert.deepEqual(
        [shown.status, errorOf(shown)],
        [
            400,
            {
                message:
                    'Unable to create/update fields: Shown__c. Please check the security settings of this field and verify that it is read/write for ' +
                    'your profile or permission set.',
                errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
                fields: ['Shown__c']
            }
        ]
    );
    const hidden = await server.api('POST', '/sobjects/Thing__c', { Name: 'x', Hidden__c: 'y' }, ann.token);
    assert.deepEqual(
        [hidden.status, errorOf(hidden).errorCode, errorOf(hidden).message],
        [400, 'INVALID_FIELD', "No such column 'Hidden__c' on sobject of type Thing__c"]
    );
    const tree = await server.api('POST', '/composite/tree/Thing__c', {
        records: [{ attributes: { type: 'Thing__c', referenceId: 'a' }, Name: 'x', Shown__c: 'y' }]
    });
    assert.equal(tree.status, 400);
    assert.equal(
        (tree.json as { results: { errors: { statusCode: string }[] }[] }).results[0].errors[0].statusCode,
        'INVALID_FIELD_FOR_INSERT_UPDATE'
    );
    const unseen = await server.api('POST', '/sobjects/Thing__c', { Name: 'x' }, bob.token);
    assert.deepEqual([unseen.status, errorOf(unseen).errorCode], [404, 'NOT_FOUND']);
    const profile = await server.api('POST', '/sobjects/Profile', { Name: 'x' });
    assert.deepEqual(
        [profile.status, errorOf(profile).errorCode, errorOf(profile).message],
        [400, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', 'entity type cannot be inserted: Profile']
    );
});

test('relationships, bytes, changes: the resources of a record and an object', async () => {
    const accountId = await server.create('Account', { Name: 'Parent' });
    const contactId = await server.create('Contact', { LastName: 'Child', AccountId: accountId });
    const children = (await server.api('GET', `/sobjects/Account/${accountId}/Contacts?fields=LastName`)).json;
    assert.deepEqual((children as { totalSize: number; records: { LastName: string }[] }).records[0].LastName, 'Child');
    const parent = (await server.api('GET', `/sobjects/Contact/${contactId}/Account?fields=Name`)).json;
    assert.equal((parent as { Name: string }).Name, 'Parent');
    assert.equal((await server.api('GET', `/sobjects/Contact/${contactId}/Nothing`)).status, 404);
    const wrongFields = await server.api('GET', `/sobjects/Contact/${contactId}/Account?fields=${encodeURIComponent('Id FROM User --')}`);
    assert.equal(errorOf(wrongFields).errorCode, 'INVALID_FIELD');

    await server.api('DELETE', `/sobjects/Contact/${contactId}`);
    const now = Date.now();
    const span = `start=${encodeURIComponent(new Date(now - 3_600_000).toISOString())}&end=${encodeURIComponent(new Date(now + 3_600_000).toISOString())}`;
    const updated = (await server.api('GET', `/sobjects/Account/updated?${span}`)).json as { ids: string[] };
    assert.ok(updated.ids.includes(accountId));
    const deleted = (await server.api('GET', `/sobjects/Contact/deleted?${span}`)).json as { deletedRecords: { id: string }[] };
    assert.deepEqual(
        deleted.deletedRecords.map(({ id }) => id),
        [contactId]
    );
    assert.equal(errorOf(await server.api('GET', '/sobjects/Account/updated?start=x&end=y')).errorCode, 'INVALID_REPLICATION_DATE');

    const modified = new Date(now + 60_000).toUTCString();
    const unchanged = await call(server.url, 'GET', `${V}/sobjects/Account/${accountId}`, {
        token: server.admin,
        headers: { 'If-Modified-Since': modified }
    });
    assert.equal(unchanged.status, 304);
    const late = await call(server.url, 'PATCH', `${V}/sobjects/Account/${accountId}`, {
        token: server.admin,
        body: { Name: 'Late' },
        headers: { 'If-Unmodified-Since': new Date(now - 3_600_000).toUTCString() }
    });
    assert.deepEqual([late.status, errorOf(late).errorCode], [412, 'PRECONDITION_FAILED']);
    for (const path of [
        '/sobjects/Account/listviews',
        '/sobjects/Account/describe/layouts',
        '/parameterizedSearch?q=x',
        '/query?explain=x'
    ]) {
        assert.equal((await server.api('GET', path)).status, 501, path);
    }
    // What is built as a whole has nothing beside it.
    for (const path of ['/composite/nothing', '/jobs/nothing', '/query/nothing/more']) {
        assert.equal((await server.api('GET', path)).status, 404, path);
    }
    const found = (await server.api('GET', `/search?q=${encodeURIComponent('FIND {Parent} IN ALL FIELDS RETURNING Account(Id, Name)')}`))
        .json;
    assert.equal((found as { searchRecords: { Name: string }[] }).searchRecords[0].Name, 'Parent');
});

test('a file comes as JSON, or as bytes beside its record, and its bytes come back', async () => {
    const record: [string, Blob] = [
        'entity_content',
        new Blob(['{"Title":"Bytes","PathOnClient":"bytes.bin"}'], { type: 'application/json' })
    ];
    const data: [string, Blob, string] = ['VersionData', new Blob([new Uint8Array([0, 13, 10, 255])]), 'bytes "of" 😀.bin'];
    for (const recordFirst of [true, false]) {
        const form = new FormData();
        (recordFirst ? [record, data] : [data, record]).forEach((part) => {
            form.append(...(part as typeof data));
        });
        const created = await fetch(`${server.url}${V}/sobjects/ContentVersion`, {
            method: 'POST',
            headers: { authorization: `Bearer ${server.admin}` },
            body: form
        });
        const { id } = (await created.json()) as { id: string };
        assert.equal(created.status, 201);
        const read = await fetch(`${server.url}${V}/sobjects/ContentVersion/${id}/VersionData`, {
            headers: { authorization: `Bearer ${server.admin}` }
        });
        assert.deepEqual([...new Uint8Array(await read.arrayBuffer())], [0, 13, 10, 255]);
    }
});

test('every request to the APIs is one call, whatever it holds; signing in is none', async () => {
    const remaining = async (): Promise<number> =>
        ((await server.api('GET', '/limits')).json as { DailyApiRequests: { Remaining: number } }).DailyApiRequests.Remaining;
    await server.call('DELETE', '/local/usage');
    const before = await remaining();
    await composite({
        compositeRequest: [1, 2, 3].map((index) => ({
            method: 'GET',
            url: `${V}/query?q=SELECT+Id+FROM+Profile`,
            referenceId: `q${index}`
        }))
    });
    assert.match((await server.api('GET', '/query?q=SELECT+Id+FROM+Profile')).headers.get('sforce-limit-info')!, /^api-usage=\d+\/100000$/);
    await server.call('GET', '/services/data');
    await server.call('POST', '/services/oauth2/token', '');
    assert.equal(before - (await remaining()), 3);
    const usage = (await server.call('GET', '/local/usage')).json as { apiRequests: number };
    assert.equal(usage.apiRequests, 4);
});
