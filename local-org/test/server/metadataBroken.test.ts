/** Classes that do not compile: a deployment says of each what `check` says, and applies nothing of the package. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { brokenSources } from '../compiler/checkText.ts';
import { apexClass, archive } from '../org/deploy/deployed.ts';
import { objectXml, writeFiles } from '../schema/projectFixture.ts';
import { checkProjectFolder } from '../../src/localOrg.ts';
import { MetadataApi } from './metadataApi.ts';
import { TestServer } from './server.ts';

const DEPENDENT = /^Dependent class is invalid and needs recompilation:\n Class \w+ : ./;

let server: TestServer;
let metadata: MetadataApi;
before(async () => {
    server = await TestServer.start({});
    metadata = new MetadataApi(server.url, server.admin);
});
after(() => server.stop());

/** `name:line:column problem` of every class that `check` finds faults with. */
function checked(sources: Record<string, string>): string[] {
    const folder = mkdtempSync(join(tmpdir(), 'broken-'));
    try {
        const files = Object.entries(sources).flatMap(([name, text]) => Object.entries(apexClass(name, text)));
        writeFiles(folder, Object.fromEntries(files.map(([path, text]) => [`app/main/default/${path}`, text])));
        return checkProjectFolder(folder)
            .filter(({ kind }) => kind === 'error')
            .map(({ fileName, line, column, problem }) => `${fileName.replace('app/main/default/', '')}:${line}:${column} ${problem}`)
            .sort();
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

test('a hundred broken classes fail with the file, line, column and text of check', async () => {
    const sources = brokenSources();
    const expected = checked(sources);
    assert.ok(expected.length >= 90, `${expected.length} faults`);
    const files = Object.assign({}, ...Object.entries(sources).map(([name, text]) => apexClass(name, text))) as Record<string, string>;
    const result = await metadata.deploy(
        archive(
            { ApexClass: Object.keys(sources), CustomObject: ['Thing__c'] },
            { ...files, 'objects/Thing__c.object': objectXml('Thing') }
        )
    );
    assert.equal(result.status, 'Failed');
    assert.equal(result.success, false);
    const own = result.details.componentFailures!.filter(({ problem }) => !DEPENDENT.test(problem!));
    assert.deepEqual(
        own.map(({ fileName, lineNumber, columnNumber, problem }) => `${fileName}:${lineNumber}:${columnNumber} ${problem}`).sort(),
        expected
    );
    assert.ok(own.every(({ componentType, problemType }) => componentType === 'ApexClass' && problemType === 'Error'));
    assert.equal(result.numberComponentErrors, result.details.componentFailures!.length);
    await nothingApplied();
});

test('what has a fault of its own takes all others along: files without XML, members without files, unknown types', async () => {
    for (const [types, files, problem] of [
        [{ ApexClass: ['Good'] }, { 'classes/Good.cls': 'public class Good {}' }, /Good\.cls-meta\.xml/],
        [{ ApexClass: ['Nowhere'] }, {}, /'Nowhere' of type ApexClass was named in package\.xml, but was not found/],
        [{ NoType: ['X'] }, {}, /Unknown type name 'NoType'/],
        [{ CustomObject: ['Bad__c'] }, { 'objects/Bad__c.object': '<CustomObject><label>Bad</CustomObject>' }, /./],
        [{ CustomObject: ['Bad__c'] }, { 'objects/Bad__c.object': objectXml('Bad', '<nonsense>1</nonsense>') }, /nonsense/]
    ] as const) {
        const result = await metadata.deploy(
            archive(
                { ...types, CustomObject: ['Thing__c', ...('CustomObject' in types ? types.CustomObject : [])] } as Record<
                    string,
                    string[]
                >,
                { ...files, 'objects/Thing__c.object': objectXml('Thing') } as Record<string, string>
            )
        );
        assert.equal(result.status, 'Failed', JSON.stringify(result));
        assert.match(result.details.componentFailures![0].problem!, problem);
    }
    await nothingApplied();
});

test('what is no archive fails as a whole, in words', async () => {
    for (const [zip, message] of [
        [new Uint8Array(), /./],
        [Buffer.from('no archive at all'), /./]
    ] as const) {
        const result = await metadata.deploy(zip);
        assert.deepEqual([result.status, result.done], ['Failed', true]);
        assert.match(result.errorMessage ?? '', message);
    }
    await nothingApplied();
});

/** Neither tables nor rows nor sources. */
async function nothingApplied(): Promise<void> {
    assert.deepEqual(await server.rows('SELECT Id FROM ApexClass'), []);
    assert.equal((await server.query('SELECT Id FROM Thing__c')).status, 400);
    for (const type of ['ApexClass', 'CustomObject']) {
        const { text } = await metadata.call('listMetadata', `<queries><type>${type}</type></queries><asOfVersion>67.0</asOfVersion>`);
        assert.doesNotMatch(text, /<fullName>/);
    }
}
