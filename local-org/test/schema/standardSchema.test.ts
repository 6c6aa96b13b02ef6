import { test } from 'node:test';
import assert from 'node:assert/strict';
import { buildSchema } from '../../src/schema/buildSchema.ts';
import type { FieldSchema, SObjectSchema } from '../../src/schema/model.ts';
import { childRelationshipOf, fieldOf, parentFieldOf } from '../../src/schema/model.ts';

const full = buildSchema(null, { features: ['teams', 'splits', 'territories'] });
const plain = buildSchema(null);

function object(name: string, schema = full): SObjectSchema {
    const found = schema.object(name);
    assert.ok(found, `${name} is missing`);
    return found;
}

function field(objectName: string, name: string): FieldSchema {
    const found = fieldOf(object(objectName), name);
    assert.ok(found, `${objectName}.${name} is missing`);
    return found;
}

test('loads fast enough to be started for a single command', (context) => {
    const start = performance.now();
    const schema = buildSchema(null);
    const one = performance.now();
    const count = [...schema.presentObjects()].length;
    context.diagnostic(`schema ${(one - start).toFixed(1)} ms, its ${count} objects ${(performance.now() - one).toFixed(1)} ms more`);
    assert.ok(count > 90);
});

test('finds objects whatever their case, by key prefix, and no others', () => {
    assert.equal(object('aCCOUNT').name, 'Account');
    const prefixes: Record<string, string> = {
        '001': 'Account',
        '005': 'User',
        '006': 'Opportunity',
        '00G': 'Group',
        '00e': 'Profile',
        '00E': 'UserRole',
        '0PS': 'PermissionSet',
        '0Pa': 'PermissionSetAssignment',
        '04i': 'ProcessInstanceWorkitem',
        '500': 'Case',
        '2LA': 'PermissionSetLicenseAssign'
    };
    for (const [prefix, name] of Object.entries(prefixes)) {
        assert.equal(full.objectByKeyPrefix(prefix)?.name, name);
    }
    assert.equal(full.object('Nothing'), undefined);
    assert.equal(full.objectByKeyPrefix('zzz'), undefined);
});

test('every object of the org is whole', () => {
    for (const each of full.presentObjects()) {
        const names = each.childRelationships
            .filter((relationship) => relationship.name !== null)
            .map((relationship) => relationship.name?.toLowerCase());
        assert.equal(new Set(names).size, names.length, `${each.name} has a child relationship twice: ${names.sort().join(' ')}`);
        for (const one of each.fields.values()) {
            assert.ok(
                one.type !== 'reference' || one.referenceTo.every((target) => full.object(target)),
                `${each.name}.${one.name} points at nothing`
            );
            assert.ok(!one.requiredOnCreate || one.createable, `${each.name}.${one.name} is required and not createable`);
            assert.ok(
                one.picklistValues.length === 0 || ['picklist', 'multipicklist', 'combobox'].includes(one.type),
                `${each.name}.${one.name}`
            );
            assert.ok(each.createable || !one.createable, `${each.name}.${one.name} createable on an object that is not`);
        }
        assert.ok(each.kind !== 'share' || each.shareOf, each.name);
    }
});

test('knows the setup objects of MIXED_DML_OPERATION', () => {
    const setup =
        'AuthSession ContentWorkspace FieldPermissions Group GroupMember ObjectPermissions PermissionSet PermissionSetAssignment QueueSobject SetupEntityAccess Territory2 Territory2Model User UserRole UserTerritory2Association';
    for (const name of setup.split(' ')) {
        assert.equal(object(name).setup, true, name);
    }
    for (const name of 'Account Case Task AccountTeamMember EntitySubscription ProcessInstanceWorkitem ContentDocument CollaborationGroup UserTeamMember'.split(
        ' '
    )) {
        assert.equal(object(name).setup, false, name);
    }
});

