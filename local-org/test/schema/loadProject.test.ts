import { test } from 'node:test';
import assert from 'node:assert/strict';
import { loadProject } from '../../src/schema/loadProject.ts';
import { ProjectError } from '../../src/schema/project.ts';
import { forceIgnore } from '../../src/schema/forceIgnore.ts';
import { xmlIsNil, xmlList, xmlText } from '../../src/schema/xml.ts';
import { fieldFile, objectFile, objectXml, writeProject, xml } from './projectFixture.ts';

test('loads Apex with the version and status of its -meta.xml', (context) => {
    const directory = writeProject(context, {
        'app/main/default/classes/One.cls': 'public class One {}',
        'app/main/default/classes/One.cls-meta.xml': xml('ApexClass', '<apiVersion>61.0</apiVersion><status>Active</status>'),
        'app/main/default/classes/Two.cls': 'public class Two {}',
        'app/main/default/triggers/T.trigger': 'trigger T on Account (before insert) {}',
        'app/main/default/triggers/T.trigger-meta.xml': xml('ApexTrigger', '<apiVersion>62.0</apiVersion><status>Inactive</status>')
    });
    const project = loadProject(directory);
    assert.deepEqual(
        project.apex.map(({ path, name, kind, apiVersion, active }) => ({ path, name, kind, apiVersion, active })),
        [
            { path: 'app/main/default/classes/One.cls', name: 'One', kind: 'class', apiVersion: 61, active: true },
            { path: 'app/main/default/classes/Two.cls', name: 'Two', kind: 'class', apiVersion: 67, active: true },
            { path: 'app/main/default/triggers/T.trigger', name: 'T', kind: 'trigger', apiVersion: 62, active: false }
        ]
    );
    assert.equal(project.apex[0].text, 'public class One {}');
});

test('names metadata as the Metadata API does', (context) => {
    const directory = writeProject(context, {
        ...objectFile('Thing__c', objectXml('Thing')),
        ...fieldFile('Thing__c', 'Size__c', '<type>Number</type>'),
        'app/main/default/objects/Thing__c/recordTypes/Big.recordType-meta.xml': xml(
            'RecordType',
            '<fullName>Big</fullName><active>true</active><label>Big</label>'
        ),
        'app/main/default/objects/Thing__c/listViews/All.listView-meta.xml': xml('ListView', '<fullName>All</fullName>'),
        'app/main/default/labels/CustomLabels.labels-meta.xml': xml(
            'CustomLabels',
            '<labels><fullName>Hello</fullName><value>Hello &amp; goodbye</value></labels><labels><fullName>Bye</fullName><value>Bye</value></labels>'
        ),
        'app/main/default/permissionsets/Reader.permissionset-meta.xml': xml('PermissionSet', '<label>Reader</label>'),
        'app/main/default/customMetadata/Rule.First.md-meta.xml': xml('CustomMetadata', '<label>First</label>'),
        'app/main/default/reports/Team/Open_Work.report-meta.xml': xml('Report', '<name>Open Work</name>'),
        'app/main/default/lwc/card/card.js': 'export default 1;',
        'app/main/default/lwc/card/card.js-meta.xml': xml('LightningComponentBundle', '<apiVersion>67.0</apiVersion>'),
        'app/main/default/lwc/card/__tests__/card.js': ''
    });
    const project = loadProject(directory);
    assert.deepEqual(project.metadata.map((file) => `${file.type} ${file.fullName}`).sort(), [
        'CustomField Thing__c.Size__c',
        'CustomLabel Bye',
        'CustomLabel Hello',
        'CustomMetadata Rule.First',
        'CustomObject Thing__c',
        'LightningComponentBundle card',
        'ListView Thing__c.All',
        'PermissionSet Reader',
        'RecordType Thing__c.Big',
        'Report Team/Open_Work'
    ]);
    const hello = project.metadata.find((file) => file.fullName === 'Hello');
    assert.equal(xmlText(hello?.content ?? {}, 'value'), 'Hello & goodbye');
    assert.deepEqual(project.lwcBundles, ['app/main/default/lwc/card']);
});

test('reads every package directory, leaves out what .forceignore names', (context) => {
    const directory = writeProject(
        context,
        {
            'app/classes/Kept.cls': 'public class Kept {}',
            'app/classes/Skipped.cls': 'public class Skipped {}',
            'demo/classes/Demo.cls': 'public class Demo {}',
            'demo/lwc/x/jsconfig.json': '{',
            '.forceignore': '# tools\n**/jsconfig.json\nSkipped.*\n'
        },
        { packageDirectories: [{ path: 'app' }, { path: './demo/' }] }
    );
    const project = loadProject(directory);
    assert.deepEqual(
        project.apex.map((source) => source.name),
        ['Kept', 'Demo']
    );
    assert.deepEqual(project.packageDirectories, ['app', 'demo']);
});

