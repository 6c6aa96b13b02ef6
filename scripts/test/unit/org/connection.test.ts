/** One connection to one org: what is asked again, what is renewed, and what is said of what goes wrong. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import {
    ApiLimitError,
    MalformedAnswerError,
    NotDeployedError,
    OutcomeUnknownError,
    PermissionLackingError,
    RefusedError,
    SessionExpiredError,
    UnknownTargetError,
    UnreachableError
} from '../../../org/connection/errors.ts';
import { OrgConnection } from '../../../org/OrgConnection.ts';
import type { ConnectionOptions } from '../../../org/OrgConnection.ts';
import { FakeServer, refused } from '../support/FakeServer.ts';
import type { Handler } from '../support/FakeServer.ts';
import { TestClock } from '../support/TestClock.ts';

const PEOPLE = '/services/data/v67.0/sobjects/User';
const REST = '/offboarding/v1/access';
/** For requests that are never answered; one that is answered may take longer on a busy machine. */
const IMPATIENT = { timeoutMilliseconds: 150 };
let folder: string;
let serverFile: string;
let clock: TestClock;
let server: FakeServer;
let handler: Handler;
let tokens: string[];

beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'handover-connection-'));
    serverFile = join(folder, 'server.json');
    clock = new TestClock();
    tokens = [];
    handler = () => ({ json: { fine: true } });
    await listen();
});

afterEach(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
});

