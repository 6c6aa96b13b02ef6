import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMetadata } from '../../src/schema/metadataFile.ts';
import { notBuilt } from '../../src/schema/notBuilt.ts';

const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

function problemsOf(path: string, type: string, content: string): string[] {
    return notBuilt(readMetadata(path, `<${type} ${NAMESPACE}>${content}</${type}>`)).map(({ path: at, problem, kind }) => {
        assert.equal(at, path);
        assert.equal(kind, 'unsupported');
        return problem.replace('Not supported by the local org: ', '');
    });
}

const field = (content: string): string[] => problemsOf('app/objects/A__c/fields/F__c.field-meta.xml', 'CustomField', content);
const flow = (content: string): string[] => problemsOf('app/flows/F.flow-meta.xml', 'Flow', content);

test('what a field presets or filters is named', () => {
    assert.deepEqual(field('<type>Date</type><defaultValue>TODAY()</defaultValue>'), ['the computed default value of A__c.F__c']);
    assert.deepEqual(field('<type>Lookup</type><lookupFilter><active>true</active></lookupFilter>'), ['the lookup filter of A__c.F__c']);
});

test('formulas, plain fields, literal defaults, optional and inactive filters are built', () => {
    for (const content of [
        '<type>Text</type><formula>Name</formula>',
        '<type>Text</type><defaultValue>"a (b)"</defaultValue>',
        '<type>Checkbox</type><defaultValue>true</defaultValue>',
        '<type>Number</type><defaultValue>-1.5</defaultValue>',
        '<type>Lookup</type><lookupFilter><active>false</active></lookupFilter>',
        '<type>Lookup</type><lookupFilter><active>true</active><isOptional>true</isOptional></lookupFilter>'
    ]) {
        assert.deepEqual(field(content), [], content);
    }
});

test('rules are named when they are active', () => {
    const path = 'app/objects/A__c/validationRules/V.validationRule-meta.xml';
    assert.deepEqual(problemsOf(path, 'ValidationRule', '<active>true</active>'), ['the validation rule of A__c.V']);
    assert.match(
        problemsOf('objects/A__c/fieldSets/S.fieldSet-meta.xml', 'FieldSet', '<label>S</label>').join(),
        /^the field set of A__c\.S$/
    );
    assert.deepEqual(problemsOf(path, 'ValidationRule', '<active>false</active>'), []);
    assert.deepEqual(problemsOf('w/A.workflow-meta.xml', 'Workflow', '<rules><active>true</active></rules>'), ['workflow rules of A']);
    assert.deepEqual(problemsOf('w/A.workflow-meta.xml', 'Workflow', '<alerts><fullName>x</fullName></alerts>'), []);
    assert.deepEqual(problemsOf('d/A.B.duplicateRule-meta.xml', 'DuplicateRule', '<isActive>true</isActive>'), [
        'the duplicate rule of A.B'
    ]);
});

test('flows that start by themselves are named, screens and called flows are not', () => {
    assert.deepEqual(flow('<status>Active</status><start><triggerType>RecordAfterSave</triggerType></start>'), ['the flow of F']);
    assert.deepEqual(flow('<status>Active</status><processType>Workflow</processType>'), ['the flow of F']);
    assert.deepEqual(flow('<status>Draft</status><start><triggerType>RecordAfterSave</triggerType></start>'), []);
    assert.deepEqual(flow('<status>Active</status><processType>Flow</processType><start></start>'), []);
});

test('an object in one file gives one line', () => {
    const content =
        '<enableHistory>true</enableHistory><fields><fullName>A__c</fullName><type>Date</type><defaultValue>TODAY()</defaultValue></fields>' +
        '<fields><fullName>B__c</fullName><type>Date</type><defaultValue>TODAY()</defaultValue></fields><validationRules><active>true</active></validationRules>';
    assert.deepEqual(problemsOf('app/objects/A__c.object', 'CustomObject', content), [
        'field history, validation rules, the computed default value of A__c'
    ]);
});
