/** Deploying and retrieving with the real CLI: into a scratch org, which tracks its sources, and into one that does not. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import type { SfJson } from '../../org/Sf.ts';
import { run } from '../../process/run.ts';
import { ADMIN, CliOrg } from './cliOrg.ts';

interface FileResponse {
    fullName: string;
    type: string;
    state: string;
    filePath: string;
    lineNumber?: number;
    columnNumber?: number;
    error?: string;
}

interface Deployed {
    id: string;
    status: string;
    checkOnly: boolean;
    numberTestsTotal: number;
    numberTestErrors: number;
    files: FileResponse[];
    details: { runTestResult: { failures: { name: string; methodName: string; message: string }[] } };
}

const META =
    '<?xml version="1.0" encoding="UTF-8"?>\n<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>67.0</apiVersion></ApexClass>\n';

const FILES: Record<string, string> = {
    'sfdx-project.json': JSON.stringify({ packageDirectories: [{ path: 'app', default: true }], sourceApiVersion: '67.0' }),
    'app/main/default/classes/Hello.cls': 'public class Hello {\n    public static Integer one() {\n        return 1;\n    }\n}\n',
    'app/main/default/classes/Hello.cls-meta.xml': META,
    'app/main/default/lwc/hello/hello.js':
        "import { LightningElement } from 'lwc';\nexport default class Hello extends LightningElement {}\n",
    'app/main/default/lwc/hello/hello.html': '<template>Hello</template>\n',
    'app/main/default/lwc/hello/hello.js-meta.xml':
        '<?xml version="1.0" encoding="UTF-8"?>\n<LightningComponentBundle xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>67.0</apiVersion></LightningComponentBundle>\n'
};

let cli: CliOrg;
/** The project that the served org is made of: nothing. */
let empty: string;
let workspace: string;

before(async () => {
    empty = mkdtempSync(join(tmpdir(), 'handover-empty-'));
    mkdirSync(join(empty, 'app'));
    writeFileSync(join(empty, 'sfdx-project.json'), FILES['sfdx-project.json']);
    cli = await CliOrg.start({ devHub: true, project: empty });
    workspace = project('workspace', FILES);
    await cli.ok('org', 'create', 'scratch', '--edition', 'enterprise', '--alias', 'tracked', '--wait', '5');
});

after(async () => {
    await cli.stop();
    rmSync(empty, { recursive: true, force: true });
});

function project(name: string, files: Record<string, string>): string {
    const folder = cli.sf.folder(name);
    for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
    }
    return folder;
}

function sf<T>(folder: string, ...args: string[]): Promise<SfJson<T>> {
    return cli.sf.json<T>(args, {}, folder);
}

async function ok<T>(folder: string, ...args: string[]): Promise<T> {
    const answer = await sf<T>(folder, ...args);
    assert.equal(answer.exitCode, 0, JSON.stringify(answer));
    assert.deepEqual(
        (answer.warnings ?? []).filter((each) => /SourceMember|timed out|Unable/.test(each)),
        []
    );
    return answer.result;
}

const states = (files: FileResponse[]): string[] =>
    files.map(({ type, state, filePath }) => `${state} ${type} ${filePath.replace(/^.*?app\/main\/default\//, '')}`).sort();

test('tracked: what is new is deployed, then there is nothing left to deploy', async () => {
    const deployed = await ok<Deployed>(workspace, 'project', 'deploy', 'start', '--target-org', 'tracked');
    assert.equal(deployed.status, 'Succeeded');
    assert.deepEqual(states(deployed.files), [
        'Created ApexClass classes/Hello.cls',
        'Created ApexClass classes/Hello.cls-meta.xml',
        'Created LightningComponentBundle lwc/hello/hello.html',
        'Created LightningComponentBundle lwc/hello/hello.js',
        'Created LightningComponentBundle lwc/hello/hello.js-meta.xml'
    ]);
    const preview = await ok<{ toDeploy: unknown[]; toRetrieve: unknown[]; conflicts: unknown[] }>(
        workspace,
        ...['project', 'deploy', 'preview', '--target-org', 'tracked']
    );
    assert.deepEqual([preview.toDeploy, preview.toRetrieve, preview.conflicts], [[], [], []]);
});

test('a broken class fails at the place and with the text that check gives, and is not there', async () => {
    const folder = project('broken', {
        ...FILES,
        'app/main/default/classes/Broken.cls':
            'public class Broken {\n    public void run() {\n        Integer count = Hello.two();\n    }\n}\n',
        'app/main/default/classes/Broken.cls-meta.xml': META
    });
    const checked = await run(process.execPath, ['local-org/src/main.ts', 'check', '--project', folder, '--result-format', 'json']);
    const [problem] = JSON.parse(checked.stdout) as { fileName: string; line: number; column: number; problem: string }[];
    const answer = await sf<Deployed>(
        folder,
        'project',
        'deploy',
        'start',
        '--source-dir',
        'app',
        '--target-org',
        'tracked',
        '--ignore-conflicts'
    );
    assert.equal(answer.exitCode, 1);
    const failed = answer.result.files.filter(({ state }) => state === 'Failed');
    assert.deepEqual(
        failed.map(({ filePath, lineNumber, columnNumber, error }) => [filePath.slice(folder.length + 1), lineNumber, columnNumber, error]),
        [[problem.fileName, problem.line, problem.column, `${problem.problem} (${problem.line}:${problem.column})`]]
    );
    const rows = await ok<{ records: { Name: string }[] }>(
        folder,
        ...['data', 'query', '--query', 'SELECT Name FROM ApexClass', '--target-org', 'tracked']
    );
    assert.deepEqual(
        rows.records.map(({ Name }) => Name),
        ['Hello']
    );
});

