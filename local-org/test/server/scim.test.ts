/** Users over SCIM 1.1 and 2.0. */
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { errorOf, TestServer } from './server.ts';

let server: TestServer;
let person: { id: string; username: string; token: string };
before(async () => {
    server = await TestServer.start({});
    person = await server.person('ann', 'Standard User', { FirstName: 'Ann' });
});
after(() => server.stop());

interface ScimUser {
    schemas: string[];
    id: string;
    userName: string;
    active: boolean;
    name: { familyName: string; givenName?: string; formatted: string };
    emails: { value: string }[];
    entitlements: { display: string }[];
    meta: { location: string };
    Errors?: { code: string; description: string }[];
    detail?: string;
}

async function scim(method: string, path: string, body?: unknown, token?: string): Promise<{ status: number; user: ScimUser }> {
    const { status, json } = await server.call(method, `/services/scim/${path}`, body, token);
    return { status, user: json as ScimUser };
}

test('a user is read in the shape of the version that is asked', async () => {
    const { status, user } = await scim('GET', `v2/Users/${person.id}`);
    assert.equal(status, 200);
    assert.deepEqual(user.schemas, ['urn:ietf:params:scim:schemas:core:2.0:User']);
    assert.deepEqual(
        [user.id, user.userName, user.active, user.name],
        [person.id, 'ann@server.test', true, { formatted: 'Ann ann', familyName: 'ann', givenName: 'Ann' }]
    );
    assert.deepEqual([user.emails[0].value, user.entitlements[0].display], ['ann@server.test', 'Standard User']);
    assert.equal(user.meta.location, `${server.url}/services/scim/v2/Users/${person.id}`);
    assert.deepEqual((await scim('GET', `v1/Users/${person.id.slice(0, 15)}`)).user.schemas, ['urn:scim:schemas:core:1.0']);
});

test('a user is changed as a whole, in parts, and by operations', async () => {
    const put = await scim('PUT', `v2/Users/${person.id}`, {
        userName: 'anna@server.test',
        name: { familyName: 'Berg', givenName: 'Anna' }
    });
    assert.deepEqual([put.status, put.user.userName, put.user.name.formatted], [200, 'anna@server.test', 'Anna Berg']);
    const patched = await scim('PATCH', `v2/Users/${person.id}`, {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [
            { op: 'replace', path: 'name.givenName', value: 'Ann' },
            { op: 'Replace', value: { nickName: 'annie' } }
        ]
    });
    assert.deepEqual([patched.status, patched.user.name.formatted], [200, 'Ann Berg']);
    const wrong = await scim('PATCH', `v2/Users/${person.id}`, { Operations: [{ op: 'remove', path: 'active' }] });
    assert.equal(wrong.status, 400);
    assert.match(wrong.user.detail!, /remove is not supported/);
});

test('deactivated over SCIM, a person is out; activated, in again', async () => {
    const off = await scim('PATCH', `v2/Users/${person.id}`, { Operations: [{ op: 'replace', path: 'active', value: false }] });
    assert.deepEqual([off.status, off.user.active], [200, false]);
    assert.equal((await server.query('SELECT Id FROM Account', person.token)).status, 401);
    assert.equal((await scim('PUT', `v1/Users/${person.id}`, { active: true })).user.active, true);
    assert.equal((await scim('DELETE', `v2/Users/${person.id}`)).status, 204);
    assert.equal((await scim('GET', `v2/Users/${person.id}`)).user.active, false, 'users are never deleted');
    assert.equal((await scim('PATCH', `v1/Users/${person.id}`, { active: 'true' })).user.active, true);
});

test('refusals: nobody there, no right, nonsense', async () => {
    const nobody = await scim('PATCH', 'v1/Users/005000000000001AAA', { active: false });
    assert.deepEqual([nobody.status, nobody.user.Errors![0].code], [404, '404']);
    const other = await server.person('bob', 'Standard User');
    const mine = await scim('PATCH', `v2/Users/${person.id}`, { active: false }, other.token);
    assert.equal(mine.status, 400);
    assert.match(mine.user.detail!, /INSUFFICIENT_ACCESS|INVALID_FIELD_FOR_INSERT_UPDATE|FIELD_INTEGRITY/);
    const shape = await server.call('PATCH', `/services/scim/v2/Users/${person.id}`, { status: 1, headers: {}, body: 'x' });
    assert.equal(shape.status, 200, 'what it does not know it leaves alone');
    const list = await server.call('PATCH', `/services/scim/v2/Users/${person.id}`, []);
    assert.deepEqual([list.status, errorOf(list).errorCode], [400, 'JSON_PARSER_ERROR']);
});
