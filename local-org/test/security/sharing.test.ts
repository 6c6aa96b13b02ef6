import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSession } from '../../src/platform/index.ts';
import { PlatformOrg } from '../platform/org.ts';
import { fieldFile, objectFile, objectXml, xml } from '../schema/projectFixture.ts';

const ALL =
    ['allowCreate', 'allowDelete', 'allowEdit', 'allowRead'].map((name) => `<${name}>true</${name}>`).join('') +
    '<modifyAllRecords>false</modifyAllRecords>';
const rights = (object: string): string =>
    `<objectPermissions>${ALL}<object>${object}</object><viewAllRecords>false</viewAllRecords></objectPermissions>`;

const FILES = {
    ...objectFile('Thing__c', objectXml('Thing')),
    ...objectFile('Part__c', objectXml('Part', '<sharingModel>ControlledByParent</sharingModel>')),
    ...fieldFile(
        'Part__c',
        'Thing__c',
        '<type>MasterDetail</type><referenceTo>Thing__c</referenceTo><relationshipName>Parts</relationshipName>'
    ),
    'app/main/default/permissionsets/Things.permissionset-meta.xml': xml(
        'PermissionSet',
        `<label>Things</label>${rights('Part__c')}${rights('Thing__c')}`
    )
};

function setUp() {
    const org = new PlatformOrg({ files: FILES });
    assert.deepEqual(org.problems, []);
    const chief = org.insert('UserRole', { Name: 'Chief' });
    const rep = org.insert('UserRole', { Name: 'Rep', ParentRoleId: chief });
    const things = String(org.value(`SELECT Id FROM PermissionSet WHERE Name = 'Things'`));
    const person = (name: string, role: string | null = null): string => {
        const id = org.user(name, role ? { UserRoleId: role } : {});
        org.insert('PermissionSetAssignment', { AssigneeId: id, PermissionSetId: things });
        return id;
    };
    const boss = person('Boss', chief);
    const [owner, peer, other] = [person('Owner', rep), person('Peer', rep), person('Other')];
    const thing = org.insert('Thing__c', { Name: 'T', OwnerId: owner });
    const part = org.insert('Part__c', { Name: 'P', Thing__c: thing });
    const sees = (user: string, object = 'Thing__c'): boolean => org.seen(user, `SELECT Id FROM ${object}`).length === 1;
    return { org, boss, owner, peer, other, thing, part, sees, rep, chief };
}

test('a private record: its owner, those above in the hierarchy, and Modify All Data', () => {
    const { org, boss, owner, peer, other, thing, sees } = setUp();
    assert.deepEqual(
        [owner, boss, org.adminId, peer, other].map((user) => sees(user)),
        [true, true, true, false, false]
    );
    assert.equal(org.seen(peer, 'SELECT Id FROM Thing__c', 'system').length, 1);
    assert.equal(org.update('Thing__c', { Id: thing, Name: 'X' }, boss, 'user'), null);
    assert.notEqual(org.update('Thing__c', { Id: thing, Name: 'X' }, peer, 'user'), null);
});

test('share rows give their level, to groups and those nested in them, and to the superiors of who is given', () => {
    const { org, boss, peer, other, thing, sees } = setUp();
    const inner = org.insert('Group', { Name: 'Inner', Type: 'Regular' });
    const outer = org.insert('Group', { Name: 'Outer', Type: 'Regular' });
    org.insert('GroupMember', { GroupId: outer, UserOrGroupId: inner });
    const share = org.insert('Thing__Share', { ParentId: thing, UserOrGroupId: outer, AccessLevel: 'Read' });
    assert.equal(sees(other), false);
    const membership = org.insert('GroupMember', { GroupId: inner, UserOrGroupId: other });
    assert.equal(sees(other), true);
    assert.notEqual(org.update('Thing__c', { Id: thing, Name: 'X' }, other, 'user'), null);
    assert.equal(org.update('Thing__Share', { Id: share, AccessLevel: 'Edit' }), null);
    assert.equal(org.update('Thing__c', { Id: thing, Name: 'X' }, other, 'user'), null);
    org.remove('GroupMember', membership);
    assert.equal(sees(other), false);
    assert.deepEqual([sees(boss), sees(peer)], [true, false]);
});

