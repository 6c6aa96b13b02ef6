import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PackageError, readArchive, readSourceFolder, sourceChanges, toSourceFormat } from '../../src/metadata/index.ts';
import type { SourceComponent } from '../../src/metadata/index.ts';
import { parseXmlTree } from '../../src/metadata/xmlTree.ts';
import type { XmlNode } from '../../src/metadata/xmlTree.ts';
import { apexClass, archive, component, file, OBJECT, text, xml } from './fixture.ts';

const PROJECT = fileURLToPath(new URL('../../..', import.meta.url));

function project(context: TestContext, files: Record<string, string | Uint8Array>): string {
    const directory = mkdtempSync(join(tmpdir(), 'metadata-'));
    context.after(() => rmSync(directory, { recursive: true }));
    for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(directory, path)), { recursive: true });
        writeFileSync(join(directory, path), content);
    }
    return directory;
}

const sourceOf = (each: SourceComponent, existing?: (path: string) => Uint8Array | null): Record<string, string> =>
    Object.fromEntries(toSourceFormat(each, existing).map((made) => [made.path, text(made)]));

/** What a file says, whatever the order of differently named elements. */
function meaning(content: Uint8Array): unknown {
    const plain = (node: XmlNode): unknown =>
        node.children.length > 0
            ? [
                  node.name,
                  node.children
                      .map(plain)
                      .map((each) => JSON.stringify(each))
                      .sort()
              ]
            : [node.name, node.text];
    const written = new TextDecoder().decode(content);
    return written.startsWith('<?xml') ? plain(parseXmlTree(written)) : written;
}

test('an object becomes a folder with a file for each of its parts', () => {
    const files = sourceOf(component('CustomObject', 'Thing__c', { 'objects/Thing__c.object': OBJECT }));
    assert.deepEqual(Object.keys(files).sort(), [
        'objects/Thing__c/Thing__c.object-meta.xml',
        'objects/Thing__c/fields/Amount__c.field-meta.xml',
        'objects/Thing__c/fields/Status__c.field-meta.xml',
        'objects/Thing__c/listViews/All.listView-meta.xml',
        'objects/Thing__c/validationRules/Positive.validationRule-meta.xml'
    ]);
    assert.equal(
        files['objects/Thing__c/fields/Status__c.field-meta.xml'],
        `<?xml version="1.0" encoding="UTF-8"?>
<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">
    <fullName>Status__c</fullName>
    <label>Status &amp; more</label>
    <type>Text</type>
    <length>10</length>
</CustomField>
`
    );
    assert.doesNotMatch(files['objects/Thing__c/Thing__c.object-meta.xml'], /fields|listViews/);
});

test('a part’s name that leads out of the object’s folder makes no file', () => {
    for (const name of ['../../../evil', 'a/b', 'a\\b', '..']) {
        const content = xml('CustomObject', `<fields><fullName>${name}</fullName></fields>`);
        assert.throws(() => sourceOf(component('CustomObject', 'Account', { 'objects/Account.object': content })), PackageError);
    }
});

test('fields alone make no file for their object', () => {
    const fields = xml('CustomObject', '<fields><fullName>X__c</fullName></fields>');
    assert.deepEqual(Object.keys(sourceOf(component('CustomObject', 'Account', { 'objects/Account.object': fields }, false))), [
        'objects/Account/fields/X__c.field-meta.xml'
    ]);
});

test('translations of an object keep a file for each field beside their own', () => {
    const content = xml('CustomObjectTranslation', '<fields><name>X__c</name><label>Ix</label></fields><nameFieldLabel>N</nameFieldLabel>');
    const files = sourceOf(
        component('CustomObjectTranslation', 'Thing__c-de', { 'objectTranslations/Thing__c-de.objectTranslation': content })
    );
    assert.deepEqual(Object.keys(files), [
        'objectTranslations/Thing__c-de/Thing__c-de.objectTranslation-meta.xml',
        'objectTranslations/Thing__c-de/X__c.fieldTranslation-meta.xml'
    ]);
});

