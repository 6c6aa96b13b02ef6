import type { Difference } from './orgSnapshot.ts';

/** A difference that an offboarding and the way back may leave, with the place that says why. */
interface Allowance {
    object: RegExp;
    what: RegExp;
    why: string;
}

/** Whoever changes a record is noted on it; nobody can set these fields back. */
const AUDIT = /^(LastModifiedDate|LastModifiedById|SystemModstamp|LastStageChangeDate)$/;

export const ALLOWED: readonly Allowance[] = [
    { object: /./, what: AUDIT, why: 'platform.md §6: audit fields are the platform’s own' },
    {
        object: /^(PermissionSetAssignment|GroupMember|AccountTeamMember|\w*Share|Expense__Share)$/,
        what: /^(CreatedDate|CreatedById)$/,
        why: 'platform.md §4, §8.1: these rows can only be deleted and inserted again'
    },
    { object: /^AuthSession$/, what: /^removed$/, why: 'platform.md §3: sessions are deleted and do not come back' },
    {
        object: /^Account$/,
        what: /^SicDesc$/,
        why: 'config/demo: the customer’s own trigger notes the former owner; platform.md §8.1 says triggers run on owner changes'
    },
    { object: /^ProcessInstanceStep$/, what: /^added$/, why: 'platform.md §4: the approval history keeps each reassignment' },
    { object: /^UserLicense$/, what: /^UsedLicensesLastUpdated$/, why: 'platform.md §4: the platform counts seats and notes when' },
    {
        object: /^ProcessInstanceWorkitem$/,
        what: /^(OriginalActorId|ElapsedTime.*)$/,
        why: 'platform.md §4: the actor is reassigned and set back'
    }
];

/** Objects that a run writes or that grow with every request: they are no part of what the person held. */
export const NOT_COMPARED: ReadonlySet<string> = new Set([
    'Offboarding__c',
    'Offboarding__Share',
    'Offboarding_Step__c',
    'Offboarding_Finding__c',
    'Offboarding_Change__c',
    'AsyncApexJob',
    // Answers about one user and some records; it has no rows of its own.
    'UserRecordAccess',
    'LoginHistory'
]);

export function unexpected(differences: readonly Difference[]): Difference[] {
    return differences.filter(
        ({ object, what }) => !ALLOWED.some((allowance) => allowance.object.test(object) && allowance.what.test(what))
    );
}
