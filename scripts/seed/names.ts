import type { OrgClient } from '../org/OrgClient.ts';
import { quoted } from '../org/OrgClient.ts';

/** The org lacks what the plan names. */
export class SeedError extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'SeedError';
    }
}

/** Id by developer name (or another field) for the names that the plan uses. Throws SeedError for a name that the org does not know. */
export async function idsByName(
    org: OrgClient,
    object: string,
    field: string,
    names: Iterable<string | undefined>,
    where = ''
): Promise<Map<string, string>> {
    const wanted = [...new Set([...names].filter((name) => name !== undefined))];
    if (wanted.length === 0) {
        return new Map();
    }
    const rows = await org.query(`SELECT Id, ${field} FROM ${object} WHERE ${field} IN (${wanted.map(quoted).join(', ')})${where}`);
    const found = new Map(rows.map((row) => [row[field] as string, row.Id]));
    const missing = wanted.find((name) => !found.has(name));
    if (missing) {
        throw new SeedError(`The org has no ${object} named ${missing}. Deploy force-app and config/demo before seeding.`);
    }
    return found;
}
