import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PackageError, readDeployZip } from '../../src/metadata/index.ts';
import type { DeployPackage } from '../../src/metadata/index.ts';
import { apexClass, archive, manifest, OBJECT, xml } from './fixture.ts';

const read = (files: Record<string, string>, singlePackage = true): DeployPackage => readDeployZip(archive(files), { singlePackage });
const names = ({ components }: DeployPackage): string[] =>
    components.map(({ type, fullName, metadataPath }) => `${type} ${fullName} ${metadataPath}`);
const problems = (read: DeployPackage): string[] =>
    read.problems.map(({ type, fullName, fileName, problem, problemType }) => `${problemType} ${type} ${fullName} ${fileName}: ${problem}`);

test('components with the names and files that a deployment reports', () => {
    const result = read({
        'package.xml': manifest(
            {
                ApexClass: ['Hello'],
                LightningComponentBundle: ['hello'],
                CustomObject: ['Thing__c'],
                Report: ['Team/', 'Team/Open'],
                EmailTemplate: ['unfiled$public/Hi'],
                CustomMetadata: ['Setting.Main'],
                StaticResource: ['Logo'],
                Settings: ['Account'],
                Layout: ['Account-Account %28Sales%29 Layout'],
                Territory2: ['Model.North'],
                ExperienceBundle: ['Site1'],
                DigitalExperienceBundle: ['site/Help1'],
                DigitalExperience: ['site/Help1.sfdc_cms__view/home'],
                Document: ['Pictures/logo.png']
            },
            '66.0'
        ),
        ...apexClass('Hello'),
        'lwc/hello/hello.js': 'export default 1;',
        'lwc/hello/hello.js-meta.xml': xml('LightningComponentBundle'),
        'objects/Thing__c.object': OBJECT,
        'reports/Team-meta.xml': xml('ReportFolder', '<name>Team</name>'),
        'reports/Team/Open.report': xml('Report'),
        'email/unfiled$public/Hi.email': 'Hi',
        'email/unfiled$public/Hi.email-meta.xml': xml('EmailTemplate'),
        'customMetadata/Setting.Main.md': xml('CustomMetadata'),
        'staticresources/Logo.resource': 'x',
        'staticresources/Logo.resource-meta.xml': xml('StaticResource'),
        'settings/Account.settings': xml('AccountSettings'),
        'layouts/Account-Account %28Sales%29 Layout.layout': xml('Layout'),
        'territory2Models/Model/territories/North.territory2': xml('Territory2'),
        'experiences/Site1.site-meta.xml': xml('ExperienceBundle'),
        'experiences/Site1/config/site1.json': '{}',
        'digitalExperiences/site/Help1/Help1.digitalExperience-meta.xml': xml('DigitalExperienceBundle'),
        'digitalExperiences/site/Help1/sfdc_cms__view/home/content.json': '{}',
        'documents/Pictures/logo.png': 'x',
        'documents/Pictures/logo.png-meta.xml': xml('Document')
    });
    assert.deepEqual(problems(result), []);
    assert.equal(result.package.version, '66.0');
    assert.deepEqual(names(result).sort(), [
        'ApexClass Hello classes/Hello.cls',
        'CustomMetadata Setting.Main customMetadata/Setting.Main.md',
        'CustomObject Thing__c objects/Thing__c.object',
        'DigitalExperienceBundle site/Help1 digitalExperiences/site/Help1',
        'Document Pictures/logo.png documents/Pictures/logo.png',
        'EmailTemplate unfiled$public/Hi email/unfiled$public/Hi.email',
        'ExperienceBundle Site1 experiences/Site1.site',
        'Layout Account-Account %28Sales%29 Layout layouts/Account-Account %28Sales%29 Layout.layout',
        'LightningComponentBundle hello lwc/hello',
        'Report Team/Open reports/Team/Open.report',
        'ReportFolder Team reports/Team',
        'Settings Account settings/Account.settings',
        'StaticResource Logo staticresources/Logo.resource',
        'Territory2 Model.North territory2Models/Model/territories/North.territory2'
    ]);
    const object = result.components.find(({ type }) => type === 'CustomObject')!;
    assert.deepEqual(
        object.children.map(({ type, fullName }) => `${type} ${fullName}`),
        ['CustomField Thing__c.Status__c', 'CustomField Thing__c.Amount__c', 'ListView Thing__c.All', 'ValidationRule Thing__c.Positive']
    );
});

