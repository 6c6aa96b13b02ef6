/** Every place that the catalogue knows is found, under its row, with its path. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Hit } from '../../../metadata-scan/index.ts';
import { ROW_KEYS } from '../../../metadata-scan/index.ts';
import type { Files } from './folder.ts';
import { hitsOf, metadata, scan } from './folder.ts';
import { ANN, JOANN, MAX, OBRIEN } from './people.ts';
import { PROJECT } from './project.ts';

function told(hits: Hit[]): string[] {
    return hits.map((hit) => `${hit.row} ${hit.path}${hit.informational ? ' (told)' : ''}`);
}

const EXPECTED = [
    'B2 CaseSettings > defaultCaseOwner',
    'B3 CaseSettings > defaultCaseUser',
    'B7 Workflow > alerts[Only_Ann] > recipients > recipient',
    'B8 Workflow > fieldUpdates[Give_To_Ann] > lookupValue',
    'B9 Workflow > tasks[Call_back] > assignedTo',
    'B10 Workflow > rules[Cases of Ann] > criteriaItems[User.Username] > value',
    'B10 Workflow > rules[Cases of Ann] > criteriaItems[User.Alias] > value',
    'B10 Workflow > rules[By formula] > formula',
    'B11 ApprovalProcess > allowedSubmitters[1] > submitter',
    'B11 ApprovalProcess > approvalStep[Boss] > assignedApprover > approver[1] > name',
    'B12 AssignmentRules > assignmentRule[Standard] > ruleEntry[1] > assignedTo',
    'B13 AutoResponseRules > autoResponseRule[Standard] > ruleEntry > replyToEmail',
    'B13 AutoResponseRules > autoResponseRule[Standard] > ruleEntry > senderEmail',
    'B14 EscalationRules > escalationRule[Standard] > ruleEntry > escalationAction > assignedTo',
    'B14 EscalationRules > escalationRule[Standard] > ruleEntry > escalationAction > notifyEmail[1]',
    'B14 EscalationRules > escalationRule[Standard] > ruleEntry > escalationAction > notifyTo',
    'H12 ReportFolder > folderShares[1] > sharedTo',
    'L13 ApexEmailNotifications > apexEmailNotification[1] > user',
    'L13 ApexEmailNotifications > apexEmailNotification[2] > email',
    'L13 EmailServicesFunction > emailServicesAddresses[In] > runAsUser',
    'L13 Portal > admin',
    'L13 CustomSite > siteAdmin',
    'L13 CustomSite > siteGuestRecordDefaultOwner',
    'L14 ApexClass[Router] (told)',
    'L14 ApexClass[Router]',
    'L14 ApexClass[Router] (told)',
    'L14 ApexClass[Router]',
    'L14 CustomMetadata > values[Owner_Name__c] > value',
    'L14 Dashboard > runningUser',
    'L14 EmailTemplate[unfiled$public/Hello]',
    'L14 Flow > assignments[Choose_owner] > assignmentItems > value > stringValue',
    'L14 CustomLabels > labels[Ask] > value',
    'L14 NamedCredential > username',
    'L14 ListView > filters[CORE.USERS.ALIAS] > value (told)',
    'L14 ValidationRule > errorConditionFormula',
    'L14 CaseSettings > emailToCase > routingAddresses[Help] > caseOwner',
    'L14 Workflow > alerts[Ann_And_Max] > ccEmails',
    'L14 Workflow > alerts[Ann_And_Max] > recipients[1] > recipient',
    'L14 Workflow > outboundMessages[Send] > integrationUser',
    'L15 UserAccessPolicy[Sales starters]',
    'A8 Queue > queueMembers > users > user[1]'
];

/** The same components as the Metadata API's own format has them. */
function inMetadataFormat(files: Files): Files {
    return Object.fromEntries(
        Object.entries(files)
            .filter(([path]) => !path.includes('/objects/'))
            .map(([path, content]) => [
                path
                    .replace('force-app/main/default', 'src')
                    .replace(/\.reportFolder-meta\.xml$|-meta\.xml$/, (end) => (end.startsWith('.r') ? '-meta.xml' : '')),
                content
            ])
    );
}

