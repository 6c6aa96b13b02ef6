/** `offboard metadata-scan` with the real CLI: what is retrieved names somebody, the org is told, and a fix is deployed. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { PlanDetails } from '../../offboard/wire.ts';
import { LocalOrgProcess } from '../../org/LocalOrgProcess.ts';
import { OrgClient } from '../../org/OrgClient.ts';
import { STORY, usernameOf } from '../../seed/plan.ts';
import { seed } from '../../seed/seed.ts';
import { OffboardCommand } from '../story/offboardCommand.ts';

const LEAVER = usernameOf(STORY.leaver);
const SUCCESSOR = usernameOf(STORY.successor);
const WORKFLOW = `<?xml version="1.0" encoding="UTF-8"?>
<Workflow xmlns="http://soap.sforce.com/2006/04/metadata">
    <tasks>
        <fullName>Call_back</fullName>
        <assignedTo>${LEAVER}</assignedTo>
        <assignedToType>user</assignedToType>
        <dueDateOffset>1</dueDateOffset>
        <notifyAssignee>false</notifyAssignee>
        <priority>Normal</priority>
        <protected>false</protected>
        <status>Not Started</status>
        <subject>Call back</subject>
    </tasks>
</Workflow>
`;
let folder: string;
let org: LocalOrgProcess;
let command: OffboardCommand;

before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'handover-metadata-'));
    const project = join(folder, 'project');
    ['force-app', 'config', 'sfdx-project.json'].forEach((name) => cpSync(name, join(project, name), { recursive: true }));
    mkdirSync(join(project, 'config/demo/main/default/workflows'), { recursive: true });
    writeFileSync(join(project, 'config/demo/main/default/workflows/Case.workflow-meta.xml'), WORKFLOW);
    org = await LocalOrgProcess.start({ database: null, port: 0, project, pageLater: true });
    await seed(await OrgClient.signIn(org.url, null));
    command = new OffboardCommand(folder, org.url, null);
});

after(async () => {
    await org.stop();
    rmSync(folder, { recursive: true, force: true });
});

async function taskFinding(): Promise<{ count: number; status: string; labels: string[] }> {
    const { report, stderr } = await command.run<{ plan: PlanDetails }[]>(['scan', LEAVER]);
    const finding = report.orgs[0].result?.[0].plan.findings.find(({ key }) => key === 'B9');
    assert.ok(finding, stderr);
    return { count: finding.count, status: finding.status, labels: finding.items.map(({ label }) => label) };
}

test('a task that a workflow assigns to the leaver is found, shown in the org, and handed over where that is safe', async () => {
    assert.equal((await taskFinding()).status, 'unverified', 'Before anybody has looked');
    await command.run(['plan', LEAVER, '--successor', SUCCESSOR]);

    const seen = await command.run<{ written: { error: string | null }[] }>(['metadata-scan', LEAVER, '--fix']);
    assert.equal(seen.code, 4, `Nobody has said yes to the fix: ${seen.stderr}`);
    assert.deepEqual(
        seen.report.orgs[0].result!.written.map(({ error }) => error),
        [null],
        'What was found is written all the same'
    );
    const found = await taskFinding();
    assert.deepEqual([found.count, found.status], [1, 'checked']);
    assert.match(found.labels[0], /tasks\[Call_back\] > assignedTo/);

    const fixed = await command.run<{ fixed: { file: string; diff: string }[] }>(['metadata-scan', LEAVER, '--fix', '--yes']);
    assert.equal(fixed.code, 0, fixed.stderr);
    const [{ file, diff }] = fixed.report.orgs[0].result!.fixed;
    assert.match(file, /workflows\/Case\.workflow$/);
    assert.ok(
        diff.includes(`-        <assignedTo>${LEAVER}</assignedTo>`) && diff.includes(`+        <assignedTo>${SUCCESSOR}</assignedTo>`),
        diff
    );
    assert.match(fixed.stderr, /this changes 1 file of metadata to name tomas@handover\.example\./);
    const left = await taskFinding();
    assert.deepEqual([left.count, left.status], [0, 'checked'], 'Read again after the deployment');
});
