import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { OrgClient } from '../../org/OrgClient.ts';
import { Sf } from '../../org/Sf.ts';
import { keyAndCertificate } from './certificate.ts';
import { ADMIN, CliOrg } from './cliOrg.ts';

let cli: CliOrg;

before(async () => {
    cli = await CliOrg.start();
});

after(() => cli.stop());

async function accessToken(): Promise<string> {
    const answer = (await fetch(`${cli.org.url}/local/login`, { method: 'POST', body: JSON.stringify({ username: ADMIN }) })).json();
    return ((await answer) as { token: string }).token;
}

test('sf org display shows the org that JWT logged in to', async () => {
    const shown = await cli.ok<{ username: string; connectedStatus: string; instanceUrl: string; apiVersion: string }>('org', 'display');
    assert.equal(shown.username, ADMIN);
    assert.equal(shown.connectedStatus, 'Connected');
    assert.equal(shown.instanceUrl, cli.org.url);
    assert.equal(shown.apiVersion, '67.0');
});

test('sf org login access-token stores a token that works, and sf org list knows no Dev Hub', async () => {
    // A second login of the same person would make the CLI forget the first one's key.
    const sf = Sf.inPrivateHome();
    try {
        const login = await sf.json<{ username: string }>(['org', 'login', 'access-token', '--instance-url', cli.org.url, '--no-prompt'], {
            SF_ACCESS_TOKEN: await accessToken()
        });
        assert.equal(login.status, 0, login.message ?? '');
        assert.equal(login.result.username, ADMIN);
        const list = await sf.json<{ devHubs: unknown[]; nonScratchOrgs: { username: string; connectedStatus: string }[] }>([
            'org',
            'list'
        ]);
        assert.deepEqual(list.result.devHubs, []);
        assert.deepEqual(
            list.result.nonScratchOrgs.map(({ username, connectedStatus }) => [username, connectedStatus]),
            [[ADMIN, 'Connected']]
        );
    } finally {
        sf.dispose();
    }
});

test('a made-up access token is refused', async () => {
    const login = await cli.sf.json(['org', 'login', 'access-token', '--instance-url', cli.org.url, '--no-prompt'], {
        SF_ACCESS_TOKEN: '00DA00000000001!made.up'
    });
    assert.notEqual(login.status, 0);
    assert.match(login.message ?? '', /Bad_OAuth_Token/);
});

test('a key whose certificate is not registered is refused', async () => {
    const other = cli.file('other.key', keyAndCertificate().key);
    const login = await cli.sf.json([
        ...['org', 'login', 'jwt', '--instance-url', cli.org.url, '--client-id', 'TestClient'],
        ...['--jwt-key-file', other, '--username', 'nobody@localorg.test']
    ]);
    assert.notEqual(login.status, 0);
    assert.match(login.message ?? '', /invalid assertion/);
});

test('a username that the org does not know is refused', async () => {
    const login = await cli.loginByJwt('nobody@localorg.test');
    assert.notEqual(login.status, 0);
    assert.match(login.message ?? '', /user hasn't approved this consumer/);
});

test('when the access token is revoked, the CLI gets itself another one', async () => {
    const shown = await cli.sf.json<{ accessToken: string }>(['org', 'auth', 'show-access-token', '--no-prompt']);
    assert.equal(shown.status, 0, shown.message ?? '');
    const token = shown.result.accessToken;
    const revoked = await fetch(`${cli.org.url}/services/oauth2/revoke`, { method: 'POST', body: new URLSearchParams({ token }) });
    assert.equal(revoked.status, 200);
    await assert.rejects(new OrgClient(cli.org.url, token).query('SELECT Id FROM User'), { errorCode: 'INVALID_SESSION_ID', status: 401 });
    const people = await cli.ok<{ totalSize: number }>('data', 'query', '--query', 'SELECT Id FROM User');
    assert.ok(people.totalSize > 0);
});