test('a role stands as a group: itself, and with those below', () => {
    const { org, peer, boss, other, thing, sees, chief } = setUp();
    org.update('Thing__c', { Id: thing, OwnerId: other });
    assert.deepEqual([sees(peer), sees(boss)], [false, false]);
    const group = (type: string): string => String(org.value('SELECT Id FROM "Group" WHERE RelatedId = ? AND Type = ?', chief, type));
    const share = org.insert('Thing__Share', { ParentId: thing, UserOrGroupId: group('Role'), AccessLevel: 'Read' });
    assert.deepEqual([sees(peer), sees(boss)], [false, true]);
    org.remove('Thing__Share', share);
    org.insert('Thing__Share', { ParentId: thing, UserOrGroupId: group('RoleAndSubordinates'), AccessLevel: 'Read' });
    assert.deepEqual([sees(peer), sees(boss)], [true, true]);
});

test('queue members share what the queue owns', () => {
    const { org, peer, boss, other, thing, sees } = setUp();
    const queue = org.insert('Group', { Name: 'Desk', Type: 'Queue' });
    org.insert('QueueSobject', { QueueId: queue, SobjectType: 'Thing__c' });
    org.insert('GroupMember', { GroupId: queue, UserOrGroupId: peer });
    assert.equal(org.update('Thing__c', { Id: thing, OwnerId: queue }), null);
    assert.deepEqual([sees(peer), sees(boss), sees(other)], [true, true, false]);
});

test('children follow their master', () => {
    const { org, owner, peer, thing, part, sees } = setUp();
    assert.deepEqual([sees(owner, 'Part__c'), sees(peer, 'Part__c')], [true, false]);
    const share = org.insert('Thing__Share', { ParentId: thing, UserOrGroupId: peer, AccessLevel: 'Read' });
    assert.equal(sees(peer, 'Part__c'), true);
    assert.notEqual(org.update('Part__c', { Id: part, Name: 'X' }, peer, 'user'), null);
    org.update('Thing__Share', { Id: share, AccessLevel: 'Edit' });
    assert.equal(org.update('Part__c', { Id: part, Name: 'X' }, peer, 'user'), null);
});

test('contacts of a readable account and activities of a readable record are seen', () => {
    const { org, peer, other } = setUp();
    const account = org.insert('Account', { Name: 'A', OwnerId: other });
    org.insert('Contact', { LastName: 'C', AccountId: account, OwnerId: other });
    org.insert('Contact', { LastName: 'Private', OwnerId: other });
    assert.deepEqual(org.seen(peer, 'SELECT LastName FROM Contact'), ['C']);
    org.insert('Task', { Subject: 'Of account', WhatId: account, OwnerId: other });
    org.insert('Task', { Subject: 'Of nothing', OwnerId: other });
    assert.deepEqual(org.seen(peer, 'SELECT Subject FROM Task'), ['Of account']);
});

test("platform permissions hold in system mode: only one's own sessions, logins and login history without Manage Users", () => {
    const { org, owner, peer } = setUp();
    createSession(org.store, owner, 'UI');
    createSession(org.store, peer, 'UI');
    for (const [object, field] of [
        ['AuthSession', 'UsersId'],
        ['LoginHistory', 'UserId'],
        ['UserLogin', 'UserId']
    ]) {
        assert.deepEqual(org.seen(peer, `SELECT ${field} FROM ${object}`, 'system'), [peer], object);
        assert.ok(org.seen(org.adminId, `SELECT ${field} FROM ${object}`, 'system').length > 1, object);
    }
    const session = String(org.value('SELECT Id FROM AuthSession WHERE UsersId = ?', owner));
    assert.notEqual(org.remove('AuthSession', session, peer), null);
    assert.equal(org.remove('AuthSession', session), null);
});

test('UserRecordAccess says what a user may do with records, and wants to know whose and which', () => {
    const { org, boss, owner, peer, thing } = setUp();
    const levels = (where: string): unknown[] =>
        org.seen(org.adminId, `SELECT RecordId, MaxAccessLevel FROM UserRecordAccess WHERE ${where}`);
    const levelOf = (user: string): unknown => levels(`UserId = '${user}' AND RecordId = '${thing}'`)[0];
    assert.deepEqual([owner, boss, org.adminId, peer].map(levelOf), ['All', 'All', 'All', 'None']);
    org.insert('Thing__Share', { ParentId: thing, UserOrGroupId: peer, AccessLevel: 'Edit' });
    assert.equal(levelOf(peer), 'Edit');
    assert.deepEqual(levels(`UserId = '${peer}' AND RecordId IN ('${thing}', '${peer}') AND HasDeleteAccess = true`), []);
    assert.throws(() => levels(`UserId = '${peer}'`), /RecordId/);
    assert.throws(() => levels(`RecordId = '${thing}'`), /one UserId/);
});
