/** Custom metadata, custom settings and labels by name: read without counting a query. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestOrg } from './org.ts';

const org = openTestOrg();
const { run, store, adminId } = org;
const organizationId = String(store.get('SELECT Id AS id FROM Organization')?.id);
const profileId = String(store.get('SELECT ProfileId AS id FROM "User" WHERE Id = ?', adminId)?.id);

test('getAll of custom metadata', () => {
    assert.equal(
        run(
            `Map<String, Rule__mdt> all = Rule__mdt.getAll(); return all.keySet() + ' ' + all.get('Second').Weight__c + ' ' + all.get('First').Label + ' ' + all.get('First').Text__c.length();`
        ),
        '{First, Second} 5 First 255'
    );
    assert.equal(org.queries(), 0);
});

test('getInstance of custom metadata, by name and by Id', () => {
    assert.equal(
        run(
            `Rule__mdt first = Rule__mdt.getInstance('first'); return first.QualifiedApiName + ' ' + (Rule__mdt.getInstance(first.Id).Id == first.Id) + ' ' + Rule__mdt.getInstance('Nope');`
        ),
        'First true null'
    );
    assert.equal(org.queries(), 0);
});

test('records of custom metadata are copies', () => {
    assert.equal(run(`Rule__mdt.getInstance('First').Weight__c = 99; return Rule__mdt.getInstance('First').Weight__c;`), '3');
});

test('a hierarchy setting without rows', () => {
    assert.equal(
        run(
            `return Switch__c.getOrgDefaults().Id + ' ' + Switch__c.getOrgDefaults().SetupOwnerId + ' ' + Switch__c.getInstance().Off__c + ' ' + Switch__c.getValues(UserInfo.getOrganizationId());`.replace(
                'UserInfo.getOrganizationId()',
                `'${organizationId}'`
            )
        ),
        `null ${organizationId} false null`
    );
});

test('a hierarchy setting: user over profile over organization, field by field', () => {
    store.insert('Switch__c', { SetupOwnerId: organizationId, Off__c: 1, Reason__c: 'org', Size__c: 1 }, { userId: adminId });
    assert.equal(
        run(`Switch__c s = Switch__c.getInstance(); return s.Id + ' ' + s.Off__c + ' ' + s.Reason__c + ' ' + s.Size__c;`),
        'null true org 1'
    );
    store.insert('Switch__c', { SetupOwnerId: profileId, Off__c: 0, Reason__c: 'profile' }, { userId: adminId });
    assert.equal(run(`Switch__c s = Switch__c.getInstance(); return s.Off__c + ' ' + s.Reason__c + ' ' + s.Size__c;`), 'false profile 1');
    const id = store.insert('Switch__c', { SetupOwnerId: adminId, Off__c: 1 }, { userId: adminId });
    assert.equal(
        run(`Switch__c s = Switch__c.getInstance(); return s.Id + ' ' + s.Off__c + ' ' + s.Reason__c + ' ' + s.Size__c;`),
        `${id} true profile 1`
    );
    assert.equal(
        run(`Switch__c s = Switch__c.getInstance('${profileId}'); return s.Off__c + ' ' + s.Reason__c + ' ' + s.Size__c;`),
        'false profile 1'
    );
    assert.equal(run(`return Switch__c.getValues('${adminId}').Reason__c + ' ' + Switch__c.getOrgDefaults().Reason__c;`), 'null org');
    assert.equal(org.queries(), 0);
});

test('a list setting', () => {
    assert.equal(run(`return Country__c.getAll().size() + ' ' + Country__c.getInstance('Chile');`), '0 null');
    store.insert('Country__c', { Name: 'Chile', Code__c: 'CL' }, { userId: adminId });
    store.insert('Country__c', { Name: 'Peru', Code__c: 'PE' }, { userId: adminId });
    assert.equal(
        run(
            `return Country__c.getAll().keySet() + ' ' + Country__c.getInstance('Peru').Code__c + ' ' + Country__c.getValues('Chile').Code__c;`
        ),
        '{Chile, Peru} PE CL'
    );
    assert.equal(org.queries(), 0);
});

test('labels by name', () => {
    assert.equal(run(`return System.Label.get('', 'Greeting') + Label.get(null, 'greeting');`), 'HelloHello');
    assert.match(run(`return System.Label.get('', 'Nope');`), /^System\.InvalidParameterValueException: /);
});