test('one file of metadata format is one file of source format, with -meta.xml', () => {
    const paths = (type: string, name: string, path: string): string[] =>
        Object.keys(sourceOf(component(type, name, { [path]: xml(type) })));
    assert.deepEqual(paths('PermissionSet', 'A', 'permissionsets/A.permissionset'), ['permissionsets/A.permissionset-meta.xml']);
    assert.deepEqual(paths('CustomMetadata', 'A.B', 'customMetadata/A.B.md'), ['customMetadata/A.B.md-meta.xml']);
    assert.deepEqual(paths('ReportFolder', 'Team', 'reports/Team-meta.xml'), ['reports/Team.reportFolder-meta.xml']);
    assert.deepEqual(paths('Report', 'Team/Open', 'reports/Team/Open.report'), ['reports/Team/Open.report-meta.xml']);
    assert.deepEqual(Object.keys(sourceOf(component('ApexClass', 'A', apexClass('A')))), ['classes/A.cls', 'classes/A.cls-meta.xml']);
    const picture = component('Document', 'F/a.png', { 'documents/F/a.png': 'x', 'documents/F/a.png-meta.xml': xml('Document') });
    assert.deepEqual(Object.keys(sourceOf(picture)), ['documents/F/a.png', 'documents/F/a.document-meta.xml']);
});

test('a static resource has the ending of its kind; an archive becomes its folder', () => {
    const resource = (kind: string, content: Uint8Array): string[] =>
        toSourceFormat({
            ...component('StaticResource', 'Lib', { 'staticresources/Lib.resource': '' }),
            files: [
                file('staticresources/Lib.resource', content),
                file('staticresources/Lib.resource-meta.xml', xml('StaticResource', `<contentType>${kind}</contentType>`))
            ]
        }).map(({ path }) => path);
    const meta = 'staticresources/Lib.resource-meta.xml';
    assert.deepEqual(resource('text/css', new Uint8Array([1])), ['staticresources/Lib.css', meta].reverse().sort());
    assert.deepEqual(resource('strange/kind', new Uint8Array([1])), ['staticresources/Lib.bin', meta]);
    assert.deepEqual(resource('application/zip', archive({ 'a/b.js': '1', 'c.css': '2' })), [
        'staticresources/Lib/a/b.js',
        'staticresources/Lib/c.css',
        meta
    ]);
    for (const content of [archive({ '../evil.js': '1' }), archive({}), new Uint8Array([0x50, 0x4b, 3, 4])]) {
        assert.deepEqual(resource('application/zip', content), ['staticresources/Lib.zip', meta]);
    }
});

test('labels, workflows and profiles are added to what is there', () => {
    const there = xml(
        'CustomLabels',
        '<labels><fullName>A</fullName><value>old</value></labels><labels><fullName>C</fullName><value>c</value></labels>'
    );
    const comes = xml(
        'CustomLabels',
        '<labels><fullName>B</fullName><value>b</value></labels><labels><fullName>A</fullName><value>new</value></labels>'
    );
    const [merged] = toSourceFormat(component('CustomLabels', 'CustomLabels', { 'labels/CustomLabels.labels': comes }), (path) => {
        assert.equal(path, 'labels/CustomLabels.labels-meta.xml');
        return file('x', there).content;
    });
    const labels = parseXmlTree(text(merged)).children.map(({ children }) => children.map((each) => each.text).join('='));
    assert.deepEqual(labels, ['A=new', 'B=b', 'C=c']);
    const profile = component('Profile', 'Admin', {
        'profiles/Admin.profile': xml(
            'Profile',
            '<classAccesses><apexClass>B</apexClass><enabled>true</enabled></classAccesses><description>new</description>'
        )
    });
    const old = xml(
        'Profile',
        '<classAccesses><apexClass>A</apexClass><enabled>true</enabled></classAccesses><custom>false</custom><description>old</description>'
    );
    const files = sourceOf(profile, () => file('x', old).content);
    assert.equal(
        files['profiles/Admin.profile-meta.xml'].replaceAll(/\s+/g, ''),
        xml(
            'Profile',
            '<classAccesses><apexClass>A</apexClass><enabled>true</enabled></classAccesses><classAccesses><apexClass>B</apexClass><enabled>true</enabled></classAccesses>' +
                '<custom>false</custom><description>new</description>'
        ).replaceAll(/\s+/g, '')
    );
});

test('a permission set replaces the one that is there', () => {
    const set = component('PermissionSet', 'A', { 'permissionsets/A.permissionset': xml('PermissionSet', '<label>New</label>') });
    const files = sourceOf(set, () => assert.fail('nobody needs what was there'));
    assert.match(files['permissionsets/A.permissionset-meta.xml'], /<label>New/);
});

