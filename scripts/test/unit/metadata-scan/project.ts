/** One small component for every place that the catalogue knows, in source format. All of it made up. */
import type { Files } from './folder.ts';
import { metadata } from './folder.ts';

const BASE = 'force-app/main/default';

const workflow = `    <alerts>
        <fullName>Only_Ann</fullName>
        <description>One recipient</description>
        <protected>false</protected>
        <recipients>
            <recipient>ann@x.com</recipient>
            <type>user</type>
        </recipients>
        <senderType>CurrentUser</senderType>
        <template>unfiled$public/Hello</template>
    </alerts>
    <alerts>
        <fullName>Ann_And_Max</fullName>
        <ccEmails>ann.lee@mail.example</ccEmails>
        <description>Two recipients</description>
        <protected>false</protected>
        <recipients>
            <recipient>ann@x.com</recipient>
            <type>user</type>
        </recipients>
        <recipients>
            <recipient>max@x.com</recipient>
            <type>user</type>
        </recipients>
        <senderType>CurrentUser</senderType>
        <template>unfiled$public/Hello</template>
    </alerts>
    <fieldUpdates>
        <fullName>Give_To_Ann</fullName>
        <field>OwnerId</field>
        <lookupValue>ann@x.com</lookupValue>
        <lookupValueType>User</lookupValueType>
        <name>Give to Ann</name>
        <notifyAssignee>false</notifyAssignee>
        <operation>LookupValue</operation>
        <protected>false</protected>
    </fieldUpdates>
    <fieldUpdates>
        <fullName>Give_To_Queue</fullName>
        <field>OwnerId</field>
        <lookupValue>ann_x_com</lookupValue>
        <lookupValueType>Queue</lookupValueType>
        <name>Give to a queue</name>
        <notifyAssignee>false</notifyAssignee>
        <operation>LookupValue</operation>
        <protected>false</protected>
    </fieldUpdates>
    <outboundMessages>
        <fullName>Send</fullName>
        <apiVersion>67.0</apiVersion>
        <endpointUrl>https://service.example/in</endpointUrl>
        <fields>Id</fields>
        <includeSessionId>false</includeSessionId>
        <integrationUser>ann@x.com</integrationUser>
        <name>Send</name>
        <protected>false</protected>
    </outboundMessages>
    <rules>
        <fullName>Cases of Ann</fullName>
        <active>false</active>
        <criteriaItems>
            <field>User.Username</field>
            <operation>equals</operation>
            <value>ann@x.com</value>
        </criteriaItems>
        <criteriaItems>
            <field>User.Alias</field>
            <operation>equals</operation>
            <value>mroe,alee</value>
        </criteriaItems>
        <triggerType>onCreateOnly</triggerType>
    </rules>
    <rules>
        <fullName>By formula</fullName>
        <active>true</active>
        <formula>$User.Username = &quot;ann@x.com&quot;</formula>
        <triggerType>onAllChanges</triggerType>
    </rules>
    <tasks>
        <fullName>Call_back</fullName>
        <assignedTo>ann@x.com</assignedTo>
        <assignedToType>user</assignedToType>
        <dueDateOffset>0</dueDateOffset>
        <notifyAssignee>false</notifyAssignee>
        <priority>Normal</priority>
        <protected>false</protected>
        <status>Not Started</status>
        <subject>Call back</subject>
    </tasks>`;

const approval = `    <active>true</active>
    <allowedSubmitters>
        <submitter>ann@x.com</submitter>
        <type>user</type>
    </allowedSubmitters>
    <allowedSubmitters>
        <type>owner</type>
    </allowedSubmitters>
    <approvalStep>
        <assignedApprover>
            <approver>
                <name>ann@x.com</name>
                <type>user</type>
            </approver>
            <approver>
                <name>max@x.com</name>
                <type>user</type>
            </approver>
            <whenMultipleApprovers>FirstResponse</whenMultipleApprovers>
        </assignedApprover>
        <label>Boss</label>
        <name>Boss</name>
    </approvalStep>
    <label>Discount</label>
    <recordEditability>AdminOnly</recordEditability>`;

const ruleEntry = (body: string): string => `        <ruleEntry>\n${body}\n        </ruleEntry>`;

