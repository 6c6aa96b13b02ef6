import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkProjectFolder } from '../../src/localOrg.ts';
import { objectFile, objectXml, writeProject, xml } from '../schema/projectFixture.ts';

test('check names what sources, schema and deployment refuse, and what is not built', (context) => {
    const folder = 'app/main/default';
    const directory = writeProject(context, {
        ...objectFile('Thing__c', objectXml('Thing')),
        [`${folder}/objects/Thing__c/validationRules/Named.validationRule-meta.xml`]: xml(
            'ValidationRule',
            '<active>true</active><errorConditionFormula>false</errorConditionFormula><errorMessage>No</errorMessage>'
        ),
        [`${folder}/sharingRules/Thing__c.sharingRules-meta.xml`]: xml(
            'SharingRules',
            `<sharingOwnerRules><fullName>A</fullName><accessLevel>Read</accessLevel><label>A</label>
            <sharedTo><role>Boss</role></sharedTo><sharedFrom><allInternalUsers/></sharedFrom></sharingOwnerRules>`
        ),
        [`${folder}/permissionsets/Set.permissionset-meta.xml`]: xml(
            'PermissionSet',
            '<label>Set</label><fieldPermissions><editable>true</editable><field>Thing__c.Gone__c</field><readable>true</readable></fieldPermissions>'
        ),
        [`${folder}/tabs/Thing__c.tab-meta.xml`]: xml('CustomTab', '<customObject>true</customObject>\n<mottto>x</mottto>'),
        [`${folder}/classes/File.cls`]: 'public class Another { }',
        [`${folder}/classes/Wrong.cls`]: 'public class wrong { Integer n = missing; }'
    });
    const problems = checkProjectFolder(directory).map(
        ({ fileName, problem, kind }) => `${kind} ${fileName.split('/').at(-1)}: ${problem}`
    );
    assert.deepEqual(problems.sort(), [
        'error File.cls: File name mismatch with class name: Another',
        'error Set.permissionset-meta.xml: In field: field - no CustomField named Thing__c.Gone__c found',
        'error Thing__c.tab-meta.xml: Error parsing file: Element {http://soap.sforce.com/2006/04/metadata}mottto invalid at this location in type CustomTab',
        'error Wrong.cls: Variable does not exist: missing',
        'unsupported Named.validationRule-meta.xml: Not supported by the local org: the validation rule of Thing__c.Named',
        'unsupported Thing__c.sharingRules-meta.xml: SharingRules Thing__c has no effect in the local org'
    ]);
});
