/** Many people who leave at once, each with work and access of every common kind. */
import type { OrgClient } from '../org/OrgClient.ts';
import { quoted } from '../org/OrgClient.ts';

export interface Crowd {
    usernames: string[];
    ids: string[];
    /** Records that they own, together. */
    records: number;
}

/** What each of them owns: five records over four objects, and is a member of a group, a queue and a permission set. */
const RECORDS: Record<string, Record<string, unknown>> = {
    Account: { Name: 'Account' },
    Contact: { LastName: 'Contact' },
    Opportunity: { Name: 'Opportunity', StageName: 'Prospecting', CloseDate: '2027-06-30' },
    Case: { Subject: 'Case' },
    Task: { Subject: 'Task' }
};

/** @param org needs as many free seats, and the demo's people and metadata */
export async function addCrowd(org: OrgClient, count: number): Promise<Crowd> {
    const idOf = async (soql: string): Promise<string> => (await org.query(soql))[0].Id;
    const profile = await idOf("SELECT Id FROM Profile WHERE Name = 'Standard User'");
    const group = await idOf("SELECT Id FROM Group WHERE DeveloperName = 'Deal_Desk'");
    const queue = await idOf("SELECT Id FROM Group WHERE DeveloperName = 'Inbound_Leads'");
    const set = await idOf("SELECT Id FROM PermissionSet WHERE Name = 'Deal_Reviewer'");
    const usernames = Array.from({ length: count }, (_each, index) => `leaver${index}@crowd.example`);
    const ids = await org.create(
        'User',
        usernames.map((username, index) => ({
            FirstName: 'Leaver',
            LastName: `Number ${index}`,
            Username: username,
            Email: username,
            Alias: `lv${index}`,
            ProfileId: profile,
            TimeZoneSidKey: 'Europe/Stockholm',
            LocaleSidKey: 'en_US',
            LanguageLocaleKey: 'en_US',
            EmailEncodingKey: 'UTF-8'
        }))
    );
    await org.create(
        'GroupMember',
        ids.flatMap((id) => [group, queue].map((each) => ({ GroupId: each, UserOrGroupId: id })))
    );
    await org.create(
        'PermissionSetAssignment',
        ids.map((id) => ({ AssigneeId: id, PermissionSetId: set }))
    );
    for (const [object, fields] of Object.entries(RECORDS)) {
        await org.create(
            object,
            ids.map((id) => ({ ...fields, OwnerId: id }))
        );
    }
    return { usernames, ids, records: count * Object.keys(RECORDS).length };
}

/** How many of them can still log in. */
export function activeOf(org: OrgClient, { ids }: Crowd): Promise<number> {
    return org.count(`SELECT COUNT() FROM User WHERE IsActive = true AND Id IN (${ids.map(quoted).join(', ')})`);
}