const rules = (container: string, body: string): string =>
    `    <${container}>\n        <fullName>Standard</fullName>\n        <active>false</active>\n${body}\n    </${container}>`;

const policy = (status: string, action: string): string =>
    metadata(
        'UserAccessPolicy',
        `    <masterLabel>Sales starters</masterLabel>
    <status>${status}</status>
    <triggerType>CreateAndUpdate</triggerType>
    <userAccessPolicyActions>
        <action>${action}</action>
        <target>Sales_Access</target>
        <type>PermissionSetGroup</type>
    </userAccessPolicyActions>
    <userAccessPolicyFilters>
        <operation>equals</operation>
        <sortOrder>1</sortOrder>
        <target>Standard</target>
        <type>Profile</type>
    </userAccessPolicyFilters>`
    );

export const PROJECT: Files = {
    [`${BASE}/settings/Case.settings-meta.xml`]: metadata(
        'CaseSettings',
        `    <defaultCaseOwner>ann@x.com</defaultCaseOwner>
    <defaultCaseOwnerType>User</defaultCaseOwnerType>
    <defaultCaseUser>Ann@X.com</defaultCaseUser>
    <emailToCase>
        <routingAddresses>
            <caseOwner>ann@x.com</caseOwner>
            <caseOwnerType>User</caseOwnerType>
            <routingName>Help</routingName>
        </routingAddresses>
    </emailToCase>
    <useSystemUserAsDefaultCaseUser>false</useSystemUserAsDefaultCaseUser>`
    ),
    [`${BASE}/workflows/Case.workflow-meta.xml`]: metadata('Workflow', workflow),
    [`${BASE}/approvalProcesses/Quote__c.Discount.approvalProcess-meta.xml`]: metadata('ApprovalProcess', approval),
    [`${BASE}/assignmentRules/Lead.assignmentRules-meta.xml`]: metadata(
        'AssignmentRules',
        rules(
            'assignmentRule',
            `${ruleEntry('            <assignedTo>ann@x.com</assignedTo>\n            <assignedToType>User</assignedToType>')}
${ruleEntry('            <assignedTo>Leads</assignedTo>\n            <assignedToType>Queue</assignedToType>')}`
        )
    ),
    [`${BASE}/autoResponseRules/Case.autoResponseRules-meta.xml`]: metadata(
        'AutoResponseRules',
        rules(
            'autoResponseRule',
            ruleEntry(
                '            <replyToEmail>ann.lee@mail.example</replyToEmail>\n            <senderEmail>ann.lee@mail.example</senderEmail>'
            )
        )
    ),
    [`${BASE}/escalationRules/Case.escalationRules-meta.xml`]: metadata(
        'EscalationRules',
        rules(
            'escalationRule',
            ruleEntry(`            <escalationAction>
                <assignedTo>ann@x.com</assignedTo>
                <assignedToType>User</assignedToType>
                <minutesToEscalation>60</minutesToEscalation>
                <notifyEmail>ann.lee@mail.example</notifyEmail>
                <notifyEmail>max@mail.example</notifyEmail>
                <notifyTo>ann@x.com</notifyTo>
            </escalationAction>`)
        )
    ),
    [`${BASE}/reports/Sales.reportFolder-meta.xml`]: metadata(
        'ReportFolder',
        `    <folderShares>
        <accessLevel>Manage</accessLevel>
        <sharedTo>ann@x.com</sharedTo>
        <sharedToType>User</sharedToType>
    </folderShares>
    <folderShares>
        <accessLevel>View</accessLevel>
        <sharedTo>Everybody</sharedTo>
        <sharedToType>Group</sharedToType>
    </folderShares>
    <name>Sales</name>`
    ),
    [`${BASE}/sites/Help.site-meta.xml`]: metadata(
        'CustomSite',
        '    <siteAdmin>ann@x.com</siteAdmin>\n    <siteGuestRecordDefaultOwner>ann@x.com</siteGuestRecordDefaultOwner>'
    ),
    [`${BASE}/emailservices/Inbound.xml`]: metadata(
        'EmailServicesFunction',
        `    <emailServicesAddresses>
        <developerName>In</developerName>
        <localPart>in</localPart>
        <runAsUser>ann@x.com</runAsUser>
    </emailServicesAddresses>
    <functionName>Inbound</functionName>`
    ),
    [`${BASE}/apexEmailNotifications/apexEmailNotifications.notifications-meta.xml`]: metadata(
        'ApexEmailNotifications',
        `    <apexEmailNotification>
        <user>ann@x.com</user>
    </apexEmailNotification>
    <apexEmailNotification>
        <email>ann.lee@mail.example</email>
    </apexEmailNotification>`
    ),
    [`${BASE}/portals/Customer Portal.portal-meta.xml`]: metadata('Portal', '    <active>true</active>\n    <admin>ann@x.com</admin>'),
    [`${BASE}/useraccesspolicies/Starters.useraccesspolicy-meta.xml`]: policy('Active', 'Grant'),
    [`${BASE}/useraccesspolicies/Idea.useraccesspolicy-meta.xml`]: policy('Design', 'Grant'),
    [`${BASE}/useraccesspolicies/Leavers.useraccesspolicy-meta.xml`]: policy('Active', 'Revoke'),
    [`${BASE}/delegateGroups/Helpers.delegateGroup-meta.xml`]: metadata(
        'DelegateGroup',
        '    <label>Helpers</label>\n    <loginAccess>false</loginAccess>'
    ),
    [`${BASE}/queues/First_Line.queue-meta.xml`]: metadata(
        'Queue',
        `    <name>First line</name>
    <queueMembers>
        <users>
            <user>ann@x.com</user>
            <user>max@x.com</user>
        </users>
    </queueMembers>`
    ),
    [`${BASE}/dashboards/Sales/Numbers.dashboard-meta.xml`]: metadata(
        'Dashboard',
        '    <dashboardType>SpecifiedUser</dashboardType>\n    <runningUser>ann@x.com</runningUser>\n    <title>Numbers</title>'
    ),
    [`${BASE}/flows/Route.flow-meta.xml`]: metadata(
        'Flow',
        `    <assignments>
        <name>Choose_owner</name>
        <assignmentItems>
            <assignToReference>$Record.OwnerId</assignToReference>
            <operator>Assign</operator>
            <value>
                <stringValue>0055g00000AbCdEAAV</stringValue>
            </value>
        </assignmentItems>
    </assignments>
    <label>Route</label>`
    ),
    [`${BASE}/objects/Account/validationRules/Only_Ann.validationRule-meta.xml`]: metadata(
        'ValidationRule',
        '    <fullName>Only_Ann</fullName>\n    <errorConditionFormula>$User.Id &lt;&gt; &apos;0055g00000AbCdE&apos;</errorConditionFormula>'
    ),
    [`${BASE}/objects/Account/listViews/Anns.listView-meta.xml`]: metadata(
        'ListView',
        `    <fullName>Anns</fullName>
    <filters>
        <field>CORE.USERS.ALIAS</field>
        <operation>equals</operation>
        <value>alee</value>
    </filters>
    <filters>
        <field>ACCOUNT.NAME</field>
        <operation>equals</operation>
        <value>alee</value>
    </filters>`
    ),
    [`${BASE}/customMetadata/Routing.Default.md-meta.xml`]: `<?xml version="1.0" encoding="UTF-8"?>
<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
    <label>Default</label>
    <values>
        <field>Owner_Name__c</field>
        <value xsi:type="xsd:string">ann@x.com</value>
    </values>
</CustomMetadata>
`,
    [`${BASE}/labels/CustomLabels.labels-meta.xml`]: metadata(
        'CustomLabels',
        '    <labels>\n        <fullName>Ask</fullName>\n        <value>Ask ann.lee@mail.example.</value>\n    </labels>'
    ),
    [`${BASE}/namedCredentials/Service.namedCredential-meta.xml`]: metadata(
        'NamedCredential',
        '    <label>Service</label>\n    <username>ann@x.com</username>'
    ),
    [`${BASE}/email/unfiled$public/Hello.email`]: 'Dear {!Contact.Name},\nwrite to ann.lee@mail.example or joann.lee@mail.example.\n',
    [`${BASE}/classes/Router.cls`]: `public class Router {
    // ann@x.com asked for this
    private static final String OWNER = 'ann@x.com'; // not suzann@x.com
    /* was: 0055g00000AbCdE */
    public static Id owner() {
        return '0055g00000AbCdE';
    }
}
`
};
