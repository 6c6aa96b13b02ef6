import assert from 'node:assert/strict';
import { test } from 'node:test';
import { xml } from '../schema/projectFixture.ts';
import { PlatformOrg } from './org.ts';

const step = (name: string, approver: string, more = '', delegate = false): string =>
    `<approvalStep><allowDelegate>${delegate}</allowDelegate><assignedApprover><approver>${approver}</approver><whenMultipleApprovers>FirstResponse</whenMultipleApprovers></assignedApprover>` +
    `<label>${name}</label><name>${name}</name>${more}</approvalStep>`;

const FILES = {
    'app/main/default/queues/Desk.queue-meta.xml': xml(
        'Queue',
        '<name>Desk</name><queueSobject><sobjectType>Lead</sobjectType></queueSobject>'
    ),
    'app/main/default/approvalProcesses/Opportunity.Discount.approvalProcess-meta.xml': xml(
        'ApprovalProcess',
        '<active>true</active><allowRecall>true</allowRecall><allowedSubmitters><type>owner</type></allowedSubmitters>' +
            step('Manager', '<type>userHierarchyField</type>') +
            step('Desk', '<name>Desk</name><type>queue</type>') +
            '<entryCriteria><criteriaItems><field>Opportunity.Amount</field><operation>greaterThan</operation><value>1000</value></criteriaItems></entryCriteria>' +
            '<finalApprovalRecordLock>false</finalApprovalRecordLock><finalRejectionRecordLock>false</finalRejectionRecordLock><label>Discount</label>' +
            '<nextAutomatedApprover><useApproverFieldOfRecordOwner>false</useApproverFieldOfRecordOwner><userHierarchyField>Manager</userHierarchyField></nextAutomatedApprover>' +
            '<recordEditability>AdminOnly</recordEditability><showApprovalHistory>true</showApprovalHistory>'
    )
};

function setUp() {
    const org = new PlatformOrg({ files: FILES });
    assert.deepEqual(org.problems, []);
    const manager = org.user('Manager');
    const seller = org.user('Seller', { ManagerId: manager });
    const opportunity = (amount: number) =>
        org.insert(
            'Opportunity',
            { Name: 'Deal', StageName: 'Prospecting', CloseDate: '2026-12-01', Amount: amount, OwnerId: seller },
            seller
        );
    return { org, manager, seller, opportunity };
}

test('submits to the manager, then the queue; the record is locked until it is approved', () => {
    const { org, manager, seller, opportunity } = setUp();
    const id = opportunity(5000);
    const submitted = org.approve(seller, { kind: 'submit', objectId: id, comments: 'Please' });
    assert.equal(submitted.success, true);
    assert.equal(submitted.instanceStatus, 'Pending');
    assert.deepEqual(submitted.actorIds, [manager]);
    assert.equal(org.update('Opportunity', { Id: id, Amount: 1 }, seller)?.statusCode, 'ENTITY_IS_LOCKED');
    assert.equal(org.update('Opportunity', { Id: id, Amount: 6000 }, org.adminId), null);
    const workitemId = submitted.newWorkitemIds[0]!;
    assert.equal(
        org.approve(seller, { kind: 'workitem', workitemId, action: 'Approve' }).errors[0]?.statusCode,
        'INSUFFICIENT_ACCESS_OR_READONLY'
    );
    const passed = org.approve(manager, { kind: 'workitem', workitemId, action: 'Approve' });
    assert.equal(passed.instanceStatus, 'Pending');
    const queue = String(org.value(`SELECT Id FROM "Group" WHERE DeveloperName = 'Desk' AND Type = 'Queue'`));
    assert.deepEqual(passed.actorIds, [queue]);
    org.insert('GroupMember', { GroupId: queue, UserOrGroupId: manager });
    assert.equal(
        org.approve(manager, { kind: 'workitem', workitemId: passed.newWorkitemIds[0]!, action: 'Approve' }).instanceStatus,
        'Approved'
    );
    assert.equal(org.update('Opportunity', { Id: id, Amount: 1 }, seller), null);
    assert.deepEqual(
        org.store.all('SELECT StepStatus AS s FROM ProcessInstanceStep ORDER BY Id').map((row) => row.s),
        ['Started', 'Approved', 'Approved']
    );
});

test('refuses what does not qualify, what is pending already and who has no manager', () => {
    const { org, seller, opportunity } = setUp();
    assert.equal(org.approve(seller, { kind: 'submit', objectId: opportunity(10) }).errors[0]?.statusCode, 'NO_APPLICABLE_PROCESS');
    const id = opportunity(5000);
    org.approve(seller, { kind: 'submit', objectId: id });
    assert.equal(org.approve(seller, { kind: 'submit', objectId: id }).errors[0]?.message, 'Cannot submit object already in process.');
    const alone = org.user('Alone');
    const own = org.insert(
        'Opportunity',
        { Name: 'Deal', StageName: 'Prospecting', CloseDate: '2026-12-01', Amount: 5000, OwnerId: alone },
        alone
    );
    assert.equal(org.approve(alone, { kind: 'submit', objectId: own }).errors[0]?.statusCode, 'MANAGER_NOT_DEFINED');
    assert.equal(org.value(`SELECT COUNT(*) FROM ProcessInstance`), 1);
});

