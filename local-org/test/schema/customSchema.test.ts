import { test } from 'node:test';
import type { TestContext } from 'node:test';
import assert from 'node:assert/strict';
import { buildSchema } from '../../src/schema/buildSchema.ts';
import type { OrgSchema, SchemaOptions } from '../../src/schema/buildSchema.ts';
import { loadProject } from '../../src/schema/loadProject.ts';
import type { FieldSchema, SObjectSchema } from '../../src/schema/model.ts';
import { childRelationshipOf, fieldOf, parentFieldOf } from '../../src/schema/model.ts';
import { fieldFile, objectFile, objectXml, writeProject, xml } from './projectFixture.ts';

function schemaOf(context: TestContext, files: Record<string, string>, options: SchemaOptions = {}): OrgSchema {
    return buildSchema(loadProject(writeProject(context, files)), options);
}

function object(schema: OrgSchema, name: string): SObjectSchema {
    const found = schema.object(name);
    assert.ok(found, `${name} is missing`);
    return found;
}

function field(schema: OrgSchema, objectName: string, name: string): FieldSchema {
    const found = fieldOf(object(schema, objectName), name);
    assert.ok(found, `${objectName}.${name} is missing`);
    return found;
}

const RUN = objectFile(
    'Run__c',
    objectXml('Run', '<sharingModel>Private</sharingModel><enableHistory>true</enableHistory><enableActivities>true</enableActivities>')
);

test('a custom object has the fields that the platform adds', (context) => {
    const schema = schemaOf(context, RUN);
    const run = object(schema, 'run__C');
    assert.equal(run.kind, 'custom');
    assert.equal(run.keyPrefix, 'a00');
    assert.equal(run.sharingModel, 'Private');
    assert.equal(run.setup, false);
    assert.equal(run.queueOwnable, true);
    assert.deepEqual([...run.fields.values()].map((each) => each.name).sort(), [
        'CreatedById',
        'CreatedDate',
        'Id',
        'IsDeleted',
        'LastActivityDate',
        'LastModifiedById',
        'LastModifiedDate',
        'Name',
        'OwnerId',
        'SystemModstamp'
    ]);
    assert.equal(field(schema, 'Run__c', 'Name').requiredOnCreate, false);
    assert.deepEqual(field(schema, 'Run__c', 'OwnerId').referenceTo, ['Group', 'User']);
    assert.deepEqual(
        schema.problems.map(({ problem, kind }) => `${kind}: ${problem}`),
        ['unsupported: Not supported by the local org: field history of Run__c']
    );
});

test('a private object has a share object, one with history a history object', (context) => {
    const schema = schemaOf(context, { ...RUN, ...objectFile('Open__c', objectXml('Open', '<sharingModel>ReadWrite</sharingModel>')) });
    const share = object(schema, 'Run__Share');
    assert.deepEqual([share.kind, share.shareOf, share.custom], ['share', 'Run__c', true]);
    assert.equal(parentFieldOf(share, 'Parent')?.referenceTo[0], 'Run__c');
    assert.equal(childRelationshipOf(object(schema, 'Run__c'), 'Shares')?.childObject, 'Run__Share');
    assert.equal(object(schema, 'Run__History').apexDml.insert, false);
    assert.equal(childRelationshipOf(object(schema, 'Run__c'), 'Histories')?.cascadeDelete, true);
    assert.equal(schema.object('Open__Share'), undefined);
    assert.equal(schema.object('Open__History'), undefined);
});

