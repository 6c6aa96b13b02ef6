import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkProjectFolder } from '../../src/localOrg.ts';
import { objectFile, objectXml, writeProject, xml } from '../schema/projectFixture.ts';

test('check names what sources, schema and deployment refuse, and what is not built', (context) => {
    const folder = 'app/main/default';
    const directory = writeProject(context, {
        ...objectFile('Thing__c', objectXml('Thing')),
        [`${folder}/objects/Thing__c/validationRules/Named.validationRule-meta.xml`]: xml('ValidationRule', '<active>true</active>'),
        [`${folder}/sharingRules/Thing__c.sharingRules-meta.xml`]: xml(
            'SharingRules',
            '<sharingOwnerRules><fullName>A</fullName></sharingOwnerRules>'
        ),
        [`${folder}/permissionsets/Set.permissionset-meta.xml`]: xml(
            'PermissionSet',
            '<label>Set</label><fieldPermissions><editable>true</editable><field>Thing__c.Gone__c</field><readable>true</readable></fieldPermissions>'
        ),
        [`${folder}/classes/Wrong.cls`]: 'public class Wrong { Integer n = missing; }'
    });
    const problems = checkProjectFolder(directory).map(
        ({ fileName, problem, kind }) => `${kind} ${fileName.split('/').at(-1)}: ${problem}`
    );
    assert.deepEqual(problems.sort(), [
        'error Set.permissionset-meta.xml: In field: field - no CustomField named Thing__c.Gone__c found',
        'error Wrong.cls: Variable does not exist: missing',
        'unsupported Named.validationRule-meta.xml: Not supported by the local org: the validation rule of Thing__c.Named',
        'unsupported Thing__c.sharingRules-meta.xml: SharingRules Thing__c has no effect in the local org'
    ]);
});
