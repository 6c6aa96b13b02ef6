import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSession, LoginRefused, sessionOf } from '../../src/platform/index.ts';
import { fieldFile } from '../schema/projectFixture.ts';
import { PlatformOrg } from './org.ts';

const HIERARCHY = fieldFile('User', 'Mentor__c', '<type>Hierarchy</type><relationshipName>Mentees</relationshipName>');

test('a new user gets a login row, the permissions of the profile and a seat', () => {
    const org = new PlatformOrg();
    const before = Number(org.value(`SELECT UsedLicenses FROM UserLicense WHERE Name = 'Salesforce'`));
    const user = org.user('New');
    assert.equal(org.value('SELECT IsFrozen FROM UserLogin WHERE UserId = ?', user), 0);
    assert.equal(
        org.value(
            'SELECT COUNT(*) FROM PermissionSetAssignment a JOIN PermissionSet s ON s.Id = a.PermissionSetId WHERE s.IsOwnedByProfile = 1 AND a.AssigneeId = ?',
            user
        ),
        1
    );
    assert.equal(org.value(`SELECT UsedLicenses FROM UserLicense WHERE Name = 'Salesforce'`), before + 1);
    assert.equal(org.value('SELECT UserType FROM "User" WHERE Id = ?', user), 'Standard');
});

test('usernames are e-mail addresses and unique without case, in other people and in the same statement', () => {
    const org = new PlatformOrg();
    org.user('First', { Username: 'Taken@Example.test' });
    const row = (username: string) => ({
        LastName: 'X',
        Username: username,
        Email: 'x@example.test',
        Alias: 'x',
        TimeZoneSidKey: 'GMT',
        LocaleSidKey: 'en_US',
        EmailEncodingKey: 'UTF-8',
        LanguageLocaleKey: 'en_US',
        ProfileId: org.profile('Standard User')
    });
    const codes = org
        .dml(org.adminId, 'insert', 'User', [
            row('taken@example.test'),
            row('nobody'),
            row('twice@example.test'),
            row('TWICE@example.test')
        ])
        .map((result) => result.errors[0]?.statusCode);
    assert.deepEqual(codes, ['DUPLICATE_USERNAME', 'INVALID_EMAIL_ADDRESS', undefined, 'DUPLICATE_USERNAME']);
});

test('no seat, no active user: on insert, on reactivation, and for two users and one seat', () => {
    const org = new PlatformOrg({ seed: { salesforceSeats: 3 } });
    const first = org.user('First');
    org.user('Second');
    assert.throws(() => org.user('Third'), /LICENSE_LIMIT_EXCEEDED.*License Limit Exceeded/);
    const inactive = org.user('Fourth', { IsActive: 0 });
    assert.equal(org.update('User', { Id: inactive, IsActive: 1 })?.statusCode, 'LICENSE_LIMIT_EXCEEDED');
    assert.equal(org.update('User', { Id: first, IsActive: 0 }), null);
    assert.equal(org.value(`SELECT UsedLicenses FROM UserLicense WHERE Name = 'Salesforce'`), 2);
    const fifth = org.user('Fifth', { IsActive: 0 });
    const results = org.dml(org.adminId, 'update', 'User', [
        { Id: inactive, IsActive: 1 },
        { Id: fifth, IsActive: 1 }
    ]);
    assert.deepEqual(
        results.map((result) => result.success),
        [true, false]
    );
});

test('one does not deactivate oneself, a system user, or the last administrator', () => {
    const org = new PlatformOrg();
    assert.match(org.update('User', { Id: org.adminId, IsActive: 0 })!.message, /your own user record/);
    const automated = String(org.value(`SELECT Id FROM "User" WHERE UserType = 'AutomatedProcess'`));
    assert.match(org.update('User', { Id: automated, IsActive: 0 })!.message, /^You cannot deactivate this user/);
    const second = org.user('Second', {}, 'System Administrator');
    assert.equal(org.update('User', { Id: org.adminId, IsActive: 0 }, second), null);
    // Now `second` is the last; somebody with Manage Users alone tries.
    const manager = org.user('Manager');
    const set = org.insert('PermissionSet', { Name: 'Managing', Label: 'Managing', PermissionsManageUsers: 1 }, second);
    org.insert('PermissionSetAssignment', { AssigneeId: manager, PermissionSetId: set }, second);
    const error = org.update('User', { Id: second, IsActive: 0 }, manager)!;
    assert.equal(error.statusCode, 'CANNOT_DISABLE_LAST_ADMIN');
    assert.equal(error.message, 'You must have at least one active administrator user.');
});

