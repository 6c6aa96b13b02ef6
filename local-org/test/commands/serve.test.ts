/** `serve` as a process: when it refuses to start, what it leaves behind, and what a restart finds. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test, { suite } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openLocalOrg } from '../../src/localOrg.ts';
import { fieldFile, objectFile, objectXml, writeFiles, writeProject, xml } from '../schema/projectFixture.ts';
import { call, login, refused, serving } from '../server/serving.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const QUERY = '/services/data/v67.0/query?q=';
const SIZE = fieldFile('Thing__c', 'Size__c', '<type>Number</type><precision>3</precision><scale>0</scale>');
const COLOUR = fieldFile('Thing__c', 'Colour__c', '<type>Text</type><length>20</length>');
const THING = { ...objectFile('Thing__c', objectXml('Thing')), ...SIZE };
const ACCESS = {
    'app/main/default/profiles/Admin.profile-meta.xml': xml(
        'Profile',
        `<custom>false</custom>
         <fieldPermissions><field>Thing__c.Size__c</field><readable>true</readable><editable>true</editable></fieldPermissions>
         <objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead>
         <modifyAllRecords>true</modifyAllRecords><viewAllRecords>true</viewAllRecords><object>Thing__c</object></objectPermissions>`
    )
};

async function createThing(url: string): Promise<void> {
    const token = await login(url);
    const { status, json } = await call(url, 'POST', '/services/data/v67.0/sobjects/Thing__c', {
        token,
        body: { Name: 'Kept', Size__c: 7 }
    });
    assert.equal(status, 201, JSON.stringify(json));
}

async function rows(url: string, soql: string): Promise<Record<string, unknown>[]> {
    const { status, json } = await call(url, 'GET', QUERY + encodeURIComponent(soql), { token: await login(url) });
    assert.equal(status, 200, JSON.stringify(json));
    return (json as { records: Record<string, unknown>[] }).records;
}

suite('serve', { concurrency: 2 }, () => {
    test('keeps records over a restart, takes new fields and objects, refuses to lose data, and starts over with --fresh', async (context) => {
        const project = writeProject(context, { ...THING, ...ACCESS });
        const database = join(project, 'kept', 'org.sqlite');
        const first = await serving(project, '--database', database);
        assert.equal(first.created, true);
        await createThing(first.url);
        const twice = await refused(project, '--database', database, '--fresh');
        assert.deepEqual([twice.code, twice.stdout], [1, '']);
        assert.match(
            twice.stderr,
            /^The database .*org\.sqlite is served by another local org already\. Stop that one, or choose another .*\n$/
        );
        assert.equal(await first.end(), 0, 'SIGTERM ends it in good order');
        assert.deepEqual([existsSync(`${database}-wal`), existsSync(`${database}-lock`)], [false, false], 'The database was closed');

        const [colour] = Object.keys(COLOUR);
        const other = objectFile('Other__c', objectXml('Other'));
        const [otherFile] = Object.keys(other);
        writeFiles(project, { ...COLOUR, ...other }, null);
        const second = await serving(project, '--database', database);
        assert.equal(second.created, false);
        assert.deepEqual(
            (await rows(second.url, 'SELECT Name, Size__c FROM Thing__c')).map((row) => [row.Name, row.Size__c]),
            [['Kept', 7]]
        );
        await second.end('SIGKILL');

        rmSync(join(project, colour));
        rmSync(join(project, otherFile));
        const [size] = Object.keys(SIZE);
        rmSync(join(project, size));
        rmSync(join(project, Object.keys(ACCESS)[0]));
        const removed = await refused(project, '--database', database);
        assert.deepEqual([removed.code, removed.stdout], [1, '']);
        assert.match(removed.stderr, /^The kept database has data in Thing__c\.Size__c, which the metadata no longer has\. .*--fresh.*\n$/);

        const fresh = await serving(project, '--database', database, '--fresh');
        assert.equal(fresh.created, true);
        assert.deepEqual(await rows(fresh.url, 'SELECT Name FROM Thing__c'), []);
        assert.equal(await fresh.end('SIGINT'), 0);
    });

    test('a broken class: file and line, exit 1, nothing is opened or forgotten', async (context) => {
        const project = writeProject(context, { ...THING, ...ACCESS });
        const database = join(project, 'org.sqlite');
        const works = openLocalOrg(project, { database });
        works.save(works.login(null).userId, 'insert', 'Thing__c', [{ Name: 'Kept' }], { allOrNone: true });
        works.close();

        writeFileSync(join(project, 'app', 'Broken.cls'), 'public class Broken {\n    Strin name;\n}');
        const broken = await refused(project, '--database', database, '--fresh');
        assert.deepEqual([broken.code, broken.stdout], [1, '']);
        assert.equal(broken.stderr.split('\n')[0], 'app/Broken.cls:2:5 error: Invalid type: Strin');
        const neverMade = join(project, 'never.sqlite');
        await refused(project, '--database', neverMade);
        assert.deepEqual([existsSync(neverMade), existsSync(`${neverMade}-lock`)], [false, false]);

        rmSync(join(project, 'app', 'Broken.cls'));
        const again = openLocalOrg(project, { database });
        assert.equal(again.created, false);
        assert.equal(again.query(again.login(null).userId, 'SELECT COUNT() FROM Thing__c').totalSize, 1);
        again.close();
    });

    test('a port in use, and a database of a newer version: one sentence, exit 1', async (context) => {
        const project = writeProject(context, THING);
        const taken = createServer().listen(0, '127.0.0.1');
        await once(taken, 'listening');
        const { port } = taken.address() as AddressInfo;
        const inUse = await refused(project, '--port', String(port));
        taken.close();
        assert.deepEqual(
            [inUse.code, inUse.stdout, inUse.stderr],
            [1, '', `Port ${port} is in use. Stop what listens there, or choose another one with --port.\n`]
        );

        const newer = join(project, 'newer.sqlite');
        const database = new DatabaseSync(newer);
        database.exec('PRAGMA user_version = 999');
        database.close();
        const fromTheFuture = await refused(project, '--database', newer);
        assert.equal(fromTheFuture.code, 1);
        assert.match(fromTheFuture.stderr, /^.*newer\.sqlite was written by a newer version of the local org .*--fresh.*\n$/);
    });

    test('it ends with whoever started it', async (context) => {
        const org = await serving(writeProject(context, THING));
        const exit = once(org.child, 'exit');
        org.child.disconnect();
        assert.deepEqual(await exit, [0, null]);
    });

    test('told to a person: where it is, and how to log in with the CLI', async (context) => {
        const child = spawn(process.execPath, [MAIN, 'serve', '--project', writeProject(context, {}), '--port', '0', '--dev-hub']);
        const exit = once(child, 'exit');
        let [stdout, stderr] = ['', ''];
        child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
        // What is said on the way, about caches that are cold, comes first.
        for await (const text of child.stderr.setEncoding('utf8')) {
            stderr += text as string;
            if (/sf org create scratch.*\n/.test(stderr)) {
                break;
            }
        }
        const [, url] = /^Local org: (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(stdout)!;
        const [, token] = /SF_ACCESS_TOKEN='(00D[^']+)' sf org login access-token --instance-url \S+ .*--set-default-dev-hub/.exec(stderr)!;
        assert.equal((await call(url, 'GET', '/services/oauth2/userinfo', { token })).status, 200, 'the command would work');
        child.kill('SIGTERM');
        assert.deepEqual(await exit, [0, null]);
    });

    test('a project without anything is served all the same', async (context) => {
        const org = await serving(writeProject(context, {}));
        const page = await fetch(`${org.url}/lightning/n/Anything`);
        assert.equal(page.status, 200);
        assert.match(await page.text(), /<html/);
        assert.equal((await call(org.url, 'GET', '/local/page')).status, 200);
        assert.equal(await org.end(), 0);
    });
});