test('a master-detail child has no owner and goes with its parent', (context) => {
    const schema = schemaOf(context, {
        ...RUN,
        ...objectFile('Step__c', objectXml('Step', '<sharingModel>ControlledByParent</sharingModel>')),
        ...fieldFile(
            'Step__c',
            'Run__c',
            '<type>MasterDetail</type><referenceTo>Run__c</referenceTo><relationshipName>Steps</relationshipName><relationshipLabel>Steps</relationshipLabel>'
        ),
        ...fieldFile('Step__c', 'Count__c', '<type>Number</type><precision>9</precision><scale>0</scale>'),
        ...fieldFile(
            'Run__c',
            'Total__c',
            '<type>Summary</type><summarizedField>Step__c.Count__c</summarizedField><summaryForeignKey>Step__c.Run__c</summaryForeignKey><summaryOperation>sum</summaryOperation>'
        )
    });
    const step = object(schema, 'Step__c');
    assert.equal(step.sharingModel, 'ControlledByParent');
    assert.equal(fieldOf(step, 'OwnerId'), undefined);
    assert.equal(step.queueOwnable, false);
    const parent = field(schema, 'Step__c', 'Run__c');
    assert.deepEqual(
        [
            parent.masterDetail,
            parent.nillable,
            parent.requiredOnCreate,
            parent.updateable,
            parent.deleteConstraint,
            parent.relationshipName
        ],
        [true, false, true, false, 'cascade', 'Run__r']
    );
    assert.deepEqual(childRelationshipOf(object(schema, 'Run__c'), 'steps__R'), {
        name: 'Steps__r',
        childObject: 'Step__c',
        field: 'Run__c',
        cascadeDelete: true,
        restrictedDelete: false
    });
    const total = field(schema, 'Run__c', 'Total__c');
    assert.deepEqual([total.calculated, total.createable, total.type, total.precision], [true, false, 'double', 9]);
    assert.equal(schema.object('Step__Share'), undefined);
});

test('fields take over what their metadata say', (context) => {
    const picklist =
        '<type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted>' +
        '<value><fullName>Draft</fullName><default>true</default><label>Draft!</label></value>' +
        '<value><fullName>Done</fullName><default>false</default><label>Done</label><isActive>false</isActive></value></valueSetDefinition></valueSet>';
    const schema = schemaOf(context, {
        ...RUN,
        ...fieldFile(
            'Run__c',
            'Open_Key__c',
            '<type>Text</type><length>18</length><unique>true</unique><externalId>true</externalId><caseSensitive>true</caseSensitive>'
        ),
        ...fieldFile('Run__c', 'Status__c', picklist),
        ...fieldFile('Run__c', 'Body__c', '<type>LongTextArea</type><length>131072</length><visibleLines>3</visibleLines>'),
        ...fieldFile('Run__c', 'Rich__c', '<type>Html</type><length>10000</length>'),
        ...fieldFile('Run__c', 'Active__c', '<type>Checkbox</type><defaultValue>true</defaultValue>'),
        ...fieldFile('Run__c', 'Needed__c', '<type>Text</type><length>5</length><required>true</required>'),
        ...fieldFile(
            'Run__c',
            'Given__c',
            '<type>Text</type><length>5</length><required>true</required><defaultValue>"abc"</defaultValue>'
        ),
        ...fieldFile('Run__c', 'Day__c', '<type>Date</type><defaultValue>TODAY()</defaultValue>'),
        ...fieldFile('Run__c', 'Late__c', '<type>Checkbox</type><formula>Day__c &lt; TODAY()</formula>'),
        ...fieldFile('Run__c', 'Number__c', '<type>AutoNumber</type><displayFormat>R-{0000}</displayFormat>'),
        ...fieldFile('Run__c', 'Place__c', '<type>Location</type><scale>5</scale>'),
        ...fieldFile('Run__c', 'Money__c', '<type>Currency</type><precision>16</precision><scale>2</scale>')
    });
    const key = field(schema, 'Run__c', 'Open_Key__c');
    assert.deepEqual(
        [key.type, key.length, key.unique, key.externalId, key.caseSensitive, key.idLookup],
        ['string', 18, true, true, true, true]
    );
    const status = field(schema, 'Run__c', 'Status__c');
    assert.deepEqual(
        status.picklistValues.map((value) => `${value.value}/${value.label}/${value.isDefault}/${value.isActive}`),
        ['Draft/Draft!/true/true', 'Done/Done/false/false']
    );
    assert.deepEqual([status.restrictedPicklist, status.defaultValue], [true, 'Draft']);
    assert.deepEqual([field(schema, 'Run__c', 'Body__c').length, field(schema, 'Run__c', 'Body__c').filterable], [131072, false]);
    assert.equal(field(schema, 'Run__c', 'Rich__c').htmlFormatted, true);
    assert.deepEqual([field(schema, 'Run__c', 'Active__c').defaultValue, field(schema, 'Run__c', 'Active__c').nillable], [true, false]);
    assert.equal(field(schema, 'Run__c', 'Needed__c').requiredOnCreate, true);
    assert.deepEqual(
        [field(schema, 'Run__c', 'Given__c').requiredOnCreate, field(schema, 'Run__c', 'Given__c').defaultValue],
        [false, 'abc']
    );
    assert.equal(field(schema, 'Run__c', 'Day__c').defaultValue, null);
    const late = field(schema, 'Run__c', 'Late__c');
    assert.deepEqual(
        [late.calculated, late.formula, late.type, late.createable, late.updateable],
        [true, 'Day__c < TODAY()', 'boolean', false, false]
    );
    assert.deepEqual(
        [field(schema, 'Run__c', 'Number__c').autoNumber, field(schema, 'Run__c', 'Number__c').displayFormat],
        [true, 'R-{0000}']
    );
    assert.equal(field(schema, 'Run__c', 'Place__Latitude__s').scale, 5);
    assert.deepEqual([field(schema, 'Run__c', 'Money__c').apexType, field(schema, 'Run__c', 'Money__c').precision], ['Decimal', 16]);
});

