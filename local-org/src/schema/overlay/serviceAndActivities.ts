import type { ObjectOverlay } from './ObjectOverlay.ts';
import { WHAT_CHILDREN } from './ObjectOverlay.ts';
import { share } from './share.ts';

const WHAT = 'What>Account|Opportunity|Case|Campaign|Contract|Order|Asset|Product2|CollaborationGroup|*activities';
const RECURRENCE_TYPES = 'RecursDaily|RecursEveryWeekday|RecursMonthly|RecursMonthlyNth|RecursWeekly|RecursYearly|RecursYearlyNth';
const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December';
const INSTANCES = 'First|Second|Third|Fourth|Last';

export const SERVICE_AND_ACTIVITIES: ObjectOverlay[] = [
    {
        name: 'Case',
        prefix: '500',
        calls: 'cudnq',
        sharing: 'ReadWriteTransfer',
        queueOwnable: true,
        nameField: 'CaseNumber',
        autoNumber: { CaseNumber: '{00000000}' },
        plus: 'MasterRecordId Language',
        minus: 'HasCommentsUnreadByOwner HasSelfServiceComments IsSelfServiceClosed IsVisibleInSelfService IsStopped MilestoneStatus SlaExitDate SlaStartDate StopStartDate EntitlementId',
        readOnly: 'IsClosed ClosedDate IsClosedOnCreate ContactEmail ContactFax ContactMobile ContactPhone MasterRecordId LastViewedDate',
        types: { Subject: 'string(255)', Description: 'textarea(32000)', Comments: 'textarea(4000)' },
        picklists: {
            Status: '*New|Working|On Hold|Escalated|Closed',
            Priority: 'High|*Medium|Low',
            Origin: 'Phone|Email|Web',
            Type: 'Mechanical|Electrical|Electronic|Structural|Other',
            Reason: 'Installation|Equipment Complexity|Performance|Breakdown|Equipment Design|Feedback|Other'
        },
        references: { OwnerId: 'User|Group', SourceId: 'EmailMessage' },
        restrict: 'AccountId ContactId',
        children: {
            ...WHAT_CHILDREN,
            Cases: 'Case.ParentId',
            Shares: 'CaseShare.CaseId',
            TeamMembers: 'CaseTeamMember.ParentId',
            CaseComments: 'CaseComment.ParentId'
        }
    },
    share('Case', '01n'),
    {
        name: 'CaseComment',
        prefix: '00a',
        calls: 'cudq',
        sharing: 'ControlledByParent',
        nameField: '',
        required: 'ParentId',
        createOnly: 'ParentId',
        cascade: 'ParentId',
        types: { CommentBody: 'textarea(4000)' }
    },
    {
        name: 'CaseTeamMember',
        // Prefix unsure.
        prefix: '0B6',
        calls: 'cudq',
        sharing: 'ControlledByParent',
        nameField: '',
        required: 'ParentId MemberId TeamRoleId',
        createOnly: 'ParentId MemberId',
        references: { MemberId: 'Member>User|Contact' },
        readOnly: 'TeamTemplateId TeamTemplateMemberId',
        cascade: 'ParentId'
    },
    {
        name: 'CaseTeamRole',
        prefix: '0B7',
        calls: 'cuq',
        required: 'Name AccessLevel',
        picklists: { AccessLevel: 'None|Read|Edit' }
    },
    {
        name: 'Task',
        prefix: '00T',
        calls: 'cudnq',
        sharing: 'ControlledByParent',
        queueOwnable: true,
        nameField: 'Subject',
        plus: 'CompletedDateTime Type WhatCount WhoCount',
        readOnly: 'AccountId IsClosed IsArchived IsHighPriority CompletedDateTime RecurrenceActivityId WhatCount WhoCount',
        createOnly: 'TaskSubtype IsRecurrence',
        types: { Subject: 'combobox(255)', Description: 'textarea(32000)', CallDurationInSeconds: 'integer' },
        picklists: {
            Status: '*Not Started|In Progress|Completed|Waiting on someone else|Deferred',
            Priority: 'High|*Normal|Low',
            Subject: 'Call|Email|Send Letter|Send Quote|Other',
            Type: 'Call|Meeting|Other|Prep|Email',
            TaskSubtype: '*Task|Email|Call|ListEmail|Cadence|LinkedIn',
            CallType: 'Internal|Inbound|Outbound',
            RecurrenceType: RECURRENCE_TYPES,
            RecurrenceInstance: INSTANCES,
            RecurrenceMonthOfYear: MONTHS,
            RecurrenceRegeneratedType: 'RecurrenceRegenerateAfterDueDate|RecurrenceRegenerateAfterToday|RecurrenceRegenerated'
        },
        references: { OwnerId: 'Owner>User|Group', WhatId: WHAT, WhoId: 'Who>Contact|Lead' },
        cascade: 'WhatId WhoId',
        children: { Attachments: 'Attachment.ParentId', FeedSubscriptionsForEntity: 'EntitySubscription.ParentId' }
    },
    {
        name: 'Event',
        prefix: '00U',
        calls: 'cudnq',
        sharing: 'ControlledByParent',
        nameField: 'Subject',
        plus: 'EndDate Type WhatCount WhoCount',
        readOnly: 'AccountId IsArchived IsChild IsGroupEvent GroupEventType RecurrenceActivityId EndDate WhatCount WhoCount',
        createOnly: 'EventSubtype IsRecurrence',
        types: { Subject: 'combobox(255)', Description: 'textarea(32000)', DurationInMinutes: 'integer', Location: 'string(255)' },
        picklists: {
            Subject: 'Call|Email|Meeting|Send Letter/Quote|Other',
            ShowAs: '*Busy|OutOfOffice|Free',
            Type: 'Email|Meeting|Other|Call',
            EventSubtype: '*Event',
            GroupEventType: '0|1|2|3',
            RecurrenceType: RECURRENCE_TYPES,
            RecurrenceInstance: INSTANCES,
            RecurrenceMonthOfYear: MONTHS
        },
        references: { OwnerId: 'Owner>User|Group', WhatId: WHAT, WhoId: 'Who>Contact|Lead' },
        cascade: 'WhatId WhoId',
        children: { Attachments: 'Attachment.ParentId', FeedSubscriptionsForEntity: 'EntitySubscription.ParentId' }
    },
    ...['CaseStatus', 'OpportunityStage', 'LeadStatus', 'TaskStatus', 'TaskPriority', 'ContractStatus'].map(
        // One prefix for all of these in Salesforce; describe gives it to each.
        (name): ObjectOverlay => ({ name, prefix: '01J', calls: 'q', nameField: 'MasterLabel' })
    )
];