describe('places', () => {
    it('finds every one of them in source format', async () => {
        const result = await scan(PROJECT, [ANN, MAX, JOANN]);
        assert.deepEqual(result.unreadable, []);
        assert.deepEqual(told(hitsOf(result, ANN)), EXPECTED);
    });

    it('finds the same in metadata format', async () => {
        const files = inMetadataFormat(PROJECT);
        files['src/objects/Account.object'] = metadata(
            'CustomObject',
            `    <listViews>
        <fullName>Anns</fullName>
        <filters>
            <field>CORE.USERS.ALIAS</field>
            <operation>equals</operation>
            <value>alee</value>
        </filters>
    </listViews>
    <validationRules>
        <fullName>Only_Ann</fullName>
        <errorConditionFormula>$User.Id &lt;&gt; &apos;0055g00000AbCdE&apos;</errorConditionFormula>
    </validationRules>`
        );
        const expected = EXPECTED.map((line) =>
            line
                .replace('ListView > filters', 'CustomObject > listViews[Anns] > filters')
                .replace('ValidationRule >', 'CustomObject > validationRules[Only_Ann] >')
        );
        assert.deepEqual(told(hitsOf(await scan(files, [ANN]), ANN)).sort(), expected.sort());
    });

    it('finds the parts of a workflow that lie in files of their own', async () => {
        const alert = (recipients: string[]): string =>
            metadata(
                'WorkflowAlert',
                `    <fullName>Hello</fullName>\n${recipients.map((name) => `    <recipients>\n        <recipient>${name}</recipient>\n        <type>user</type>\n    </recipients>`).join('\n')}`
            );
        const folder = 'force-app/main/default/workflows/Case';
        const result = await scan(
            {
                [`${folder}/workflowAlerts/Hello.workflowAlert-meta.xml`]: alert(['ann@x.com']),
                [`${folder}/workflowAlerts/Both.workflowAlert-meta.xml`]: alert(['max@x.com', 'ann@x.com']),
                [`${folder}/workflowTasks/Call.workflowTask-meta.xml`]: metadata(
                    'WorkflowTask',
                    '    <fullName>Call</fullName>\n    <assignedTo>ann@x.com</assignedTo>\n    <assignedToType>user</assignedToType>'
                )
            },
            [ANN]
        );
        assert.deepEqual(
            hitsOf(result, ANN).map((hit) => `${hit.row} ${hit.note ?? ''}`),
            ['B7 ', 'B9 ', 'L14 one of 2 recipients: no blocker']
        );
    });

    it('says line, column, text and form', async () => {
        const hit = hitsOf(await scan(PROJECT, [ANN]), ANN).find((each) => each.row === 'B3')!;
        assert.deepEqual(
            {
                file: hit.file,
                line: hit.line,
                column: hit.column,
                matched: hit.matched,
                forms: hit.forms,
                around: hit.around,
                meaning: hit.meaning
            },
            {
                file: 'force-app/main/default/settings/Case.settings-meta.xml',
                line: 5,
                column: 22,
                matched: 'Ann@X.com',
                forms: ['username'],
                around: '<defaultCaseUser>Ann@X.com</defaultCaseUser>',
                meaning: 'automated case user'
            }
        );
    });

    it('lists a text under everybody whom it names, and says where a username is meant', async () => {
        const hits = hitsOf(await scan(PROJECT, [ANN, JOANN]), JOANN);
        const task = hits.find((hit) => hit.path.endsWith('tasks[Call_back] > assignedTo'))!;
        assert.equal(task.row, 'L14');
        assert.deepEqual(task.forms, ['email']);
        assert.match(task.note!, /username is meant/);
        assert.deepEqual(
            hits.filter((hit) => hit.row.startsWith('B') && hit.row !== 'B10').map((hit) => hit.row),
            []
        );
    });

    it('answers every row for everybody, zero counts too', async () => {
        const result = await scan(PROJECT, [OBRIEN]);
        const [{ rows }] = result.people;
        assert.deepEqual(
            rows.map((row) => row.key),
            [...ROW_KEYS]
        );
        assert.deepEqual(
            rows.filter((row) => row.count > 0).map((row) => row.key),
            ['L15']
        );
        assert.deepEqual(
            rows.filter((row) => !row.verified).map((row) => row.key),
            ['A12']
        );
    });

    it('counts what counts', async () => {
        const [{ rows, alsoSeen }] = (await scan(PROJECT, [ANN])).people;
        assert.deepEqual(Object.fromEntries(rows.map((row) => [row.key, row.count])), {
            B2: 1,
            B3: 1,
            B7: 1,
            B8: 1,
            B9: 1,
            B10: 3,
            B11: 2,
            B12: 1,
            B13: 2,
            B14: 3,
            H12: 1,
            L13: 6,
            L14: 13,
            L15: 1,
            A12: 0
        });
        assert.equal(alsoSeen.length, 1);
    });

    it('does not take an automated case user that is switched off for a blocker', async () => {
        const settings = metadata(
            'CaseSettings',
            '    <defaultCaseUser>ann@x.com</defaultCaseUser>\n    <useSystemUserAsDefaultCaseUser>true</useSystemUserAsDefaultCaseUser>'
        );
        const [hit, ...others] = hitsOf(await scan({ 'settings/Case.settings': settings }, [ANN]), ANN);
        assert.equal(hit.row, 'L14');
        assert.match(hit.note!, /not in use/);
        assert.equal(others.length, 0);
    });
});
