import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const MAIN = 'local-org/src/main.ts';

export interface LocalOrgOptions {
    /** SQLite file; null for an org that lives in memory. */
    database: string | null;
    /** 0 for any free port. */
    port: number;
    fresh?: boolean;
    /** The SFDX project that the org is made of; this one unless told otherwise. */
    project?: string;
    /** PEM files of certificates whose keys may sign JWT logins. */
    certificates?: string[];
    /** Makes the org a Dev Hub, so that `sf org create scratch` works. */
    devHub?: boolean;
    /** Folder of the scratch orgs; beside the database, or a temporary one, unless told otherwise. */
    scratchOrgs?: string;
    /** How many scratch orgs there may be at a time. */
    scratchOrgLimit?: number;
    /** false: jobs wait until they are asked for, one transaction at a time. */
    runJobs?: boolean;
    /** Rest before each job, so that somebody can watch a run. */
    jobPauseMilliseconds?: number;
    /** For those who never look at the Lightning page: it is built only when somebody does. */
    pageLater?: boolean;
    /** Salesforce licenses of a new org. */
    seats?: number;
    onProgress?: (message: string) => void;
}

/** The local org could not be started; the message is its own. */
export class LocalOrgStartError extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'LocalOrgStartError';
    }
}

/** A local org in a process of its own. We start it, so we stop it. */
export class LocalOrgProcess {
    readonly url: string;
    /** Was the database empty before? Then it wants seeding. */
    readonly created: boolean;
    private readonly child: ChildProcess;

    private constructor(child: ChildProcess, url: string, created: boolean) {
        this.child = child;
        this.url = url;
        this.created = created;
    }

    static start(options: LocalOrgOptions): Promise<LocalOrgProcess> {
        const args = [
            MAIN,
            'serve',
            // Whole paths: npm tells the local org where the person stands, which may be elsewhere in this project.
            '--project',
            resolve(options.project ?? '.'),
            '--port',
            String(options.port),
            '--result-format',
            'json'
        ];
        if (options.database !== null) {
            args.push('--database', resolve(options.database));
        }
        if (options.fresh) {
            args.push('--fresh');
        }
        if (options.jobPauseMilliseconds !== undefined) {
            args.push('--job-pause', String(options.jobPauseMilliseconds));
        }
        if (options.seats !== undefined) {
            args.push('--seats', String(options.seats));
        }
        if (options.runJobs === false) {
            args.push('--no-jobs');
        }
        if (options.pageLater) {
            args.push('--page-later');
        }
        if (options.devHub) {
            args.push('--dev-hub');
        }
        if (options.scratchOrgs !== undefined) {
            args.push('--scratch-orgs', resolve(options.scratchOrgs));
        }
        if (options.scratchOrgLimit !== undefined) {
            args.push('--scratch-org-limit', String(options.scratchOrgLimit));
        }
        args.push(...(options.certificates ?? []).flatMap((file) => ['--register-cert', resolve(file)]));
        const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
        // It ends when the channel does, that is with us, however we end; the channel itself does not keep us.
        child.channel?.unref();
        let complaint = '';
        createInterface({ input: child.stderr! }).on('line', (line) => {
            complaint += `${line}\n`;
            options.onProgress?.(line);
        });
        return new Promise((fulfil, reject) => {
            child.once('error', (error) => reject(new LocalOrgStartError(error.message)));
            child.once('exit', (code) => reject(new LocalOrgStartError(complaint.trim() || `The local org ended with exit code ${code}.`)));
            createInterface({ input: child.stdout! }).once('line', (line) => {
                const facts = JSON.parse(line) as { url: string; created: boolean };
                child.removeAllListeners('exit');
                fulfil(new LocalOrgProcess(child, facts.url, facts.created));
            });
        });
    }

    /** Ends it in good order: what runs is finished, the database closed. */
    stop(): Promise<void> {
        return this.end('SIGTERM');
    }

    /** Ends it as a power cut would. */
    kill(): Promise<void> {
        return this.end('SIGKILL');
    }

    onExit(listener: (code: number | null) => void): void {
        this.child.once('exit', listener);
    }

    private end(signal: NodeJS.Signals): Promise<void> {
        if (this.child.exitCode !== null || this.child.signalCode !== null) {
            return Promise.resolve();
        }
        return new Promise((fulfil) => {
            this.child.once('exit', () => fulfil());
            this.child.kill(signal);
        });
    }
}