test('standard objects take custom fields; Activity gives them to tasks and events', (context) => {
    const schema = schemaOf(context, {
        ...fieldFile('User', 'Chief__c', '<type>Hierarchy</type><relationshipName>Subordinates</relationshipName>'),
        ...fieldFile(
            'Account',
            'Success_Manager__c',
            '<type>Lookup</type><referenceTo>User</referenceTo><relationshipName>Managed_Accounts</relationshipName><deleteConstraint>SetNull</deleteConstraint>'
        ),
        ...fieldFile('Activity', 'Channel__c', '<type>Text</type><length>20</length>'),
        'app/main/default/objects/Account/Account.object-meta.xml': xml('CustomObject', '<sharingModel>Private</sharingModel>'),
        'app/main/default/objects/Account/recordTypes/Partner.recordType-meta.xml': xml(
            'RecordType',
            '<fullName>Partner</fullName><active>true</active><label>Partner!</label>'
        )
    });
    const chief = field(schema, 'User', 'Chief__c');
    assert.deepEqual([chief.hierarchy, chief.referenceTo, chief.relationshipName, chief.custom], [true, ['User'], 'Chief__r', true]);
    assert.equal(childRelationshipOf(object(schema, 'User'), 'Managed_Accounts__r')?.field, 'Success_Manager__c');
    assert.equal(field(schema, 'Task', 'Channel__c').length, 20);
    assert.equal(field(schema, 'Event', 'Channel__c').length, 20);
    assert.equal(object(schema, 'Account').sharingModel, 'Private');
    assert.deepEqual(object(schema, 'Account').recordTypes, [
        { developerName: 'Partner', label: 'Partner!', active: true, isMaster: false, description: null }
    ]);
    assert.deepEqual(field(schema, 'Account', 'RecordTypeId').referenceTo, ['RecordType']);
    assert.deepEqual(schema.problems, []);
});

test('custom metadata, settings and events are what their names say', (context) => {
    const schema = schemaOf(context, {
        ...objectFile(
            'Rule__mdt',
            xml('CustomObject', '<label>Rule</label><pluralLabel>Rules</pluralLabel><visibility>Public</visibility>')
        ),
        ...fieldFile('Rule__mdt', 'Order__c', '<type>Number</type><precision>3</precision><scale>0</scale>'),
        ...objectFile(
            'Progress__e',
            xml(
                'CustomObject',
                '<label>Progress</label><pluralLabel>Progress</pluralLabel><eventType>HighVolume</eventType><publishBehavior>PublishImmediately</publishBehavior>'
            )
        ),
        ...objectFile('Switch__c', xml('CustomObject', '<label>Switch</label><customSettingsType>Hierarchy</customSettingsType>'))
    });
    const rule = object(schema, 'Rule__mdt');
    assert.deepEqual([rule.kind, rule.keyPrefix, rule.apexDml.insert, rule.queryable], ['customMetadata', 'm00', false, true]);
    assert.ok(
        fieldOf(rule, 'DeveloperName') && fieldOf(rule, 'QualifiedApiName') && fieldOf(rule, 'MasterLabel') && !fieldOf(rule, 'OwnerId')
    );
    const progress = object(schema, 'Progress__e');
    assert.deepEqual(
        [progress.kind, progress.keyPrefix, progress.queryable, progress.publishBehavior],
        ['platformEvent', 'e00', false, 'PublishImmediately']
    );
    assert.ok(fieldOf(progress, 'ReplayId') && !fieldOf(progress, 'LastModifiedDate'));
    const settings = object(schema, 'Switch__c');
    assert.deepEqual([settings.kind, settings.keyPrefix, settings.customSettingsType], ['customSetting', 'a00', 'Hierarchy']);
    assert.deepEqual(fieldOf(settings, 'SetupOwnerId')?.referenceTo, ['Organization', 'Profile', 'User']);
});