test('Apex may write what Salesforce lets it write', () => {
    const expected: Record<string, string> = {
        User: 'iup',
        UserLogin: 'u',
        AuthSession: 'd',
        OauthToken: '',
        PermissionSetAssignment: 'iupd',
        PermissionSetLicenseAssign: 'id',
        GroupMember: 'id',
        UserAccountTeamMember: '',
        UserTeamMember: 'iupd',
        AccountTeamMember: 'iupd',
        ProcessInstanceWorkitem: 'ud',
        ProcessInstance: '',
        Profile: '',
        RecordType: '',
        StaticResource: '',
        BusinessHours: '',
        Territory2: '',
        UserPreference: '',
        CronTrigger: '',
        AsyncApexJob: '',
        ContentDocument: 'ud',
        EntitySubscription: 'id',
        Account: 'iupd',
        UserLicense: ''
    };
    for (const [name, letters] of Object.entries(expected)) {
        const dml = object(name).apexDml;
        const actual = `${dml.insert ? 'i' : ''}${dml.update ? 'u' : ''}${dml.upsert ? 'p' : ''}${dml.delete ? 'd' : ''}`;
        assert.equal(actual, letters, name);
    }
});

test('fields know what may be written', () => {
    assert.equal(field('Opportunity', 'StageName').requiredOnCreate, true);
    assert.equal(field('Opportunity', 'IsClosed').createable, false);
    assert.equal(field('Contact', 'Name').createable, false);
    assert.equal(field('Account', 'Name').nameField, true);
    assert.equal(field('Task', 'Status').defaultValue, 'Not Started');
    assert.equal(field('Task', 'Status').requiredOnCreate, false);
    assert.equal(field('AccountTeamMember', 'UserId').updateable, false);
    assert.equal(field('OpportunitySplit', 'SplitOwnerId').updateable, false);
    assert.equal(field('OpportunitySplit', 'SplitPercentage').updateable, true);
    assert.equal(field('UserLogin', 'IsFrozen').updateable, true);
    assert.equal(field('UserLogin', 'UserId').updateable, false);
    assert.equal(field('ProcessInstanceWorkitem', 'ActorId').updateable, true);
    assert.equal(field('User', 'IsActive').defaultValue, true);
    const required = [...object('User').fields.values()].filter((each) => each.requiredOnCreate).map((each) => each.name);
    assert.deepEqual(required.sort(), [
        'Alias',
        'Email',
        'EmailEncodingKey',
        'LanguageLocaleKey',
        'LastName',
        'LocaleSidKey',
        'ProfileId',
        'TimeZoneSidKey',
        'Username'
    ]);
    for (const name of ['CreatedDate', 'CreatedById', 'LastModifiedDate', 'SystemModstamp', 'IsDeleted']) {
        assert.equal(field('Account', name).createable, false, name);
        assert.equal(field('Account', name).nillable, false, name);
    }
});

test('fields have the types of their describe', () => {
    assert.deepEqual([field('Opportunity', 'Amount').type, field('Opportunity', 'Amount').apexType], ['currency', 'Decimal']);
    assert.equal(field('Account', 'Description').type, 'textarea');
    assert.equal(field('Account', 'Description').filterable, false);
    assert.equal(field('Account', 'Phone').type, 'phone');
    assert.equal(field('User', 'Email').type, 'email');
    assert.equal(field('Case', 'CaseNumber').autoNumber, true);
    assert.equal(field('Case', 'CaseNumber').nameField, true);
    assert.equal(field('Account', 'BillingAddress').apexType, 'Address');
    assert.equal(field('Account', 'NumberOfEmployees').apexType, 'Integer');
    assert.equal(field('PermissionSet', 'PermissionsFreezeUsers').type, 'boolean');
    assert.equal(fieldOf(object('Account'), 'CurrencyIsoCode'), undefined);
    assert.equal(fieldOf(object('Account'), 'RecordTypeId'), undefined);
    assert.equal(fieldOf(object('Account'), 'PersonEmail'), undefined);
});