test('a request is handed on by its actor or an administrator, to active users and queues', () => {
    const { org, manager, seller, opportunity } = setUp();
    const { newWorkitemIds } = org.approve(seller, { kind: 'submit', objectId: opportunity(5000) });
    const Id = newWorkitemIds[0]!;
    const deputy = org.user('Deputy');
    const gone = org.user('Gone', { IsActive: 0 });
    assert.equal(org.update('ProcessInstanceWorkitem', { Id, ActorId: deputy }, seller)?.statusCode, 'INSUFFICIENT_ACCESS_OR_READONLY');
    assert.equal(org.update('ProcessInstanceWorkitem', { Id, ActorId: gone }, manager)?.statusCode, 'INACTIVE_OWNER_OR_USER');
    assert.equal(org.update('ProcessInstanceWorkitem', { Id, ActorId: deputy }, manager), null);
    assert.equal(org.value('SELECT OriginalActorId FROM ProcessInstanceWorkitem'), manager);
    assert.equal(org.approve(deputy, { kind: 'workitem', workitemId: Id, action: 'Reject' }).instanceStatus, 'Rejected');
});

test('an approver that a process names cannot be deactivated', () => {
    const files = {
        'app/main/default/approvalProcesses/Account.Check.approvalProcess-meta.xml': xml(
            'ApprovalProcess',
            '<active>true</active><label>Check</label>' + step('One', '<name>person1@example.test</name><type>user</type>')
        )
    };
    const org = new PlatformOrg({ files });
    const approver = org.user('Approver');
    assert.match(org.update('User', { Id: approver, IsActive: 0 })!.message, /approver in the approval process Check/);
});

const approvalOf = (submitter: string): string =>
    xml(
        'ApprovalProcess',
        `<active>true</active><label>Check</label>${submitter && `<allowedSubmitters>${submitter}</allowedSubmitters>`}` +
            step('One', '<type>adhoc</type>', '', true)
    );

const SUBMITTERS = {
    Owner: '<type>owner</type>',
    Creator: '<type>creator</type>',
    ByName: '<submitter>person1@example.test</submitter><type>user</type>',
    Sales: '<submitter>Sales</submitter><type>group</type>',
    BossAlone: '<submitter>Boss</submitter><type>role</type>',
    BossAndBelow: '<submitter>Boss</submitter><type>roleSubordinates</type>',
    Everybody: '<type>allInternalUsers</type>',
    Nobody: ''
};

const SUBMITTER_FILES = {
    'app/main/default/groups/Sales.group-meta.xml': xml('Group', '<name>Sales</name><doesIncludeBosses>false</doesIncludeBosses>'),
    'app/main/default/roles/Boss.role-meta.xml': xml('Role', '<name>Boss</name>'),
    'app/main/default/roles/Rep.role-meta.xml': xml('Role', '<name>Rep</name><parentRole>Boss</parentRole>'),
    ...Object.fromEntries(
        Object.entries(SUBMITTERS).map(([name, submitter]) => [
            `app/main/default/approvalProcesses/Account.${name}.approvalProcess-meta.xml`,
            approvalOf(submitter)
        ])
    )
};

test('only allowed submitters may submit, whoever asks for it', () => {
    const org = new PlatformOrg({ files: SUBMITTER_FILES });
    const idOf = (object: string, name: string): string => String(org.value(`SELECT Id FROM "${object}" WHERE DeveloperName = '${name}'`));
    const stranger = org.user('Stranger');
    const [boss, rep] = ['Boss', 'Rep'].map((role) => org.user(role, { UserRoleId: idOf('UserRole', role) }));
    const member = org.user('Member');
    org.insert('GroupMember', { GroupId: idOf('Group', 'Sales'), UserOrGroupId: member });
    const allowed = (process: keyof typeof SUBMITTERS): string[] =>
        Object.entries({ admin: org.adminId, stranger, boss, rep, member })
            .filter(([, submitterId]) => {
                const objectId = org.insert('Account', { Name: 'Acme', OwnerId: org.adminId });
                const request = { objectId, submitterId, processDefinitionNameOrId: process, nextApproverIds: [org.adminId] };
                const outcome = org.approve(org.adminId, { kind: 'submit', ...request });
                assert.ok(outcome.success || outcome.errors[0]!.statusCode === 'NO_APPLICABLE_PROCESS', JSON.stringify(outcome.errors));
                return outcome.success;
            })
            .map(([name]) => name);
    assert.deepEqual(allowed('Owner'), ['admin']);
    assert.deepEqual(allowed('Creator'), ['admin']);
    assert.deepEqual(allowed('ByName'), ['stranger']);
    assert.deepEqual(allowed('Sales'), ['member']);
    assert.deepEqual(allowed('BossAlone'), ['boss']);
    assert.deepEqual(allowed('BossAndBelow'), ['boss', 'rep']);
    assert.equal(allowed('Everybody').length, 5);
    assert.deepEqual(allowed('Nobody'), []);
});

test('a delegate decides only where the step allows it', () => {
    for (const [allowed, files] of [
        [true, SUBMITTER_FILES],
        [false, FILES]
    ] as const) {
        const org = new PlatformOrg({ files });
        const delegate = org.user('Delegate');
        const manager = org.user('Manager', { DelegatedApproverId: delegate });
        const seller = org.user('Seller', { ManagerId: manager });
        const objectId = allowed
            ? org.insert('Account', { Name: 'Acme' }, seller)
            : org.insert(
                  'Opportunity',
                  { Name: 'D', StageName: 'Prospecting', CloseDate: '2026-12-01', Amount: 5000, OwnerId: seller },
                  seller
              );
        const submitted = org.approve(seller, {
            kind: 'submit',
            objectId,
            nextApproverIds: [manager],
            processDefinitionNameOrId: allowed ? 'Everybody' : 'Discount'
        });
        const decided = org.approve(delegate, { kind: 'workitem', workitemId: submitted.newWorkitemIds[0]!, action: 'Approve' });
        assert.equal(decided.success, allowed, JSON.stringify([submitted, decided]));
    }
});
