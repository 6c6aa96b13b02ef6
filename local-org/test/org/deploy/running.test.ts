/** Deploying into an org that is at work: its jobs, its other classes, its features, its restart. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { openLocalOrg } from '../../../src/localOrg.ts';
import { objectXml, writeFiles, xml } from '../../schema/projectFixture.ts';
import { apexClass, archive, DEFAULTS, DeployedOrg, packageXml } from './deployed.ts';

const deletion = (types: Record<string, string[]>): Uint8Array => archive({}, { 'destructiveChangesPost.xml': packageXml(types) });

function failuresOf(result: { details: { componentFailures: { fullName: string; problem?: string }[] } }): string[] {
    return result.details.componentFailures.map(({ fullName, problem }) => `${fullName}: ${problem}`);
}

const JOB = 'public class Job implements Queueable { public void execute(QueueableContext context) { Work.now(); } }';
const WORK = (text: string): string => `public class Work { public static void now() { insert new Account(Name = '${text}'); } }`;
const WAITS = /^Job: This Apex class has asynchronous Apex jobs pending or in progress; AsyncApexJob ID\(s\): 707\w{12}$/;

test('a job that waits goes on with the new code; its own class can be neither deleted nor changed meanwhile', async (context) => {
    const org = DeployedOrg.open(context);
    await org.classes({ Job: JOB, Work: WORK('old') });
    org.run('System.enqueueJob(new Job());');
    assert.match(failuresOf(await org.deploy(deletion({ ApexClass: ['Job'] })))[0], WAITS);
    assert.match(failuresOf(await org.classes({ Job: JOB.replace('Work', ' Work') }))[0], WAITS);
    assert.equal((await org.classes({ Job: JOB, Work: WORK('new') })).status, 'Succeeded');
    assert.equal(org.org.runNextJob(), true);
    assert.deepEqual(
        org.rows('SELECT Name FROM Account').map(({ Name }) => Name),
        ['new']
    );
    assert.equal((await org.deploy(deletion({ ApexClass: ['Job'] }))).status, 'Succeeded');
    assert.deepEqual(
        org.rows('SELECT Name FROM ApexClass').map(({ Name }) => Name),
        ['Work']
    );
});

test('Deployment Settings let classes change while their jobs wait', async (context) => {
    const org = DeployedOrg.open(context);
    await org.classes({ Job: JOB, Work: WORK('old') });
    org.run('System.enqueueJob(new Job());');
    const settings = xml('DeploymentSettings', '<doesSkipAsyncApexValidation>true</doesSkipAsyncApexValidation>');
    await org.deploy(archive({ Settings: ['Deployment'] }, { 'settings/Deployment.settings': settings }));
    const changed = await org.classes({ Job: JOB.replace('Work.now()', "insert new Account(Name = 'changed')") });
    assert.equal(changed.status, 'Succeeded', JSON.stringify(failuresOf(changed)));
    org.org.runNextJob();
    assert.deepEqual(
        org.rows('SELECT Name FROM Account').map(({ Name }) => Name),
        ['changed']
    );
});

test('a scheduled class cannot be deleted', async (context) => {
    const org = DeployedOrg.open(context);
    await org.classes({ Nightly: 'public class Nightly implements Schedulable { public void execute(SchedulableContext context) { } }' });
    org.run("System.schedule('nightly', '0 0 1 * * ?', new Nightly());");
    const refused = await org.deploy(deletion({ ApexClass: ['Nightly'] }));
    assert.match(
        failuresOf(refused)[0],
        /^Nightly: This schedulable class has jobs pending or in progress - CronTrigger IDs \(08e\w{12}\)$/
    );
});

test('a class that others need is not deleted, and not broken', async (context) => {
    const org = DeployedOrg.open(context);
    await org.classes({
        Base: 'public virtual class Base { public static Integer one() { return 1; } }',
        User1: 'public class User1 { Integer one = Base.one(); }'
    });
    const deleted = await org.deploy(deletion({ ApexClass: ['Base'] }));
    assert.deepEqual(failuresOf(deleted), [
        'Base: This apex class is referenced elsewhere in Salesforce. Remove the usage and try again. : Apex Class - User1'
    ]);
    const broken = await org.classes({ Base: 'public virtual class Base { }' });
    assert.deepEqual(failuresOf(broken), [
        'User1: Dependent class is invalid and needs recompilation:\n Class User1 : Method does not exist or incorrect signature: void one() from the type Base'
    ]);
    assert.match(org.run('System.debug(Base.one());')[0], /1$/);
    const both = await org.deploy(deletion({ ApexClass: ['Base', 'User1'] }));
    assert.equal(both.status, 'Succeeded', JSON.stringify(failuresOf(both)));
});

test('deleting what is not there is worth a warning', async (context) => {
    const org = DeployedOrg.open(context);
    const result = await org.deploy(deletion({ ApexClass: ['Nowhere'], CustomField: ['Account.Nowhere__c'] }));
    assert.equal(result.status, 'Succeeded');
    assert.deepEqual(
        result.details.componentSuccesses.filter(({ problem }) => problem).map(({ problem, problemType }) => [problem, problemType]),
        [
            ['No ApexClass named: Nowhere found', 'Warning'],
            ['No CustomField named: Account.Nowhere__c found', 'Warning']
        ]
    );
});

test('a field that code uses stays; permission sets forget a field that goes', async (context) => {
    const org = DeployedOrg.open(context);
    const field = '<fields><fullName>A__c</fullName><label>A</label><type>Text</type><length>20</length></fields>';
    const rights =
        '<label>T</label><fieldPermissions><editable>true</editable><field>Account.A__c</field><readable>true</readable></fieldPermissions>';
    await org.deploy(
        archive(
            { CustomField: ['Account.A__c'], PermissionSet: ['T'], ApexClass: ['Uses'] },
            {
                'objects/Account.object': xml('CustomObject', field),
                'permissionsets/T.permissionset': xml('PermissionSet', rights),
                ...apexClass('Uses', 'public class Uses {\n    String a = [SELECT A__c FROM Account LIMIT 1].A__c;\n}')
            }
        )
    );
    const refused = await org.deploy(deletion({ CustomField: ['Account.A__c'] }));
    assert.deepEqual(failuresOf(refused), [
        'Account.A__c: This custom field is referenced elsewhere in salesforce.com. Remove the usage and try again. : Apex Class - Uses'
    ]);
    const both = await org.deploy(deletion({ CustomField: ['Account.A__c'], ApexClass: ['Uses'] }));
    assert.equal(both.status, 'Succeeded', JSON.stringify(failuresOf(both)));
    assert.deepEqual(org.rows("SELECT Id FROM FieldPermissions WHERE Field = 'Account.A__c'"), []);
    assert.doesNotMatch(org.org.components.xml({ type: 'PermissionSet', fullName: 'T' })!, /A__c/);
});

test('settings switch features', async (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'features-'));
    writeFiles(folder, {});
    const org = new DeployedOrg(openLocalOrg(folder, { features: [] }));
    context.after(() => {
        org.org.close();
        rmSync(folder, { recursive: true, force: true });
    });
    assert.throws(() => org.rows('SELECT Id FROM AccountTeamMember'), /not supported/);
    const settings = (on: boolean): Uint8Array =>
        archive(
            { Settings: ['Account'] },
            { 'settings/Account.settings': xml('AccountSettings', `<enableAccountTeams>${on}</enableAccountTeams>`) }
        );
    const switched = await org.deploy(settings(true));
    assert.equal(switched.status, 'Succeeded', JSON.stringify(failuresOf(switched)));
    assert.deepEqual(org.rows('SELECT Id FROM AccountTeamMember'), []);
    const other = xml('AccountSettings', '<enableAccountOwnerReport>true</enableAccountOwnerReport>');
    await org.deploy(archive({ Settings: ['Account'] }, { 'settings/Account.settings': other }));
    assert.deepEqual(org.rows('SELECT Id FROM AccountTeamMember'), [], 'what is not mentioned stays');
    await org.deploy(settings(false));
    assert.throws(() => org.rows('SELECT Id FROM AccountTeamMember'), /not supported/);
});

test('labels are added to, not replaced', async (context) => {
    const org = DeployedOrg.open(context);
    const label = (name: string, text: string): string =>
        `<labels><fullName>${name}</fullName><language>en_US</language><protected>false</protected><shortDescription>x</shortDescription><value>${text}</value></labels>`;
    const labels = (...all: string[]): string => xml('CustomLabels', all.join(''));
    await org.deploy(archive({ CustomLabel: ['A', 'B'] }, { 'labels/CustomLabels.labels': labels(label('A', 'a'), label('B', 'b')) }));
    const result = await org.deploy(
        archive({ CustomLabel: ['B', 'C'] }, { 'labels/CustomLabels.labels': labels(label('B', 'b2'), label('C', 'c')) })
    );
    assert.deepEqual(
        result.details.componentSuccesses
            .filter(({ componentType }) => componentType === 'CustomLabel')
            .map(({ fullName, created, changed }) => [fullName, created, changed]),
        [
            ['B', false, true],
            ['C', true, true]
        ]
    );
    assert.match(org.run('System.debug(Label.A + Label.B + Label.C);')[0], /ab2c$/);
});

test('without rollback on error what can be deployed is deployed', async (context) => {
    const org = DeployedOrg.open(context);
    const result = await org.classes(
        { Good: 'public class Good { }', Bad: 'public class Bad { Missing it; }', Needs: 'public class Needs { Bad bad; }' },
        { rollbackOnError: false }
    );
    assert.deepEqual([result.status, result.success], ['SucceededPartial', true]);
    assert.deepEqual(failuresOf(result), [
        'Bad: Invalid type: Missing',
        'Needs: Dependent class is invalid and needs recompilation:\n Class Bad : Invalid type: Missing'
    ]);
    assert.deepEqual(
        org.rows('SELECT Name FROM ApexClass').map(({ Name }) => Name),
        ['Good']
    );
});

function kept(context: TestContext): { project: string; database: string } {
    const folder = mkdtempSync(join(tmpdir(), 'kept-'));
    context.after(() => rmSync(folder, { recursive: true, force: true }));
    const project = join(folder, 'project');
    writeFiles(project, { 'app/main/default/classes/Mine.cls': "public class Mine { public static String who() { return 'project'; } }" });
    return { project, database: join(folder, 'org.sqlite') };
}

test('what was deployed is there after a restart; the project is not written to, and wins', async (context) => {
    const { project, database } = kept(context);
    const first = new DeployedOrg(openLocalOrg(project, { database }));
    await first.classes({
        Mine: "public class Mine { public static String who() { return 'deployed'; } }",
        Other: 'public class Other { public static String who() { return Mine.who(); } }'
    });
    await first.deploy(archive({ CustomObject: ['Thing__c'] }, { 'objects/Thing__c.object': objectXml('Thing') }));
    first.run("insert as system new Thing__c(Name = 'kept');");
    assert.match(first.run('System.debug(Other.who());')[0], /deployed$/);
    first.org.close();
    assert.deepEqual(readdirSync(join(project, 'app/main/default')), ['classes']);
    const second = new DeployedOrg(openLocalOrg(project, { database, refuseErrors: true }));
    assert.match(second.run('System.debug(Other.who());')[0], /project$/);
    assert.equal(second.org.assembly.store.all('SELECT Name FROM Thing__c').length, 1);
    second.org.close();
    // A class that leaves the project leaves the org.
    rmSync(join(project, 'app/main/default/classes/Mine.cls'));
    const third = openLocalOrg(project, { database });
    assert.deepEqual(
        third.problems.filter(({ kind }) => kind === 'error').map(({ problem }) => problem),
        ['Variable does not exist: Mine']
    );
    third.close();
    const fresh = openLocalOrg(project, { database, fresh: true });
    assert.deepEqual(fresh.assembly.project.apex, []);
    fresh.close();
    assert.equal(existsSync(`${database}.source`), false);
});

test('an org in memory leaves no files behind', async (context) => {
    const { project } = kept(context);
    const org = new DeployedOrg(openLocalOrg(project));
    await org.classes({ Hello: 'public class Hello { }' });
    const { directory } = org.org.assembly.sources.folder;
    assert.equal(existsSync(directory), true);
    org.org.close();
    assert.equal(existsSync(directory), false);
});

test('a process that dies between the database and its sources is caught up with', async (context) => {
    const { project, database } = kept(context);
    const first = new DeployedOrg(openLocalOrg(project, { database }));
    await first.classes({ One: 'public class One { }' });
    // As after the commit, before the copy has taken its place; and a copy that was never committed.
    const { sources, store } = first.org.assembly;
    sources.copy();
    writeFiles(`${database}.source.next`, { 'app/main/default/classes/Two.cls': 'public class Two { }' }, null);
    sources.seal(store.counter('deployment', 1), ['app/main/default/classes/Two.cls']);
    first.org.close();
    const second = openLocalOrg(project, { database });
    assert.deepEqual(
        second.assembly.project.apex.map(({ name }) => name),
        ['Mine', 'One', 'Two']
    );
    second.assembly.sources.copy();
    writeFiles(`${database}.source.next`, { 'app/main/default/classes/Three.cls': 'public class Three { }' }, null);
    second.assembly.sources.seal(99, []);
    second.close();
    const third = openLocalOrg(project, { database });
    assert.equal(third.assembly.project.apex.length, 3);
    assert.equal(existsSync(`${database}.source.next`), false);
    third.close();
});

test('what is not built is a warning, not a failure', async (context) => {
    const org = DeployedOrg.open(context);
    const rule =
        '<sharingOwnerRules><fullName>R</fullName><accessLevel>Read</accessLevel><label>R</label><sharedTo><allInternalUsers/></sharedTo><sharedFrom><allInternalUsers/></sharedFrom></sharingOwnerRules>';
    const result = await org.deploy(
        archive({ SharingRules: ['Account'] }, { 'sharingRules/Account.sharingRules': xml('SharingRules', rule) })
    );
    assert.equal(result.status, 'Succeeded', JSON.stringify(failuresOf(result)));
    const warned = result.details.componentSuccesses.filter(({ problemType }) => problemType === 'Warning');
    assert.deepEqual(
        warned.map(({ componentType, fullName, problem, success }) => [componentType, fullName, problem, success]),
        [['SharingRules', 'Account', 'SharingRules Account has no effect in the local org', true]]
    );
});

test('a field may not change into what its data do not fit', async (context) => {
    const org = DeployedOrg.open(context);
    const field = (type: string): Uint8Array =>
        archive(
            { CustomField: ['Account.A__c'] },
            { 'objects/Account.object': xml('CustomObject', `<fields><fullName>A__c</fullName><label>A</label>${type}</fields>`) }
        );
    await org.deploy(field('<type>Text</type><length>20</length>'));
    org.run("insert as system new Account(Name = 'one', A__c = 'text');");
    const refused = await org.deploy(field('<type>Number</type><precision>5</precision><scale>0</scale>'));
    assert.match(failuresOf(refused)[0], /^Account\.A__c: Not supported by the local org: changing the type of Account\.A__c while/);
    assert.equal(org.org.assembly.store.all('SELECT A__c FROM Account')[0].A__c, 'text');
});

test('components that are rows go, unless the org holds on to them', async (context) => {
    const org = DeployedOrg.open(context);
    const group = xml('Group', '<name>G</name><doesIncludeBosses>true</doesIncludeBosses>');
    const queue = xml(
        'Queue',
        '<name>Q</name><doesSendEmailToMembers>false</doesSendEmailToMembers><queueSobject><sobjectType>Case</sobjectType></queueSobject>'
    );
    await org.deploy(
        archive(
            { PermissionSet: ['T'], CustomPermission: ['C'], Group: ['G'], Queue: ['Q'], Role: ['R'] },
            {
                'permissionsets/T.permissionset': xml('PermissionSet', '<label>T</label>'),
                'customPermissions/C.customPermission': xml('CustomPermission', '<label>C</label><isLicensed>false</isLicensed>'),
                'groups/G.group': group,
                'queues/Q.queue': queue,
                'roles/R.role': xml('Role', '<name>R</name><mayForecastManagerShare>false</mayForecastManagerShare>')
            }
        )
    );
    org.run(
        "User me = new User(Id = UserInfo.getUserId(), UserRoleId = [SELECT Id FROM UserRole WHERE DeveloperName = 'R'].Id); update as system me;"
    );
    const all = { PermissionSet: ['T'], CustomPermission: ['C'], Group: ['G'], Queue: ['Q'] };
    const counts = (): number[] =>
        [
            "SELECT Id FROM PermissionSet WHERE Name = 'T'",
            "SELECT Id FROM CustomPermission WHERE DeveloperName = 'C'",
            "SELECT Id FROM Group WHERE DeveloperName IN ('G', 'Q')",
            "SELECT Id FROM UserRole WHERE DeveloperName = 'R'"
        ].map((soql) => org.rows(soql).length);
    const refused = await org.deploy(deletion({ ...all, Role: ['R'] }));
    assert.deepEqual([refused.status, refused.details.componentFailures.map(({ fullName }) => fullName)], ['Failed', ['R']]);
    assert.deepEqual(counts(), [1, 1, 2, 1]);
    const gone = await org.deploy(deletion(all));
    assert.equal(gone.status, 'Succeeded', JSON.stringify(failuresOf(gone)));
    assert.deepEqual(counts(), [0, 0, 0, 1]);
});

test('an object goes with its tab and layouts; a field goes from the layouts', async (context) => {
    const org = DeployedOrg.open(context);
    const item = (field: string): string => `<layoutItems><behavior>Edit</behavior><field>${field}</field></layoutItems>`;
    const layout = xml(
        'Layout',
        `<layoutSections><customLabel>false</customLabel><detailHeading>false</detailHeading><editHeading>true</editHeading><label>I</label>` +
            `<layoutColumns>${item('Name')}${item('A__c')}</layoutColumns><style>TwoColumnsTopToBottom</style></layoutSections>`
    );
    const field = '<fields><fullName>A__c</fullName><label>A</label><type>Text</type><length>20</length></fields>';
    const tabSetting = (tab: string): string => `<tabSettings><tab>${tab}</tab><visibility>Visible</visibility></tabSettings>`;
    const app = (tab: string): string =>
        xml('CustomApplication', `<formFactors>Large</formFactors><label>App</label><tabs>standard-Account</tabs><tabs>${tab}</tabs>`);
    const missing = await org.deploy(
        archive(
            { PermissionSet: ['P'], CustomApplication: ['App'] },
            {
                'permissionsets/P.permissionset': xml(
                    'PermissionSet',
                    `<applicationVisibilities><application>Nope</application><visible>true</visible></applicationVisibilities><label>P</label>${tabSetting('Thing__c')}`
                ),
                'applications/App.app': app('Thing__c')
            }
        )
    );
    assert.deepEqual(missing.details.componentFailures.map(({ problem }) => problem).sort(), [
        'In field: application - no CustomApplication named Nope found',
        'In field: tab - no CustomTab named Thing__c found',
        'In field: tabs - no CustomTab named Thing__c found'
    ]);
    const first = await org.deploy(
        archive(
            {
                CustomObject: ['Thing__c'],
                CustomTab: ['Thing__c'],
                Layout: ['Thing__c-Thing Layout'],
                PermissionSet: ['P'],
                CustomApplication: ['App']
            },
            {
                'permissionsets/P.permissionset': xml('PermissionSet', `<label>P</label>${tabSetting('Thing__c')}`),
                'applications/App.app': app('Thing__c'),
                'objects/Thing__c.object': objectXml('Thing', `<sharingModel>Private</sharingModel>${field}`),
                'tabs/Thing__c.tab': xml('CustomTab', '<customObject>true</customObject><motif>Custom1: Heart</motif>'),
                'layouts/Thing__c-Thing Layout.layout': layout
            }
        )
    );
    assert.equal(first.status, 'Succeeded', JSON.stringify(failuresOf(first)));
    await org.deploy(deletion({ CustomField: ['Thing__c.A__c'] }));
    const shown = org.org.components.xml({ type: 'Layout', fullName: 'Thing__c-Thing Layout' })!;
    assert.deepEqual([shown.includes('A__c'), shown.includes('<field>Name</field>')], [false, true]);
    const gone = await org.deploy(deletion({ CustomObject: ['Thing__c'] }));
    assert.equal(gone.status, 'Succeeded', JSON.stringify(failuresOf(gone)));
    assert.deepEqual(
        org.org.assembly.project.metadata.map(({ fullName }) => fullName).sort(),
        ['App', 'P'],
        'What showed the tab stays, without it'
    );
});

test('no name leads out of the folder of the sources', async (context) => {
    const org = DeployedOrg.open(context);
    for (const [types, files] of [
        [{ ApexClass: ['../../evil'] }, apexClass('../../evil', 'public class Evil { }')],
        [
            { CustomObject: ['Thing__c'] },
            {
                'objects/Thing__c.object': objectXml(
                    'Thing',
                    '<fields><fullName>../../../../../../evil__c</fullName><label>A</label><type>Text</type><length>20</length></fields>'
                )
            }
        ]
    ] as [Record<string, string[]>, Record<string, string>][]) {
        const result = await org.deploy(archive(types, files));
        assert.equal(result.status, 'Failed');
    }
    const long = 'A'.repeat(252);
    const result = await org.deploy(archive({ ApexClass: [long] }, apexClass(long, `public class ${long} { }`)));
    assert.equal(result.errorMessage, `The name of a component is too long: app/main/default/classes/${long}.cls`);
    assert.deepEqual(org.org.assembly.project.metadata, []);
});

test('results outlive the process; what had not ended then has failed', async (context) => {
    const { project, database } = kept(context);
    const first = new DeployedOrg(openLocalOrg(project, { database }));
    const { id } = await first.classes({ One: 'public class One { }' });
    const waiting = first.org.deployments.start({ ...DEFAULTS, userId: first.userId, zip: new Uint8Array() });
    first.org.close();
    const second = openLocalOrg(project, { database });
    context.after(() => second.close());
    const { deployments } = second;
    assert.deepEqual([deployments.result(id).status, deployments.result(id.slice(0, 15)).numberComponentsDeployed], ['Succeeded', 1]);
    assert.deepEqual([deployments.result(waiting).status, deployments.result(waiting).done], ['Failed', true]);
    assert.match(deployments.result(waiting).errorMessage!, /interrupted/);
    assert.throws(() => deployments.cancel(id, second.assembly.adminId), /already completed/);
    assert.throws(() => deployments.result('0Af000000000000'), /there is no deployment/);
});