test('a wildcard names every component of its type', () => {
    const result = read({ 'package.xml': manifest({ ApexClass: ['*'] }), ...apexClass('A'), ...apexClass('B') });
    assert.deepEqual(
        result.components.map(({ fullName }) => fullName),
        ['A', 'B']
    );
    assert.deepEqual(problems(result), []);
});

test('members without a file, files without a member, and unknown types are named as Salesforce names them', () => {
    const result = read({
        'package.xml': manifest({ ApexClass: ['Gone', 'here'], CustomField: ['Account.X__c'], ApexKlass: ['A'] }),
        ...apexClass('Here'),
        'readme.txt': 'x',
        'nowhere/A.thing': 'x'
    });
    assert.deepEqual(result.components, []);
    assert.deepEqual(
        problems(result).sort(),
        [
            'Error  A.thing nowhere/A.thing: Not in package.xml',
            'Error  readme.txt readme.txt: Not in package.xml',
            'Error ApexClass Here classes/Here.cls: Not in package.xml',
            "Error ApexClass Gone package.xml: An object 'Gone' of type ApexClass was named in package.xml, but was not found in zipped directory",
            "Error ApexClass here package.xml: An object 'here' of type ApexClass was named in package.xml, but was not found in zipped directory",
            "Error ApexKlass A package.xml: Unknown type name 'ApexKlass' specified in package.xml",
            "Error CustomField Account.X__c package.xml: An object 'Account.X__c' of type CustomField was named in package.xml, but was not found in zipped directory"
        ].sort()
    );
    assert.equal(result.missing.length, 4);
    assert.deepEqual(
        result.unknownFiles.map(({ path }) => path),
        ['readme.txt', 'nowhere/A.thing', 'classes/Here.cls', 'classes/Here.cls-meta.xml']
    );
});

test('of an object whose fields alone are named, the rest is not in package.xml', () => {
    const result = read({ 'package.xml': manifest({ CustomField: ['Thing__c.Status__c'] }), 'objects/Thing__c.object': OBJECT });
    const [object] = result.components;
    assert.equal(object.whole, false);
    assert.deepEqual(object.children, [{ type: 'CustomField', fullName: 'Thing__c.Status__c' }]);
    assert.deepEqual(problems(result), [
        'Error CustomField Thing__c.Amount__c objects/Thing__c.object: Not in package.xml',
        'Error ListView Thing__c.All objects/Thing__c.object: Not in package.xml',
        'Error ValidationRule Thing__c.Positive objects/Thing__c.object: Not in package.xml'
    ]);
});

test('labels may be named one by one', () => {
    const labels = xml('CustomLabels', '<labels><fullName>A</fullName></labels>');
    const result = read({ 'package.xml': manifest({ CustomLabel: ['A'] }), 'labels/CustomLabels.labels': labels });
    assert.deepEqual(problems(result), []);
    assert.deepEqual(names(result), ['CustomLabels CustomLabels labels/CustomLabels.labels']);
});

test('a content file and its -meta.xml need each other', () => {
    const result = read({
        'package.xml': manifest({ ApexClass: ['A', 'B'] }),
        'classes/A.cls': 'class A {}',
        'classes/B.cls-meta.xml': xml('ApexClass')
    });
    assert.deepEqual(
        result.problems.slice(0, 2).map(({ fullName, fileName }) => `${fullName} ${fileName}`),
        ['A classes/A.cls', 'B classes/B.cls-meta.xml']
    );
});

test('a folder of a component without its configuration or its script is no component', () => {
    const bundle = (...endings: string[]): string[] =>
        read({
            'package.xml': manifest({ LightningComponentBundle: ['card'] }),
            ...Object.fromEntries(endings.map((ending) => [`lwc/card/card.${ending}`, xml('LightningComponentBundle')]))
        }).problems.map(({ fileName, problem }) => `${fileName} ${problem}`);
    const [first] = bundle('js', 'html');
    assert.equal(first, 'lwc/card Cannot find Lightning Component Bundle card.');
    assert.equal(bundle('html', 'js-meta.xml')[0], first);
    assert.deepEqual(bundle('css', 'js-meta.xml'), [], 'styles that others import');
    assert.deepEqual(bundle('js', 'js-meta.xml'), []);
    const misspelled = read({
        'package.xml': manifest({ LightningComponentBundle: ['card'] }),
        'lwc/card/card.js': '',
        'lwc/card/crad.js-meta.xml': xml('LightningComponentBundle')
    });
    assert.deepEqual(misspelled.problems, [], 'as published projects deploy it');
});

test('a package of a version that is not out yet', () => {
    const [{ fileName, problem }] = read({ 'package.xml': manifest({}).replace(/<version>[^<]*</, '<version>99.0<') }).problems;
    assert.deepEqual([fileName, problem], ['package.xml', 'Invalid version specified:99.0']);
});

