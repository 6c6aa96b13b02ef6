import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
    describeTypes,
    listComponents,
    PackageError,
    parsePackage,
    readArchive,
    readDeployZip,
    retrieveZip
} from '../../src/metadata/index.ts';
import type { SourceComponent } from '../../src/metadata/index.ts';
import { apexClass, archive, component, manifest, OBJECT, text, xml } from './fixture.ts';

/** An org's components, read as a deployment reads them. */
const ORG: SourceComponent[] = readDeployZip(
    archive({
        'package.xml': manifest({
            ApexClass: ['*'],
            CustomObject: ['*'],
            CustomLabels: ['*'],
            Report: ['Team', 'Team/Open', 'Other/Closed'],
            Workflow: ['*']
        }),
        ...apexClass('A'),
        ...apexClass('B'),
        'objects/Thing__c.object': OBJECT,
        'objects/Account.object': xml(
            'CustomObject',
            '<fields><fullName>X__c</fullName></fields><fields><fullName>Y__c</fullName></fields>'
        ),
        'labels/CustomLabels.labels': xml(
            'CustomLabels',
            '<labels><fullName>L1</fullName></labels><labels><fullName>L2</fullName></labels>'
        ),
        'reports/Team-meta.xml': xml('ReportFolder'),
        'reports/Team/Open.report': xml('Report'),
        'reports/Other/Closed.report': xml('Report'),
        'workflows/Case.workflow': xml('Workflow', '<alerts><fullName>One</fullName></alerts>')
    }),
    { singlePackage: true }
).components;

function retrieve(types: Record<string, string[]>): { files: Record<string, string>; problems: string[]; properties: string[] } {
    const { zip, problems, fileProperties } = retrieveZip(ORG, parsePackage(manifest(types), 'package.xml'));
    return {
        files: Object.fromEntries(readArchive(zip).map((each) => [each.path, text(each)])),
        problems: problems.map(({ fileName, problem }) => `${fileName}: ${problem}`),
        properties: fileProperties.map(({ type, fullName, fileName }) => `${type} ${fullName} ${fileName}`)
    };
}

test('what is named comes, below unpackaged/', () => {
    const { files, problems, properties } = retrieve({ ApexClass: ['a', 'Gone'], Report: ['Team', 'Team/Open'], Strange: ['X'] });
    assert.deepEqual(Object.keys(files), [
        'unpackaged/classes/A.cls',
        'unpackaged/classes/A.cls-meta.xml',
        'unpackaged/reports/Team-meta.xml',
        'unpackaged/reports/Team/Open.report',
        'unpackaged/package.xml'
    ]);
    assert.deepEqual(problems, [
        "package.xml: Entity of type 'ApexClass' named 'Gone' cannot be found",
        "package.xml: Unknown type name 'Strange' specified in package.xml"
    ]);
    assert.deepEqual(properties, [
        'ApexClass A unpackaged/classes/A.cls',
        'ReportFolder Team unpackaged/reports/Team-meta.xml',
        'Report Team/Open unpackaged/reports/Team/Open.report',
        'Package unpackaged/package.xml unpackaged/package.xml'
    ]);
});

test('a folder may be named with a slash at its end, as the CLI does', () => {
    const { files, problems } = retrieve({ Report: ['Team/'] });
    assert.deepEqual([Object.keys(files)[0], problems], ['unpackaged/reports/Team-meta.xml', []]);
});

test('a wildcard brings custom objects and no standard ones, and no reports', () => {
    const { files, problems } = retrieve({ ApexClass: ['*'], CustomObject: ['*'], Report: ['*'], Flow: ['*'] });
    assert.deepEqual(Object.keys(files), [
        'unpackaged/classes/A.cls',
        'unpackaged/classes/A.cls-meta.xml',
        'unpackaged/classes/B.cls',
        'unpackaged/classes/B.cls-meta.xml',
        'unpackaged/objects/Thing__c.object',
        'unpackaged/package.xml'
    ]);
    assert.deepEqual(problems, ["package.xml: Entity of type 'Report' named '*' cannot be found"]);
});

