import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { assertCertificate, ProjectError } from '../localOrg.ts';
import { serve } from '../server/serve.ts';
import type { ServeOptions } from '../server/serve.ts';
import { OrgStartError } from '../server/OrgThread.ts';
import { ListenError } from '../server/httpServer.ts';
import { ComponentError } from '../browser/application.ts';
import { UnknownModuleError } from '../browser/salesforceModules.ts';
import { CommandError, featuresOf, list, pathFromUser, projectOf, wantsJson } from './options.ts';
import type { CommandOptions } from './options.ts';

function numberOf(option: string, text: string, largest: number): number {
    const number = Number(text);
    if (!Number.isInteger(number) || number < 0 || number > largest) {
        throw new CommandError(`--${option} must be a number from 0 to ${largest}, not ${text}.`);
    }
    return number;
}

const LARGEST_PORT = 65_535;
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
    return [OrgStartError, ListenError, ComponentError, UnknownModuleError, ProjectError].some((type) => error instanceof type);
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

function serveOptionsOf(options: CommandOptions): ServeOptions {
    const database = options.database ? pathFromUser(options.database) : null;
    if (database) {
        mkdirSync(dirname(database), { recursive: true });
    }
    return {
        projectDirectory: projectOf(options),
        database,
        fresh: options.fresh,
        features: featuresOf(options),
        packageDirectories: list(options['package-directories']) ?? null,
        certificates: certificatesOf(options),
        runJobs: options.jobs,
        jobPause: numberOf('job-pause', options['job-pause'], LONGEST_JOB_PAUSE_MILLISECONDS),
        port: numberOf('port', options.port, LARGEST_PORT),
        host: options.host,
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
