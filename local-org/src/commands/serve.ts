import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { assertCertificate, ENTERPRISE_HUB, ProjectError } from '../localOrg.ts';
import { DatabaseInUseError } from '../server/databaseLock.ts';
import { serve } from '../server/serve.ts';
import type { RunningServer, ServeOptions } from '../server/serve.ts';
import { OrgStartError } from '../server/OrgThread.ts';
import { ListenError } from '../server/httpServer.ts';
import { ComponentError } from '../browser/application.ts';
import { UnknownModuleError } from '../browser/salesforceModules.ts';
import { CommandError, featuresOf, list, pathFromUser, projectOf, wantsJson } from './options.ts';
import type { DevHubLimits } from '../localOrg.ts';
import type { CommandOptions } from './options.ts';

function numberOf(option: string, text: string, largest: number): number {
    const number = Number(text);
    if (!Number.isInteger(number) || number < 0 || number > largest) {
        throw new CommandError(`--${option} must be a number from 0 to ${largest}, not ${text}.`);
    }
    return number;
}

const LARGEST_PORT = 65_535;
const MOST_SEATS = 100_000;
const MOST_SCRATCH_ORGS = 1_000;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);
const LONGEST_JOB_PAUSE_MILLISECONDS = 10_000;

/** Read before the org is opened: a wrong file is told at once. */
function certificatesOf(options: CommandOptions): string[] {
    return (options['register-cert'] ?? []).map((file) => {
        try {
            const pem = readFileSync(pathFromUser(file), 'utf8');
            assertCertificate(pem);
            return pem;
        } catch (error) {
            throw new CommandError(`--register-cert ${file}: ${(error as Error).message}`);
        }
    });
}

/** What a person can mend: told in one sentence, without a stack. */
function isExpected(error: unknown): error is Error {
    return [OrgStartError, ListenError, DatabaseInUseError, ComponentError, UnknownModuleError, ProjectError].some(
        (type) => error instanceof type
    );
}

/** Commands to copy. */
async function howToLogIn(server: RunningServer, { certificates, devHub }: ServeOptions): Promise<string> {
    const { token, username } = await server.login();
    const alias = devHub ? '--alias hub --set-default-dev-hub' : '--alias local --set-default';
    const lines = [
        'Log in with the Salesforce CLI:',
        `  SF_ACCESS_TOKEN='${token}' sf org login access-token --instance-url ${server.url} --no-prompt ${alias}`
    ];
    if (certificates.length > 0) {
        lines.push(
            '  or, with the key of a registered certificate, so that the login outlasts its session:',
            `  sf org login jwt --instance-url ${server.url} --client-id local --jwt-key-file KEY --username ${username} ${alias}`
        );
    }
    if (devHub) {
        lines.push('  sf org create scratch --definition-file config/project-scratch-def.json --alias scratch --set-default');
    }
    return lines.join('\n');
}

/** Serves until it is told to end. stdout holds one line: the URL, or with --result-format json `{url, created}`. */
export async function serveCommand(options: CommandOptions): Promise<number> {
    const json = wantsJson(options);
    const serveOptions = serveOptionsOf(options);
    const told = toldToEnd();
    try {
        const server = await Promise.race([serve(serveOptions), told.then(() => null)]);
        if (server === null) {
            // Nobody waits for the org any more. What is half opened is undone with the process.
            process.exit(1);
        }
        console.log(json ? JSON.stringify({ url: server.url, created: server.created }) : `Local org: ${server.url}`);
        if (!json) {
            console.error(await howToLogIn(server, serveOptions));
        }
        const died = await Promise.race([server.died, told]);
        await server.close();
        if (died) {
            console.error(died.stack);
        }
        return died ? 1 : 0;
    } catch (error) {
        if (isExpected(error)) {
            console.error(error.message);
            // The page may still be in the making, for nobody.
            setImmediate(() => process.exit(1));
            return 1;
        }
        throw error;
    } finally {
        if (process.connected) {
            process.disconnect?.();
        }
    }
}

function hubLimits(options: CommandOptions): DevHubLimits {
    const limit = options['scratch-org-limit'];
    if (limit === undefined) {
        return ENTERPRISE_HUB;
    }
    const activeScratchOrgs = numberOf('scratch-org-limit', limit, MOST_SCRATCH_ORGS);
    // A Dev Hub allows twice as many a day as at a time.
    return { activeScratchOrgs, dailyScratchOrgs: 2 * activeScratchOrgs };
}

function serveOptionsOf(options: CommandOptions): ServeOptions {
    const database = options.database ? pathFromUser(options.database) : null;
    if (database) {
        mkdirSync(dirname(database), { recursive: true });
    }
    if (!options['dev-hub'] && (options['scratch-orgs'] ?? options['scratch-org-limit']) !== undefined) {
        throw new CommandError('--scratch-orgs and --scratch-org-limit are for a Dev Hub: add --dev-hub.');
    }
    if (!LOOPBACK.has(options.host)) {
        console.error(`Listening on ${options.host}: whoever reaches this machine can log in to the org as anybody, without a password.`);
    }
    return {
        projectDirectory: projectOf(options),
        database,
        fresh: options.fresh,
        // Unless told otherwise, the features that a kept org has had.
        features: options['with-features'] || options['without-features'] ? featuresOf(options) : null,
        packageDirectories: list(options['package-directories']) ?? null,
        certificates: certificatesOf(options),
        runJobs: options.jobs,
        jobPause: numberOf('job-pause', options['job-pause'], LONGEST_JOB_PAUSE_MILLISECONDS),
        seats: options.seats === undefined ? null : numberOf('seats', options.seats, MOST_SEATS),
        port: numberOf('port', options.port, LARGEST_PORT),
        host: options.host,
        pageAtOnce: !options['page-later'],
        allowedHosts: list(options['allow-host']) ?? [],
        devHub: options['dev-hub'] ? hubLimits(options) : null,
        scratchOrgs: options['scratch-orgs'] === undefined ? undefined : pathFromUser(options['scratch-orgs']),
        onProgress: (message) => console.error(message)
    };
}

/** By a signal; or by the end of whoever started us and keeps a channel to us, so that no org outlives its owner. */
function toldToEnd(): Promise<null> {
    return new Promise((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) {
            process.once(signal, () => resolve(null));
        }
        process.once('disconnect', () => resolve(null));
    });
}
