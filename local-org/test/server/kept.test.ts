/** What outlives a server: its lock does not, its scratch orgs do. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { afterEach, beforeEach } from 'node:test';
import { noAssets } from '../../src/server/assets.ts';
import { DatabaseInUseError } from '../../src/server/databaseLock.ts';
import { startHttpServer } from '../../src/server/httpServer.ts';
import { OrgEndedError } from '../../src/server/OrgThread.ts';
import type { OrgDirectory } from '../../src/server/orgs/OrgDirectory.ts';
import { OrgHost } from '../../src/server/orgs/OrgHost.ts';
import type { ServeOptions } from '../../src/server/serve.ts';
import { call } from './serving.ts';
import { errorOf, TestServer } from './server.ts';

const APP = { ConnectedAppConsumerKey: 'PlatformCLI', ConnectedAppCallbackUrl: 'http://localhost:1717/OauthRedirect' };

let folder: string;
let database: string;
beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kept-'));
    database = join(folder, 'org.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const start = (more: Partial<ServeOptions> = {}): Promise<TestServer> =>
    TestServer.start({}, { database, devHub: { activeScratchOrgs: 5, dailyScratchOrgs: 10 }, ...more });

/** Serves while `work` runs. */
async function during<T>(work: (server: TestServer) => Promise<T>, more: Partial<ServeOptions> = {}): Promise<T> {
    const server = await start(more);
    try {
        return await work(server);
    } finally {
        await server.stop();
    }
}

interface Info {
    Id: string;
    Status: string;
    ScratchOrg: string;
    SignupUsername: string;
    AuthCode: string;
}

async function signUp(server: TestServer): Promise<Info> {
    const id = await server.create('ScratchOrgInfo', APP);
    return (await server.api('GET', `/sobjects/ScratchOrgInfo/${id}`)).json as Info;
}

