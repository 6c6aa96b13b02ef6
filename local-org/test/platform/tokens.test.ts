import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRefreshToken, createSession, endSession, revokeRefreshToken, sessionOf, useRefreshToken } from '../../src/platform/index.ts';
import { PlatformOrg } from './org.ts';

const HOUR = 3_600_000;

test('a session ends two hours after its last use, and use in its second half prolongs it', () => {
    const org = new PlatformOrg();
    const { token } = createSession(org.store, org.adminId, 'API');
    org.now += 1.5 * HOUR;
    assert.equal(sessionOf(org.store, token)?.userId, org.adminId);
    org.now += 1.5 * HOUR;
    assert.equal(sessionOf(org.store, token)?.userId, org.adminId, 'it was used meanwhile');
    org.now += 2 * HOUR + 1000;
    assert.equal(sessionOf(org.store, token), null);
    assert.equal(org.value('SELECT COUNT(*) FROM AuthSession'), 0, 'an expired session leaves no row');
});

test('a refresh token outlives the sessions; its row shows the use, and either secret revokes it', () => {
    const org = new PlatformOrg();
    const { token: session } = createSession(org.store, org.adminId, 'Oauth2');
    const first = createRefreshToken(org.store, org.adminId, 'CLI');
    const second = createRefreshToken(org.store, org.adminId, 'Other');
    endSession(org.store, session);
    assert.equal(useRefreshToken(org.store, first), org.adminId);
    assert.equal(org.value(`SELECT UseCount FROM OauthToken WHERE AppName = 'CLI'`), 2);
    assert.equal(useRefreshToken(org.store, 'made up'), null);

    assert.equal(revokeRefreshToken(org.store, String(org.value(`SELECT DeleteToken FROM OauthToken WHERE AppName = 'CLI'`))), true);
    assert.equal(useRefreshToken(org.store, first), null);
    assert.equal(revokeRefreshToken(org.store, first), false);
    assert.equal(revokeRefreshToken(org.store, second), true);
    assert.equal(org.value('SELECT COUNT(*) FROM OauthToken'), 0);
});
