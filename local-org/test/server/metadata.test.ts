/** The Metadata API over HTTP: deployments with and without tests, validations, cancelling; retrieve, list, describe, read. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import test, { after, before } from 'node:test';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { browserSources } from '../../src/localOrg.ts';
import { apexClass, archive, packageXml } from '../org/deploy/deployed.ts';
import { objectXml, xml } from '../schema/projectFixture.ts';
import { MetadataApi } from './metadataApi.ts';
import type { SoapResult } from './metadataApi.ts';
import { TestServer } from './server.ts';

let server: TestServer;
let metadata: MetadataApi;
before(async () => {
    server = await TestServer.start(
        {},
        { organization: { id: '00D000000000123', name: 'Scratch', type: 'scratch', expires: '2099-01-01' } }
    );
    metadata = new MetadataApi(server.url, server.admin);
});
after(() => server.stop());

const HELLO = { ...apexClass('Hello', 'public class Hello {\n    public static Integer one() {\n        return 1;\n    }\n}') };

function helloTest(expected: number): Record<string, string> {
    return apexClass(
        'HelloTest',
        `@IsTest\nprivate class HelloTest {\n    @IsTest\n    static void counts() {\n        Assert.areEqual(${expected}, Hello.one());\n    }\n}`
    );
}

const BOTH = { ApexClass: ['Hello', 'HelloTest'] };

test('a failing test fails the deployment, and nothing is applied', async () => {
    const result = await metadata.deploy(archive(BOTH, { ...HELLO, ...helloTest(2) }), { testLevel: 'RunLocalTests' });
    assert.deepEqual([result.status, result.numberComponentErrors], ['Failed', 0]);
    const { numTestsRun, numFailures, failures } = result.details.runTestResult;
    assert.deepEqual([Number(numTestsRun), Number(numFailures)], [1, 1]);
    assert.deepEqual([failures![0].name, failures![0].methodName], ['HelloTest', 'counts']);
    assert.match(failures![0].message, /Expected: 2, Actual: 1/);
    assert.deepEqual(await server.rows('SELECT Id FROM ApexClass'), []);
});

test('RunSpecifiedTests: the tests must be there and cover three quarters of each class', async () => {
    const unknown = await metadata.deploy(archive(BOTH, { ...HELLO, ...helloTest(1) }), {
        testLevel: 'RunSpecifiedTests',
        runTests: ['Nowhere']
    });
    assert.deepEqual([unknown.status, /Nowhere/.test(unknown.errorMessage!)], ['Failed', true]);
    const uncovered = apexClass(
        'Hello',
        'public class Hello {\n    public static Integer one() {\n        return 1;\n    }\n    public static void other() {\n        Integer a = 1;\n        a++;\n    }\n}'
    );
    const options = { testLevel: 'RunSpecifiedTests' as const, runTests: ['HelloTest'], checkOnly: true };
    const low = await metadata.deploy(archive(BOTH, { ...uncovered, ...helloTest(1) }), options);
    assert.equal(low.status, 'Failed');
    assert.match(
        JSON.stringify(low.details.runTestResult),
        /Test coverage of selected Apex Class is 33\.333%, at least 75% test coverage is required/
    );
    assert.equal((await metadata.deploy(archive(BOTH, { ...HELLO, ...helloTest(1) }), options)).status, 'Succeeded');
});

test('a validation applies nothing, and is deployed later without its tests', async () => {
    const validated = await metadata.deploy(archive(BOTH, { ...HELLO, ...helloTest(1) }), { checkOnly: true, testLevel: 'RunLocalTests' });
    assert.equal(validated.status, 'Succeeded', JSON.stringify(validated));
    assert.deepEqual(await server.rows('SELECT Id FROM ApexClass'), []);
    assert.equal((await members()).length, 0);
    const quick = await metadata.call('deployRecentValidation', `<validationId>${validated.id}</validationId>`);
    const result = await metadata.result(String(quick.result));
    assert.deepEqual([result.status, result.id === validated.id], ['Succeeded', false]);
    assert.equal((await server.rows('SELECT Id FROM ApexClass')).length, 2);
    const again = await metadata.call('deployRecentValidation', `<validationId>${validated.id}</validationId>`);
    assert.deepEqual([again.status, /has expired/.test(again.text)], [500, true]);
});

async function members(where = ''): Promise<Record<string, unknown>[]> {
    const soql = `SELECT MemberType, MemberName, IsNameObsolete, IsNewMember, RevisionCounter, ChangedBy FROM SourceMember ${where}`;
    const { json } = await server.api('GET', `/tooling/query?q=${encodeURIComponent(soql)}`);
    return (json as { records: Record<string, unknown>[] }).records;
}

const PAGE = {
    'lwc/hello/hello.js': "import { LightningElement } from 'lwc';\nexport default class Hello extends LightningElement {}\n",
    'lwc/hello/hello.html': '<template>\n    <p>Hello</p>\n</template>\n',
    'lwc/hello/hello.js-meta.xml': xml('LightningComponentBundle', '<apiVersion>67.0</apiVersion><isExposed>false</isExposed>')
};

test('Lightning web components are compiled: file, line and column of each fault', async () => {
    const result = await metadata.deploy(
        archive(
            { LightningComponentBundle: ['hello', 'other'] },
            {
                ...PAGE,
                'lwc/hello/hello.html': '<template>\n    <p onclick=go>{a.b()}</p>\n</template>\n',
                'lwc/hello/hello.js':
                    "import { LightningElement } from 'lwc';\nimport go from '@salesforce/apex/Hello.gone';\nexport default class Hello extends LightningElement {}\n",
                'lwc/other/other.js':
                    "import { LightningElement } from 'lwc';\nexport default class Other extends LightningElement {\n    x = ;\n}\n",
                'lwc/other/other.js-meta.xml': PAGE['lwc/hello/hello.js-meta.xml']
            }
        )
    );
    assert.deepEqual(
        result.details.componentFailures!.map(({ fileName, fullName, lineNumber, columnNumber, problem }) => [
            fileName,
            fullName,
            Number(lineNumber),
            Number(columnNumber),
            problem
        ]),
        [
            ['lwc/hello/hello.html', 'hello', 2, 8, '[Line: 2, Col: 8] LWC1043: Event handler should be an expression'],
            ['lwc/other/other.js', 'other', 3, 9, '[Line: 3, Col: 9] LWC1007: Unexpected token'],
            ['lwc/hello/hello.js', 'hello', 2, 1, "[Line: 2, Col: 1] Unable to find Apex action method referenced as 'Hello.gone'."]
        ]
    );
});

test('source tracking: a member per component and per file of a bundle, with revisions that grow', async () => {
    const [last] = (await members()).map(({ RevisionCounter }) => Number(RevisionCounter)).sort((a, b) => b - a);
    await metadata.deploy(archive({ LightningComponentBundle: ['hello'] }, PAGE));
    const changed = await members(`WHERE RevisionCounter > ${last}`);
    assert.deepEqual(
        changed.map(({ MemberType, MemberName, IsNameObsolete, IsNewMember }) => [MemberType, MemberName, IsNameObsolete, IsNewMember]),
        [
            ['LightningComponentBundle', 'hello', false, true],
            ['LightningComponentResource', 'hello/hello.js', false, true],
            ['LightningComponentResource', 'hello/hello.html', false, true],
            ['LightningComponentResource', 'hello/hello.js-meta.xml', false, true]
        ]
    );
    assert.match(String(changed[0].ChangedBy), /^005\w{15}$/);
    await metadata.deploy(archive({}, { 'destructiveChangesPost.xml': packageXml({ LightningComponentBundle: ['hello'] }) }));
    const gone = await members("WHERE MemberType = 'LightningComponentBundle' AND MemberName = 'hello'");
    assert.deepEqual([gone.length, gone[0].IsNameObsolete], [1, true]);
});

test('the Tooling API shows bundles and their files', async () => {
    await metadata.deploy(archive({ LightningComponentBundle: ['hello'] }, PAGE));
    const soql =
        'SELECT FilePath, Format, Source, LightningComponentBundle.DeveloperName FROM LightningComponentResource ORDER BY FilePath';
    const { json } = await server.api('GET', `/tooling/query?q=${encodeURIComponent(soql)}`);
    const rows = (json as { records: { FilePath: string; Source: string; LightningComponentBundle: { DeveloperName: string } }[] }).records;
    assert.deepEqual(
        rows.map((row) => [row.FilePath, row.LightningComponentBundle.DeveloperName]),
        ['hello.html', 'hello.js', 'hello.js-meta.xml'].map((file) => [`lwc/hello/${file}`, 'hello'])
    );
    assert.equal(rows[0].Source, PAGE['lwc/hello/hello.html']);
});

test('retrieve: an archive below unpackaged/, with wildcards, parts and what is missing', async () => {
    const field = '<fields><fullName>A__c</fullName><label>A</label><type>Text</type><length>20</length></fields>';
    await metadata.deploy(
        archive(
            { CustomObject: ['Thing__c'], CustomField: ['Thing__c.A__c'] },
            { 'objects/Thing__c.object': objectXml('Thing', `<sharingModel>Private</sharingModel>${field}`) }
        )
    );
    const types =
        '<types><members>*</members><name>ApexClass</name></types><types><members>Thing__c</members><members>Nope__c</members><name>CustomObject</name></types>';
    const started = await metadata.call(
        'retrieve',
        `<retrieveRequest><apiVersion>67.0</apiVersion><unpackaged>${types}<version>67.0</version></unpackaged></retrieveRequest>`
    );
    const { result } = await metadata.call(
        'checkRetrieveStatus',
        `<asyncProcessId>${String(started.result.id)}</asyncProcessId><includeZip>true</includeZip>`
    );
    const { zipFile, messages, fileProperties } = result as {
        zipFile: string;
        messages: { problem: string }[];
        fileProperties: { fullName: string; lastModifiedById: string }[];
    };
    const files = unzipSync(Buffer.from(zipFile, 'base64'));
    assert.deepEqual(
        Object.keys(files)
            .filter((path) => !path.endsWith('/'))
            .sort(),
        [
            'unpackaged/classes/Hello.cls',
            'unpackaged/classes/Hello.cls-meta.xml',
            'unpackaged/classes/HelloTest.cls',
            'unpackaged/classes/HelloTest.cls-meta.xml',
            'unpackaged/objects/Thing__c.object',
            'unpackaged/package.xml'
        ]
    );
    assert.match(strFromU8(files['unpackaged/objects/Thing__c.object']), /<fullName>A__c<\/fullName>/);
    assert.match(messages[0].problem, /'CustomObject' named 'Nope__c' cannot be found/);
    assert.ok(fileProperties.every(({ lastModifiedById }) => /^005/.test(lastModifiedById)));
    // What has been retrieved can be deployed, and changes nothing.
    const entries = Object.entries(files).map(([path, content]): [string, Uint8Array] => [path.replace('unpackaged/', ''), content]);
    entries.push(['package.xml', strToU8(packageXml({ ApexClass: ['*'], CustomObject: ['Thing__c'] }))]);
    const back = await metadata.deploy(zipSync(Object.fromEntries(entries.filter(([path]) => path !== '' && !path.endsWith('/')))));
    assert.equal(back.status, 'Succeeded', JSON.stringify(back));
    assert.deepEqual(changes(back), []);
});

function changes({ details }: SoapResult): string[] {
    return details
        .componentSuccesses!.filter(
            ({ changed, created, fullName }) => (String(changed) === 'true' || String(created) === 'true') && fullName !== 'package.xml'
        )
        .map(({ fullName }) => fullName);
}

test('list, describe, read', async () => {
    const listed = await metadata.call(
        'listMetadata',
        '<queries><type>CustomField</type></queries><queries><type>ApexClass</type></queries>'
    );
    assert.match(listed.text, /<fileName>objects\/Thing__c\.object<\/fileName><fullName>Thing__c\.A__c<\/fullName>/);
    assert.match(listed.text, /<fullName>HelloTest<\/fullName><id>01p\w{15}<\/id>/);
    const unknown = await metadata.call('listMetadata', '<queries><type>Nonsense</type></queries>');
    assert.deepEqual([unknown.status, /INVALID_TYPE/.test(unknown.text)], [500, true]);
    const described = await metadata.call('describeMetadata', '<asOfVersion>67.0</asOfVersion>');
    const types = described.text.split('<metadataObjects>').find((each) => each.includes('<xmlName>ApexClass</xmlName>'));
    assert.match(types!, /<directoryName>classes<\/directoryName>.*<metaFile>true<\/metaFile><suffix>cls<\/suffix>/);
    const read = await metadata.call('readMetadata', '<type>CustomObject</type><fullNames>Thing__c</fullNames>');
    assert.match(read.text, /<records xsi:type="CustomObject"><fullName>Thing__c<\/fullName>.*<label>Thing<\/label>/s);
});

test('over REST: multipart in, the result by Id, an unknown Id is not there', async () => {
    const zip = archive({ ApexClass: ['Rest'] }, apexClass('Rest', 'public class Rest { Integer one = nothing; }'));
    const form = new FormData();
    form.append(
        'entity_content',
        new Blob([JSON.stringify({ deployOptions: { rollbackOnError: true, singlePackage: true } })], { type: 'application/json' })
    );
    form.append('file', new Blob([Buffer.from(zip)], { type: 'application/zip' }), 'package.zip');
    const url = `${server.url}/services/data/v67.0/metadata/deployRequest`;
    const headers = { authorization: `Bearer ${server.admin}` };
    const posted = await fetch(url, { method: 'POST', headers, body: form });
    assert.equal(posted.status, 201);
    const { id } = (await posted.json()) as { id: string };
    const { json } = await server.api('GET', `/metadata/deployRequest/${id}?includeDetails=true`);
    const { deployResult } = json as { deployResult: SoapResult };
    assert.deepEqual([deployResult.status, deployResult.done], ['Failed', true]);
    assert.equal(deployResult.details.componentFailures![0].problem, 'Variable does not exist: nothing');
    assert.equal((await server.api('GET', '/metadata/deployRequest/0Af000000000000AAA')).status, 404);
    assert.equal((await server.api('PATCH', `/metadata/deployRequest/${id}`, { deployResult: { status: 'Canceling' } })).status, 400);
});

test('a deployment that waits can be cancelled', async () => {
    const zip = archive(BOTH, { ...HELLO, ...helloTest(1) });
    const start = (): Promise<{ result: Record<string, unknown> }> =>
        metadata.call(
            'deploy',
            `<ZipFile>${Buffer.from(zip).toString('base64')}</ZipFile><DeployOptions><singlePackage>true</singlePackage><testLevel>RunLocalTests</testLevel></DeployOptions>`
        );
    const [first, second] = [await start(), await start()];
    const cancelled = await metadata.call('cancelDeploy', `<String>${String(second.result.id)}</String>`);
    assert.equal(cancelled.status, 200, cancelled.text);
    assert.equal((await metadata.result(String(first.result.id))).status, 'Succeeded');
    assert.equal((await metadata.result(String(second.result.id))).status, 'Canceled');
    const late = await metadata.call('cancelDeploy', `<String>${String(second.result.id)}</String>`);
    assert.deepEqual([late.status, /already completed/.test(late.text)], [500, true]);
});

test('a deployment is cancelled while its tests run', async () => {
    // Each ends at its CPU limit: together they last longer than any answer takes.
    const methods = Array.from(
        { length: 600 },
        (_, index) =>
            `    @IsTest\n    static void runs${index}() {\n        while (true) {\n            Integer i = 1;\n        }\n    }\n`
    );
    const endless = apexClass('Endless', `@IsTest\nprivate class Endless {\n${methods.join('')}}`);
    const zip = Buffer.from(archive({ ApexClass: ['Endless'] }, endless)).toString('base64');
    const { result } = await metadata.call(
        'deploy',
        `<ZipFile>${zip}</ZipFile><DeployOptions><singlePackage>true</singlePackage><testLevel>RunSpecifiedTests</testLevel><runTests>Endless</runTests></DeployOptions>`
    );
    const id = String(result.id);
    const status = async (): Promise<string> =>
        String((await metadata.call('checkDeployStatus', `<asyncProcessId>${id}</asyncProcessId>`)).result.runTestsEnabled);
    while ((await status()) !== 'true') {
        // The answer comes when the deployment has ended, or after a while.
    }
    await metadata.call('cancelDeploy', `<String>${id}</String>`);
    assert.equal((await metadata.result(id)).status, 'Canceled');
    assert.deepEqual(await server.rows("SELECT Id FROM ApexClass WHERE Name = 'Endless'"), []);
});

test('who may not change metadata is told so', async () => {
    const { token } = await server.person('ordinary', 'Standard User');
    const { status, text } = await new MetadataApi(server.url, token).call('describeMetadata', '');
    assert.equal(status, 500);
    assert.match(text, /INSUFFICIENT_ACCESS: use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions/);
    const rest = await server.call('GET', '/services/data/v67.0/metadata/deployRequest/0Af000000000000AAA', undefined, token);
    assert.equal(rest.status, 403);
});

test('refused in words: strangers, document types, operations that are not built, Ids that are not', async () => {
    const stranger = await new MetadataApi(server.url, 'nobody').call('describeMetadata', '');
    assert.match(stranger.text, /INVALID_SESSION_ID/);
    const response = await fetch(`${server.url}/services/Soap/m/67.0`, {
        method: 'POST',
        body: '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><x>&a;</x>'
    });
    assert.equal(response.status, 500);
    assert.match((await metadata.call('renameMetadata', '')).text, /NOT_IMPLEMENTED/);
    assert.match(
        (await metadata.call('checkDeployStatus', '<asyncProcessId>0Af000000000000AAA</asyncProcessId>')).text,
        /INVALID_CROSS_REFERENCE_KEY/
    );
    assert.match(
        (await metadata.call('deploy', '<ZipFile>!</ZipFile><DeployOptions><testLevel>Some</testLevel></DeployOptions>')).text,
        /TestLevel/
    );
});

test('the page is built anew from what has been deployed, when it is looked at', async () => {
    const built: string[][] = [];
    const looking = await TestServer.start(
        {},
        {
            buildPage: ({ projectDirectory, packageDirectories }) => {
                const { bundles } = browserSources(projectDirectory, packageDirectories);
                built.push(bundles.map((folder) => folder.split('/').at(-1)!));
                return Promise.resolve({
                    find: (path) => Promise.resolve(path === '/' ? [Buffer.from('text/html'), Buffer.from('')] : undefined)
                });
            }
        }
    );
    try {
        const page = (): Promise<Response> => fetch(`${looking.url}/`);
        await page();
        await new MetadataApi(looking.url, looking.admin).deploy(archive({ LightningComponentBundle: ['hello'] }, PAGE));
        await page();
        await page();
        assert.deepEqual(built, [[], ['hello']]);
    } finally {
        await looking.stop();
    }
});

test('an archive of twenty megabytes is no matter for the envelope', async () => {
    const files: Record<string, Uint8Array> = {
        'package.xml': strToU8(packageXml({ StaticResource: ['Big'] })),
        'staticresources/Big.resource': randomBytes(4_500_000),
        'staticresources/Big.resource-meta.xml': strToU8(
            xml('StaticResource', '<cacheControl>Public</cacheControl><contentType>application/octet-stream</contentType>')
        )
    };
    for (let index = 0; index < 4; index++) {
        files[`staticresources/Big${index}.resource`] = randomBytes(4_000_000);
    }
    const started = performance.now();
    const result = await metadata.deploy(zipSync(files, { level: 0 }));
    // The others are not named in package.xml.
    assert.equal(result.status, 'Failed');
    assert.ok(performance.now() - started < 30_000, `${performance.now() - started} ms`);
});
