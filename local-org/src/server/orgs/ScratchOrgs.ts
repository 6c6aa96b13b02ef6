/** The folders of a Dev Hub's scratch orgs: `<directory>/<Organization Id>/` with `org.sqlite`, `org.json` and the sources. */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { changeOrgFile, readOrgFile } from '../../localOrg.ts';
import type { OrgFile, Signup } from '../../localOrg.ts';

/** What is known of a scratch org without opening it. */
export interface ScratchOrg {
    /** 15 characters. */
    id: string;
    folder: string;
    database: string;
    projectDirectory: string;
    file: OrgFile & Required<Pick<OrgFile, 'organization' | 'admin'>>;
}

const ID_CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** After `00D`, the instance: real orgs' Ids name theirs there, too. */
const INSTANCE = 'Lo0';

export class ScratchOrgs {
    readonly directory: string;
    readonly #hub: string | null;

    /** @param hub the hub's database, null for one in memory: several hubs may share a directory */
    constructor(directory: string, hub: string | null) {
        this.directory = directory;
        this.#hub = hub;
    }

    /** This hub's orgs. Other folders are left alone. */
    list(): ScratchOrg[] {
        if (!existsSync(this.directory)) {
            return [];
        }
        return readdirSync(this.directory, { withFileTypes: true })
            .filter((entry) => entry.isDirectory() && /^00D\w{12}$/.test(entry.name))
            .flatMap((entry) => this.#read(entry.name) ?? []);
    }

    /** An empty org's folder, under an Id that was never used. */
    create(signup: Signup): ScratchOrg {
        const id = this.#freeId();
        const org = this.#at(id);
        mkdirSync(join(org.projectDirectory, 'force-app'), { recursive: true });
        writeFileSync(
            join(org.projectDirectory, 'sfdx-project.json'),
            `${JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }] }, null, 2)}\n`
        );
        const file: ScratchOrg['file'] = {
            hub: this.#hub,
            features: [],
            organization: {
                id,
                name: signup.organizationName,
                type: 'scratch',
                edition: `${signup.edition.replace(/^Partner /, '')} Edition`,
                expires: signup.expires
            },
            admin: { username: signup.username, email: signup.email }
        };
        changeOrgFile(org.database, file);
        return { ...org, file };
    }

    remove(id: string): void {
        const org = this.#read(id);
        if (org) {
            rmSync(org.folder, { recursive: true, force: true, maxRetries: 5 });
        }
    }

    #at(id: string): Omit<ScratchOrg, 'file'> {
        const folder = join(this.directory, id);
        return { id, folder, database: join(folder, 'org.sqlite'), projectDirectory: join(folder, 'source') };
    }

    /** null when there is none of this hub. */
    #read(id: string): ScratchOrg | null {
        const org = this.#at(id);
        const file = readOrgFile(org.database);
        const { organization, admin } = file;
        return organization && admin && (file.hub ?? null) === this.#hub ? { ...org, file: { ...file, organization, admin } } : null;
    }

    /** Chance has 62 to the power of 9 to choose from: an Id does not come back after its org is gone. */
    #freeId(): string {
        for (;;) {
            const id = `00D${INSTANCE}${Array.from({ length: 9 }, () => ID_CHARACTERS[randomInt(ID_CHARACTERS.length)]).join('')}`;
            if (!existsSync(join(this.directory, id))) {
                return id;
            }
        }
    }
}
