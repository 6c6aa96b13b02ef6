import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
// The page's own modules run in Node as they are.
// @ts-expect-error: no declarations
import { createApex, refreshApex } from '../../src/browser/runtime/apex.js';

interface Emitted {
    data?: unknown;
    error?: { body: { message: string }; status: number };
}

interface Adapter {
    connect(): void;
    update(config: Record<string, unknown>): void;
    disconnect(): void;
}

interface Apex {
    (params?: Record<string, unknown>): Promise<unknown>;
    adapter: new (callback: (value: Emitted) => void) => Adapter;
}

let requests: { url: string; body: unknown }[];
let answer: () => Response;

beforeEach(() => {
    requests = [];
    answer = () => Response.json({ ok: true, list: [{ n: 1 }] });
    globalThis.fetch = fake as typeof fetch;
});

async function fake(url: string, options: { body: string }): Promise<Response> {
    requests.push({ url, body: JSON.parse(options.body) });
    return answer();
}

const apex = createApex('Controller', 'method') as unknown as Apex;
const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

test('a call sends the parameters and hands out read-only data', async () => {
    const data = (await apex({ term: 'x' })) as { list: { n: number }[] };
    assert.deepEqual(requests, [{ url: '/local/apex/Controller/method', body: { term: 'x' } }]);
    assert.ok(Object.isFrozen(data) && Object.isFrozen(data.list[0]));
});

test('a refusal has the shape of the platform’s FetchResponse', async () => {
    answer = () => Response.json({ message: 'No.', exceptionType: 'System.AuraHandledException' }, { status: 500 });
    await assert.rejects(apex(), (error: { body: { message: string }; status: number; ok: boolean }) => {
        assert.deepEqual([error.body.message, error.status, error.ok], ['No.', 500, false]);
        return true;
    });
});

test('an ended session is refused in the same shape', async () => {
    answer = () => Response.json([{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }], { status: 401 });
    await assert.rejects(apex(), (error: { body: { message: string } }) => error.body.message === 'Session expired or invalid');
});

test('a wire waits while a parameter is undefined, then emits, and emits again on refresh', async () => {
    const emitted: Emitted[] = [];
    const adapter = new apex.adapter((value) => emitted.push(value));
    adapter.connect();
    adapter.update({ id: undefined });
    await turn();
    assert.deepEqual([requests.length, emitted.at(-1)], [0, { data: undefined, error: undefined }]);
    adapter.update({ id: 'a' });
    await turn();
    await turn();
    assert.deepEqual(emitted.at(-1)?.data, { ok: true, list: [{ n: 1 }] });
    answer = () => Response.json({ ok: false });
    await refreshApex(emitted.at(-1));
    assert.deepEqual(emitted.at(-1)?.data, { ok: false });
    adapter.disconnect();
    adapter.update({ id: 'b' });
    await turn();
    assert.equal(requests.length, 2);
});

test('a wire drops the answer to older parameters', async () => {
    const emitted: Emitted[] = [];
    const adapter = new apex.adapter((value) => emitted.push(value));
    adapter.connect();
    const answers = [Response.json({ of: 'new' }), Response.json({ of: 'old' })];
    answer = () => answers.pop()!;
    adapter.update({ id: 'old' });
    adapter.update({ id: 'new' });
    await turn();
    await turn();
    assert.deepEqual(
        emitted.map(({ data }) => data),
        [{ of: 'new' }]
    );
});
