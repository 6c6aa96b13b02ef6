/** The Tooling API's own objects: tracing and debug logs, test suites, metadata as rows, streaming of both. */
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { objectXml, xml } from '../schema/projectFixture.ts';
import { errorOf, TestServer } from './server.ts';

const TALKER = `@RestResource(urlMapping='/talk/*')
global with sharing class Talker implements Queueable {
    @HttpGet global static String talk() {
        System.debug('first');
        System.debug(LoggingLevel.FINEST, 'fine');
        System.debug(LoggingLevel.ERROR, 'bad');
        Integer n = [SELECT COUNT() FROM Account];
        return 'said';
    }
    @HttpPost global static void fail() { String text = null; text.length(); }
    @HttpPut global static void later() { System.enqueueJob(new Talker()); }
    public void execute(QueueableContext context) { System.debug('from the job'); }
}`;
const PASSING = `@IsTest private class PassingTest { @IsTest static void passes() { Assert.areEqual(1, 1); } }`;
const OTHER = `@IsTest private class OtherTest { @IsTest static void fails() { Assert.areEqual(1, 2); } }`;

let server: TestServer;
let adminId: string;
before(async () => {
    server = await TestServer.start(
        {
            'app/classes/Talker.cls': TALKER,
            'app/classes/PassingTest.cls': PASSING,
            'app/classes/OtherTest.cls': OTHER,
            'app/objects/Box__c/Box__c.object-meta.xml': objectXml('Box'),
            'app/objects/Box__c/fields/Size__c.field-meta.xml': xml(
                'CustomField',
                '<fullName>Size__c</fullName><label>Size</label><type>Text</type><length>10</length>'
            )
        },
        { runJobs: true }
    );
    [{ Id: adminId }] = (await server.rows(
        "SELECT Id FROM User WHERE Profile.Name = 'System Administrator' AND IsActive = true LIMIT 1"
    )) as {
        Id: string;
    }[];
});
after(() => server.stop());

type Row = Record<string, unknown>;

const tooling = (method: string, path: string, body?: unknown, token?: string): ReturnType<TestServer['api']> =>
    server.api(method, `/tooling${path}`, body, token);

async function rows(soql: string): Promise<Row[]> {
    const { status, json } = await tooling('GET', `/query?q=${encodeURIComponent(soql)}`);
    assert.equal(status, 200, JSON.stringify(json));
    return (json as { records: Row[] }).records;
}

async function body(id: string): Promise<string> {
    const response = await fetch(`${server.url}/services/data/v67.0/tooling/sobjects/ApexLog/${id}/Body`, {
        headers: { authorization: `Bearer ${server.admin}` }
    });
    return response.text();
}

/** As the CLI does it: names in any case, times in two forms. */
async function trace(userId: string): Promise<string> {
    const level = await tooling('POST', '/sobjects/DebugLevel', {
        developerName: `Level${userId}`,
        MasterLabel: 'Level',
        ApexCode: 'DEBUG',
        Visualforce: 'FINER'
    });
    assert.equal(level.status, 201, JSON.stringify(level.json));
    const flag = await tooling('POST', '/sobjects/TraceFlag', {
        tracedentityid: userId,
        logtype: 'DEVELOPER_LOG',
        debuglevelid: (level.json as { id: string }).id,
        StartDate: Date.now(),
        ExpirationDate: new Date(Date.now() + 1_800_000).toUTCString()
    });
    assert.equal(flag.status, 201, JSON.stringify(flag.json));
    return (flag.json as { id: string }).id;
}

const talk = (method: string): Promise<Response> =>
    fetch(`${server.url}/services/apexrest/talk`, { method, headers: { authorization: `Bearer ${server.admin}` } });

test('who is not traced leaves no log', async () => {
    await talk('GET');
    assert.deepEqual(await rows('SELECT Id FROM ApexLog'), []);
});

