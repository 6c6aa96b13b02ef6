import { readFileSync } from 'node:fs';

const FOLDER = 'config/demo/data';
export const DEMO_DOMAIN = 'handover.example';
export const PEOPLE_FILE = `${FOLDER}/people.json`;

/** A demo person; names of profiles, roles, sets, groups and queues are developer names or labels as an admin knows them. */
export interface DemoPerson {
    key: string;
    FirstName: string;
    LastName: string;
    Title: string;
    profile: string;
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

/** A demo record; a value `@key` stands for the Id of the person or record with that key. */
export interface DemoRecord {
    object: string;
    key: string;
    owner?: string;
    fields: Record<string, unknown>;
}

export interface SeedPlan {
    people: DemoPerson[];
    records: DemoRecord[];
    /** Keys of records that are submitted for approval. */
    approvals: string[];
}

export function readPlan(): SeedPlan {
    const read = (name: string): unknown => JSON.parse(readFileSync(`${FOLDER}/${name}.json`, 'utf8'));
    return { people: read('people') as DemoPerson[], records: read('records') as DemoRecord[], approvals: read('approvals') as string[] };
}

/** The leaver and the successor of the demo story, and who operates it. */
export const STORY = { leaver: 'nora', successor: 'tomas', operator: 'iris', outsider: 'victor' } as const;

export function usernameOf(key: string): string {
    return `${key}@${DEMO_DOMAIN}`;
}
