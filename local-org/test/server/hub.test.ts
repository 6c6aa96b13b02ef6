/** One server, many orgs: a Dev Hub and its scratch orgs, by URL. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { call } from './serving.ts';
import { errorOf, TestServer } from './server.ts';

const LIMIT = 2;
const APP = { ConnectedAppConsumerKey: 'PlatformCLI', ConnectedAppCallbackUrl: 'http://localhost:1717/OauthRedirect' };

let folder: string;
let hub: TestServer;
before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hub-'));
    hub = await TestServer.start({}, { devHub: { activeScratchOrgs: LIMIT, dailyScratchOrgs: 100 }, scratchOrgs: folder });
});
after(async () => {
    await hub.stop();
    rmSync(folder, { recursive: true, force: true });
});

interface Info {
    Id: string;
    Status: string;
    ScratchOrg: string;
    SignupUsername: string;
    SignupEmail: string;
    LoginUrl: string;
    AuthCode: string;
    ErrorCode: string | null;
    ExpirationDate: string;
}

async function signUp(fields: Record<string, unknown> = {}): Promise<Info> {
    const id = await hub.create('ScratchOrgInfo', { OrgName: 'Trial', Edition: 'Enterprise', DurationDays: 1, ...APP, ...fields });
    return (await hub.api('GET', `/sobjects/ScratchOrgInfo/${id}`)).json as Info;
}

interface Tokens {
    access_token: string;
    refresh_token: string;
    instance_url: string;
    id: string;
    error?: string;
    error_description?: string;
}

async function token(form: Record<string, string>): Promise<Tokens> {
    const response = await fetch(`${hub.url}/services/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
    return (await response.json()) as Tokens;
}

function exchange(code: string, more: Record<string, string> = {}): Promise<Tokens> {
    return token({
        grant_type: 'authorization_code',
        code,
        client_id: APP.ConnectedAppConsumerKey,
        redirect_uri: APP.ConnectedAppCallbackUrl,
        ...more
    });
}

async function newUser(Username: string, admin: string): Promise<string> {
    const [{ Id: ProfileId }] = await hub.rows("SELECT Id FROM Profile WHERE Name = 'Standard User'", admin);
    return hub.create(
        'User',
        {
            LastName: 'New',
            Username,
            Email: Username,
            Alias: 'new',
            ProfileId,
            TimeZoneSidKey: 'GMT',
            LocaleSidKey: 'en_US',
            LanguageLocaleKey: 'en_US',
            EmailEncodingKey: 'UTF-8'
        },
        admin
    );
}

async function discard(username: string): Promise<void> {
    const [{ Id }] = await hub.rows(`SELECT Id FROM ActiveScratchOrg WHERE SignupUsername = '${username}'`);
    assert.equal((await hub.api('DELETE', `/sobjects/ActiveScratchOrg/${String(Id)}`)).status, 204);
}

test('a scratch org is asked for, logged in to, used and deleted', async () => {
    const info = await signUp({ AdminEmail: 'me@example.com' });
    assert.equal(info.Status, 'Active');
    assert.match(info.ScratchOrg, /^00D\w{12}$/);
    assert.match(info.SignupUsername, /^test-\w{12}@example\.com$/);
    assert.deepEqual([info.SignupEmail, info.LoginUrl, info.ErrorCode], ['me@example.com', hub.url, null]);
    const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    assert.equal(info.ExpirationDate, tomorrow);
    assert.deepEqual(
        readdirSync(join(folder, info.ScratchOrg))
            .filter((name) => /^(org\.(json|sqlite)|source)$/.test(name))
            .sort(),
        ['org.json', 'org.sqlite', 'source']
    );

    const tokens = await exchange(info.AuthCode);
    assert.ok(tokens.access_token.startsWith(`${info.ScratchOrg}!`), JSON.stringify(tokens));
    assert.ok(tokens.id.includes(info.ScratchOrg));
    const [organization] = await hub.rows(
        'SELECT Id, Name, OrganizationType, IsSandbox, TrialExpirationDate FROM Organization',
        tokens.access_token
    );
    assert.equal(String(organization.Id).slice(0, 15), info.ScratchOrg);
    assert.deepEqual([organization.Name, organization.OrganizationType, organization.IsSandbox], ['Trial', 'Enterprise Edition', true]);
    assert.ok(String(organization.TrialExpirationDate).startsWith(tomorrow));
    const people = await hub.rows("SELECT Username, Email, Profile.Name FROM User WHERE UserType = 'Standard'", tokens.access_token);
    assert.deepEqual(
        people.map(({ Username, Email, Profile }) => [Username, Email, (Profile as { Name: string }).Name]),
        [[info.SignupUsername, 'me@example.com', 'System Administrator']]
    );

    await hub.create('Account', { Name: 'Only there' }, tokens.access_token);
    assert.deepEqual(await hub.rows("SELECT Id FROM Account WHERE Name = 'Only there'"), []);
    assert.equal((await hub.rows("SELECT Id FROM Account WHERE Name = 'Only there'", tokens.access_token)).length, 1);

    await discard(info.SignupUsername);
    assert.ok(!existsSync(join(folder, info.ScratchOrg)), 'its folder is gone');
    const gone = await hub.query('SELECT Id FROM User', tokens.access_token);
    assert.deepEqual([gone.status, errorOf(gone).errorCode], [401, 'INVALID_SESSION_ID']);
    assert.equal((await token({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token })).error, 'invalid_grant');
    const [log] = await hub.rows(`SELECT Status, DeletedBy, DeletedDate FROM ScratchOrgInfo WHERE Id = '${info.Id}'`);
    assert.deepEqual([log.Status, log.DeletedBy], ['Deleted', 'admin@localorg.test']);
});

test('an authorization code is good once, for the application that asked for it', async () => {
    const { AuthCode, SignupUsername, ScratchOrg } = await signUp();
    const [tokens, again] = [await exchange(AuthCode), await exchange(AuthCode)];
    assert.ok(tokens.access_token && tokens.refresh_token);
    assert.deepEqual([again.error, again.error_description], ['invalid_grant', 'invalid authorization code']);
    const renewed = await token({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token, client_id: 'PlatformCLI' });
    assert.ok(renewed.access_token.startsWith(`${ScratchOrg}!`), JSON.stringify(renewed));
    await discard(SignupUsername);

    const other = await signUp();
    assert.equal((await exchange(other.AuthCode, { redirect_uri: 'http://evil.example' })).error, 'redirect_uri_mismatch');
    assert.equal((await exchange(other.AuthCode)).error, 'invalid_grant', 'a wrong try uses it up, too');
    await discard(other.SignupUsername);
});

test('what the CLI asks of a hub', async () => {
    const info = await signUp();
    const [row] = await hub.rows(
        `SELECT CreatedDate, Edition, Status, ExpirationDate, Namespace, OrgName, CreatedBy.Username, SignupUsername, LoginUrl ` +
            `FROM ScratchOrgInfo WHERE ScratchOrg IN ('00D000000000000','${info.ScratchOrg}')`
    );
    assert.equal((row.CreatedBy as { Username: string }).Username, 'admin@localorg.test');
    const [active] = await hub.rows(`SELECT Id, ScratchOrg, OrgName FROM ActiveScratchOrg WHERE SignupUsername = '${info.SignupUsername}'`);
    assert.deepEqual([active.ScratchOrg, active.OrgName], [info.ScratchOrg, 'Trial']);
    const { access_token: inside } = await exchange(info.AuthCode);
    const probe = await hub.query('SELECT Id FROM ScratchOrgInfo limit 1', inside);
    assert.deepEqual([probe.status, errorOf(probe).errorCode], [400, 'INVALID_TYPE'], 'a scratch org is no hub');
    await discard(info.SignupUsername);
});

test('bad requests are refused in the words of Salesforce, and make nothing', async () => {
    const ask = async (fields: Record<string, unknown>): Promise<[number, string, string]> => {
        const answer = await hub.api('POST', '/sobjects/ScratchOrgInfo', { ...APP, ...fields });
        const { errorCode, message } = errorOf(answer);
        return [answer.status, errorCode, message];
    };
    assert.deepEqual((await ask({ Edition: 'Ultimate' })).slice(0, 2), [400, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST']);
    assert.deepEqual(await ask({ Nonsense: 1 }), [400, 'INVALID_FIELD', "No such column 'Nonsense' on sobject of type ScratchOrgInfo"]);
    assert.deepEqual(await ask({ Features: 'API;Flying' }), [400, 'INVALID_INPUT', 'Flying is not a valid Features value.']);
    assert.deepEqual((await ask({ Features: 'PersonAccounts' })).slice(0, 2), [501, 'NOT_IMPLEMENTED']);
    assert.deepEqual((await ask({ DurationDays: 31 })).slice(0, 2), [400, 'NUMBER_OUTSIDE_VALID_RANGE']);
    assert.deepEqual((await ask({ ConnectedAppConsumerKey: null })).slice(0, 2), [400, 'REQUIRED_FIELD_MISSING']);
    assert.deepEqual((await ask({ Status: 'Active' })).slice(0, 2), [400, 'INVALID_FIELD_FOR_INSERT_UPDATE']);
    assert.deepEqual(readdirSync(folder), []);
});

test('a signup that fails says so in its record', async () => {
    const failed = async (fields: Record<string, unknown>): Promise<(string | null)[]> => {
        const { Status, ErrorCode, ScratchOrg } = await signUp(fields);
        return [Status, ErrorCode, ScratchOrg];
    };
    assert.deepEqual(await failed({ Namespace: 'acme' }), ['Error', 'S-1017', null]);
    assert.deepEqual(await failed({ Snapshot: 'nightly' }), ['Error', 'T-0002', null]);
    assert.deepEqual(await failed({ Country: 'Nowhere' }), ['Error', 'S-2006', null]);
    assert.deepEqual(await failed({ Username: 'admin@localorg.test' }), ['Error', 'C-1007', null]);
});

test('a username is never given twice, not even when its org is gone', async () => {
    const first = await signUp({ Username: 'Wanted@Hub.test' });
    assert.deepEqual([first.Status, first.SignupUsername], ['Active', 'wanted@hub.test']);
    assert.equal((await signUp({ Username: 'wanted@hub.test' })).ErrorCode, 'C-1007');
    await discard('wanted@hub.test');
    assert.equal((await signUp({ Username: 'wanted@hub.test' })).ErrorCode, 'C-1007');
});

test('no more orgs than the hub allows; a username is in one of them only', async () => {
    const made = await Promise.all(Array.from({ length: LIMIT }, () => signUp()));
    assert.equal(new Set(made.map((each) => each.ScratchOrg)).size, LIMIT);
    const refused = await hub.api('POST', '/sobjects/ScratchOrgInfo', APP);
    assert.equal(refused.status, 400);
    assert.deepEqual(errorOf(refused).errorCode, 'LIMIT_EXCEEDED');
    assert.equal(errorOf(refused).message, 'The signup request failed because this organization has reached its active scratch org limit');
    const limits = (await hub.api('GET', '/limits')).json as { ActiveScratchOrgs: unknown };
    assert.deepEqual(limits.ActiveScratchOrgs, { Max: LIMIT, Remaining: 0 });

    const [{ access_token: one }, { access_token: other }] = await Promise.all(made.slice(0, 2).map(({ AuthCode }) => exchange(AuthCode)));
    await newUser('everywhere@unique.test', one);
    await assert.rejects(newUser('everywhere@unique.test', other), /DUPLICATE_USERNAME/);
    await assert.rejects(newUser('everywhere@unique.test', hub.admin), /DUPLICATE_USERNAME/);
    for (const { SignupUsername } of made) {
        await discard(SignupUsername);
    }
});

test('tokens of one org open no other, nor do made-up ones', async () => {
    const [one, other] = await Promise.all([signUp(), signUp()]);
    const { access_token: inside } = await exchange(one.AuthCode);
    const secret = inside.split('!')[1];
    for (const wrong of [`${other.ScratchOrg}!${secret}`, `${hub.admin.split('!')[0]}!${secret}`, '00DLo0000000000!x', '!', 'x']) {
        const answer = await hub.query('SELECT Id FROM User', wrong);
        assert.deepEqual([answer.status, errorOf(answer).errorCode], [401, 'INVALID_SESSION_ID'], wrong);
    }
    const soap = await fetch(`${hub.url}/services/Soap/s/67.0/${one.ScratchOrg}`, {
        method: 'POST',
        body:
            '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><SessionHeader><sessionId>' +
            `${inside}</sessionId></SessionHeader></e:Header><e:Body><executeAnonymous><apexcode>insert new Account(Name = 'By SOAP');</apexcode>` +
            '</executeAnonymous></e:Body></e:Envelope>'
    });
    assert.match(await soap.text(), /<success>true<\/success>/);
    assert.equal((await hub.rows("SELECT Id FROM Account WHERE Name = 'By SOAP'", inside)).length, 1);
    assert.equal((await hub.rows("SELECT Id FROM Account WHERE Name = 'By SOAP'")).length, 0);
    await discard(one.SignupUsername);
    await discard(other.SignupUsername);
});

test('a user of a scratch org: created over SCIM, logged in, frozen out, let in again', async () => {
    const { AuthCode, SignupUsername, ScratchOrg } = await signUp();
    const { access_token: admin } = await exchange(AuthCode);
    const [profile] = await hub.rows("SELECT Id FROM Profile WHERE Name = 'Standard User'", admin);
    const created = await call(hub.url, 'POST', '/services/scim/v1/Users', {
        token: admin,
        headers: { 'auto-approve-user': 'true' },
        body: {
            username: 'hand@scratch.test',
            emails: ['hand@example.com'],
            name: { familyName: 'Hand' },
            nickName: 'hand',
            entitlements: [{ value: profile.Id }]
        }
    });
    assert.equal(created.status, 201);
    const { id } = created.json as { id: string };
    const refresh = (): Promise<Tokens> => token({ grant_type: 'refresh_token', refresh_token: created.headers.get('auto-approve-user')! });
    const { access_token: own } = await refresh();
    assert.ok(own.startsWith(`${ScratchOrg}!`));
    const login = await call(hub.url, 'POST', '/local/login', { body: { username: 'hand@scratch.test' } });
    assert.ok((login.json as { token: string }).token.startsWith(`${ScratchOrg}!`), 'found by the username');
    assert.equal((await hub.query('SELECT Id FROM Account', own)).status, 200);
    const off = await call(hub.url, 'PATCH', `/services/scim/v2/Users/${id}`, { token: admin, body: { active: false } });
    assert.deepEqual([off.status, (off.json as { active: boolean }).active], [200, false]);
    assert.equal((await hub.query('SELECT Id FROM Account', own)).status, 401);
    assert.equal((await refresh()).error_description, 'inactive user');
    await discard(SignupUsername);
});

test('the page of a scratch org opens signed in, the hub stays the hub', async () => {
    const { AuthCode, SignupUsername } = await signUp();
    const { access_token: admin } = await exchange(AuthCode);
    const { json } = await call(hub.url, 'GET', '/services/oauth2/singleaccess?redirect_uri=lightning/page/home', { token: admin });
    const opened = await fetch((json as { frontdoor_uri: string }).frontdoor_uri, { redirect: 'manual' });
    assert.deepEqual([opened.status, opened.headers.get('location')], [302, '/lightning/page/home']);
    const [cookie] = opened.headers.getSetCookie()[0].split(';');
    const me = await call(hub.url, 'GET', '/local/me', { headers: { cookie } });
    assert.equal((me.json as { username: string }).username, SignupUsername);
    await discard(SignupUsername);
});

test('sessions lapse; a refresh token brings another', async () => {
    const { AuthCode, SignupUsername } = await signUp();
    const tokens = await exchange(AuthCode);
    const expired = await call(hub.url, 'POST', '/local/expire', { body: { username: SignupUsername } });
    assert.deepEqual(expired.json, { expired: 1 });
    assert.equal((await hub.query('SELECT Id FROM User', tokens.access_token)).status, 401);
    const renewed = await token({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token });
    assert.equal((await hub.query('SELECT Id FROM User', renewed.access_token)).status, 200);
    assert.equal((await hub.query('SELECT Id FROM User')).status, 200, "the hub's sessions go on");
    await discard(SignupUsername);
});

test('an org that is no hub has no such objects', async () => {
    const plain = await TestServer.start({});
    try {
        for (const name of ['ScratchOrgInfo', 'ActiveScratchOrg']) {
            const answer = await plain.query(`SELECT Id FROM ${name} limit 1`);
            assert.deepEqual([answer.status, errorOf(answer).errorCode], [400, 'INVALID_TYPE']);
            assert.equal((await plain.api('GET', `/sobjects/${name}/describe`)).status, 404);
        }
        assert.equal((await plain.api('POST', '/sobjects/ScratchOrgInfo', APP)).status, 404);
    } finally {
        await plain.stop();
    }
});

test('of an org nothing is left but what the hub wrote down', () => {
    assert.deepEqual(readdirSync(folder), []);
});
