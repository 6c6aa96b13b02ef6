/** Logins of the sf CLI, in a home of this test: found by alias, renewed, and told apart from those that cannot be. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { SessionExpiredError, UnknownTargetError, UnreachableError } from '../../../org/connection/errors.ts';
import { defaultTarget } from '../../../org/connection/SfLogin.ts';
import { OrgConnection } from '../../../org/OrgConnection.ts';
import { FakeServer, refused } from '../support/FakeServer.ts';
import type { Reply } from '../support/FakeServer.ts';
import { TestClock } from '../support/TestClock.ts';

const OLD = '00D000000000001!old';
const NEW = '00D000000000001!new';
const LIMITS = '/services/data/v67.0/limits';
let home: string;
let server: FakeServer;
let tokenReply: Reply;
let valid: string;

/** Salesforce's library looks for the home when it is loaded: this comes before. */
before(() => {
    home = mkdtempSync(join(tmpdir(), 'handover-home-'));
    Object.assign(process.env, { HOME: home, USERPROFILE: home, SF_USE_GENERIC_UNIX_KEYCHAIN: 'true', SF_DISABLE_TELEMETRY: 'true' });
    delete process.env.SF_TARGET_ORG;
});
after(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));

beforeEach(async () => {
    valid = NEW;
    tokenReply = {
        json: { access_token: NEW, instance_url: 'set below', id: 'https://x/id/00D000000000001AAA/005000000000001AAA', issued_at: '1' }
    };
    server = await FakeServer.start(({ path, token }) => {
        if (path.startsWith('/services/oauth2/token')) {
            return tokenReply;
        }
        if (path.startsWith(LIMITS)) {
            return token === valid ? { json: { fine: true } } : refused(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
        }
        return refused(400, 'INVALID_TYPE', 'no such object');
    });
    const answer = (tokenReply as { json: Record<string, string> }).json;
    answer.instance_url = server.url;
});

afterEach(() => server.stop());

/** A login as the CLI leaves it. */
async function login(username: string, alias: string, more: Record<string, string>): Promise<void> {
    const { StateAggregator } = await import('@salesforce/core');
    const state = await StateAggregator.getInstance();
    state.orgs.set(username, {
        ...{ username, orgId: '00D000000000001AAA', instanceUrl: server.url, loginUrl: server.url },
        ...{ accessToken: OLD, isDevHub: false, ...more }
    });
    await state.orgs.write(username);
    await state.aliases.setAndSave(alias, username);
}

const connect = (target: string): Promise<OrgConnection> =>
    OrgConnection.to(target, { clock: new TestClock(), rules: { attempts: 2, timeoutMilliseconds: 30_000 } });

test('a target that nobody has logged in to is told with those that there are', async () => {
    await assert.rejects(connect('nowhere'), (error) => error instanceof UnknownTargetError && /It knows none at all/.test(error.message));
    await login('ann@company.example', 'prod', {});
    await assert.rejects(
        connect('nowhere'),
        (error) =>
            error instanceof UnknownTargetError &&
            /It knows: prod \(ann@company\.example\)\. Log in with "sf org login web/.test(error.message)
    );
});

test('an alias leads to the org, with the token as it is while it works', async () => {
    await login('bob@company.example', 'uat', {});
    valid = OLD;
    const org = await connect('uat');
    assert.equal(org.username, 'bob@company.example');
    assert.deepEqual(await org.request('GET', LIMITS), { fine: true });
    assert.equal(org.calls, 1);
});

test('an expired login is renewed by its refresh token, and kept for the next command', async () => {
    await login('eve@company.example', 'dev', { refreshToken: 'again', clientId: 'PlatformCLI' });
    assert.deepEqual(await (await connect('dev')).request('GET', LIMITS), { fine: true });
    const asked = server.received.filter(({ path }) => path.startsWith('/services/oauth2/token'));
    assert.match(asked[0].text, /grant_type=refresh_token/);
    const next = await connect('eve@company.example');
    assert.deepEqual(await next.request('GET', LIMITS), { fine: true });
    assert.equal(next.calls, 1, 'The new token was kept');
});

test('a refresh token that is revoked, and a token that never had one, say how to log in again', async () => {
    await login('joe@company.example', 'old', { refreshToken: 'revoked', clientId: 'PlatformCLI' });
    tokenReply = { status: 400, json: { error: 'invalid_grant', error_description: 'expired access/refresh token' } };
    await assert.rejects((await connect('old')).request('GET', LIMITS), (error) => {
        assert.ok(error instanceof SessionExpiredError, String(error));
        assert.match(
            error.message,
            /has expired and could not be renewed \(.*expired access\/refresh token.*\)\. Log in again: sf org login web --alias old/s
        );
        return true;
    });
    await login('kim@company.example', 'token', {});
    await assert.rejects(
        (await connect('token')).request('GET', LIMITS),
        (error) => error instanceof SessionExpiredError && /sf org login web --alias token/.test(error.message)
    );
});

test('an org that is away is told as away', async () => {
    await login('pam@company.example', 'away', {});
    await server.stop();
    await assert.rejects(
        (await connect('away')).request('GET', LIMITS),
        (error) => error instanceof UnreachableError && /away cannot be reached/.test(error.message)
    );
    server = await FakeServer.start(() => 'reset');
});

test("sf's default org is known", async () => {
    process.env.SF_TARGET_ORG = 'uat';
    const { ConfigAggregator } = await import('@salesforce/core');
    await (await ConfigAggregator.create()).reload();
    assert.equal(await defaultTarget(), 'uat');
});