test('deletions before and after, wildcards refused', () => {
    const result = read({
        'package.xml': manifest({}),
        'destructiveChanges.xml': manifest({ ApexClass: ['A'] }),
        'destructiveChangesPre.xml': manifest({ ApexClass: ['B'] }),
        'destructiveChangesPost.xml': manifest({ CustomField: ['Account.X__c'] })
    });
    assert.deepEqual(result.destructivePre, [
        { type: 'ApexClass', fullName: 'B' },
        { type: 'ApexClass', fullName: 'A' }
    ]);
    assert.deepEqual(result.destructivePost, [{ type: 'CustomField', fullName: 'Account.X__c' }]);
    assert.throws(() => read({ 'package.xml': manifest({}), 'destructiveChanges.xml': manifest({ ApexClass: ['*'] }) }), PackageError);
    const [unknown] = read({ 'package.xml': manifest({}), 'destructiveChanges.xml': manifest({ Nonsense: ['A'] }) }).problems;
    assert.deepEqual(
        [unknown.fileName, unknown.problem],
        ['destructiveChanges.xml', "Unknown type name 'Nonsense' specified in destructiveChanges.xml"]
    );
});

test('a package in a folder of any name, as settings for a new org come', () => {
    const result = read({
        'shape_1700000000000/package.xml': manifest({ Settings: ['Account'] }),
        'shape_1700000000000/settings/Account.settings': xml('AccountSettings')
    });
    assert.equal(result.root, 'shape_1700000000000/');
    assert.deepEqual(names(result), ['Settings Account settings/Account.settings']);
    assert.deepEqual(problems(result), []);
});

test('several packages lie in folders of their own', () => {
    const result = read(
        {
            'one/package.xml': manifest({ ApexClass: ['A'] }),
            ...Object.fromEntries(Object.entries(apexClass('A')).map(([path, content]) => [`one/${path}`, content])),
            'two/package.xml': manifest({ ApexClass: ['B'] })
        },
        false
    );
    assert.deepEqual(names(result), ['ApexClass A classes/A.cls']);
    assert.deepEqual(
        problems(result).map((each) => each.split(':')[0]),
        ['Error ApexClass B two/package.xml']
    );
});

test('without package.xml there is nothing to deploy', () => {
    assert.deepEqual(problems(read(apexClass('A'))), ['Error  package.xml classes/package.xml: No package.xml found']);
    assert.deepEqual(problems(read({ ...apexClass('A'), 'lwc/a/a.js': '' })), ['Error  package.xml package.xml: No package.xml found']);
});

test('a package.xml that is none says where it breaks', () => {
    assert.throws(() => read({ 'package.xml': '<Package><types></Package>' }), /package\.xml: Error parsing file: .* \(1:\d+\)/);
    assert.throws(() => read({ 'package.xml': xml('Packet') }), PackageError);
    assert.throws(() => read({ 'package.xml': xml('Package', '<types><members>A</members></types>') }), /Required field is missing: name/);
    const entities = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + xml('Package', '<version>&b;</version>');
    assert.throws(() => read({ 'package.xml': entities }), /document type/);
});

test('a field whose name leads out of its folder is a problem of the object', () => {
    const object = xml('CustomObject', '<fields><fullName>../../evil</fullName></fields>');
    const result = read({ 'package.xml': manifest({ CustomObject: ['Account'] }), 'objects/Account.object': object });
    assert.deepEqual(result.components, []);
    assert.deepEqual(
        result.problems.map(({ type, fullName, fileName }) => `${type} ${fullName} ${fileName}`),
        ['CustomField Account.../../evil objects/Account.object']
    );
});

test('damage anywhere is a refusal or a package, never anything else', () => {
    const sound = archive({
        'package.xml': manifest({ ApexClass: ['*'], CustomObject: ['*'] }),
        ...apexClass('A'),
        'objects/Thing__c.object': OBJECT
    });
    let seed = 7;
    const random = (below: number): number => {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        return seed % below;
    };
    for (let round = 0; round < 400; round++) {
        const zip = sound.slice(0, round % 4 === 0 ? random(sound.length) : sound.length);
        for (let change = 0; change < 1 + (round % 3) && zip.length > 0; change++) {
            zip[random(zip.length)] = random(256);
        }
        try {
            readDeployZip(zip, { singlePackage: round % 2 === 0 });
        } catch (error) {
            assert.ok(error instanceof PackageError, `round ${round}: ${String((error as Error).stack)}`);
        }
    }
});