test('a hierarchy field that points at the user blocks, even from an inactive user; ManagerId does not', () => {
    const org = new PlatformOrg({ files: HIERARCHY });
    const leaver = org.user('Leaver');
    const mentee = org.user('Mentee', { Mentor__c: leaver });
    assert.equal(org.update('User', { Id: mentee, IsActive: 0 }), null);
    assert.deepEqual(org.update('User', { Id: leaver, IsActive: 0 }), {
        statusCode: 'FIELD_INTEGRITY_EXCEPTION',
        message: 'Cannot inactivate user that is the value of a hierarchy field: Mentor. : Test Mentee',
        fields: ['IsActive']
    });
    assert.equal(org.update('User', { Id: mentee, Mentor__c: null, ManagerId: leaver }), null);
    assert.equal(org.update('User', { Id: leaver, IsActive: 0 }), null);
    assert.equal(org.value('SELECT ManagerId FROM "User" WHERE Id = ?', mentee), leaver);
});

test("deactivation takes manual shares and others' default teams, keeps permission sets, groups, ownership and the frozen flag", () => {
    const org = new PlatformOrg();
    const leaver = org.user('Leaver');
    const other = org.user('Other');
    const account = org.insert('Account', { Name: 'Acme', OwnerId: other });
    const own = org.insert('Account', { Name: 'Own', OwnerId: leaver });
    org.insert('AccountShare', { AccountId: account, UserOrGroupId: leaver, AccountAccessLevel: 'Edit', OpportunityAccessLevel: 'None' });
    org.insert('UserTeamMember', { OwnerId: other, UserId: leaver, OpportunityAccessLevel: 'Edit', TeamMemberRole: 'Sales Rep' });
    org.insert('UserTeamMember', { OwnerId: leaver, UserId: other, OpportunityAccessLevel: 'Read', TeamMemberRole: 'Sales Rep' });
    const set = org.insert('PermissionSet', { Name: 'Extra', Label: 'Extra' });
    org.insert('PermissionSetAssignment', { AssigneeId: leaver, PermissionSetId: set });
    const group = org.insert('Group', { Name: 'Team', Type: 'Regular' });
    org.insert('GroupMember', { GroupId: group, UserOrGroupId: leaver });
    org.update('UserLogin', { Id: String(org.value('SELECT Id FROM UserLogin WHERE UserId = ?', leaver)), IsFrozen: 1 });

    assert.equal(org.update('User', { Id: leaver, IsActive: 0 }), null);
    const count = (sql: string): unknown => org.value(sql, leaver);
    assert.equal(count(`SELECT COUNT(*) FROM AccountShare WHERE UserOrGroupId = ? AND RowCause = 'Manual'`), 0);
    assert.equal(count('SELECT COUNT(*) FROM UserTeamMember WHERE UserId = ?'), 0);
    assert.equal(count('SELECT COUNT(*) FROM UserTeamMember WHERE OwnerId = ?'), 1);
    assert.equal(count('SELECT COUNT(*) FROM PermissionSetAssignment WHERE AssigneeId = ?'), 2);
    assert.equal(count('SELECT COUNT(*) FROM GroupMember WHERE UserOrGroupId = ?'), 1);
    assert.equal(count('SELECT IsFrozen FROM UserLogin WHERE UserId = ?'), 1);
    assert.equal(org.value('SELECT OwnerId FROM Account WHERE Id = ?', own), leaver);
});

