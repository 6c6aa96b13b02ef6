import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectFile, objectXml } from '../schema/projectFixture.ts';
import { PlatformOrg } from './org.ts';

const THING = objectFile('Thing__c', objectXml('Thing', '<sharingModel>Private</sharingModel>'));

test('nobody gives a record to an inactive user', () => {
    const org = new PlatformOrg({ files: THING });
    const gone = org.user('Gone', { IsActive: 0 });
    for (const object of ['Account', 'Thing__c']) {
        const [inserted] = org.dml(org.adminId, 'insert', object, [{ Name: 'A', OwnerId: gone }]);
        assert.equal(inserted!.errors[0]?.statusCode, 'INACTIVE_OWNER_OR_USER');
        const id = org.insert(object, { Name: 'A' });
        assert.equal(
            org.update(object, { Id: id, OwnerId: gone })?.message,
            `operation performed with inactive user [${gone.slice(0, 15)}] as owner of ${object === 'Account' ? 'account' : 'thing'}`
        );
    }
});

test('records of an inactive owner: accounts, opportunities and custom objects may be edited, others not, all may move away', () => {
    const org = new PlatformOrg({ files: THING });
    const leaver = org.user('Leaver');
    const account = org.insert('Account', { Name: 'A', OwnerId: leaver });
    const thing = org.insert('Thing__c', { Name: 'T', OwnerId: leaver });
    const contact = org.insert('Contact', { LastName: 'C', OwnerId: leaver });
    assert.equal(org.update('User', { Id: leaver, IsActive: 0 }), null);
    assert.equal(org.update('Account', { Id: account, Name: 'B' }), null);
    assert.equal(org.update('Thing__c', { Id: thing, Name: 'B' }), null);
    assert.equal(org.update('Contact', { Id: contact, Title: 'B' })?.statusCode, 'INACTIVE_OWNER_OR_USER');
    assert.equal(org.update('Contact', { Id: contact, OwnerId: org.adminId }), null);
});

test('the new owner must be able to read the object', () => {
    const org = new PlatformOrg({ files: THING });
    const thing = org.insert('Thing__c', { Name: 'T' });
    assert.equal(org.update('Thing__c', { Id: thing, OwnerId: org.user('Plain') })?.statusCode, 'TRANSFER_REQUIRES_READ');
});

test('a queue owns what it is there for', () => {
    const org = new PlatformOrg();
    const queue = org.insert('Group', { Name: 'Desk', Type: 'Queue' });
    const lead = org.insert('Lead', { LastName: 'L', Company: 'C' });
    assert.equal(org.update('Lead', { Id: lead, OwnerId: queue })?.message, 'Queue not associated with this SObject type');
    org.insert('QueueSobject', { QueueId: queue, SobjectType: 'Lead' });
    assert.equal(org.update('Lead', { Id: lead, OwnerId: queue }), null);
    const group = org.insert('Group', { Name: 'Public', Type: 'Regular' });
    assert.equal(org.update('Lead', { Id: lead, OwnerId: group })?.statusCode, 'INVALID_CROSS_REFERENCE_KEY');
});

test("an owner change deletes an account's team and manual shares and writes the owner's share anew", () => {
    const org = new PlatformOrg();
    const [owner, mate, next] = [org.user('Owner'), org.user('Mate'), org.user('Next')];
    const account = org.insert('Account', { Name: 'Acme', OwnerId: owner });
    org.insert('AccountTeamMember', {
        AccountId: account,
        UserId: mate,
        TeamMemberRole: 'Sales Rep',
        AccountAccessLevel: 'Edit',
        OpportunityAccessLevel: 'Read',
        CaseAccessLevel: 'None'
    });
    org.insert('AccountShare', { AccountId: account, UserOrGroupId: next, AccountAccessLevel: 'Read', OpportunityAccessLevel: 'None' });
    const shares = (): unknown[] =>
        org.store
            .all('SELECT RowCause, UserOrGroupId AS who, AccountAccessLevel AS level FROM AccountShare ORDER BY RowCause')
            .map((row) => `${row.RowCause} ${row.who} ${row.level}`);
    assert.deepEqual(shares(), [`Manual ${next} Read`, `Owner ${owner} All`, `Team ${mate} Edit`]);
    assert.equal(org.update('Account', { Id: account, OwnerId: next }), null);
    assert.deepEqual(shares(), [`Owner ${next} All`]);
    assert.equal(org.value('SELECT COUNT(*) FROM AccountTeamMember'), 0);
});

test('share rows: only manual ones can be written, not for the owner', () => {
    const org = new PlatformOrg();
    const account = org.insert('Account', { Name: 'Acme' });
    const share = (more: Record<string, string>) =>
        org.dml(org.adminId, 'insert', 'AccountShare', [
            { AccountId: account, AccountAccessLevel: 'Read', OpportunityAccessLevel: 'None', ...more }
        ])[0]!;
    assert.equal(share({ UserOrGroupId: org.adminId }).success, false);
    const owner = String(org.value(`SELECT Id FROM AccountShare WHERE RowCause = 'Owner'`));
    assert.equal(org.remove('AccountShare', owner)?.statusCode, 'INSUFFICIENT_ACCESS_OR_READONLY');
    const other = org.user('Other');
    assert.equal(share({ UserOrGroupId: other }).success, true);
    assert.equal(org.value(`SELECT RowCause FROM AccountShare WHERE UserOrGroupId = ?`, other), 'Manual');
});

test('a record always has an owner', () => {
    const org = new PlatformOrg();
    const account = org.insert('Account', { Name: 'Owned', OwnerId: null });
    assert.equal(org.value('SELECT OwnerId FROM Account WHERE Id = ?', account), org.adminId);
    assert.equal(org.update('Account', { Id: account, OwnerId: null })?.message, 'Owner ID: owner cannot be blank');
});
