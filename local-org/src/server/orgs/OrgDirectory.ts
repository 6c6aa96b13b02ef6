/** The orgs of one server: the one that was served, and, when that is a Dev Hub, its scratch orgs. */
import { databaseHasUser } from '../../localOrg.ts';
import type { Signup } from '../../localOrg.ts';
import { OrgStartError } from '../OrgThread.ts';
import type { OrgThread } from '../OrgThread.ts';
import type { HubWork, OrgThreadOptions, SentRequest } from '../protocol.ts';
import { OrgHost } from './OrgHost.ts';
import type { PageBuilder } from './OrgHost.ts';
import type { ScratchOrg, ScratchOrgs } from './ScratchOrgs.ts';
import { addresseeOf } from './whichOrg.ts';

export interface OrgDirectoryOptions {
    served: OrgThreadOptions;
    /** Of a Dev Hub. */
    scratchOrgs: ScratchOrgs | null;
    buildPage: PageBuilder;
    onProgress: (message: string) => void;
}

interface Entry {
    org: ScratchOrg;
    host: OrgHost;
}

/** Where scratch orgs say that they are. */
const INSTANCE_NAME = 'LOCAL';

/** Signup error codes (Salesforce DX Developer Guide, error codes for scratch orgs). */
const USERNAME_IN_USE = 'C-1007';
const NO_SUCH_NAMESPACE = 'S-1017';
const NO_SUCH_SNAPSHOT = 'T-0002';
const NO_SUCH_SHAPE = 'SH-0002';
const NO_SUCH_COUNTRY = 'S-2006';
const FATAL = 'C-9999';

export class OrgDirectory {
    readonly #options: OrgDirectoryOptions;
    /** The org that was served first; a Dev Hub when there are scratch orgs. */
    readonly served: OrgHost;
    readonly #scratch = new Map<string, Entry>();
    #working: Promise<void> = Promise.resolve();
    #url: string | null = null;

    constructor(options: OrgDirectoryOptions) {
        this.#options = options;
        this.served = new OrgHost({
            thread: options.served,
            buildPage: options.buildPage,
            onProgress: options.onProgress,
            restarts: false,
            onHubWork: (work) => this.#queue(work)
        });
    }

    /**
     * Opens the served org; scratch orgs are opened when somebody asks for them.
     *
     * @throws OrgStartError
     */
    async open(): Promise<OrgThread> {
        const hub = await this.served.thread();
        const { scratchOrgs } = this.#options;
        if (scratchOrgs) {
            const active = new Set(await hub.ask({ about: 'activeScratchOrgs' }));
            for (const org of scratchOrgs.list().filter(({ id }) => !this.#scratch.has(id))) {
                if (active.has(org.id)) {
                    this.#add(org);
                } else {
                    // Half made when the hub ended, or of a hub that was forgotten.
                    scratchOrgs.remove(org.id);
                }
            }
        }
        return hub;
    }

    /** From now on orgs can be made: they have to know where they will be. */
    listening(url: string): void {
        this.#url = url;
    }

    async hostOf(request: SentRequest): Promise<OrgHost> {
        const addressee = addresseeOf(request);
        if (addressee === null || this.#scratch.size === 0) {
            return this.served;
        }
        return 'organizationId' in addressee ? this.#byId(addressee.organizationId) : this.#byUsername(addressee.username);
    }

    async close(): Promise<void> {
        await this.#working;
        await Promise.all([this.served, ...[...this.#scratch.values()].map((entry) => entry.host)].map((host) => host.close()));
    }

    /** Who answers for an org that is not there, or not any more, refuses what it does not know. */
    #byId(organizationId: string): OrgHost {
        const entry = this.#scratch.get(organizationId);
        return entry && !isExpired(entry.org) ? entry.host : this.served;
    }

    async #byUsername(username: string): Promise<OrgHost> {
        return (await this.#ownerOf(username))?.host ?? this.served;
    }

    /** The scratch org that has such a user; the served org's users come before all but administrators. */
    async #ownerOf(username: string): Promise<Entry | null> {
        const name = username.toLowerCase();
        const entries = [...this.#scratch.values()].filter(({ org }) => !isExpired(org));
        const administered = entries.find(({ org }) => org.file.admin.username.toLowerCase() === name);
        if (administered || (await (await this.served.thread()).ask({ about: 'user', username }))) {
            return administered ?? null;
        }
        return entries.find(({ org }) => databaseHasUser(org.database, username)) ?? null;
    }

    #add(org: ScratchOrg): Entry {
        const { served, buildPage, onProgress } = this.#options;
        const host = new OrgHost({
            thread: {
                projectDirectory: org.projectDirectory,
                database: org.database,
                fresh: false,
                features: null,
                packageDirectories: null,
                // What may sign in to the hub may sign in to its scratch orgs.
                certificates: served.certificates,
                runJobs: served.runJobs,
                jobPause: served.jobPause,
                neighbours: served.neighbours,
                organization: org.file.organization,
                admin: org.file.admin
            },
            buildPage,
            onProgress: (message) => onProgress(`${org.id}: ${message}`),
            restarts: true
        });
        const entry = { org, host };
        this.#scratch.set(org.id, entry);
        return entry;
    }

    /** One after another: two signups must not take the same username. */
    #queue(work: HubWork): Promise<void> {
        this.#working = this.#working.then(() => this.#do(work));
        return this.#working;
    }

    async #do({ signups, removals }: HubWork): Promise<void> {
        for (const signup of signups) {
            await this.#signUp(signup).catch((error: Error) => this.#complain(error));
        }
        for (const organizationId of removals) {
            await this.#remove(organizationId).catch((error: Error) => this.#complain(error));
        }
    }

