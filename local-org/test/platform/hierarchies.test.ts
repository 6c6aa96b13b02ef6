import assert from 'node:assert/strict';
import { test } from 'node:test';
import { xml } from '../schema/projectFixture.ts';
import { PlatformOrg } from './org.ts';

const FILES = {
    'app/objects/User/fields/Coach__c.field-meta.xml': xml(
        'CustomField',
        '<fullName>Coach__c</fullName><label>Coach</label><type>Hierarchy</type><relationshipName>Coached</relationshipName>'
    )
};

test('no record is above itself, directly or over others', () => {
    const org = new PlatformOrg({ files: FILES });
    const [top, middle, low] = ['Top', 'Middle', 'Low'].map((Name) => org.insert('Account', { Name }));
    const put = (Id: string, ParentId: string | null): string | null => org.update('Account', { Id, ParentId })?.statusCode ?? null;
    assert.equal(put(low, middle), null);
    assert.equal(put(middle, top), null);
    assert.equal(put(low, low), 'CIRCULAR_DEPENDENCY');
    assert.equal(put(top, low), 'CIRCULAR_DEPENDENCY');
    assert.deepEqual(org.update('Account', { Id: top, ParentId: middle })?.fields, ['ParentId']);
    assert.equal(put(middle, null), null);
    assert.equal(put(top, low), null, 'what is no loop any more may be saved');
});

test('people have no loops of managers or in hierarchy fields of their own', () => {
    const org = new PlatformOrg({ files: FILES });
    const [one, two] = [org.user('One'), org.user('Two')];
    for (const field of ['ManagerId', 'Coach__c']) {
        assert.equal(org.update('User', { Id: one, [field]: two }, org.adminId), null);
        assert.equal(org.update('User', { Id: two, [field]: one }, org.adminId)?.statusCode, 'CIRCULAR_DEPENDENCY');
        assert.equal(org.update('User', { Id: two, [field]: two }, org.adminId)?.statusCode, 'CIRCULAR_DEPENDENCY');
    }
    const contact = org.insert('Contact', { LastName: 'Alone' });
    assert.equal(org.update('Contact', { Id: contact, ReportsToId: contact })?.statusCode, 'CIRCULAR_DEPENDENCY');
});