test('business objects of the project hold activities, files and approvals', (context) => {
    const schema = schemaOf(context, { ...RUN, ...objectFile('Quiet__c', objectXml('Quiet')) });
    assert.ok(field(schema, 'Task', 'WhatId').referenceTo.includes('Run__c'));
    assert.ok(!field(schema, 'Task', 'WhatId').referenceTo.includes('Quiet__c'));
    assert.ok(field(schema, 'ProcessInstance', 'TargetObjectId').referenceTo.includes('Quiet__c'));
    assert.equal(childRelationshipOf(object(schema, 'Run__c'), 'Tasks')?.field, 'WhatId');
    assert.equal(childRelationshipOf(object(schema, 'Quiet__c'), 'Tasks'), undefined);
    assert.equal(childRelationshipOf(object(schema, 'Quiet__c'), 'ProcessInstances')?.field, 'TargetObjectId');
});

test('key prefixes go by name, and those handed in are kept', (context) => {
    const files = Object.assign({}, ...['Beta', 'Alpha', 'Gamma'].map((name) => objectFile(`${name}__c`, objectXml(name)))) as Record<
        string,
        string
    >;
    const first = schemaOf(context, files);
    assert.deepEqual(first.keyPrefixes, { Alpha__c: 'a00', Beta__c: 'a01', Gamma__c: 'a02' });
    const second = schemaOf(context, { ...files, ...objectFile('Aaa__c', objectXml('Aaa')) }, { keyPrefixes: first.keyPrefixes });
    assert.deepEqual(second.keyPrefixes, { Aaa__c: 'a03', ...first.keyPrefixes });
    assert.equal(second.objectByKeyPrefix('a01')?.name, 'Beta__c');
});

test('sharing defaults of the org beat those of the objects', (context) => {
    const schema = schemaOf(context, RUN, { sharing: { account: 'Private', RUN__c: 'ReadWrite' } });
    assert.equal(object(schema, 'Account').sharingModel, 'Private');
    assert.equal(object(schema, 'Run__c').sharingModel, 'ReadWrite');
    assert.equal(schema.object('Run__Share'), undefined);
});

test('errors in the metadata are reported with their file, and the rest is built', (context) => {
    const schema = schemaOf(context, {
        ...RUN,
        ...fieldFile('Run__c', 'Lost__c', '<type>Lookup</type><referenceTo>Gone__c</referenceTo>'),
        ...fieldFile('Run__c', 'Odd__c', '<type>Colour</type>'),
        ...fieldFile('Run__c', 'Team__c', '<type>Lookup</type><referenceTo>Territory2</referenceTo>'),
        ...fieldFile(
            'Run__c',
            'Sum__c',
            '<type>Summary</type><summarizedField>Gone__c.X__c</summarizedField><summaryOperation>sum</summaryOperation>'
        ),
        ...fieldFile('Run__c', 'One__c', '<type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Runs</relationshipName>'),
        ...fieldFile('Run__c', 'Two__c', '<type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Runs</relationshipName>'),
        ...fieldFile('Run__c', 'Boss__c', '<type>Hierarchy</type>'),
        ...fieldFile('Run__c', 'Set__c', '<type>Picklist</type><valueSet><valueSetName>Nowhere</valueSetName></valueSet>'),
        ...fieldFile('Orphan__c', 'A__c', '<type>Text</type><length>3</length>'),
        ...fieldFile('Nonsense', 'B__c', '<type>Text</type><length>3</length>')
    });
    const problems = schema.problems
        .filter(({ kind }) => kind !== 'unsupported')
        .map(({ path, problem }) => `${path.split('/').slice(-1)[0]}: ${problem}`)
        .sort();
    assert.deepEqual(problems, [
        'A__c.field-meta.xml: There is no object Orphan__c for this file: its object-meta.xml is missing',
        'B__c.field-meta.xml: There is no object Nonsense',
        'Boss__c.field-meta.xml: The field Boss__c is a hierarchy, which only User may have',
        "Lost__c.field-meta.xml: referenceTo value of 'Gone__c' does not resolve to a valid sObject type",
        'Odd__c.field-meta.xml: The field Odd__c has the unknown type Colour',
        'Set__c.field-meta.xml: The field Set__c uses the global value set Nowhere, which is not there',
        'Sum__c.field-meta.xml: The field Sum__c sums up Gone__c.X__c, which is not there',
        "Team__c.field-meta.xml: referenceTo value of 'Territory2' does not resolve to a valid sObject type",
        'Two__c.field-meta.xml: There is already a Child Relationship named Runs on Account.'
    ]);
    assert.ok(fieldOf(object(schema, 'Run__c'), 'One__c'));
});

