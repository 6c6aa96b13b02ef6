/** The org's rows before anybody works with them: those that every org is born with, and those that metadata becomes. */
import { rmSync } from 'node:fs';
import type { Problem } from '../compiler/annotations.ts';
import { keptKeyPrefixes } from '../data/store/keyPrefixes.ts';
import { Store } from '../data/store/Store.ts';
import { deployPlatform, isSeeded, preparePlatform, recountSeats, seedOrganization, seedUsers } from '../platform/index.ts';
import type { ApprovalRegistry, SeedOptions } from '../platform/index.ts';
import type { OrgSchema } from '../schema/buildSchema.ts';
import type { Project } from '../schema/project.ts';
import { idOf18 } from '../runtime/values/ids.ts';
import { deployPermissions, grantDevHub, seedProfiles } from '../security/index.ts';
import type { OpenOptions } from './options.ts';
import { forgetOrgFile } from './orgFile.ts';
import { byPlace, SourceProblemsError } from './problems.ts';

export interface OpenedDatabase {
    store: Store;
    /** Was it empty before? */
    created: boolean;
    /** The first administrator. */
    adminId: string;
    approvals: ApprovalRegistry;
    /** Those of the sources and those that deployment found, by place. */
    problems: Problem[];
}

interface DatabaseInput {
    project: Project;
    schema: OrgSchema;
    /** What checking the sources found. */
    problems: readonly Problem[];
    options: OpenOptions;
    now: () => number;
}

/** Prefixes that a kept database has given to custom objects; none when it is to be forgotten. */
export function keptPrefixes({ database, fresh }: OpenOptions): Record<string, string> {
    return database && !fresh ? keptKeyPrefixes(database) : {};
}

/**
 * Opens the database and deploys the project into it: wholly or not at all.
 *
 * @throws KeptDatabaseError
 * @throws SourceProblemsError when errors are to be refused; the kept records are as they were
 */
export function openDatabase({ project, schema, problems: found, options, now }: DatabaseInput): OpenedDatabase {
    const { database, fresh, refuseErrors } = options;
    if (refuseErrors) {
        SourceProblemsError.refuse(found);
    }
    if (database && fresh) {
        ['', '-wal', '-shm'].forEach((suffix) => rmSync(database + suffix, { force: true }));
        forgetOrgFile(database);
    }
    const store = Store.open({ file: database ?? ':memory:', schema, now });
    try {
        preparePlatform(store);
        const mark = store.mark();
        const created = !isSeeded(store);
        const adminId = seed(store, created, options);
        grantDevHub(store, adminId);
        const permissionProblems = deployPermissions(store, project, adminId);
        const { approvals, problems: platformProblems } = deployPlatform(store, project, adminId);
        const problems = [...found, ...[...permissionProblems, ...platformProblems].map(asProblem)].sort(byPlace);
        if (refuseErrors) {
            SourceProblemsError.refuse(problems);
        }
        store.release(mark);
        return { store, created, adminId, approvals, problems };
    } catch (error) {
        // Closing without the release undoes what was deployed so far.
        store.close();
        throw error;
    }
}

/** What a deployment into the database found, as a problem of its file. */
export function asProblem({ path, message, kind = 'error' }: { path: string; message: string; kind?: Problem['kind'] }): Problem {
    return { fileName: path, line: 1, column: 1, problem: message, kind };
}

/** A new database gets the rows that every org is born with. Returns the first administrator. */
function seed(store: Store, created: boolean, { organization, admin, seats }: OpenOptions): string {
    if (!created) {
        return String(store.get('SELECT CreatedById AS id FROM Organization')!.id);
    }
    const options: SeedOptions = {
        ...(organization && {
            organizationName: organization.name,
            organizationId: idOf18(organization.id)!,
            edition: organization.edition
        }),
        ...(organization?.type === 'scratch' && organization.expires !== undefined && { scratch: { expires: organization.expires } }),
        admin,
        salesforceSeats: seats
    };
    const seeded = seedOrganization(store, options);
    seedProfiles(store, seeded.adminId);
    seedUsers(store, seeded, options);
    recountSeats(store);
    return seeded.adminId;
}
