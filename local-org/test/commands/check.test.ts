import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import { fieldFile, objectFile, objectXml, writeProject, xml } from '../schema/projectFixture.ts';
import { command, spawned } from './command.ts';
import type { Outcome } from './command.ts';

const CLASSES = 'app/main/default/classes';
const meta = xml('ApexClass', '<apiVersion>67.0</apiVersion><status>Active</status>');

function apexClass(name: string, text: string): Record<string, string> {
    return { [`${CLASSES}/${name}.cls`]: text, [`${CLASSES}/${name}.cls-meta.xml`]: meta };
}

const problemsOf = (outcome: Outcome): unknown => JSON.parse(outcome.stdout);

suite('check, as a process of its own', { concurrency: true }, () => {
    test('a clean project: [] alone on stdout, exit 0; the folder is relative to where the person stands', async (context) => {
        const project = writeProject(context, apexClass('Fine', 'public class Fine {}'));
        const outcome = await spawned(['check', '--project', '.', '--result-format', 'json'], { env: { INIT_CWD: project } });
        assert.deepEqual([outcome.code, outcome.stdout, outcome.stderr], [0, '[]\n', '']);
    });

    test('errors: exit 1, the problems in JSON on stdout and nothing on stderr', async (context) => {
        const project = writeProject(context, apexClass('Broken', 'public class Broken {\n    Strin name;\n}'));
        const outcome = await spawned(['check', '--project', 'app/..', '--result-format', 'json'], { cwd: project });
        assert.deepEqual(problemsOf(outcome), [
            { fileName: `${CLASSES}/Broken.cls`, line: 2, column: 5, problem: 'Invalid type: Strin', kind: 'error' }
        ]);
        assert.deepEqual([outcome.code, outcome.stderr], [1, '']);
    });

    test('a project that cannot be loaded: exit 2, a sentence on stderr, nothing on stdout', async (context) => {
        const project = writeProject(context, {}, null);
        const outcome = await spawned(['check', '--project', project, '--result-format', 'json']);
        assert.deepEqual([outcome.code, outcome.stdout, outcome.stderr], [2, '', `There is no sfdx-project.json in ${project}\n`]);
    });
});

test('every problem of every file is listed, in the order of files and places', async (context) => {
    const project = writeProject(context, {
        ...apexClass('A', 'public class A {\n    Integer one = missing;\n    String two() {\n        return 3;\n    }\n}'),
        ...apexClass('B', 'public class B {\n    void run() {\n        new A().three();\n    }\n'),
        ...apexClass('C', 'public class C {}'),
        'app/main/default/triggers/T.trigger': 'trigger T on Account (before insert) {\n    nothing();\n}'
    });
    const outcome = await command(context, 'check', '--project', project, '--result-format', 'json');
    const problems = problemsOf(outcome) as { fileName: string; line: number; column: number; kind: string }[];
    assert.deepEqual(
        problems.map((each) => `${each.fileName.split('/').at(-1)}:${each.line}:${each.column} ${each.kind}`),
        ['A.cls:2:19 error', 'A.cls:4:9 error', 'B.cls:5:1 error', 'T.trigger:2:5 error']
    );
    assert.deepEqual(Object.keys(problems[0]), ['fileName', 'line', 'column', 'problem', 'kind']);
    assert.equal(outcome.code, 1);
});

test('what is not built is unsupported, not an error, and leaves exit 0', async (context) => {
    const project = writeProject(
        context,
        apexClass('Pages', 'public class Pages {\n    void run(ApexPages.StandardController page) {\n        page.save();\n    }\n}')
    );
    const outcome = await command(context, 'check', '--project', project, '--result-format', 'json');
    const [problem, ...others] = problemsOf(outcome) as { kind: string; line: number }[];
    assert.deepEqual([problem.kind, problem.line, others.length, outcome.code], ['unsupported', 3, 0, 0]);
});

test('metadata that names what is not there is listed with its file', async (context) => {
    const project = writeProject(context, {
        ...objectFile('Thing__c', objectXml('Thing')),
        ...fieldFile('Thing__c', 'Size__c', '<type>Number</type><precision>3</precision><scale>0</scale>'),
        'app/main/default/permissionsets/Things.permissionset-meta.xml': xml(
            'PermissionSet',
            `<label>Things</label>
             <fieldPermissions><field>Thing__c.Size__c</field><readable>true</readable><editable>true</editable></fieldPermissions>
             <fieldPermissions><field>Thing__c.Gone__c</field><readable>true</readable><editable>false</editable></fieldPermissions>`
        )
    });
    const outcome = await command(context, 'check', '--project', project, '--result-format', 'json');
    assert.deepEqual(problemsOf(outcome), [
        {
            fileName: 'app/main/default/permissionsets/Things.permissionset-meta.xml',
            line: 1,
            column: 1,
            problem: 'In field: field - no CustomField named Thing__c.Gone__c found',
            kind: 'error'
        }
    ]);
    assert.equal(outcome.code, 1);
});