test('global value sets give their values', (context) => {
    const schema = schemaOf(context, {
        ...RUN,
        ...fieldFile('Run__c', 'Set__c', '<type>Picklist</type><valueSet><valueSetName>Colours</valueSetName></valueSet>'),
        'app/main/default/globalValueSets/Colours.globalValueSet-meta.xml': xml(
            'GlobalValueSet',
            '<customValue><fullName>Red</fullName><default>false</default><label>Red</label></customValue><masterLabel>Colours</masterLabel>'
        )
    });
    const colours = field(schema, 'Run__c', 'Set__c');
    assert.deepEqual([colours.picklistValues.map((value) => value.value), colours.restrictedPicklist], [['Red'], true]);
});

test('standard value sets replace the values of standard picklists', (context) => {
    const schema = schemaOf(context, {
        'app/main/default/standardValueSets/CaseStatus.standardValueSet-meta.xml': xml(
            'StandardValueSet',
            '<sorted>false</sorted><standardValue><fullName>Fresh</fullName><default>true</default><label>Fresh</label><closed>false</closed></standardValue>' +
                '<standardValue><fullName>Over</fullName><default>false</default><label>Over</label><closed>true</closed></standardValue>'
        )
    });
    const status = field(schema, 'Case', 'Status');
    assert.deepEqual(
        status.picklistValues.map((value) => value.value),
        ['Fresh', 'Over']
    );
    assert.equal(status.defaultValue, 'Fresh');
    assert.equal(field(buildSchema(null) as OrgSchema, 'Case', 'Status').defaultValue, 'New');
});

test('a big object compiles and has no rows of its own in this org', (context) => {
    const schema = schemaOf(context, {
        ...objectFile('Archive__b', xml('CustomObject', '<label>Archive</label><pluralLabel>Archives</pluralLabel>')),
        ...fieldFile('Archive__b', 'At__c', '<type>DateTime</type>')
    });
    const archive = schema.object('archive__b')!;
    assert.equal(archive.kind, 'bigObject');
    assert.equal(archive.present, false);
    assert.equal(archive.apexDml.insert, false);
    assert.deepEqual([...archive.fields.keys()], ['id', 'createddate', 'createdbyid', 'systemmodstamp', 'at__c']);
    assert.deepEqual(schema.problems, []);
});

test('custom metadata points at objects and fields by name, at other records by Id', (context) => {
    const schema = schemaOf(context, {
        ...objectFile('Rule__mdt', xml('CustomObject', '<label>Rule</label><pluralLabel>Rules</pluralLabel>')),
        ...fieldFile('Rule__mdt', 'Object__c', '<type>MetadataRelationship</type><referenceTo>EntityDefinition</referenceTo>'),
        ...fieldFile('Rule__mdt', 'Next__c', '<type>MetadataRelationship</type><referenceTo>Rule__mdt</referenceTo>')
    });
    assert.equal(field(schema, 'Rule__mdt', 'Object__c').apexType, 'String');
    assert.equal(field(schema, 'Rule__mdt', 'Object__c').relationshipName, 'Object__r');
    assert.equal(field(schema, 'Rule__mdt', 'Next__c').apexType, 'Id');
});