test('relationships work from both ends', () => {
    assert.equal(parentFieldOf(object('Contact'), 'account')?.name, 'AccountId');
    assert.deepEqual(field('Case', 'OwnerId').referenceTo, ['User', 'Group']);
    assert.deepEqual(field('Task', 'WhoId').referenceTo, ['Contact', 'Lead']);
    assert.equal(parentFieldOf(object('UserLogin'), 'User'), undefined);
    assert.equal(parentFieldOf(object('CronTrigger'), 'Owner'), undefined);
    assert.equal(parentFieldOf(object('GroupMember'), 'UserOrGroup'), undefined);
    assert.deepEqual(childRelationshipOf(object('Account'), 'contacts'), {
        name: 'Contacts',
        childObject: 'Contact',
        field: 'AccountId',
        cascadeDelete: true,
        restrictedDelete: false
    });
    assert.equal(childRelationshipOf(object('Account'), 'Tasks')?.field, 'WhatId');
    assert.equal(childRelationshipOf(object('Contact'), 'Tasks')?.field, 'WhoId');
    assert.equal(childRelationshipOf(object('Account'), 'AccountTeamMembers')?.childObject, 'AccountTeamMember');
    assert.equal(childRelationshipOf(object('User'), 'PermissionSetAssignments')?.field, 'AssigneeId');
    const pointers = object('User')
        .childRelationships.filter((each) => each.childObject === 'Case')
        .map((each) => each.field);
    assert.ok(pointers.includes('OwnerId') && pointers.includes('CreatedById'));
});

test('an object of a feature that is off is in no way there', () => {
    for (const name of [
        'AccountTeamMember',
        'OpportunityTeamMember',
        'UserTeamMember',
        'OpportunitySplit',
        'Territory2',
        'UserTerritory2Association'
    ]) {
        assert.equal(plain.object(name), undefined, name);
    }
    assert.equal(fieldOf(object('Opportunity', plain), 'Territory2Id'), undefined);
    assert.equal(fieldOf(object('Opportunity', plain), 'IsSplit'), undefined);
    assert.equal(childRelationshipOf(object('Account', plain), 'AccountTeamMembers'), undefined);
    assert.equal(plain.objectByKeyPrefix('01M'), undefined);
    assert.ok(fieldOf(object('Opportunity'), 'Territory2Id')?.feature === 'territories');
    for (const each of plain.presentObjects()) {
        for (const relationship of each.childRelationships) {
            assert.ok(plain.object(relationship.childObject), `${each.name} → ${relationship.childObject}`);
        }
        for (const one of each.fields.values()) {
            assert.ok(
                one.referenceTo.every((target) => plain.object(target)),
                `${each.name}.${one.name}`
            );
        }
    }
});

test('what the platform knows and this org lacks is there to compile against', () => {
    const absent = object('WorkOrder');
    assert.equal(absent.present, false);
    assert.equal(fieldOf(absent, 'Subject')?.apexType, 'String');
    assert.equal(parentFieldOf(absent, 'Account')?.name, 'AccountId');
    assert.equal(object('ServiceAppointmentShare').kind, 'share');
    assert.ok([...full.objects()].length > 4000);
});

test('features bring their fields', () => {
    const schema = buildSchema(null, { features: ['multiCurrency', 'personAccounts', 'recordTypes'] });
    assert.equal(fieldOf(object('Account', schema), 'CurrencyIsoCode')?.type, 'picklist');
    assert.equal(fieldOf(object('Account', schema), 'PersonEmail')?.type, 'email');
    assert.deepEqual(fieldOf(object('Case', schema), 'RecordTypeId')?.referenceTo, ['RecordType']);
});

test('what the sources of the data lack', () => {
    const schema = buildSchema(null);
    assert.equal(schema.object('EmailMessage')?.fields.get('toids')?.apexType, 'List<String>');
    assert.equal(parentFieldOf(schema.object('FlowDefinitionView')!, 'TriggerObjectOrEvent')?.name, 'TriggerObjectOrEventId');
    assert.equal(schema.object('AccountChangeEvent')?.fields.get('changeeventheader')?.apexType, 'EventBus.ChangeEventHeader');
});