test('a folder is read as an archive would hold it; a later package directory wins, objects are put together', (context) => {
    const label = (value: string): string => xml('CustomLabels', `<labels><fullName>${value}</fullName><value>${value}</value></labels>`);
    const directory = project(context, {
        '.forceignore': '**/profiles/**\n',
        'one/objects/Account/fields/A__c.field-meta.xml': xml('CustomField', '<fullName>A__c</fullName><label>A</label>'),
        'two/main/objects/Account/fields/B__c.field-meta.xml': xml('CustomField', '<label>B</label>'),
        'two/main/objects/Account/fields/A__c.field-meta.xml': xml('CustomField', '<fullName>A__c</fullName><label>Later</label>'),
        'one/permissionsets/P.permissionset-meta.xml': xml('PermissionSet', '<label>One</label>'),
        'two/permissionsets/P.permissionset-meta.xml': xml('PermissionSet', '<label>Two</label>'),
        'one/profiles/Admin.profile-meta.xml': xml('Profile'),
        'one/labels/CustomLabels.labels-meta.xml': label('L1'),
        'two/labels/More.labels-meta.xml': label('L2'),
        'one/classes/deep/A.cls': 'class A {}',
        'one/classes/deep/A.cls-meta.xml': xml('ApexClass'),
        'one/classes/Orphan.cls': 'class Orphan {}',
        'one/lwc/hello/hello.js': '1',
        'one/lwc/hello/__tests__/hello.test.js': '1',
        'one/lwc/jsconfig.json': '{}',
        'one/staticresources/Zip.resource-meta.xml': xml('StaticResource', '<contentType>application/zip</contentType>'),
        'one/staticresources/Zip/inner/a.txt': 'a',
        'one/reports/Team.reportFolder-meta.xml': xml('ReportFolder'),
        'one/reports/Team/Open.report-meta.xml': xml('Report'),
        'one/README.md': 'x'
    });
    const components = readSourceFolder(directory, ['one', 'two']);
    assert.deepEqual(
        components.map(({ type, fullName, files }) => `${type} ${fullName}: ${files.map(({ path }) => path).join(' ')}`),
        [
            'ApexClass A: classes/A.cls classes/A.cls-meta.xml',
            'CustomLabels CustomLabels: labels/CustomLabels.labels',
            'CustomObject Account: objects/Account.object',
            'LightningComponentBundle hello: lwc/hello/hello.js',
            'PermissionSet P: permissionsets/P.permissionset',
            'Report Team/Open: reports/Team/Open.report',
            'ReportFolder Team: reports/Team-meta.xml',
            'StaticResource Zip: staticresources/Zip.resource staticresources/Zip.resource-meta.xml'
        ]
    );
    const of = (type: string): SourceComponent => components.find((each) => each.type === type)!;
    assert.deepEqual(
        of('CustomObject').children.map(({ fullName }) => fullName),
        ['Account.A__c', 'Account.B__c']
    );
    assert.match(text(of('CustomObject').files[0]), /<label>Later<\/label>[^]*<fullName>B__c<\/fullName>/);
    assert.match(text(of('PermissionSet').files[0]), /Two/);
    assert.match(text(of('CustomLabels').files[0]), /L1[^]*L2/);
    assert.deepEqual(
        readArchive(of('StaticResource').files[0].content).map(({ path }) => path),
        ['inner/a.txt']
    );
    assert.ok(of('ApexClass').modifiedAt instanceof Date);
});

