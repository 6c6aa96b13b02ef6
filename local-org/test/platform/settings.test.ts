import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldFile, objectFile, xml } from '../schema/projectFixture.ts';
import { projectOrg } from '../stdlib/projectOrg.ts';

test('a hierarchy setting without an owner holds for the organization', (context) => {
    const { say } = projectOrg(context, {
        ...objectFile(
            'Setting__c',
            xml(
                'CustomObject',
                '<label>Setting</label><pluralLabel>Settings</pluralLabel><customSettingsType>Hierarchy</customSettingsType>'
            )
        ),
        ...fieldFile('Setting__c', 'On__c', '<type>Checkbox</type><defaultValue>false</defaultValue>')
    });
    assert.deepEqual(
        say(`upsert new Setting__c(On__c = true);
            System.debug(Setting__c.getInstance().On__c + ' ' + (Setting__c.getOrgDefaults().SetupOwnerId == UserInfo.getOrganizationId()));
            insert new Setting__c(SetupOwnerId = UserInfo.getUserId());
            System.debug(Setting__c.getInstance().On__c + ' ' + [SELECT COUNT() FROM Setting__c]);`),
        ['true true', 'false 2']
    );
});