test('reactivation lowers account team access to Read and brings follows back, unless both ends were away', () => {
    const org = new PlatformOrg();
    const [leaver, other, friend] = [org.user('Leaver'), org.user('Other'), org.user('Friend')];
    const account = org.insert('Account', { Name: 'Acme', OwnerId: other });
    org.insert('AccountTeamMember', {
        AccountId: account,
        UserId: leaver,
        TeamMemberRole: 'Sales Rep',
        AccountAccessLevel: 'Edit',
        OpportunityAccessLevel: 'Edit',
        CaseAccessLevel: 'None'
    });
    org.insert('EntitySubscription', { ParentId: account, SubscriberId: leaver });
    org.insert('EntitySubscription', { ParentId: leaver, SubscriberId: friend });
    org.update('User', { Id: leaver, IsActive: 0 });
    assert.equal(org.value('SELECT COUNT(*) FROM EntitySubscription'), 0);
    org.update('User', { Id: friend, IsActive: 0 });
    org.update('User', { Id: leaver, IsActive: 1 });
    org.update('User', { Id: friend, IsActive: 1 });
    assert.equal(org.value('SELECT group_concat(ParentId) FROM EntitySubscription'), account);
    assert.deepEqual(
        { ...org.store.get('SELECT AccountAccessLevel, OpportunityAccessLevel, CaseAccessLevel FROM AccountTeamMember') },
        {
            AccountAccessLevel: 'Read',
            OpportunityAccessLevel: 'Read',
            CaseAccessLevel: 'None'
        }
    );
});

test('frozen and inactive users cannot log in; a running session outlives freezing but not deactivation', () => {
    const org = new PlatformOrg();
    const user = org.user('Leaver');
    const { token, sessionId } = createSession(org.store, user, 'UI');
    const login = String(org.value('SELECT Id FROM UserLogin WHERE UserId = ?', user));
    org.update('UserLogin', { Id: login, IsFrozen: 1 });
    assert.throws(() => createSession(org.store, user, 'UI'), LoginRefused);
    assert.equal(sessionOf(org.store, token)?.userId, user);
    org.update('UserLogin', { Id: login, IsFrozen: 0 });
    const second = createSession(org.store, user, 'API');
    assert.equal(org.remove('AuthSession', sessionId), null);
    assert.equal(sessionOf(org.store, token), null);
    assert.equal(sessionOf(org.store, second.token)?.userId, user);
    org.update('User', { Id: user, IsActive: 0 });
    assert.equal(sessionOf(org.store, second.token), null);
    assert.deepEqual(
        org.store.all(`SELECT Status FROM LoginHistory WHERE UserId = ?`, user).map((row) => row.Status),
        ['Success', 'User is Frozen', 'Success']
    );
});

test('setup objects ask for platform permissions, in system mode too', () => {
    const org = new PlatformOrg();
    const [plain, victim] = [org.user('Plain'), org.user('Victim')];
    const refused = 'INSUFFICIENT_ACCESS_OR_READONLY';
    assert.equal(org.update('User', { Id: victim, IsActive: 0 }, plain)?.statusCode, refused);
    assert.equal(org.update('User', { Id: plain, Title: 'Boss' }, plain), null);
    assert.equal(org.update('User', { Id: plain, ProfileId: org.profile('System Administrator') }, plain)?.statusCode, refused);
    const login = String(org.value('SELECT Id FROM UserLogin WHERE UserId = ?', victim));
    assert.equal(org.update('UserLogin', { Id: login, IsFrozen: 1 }, plain)?.statusCode ?? 'saved', refused);
    const set = org.insert('PermissionSet', { Name: 'Extra', Label: 'Extra', PermissionsAssignPermissionSets: 1 });
    const assign = (by: string) => org.dml(by, 'insert', 'PermissionSetAssignment', [{ AssigneeId: victim, PermissionSetId: set }])[0]!;
    assert.equal(assign(plain).errors[0]?.statusCode, refused);
    org.insert('PermissionSetAssignment', { AssigneeId: plain, PermissionSetId: set });
    assert.equal(assign(plain).success, true);
});

test('a user moves between standard licenses and out of Chatter, not back into it', () => {
    const org = new PlatformOrg();
    const user = org.user('Mover');
    assert.equal(org.update('User', { Id: user, ProfileId: org.profile('Standard Platform User') }), null);
    assert.equal(
        org.update('User', { Id: user, ProfileId: org.profile('Chatter Free User') })?.message,
        'It is not permitted to change user type from Standard to CSN Only(db=n,api=CsnOnly)'
    );
    const chatter = org.user('Chatter', {}, 'Chatter Free User');
    assert.equal(org.update('User', { Id: chatter, ProfileId: org.profile('Standard User') }), null);
});
