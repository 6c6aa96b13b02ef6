/** Bulk API 2.0 over HTTP: what clients send and what they get back. The jobs themselves are tested in test/org/bulk. */
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { errorOf, TestServer } from './server.ts';

let server: TestServer;

before(async () => {
    server = await TestServer.start({}, { runJobs: true });
});
after(() => server.stop());

const JOBS = '/services/data/v67.0/jobs';

async function send(method: string, path: string, body?: string | FormData, type?: string): Promise<Response> {
    const headers = { authorization: `Bearer ${server.admin}`, ...(type !== undefined && { 'content-type': type }) };
    return fetch(server.url + JOBS + path, { method, headers, body });
}

interface Job {
    id: string;
    state: string;
    contentUrl?: string;
    apiVersion: number;
    numberRecordsProcessed: number;
    numberRecordsFailed: number;
}

async function job(path: string): Promise<Job> {
    return (await (await send('GET', path)).json()) as Job;
}

test('a job is made, filled, closed, and is done when it is asked for the first time', async () => {
    const created = (await (
        await send('POST', '/ingest', JSON.stringify({ object: 'Account', operation: 'insert' }), 'application/json')
    ).json()) as Job;
    assert.deepEqual(
        [created.state, created.apiVersion, created.contentUrl],
        ['Open', 67, `services/data/v67.0/jobs/ingest/${created.id}/batches`]
    );
    const rows = Array.from({ length: 1_000 }, (_, index) => (index === 7 ? ',x' : `Bulk ${index},x`));
    const put = await send('PUT', `/ingest/${created.id}/batches`, `Name,Industry\n${rows.join('\n')}\n`, 'text/csv');
    assert.deepEqual([put.status, await put.text()], [201, '']);
    const closed = (await (await send('PATCH', `/ingest/${created.id}`, '{"state":"UploadComplete"}', 'application/json')).json()) as Job;
    assert.equal(closed.state, 'UploadComplete');
    const done = await job(`/ingest/${created.id}`);
    assert.deepEqual([done.state, done.numberRecordsProcessed, done.numberRecordsFailed], ['JobComplete', 1_000, 1]);
    const saved = await send('GET', `/ingest/${created.id}/successfulResults`);
    assert.equal(saved.headers.get('content-type'), 'text/csv');
    assert.equal((await saved.text()).trimEnd().split('\n').length, 1_000);
    assert.match(await (await send('GET', `/ingest/${created.id}/failedResults`)).text(), /"","REQUIRED_FIELD_MISSING:.*:Name --","","x"/);
    assert.equal((await (await send('GET', `/ingest/${created.id}/unprocessedRecords`)).text()).trim(), 'Name,Industry');
    assert.equal((await send('DELETE', `/ingest/${created.id}`)).status, 204);
    assert.equal((await send('GET', `/ingest/${created.id}`)).status, 404);
});

test('one multipart request does it all', async () => {
    const form = new FormData();
    form.append('job', new Blob(['{"object":"Account","operation":"insert","contentType":"CSV"}'], { type: 'application/json' }));
    form.append('content', new Blob(['Name\n"Multi\npart"\n'], { type: 'text/csv' }), 'content');
    const created = (await (await send('POST', '/ingest', form)).json()) as Job;
    assert.equal(created.state, 'UploadComplete');
    assert.deepEqual((await job(`/ingest/${created.id}`)).numberRecordsProcessed, 1);
    assert.equal((await server.rows("SELECT Id FROM Account WHERE Name = 'Multi\\npart'")).length, 1);
    const broken = await send('POST', '/ingest', 'nonsense', 'multipart/form-data; boundary=x');
    assert.deepEqual([broken.status, ((await broken.json()) as { errorCode: string }[])[0].errorCode], [400, 'INVALID_MULTIPART_REQUEST']);
});

test('a query job answers with CSV and says where it goes on', async () => {
    const created = (await (
        await send('POST', '/query', JSON.stringify({ operation: 'query', query: 'SELECT Name FROM Account' }), 'application/json')
    ).json()) as Job;
    assert.equal((await job(`/query/${created.id}`)).state, 'JobComplete');
    const first = await send('GET', `/query/${created.id}/results?maxRecords=600`);
    const locator = first.headers.get('sforce-locator')!;
    assert.deepEqual([first.headers.get('sforce-numberofrecords'), locator === 'null'], ['600', false]);
    const second = await send('GET', `/query/${created.id}/results?maxRecords=600&locator=${locator}`);
    assert.deepEqual([second.headers.get('sforce-numberofrecords'), second.headers.get('sforce-locator')], ['400', 'null']);
    const list = (await (await send('GET', '/query')).json()) as { done: boolean; records: Job[]; nextRecordsUrl: string | null };
    assert.deepEqual([list.done, list.records.length, list.nextRecordsUrl], [true, 1, null]);
    const classic = (await (await send('GET', '/query?jobType=Classic')).json()) as { records: Job[] };
    assert.deepEqual(classic.records, []);
    const limits = (await server.api('GET', '/limits')).json as Record<string, { Max: number; Remaining: number }>;
    assert.equal(limits.DailyBulkV2QueryJobs.Max - limits.DailyBulkV2QueryJobs.Remaining, 1);
});

test('what is no job is refused', async () => {
    const refused = async (method: string, path: string, body: unknown): Promise<[number, string]> => {
        const answer = await server.api(method, `/jobs${path}`, body);
        return [answer.status, errorOf(answer).errorCode];
    };
    assert.deepEqual(await refused('POST', '/ingest', []), [400, 'JSON_PARSER_ERROR']);
    assert.deepEqual(await refused('POST', '/ingest', { object: 'Nope', operation: 'insert' }), [400, 'INVALIDENTITY']);
    assert.deepEqual(await refused('PATCH', '/ingest/750000000000000AAA', { state: 'UploadComplete' }), [404, 'NOT_FOUND']);
    assert.deepEqual(await refused('POST', '/query', { operation: 'query', query: 'SELECT COUNT() FROM Account' }), [400, 'API_ERROR']);
    const { id } = (await server.api('POST', '/jobs/ingest', { object: 'Account', operation: 'insert' })).json as Job;
    const json = await send('PUT', `/ingest/${id}/batches`, '{}', 'application/json');
    assert.equal(json.status, 415);
});