test('what somebody else deploys is retrieved, what somebody else deletes goes', async () => {
    const other = project('other', {
        'sfdx-project.json': FILES['sfdx-project.json'],
        'app/main/default/classes/Remote.cls': 'public class Remote {}\n',
        'app/main/default/classes/Remote.cls-meta.xml': META
    });
    await ok(other, 'project', 'deploy', 'start', '--source-dir', 'app', '--target-org', 'tracked');
    await ok(workspace, 'project', 'retrieve', 'start', '--target-org', 'tracked');
    const copy = join(workspace, 'app/main/default/classes/Remote.cls');
    assert.equal(readFileSync(copy, 'utf8'), 'public class Remote {}\n');
    await ok(other, 'project', 'delete', 'source', '--metadata', 'ApexClass:Remote', '--no-prompt', '--target-org', 'tracked');
    await ok(workspace, 'project', 'retrieve', 'start', '--target-org', 'tracked');
    assert.equal(existsSync(copy), false);
});

test('validated with tests, deployed quickly, reported', async () => {
    const folder = project('validated', {
        'sfdx-project.json': FILES['sfdx-project.json'],
        'app/main/default/classes/HelloTest.cls':
            '@IsTest\nprivate class HelloTest {\n    @IsTest\n    static void one() {\n        Assert.areEqual(1, Hello.one());\n    }\n}\n',
        'app/main/default/classes/HelloTest.cls-meta.xml': META
    });
    const target = ['--target-org', 'tracked'];
    const validated = await ok<Deployed>(folder, ...['project', 'deploy', 'validate', '--source-dir', 'app', ...target]);
    assert.deepEqual(
        [validated.status, validated.checkOnly, validated.numberTestsTotal, validated.numberTestErrors],
        ['Succeeded', true, 1, 0]
    );
    const quick = await ok<Deployed>(folder, ...['project', 'deploy', 'quick', '--job-id', validated.id, ...target]);
    assert.equal(quick.status, 'Succeeded');
    const report = await ok<Deployed>(folder, ...['project', 'deploy', 'report', '--job-id', quick.id, ...target]);
    assert.deepEqual([report.id, report.status, report.checkOnly], [quick.id, 'Succeeded', false]);
});

test('started without waiting, resumed; ended, it is not cancelled', async () => {
    const target = ['--target-org', 'tracked'];
    const { id } = await ok<Deployed>(
        workspace,
        ...['project', 'deploy', 'start', '--source-dir', 'app', '--async', '--ignore-conflicts', ...target]
    );
    const resumed = await ok<Deployed>(workspace, 'project', 'deploy', 'resume', '--job-id', id);
    assert.equal(resumed.status, 'Succeeded');
    const late = await sf(workspace, 'project', 'deploy', 'cancel', '--job-id', id, ...target);
    assert.notEqual(late.exitCode, 0);
});

test('the org lists its metadata and gives a manifest by which it is retrieved', async () => {
    const target = ['--target-org', 'tracked'];
    const listed = await ok<{ fullName: string; fileName: string }[]>(
        workspace,
        ...['org', 'list', 'metadata', '--metadata-type', 'LightningComponentBundle', ...target]
    );
    assert.deepEqual(
        listed.map(({ fullName, fileName }) => [fullName, fileName]),
        [['hello', 'lwc/hello']]
    );
    const types = await ok<{ metadataObjects: { xmlName: string }[] }>(workspace, 'org', 'list', 'metadata-types', ...target);
    assert.ok(types.metadataObjects.some(({ xmlName }) => xmlName === 'ApexClass'));
    await ok(workspace, 'project', 'generate', 'manifest', '--from-org', 'tracked', '--output-dir', workspace);
    const manifest = readFileSync(join(workspace, 'package.xml'), 'utf8');
    assert.match(manifest, /<members>Hello<\/members>/);
    rmSync(join(workspace, 'app/main/default/lwc'), { recursive: true });
    await ok(workspace, 'project', 'retrieve', 'start', '--manifest', 'package.xml', '--ignore-conflicts', ...target);
    assert.equal(
        readFileSync(join(workspace, 'app/main/default/lwc/hello/hello.html'), 'utf8'),
        FILES['app/main/default/lwc/hello/hello.html']
    );
});

test('this project, whole, into an empty org that does not track: with all its tests', async () => {
    const hub = await sf<Deployed>(
        process.cwd(),
        ...['project', 'deploy', 'start', '--source-dir', 'force-app', '--source-dir', 'config/demo', '--test-level', 'RunLocalTests'],
        ...['--dry-run', '--wait', '5', '--target-org', ADMIN]
    );
    const { details, numberTestsTotal } = hub.result;
    assert.deepEqual(
        details.runTestResult.failures.map(({ name, methodName, message }) => `${name}.${methodName}: ${message}`),
        []
    );
    assert.equal(hub.exitCode, 0, JSON.stringify(hub.message ?? hub.result.status));
    assert.ok(numberTestsTotal > 150, `${numberTestsTotal} tests`);
});
