import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { callout, remoteSites } from '../../src/platform/callout/callout.ts';
import { readMetadata } from '../../src/schema/metadataFile.ts';
import { xml } from '../schema/projectFixture.ts';

/** A server on a thread of its own: this thread sleeps while it calls. */
const SERVER = `
const { parentPort } = require('node:worker_threads');
require('node:http').createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
        if (request.url === '/never') return;
        response.writeHead(201, 'Made', { 'x-method': request.method });
        response.end(Buffer.concat(chunks).toString() + ' ' + request.headers['x-test']);
    });
}).listen(0, '127.0.0.1', function () { parentPort.postMessage(this.address().port); });`;

let server: Worker;
let origin: string;

before(async () => {
    server = new Worker(SERVER, { eval: true });
    const port = await new Promise<number>((resolve) => server.once('message', resolve));
    origin = `http://127.0.0.1:${port}`;
});
after(() => server.terminate());

const request = (endpoint: string, timeoutMs = 5000) => ({
    method: 'POST',
    endpoint,
    headers: { 'x-test': 'yes' },
    body: new TextEncoder().encode('héllo'),
    timeoutMs
});

test('sends and waits for the answer', () => {
    const answer = callout(request(`${origin}/path`), [origin]);
    assert.deepEqual(
        [answer.status, answer.statusText, answer.headers['x-method'], new TextDecoder().decode(answer.body)],
        [201, 'Made', 'POST', 'héllo yes']
    );
});

test('reaches remote sites only, and only this machine', () => {
    assert.throws(
        () => callout(request(`${origin}/path`), []),
        /Unauthorized endpoint, please check Setup->Security->Remote site settings\. endpoint = http/
    );
    assert.throws(
        () => callout(request('https://example.test/x'), ['https://example.test']),
        /Unsupported in the local org: callout to example\.test/
    );
    const site = (url: string, active: boolean) =>
        readMetadata(
            `app/remoteSiteSettings/S.remoteSite-meta.xml`,
            xml('RemoteSiteSetting', `<isActive>${active}</isActive><url>${url}</url>`)
        );
    assert.deepEqual(remoteSites({ metadata: [...site('http://a.test', true), ...site('http://b.test', false)] }), ['http://a.test']);
});

test('says what failed', () => {
    assert.throws(() => callout(request(`${origin}/never`, 200), [origin]), /Read timed out/);
    assert.throws(() => callout(request('http://127.0.0.1:1/'), ['http://127.0.0.1:1']), /ECONNREFUSED|connect|bad port/i);
});
