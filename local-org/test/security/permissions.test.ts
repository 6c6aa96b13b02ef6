import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deployPermissions } from '../../src/security/index.ts';
import { PlatformOrg } from '../platform/org.ts';
import { fieldFile, objectFile, objectXml, xml } from '../schema/projectFixture.ts';

const permissionSet = (name: string, body: string): Record<string, string> => ({
    [`app/main/default/permissionsets/${name}.permissionset-meta.xml`]: xml('PermissionSet', `<label>${name}</label>${body}`)
});
const objectRights = (object: string, ...granted: string[]): string =>
    `<objectPermissions>${['allowCreate', 'allowDelete', 'allowEdit', 'allowRead', 'modifyAllRecords', 'viewAllRecords']
        .map((name) => `<${name}>${granted.includes(name)}</${name}>`)
        .join('')}<object>${object}</object></objectPermissions>`;
const fieldRights = (field: string, editable: boolean): string =>
    `<fieldPermissions><editable>${editable}</editable><field>${field}</field><readable>true</readable></fieldPermissions>`;

const FILES = {
    ...objectFile('Thing__c', objectXml('Thing')),
    ...fieldFile('Thing__c', 'Note__c', '<type>Text</type><length>20</length>'),
    ...fieldFile('Thing__c', 'Need__c', '<type>Text</type><length>20</length><required>true</required>'),
    'app/main/default/customPermissions/Run_It.customPermission-meta.xml': xml('CustomPermission', '<label>Run it</label>'),
    ...permissionSet(
        'Thing_User',
        '<customPermissions><enabled>true</enabled><name>Run_It</name></customPermissions>' +
            fieldRights('Thing__c.Note__c', false) +
            objectRights('Thing__c', 'allowRead', 'allowEdit')
    )
};

function assign(org: PlatformOrg, user: string, set: string): void {
    org.insert('PermissionSetAssignment', {
        AssigneeId: user,
        PermissionSetId: String(org.value('SELECT Id FROM PermissionSet WHERE Name = ?', set))
    });
}

test('a custom object is closed until a permission set opens it; required fields come with it, others by their own row', () => {
    const org = new PlatformOrg({ files: FILES });
    assert.deepEqual(org.problems, []);
    const user = org.user('User');
    const thing = org.store.object('Thing__c');
    assert.equal(org.security.objectAccess(user, thing).read, false);
    assert.equal(org.security.hasCustomPermission(user, 'run_it'), false);
    assign(org, user, 'Thing_User');
    assert.deepEqual(org.security.objectAccess(user, thing), {
        create: false,
        read: true,
        edit: true,
        delete: false,
        viewAll: false,
        modifyAll: false
    });
    assert.deepEqual(org.security.fieldAccess(user, thing, 'Note__c'), { read: true, edit: false });
    assert.deepEqual(org.security.fieldAccess(user, thing, 'Need__c'), { read: true, edit: true });
    assert.equal(org.security.hasCustomPermission(user, 'run_it'), true);
});

test('Modify All Data opens objects, not fields: a deployed field is hidden from administrators too', () => {
    const org = new PlatformOrg({ files: FILES });
    const thing = org.store.object('Thing__c');
    assert.equal(org.security.objectAccess(org.adminId, thing).modifyAll, true);
    assert.equal(org.security.fieldAccess(org.adminId, thing, 'Note__c').read, false);
    assert.equal(org.security.fieldAccess(org.adminId, org.store.object('Account'), 'Phone').edit, true);
    assert.equal(org.security.hasUserPermission(org.adminId, 'ApiUserOnly'), false);
});

test('standard profiles: what they see of standard objects and settings', () => {
    const org = new PlatformOrg();
    const [standard, reader, minimum] = [org.user('S'), org.user('R', {}, 'Read Only'), org.user('M', {}, 'Minimum Access - Salesforce')];
    const account = org.store.object('Account');
    assert.equal(org.security.objectAccess(standard, account).edit, true);
    assert.deepEqual(org.security.fieldAccess(reader, account, 'Phone'), { read: true, edit: false });
    assert.equal(org.security.objectAccess(minimum, account).read, false);
    assert.equal(org.security.fieldAccess(minimum, account, 'Phone').read, false);
    assert.equal(org.security.hasUserPermission(standard, 'ViewSetup'), true);
    assert.equal(org.security.hasUserPermission(minimum, 'ViewSetup'), false);
});

