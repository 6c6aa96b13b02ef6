import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldFile, objectFile, xml } from '../schema/projectFixture.ts';
import { projectOrg } from '../stdlib/projectOrg.ts';

const relation = (to: string, controlled = ''): string =>
    `<type>MetadataRelationship</type><referenceTo>${to}</referenceTo>${controlled && `<metadataRelationshipControllingField>Rule__mdt.${controlled}</metadataRelationshipControllingField>`}`;
const value = (field: string, text: string): string => `<values><field>${field}</field><value>${text}</value></values>`;

test('custom metadata reaches the objects, fields and particles that it names', (context) => {
    const { say } = projectOrg(context, {
        ...objectFile('Rule__mdt', xml('CustomObject', '<label>Rule</label><pluralLabel>Rules</pluralLabel>')),
        ...fieldFile('Rule__mdt', 'Object__c', relation('EntityDefinition')),
        ...fieldFile('Rule__mdt', 'Field__c', relation('FieldDefinition', 'Object__c')),
        ...fieldFile('Rule__mdt', 'Part__c', relation('EntityParticle', 'Object__c')),
        'app/customMetadata/Rule.One.md-meta.xml': xml(
            'CustomMetadata',
            `<label>One</label>${value('Object__c', 'Contact')}${value('Field__c', 'email')}${value('Part__c', 'MailingCity')}`
        )
    });
    assert.deepEqual(
        say(`Rule__mdt rule = [SELECT Object__r.QualifiedApiName, Field__r.QualifiedApiName, Field__r.EntityDefinition.Label, Part__r.QualifiedApiName, Part__r.DataType FROM Rule__mdt];
            System.debug(rule.Object__r.QualifiedApiName + ' ' + rule.Field__r.QualifiedApiName + ' ' + rule.Field__r.EntityDefinition.Label + ' ' + rule.Part__r.QualifiedApiName + ' ' + rule.Part__r.DataType);
            System.debug([SELECT COUNT() FROM Rule__mdt WHERE Object__r.QualifiedApiName = 'Contact' AND Field__r.QualifiedApiName = 'Phone']);`),
        ['Contact Email Contact MailingCity string', '0']
    );
});
