/** Fills an org with the people and records of config/data. A second run adds what is missing and changes nothing else. */
import { OrgClient } from '../org/OrgClient.ts';
import { grantAccess, letMeWrite } from './access.ts';
import { SeedError } from './names.ts';
import { seedPeople } from './people.ts';
import type { SeededPeople } from './people.ts';
import { DEMO_DOMAIN, readPlan, usernameOf } from './plan.ts';
import { seedRecords, submitForApproval } from './records.ts';
import type { SeededRecords } from './records.ts';

export interface SeedOptions {
    /** What usernames end with; DEMO_DOMAIN unless told otherwise. See `domainOfOrg`. */
    domain?: string;
    /** Live sessions for those who should have one: a door that only local orgs have. */
    sessions?: boolean;
}

export interface SeedReport {
    domain: string;
    people: Omit<SeededPeople, 'ids'>;
    records: SeededRecords;
}

/**
 * @throws SeedError when the org lacks what the plan names, or a seat for those without whom nothing can be tried
 * @throws OrgError with the org's own refusal
 */
export async function seed(org: OrgClient, { domain = DEMO_DOMAIN, sessions = false }: SeedOptions = {}): Promise<SeedReport> {
    const plan = readPlan();
    const unknown = plan.approvals.find((key) => !plan.records.some((record) => record.key === key));
    if (unknown) {
        throw new SeedError(`config/data/approvals.json names ${unknown}, which no record has as key.`);
    }
    await letMeWrite(org);
    const { ids, ...people } = await seedPeople(org, plan.people, domain);
    const there = plan.people.filter((person) => ids.has(person.key));
    await grantAccess(org, there, ids);
    const records = await seedRecords(org, plan.records, ids);
    await submitForApproval(org, plan.approvals, ids);
    if (sessions) {
        for (const person of there.filter((each) => each.session)) {
            await OrgClient.signIn(org.url, usernameOf(person.key, domain));
        }
    }
    return { domain, people, records };
}
