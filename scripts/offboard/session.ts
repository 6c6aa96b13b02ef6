/** One command over one or several orgs: each for itself, one report. */
import type { OrgConnection } from '../org/OrgConnection.ts';
import { Door } from './Door.ts';
import type { Environment } from './Environment.ts';
import { exitCodeOf, FileError, UsageError } from './errors.ts';
import { EXIT, gravest } from './exitCodes.ts';
import type { ExitCode } from './exitCodes.ts';
import type { OrgOptions } from './options.ts';
import { LOCAL } from '../org/connection/LocalLogin.ts';
import type { AccessAnswer } from './wire.ts';

/** An org that a verb works in. */
export interface OrgSession {
    environment: Environment;
    org: OrgConnection;
    door: Door;
    access: AccessAnswer;
    /** A line for the person at the keyboard; nothing with --quiet. */
    say(message: string): void;
    quiet: boolean;
    /** `--target-org X` as it was given, for sentences that name a command. */
    flag: string;
}

export interface Outcome<T> {
    exitCode: ExitCode;
    result: T;
    /** What kept the verb from its end; the result says how far it came. */
    stopped?: unknown;
}

/** What one org made of it. */
export interface OrgReport<T> {
    target: string;
    username: string | null;
    organizationId: string | null;
    organizationName: string | null;
    apiCalls: { all: number; polling: number };
    exitCode: ExitCode;
    error: { name: string; message: string } | null;
    result: T | null;
}

export interface Report<T> {
    exitCode: ExitCode;
    orgs: OrgReport<T>[];
}

/**
 * Runs a verb in every org that was named, one after the other; a failure in one does not stop the others.
 *
 * @throws UsageError when no org is named and none is sf's default, and when one is named twice
 */
export async function inOrgs<T>(
    environment: Environment,
    options: OrgOptions,
    work: (session: OrgSession) => Promise<Outcome<T>>
): Promise<Report<T>> {
    const targets = await targetsOf(environment, options);
    const orgs: OrgReport<T>[] = [];
    for (const target of targets) {
        orgs.push(await inOrg(environment, options, target, targets.length > 1, work));
    }
    return { exitCode: gravest(orgs.map((org) => org.exitCode)), orgs };
}

async function targetsOf(environment: Environment, options: OrgOptions): Promise<string[]> {
    const named = options.targetOrg ?? [];
    const twice = named.find((target, index) => named.indexOf(target) !== index);
    if (twice !== undefined) {
        throw new UsageError(`--target-org ${twice} is given twice.`);
    }
    if (options.as !== undefined && named.some((target) => target !== LOCAL)) {
        throw new UsageError('--as is for --target-org local only: elsewhere you are who you have logged in as.');
    }
    if (named.length > 0) {
        return named;
    }
    const target = await environment.defaultTarget();
    if (target === null) {
        throw new UsageError(
            'Which org? Name it with --target-org: an alias or username that sf knows (sf org list), or local for the local org that npm start runs.'
        );
    }
    return [target];
}

async function inOrg<T>(
    environment: Environment,
    options: OrgOptions,
    target: string,
    several: boolean,
    work: (session: OrgSession) => Promise<Outcome<T>>
): Promise<OrgReport<T>> {
    const say = (message: string): void => {
        if (!options.quiet) {
            environment.tell(several ? `${target}: ${message}` : message);
        }
    };
    const report: OrgReport<T> = {
        target,
        username: null,
        organizationId: null,
        organizationName: null,
        apiCalls: { all: 0, polling: 0 },
        exitCode: EXIT.DONE,
        error: null,
        result: null
    };
    let org: OrgConnection | null = null;
    try {
        org = await environment.connect(target, { as: options.as, clock: environment.clock, signal: environment.signal, onWait: say });
        const door = new Door(org);
        const access = await door.access();
        report.organizationId = access.organizationId;
        report.organizationName = access.organizationName;
        const flag = `--target-org ${target}${options.as ? ` --as ${options.as}` : ''}`;
        const outcome = await work({ environment, org, door, access, say, quiet: options.quiet === true, flag });
        report.exitCode = outcome.exitCode;
        report.result = outcome.result;
        if (outcome.stopped !== undefined) {
            throw outcome.stopped;
        }
    } catch (error) {
        const exitCode = exitCodeOf(error);
        if (exitCode === null) {
            throw error;
        }
        report.exitCode = exitCode;
        report.error = { name: (error as Error).name, message: (error as Error).message };
        environment.tell(several ? `${target}: ${report.error.message}` : report.error.message);
    }
    report.username = org?.username ?? null;
    report.apiCalls = { all: org?.calls ?? 0, polling: org?.polls ?? 0 };
    return report;
}

/** Writes the file that was asked for and prints the report, as JSON or in words. Answers the exit code. */
export function finish<T>(
    environment: Environment,
    options: OrgOptions,
    report: Report<T>,
    inWords: (result: T, org: OrgReport<T>) => string,
    writeFile: () => void = () => undefined
): ExitCode {
    try {
        writeFile();
    } catch (error) {
        if (!(error instanceof FileError)) {
            throw error;
        }
        // What is not in the file is on stdout all the same.
        environment.tell(error.message);
        report.exitCode = gravest([report.exitCode, error.exitCode]);
    }
    if (options.json) {
        environment.print(JSON.stringify(report, null, 2));
        return report.exitCode;
    }
    for (const org of report.orgs) {
        const heading = report.orgs.length > 1 ? `${org.organizationName ?? org.target} (${org.target})\n` : '';
        if (org.result !== null) {
            environment.print(heading + inWords(org.result, org));
        } else if (heading !== '') {
            environment.print(`${heading}${org.error?.message ?? ''}`);
        }
    }
    return report.exitCode;
}
