/** Ten thousand records over seven objects for the demo's leaver, and what handing them over costs. */
import type { OrgClient } from '../org/OrgClient.ts';
import { quoted } from '../org/OrgClient.ts';

/** A record of each object, as small as the object allows. */
const TEMPLATES: Record<string, (index: number) => Record<string, unknown>> = {
    Account: (index) => ({ Name: `Account ${index}` }),
    Contact: (index) => ({ LastName: `Contact ${index}` }),
    Opportunity: (index) => ({ Name: `Opportunity ${index}`, StageName: 'Prospecting', CloseDate: '2027-06-30' }),
    Case: (index) => ({ Subject: `Case ${index}` }),
    Lead: (index) => ({ LastName: `Lead ${index}`, Company: 'Company' }),
    Task: (index) => ({ Subject: `Task ${index}` }),
    Project__c: (index) => ({ Name: `Project ${index}` })
};

export const OBJECTS = Object.keys(TEMPLATES);
export const RECORDS = 10_000;

/** Spreads `RECORDS` new records of the person evenly over the objects. */
export async function addRecords(org: OrgClient, ownerId: string): Promise<void> {
    for (const [index, object] of OBJECTS.entries()) {
        const count = Math.floor(RECORDS / OBJECTS.length) + (index < RECORDS % OBJECTS.length ? 1 : 0);
        const records = Array.from({ length: count }, (_each, number) => ({ ...TEMPLATES[object](number), OwnerId: ownerId }));
        await org.create(object, records);
    }
}

/** How many records of the seven objects a person owns. */
export async function owned(org: OrgClient, ownerId: string): Promise<number> {
    let total = 0;
    for (const object of OBJECTS) {
        total += await org.count(`SELECT COUNT() FROM ${object} WHERE OwnerId = ${quoted(ownerId)}`);
    }
    return total;
}

/** What the org's transactions have used since the last reset; a local org's own figures. */
export interface Usage {
    transactions: number;
    /** What the org counts against its daily allowance. */
    apiRequests?: number;
    byKind: Record<string, number>;
    limits: Record<string, { total: number; highest: number; maximum: number }>;
}

export async function usage(org: OrgClient): Promise<Usage> {
    return (await org.send('GET', '/local/usage')) as Usage;
}

export async function resetUsage(org: OrgClient): Promise<void> {
    await org.send('DELETE', '/local/usage');
}
