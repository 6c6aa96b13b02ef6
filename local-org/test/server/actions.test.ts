/** Actions over REST: what is there, what it takes, what it gives, and approvals. */
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { xml } from '../schema/projectFixture.ts';
import { errorOf, TestServer } from './server.ts';

const RENAME = `public with sharing class Rename {
    public class Request {
        @InvocableVariable(label='Account' required=true) public Id accountId;
        @InvocableVariable(description='The new name') public String name;
        @InvocableVariable public List<String> tags;
        public String hidden;
    }
    public class Result {
        @InvocableVariable public String oldName;
        @InvocableVariable public Account account;
    }
    @InvocableMethod(label='Rename accounts' description='Renames them' category='Accounts')
    public static List<Result> run(List<Request> requests) {
        List<Result> results = new List<Result>();
        List<Account> changes = new List<Account>();
        for (Request request : requests) {
            Result result = new Result();
            result.oldName = [SELECT Name FROM Account WHERE Id = :request.accountId].Name;
            result.account = new Account(Id = request.accountId, Name = request.name);
            changes.add(result.account);
            results.add(result);
            if (request.tags != null) { results.clear(); }
        }
        update changes;
        return results;
    }
}`;
const COUNT = `public with sharing class CountNames {
    @InvocableMethod public static List<Integer> sizes(List<String> names) {
        List<Integer> sizes = new List<Integer>();
        for (String name : names) { sizes.add(name.length() + names.size()); }
        return sizes;
    }
}`;
const NOTHING = `public with sharing class Nothing {
    @InvocableMethod public static void run() { insert new Account(Name = 'Made by nothing'); }
}`;
const APPROVAL = xml(
    'ApprovalProcess',
    '<active>true</active><allowRecall>true</allowRecall><allowedSubmitters><type>owner</type></allowedSubmitters>' +
        '<approvalStep><allowDelegate>false</allowDelegate><assignedApprover><approver><type>adhoc</type></approver></assignedApprover><label>One</label><name>One</name></approvalStep>' +
        '<finalApprovalRecordLock>false</finalApprovalRecordLock><finalRejectionRecordLock>false</finalRejectionRecordLock><label>Check</label>' +
        '<recordEditability>AdminOnly</recordEditability><showApprovalHistory>true</showApprovalHistory>'
);

let server: TestServer;
let outsider: string;
before(async () => {
    server = await TestServer.start({
        'app/classes/Rename.cls': RENAME,
        'app/classes/CountNames.cls': COUNT,
        'app/classes/Nothing.cls': NOTHING,
        'app/approvalProcesses/Account.Check.approvalProcess-meta.xml': APPROVAL
    });
    outsider = (await server.person('outsider', 'Standard User')).token;
});
after(() => server.stop());

interface Result {
    actionName: string;
    isSuccess: boolean;
    errors: { statusCode: string; message: string }[] | null;
    outputValues: Record<string, unknown> | null;
}

async function invoke(name: string, inputs: unknown[], status = 200, kind = 'custom/apex'): Promise<Result[]> {
    const answer = await server.api('POST', `/actions/${kind}/${name}`, { inputs });
    assert.equal(answer.status, status, JSON.stringify(answer.json));
    return answer.json as Result[];
}

test('lists what there is, to those who may use it', async () => {
    const get = async (path: string, token?: string): Promise<unknown> => (await server.api('GET', path, undefined, token)).json;
    assert.deepEqual(await get('/actions'), {
        custom: '/services/data/v67.0/actions/custom',
        standard: '/services/data/v67.0/actions/standard'
    });
    const { actions } = (await get('/actions/custom/apex')) as { actions: { name: string }[] };
    assert.deepEqual(
        actions.map((each) => each.name),
        ['CountNames', 'Nothing', 'Rename']
    );
    assert.deepEqual(actions[2], {
        label: 'Rename accounts',
        name: 'Rename',
        type: 'APEX',
        url: '/services/data/v67.0/actions/custom/apex/Rename'
    });
    assert.deepEqual(await get('/actions/custom/apex', outsider), { actions: [] });
    assert.equal((await server.api('POST', '/actions/custom/apex/Nothing', { inputs: [{}] }, outsider)).status, 404);
    assert.equal((await server.api('GET', '/actions/custom/flow')).status, 501);
    assert.equal((await server.api('GET', '/actions/standard/emailSimple')).status, 501);
    assert.equal((await server.api('GET', '/actions/standard/nonsense')).status, 404);
});

test('describes inputs and outputs', async () => {
    const rename = (await server.api('GET', '/actions/custom/apex/Rename')).json as Record<string, unknown>;
    assert.deepEqual(
        [rename.label, rename.description, rename.category, rename.type],
        ['Rename accounts', 'Renames them', 'Accounts', 'APEX']
    );
    const facts = (list: unknown): unknown[] =>
        (list as Record<string, unknown>[]).map((each) => [
            each.name,
            each.label,
            each.type,
            each.maxOccurs,
            each.required ?? null,
            each.sobjectType
        ]);
    assert.deepEqual(facts(rename.inputs), [
        ['accountId', 'Account', 'ID', 1, true, null],
        ['name', 'name', 'STRING', 1, false, null],
        ['tags', 'tags', 'STRING', 2000, false, null]
    ]);
    assert.deepEqual(facts(rename.outputs), [
        ['oldName', 'oldName', 'STRING', 1, null, null],
        ['account', 'account', 'SOBJECT', 1, null, 'Account']
    ]);
    const count = (await server.api('GET', '/actions/custom/apex/CountNames')).json as Record<string, unknown>;
    assert.deepEqual(facts(count.inputs), [['names', 'names', 'STRING', 1, true, null]]);
    assert.deepEqual(facts(count.outputs), [['output', 'output', 'INTEGER', 1, null, null]]);
});