async function listen(port = 0): Promise<void> {
    server = await FakeServer.start((request) => {
        if (request.path === '/local/login') {
            tokens.push(`token-${tokens.length + 1}`);
            return { json: { token: tokens.at(-1), username: 'admin@localorg.test' } };
        }
        return request.token === tokens.at(-1) ? handler(request) : refused(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    }, port);
    writeFileSync(serverFile, JSON.stringify({ url: server.url }));
}

const connect = (options: ConnectionOptions = {}): Promise<OrgConnection> =>
    OrgConnection.to('local', { serverFile, clock, ...options, rules: { timeoutMilliseconds: 30_000, ...options.rules } });

test('the local org is found by server.json, and who it is to be is said at the login', async () => {
    const org = await connect({ as: 'iris@handover.example' });
    assert.deepEqual(await org.request('GET', PEOPLE), { fine: true });
    assert.deepEqual(server.received[0].body, { username: 'iris@handover.example' });
    assert.equal(org.calls, 1, 'A login is no API call');
});

test('without a local org, the sentence says how to start one', async () => {
    rmSync(serverFile);
    const org = await connect();
    await assert.rejects(org.request('GET', PEOPLE), (error) => error instanceof UnknownTargetError && /npm start/.test(error.message));
});

test('a server.json that a killed org left behind is told from an org', async () => {
    await server.stop();
    const org = await connect();
    await assert.rejects(org.request('GET', PEOPLE), (error) => error instanceof UnreachableError && /npm start/.test(error.message));
    await listen();
});

test('a username that the local org does not know is told in its words', async () => {
    server.upset('/local/login', refused(401, 'INVALID_LOGIN', 'Nobody here has the username zed.'));
    await assert.rejects(
        (await connect({ as: 'zed' })).request('GET', PEOPLE),
        /refused the login as zed: Nobody here has the username zed\./
    );
});

test('an answer that is lost on the way is asked for again, a little later each time', async () => {
    server.upset(PEOPLE, 'reset', { times: 2 });
    const waits: string[] = [];
    const org = await connect({ onWait: (message) => waits.push(message) });
    assert.deepEqual(await org.request('GET', PEOPLE), { fine: true });
    assert.deepEqual(clock.slept, [500, 1_000]);
    assert.equal(org.calls, 3);
    assert.match(waits[0], /^local does not answer \(.+\); asking again in 0\.5 s/);
});

test('an org that is slow is given its time and no more', async () => {
    server.upset(PEOPLE, 'silence', { times: 5 });
    const org = await connect({ rules: IMPATIENT });
    await assert.rejects(
        org.request('GET', PEOPLE),
        (error) => error instanceof UnreachableError && /no answer within 0\.15 s, 5 times/.test(error.message)
    );
    assert.deepEqual(clock.slept, [500, 1_000, 2_000, 4_000]);
});

test('503 with Retry-After is waited out as long as it asks, and no longer than there is patience', async () => {
    server.upset(PEOPLE, { status: 503, headers: { 'retry-after': '7' }, text: 'down' });
    server.upset(PEOPLE, { status: 503, headers: { 'retry-after': new Date(clock.now() + 7_000 + 20_000).toUTCString() } });
    const org = await connect();
    assert.deepEqual(await org.request('GET', PEOPLE), { fine: true });
    assert.deepEqual(clock.slept, [7_000, 20_000]);
    server.upset(PEOPLE, { status: 503, headers: { 'retry-after': '3600' } });
    await assert.rejects(org.request('GET', PEOPLE), /asks to come back in 3600 s/);
});

test('what must not be sent twice is not: its outcome is unknown after a lost answer', async () => {
    const org = await connect();
    const impatient = await connect({ rules: IMPATIENT });
    for (const upset of ['reset', 'silence', { status: 503 }] as const) {
        server.upset(PEOPLE, upset);
        await assert.rejects((upset === 'silence' ? impatient : org).request('POST', PEOPLE, {}), OutcomeUnknownError);
    }
    assert.equal(server.count(PEOPLE), 3, 'Each was sent once');
    server.upset(PEOPLE, { status: 429, headers: { 'retry-after': '1' } });
    assert.deepEqual(await org.request('POST', PEOPLE, {}), { fine: true }, 'Too many requests: it was not done');
    server.upset(PEOPLE, 'reset');
    assert.deepEqual(await org.request('POST', PEOPLE, {}, { idempotent: true }), { fine: true }, 'Unless it does no harm');
});

test('an org that was started again elsewhere is found again, even by what must not be sent twice', async () => {
    const org = await connect();
    await org.request('GET', PEOPLE);
    await server.stop();
    clock.onSleep = (count) => {
        if (count === 2) {
            clock.onSleep = () => undefined;
            restarted = listen();
        }
    };
    let restarted: Promise<void> | undefined;
    assert.deepEqual(await org.request('POST', PEOPLE, {}, { attempts: 100 }), { fine: true });
    await restarted;
});

test('a login that has expired is renewed once, and the request sent again', async () => {
    const org = await connect();
    await org.request('GET', PEOPLE);
    tokens.push('another');
    assert.deepEqual(await org.request('POST', PEOPLE, {}), { fine: true });
    handler = () => refused(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    await assert.rejects(org.request('GET', PEOPLE), SessionExpiredError);
});

test('an org without Handover is told from one that says no', async () => {
    const org = await connect();
    server.upset(REST, refused(404, 'NOT_FOUND', 'Could not find a match for URL'));
    await assert.rejects(
        org.apexRest('GET', REST),
        (error) =>
            error instanceof NotDeployedError && /sf project deploy start --source-dir force-app --target-org local/.test(error.message)
    );
    server.upset(REST, refused(404, 'NOT_FOUND', 'There is no offboarding a00.'));
    await assert.rejects(
        org.apexRest('GET', REST),
        (error) => error instanceof RefusedError && error.message === 'There is no offboarding a00.'
    );
    server.upset(REST, refused(403, 'FORBIDDEN', 'You do not have access to the Apex class named: OffboardingRest'));
    await assert.rejects(
        org.apexRest('GET', REST),
        (error) => error instanceof PermissionLackingError && /sf org assign permset --name Offboarding_Operator/.test(error.message)
    );
    server.upset(REST, refused(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'));
    await assert.rejects(org.apexRest('GET', REST), ApiLimitError);
    server.upset(REST, refused(403, 'FORBIDDEN', 'You may not plan.'));
    await assert.rejects(org.apexRest('GET', REST), /local does not allow it: You may not plan\./);
});

test('answers that nobody but a proxy gives are shown, not swallowed', async () => {
    const org = await connect();
    for (const reply of [{ text: '<html>Sign in to the network</html>' }, { status: 500, text: '<html>Sign in to the network</html>' }]) {
        server.upset(PEOPLE, reply);
        await assert.rejects(
            org.request('GET', PEOPLE),
            (error) => error instanceof MalformedAnswerError && /Sign in to the network.*Is something between/.test(error.message)
        );
    }
    server.upset(PEOPLE, { text: '{"records": [' });
    await assert.rejects(org.request('GET', PEOPLE), MalformedAnswerError);
    server.upset('/query', { json: { totalSize: 1 } });
    await assert.rejects(org.query('SELECT Id FROM User'), /no records/);
    server.upset(PEOPLE, { status: 302, headers: { location: 'https://new.my.salesforce.com' } });
    await assert.rejects(org.request('GET', PEOPLE), /has moved to https:\/\/new\.my\.salesforce\.com/);
});

test('rows come in pages', async () => {
    handler = ({ path }) =>
        path.includes('query?')
            ? { json: { records: [{ Id: 1 }], done: false, nextRecordsUrl: '/services/data/v67.0/query/01g-1' } }
            : { json: { records: [{ Id: 2 }], done: true } };
    const org = await connect();
    assert.deepEqual(await org.query('SELECT Id FROM User'), [{ Id: 1 }, { Id: 2 }]);
    assert.equal(org.calls, 2);
});

test('after Ctrl-C nothing is sent any more, and no wait is waited out', async () => {
    const interruption = new AbortController();
    const org = await connect({ signal: interruption.signal });
    await org.request('GET', PEOPLE);
    server.upset(PEOPLE, 'reset');
    clock.onSleep = () => interruption.abort();
    await assert.rejects(org.request('GET', PEOPLE), { name: 'InterruptedError' });
    const sent = server.received.length;
    await assert.rejects(org.request('GET', PEOPLE), { name: 'InterruptedError' });
    assert.equal(server.received.length, sent);
});
