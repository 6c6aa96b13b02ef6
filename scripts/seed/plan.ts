import { readFileSync } from 'node:fs';

const FOLDER = 'config/data';
export const DEMO_DOMAIN = 'handover.example';

/** A test person; names of profiles, roles, sets, groups and queues are developer names or labels as an admin knows them. */
export interface PlannedPerson {
    key: string;
    FirstName: string;
    LastName: string;
    Title: string;
    profile: string;
    /** Gets a seat before the others when there are few: without them nothing can be tried. */
    essential?: boolean;
    role?: string;
    manager?: string;
    mentor?: string;
    permissionSets?: string[];
    permissionSetGroups?: string[];
    groups?: string[];
    queues?: string[];
    /** Leave a live session behind. */
    session?: boolean;
}

/** A test record; a value `@key` stands for the Id of the person or record with that key. */
export interface PlannedRecord {
    object: string;
    key: string;
    owner?: string;
    fields: Record<string, unknown>;
}

export interface SeedPlan {
    people: PlannedPerson[];
    records: PlannedRecord[];
    /** Keys of records that are submitted for approval. */
    approvals: string[];
}

export function readPlan(): SeedPlan {
    const read = (name: string): unknown => JSON.parse(readFileSync(`${FOLDER}/${name}.json`, 'utf8'));
    return {
        people: read('people') as PlannedPerson[],
        records: read('records') as PlannedRecord[],
        approvals: read('approvals') as string[]
    };
}

/** The leaver and the successor of the demo story, and who operates it. */
export const STORY = { leaver: 'nora', successor: 'tomas', operator: 'iris', outsider: 'victor' } as const;

export function usernameOf(key: string, domain = DEMO_DOMAIN): string {
    return `${key}@${domain}`;
}

/** Usernames are unique over all orgs of the world: the org's own Id makes them so, and a second run finds them again. */
export function domainOfOrg(organizationId: string): string {
    return `${organizationId.toLowerCase()}.${DEMO_DOMAIN}`;
}
