import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runTests } from '../../src/testing/runTests.ts';
import { xml } from '../schema/projectFixture.ts';
import { projectOrg } from './projectOrg.ts';

test('Security.stripInaccessible takes sub-queries of closed objects away, and takes no aggregates', (context) => {
    const { org } = projectOrg(context, {
        'app/permissionsets/Accounts.permissionset-meta.xml': xml(
            'PermissionSet',
            '<label>Accounts</label><objectPermissions><allowCreate>false</allowCreate><allowDelete>false</allowDelete><allowEdit>false</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><viewAllRecords>true</viewAllRecords><object>Account</object></objectPermissions>'
        ),
        'app/classes/StripTest.cls': `@IsTest private class StripTest {
            @IsTest static void children() {
                User reader = new User(Alias = 'r', Email = 'r@example.com', EmailEncodingKey = 'UTF-8', LastName = 'R', LanguageLocaleKey = 'en_US',
                    LocaleSidKey = 'en_US', TimeZoneSidKey = 'GMT', Username = 'r@strip.example.com',
                    ProfileId = [SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'].Id);
                insert reader;
                insert new PermissionSetAssignment(AssigneeId = reader.Id, PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Accounts'].Id);
                System.runAs(new User(Id = UserInfo.getUserId())) {
                    Account parent = new Account(Name = 'x', Phone = '1');
                    insert parent;
                    insert new Contact(LastName = 'y', AccountId = parent.Id);
                }
                System.runAs(reader) {
                    SObjectAccessDecision decision = Security.stripInaccessible(AccessType.READABLE,
                        Database.query('SELECT Name, Phone, (SELECT LastName FROM Contacts) FROM Account', AccessLevel.SYSTEM_MODE));
                    Account read = (Account) decision.getRecords()[0];
                    Assert.areEqual('x', read.Name);
                    try { Object phone = read.Phone; Assert.fail('Phone shows'); } catch (SObjectException e) { Assert.isTrue(e.getMessage().contains('Account.Phone')); }
                    try { Assert.isNull(read.getSObjects('Contacts')); } catch (SObjectException e) { Assert.isTrue(e.getMessage().contains('Contacts')); }
                }
            }
            @IsTest static void aggregates() {
                insert new Account(Name = 'x');
                try {
                    Security.stripInaccessible(AccessType.READABLE, [SELECT COUNT(Id) FROM Account]);
                    Assert.fail('they pass');
                } catch (Exception e) {
                    Assert.areEqual('AggregateResult SObject types are not supported', e.getMessage());
                }
            }
        }`
    });
    assert.deepEqual(
        runTests(org).tests.map(({ methodName, outcome, message }) => `${methodName} ${outcome} ${message}`),
        ['children Pass null', 'aggregates Pass null']
    );
});