test('looks at chosen package directories alone', (context) => {
    const directory = writeProject(
        context,
        {
            'one/classes/A.cls': 'public class A { /* one */ }',
            'two/classes/A.cls': 'public class A { /* two */ }'
        },
        { packageDirectories: [{ path: 'one' }, { path: './two/' }, { path: 'gone\\away' }] }
    );
    assert.throws(() => loadProject(directory), /The package directory "gone\/away" of sfdx-project.json is not there/);
    assert.match(loadProject(directory, ['one/']).apex[0].text, /one/);
    assert.deepEqual(loadProject(directory, ['two', 'one']).packageDirectories, ['one', 'two']);
    assert.throws(
        () => loadProject(directory, ['three']),
        /three is not a package directory of this project\. It has: one, two, gone\/away\./
    );
});

test('a later package directory replaces what an earlier one holds; within one directory a duplicate stays', (context) => {
    const label = (value: string): string => xml('CustomLabels', `<labels><fullName>Hello</fullName><value>${value}</value></labels>`);
    const directory = writeProject(
        context,
        {
            'core/classes/Same.cls': 'public class Same { Integer one; }',
            'core/classes/Own.cls': 'public class Own {}',
            'core/labels/CustomLabels.labels-meta.xml': label('one'),
            'plugins/full/a/Same.cls': 'public class Same { Integer two; }',
            'plugins/full/b/Twice.cls': 'public class Twice {}',
            'plugins/full/c/Twice.cls': 'public class Twice {}',
            'plugins/full/labels/CustomLabels.labels-meta.xml': label('two')
        },
        { packageDirectories: [{ path: 'core' }, { path: 'plugins\\full' }] }
    );
    const project = loadProject(directory);
    assert.deepEqual(
        project.apex.map((source) => source.path),
        ['core/classes/Own.cls', 'plugins/full/a/Same.cls', 'plugins/full/b/Twice.cls', 'plugins/full/c/Twice.cls']
    );
    assert.deepEqual(
        project.metadata.map((file) => xmlText(file.content, 'value')),
        ['two']
    );
});

test('values of custom metadata keep their types and nulls', (context) => {
    const directory = writeProject(context, {
        'app/customMetadata/Rule.First.md-meta.xml': `<?xml version="1.0" encoding="UTF-8"?>
<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
    <label>First</label>
    <values><field>Order__c</field><value xsi:type="xsd:double">1.0</value></values>
    <values><field>Target__c</field><value xsi:nil="true"/></values>
</CustomMetadata>`
    });
    const [rule] = loadProject(directory).metadata;
    const [order, target] = xmlList(rule.content, 'values');
    assert.equal(xmlText(order, 'value'), '1.0');
    assert.equal(xmlList(order, 'value')[0]['@_xsi:type'], 'xsd:double');
    assert.equal(xmlIsNil(xmlList(target, 'value')[0]), true);
});

test('what cannot be loaded is an error that names the file', (context) => {
    const failing = (files: Record<string, string>, json: object | null, path: string, message: RegExp): void => {
        assert.throws(
            () => loadProject(writeProject(context, files, json)),
            (error) => error instanceof ProjectError && error.path === path && message.test(error.message)
        );
    };
    failing({}, null, 'sfdx-project.json', /no sfdx-project\.json/);
    failing({ 'sfdx-project.json': '{' }, {}, 'sfdx-project.json', /not JSON/);
    failing({}, { packageDirectories: [] }, 'sfdx-project.json', /no packageDirectories/);
    failing({}, { packageDirectories: [{ path: 'elsewhere' }] }, 'elsewhere', /is not there/);
    failing(
        { 'app/labels/CustomLabels.labels-meta.xml': '<CustomLabels>\n<labels>\n</CustomLabels>' },
        {},
        'app/labels/CustomLabels.labels-meta.xml',
        /Malformed XML.*line \d/
    );
});

test('.forceignore follows the rules of .gitignore', () => {
    const ignored = forceIgnore('*.dup\n/root.txt\ndocs/\n**/__tests__/**\nforce-app/**/jsconfig.json\n!keep.dup\na/b\n');
    const cases: [string, boolean, boolean][] = [
        ['x/y.dup', false, true],
        ['x/keep.dup', false, false],
        ['root.txt', false, true],
        ['x/root.txt', false, false],
        ['x/docs', true, true],
        ['x/docs', false, false],
        ['lwc/a/__tests__/a.js', false, true],
        ['force-app/lwc/jsconfig.json', false, true],
        ['force-app/jsconfig.json', false, true],
        ['other/jsconfig.json', false, false],
        ['a/b', true, true],
        ['x/a/b', true, false]
    ];
    for (const [path, isDirectory, expected] of cases) {
        assert.equal(ignored(path, isDirectory), expected, `${path} ${isDirectory}`);
    }
});
