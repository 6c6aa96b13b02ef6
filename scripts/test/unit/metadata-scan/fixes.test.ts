/** What can safely be handed over is, byte by byte; everything else is refused with its reason. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parsePatch, applyPatch } from 'diff';
import { FixPathError, fixes, scanFolder, writeFixes } from '../../../metadata-scan/index.ts';
import type { Fixes, Person } from '../../../metadata-scan/index.ts';
import type { Files } from './folder.ts';
import { hitsOf, inFolder, metadata, scan } from './folder.ts';
import { ANN, JOANN, MAX, OBRIEN } from './people.ts';
import { PROJECT } from './project.ts';

async function fixed(files: Files, people: Person[] = [ANN], successor = MAX): Promise<Fixes> {
    return inFolder(files, async (directory) => fixes(await scanFolder(directory, people), successor));
}

function contentOf(found: Fixes, end: string): string {
    return found.files.find(({ file }) => file.endsWith(end))!.content.toString('utf8');
}

describe('fixes', () => {
    it('hands over what receives work or news, and nothing else', async () => {
        const found = await fixed(PROJECT);
        assert.deepEqual(
            found.files.flatMap(({ file, done }) =>
                done.map(({ hit, to }) => `${file.split('/').at(-1)!.split('.')[0]} ${hit.path.split(' > ').at(-1)} ${to ?? 'removed'}`)
            ),
            [
                'apexEmailNotifications user max@x.com',
                'apexEmailNotifications email max@mail.example',
                'Quote__c submitter max@x.com',
                'Quote__c name removed',
                'Lead assignedTo max@x.com',
                'Case replyToEmail max@mail.example',
                'Numbers runningUser max@x.com',
                'Case assignedTo max@x.com',
                'Case notifyEmail[1] removed',
                'Case notifyTo max@x.com',
                'First_Line user[1] removed',
                'Sales sharedTo max@x.com',
                'Case defaultCaseOwner max@x.com',
                'Case defaultCaseUser max@x.com',
                'Case caseOwner max@x.com',
                'Help siteAdmin max@x.com',
                'Help siteGuestRecordDefaultOwner max@x.com',
                'Case recipient max@x.com',
                'Case lookupValue max@x.com',
                'Case assignedTo max@x.com',
                'Case recipient removed'
            ]
        );
        const reasons = new Map(found.refused.map(({ hit, reason }) => [`${hit.type} ${hit.path.split(' > ').at(-1)}`, reason]));
        assert.match(reasons.get('ApexClass ApexClass[Router]')!, /Code/);
        assert.match(reasons.get('Workflow formula')!, /formula/);
        assert.match(reasons.get('Flow stringValue')!, /An Id/);
        assert.match(reasons.get('AutoResponseRules senderEmail')!, /verified/);
        assert.match(reasons.get('EmailServicesFunction runAsUser')!, /rights of this user/);
        assert.match(reasons.get('Workflow integrationUser')!, /rights of this user/);
        assert.equal(
            found.refused.length + found.files.flatMap((file) => file.done).length,
            hitsOf(await scan(PROJECT, [ANN]), ANN).length
        );
    });

    it('leaves nothing of what it fixed for the next scan, and brings nothing else in', async () => {
        await inFolder(PROJECT, async (directory) => {
            const before = await scanFolder(directory, [ANN, MAX]);
            const found = await fixes(before, (id) => (id === ANN.id ? MAX : undefined));
            for (const { file, content } of found.files) {
                writeFileSync(join(directory, file), content);
            }
            const after = await scanFolder(directory, [ANN]);
            assert.deepEqual(after.unreadable, []);
            const refused = found.refused
                .filter(({ hit }) => hit.personId === ANN.id)
                .map(({ hit }) => `${hit.file} ${hit.path.replace(/\[\d+\]/g, '')}`);
            assert.deepEqual(
                hitsOf(after, ANN)
                    .map((hit) => `${hit.file} ${hit.path.replace(/\[\d+\]/g, '')}`)
                    .sort(),
                refused.sort()
            );
            assert.deepEqual((await fixes(after, MAX)).files, []);
        });
    });

    it('keeps every other byte: line ends, mark, entities, spaces, no end of line at the end', async () => {
        const text =
            '\uFEFF<?xml version="1.0"?>\r\n<CaseSettings xmlns="http://soap.sforce.com/2006/04/metadata">\r\n\t<defaultCaseOwner>  ann&#64;x.com\t</defaultCaseOwner><!-- ann@x.com -->\r\n<a>&#xe9; é 😀</a></CaseSettings>';
        const found = await fixed({ 'settings/Case.settings': text });
        assert.equal(contentOf(found, 'Case.settings'), text.replace('ann&#64;x.com', 'max@x.com'));
    });

    it('writes names that XML must escape', async () => {
        const found = await fixed(
            { 'settings/Case.settings': metadata('CaseSettings', '<defaultCaseOwner>ann@x.com</defaultCaseOwner>') },
            [ANN],
            OBRIEN
        );
        assert.match(contentOf(found, 'Case.settings'), /<defaultCaseOwner>sean\.o&apos;brien@x\.com</);
    });

    it('removes an element with its line, and one among others on a line alone', async () => {
        const queue = (users: string): string =>
            metadata('Queue', `    <queueMembers>\n        <users>\n${users}\n        </users>\n    </queueMembers>`);
        const lines = await fixed({ 'queues/Q.queue': queue('            <user>ann@x.com</user>\n            <user>max@x.com</user>') });
        assert.equal(contentOf(lines, 'Q.queue'), queue('            <user>max@x.com</user>'));
        const one = await fixed({ 'queues/Q.queue': queue('<user>max@x.com</user><user>ann@x.com</user><!-- two -->') });
        assert.equal(contentOf(one, 'Q.queue'), queue('<user>max@x.com</user><!-- two -->'));
    });

    it('never leaves a queue empty', async () => {
        const queue = metadata('Queue', '<queueMembers><users><user>ann@x.com</user><user>joann@x.com</user></users></queueMembers>');
        const found = await fixed({ 'queues/Q.queue': queue }, [ANN, JOANN]);
        assert.match(contentOf(found, 'Q.queue'), /<users><user>max@x\.com<\/user><\/users>/);
    });

    it('names a successor once where two leave for the same one', async () => {
        const recipients = ['ann@x.com', 'joann@x.com']
            .map((name) => `<recipients><recipient>${name}</recipient><type>user</type></recipients>`)
            .join('');
        const found = await fixed(
            { 'workflows/Case.workflow': metadata('Workflow', `<alerts><fullName>A</fullName>${recipients}</alerts>`) },
            [ANN, JOANN]
        );
        const after = contentOf(found, 'Case.workflow');
        assert.equal(after.match(/max@x\.com/g)?.length, 1);
        assert.equal(after.match(/<recipients>/g)?.length, 1);
    });

    it('refuses a file that has changed since the scan, and one that is gone', async () => {
        await inFolder({ ...PROJECT }, async (directory) => {
            const result = await scanFolder(directory, [ANN]);
            const base = join(directory, 'force-app/main/default');
            writeFileSync(
                join(base, 'settings/Case.settings-meta.xml'),
                metadata('CaseSettings', '<defaultCaseOwner>ann@x.com</defaultCaseOwner>')
            );
            rmSync(join(base, 'sites/Help.site-meta.xml'));
            const found = await fixes(result, MAX);
            assert.ok(!found.files.some(({ file }) => /Case\.settings|Help\.site/.test(file)));
            const reasons = found.refused.filter(({ hit }) => /Case\.settings|Help\.site/.test(hit.file)).map(({ reason }) => reason);
            assert.equal(reasons.filter((reason) => /changed since the scan/.test(reason)).length, 3);
            assert.equal(reasons.filter((reason) => /cannot be read any more/.test(reason)).length, 2);
        });
    });

    it('shows a diff that makes the new file out of the old one', async () => {
        const found = await fixed(PROJECT);
        for (const { file, content, diff } of found.files) {
            const [patch] = parsePatch(diff);
            assert.equal(applyPatch(PROJECT[file] as string, patch), content.toString('utf8'));
            assert.match(diff, new RegExp(`^--- a/${file.replace(/[$.]/g, '\\$&')}`, 'm'));
        }
    });

    it('leaves people without a successor alone', async () => {
        await inFolder(PROJECT, async (directory) => {
            const found = await fixes(await scanFolder(directory, [ANN]), () => undefined);
            assert.deepEqual(found.files, []);
            assert.ok(found.refused.some(({ reason }) => reason === 'No successor is named for this person.'));
        });
    });
});

describe('fixes on disk', () => {
    it('lie in a project of their own with a manifest of just them', async () => {
        const found = await fixed(PROJECT);
        const target = mkdtempSync(join(tmpdir(), 'handover-fixes-'));
        try {
            const paths = await writeFixes(found, target);
            assert.ok(paths.includes('sfdx-project.json') && paths.includes('package.xml'));
            assert.ok(paths.includes('force-app/main/default/workflows/Case.workflow-meta.xml'));
            const manifest = readFileSync(join(target, 'package.xml'), 'utf8');
            for (const [type, member] of [
                ['ApprovalProcess', 'Quote__c.Discount'],
                ['Settings', 'Case'],
                ['Workflow', 'Case'],
                ['Dashboard', 'Sales/Numbers'],
                ['Report', 'Sales'],
                ['Queue', 'First_Line'],
                ['CustomSite', 'Help'],
                ['AssignmentRules', 'Lead']
            ]) {
                assert.match(manifest, new RegExp(`<members>${member}</members>\\s*<name>${type}</name>`));
            }
            assert.doesNotMatch(manifest, /ApexClass|Flow|\*/);
        } finally {
            rmSync(target, { recursive: true });
        }
    });

    it('lie as a package of the Metadata API when they came as one', async () => {
        const found = await fixed({
            'org/unpackaged/settings/Case.settings': metadata('CaseSettings', '<defaultCaseOwner>ann@x.com</defaultCaseOwner>')
        });
        const target = mkdtempSync(join(tmpdir(), 'handover-fixes-'));
        try {
            assert.deepEqual(await writeFixes(found, target), ['settings/Case.settings', 'package.xml']);
        } finally {
            rmSync(target, { recursive: true });
        }
    });

    it('never lead out of the folder', async () => {
        const found = await fixed(PROJECT);
        found.files[0].file = '../../outside-meta.xml';
        await assert.rejects(writeFixes(found, join(tmpdir(), 'handover-never-made')), FixPathError);
    });
});