test('a traced user leaves a log of each request and job that runs Apex', async () => {
    const flagId = await trace(adminId);
    assert.deepEqual(
        (
            await rows(
                `SELECT Id, logtype, debuglevel.apexcode FROM TraceFlag WHERE logtype='DEVELOPER_LOG' AND TracedEntityId='${adminId}'`
            )
        ).map((row) => [row.Id, (row.DebugLevel as Row).ApexCode]),
        [[flagId, 'DEBUG']]
    );
    await talk('GET');
    await server.query('SELECT Id FROM Account');
    const [log, ...more] = await rows(
        'SELECT Id, Operation, Status, LogUser.Name, LogLength, Location, Request FROM ApexLog ORDER BY StartTime DESC'
    );
    assert.deepEqual(more, []);
    assert.deepEqual([log.Operation, log.Status, log.Location, log.Request], ['/services/apexrest/talk', 'Success', 'SystemLog', 'Api']);
    assert.ok((log.LogUser as Row).Name);
    const text = await body(String(log.Id));
    assert.equal(Buffer.byteLength(text), log.LogLength);
    assert.match(text, /^67\.0 APEX_CODE,DEBUG;/);
    const lines = text.split('\n').map((line) => line.replace(/^[\d:.]+ \(\d+\)/, ''));
    assert.deepEqual(
        lines.filter((line) => line.startsWith('|USER_DEBUG')),
        ['|USER_DEBUG|[EXTERNAL]|DEBUG|first', '|USER_DEBUG|[EXTERNAL]|ERROR|bad']
    );
    assert.ok(lines.includes('  Number of SOQL queries: 1 out of 100'));
    assert.equal(lines.at(-2), '|EXECUTION_FINISHED');

    await talk('POST');
    const [failed] = await rows("SELECT Id, Status FROM ApexLog WHERE Status != 'Success'");
    assert.equal(failed.Status, 'System.NullPointerException: Attempt to de-reference a null object');
    assert.match(
        await body(String(failed.Id)),
        /\|FATAL_ERROR\|System\.NullPointerException: .*\n\nClass\.Talker\.fail: line 10, column 1/
    );

    await talk('PUT');
    let jobs: Row[] = [];
    for (let tries = 0; jobs.length === 0 && tries < 100; tries++) {
        jobs = await rows("SELECT Id FROM ApexLog WHERE Operation = 'QueueableHandler'");
    }
    assert.match(await body(String(jobs[0].Id)), /DEBUG\|from the job/);

    assert.equal((await tooling('DELETE', `/sobjects/ApexLog/${String(failed.Id)}`)).status, 204);
    assert.deepEqual(await rows("SELECT Id FROM ApexLog WHERE Status != 'Success'"), []);
    assert.equal((await tooling('GET', '/sobjects/ApexLog/07L000000000999AAA/Body')).status, 404);

    const expired = { ExpirationDate: new Date(Date.now() - 1000).toUTCString() };
    assert.equal((await tooling('PATCH', `/sobjects/TraceFlag/${flagId}`, expired)).status, 204);
    const before = (await rows('SELECT Id FROM ApexLog')).length;
    await talk('GET');
    assert.equal((await rows('SELECT Id FROM ApexLog')).length, before);
});

test('rows that do not fit are refused', async () => {
    const refused = async (object: string, values: object): Promise<string> => {
        const answer = await tooling('POST', `/sobjects/${object}`, values);
        return `${answer.status} ${errorOf(answer).errorCode}`;
    };
    assert.equal(await refused('TraceFlag', { TracedEntityId: adminId }), '400 REQUIRED_FIELD_MISSING');
    assert.equal(
        await refused('TraceFlag', {
            TracedEntityId: adminId,
            LogType: 'DEVELOPER_LOG',
            DebugLevelId: '7dl000000000999AAA',
            ExpirationDate: 'x'
        }),
        '400 JSON_PARSER_ERROR'
    );
    assert.equal(
        await refused('DebugLevel', { DeveloperName: 'A', MasterLabel: 'A', ApexCode: 'LOUD' }),
        '400 INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'
    );
    assert.equal(await refused('DebugLevel', { DeveloperName: `level${adminId}`, MasterLabel: 'A' }), '400 DUPLICATE_DEVELOPER_NAME');
    assert.equal(await refused('DebugLevel', { Volume: 'x' }), '400 INVALID_FIELD');
    assert.equal(await refused('ApexLog', {}), '400 CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY');
    assert.equal(await refused('ApexClass', { Name: 'X', Body: 'class X {}' }), '501 NOT_IMPLEMENTED');
    assert.equal((await tooling('PATCH', '/sobjects/TraceFlag/7tf000000000999AAA', {})).status, 404);
});

test('suites hold classes, and run', async () => {
    const suite = await tooling('POST', '/sobjects/ApexTestSuite', { TestSuiteName: 'Quick' });
    const ApexTestSuiteId = (suite.json as { id: string }).id;
    const [{ Id: ApexClassId }] = await rows(
        "SELECT Id FROM ApexClass WHERE Name = 'PassingTest' AND (NamespacePrefix = null OR NamespacePrefix = '') LIMIT 1"
    );
    assert.equal((await tooling('POST', '/runTestsSynchronous', { suiteNames: 'Quick' })).status, 400);
    assert.equal((await tooling('POST', '/sobjects/TestSuiteMembership', { ApexClassId, ApexTestSuiteId })).status, 201);
    assert.deepEqual(
        (await rows(`SELECT ApexClassId FROM TestSuiteMembership WHERE ApexTestSuiteId = '${ApexTestSuiteId}'`)).map(
            (row) => row.ApexClassId
        ),
        [ApexClassId]
    );
    const run = await tooling('POST', '/runTestsSynchronous', { suiteNames: 'quick', skipCodeCoverage: true });
    assert.deepEqual(
        (run.json as { successes: { name: string }[]; numTestsRun: number }).successes.map((each) => each.name),
        ['PassingTest']
    );
    assert.equal((await tooling('POST', '/runTestsSynchronous', { suiteNames: 'Nowhere' })).status, 400);
});