    #complain(error: Error): void {
        this.#options.onProgress(error.message);
    }

    async #signUp(signup: Signup): Promise<void> {
        const hub = await this.served.thread();
        const refusal = await this.#refusal(signup);
        if (refusal !== null) {
            await hub.ask({ about: 'signupFailed', infoId: signup.infoId, errorCode: refusal });
            return;
        }
        const { org, host } = this.#add(this.#options.scratchOrgs!.create(signup));
        try {
            const authCode = await (await host.thread()).ask({ about: 'authorizationCode', ...signup.connectedApp });
            const created = { organizationId: org.id, authCode, loginUrl: this.#url ?? '', instance: INSTANCE_NAME };
            await hub.ask({ about: 'signupDone', infoId: signup.infoId, created });
        } catch (error) {
            this.#scratch.delete(org.id);
            await host.close();
            this.#options.scratchOrgs!.remove(org.id);
            await hub.ask({ about: 'signupFailed', infoId: signup.infoId, errorCode: FATAL });
            throw error instanceof OrgStartError ? new OrgStartError(`The scratch org could not be created: ${error.message}`) : error;
        }
    }

    async #refusal({ infoId, username, namespace, snapshot, sourceOrg, country }: Signup): Promise<string | null> {
        if (namespace) {
            return NO_SUCH_NAMESPACE;
        }
        if (snapshot) {
            return NO_SUCH_SNAPSHOT;
        }
        if (sourceOrg) {
            return NO_SUCH_SHAPE;
        }
        if (!/^[A-Z]{2}$/.test(country)) {
            return NO_SUCH_COUNTRY;
        }
        const free = await (await this.served.thread()).ask({ about: 'signup', infoId, username });
        return free && (await this.#ownerOf(username)) === null ? null : USERNAME_IN_USE;
    }

    async #remove(organizationId: string): Promise<void> {
        const entry = this.#scratch.get(organizationId);
        this.#scratch.delete(organizationId);
        await entry?.host.close();
        this.#options.scratchOrgs!.remove(organizationId);
        await (await this.served.thread()).ask({ about: 'removalDone', organizationId });
    }
}

/** Its last day is over: nobody gets in any more. The hub takes it away at its next request. */
function isExpired({ file }: ScratchOrg): boolean {
    const { expires } = file.organization;
    return expires !== undefined && expires < new Date().toISOString().slice(0, 10);
}
