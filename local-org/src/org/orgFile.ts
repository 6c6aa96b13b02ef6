/**
 * What an org knows of itself beside its records, in a small file next to its database (`org.sqlite` → `org.json`): who it is,
 * and which features are on. Features decide which tables there are, so they must be known before the database is opened.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Feature } from '../schema/model.ts';
import type { AdminOptions, OrganizationOptions } from './options.ts';

export interface OrgFile {
    /** Absent: whatever the org is opened with. */
    features?: Feature[];
    /** Of a scratch org: what it was created as. */
    organization?: OrganizationOptions;
    admin?: AdminOptions;
    /** Of a scratch org: the database of the Dev Hub that created it, `null` for a hub in memory. */
    hub?: string | null;
}

export function orgFileOf(database: string): string {
    return `${database.replace(/\.sqlite$/, '')}.json`;
}

/** `{}` when nothing has been kept, or what is there is none of ours. */
export function readOrgFile(database: string): OrgFile {
    try {
        const value: unknown = JSON.parse(readFileSync(orgFileOf(database), 'utf8'));
        return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as OrgFile) : {};
    } catch {
        return {};
    }
}

/** Changes what is kept; undefined takes away. Written aside first: a crash leaves the old file or the new one. */
export function changeOrgFile(database: string, change: OrgFile): void {
    const path = orgFileOf(database);
    const aside = `${path}.new`;
    writeFileSync(aside, `${JSON.stringify({ ...readOrgFile(database), ...change }, null, 2)}\n`);
    renameSync(aside, path);
}

export function forgetOrgFile(database: string): void {
    rmSync(orgFileOf(database), { force: true });
}