test('changes go where the component lies, new components into the first package directory', (context) => {
    const directory = project(context, {
        'force-app/test/classes/deep/A.cls': 'class A {}',
        'force-app/test/classes/deep/A.cls-meta.xml': xml('ApexClass'),
        'force-app/main/default/objects/Thing__c/Thing__c.object-meta.xml': xml('CustomObject', '<label>Old</label>'),
        'force-app/main/default/objects/Thing__c/fields/Kept__c.field-meta.xml': xml('CustomField', '<label>Kept</label>'),
        'more/lwc/hello/hello.js': '1',
        'more/lwc/hello/gone.html': '1',
        'more/workflows/Case.workflow-meta.xml': xml(
            'Workflow',
            '<alerts><fullName>One</fullName></alerts><alerts><fullName>Two</fullName></alerts>'
        )
    });
    const {
        write,
        delete: deleted,
        missing
    } = sourceChanges(directory, ['force-app', 'more'], {
        components: [
            component('ApexClass', 'A', apexClass('A')),
            component('ApexClass', 'B', apexClass('B')),
            component('CustomObject', 'Thing__c', { 'objects/Thing__c.object': OBJECT }),
            component('LightningComponentBundle', 'hello', { 'lwc/hello/hello.js': '2' })
        ],
        deletions: [
            { type: 'WorkflowAlert', fullName: 'Case.One' },
            { type: 'CustomField', fullName: 'Thing__c.kept__c' },
            { type: 'ApexClass', fullName: 'Nowhere' }
        ]
    });
    assert.deepEqual(write.map(({ path }) => path).sort(), [
        'force-app/main/default/classes/B.cls',
        'force-app/main/default/classes/B.cls-meta.xml',
        'force-app/main/default/objects/Thing__c/Thing__c.object-meta.xml',
        'force-app/main/default/objects/Thing__c/fields/Amount__c.field-meta.xml',
        'force-app/main/default/objects/Thing__c/fields/Status__c.field-meta.xml',
        'force-app/main/default/objects/Thing__c/listViews/All.listView-meta.xml',
        'force-app/main/default/objects/Thing__c/validationRules/Positive.validationRule-meta.xml',
        'force-app/test/classes/deep/A.cls',
        'force-app/test/classes/deep/A.cls-meta.xml',
        'more/lwc/hello/hello.js',
        'more/workflows/Case.workflow-meta.xml'
    ]);
    assert.deepEqual(deleted.sort(), ['force-app/main/default/objects/Thing__c/fields/Kept__c.field-meta.xml', 'more/lwc/hello/gone.html']);
    assert.deepEqual(missing, [{ type: 'ApexClass', fullName: 'Nowhere' }]);
    assert.doesNotMatch(text(write.find(({ path }) => path.endsWith('.workflow-meta.xml'))!), /One/);
});

test('labels in several files stay where they are', (context) => {
    const label = (name: string, value: string): string => `<labels><fullName>${name}</fullName><value>${value}</value></labels>`;
    const directory = project(context, {
        'app/labels/CustomLabels.labels-meta.xml': xml('CustomLabels', label('A', 'old')),
        'app/labels/Tab.labels-meta.xml': xml('CustomLabels', label('B', 'old') + label('C', 'kept'))
    });
    const comes = component('CustomLabels', 'CustomLabels', {
        'labels/CustomLabels.labels': xml('CustomLabels', label('B', 'new') + label('D', 'new'))
    });
    const { write, delete: deleted } = sourceChanges(directory, ['app'], { components: [comes] });
    const said = write.map((each) => [
        each.path,
        text(each)
            .match(/(?<=<(?:fullName|value)>)\w+/g)
            ?.join(' ')
    ]);
    assert.deepEqual(said, [
        ['app/labels/Tab.labels-meta.xml', 'B new C kept'],
        ['app/labels/CustomLabels.labels-meta.xml', 'A old D new']
    ]);
    assert.deepEqual(deleted, []);
});

test('the last label takes its file with it', (context) => {
    const directory = project(context, {
        'app/labels/CustomLabels.labels-meta.xml': xml('CustomLabels', '<labels><fullName>A</fullName></labels>')
    });
    const change = sourceChanges(directory, ['app'], { components: [], deletions: [{ type: 'CustomLabel', fullName: 'A' }] });
    assert.deepEqual(change, { write: [], delete: ['app/labels/CustomLabels.labels-meta.xml'], missing: [] });
});

test('this project says the same after both conversions', (context) => {
    const packageDirectories = ['force-app', 'config/demo'];
    const components = readSourceFolder(PROJECT, packageDirectories);
    assert.ok(components.length > 150, 'the project was read');
    const made = components.flatMap((each) => toSourceFormat(each));
    const directory = project(context, Object.fromEntries(made.map(({ path, content }) => [`app/main/default/${path}`, content])));
    const again = new Map(readSourceFolder(directory, ['app']).map((each) => [`${each.type} ${each.fullName}`, each]));
    for (const each of components) {
        const other = again.get(`${each.type} ${each.fullName}`);
        assert.deepEqual(other?.files.map(({ path }) => path).sort(), each.files.map(({ path }) => path).sort());
        for (const { path, content } of each.files) {
            assert.deepEqual(meaning(other!.files.find((one) => one.path === path)!.content), meaning(content), path);
        }
    }
});