async function token(
    server: TestServer,
    form: Record<string, string>
): Promise<{ access_token: string; refresh_token: string; error?: string }> {
    const response = await fetch(`${server.url}/services/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
    return (await response.json()) as { access_token: string; refresh_token: string; error?: string };
}

const exchange = (server: TestServer, code: string): ReturnType<typeof token> =>
    token(server, { grant_type: 'authorization_code', code, client_id: 'PlatformCLI', redirect_uri: APP.ConnectedAppCallbackUrl });

test('a database is served once at a time', async () => {
    await during(async () => {
        await assert.rejects(start(), (error: Error) => {
            assert.ok(error instanceof DatabaseInUseError);
            assert.match(
                error.message,
                /org\.sqlite is served by another local org already\. Stop that one, or choose another file with --database\./
            );
            return true;
        });
    });
    await during(async (server) => assert.equal((await server.query('SELECT Id FROM User')).status, 200, 'free again'));
});

test('a restart knows the scratch orgs, their records and their tokens', async () => {
    const { info, tokens } = await during(async (server) => {
        const made = await signUp(server);
        const given = await exchange(server, made.AuthCode);
        await server.create('Account', { Name: 'Kept' }, given.access_token);
        return { info: made, tokens: given };
    });
    assert.deepEqual(readdirSync(join(folder, 'scratch-orgs')), [info.ScratchOrg], 'beside the database, unless told otherwise');
    await during(async (server) => {
        const { access_token: renewed } = await token(server, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token });
        assert.equal((await server.rows('SELECT Id FROM Account', renewed)).length, 1);
        assert.equal((await server.rows('SELECT Id FROM Account', tokens.access_token)).length, 1, 'sessions live on, too');
        const [active] = await server.rows('SELECT Id, SignupUsername FROM ActiveScratchOrg');
        assert.equal(active.SignupUsername, info.SignupUsername);
        await server.api('DELETE', `/sobjects/ActiveScratchOrg/${String(active.Id)}`);
        assert.deepEqual(readdirSync(join(folder, 'scratch-orgs')), []);
    });
});

test('a signup that the end of the server cut off is made anew; what was half made goes', async () => {
    const info = await during((server) => signUp(server));
    const writer = new DatabaseSync(database);
    writer.exec(`UPDATE ScratchOrgInfo SET Status = 'Creating', ScratchOrg = NULL, AuthCode = NULL; DELETE FROM ActiveScratchOrg`);
    writer.close();
    await during(async (server) => {
        let again: Info;
        do {
            // The hub has been asked by nobody: it goes on by itself.
            again = (await server.api('GET', `/sobjects/ScratchOrgInfo/${info.Id}`)).json as Info;
        } while (again.Status === 'Creating');
        assert.equal(again.Status, 'Active');
        assert.deepEqual(readdirSync(join(folder, 'scratch-orgs')), [again.ScratchOrg]);
        assert.notEqual(again.ScratchOrg, info.ScratchOrg);
    });
});

test('after its last day nobody gets into a scratch org, and the hub takes it away', async () => {
    const { info, tokens } = await during(async (server) => {
        const made = await signUp(server);
        return { info: made, tokens: await exchange(server, made.AuthCode) };
    });
    const file = join(folder, 'scratch-orgs', info.ScratchOrg, 'org.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"expires": "[^"]+"/, '"expires": "2020-01-01"'));
    await during(async (server) => {
        const answer = await server.query('SELECT Id FROM User', tokens.access_token);
        assert.deepEqual([answer.status, errorOf(answer).errorCode], [401, 'INVALID_SESSION_ID']);
        assert.equal((await token(server, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token })).error, 'invalid_grant');

        const writer = new DatabaseSync(database);
        writer.exec(`UPDATE ActiveScratchOrg SET ExpirationDate = '2020-01-01'`);
        writer.close();
        await server.query('SELECT Id FROM ActiveScratchOrg');
        assert.deepEqual(await server.rows('SELECT Id FROM ActiveScratchOrg'), []);
        const [log] = await server.rows(`SELECT Status FROM ScratchOrgInfo WHERE Id = '${info.Id}'`);
        assert.equal(log.Status, 'Deleted');
        assert.ok(!existsSync(file));
    });
});

test('--fresh forgets the scratch orgs of this hub, and no others', async () => {
    const scratchOrgs = join(folder, 'shared');
    const { ScratchOrg } = await during((server) => signUp(server), { scratchOrgs });
    const own = readFileSync(join(scratchOrgs, ScratchOrg, 'org.json'), 'utf8');
    const others = ['00DLo0000000001', '00DLo0000000002', 'notes'];
    others.forEach((name) => mkdirSync(join(scratchOrgs, name)));
    writeFileSync(join(scratchOrgs, others[0], 'org.json'), own.replace('org.sqlite', 'other.sqlite'));
    await during(async (server) => assert.deepEqual(await server.rows('SELECT Id FROM ScratchOrgInfo'), []), { scratchOrgs, fresh: true });
    assert.deepEqual(readdirSync(scratchOrgs).sort(), others);
});

test('a thread that dies is told as 503, and opened anew where the server can do without it', async () => {
    mkdirSync(join(folder, 'force-app'));
    writeFileSync(join(folder, 'sfdx-project.json'), '{"packageDirectories":[{"path":"force-app"}]}');
    const host = new OrgHost({
        thread: {
            projectDirectory: folder,
            database: null,
            fresh: false,
            features: null,
            packageDirectories: null,
            certificates: [],
            runJobs: false,
            jobPause: 0
        },
        buildPage: () => Promise.resolve(noAssets),
        onProgress: () => undefined,
        restarts: true
    });
    const request = { method: 'GET', path: '/services/data', query: {}, headers: {}, bytes: new Uint8Array() };
    assert.equal((await host.request(request)).status, 200);
    const thread = await host.thread();
    const lost = host.request(request);
    await (Reflect.get(thread, 'worker') as { terminate(): Promise<number> }).terminate();
    await assert.rejects(lost, OrgEndedError);
    assert.ok((await thread.died) instanceof Error);
    assert.equal((await host.request(request)).status, 200, 'opened anew');
    await host.close();
    const orgs = { listening: () => undefined, hostOf: () => Promise.resolve({ request: () => lost }) };
    const http = await startHttpServer({ orgs: orgs as unknown as OrgDirectory, port: 0, host: '127.0.0.1' });
    const answer = await call(http.url, 'GET', '/services/data');
    assert.deepEqual([answer.status, errorOf(answer).errorCode], [503, 'SERVER_UNAVAILABLE']);
    await http.close();
});
