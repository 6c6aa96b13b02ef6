/** Scratch orgs with the real CLI, from a Dev Hub that is a local org. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Sf } from '../../org/Sf.ts';
import { ADMIN, CliOrg } from './cliOrg.ts';

let cli: CliOrg;

before(async () => {
    cli = await CliOrg.start({ devHub: true });
});

after(() => cli.stop());

interface Created {
    username: string;
    orgId: string;
    scratchOrgInfo: { Status: string; ScratchOrg: string; LoginUrl: string; SignupEmail: string };
}

const DEFINITION = {
    orgName: 'Trial run',
    edition: 'Enterprise',
    features: ['EnableSetPasswordInApi'],
    adminEmail: 'someone@example.com',
    settings: { accountSettings: { enableAccountTeams: true } }
};

function definition(): string {
    return cli.file('scratch-def.json', JSON.stringify(DEFINITION));
}

test('a scratch org from a hub known by JWT: created, listed, used by two people, opened, deleted', async () => {
    const created = await cli.ok<Created>(
        ...['org', 'create', 'scratch', '--definition-file', definition(), '--alias', 'trial', '--duration-days', '3', '--wait', '5']
    );
    assert.equal(created.scratchOrgInfo.Status, 'Active');
    assert.equal(created.scratchOrgInfo.LoginUrl, cli.org.url);
    assert.equal(created.scratchOrgInfo.SignupEmail, 'someone@example.com');
    assert.ok(created.orgId.startsWith(created.scratchOrgInfo.ScratchOrg));

    const list = await cli.ok<{
        devHubs: { username: string }[];
        scratchOrgs: { username: string; orgId: string; status: string; isExpired: boolean; devHubUsername: string; orgName: string }[];
    }>('org', 'list');
    assert.deepEqual(
        list.devHubs.map((each) => each.username),
        [ADMIN]
    );
    assert.deepEqual(
        list.scratchOrgs.map(({ username, status, isExpired, devHubUsername, orgName }) => [
            username,
            status,
            isExpired,
            devHubUsername,
            orgName
        ]),
        [[created.username, 'Active', false, ADMIN, 'Trial run']]
    );

    const shown = await cli.ok<{ id: string; status: string; edition: string; expirationDate: string }>(
        'org',
        'display',
        '--target-org',
        'trial'
    );
    assert.deepEqual([shown.id, shown.status, shown.edition], [created.orgId, 'Active', 'Enterprise']);
    assert.equal(shown.expirationDate, new Date(Date.now() + 3 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10));

    const user = cli.file(
        'user-def.json',
        JSON.stringify({ Username: 'hand@scratch-cli.test', LastName: 'Hand', profileName: 'Standard User' })
    );
    const made = await cli.ok<{ orgId: string; fields: { id: string; username: string } }>(
        ...['org', 'create', 'user', '--target-org', 'trial', '--definition-file', user, '--set-alias', 'hand']
    );
    assert.equal(made.fields.username, 'hand@scratch-cli.test');
    const own = await cli.ok<{ records: { Name: string }[] }>(
        ...['data', 'query', '--target-org', 'hand', '--query', "SELECT Name FROM User WHERE Username = 'hand@scratch-cli.test'"]
    );
    assert.deepEqual(
        own.records.map((each) => each.Name),
        ['Hand']
    );
    const people = await cli.ok<{ username: string; profileName: string }[]>('org', 'list', 'users', '--target-org', 'trial');
    assert.deepEqual(
        people
            .map((each) => each.username)
            .filter((username) => !/^(autoproc|cloud)@/.test(username))
            .sort(),
        [created.username, 'hand@scratch-cli.test'].sort()
    );

    const { url } = await cli.ok<{ url: string }>('org', 'open', '--url-only', '--target-org', 'trial');
    const opened = await fetch(url, { redirect: 'manual' });
    const [cookie] = opened.headers.getSetCookie()[0].split(';');
    const me = (await (await fetch(`${cli.org.url}/local/me`, { headers: { cookie } })).json()) as { username: string };
    assert.equal(me.username, created.username);

    await cli.ok('org', 'delete', 'scratch', '--target-org', 'trial', '--no-prompt');
    const left = await cli.ok<{ totalSize: number }>('data', 'query', '--query', 'SELECT Id FROM ActiveScratchOrg');
    assert.equal(left.totalSize, 0);
});

test('from a hub known by a token alone: asked for, resumed, renewed when its session has lapsed', async () => {
    const sf = Sf.inPrivateHome();
    try {
        const ok = async <T>(...args: string[]): Promise<T> => {
            const answer = await sf.json<T>(args);
            assert.equal(answer.exitCode, 0, JSON.stringify(answer));
            return answer.result;
        };
        const { token } = (await (
            await fetch(`${cli.org.url}/local/login`, { method: 'POST', body: JSON.stringify({ username: ADMIN }) })
        ).json()) as { token: string };
        const login = ['org', 'login', 'access-token', '--instance-url', cli.org.url, '--no-prompt', '--set-default-dev-hub'];
        assert.equal((await sf.json(login, { SF_ACCESS_TOKEN: token })).exitCode, 0);
        const { scratchOrgInfo } = await ok<{ scratchOrgInfo: { Id: string; SignupUsername: string } }>(
            ...['org', 'create', 'scratch', '--edition', 'developer', '--async', '--alias', 'later']
        );
        const resumed = await ok<Created>('org', 'resume', 'scratch', '--job-id', scratchOrgInfo.Id);
        assert.equal(resumed.username, scratchOrgInfo.SignupUsername);

        await fetch(`${cli.org.url}/local/expire`, { method: 'POST', body: JSON.stringify({ username: resumed.username }) });
        const rows = await ok<{ records: { OrganizationType: string }[] }>(
            ...['data', 'query', '--target-org', 'later', '--query', 'SELECT OrganizationType FROM Organization']
        );
        assert.equal(rows.records[0].OrganizationType, 'Developer Edition');
        await ok('org', 'delete', 'scratch', '--target-org', 'later', '--no-prompt');
    } finally {
        sf.dispose();
    }
});

test('a feature that no org has is refused in the words of Salesforce', async () => {
    const file = cli.file('flying.json', JSON.stringify({ ...DEFINITION, features: ['Flying'] }));
    const refused = await cli.sf.json(['org', 'create', 'scratch', '--definition-file', file]);
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.message ?? '', /Flying is not a valid Features value/);
});
