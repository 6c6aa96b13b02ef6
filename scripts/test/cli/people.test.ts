import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ADMIN, CliOrg } from './cliOrg.ts';

let cli: CliOrg;

before(async () => {
    cli = await CliOrg.start();
});

after(() => cli.stop());

test('sf org open --url-only opens the Lightning page signed in, once', async () => {
    const { url } = await cli.ok<{ url: string }>('org', 'open', '--url-only', '--path', 'lightning/page/home');
    assert.ok(url.startsWith(`${cli.org.url}/secur/frontdoor.jsp?otp=`), url);
    const opened = await fetch(url, { redirect: 'manual' });
    assert.equal(opened.status, 302);
    assert.equal(opened.headers.get('location'), '/lightning/page/home');
    const [cookie] = opened.headers.getSetCookie();
    const me = await fetch(`${cli.org.url}/local/me`, { headers: { cookie: cookie.split(';')[0] } });
    assert.equal(((await me.json()) as { username: string }).username, ADMIN);
    const again = await fetch(url, { redirect: 'manual' });
    assert.equal(again.status, 401, 'the address is good for one browser');
});

test('single access leads nowhere but to this server', async () => {
    const shown = await cli.sf.json<{ accessToken: string }>(['org', 'auth', 'show-access-token', '--no-prompt']);
    for (const target of ['//evil.example', 'https://evil.example/', '/\\evil.example']) {
        const answer = await fetch(`${cli.org.url}/services/oauth2/singleaccess?redirect_uri=${encodeURIComponent(target)}`, {
            headers: { authorization: `Bearer ${shown.result.accessToken}` }
        });
        const { frontdoor_uri: url } = (await answer.json()) as { frontdoor_uri: string };
        assert.equal((await fetch(url, { redirect: 'manual' })).headers.get('location'), '/', target);
    }
});

test('sf org assign permset gives the permission set, and a second time refuses', async () => {
    await cli.ok('org', 'assign', 'permset', '--name', 'Gadget_User');
    const soql = `SELECT Id FROM PermissionSetAssignment WHERE Assignee.Username = '${ADMIN}' AND PermissionSet.Name = 'Gadget_User'`;
    assert.equal((await cli.ok<{ totalSize: number }>('data', 'query', '--query', soql)).totalSize, 1);
    const unknown = await cli.sf.json(['org', 'assign', 'permset', '--name', 'No_Such_Set']);
    assert.notEqual(unknown.exitCode, 0);
});

interface TokenAnswer {
    access_token?: string;
    error?: string;
    error_description?: string;
}

async function exchange(refreshToken: string): Promise<TokenAnswer> {
    const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken, client_id: 'PlatformCLI' });
    return (await (await fetch(`${cli.org.url}/services/oauth2/token`, { method: 'POST', body })).json()) as TokenAnswer;
}

test('a user created over SCIM logs in, and is refused everywhere once deactivated', async () => {
    const shown = await cli.ok<{ accessToken: string }>('org', 'auth', 'show-access-token', '--no-prompt');
    const profile = await cli.ok<{ records: { Id: string }[] }>(
        ...['data', 'query', '--query', "SELECT Id FROM Profile WHERE Name = 'Standard User'"]
    );
    // As `sf org create user` sends it; that command itself works with scratch orgs only.
    const created = await fetch(`${cli.org.url}/services/scim/v1/Users`, {
        method: 'POST',
        headers: { authorization: `Bearer ${shown.accessToken}`, 'auto-approve-user': 'true' },
        body: JSON.stringify({
            username: 'vogel@localorg.test',
            emails: ['vogel@example.com'],
            name: { familyName: 'Vogel' },
            nickName: 'vogel@localorg.test',
            entitlements: [{ value: profile.records[0].Id }]
        })
    });
    assert.equal(created.status, 201);
    const refreshToken = created.headers.get('auto-approve-user')!;
    assert.match((await exchange(refreshToken)).access_token ?? '', /^00D\w{12}!/);

    const login = await cli.loginByJwt('vogel@localorg.test', ['--alias', 'vogel']);
    assert.equal(login.status, 0, login.message ?? '');
    const query = ['data', 'query', '--target-org', 'vogel', '--query', "SELECT Name FROM User WHERE Username = 'vogel@localorg.test'"];
    assert.deepEqual(
        (await cli.ok<{ records: { Name: string }[] }>(...query)).records.map((row) => row.Name),
        ['Vogel']
    );

    await cli.ok(
        'data',
        'update',
        'record',
        '--sobject',
        'User',
        '--where',
        "Username='vogel@localorg.test'",
        '--values',
        'IsActive=false'
    );
    const refused = await cli.sf.json(query);
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.message ?? '', /inactive user/);
    assert.deepEqual(await exchange(refreshToken), { error: 'invalid_grant', error_description: 'inactive user' });
});

test('sf org generate password sets one', async () => {
    const { username, password } = await cli.ok<{ username: string; password: string }>('org', 'generate', 'password');
    assert.equal(username, ADMIN);
    assert.ok(password.length >= 8);
});

test('without a login, by address and token alone; Tooling queries reach records, too', async () => {
    const shown = await cli.ok<{ accessToken: string }>('org', 'auth', 'show-access-token', '--no-prompt');
    const soql = 'SELECT Name FROM ApexClass ORDER BY Name';
    const answer = await cli.sf.json<{ records: { Name: string }[] }>(
        ['data', 'query', '--use-tooling-api', '--target-org', shown.accessToken, '--query', soql],
        { SF_ORG_INSTANCE_URL: cli.org.url }
    );
    assert.deepEqual(
        answer.result.records.map((row) => row.Name),
        ['Discount', 'DiscountTest']
    );
});

test('malformed requests are refused, not survived by luck', async () => {
    const shown = await cli.ok<{ accessToken: string }>('org', 'auth', 'show-access-token', '--no-prompt');
    const post = async (path: string, body: string): Promise<number> => {
        const headers = { authorization: `Bearer ${shown.accessToken}` };
        return (await fetch(cli.org.url + path, { method: 'POST', headers, body })).status;
    };
    const bodies = [
        '',
        'null',
        '[]',
        '7',
        '{"tests":[null]}',
        '{"tests":7}',
        '{"classNames":{}}',
        '{"records":[null]}',
        '{"records":[{}]}'
    ];
    for (const path of ['tooling/runTestsSynchronous', 'tooling/runTestsAsynchronous', 'composite/tree/Account']) {
        for (const body of bodies) {
            assert.equal(await post(`/services/data/v67.0/${path}`, body), 400, `${path} ${body}`);
        }
    }
    assert.equal(await post('/services/scim/v1/Users', 'null'), 400);
    assert.equal(await post('/services/oauth2/token', '%%%'), 400);
});

test('what is not built is told by name, what does not exist is not found', async () => {
    const ask = async (path: string): Promise<{ status: number; errorCode: string; message: string }> => {
        const response = await fetch(cli.org.url + path);
        const [error] = (await response.json()) as { errorCode: string; message: string }[];
        return { status: response.status, ...error };
    };
    const unbuilt = await ask('/services/data/v67.0/wave/dashboards');
    assert.deepEqual([unbuilt.status, unbuilt.errorCode], [501, 'NOT_IMPLEMENTED']);
    assert.match(unbuilt.message, /GET \/services\/data\/v67\.0\/wave\/dashboards/);
    assert.equal((await ask('/services/data/v67.0/nonsense')).status, 404);
});
