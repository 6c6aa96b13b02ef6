import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
    createAuthorizationCode,
    createRefreshToken,
    createSession,
    endSession,
    expireSessions,
    revokeRefreshToken,
    sessionOf,
    useAuthorizationCode,
    useRefreshToken
} from '../../src/platform/index.ts';
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

test('the session settings say how long a session lives', () => {
    const settings = (timeout: string): PlatformOrg =>
        new PlatformOrg({
            files: {
                'settings/Security.settings-meta.xml': `<SecuritySettings><sessionSettings><sessionTimeout>${timeout}</sessionTimeout></sessionSettings></SecuritySettings>`
            }
        });
    const org = settings('FifteenMinutes');
    const { token } = createSession(org.store, org.adminId, 'API');
    assert.equal(org.value('SELECT NumSecondsValid FROM AuthSession'), 900);
    org.now += HOUR / 4 + 1000;
    assert.equal(sessionOf(org.store, token), null);
    assert.match(settings('Forever').problems.join(), /'Forever' is not a valid value for the enum 'SessionTimeout'/);
});

test('sessions can be let lapse', () => {
    const org = new PlatformOrg();
    const [one, other] = [createSession(org.store, org.adminId, 'API'), createSession(org.store, org.adminId, 'UI')];
    assert.equal(expireSessions(org.store, 'nobody'), 0);
    assert.equal(expireSessions(org.store, org.adminId), 2);
    assert.deepEqual([sessionOf(org.store, one.token), sessionOf(org.store, other.token)], [null, null]);
});

test('an authorization code is used up by the first who brings it', () => {
    const org = new PlatformOrg();
    const app = { consumerKey: 'PlatformCLI', callbackUrl: 'http://localhost:1717/OauthRedirect' };
    const code = createAuthorizationCode(org.store, org.adminId, app);
    assert.deepEqual({ ...useAuthorizationCode(org.store, code) }, { ...app, userId: org.adminId });
    assert.equal(useAuthorizationCode(org.store, code), null);
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