test('a field comes in its object’s file, alone; labels by name or all', () => {
    const fields = retrieve({ CustomField: ['Account.X__c', 'Account.Gone__c'] });
    assert.match(fields.files['unpackaged/objects/Account.object'], /X__c/);
    assert.doesNotMatch(fields.files['unpackaged/objects/Account.object'], /Y__c/);
    assert.deepEqual(fields.problems, ["package.xml: Entity of type 'CustomField' named 'Account.Gone__c' cannot be found"]);
    assert.doesNotMatch(retrieve({ CustomLabel: ['L2'] }).files['unpackaged/labels/CustomLabels.labels'], /L1/);
    assert.match(retrieve({ CustomLabel: ['*'] }).files['unpackaged/labels/CustomLabels.labels'], /L1[^]*L2/);
});

test('what a retrieve brings can be deployed', () => {
    const types = { ApexClass: ['A'], CustomObject: ['Thing__c', 'Account'], WorkflowAlert: ['Case.One'] };
    const { zip } = retrieveZip(ORG, parsePackage(manifest(types), 'package.xml'));
    const { components, problems, root } = readDeployZip(zip, { singlePackage: true });
    assert.deepEqual(problems, []);
    assert.equal(root, 'unpackaged/');
    assert.equal(components.length, 4);
});

test('lists are by type, by parent’s file for parts, and by folder', () => {
    const names = (type: string, folder?: string): string[] =>
        listComponents(ORG, type, folder).map(({ fullName, fileName }) => `${fullName} ${fileName}`);
    assert.deepEqual(names('ApexClass'), ['A classes/A.cls', 'B classes/B.cls']);
    assert.deepEqual(names('CustomField').slice(0, 2), ['Account.X__c objects/Account.object', 'Account.Y__c objects/Account.object']);
    assert.deepEqual(names('Report', 'Team'), ['Team/Open reports/Team/Open.report']);
    assert.deepEqual(names('ReportFolder'), ['Team reports/Team-meta.xml']);
    assert.deepEqual(names('Flow'), []);
    assert.throws(
        () => names('Flaw'),
        (error) => error instanceof PackageError && error.code === 'INVALID_TYPE'
    );
});

test('every type is described with where it lies', () => {
    const types = new Map(describeTypes().map((type) => [type.xmlName, type]));
    assert.ok(types.size > 400);
    assert.deepEqual(types.get('ApexClass'), {
        xmlName: 'ApexClass',
        directoryName: 'classes',
        suffix: 'cls',
        inFolder: false,
        metaFile: true,
        childXmlNames: []
    });
    assert.deepEqual(types.get('CustomObject')?.childXmlNames.sort(), [
        'BusinessProcess',
        'CompactLayout',
        'CustomField',
        'FieldSet',
        'Index',
        'ListView',
        'RecordType',
        'SharingReason',
        'ValidationRule',
        'WebLink'
    ]);
    assert.equal(types.get('LightningComponentBundle')?.suffix, null);
    assert.equal(types.get('Report')?.inFolder, true);
    assert.equal(types.has('ReportFolder'), false);
    const wanted =
        'Settings Workflow ApprovalProcess AssignmentRules AutoResponseRules EscalationRules Queue Group CustomSite Dashboard Report Flow ' +
        'FlowDefinition UserAccessPolicy TransactionSecurityPolicy EmailTemplate NamedCredential CustomMetadata CustomLabels';
    assert.deepEqual(
        wanted.split(' ').filter((name) => !types.has(name)),
        []
    );
});

test('a component without files of its own in an archive is none', () => {
    assert.deepEqual(listComponents([component('ApexClass', 'A', apexClass('A'))], 'ApexTrigger'), []);
});
