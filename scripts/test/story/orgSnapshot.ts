/** The whole org as its API shows it, and what differs between two moments. */
import type { OrgClient } from '../../org/OrgClient.ts';

/** Object → row key → field → value as text. */
export type OrgSnapshot = Map<string, Map<string, Map<string, string>>>;

export interface Difference {
    object: string;
    /** `added`, `removed`, or the field that changed. */
    what: string;
    key: string;
    before: string;
    after: string;
}

/**
 * Rows that are re-created get new Ids: they are known by what they say instead.
 * platform.md §4 (assignments and memberships can only be inserted and deleted) and §8.1 (teams and shares).
 */
const NATURAL_KEYS: Record<string, string[]> = {
    PermissionSetAssignment: ['AssigneeId', 'PermissionSetId', 'PermissionSetGroupId', 'ExpirationDate'],
    GroupMember: ['GroupId', 'UserOrGroupId'],
    AccountTeamMember: ['AccountId', 'UserId', 'TeamMemberRole'],
    AccountShare: ['AccountId', 'UserOrGroupId', 'RowCause'],
    ContactShare: ['ContactId', 'UserOrGroupId', 'RowCause'],
    OpportunityShare: ['OpportunityId', 'UserOrGroupId', 'RowCause'],
    CaseShare: ['CaseId', 'UserOrGroupId', 'RowCause'],
    LeadShare: ['LeadId', 'UserOrGroupId', 'RowCause'],
    CampaignShare: ['CampaignId', 'UserOrGroupId', 'RowCause'],
    Expense__Share: ['ParentId', 'UserOrGroupId', 'RowCause']
};

/** Compound fields are made of fields that are read anyway; blobs are no part of a query's rows. */
const UNREADABLE_TYPES = new Set(['base64', 'address', 'location']);

/** Reads every row of every object that the client may query, except the given objects. */
export async function takeSnapshot(org: OrgClient, leftOut: ReadonlySet<string>): Promise<OrgSnapshot> {
    const { sobjects } = (await org.send('GET', '/services/data/v67.0/sobjects')) as { sobjects: { name: string; queryable: boolean }[] };
    const snapshot: OrgSnapshot = new Map();
    for (const { name } of sobjects.filter((object) => object.queryable && !leftOut.has(object.name))) {
        snapshot.set(name, await rowsOf(org, name));
    }
    return snapshot;
}

async function rowsOf(org: OrgClient, name: string): Promise<Map<string, Map<string, string>>> {
    const { fields } = (await org.send('GET', `/services/data/v67.0/sobjects/${name}/describe`)) as {
        fields: { name: string; type: string; calculated: boolean }[];
    };
    const names = fields.filter((field) => !UNREADABLE_TYPES.has(field.type)).map((field) => field.name);
    const rows = await org.query(`SELECT ${names.join(', ')} FROM ${name}`);
    const keyFields = NATURAL_KEYS[name] ?? ['Id'];
    return new Map(
        rows.map((row) => [
            keyFields.map((field) => String(row[field])).join(' / '),
            new Map(
                names
                    .filter((field) => !(name in NATURAL_KEYS && field === 'Id'))
                    .map((field) => [field, JSON.stringify(row[field] ?? null)])
            )
        ])
    );
}

export function differences(before: OrgSnapshot, after: OrgSnapshot): Difference[] {
    const found: Difference[] = [];
    for (const object of new Set([...before.keys(), ...after.keys()])) {
        const rowsBefore = before.get(object) ?? new Map();
        const rowsAfter = after.get(object) ?? new Map();
        for (const [key, fields] of rowsBefore) {
            const now = rowsAfter.get(key);
            if (!now) {
                found.push({ object, what: 'removed', key, before: 'there', after: 'gone' });
                continue;
            }
            for (const [field, value] of fields) {
                if (now.get(field) !== value) {
                    found.push({ object, what: field, key, before: value, after: now.get(field) ?? 'no such field' });
                }
            }
        }
        for (const key of rowsAfter.keys()) {
            if (!rowsBefore.has(key)) {
                found.push({ object, what: 'added', key, before: 'not there', after: 'there' });
            }
        }
    }
    return found;
}