test('a request is one call of the method, with all inputs at once', async () => {
    assert.deepEqual(
        (await invoke('CountNames', [{ names: 'ab' }, { names: 'c' }])).map((each) => each.outputValues),
        [{ output: 4 }, { output: 3 }]
    );
    const [one, two] = [await server.create('Account', { Name: 'One' }), await server.create('Account', { Name: 'Two' })];
    const results = await invoke('Rename', [
        { accountId: one, name: 'First' },
        { accountId: two, name: 'Second' }
    ]);
    assert.deepEqual([results[0].actionName, results[0].isSuccess, results[0].errors], ['Rename', true, null]);
    assert.deepEqual(
        results.map((each) => [each.outputValues!.oldName, (each.outputValues!.account as { Name: string }).Name]),
        [
            ['One', 'First'],
            ['Two', 'Second']
        ]
    );
    assert.equal((await invoke('Nothing', [{}]))[0].outputValues, null);
    assert.equal((await server.rows("SELECT Id FROM Account WHERE Name = 'Made by nothing'")).length, 1);
});

test('what does not fit, and what fails, is told in every result; nothing is kept', async () => {
    const error = async (name: string, input: object): Promise<string> => {
        const [{ isSuccess, errors, outputValues }] = await invoke(name, [input], 400);
        assert.deepEqual([isSuccess, outputValues], [false, null]);
        return `${errors![0].statusCode} ${errors![0].message}`;
    };
    assert.equal(await error('Rename', { name: 'x' }), 'INVALID_API_INPUT Missing required input parameter: accountId');
    assert.match(await error('Rename', { accountId: '001000000000001AAA', hidden: 'x' }), /^INVALID_API_INPUT .*hidden/);
    assert.match(await error('Rename', { accountId: 'no id' }), /^INVALID_API_INPUT .*no id/);
    assert.equal(
        await error('Rename', { accountId: '001000000000001AAA' }),
        'UNKNOWN_EXCEPTION An Apex error occurred: System.QueryException: List has no rows for assignment to SObject'
    );
    const id = await server.create('Account', { Name: 'Kept' });
    assert.match(await error('Rename', { accountId: id, name: 'Lost', tags: ['x'] }), /number of results does not match/);
    assert.equal((await server.rows(`SELECT Name FROM Account WHERE Id = '${id}'`))[0].Name, 'Kept');
    for (const body of [{}, { inputs: [] }, { accountId: id }]) {
        assert.equal(errorOf(await server.api('POST', '/actions/custom/apex/Rename', body)).errorCode, 'JSON_PARSER_ERROR');
    }
});

test('approvals: submitted and decided over REST and by the action', async () => {
    const approvals = (await server.api('GET', '/process/approvals')).json as {
        approvals: Record<string, { name: string; sortOrder: number }[]>;
    };
    assert.deepEqual(
        approvals.approvals.Account.map(({ name, sortOrder }) => [name, sortOrder]),
        [['Check', 1]]
    );
    const approver = await server.person('approver', 'Standard User');
    const contextId = await server.create('Account', { Name: 'To check' });
    const send = async (requests: object[], token?: string): Promise<[number, Record<string, unknown>]> => {
        const { status, json } = await server.api('POST', '/process/approvals', { requests }, token);
        return [status, (json as Record<string, unknown>[])[0]];
    };
    const [status, submitted] = await send([{ actionType: 'Submit', contextId, nextApproverIds: [approver.id], comments: 'please' }]);
    assert.deepEqual([status, submitted.success, submitted.errors, submitted.instanceStatus], [200, true, null, 'Pending']);
    assert.deepEqual(submitted.actorIds, [approver.id]);
    const [again, refused] = await send([{ actionType: 'Submit', contextId, nextApproverIds: [approver.id] }]);
    assert.deepEqual([again, (refused.errors as { statusCode: string }[])[0].statusCode], [400, 'ALREADY_IN_PROCESS']);
    const [item] = submitted.newWorkitemIds as string[];
    assert.equal((await send([{ actionType: 'Approve', contextId: item }], approver.token))[1].instanceStatus, 'Approved');
    const other = await server.create('Account', { Name: 'By action' });
    const [{ outputValues }] = await invoke('submit', [{ objectId: other, nextApproverIds: [approver.id] }], 200, 'standard');
    assert.deepEqual([outputValues!.instanceStatus, outputValues!.actorIds], ['Pending', [approver.id]]);
    assert.equal((await invoke('submit', [{ objectId: other, nextApproverIds: [approver.id] }], 400, 'standard'))[0].isSuccess, false);
    assert.equal(
        errorOf(await server.api('POST', '/process/approvals', { requests: [{ actionType: 'Dance' }] })).errorCode,
        'INVALID_FIELD'
    );
});

test('a post to Chatter is a feed item', async () => {
    const id = await server.create('Account', { Name: 'Talked about' });
    const [{ outputValues }] = await invoke('chatterPost', [{ subjectNameOrId: id, text: 'Hello' }], 200, 'standard');
    assert.deepEqual(
        (await server.rows(`SELECT Body, ParentId FROM FeedItem WHERE Id = '${outputValues!.feedItemId as string}'`)).map(
            (row) => row.Body
        ),
        ['Hello']
    );
});