test('for people, a line a problem, and silence when there is none', async (context) => {
    const broken = writeProject(context, apexClass('Broken', 'public class Broken { Strin name; }'));
    const outcome = await command(context, 'check', '--project', broken);
    assert.equal(outcome.stdout, `${CLASSES}/Broken.cls:1:23 error: Invalid type: Strin\n`);
    const empty = await command(context, 'check', '--project', writeProject(context, {}));
    assert.deepEqual([empty.code, empty.stdout, empty.stderr], [0, '', '']);
});

const UNLOADABLE: [string, Record<string, string>, RegExp][] = [
    ['sfdx-project.json that is no JSON', { 'sfdx-project.json': '{ "packageDirectories": [' }, /^sfdx-project\.json is not JSON: /],
    ['sfdx-project.json that is no object', { 'sfdx-project.json': 'null' }, /^sfdx-project\.json /],
    ['package directories that are no list', { 'sfdx-project.json': '{ "packageDirectories": "app" }' }, /^sfdx-project\.json /],
    ['no package directories', { 'sfdx-project.json': '{}' }, /^sfdx-project\.json names no packageDirectories\n$/],
    [
        'a package directory that is not there',
        { 'sfdx-project.json': '{ "packageDirectories": [{ "path": "elsewhere" }] }' },
        /^The package directory "elsewhere" of sfdx-project\.json is not there\n$/
    ],
    [
        'malformed XML',
        { 'app/main/default/labels/CustomLabels.labels-meta.xml': '<?xml version="1.0"?>\n<CustomLabels>\n  <labels>\n</CustomLabels>\n' },
        /^Malformed XML in app\/main\/default\/labels\/CustomLabels\.labels-meta\.xml, line \d: .+\n$/
    ]
];

for (const [what, files, sentence] of UNLOADABLE) {
    test(`${what}: exit 2 and one sentence`, async (context) => {
        const project = writeProject(context, files);
        const outcome = await command(context, 'check', '--project', project, '--result-format', 'json');
        assert.match(outcome.stderr, sentence);
        assert.deepEqual([outcome.code, outcome.stdout], [2, '']);
    });
}

test('a project without Apex, and one without any file, are clean', async (context) => {
    const withoutApex = writeProject(context, objectFile('Thing__c', objectXml('Thing')));
    const empty = writeProject(context, {});
    mkdirSync(join(empty, 'app', 'main'), { recursive: true });
    for (const project of [withoutApex, empty]) {
        const outcome = await command(context, 'check', '--project', project, '--result-format', 'json');
        assert.deepEqual([outcome.code, outcome.stdout], [0, '[]\n']);
    }
});

const MISUSES: [string[], RegExp][] = [
    [[], /^Usage: /],
    [['chek'], /^Unknown command chek\.\nUsage: /],
    [['constructor'], /^Unknown command constructor\.\nUsage: /],
    [['check', '--projct', '.'], /^Unknown option '--projct'/],
    [['check', 'somewhere'], /^Unexpected argument 'somewhere'/],
    [['check', '--result-format', 'xml'], /^--result-format is json or human, not xml\.\n$/],
    [['check', '--without-features', 'tems'], /^--without-features knows .*teams.*, not tems\.\n$/],
    [['check', '--project'], /argument missing/],
    [['serve', '--port', 'many'], /^--port must be a number from 0 to 65535, not many\.\n$/]
];

for (const [args, sentence] of MISUSES) {
    test(`local-org ${args.join(' ')}: exit 2 and what is wrong`, async (context) => {
        const outcome = await command(context, ...args);
        assert.match(outcome.stderr, sentence);
        assert.doesNotMatch(outcome.stderr, /\n\s+at /, 'No stack trace');
        assert.deepEqual([outcome.code, outcome.stdout], [2, '']);
    });
}

test('--help shows the usage on stdout', async (context) => {
    for (const args of [['--help'], ['help'], ['check', '--help']]) {
        const outcome = await command(context, ...args);
        assert.match(outcome.stdout, /^Usage: local-org <command>/);
        assert.deepEqual([outcome.code, outcome.stderr], [0, '']);
    }
});

test('only the chosen package directories are looked at', async (context) => {
    const project = writeProject(
        context,
        { ...apexClass('Fine', 'public class Fine {}'), 'more/classes/Broken.cls': 'public class Broken { Strin name; }' },
        { packageDirectories: [{ path: 'app' }, { path: 'more' }] }
    );
    const all = await command(context, 'check', '--project', project);
    const some = await command(context, 'check', '--project', project, '--package-directories', './app/');
    const unknown = await command(context, 'check', '--project', project, '--package-directories', 'elsewhere');
    assert.deepEqual([all.code, some.code, unknown.code], [1, 0, 2]);
    assert.match(unknown.stderr, /^elsewhere is not a package directory of this project\. It has: app, more\.\n$/);
});
