import assert from 'node:assert/strict';
import { test } from 'node:test';
import { xml } from '../schema/projectFixture.ts';
import { PlatformOrg } from './org.ts';

const permissionSet = (name: string, body: string): Record<string, string> => ({
    [`app/main/default/permissionsets/${name}.permissionset-meta.xml`]: xml('PermissionSet', `<label>${name}</label>${body}`)
});

test("permission sets: no second assignment, not the profile's own, gone again on delete", () => {
    const org = new PlatformOrg();
    const user = org.user('User');
    const set = org.insert('PermissionSet', { Name: 'Extra', Label: 'Extra' });
    const assignment = org.insert('PermissionSetAssignment', { AssigneeId: user, PermissionSetId: set });
    const [again] = org.dml(org.adminId, 'insert', 'PermissionSetAssignment', [{ AssigneeId: user, PermissionSetId: set }]);
    assert.equal(again!.errors[0]?.statusCode, 'DUPLICATE_VALUE');
    assert.match(again!.errors[0]!.message, /^Duplicate PermissionSetAssignment\. Assignee: 005\w+; Permission Set: 0PS\w+$/);
    const own = String(
        org.value(
            'SELECT a.Id FROM PermissionSetAssignment a JOIN PermissionSet s ON s.Id = a.PermissionSetId WHERE s.IsOwnedByProfile = 1 AND a.AssigneeId = ?',
            user
        )
    );
    assert.equal(org.remove('PermissionSetAssignment', own)?.statusCode, 'FIELD_INTEGRITY_EXCEPTION');
    assert.equal(org.remove('PermissionSetAssignment', assignment), null);
});

test('a permission set group is assigned by its own Id and gives the sum of its members, kept up to date', () => {
    const org = new PlatformOrg({
        files: {
            ...permissionSet('One', '<userPermissions><enabled>true</enabled><name>ManageUsers</name></userPermissions>'),
            ...permissionSet(
                'Two',
                '<objectPermissions><allowCreate>false</allowCreate><allowDelete>false</allowDelete><allowEdit>false</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Campaign</object><viewAllRecords>true</viewAllRecords></objectPermissions>'
            ),
            'app/main/default/permissionsetgroups/Both.permissionsetgroup-meta.xml': xml(
                'PermissionSetGroup',
                '<label>Both</label><permissionSets>One</permissionSets><permissionSets>Two</permissionSets>'
            )
        }
    });
    assert.deepEqual(org.problems, []);
    const user = org.user('User', {}, 'Minimum Access - Salesforce');
    const group = String(org.value(`SELECT Id FROM PermissionSetGroup WHERE DeveloperName = 'Both'`));
    const assignment = org.insert('PermissionSetAssignment', { AssigneeId: user, PermissionSetGroupId: group });
    assert.equal(
        org.value(
            `SELECT s.Type FROM PermissionSetAssignment a JOIN PermissionSet s ON s.Id = a.PermissionSetId WHERE a.Id = ?`,
            assignment
        ),
        'Group'
    );
    assert.equal(org.security.hasUserPermission(user, 'ManageUsers'), true);
    assert.equal(org.security.objectAccess(user, org.store.object('Campaign')).viewAll, true);
    const component = String(
        org.value(`SELECT c.Id FROM PermissionSetGroupComponent c JOIN PermissionSet s ON s.Id = c.PermissionSetId WHERE s.Name = 'One'`)
    );
    assert.equal(org.remove('PermissionSetGroupComponent', component), null);
    assert.equal(org.security.hasUserPermission(user, 'ManageUsers'), false);
});

test('an assignment that has expired or been rolled back gives nothing', () => {
    const org = new PlatformOrg();
    const user = org.user('User');
    const set = org.insert('PermissionSet', { Name: 'Extra', Label: 'Extra', PermissionsManageUsers: 1 });
    org.store.insert('PermissionSetAssignment', {
        AssigneeId: user,
        PermissionSetId: set,
        IsActive: 1,
        ExpirationDate: new Date(org.now + 60_000).toISOString()
    });
    assert.equal(org.security.hasUserPermission(user, 'ManageUsers'), true);
    org.now += 120_000;
    assert.equal(org.security.hasUserPermission(user, 'ManageUsers'), false);
    const mark = org.store.mark();
    org.store.insert('PermissionSetAssignment', { AssigneeId: user, PermissionSetId: set, IsActive: 1 });
    assert.equal(org.security.hasUserPermission(user, 'ManageUsers'), true);
    org.store.rollbackTo(mark);
    org.store.release(mark);
    assert.equal(org.security.hasUserPermission(user, 'ManageUsers'), false);
});

test('permission set licenses count seats; deactivation frees them', () => {
    const org = new PlatformOrg();
    const license = String(org.value(`SELECT Id FROM PermissionSetLicense WHERE DeveloperName = 'IdentityConnect'`));
    const users = ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => org.user(name));
    const results = org.dml(
        org.adminId,
        'insert',
        'PermissionSetLicenseAssign',
        users.map((user) => ({ AssigneeId: user, PermissionSetLicenseId: license }))
    );
    assert.deepEqual(
        results.map((result) => result.errors[0]?.statusCode ?? 'ok'),
        ['ok', 'ok', 'ok', 'ok', 'ok', 'LICENSE_LIMIT_EXCEEDED']
    );
    org.update('User', { Id: users[0]!, IsActive: 0 });
    assert.equal(org.value('SELECT UsedLicenses FROM PermissionSetLicense WHERE Id = ?', license), 4);
});

test('group members: public groups and queues only, once, active users', () => {
    const org = new PlatformOrg();
    const user = org.user('User');
    const gone = org.user('Gone', { IsActive: 0 });
    const group = org.insert('Group', { Name: 'My Team!', Type: 'Regular' });
    assert.equal(org.value('SELECT DeveloperName FROM "Group" WHERE Id = ?', group), 'My_Team');
    const add = (groupId: string, memberId: string) =>
        org.dml(org.adminId, 'insert', 'GroupMember', [{ GroupId: groupId, UserOrGroupId: memberId }])[0]!.errors[0]?.statusCode;
    assert.equal(add(group, user), undefined);
    assert.equal(add(group, user), 'DUPLICATE_VALUE');
    assert.equal(add(group, gone), 'INACTIVE_OWNER_OR_USER');
    assert.equal(add(String(org.value(`SELECT Id FROM "Group" WHERE Type = 'Organization'`)), user), 'INVALID_CROSS_REFERENCE_KEY');
});

test('roles get the groups that stand for them and go only when nobody needs them', () => {
    const org = new PlatformOrg();
    const top = org.insert('UserRole', { Name: 'Chief' });
    org.insert('UserRole', { Name: 'Rep', ParentRoleId: top });
    assert.equal(org.value('SELECT COUNT(*) FROM "Group" WHERE RelatedId = ?', top), 3);
    assert.equal(org.remove('UserRole', top)?.statusCode, 'DELETE_FAILED');
});