test('metadata is there as rows; what is not built says so, what nobody knows is no object', async () => {
    assert.deepEqual(
        (await rows("SELECT DeveloperName, NamespacePrefix FROM CustomObject WHERE DeveloperName = 'Box'")).map(
            (row) => row.NamespacePrefix
        ),
        [null]
    );
    const [field] = await rows("SELECT Id, DeveloperName, TableEnumOrId FROM CustomField WHERE DeveloperName = 'Size'");
    const [object] = await rows("SELECT Id FROM CustomObject WHERE DeveloperName = 'Box'");
    assert.equal(field.TableEnumOrId, object.Id);
    assert.deepEqual(
        (await rows("SELECT Name, Body FROM ApexClass WHERE Name = 'Talker'")).map((row) => row.Body),
        [TALKER]
    );
    const query = async (object: string): Promise<number> =>
        (await tooling('GET', `/query?q=${encodeURIComponent(`SELECT Id FROM ${object}`)}`)).status;
    assert.equal(await query('WorkflowRule'), 501);
    assert.equal(await query('ApexPage'), 501);
    assert.equal(await query('Group'), 200);
    assert.deepEqual(
        (
            await rows(
                "SELECT QualifiedApiName, DataType FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Box__c' AND QualifiedApiName = 'Size__c'"
            )
        ).map((row) => row.DataType),
        ['Text(10)']
    );
    assert.equal(await query('Nonsense'), 400);
    const { sobjects } = (await tooling('GET', '/sobjects')).json as { sobjects: { name: string }[] };
    assert.ok(['ApexClass', 'ApexLog', 'TraceFlag', 'CustomField'].every((name) => sobjects.some((each) => each.name === name)));
    const description = (await tooling('GET', '/sobjects/TraceFlag/describe')).json as {
        createable: boolean;
        fields: { name: string; type: string }[];
    };
    assert.equal(description.createable, true);
    assert.equal(description.fields.find((each) => each.name === 'ExpirationDate')!.type, 'datetime');
    assert.equal((await tooling('GET', '/completions?type=apex')).status, 501);
});

test('CometD brings logs and test results to those who wait for them', async () => {
    const post = async (messages: object[], token = server.admin): Promise<Row[]> => {
        const response = await fetch(`${server.url}/cometd/36.0`, {
            method: 'POST',
            headers: { authorization: `OAuth ${token}`, 'content-type': 'application/json' },
            body: JSON.stringify(messages)
        });
        return (await response.json()) as Row[];
    };
    const [shake] = await post([{ channel: '/meta/handshake', version: '1.0', supportedConnectionTypes: ['long-polling'], id: '1' }]);
    assert.deepEqual([shake.successful, shake.id], [true, '1']);
    const { clientId } = shake;
    for (const subscription of ['/systemTopic/Logging', '/systemTopic/TestResult']) {
        assert.equal((await post([{ channel: '/meta/subscribe', clientId, subscription, id: '2' }]))[0].successful, true);
    }
    const [unknown] = await post([{ channel: '/meta/subscribe', clientId, subscription: '/event/Any__e' }]);
    assert.match(String(unknown.error), /^501::.*\/event\/Any__e/);
    assert.match(String((await post([{ channel: '/meta/connect', clientId: 'nobody' }]))[0].error), /^403::Unknown client/);
    assert.match(String((await post([{ channel: '/meta/connect', clientId }], 'nonsense'))[0].error), /^401::/);

    await trace((await server.person('listener', 'System Administrator')).id);
    const flagId = (await rows(`SELECT Id FROM TraceFlag WHERE TracedEntityId = '${adminId}'`))[0].Id;
    await tooling('PATCH', `/sobjects/TraceFlag/${String(flagId)}`, { ExpirationDate: new Date(Date.now() + 60_000).toUTCString() });
    const waiting = post([{ channel: '/meta/connect', clientId, connectionType: 'long-polling' }]);
    await talk('GET');
    const [event, reply] = await waiting;
    assert.deepEqual([event.channel, reply.successful], ['/systemTopic/Logging', true]);
    const { sobject } = event.data as { sobject: { Id: string } };
    assert.match(await body(sobject.Id), /DEBUG\|first/);

    const next = post([{ channel: '/meta/connect', clientId, connectionType: 'long-polling' }]);
    const { json: runId } = await tooling('POST', '/runTestsAsynchronous', { classNames: 'PassingTest', skipCodeCoverage: true });
    assert.deepEqual(((await next)[0].data as { sobject: object }).sobject, { Id: runId });
    assert.equal((await post([{ channel: '/meta/disconnect', clientId }]))[0].successful, true);
});