test('a standard profile shows the standard fields of the objects that it opens itself, not of those that a permission set opens', () => {
    const org = new PlatformOrg({
        files: {
            ...fieldFile(
                'Account',
                'Spot__c',
                '<type>Location</type><scale>5</scale><displayLocationInDecimal>true</displayLocationInDecimal>'
            ),
            ...permissionSet(
                'Accounts',
                objectRights('Account', 'allowRead', 'allowEdit') +
                    fieldRights('Account.ShippingAddress', true) +
                    fieldRights('Account.Spot__c', true)
            )
        }
    });
    assert.deepEqual(org.problems, []);
    const user = org.user('M', {}, 'Minimum Access - Salesforce');
    assign(org, user, 'Accounts');
    const rights = (field: string, object = 'Account', of = user): object => org.security.fieldAccess(of, org.store.object(object), field);
    assert.equal(org.security.objectAccess(user, org.store.object('Account')).edit, true);
    assert.deepEqual(rights('Name'), { read: true, edit: true });
    assert.deepEqual(rights('Phone'), { read: false, edit: false });
    assert.deepEqual(rights('ShippingStreet'), { read: true, edit: true }, 'parts of an address go by the address');
    assert.equal((rights('Spot__Latitude__s') as { read: boolean }).read, true, 'and parts of a place by the place');
    assert.deepEqual(rights('BillingStreet'), { read: false, edit: false });
    assert.deepEqual(rights('Type', 'Task'), { read: false, edit: false });
    assert.equal((rights('Subject', 'Task') as { read: boolean }).read, true);
    const standard = org.user('S');
    assert.deepEqual(rights('Type', 'Task', standard), { read: true, edit: true });
    assert.deepEqual(rights('Tradestyle', 'Account', standard), { read: false, edit: false });
});

test('deploying again changes nothing but what the files changed', () => {
    const org = new PlatformOrg({ files: FILES });
    const user = org.user('User');
    assign(org, user, 'Thing_User');
    const rows = (): unknown =>
        org.store.all(
            `SELECT p.Name, o.SobjectType, o.PermissionsRead, o.PermissionsEdit FROM PermissionSet p JOIN ObjectPermissions o ON o.ParentId = p.Id WHERE p.Name = 'Thing_User'`
        );
    const before = rows();
    assert.deepEqual(deployPermissions(org.store, org.project, org.adminId), []);
    assert.deepEqual(rows(), before);
    assert.equal(org.security.objectAccess(user, org.store.object('Thing__c')).edit, true);
});

test('a deployment is refused as Salesforce refuses it', () => {
    const problems = (body: string): string[] => new PlatformOrg({ files: { ...FILES, ...permissionSet('Wrong', body) } }).problems;
    assert.deepEqual(problems(fieldRights('Thing__c.Need__c', true)), ['You cannot deploy to a required field: Thing__c.Need__c']);
    assert.deepEqual(problems(fieldRights('Thing__c.Gone__c', true)), ['In field: field - no CustomField named Thing__c.Gone__c found']);
    assert.deepEqual(problems(objectRights('Thing__c', 'allowEdit')), ['Permission Edit Thing__c depends on permission(s): Read Thing__c']);
    assert.deepEqual(problems('<classAccesses><apexClass>Gone</apexClass><enabled>true</enabled></classAccesses>'), [
        'In field: apexClass - no ApexClass named Gone found'
    ]);
    assert.deepEqual(problems('<userPermissions><enabled>true</enabled><name>DoMagic</name></userPermissions>'), [
        'Unknown user permission: DoMagic'
    ]);
});

test('user permissions of orgs with other features are no error, and are said not to be kept', () => {
    const body = '<userPermissions><enabled>true</enabled><name>ActivitiesAccess</name></userPermissions>';
    const org = new PlatformOrg({ files: { ...FILES, ...permissionSet('Sales', body) } });
    const problems = deployPermissions(org.store, org.project, org.adminId);
    assert.deepEqual(
        problems.map(({ message, kind }) => [message, kind]),
        [['Unknown user permission: ActivitiesAccess', 'unsupported']]
    );
});

test('sharing metadata that this org has not built is named, not passed over', () => {
    const rules =
        '<sharingOwnerRules><fullName>All</fullName><accessLevel>Read</accessLevel><label>All</label><sharedTo><allInternalUsers/></sharedTo><sharedFrom><allInternalUsers/></sharedFrom></sharingOwnerRules>';
    const org = new PlatformOrg({
        files: { ...FILES, 'app/main/default/sharingRules/Thing__c.sharingRules-meta.xml': xml('SharingRules', rules) }
    });
    assert.deepEqual(org.problems, ['SharingRules Thing__c has no effect in the local org']);
});
