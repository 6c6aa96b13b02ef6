import { resolve } from 'node:path';
import { FEATURES } from '../localOrg.ts';
import type { Feature } from '../localOrg.ts';

export const USAGE = `Usage: local-org <command> --project DIR
  check  [--result-format json]                     every problem of every file
  test   [--class-names A,B] [--tests A.m] [--junit FILE] [--report FILE] [--result-format json]
  serve  [--port N] [--database FILE] [--fresh] [--no-jobs] [--job-pause MILLISECONDS]
         [--register-cert FILE]                     PEM certificate whose key signs JWT logins
  exec   --file FILE [--username U]                 anonymous Apex
Common: [--without-features teams,territories] [--package-directories force-app]`;

export interface CommandOptions {
    project?: string;
    'result-format': string;
    'class-names'?: string[];
    tests?: string[];
    'without-features'?: string[];
    'package-directories'?: string[];
    junit?: string;
    /** The JSON report into a file, beside whatever stdout shows. */
    report?: string;
    database?: string;
    fresh: boolean;
    'register-cert'?: string[];
    port: string;
    host: string;
    jobs: boolean;
    'job-pause': string;
    file?: string;
    username?: string;
}

/** The command cannot run: wrong options, or a project that cannot be loaded. The message is all that is shown. */
export class CommandError extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'CommandError';
    }
}

/** `npm run` changes the working directory; paths are relative to where the person stands. */
export function pathFromUser(path: string): string {
    return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}

/** The project named; without one the folder that the command runs in, which for an npm script is the package's. */
export function projectOf({ project }: CommandOptions): string {
    return project === undefined ? process.cwd() : pathFromUser(project);
}

/** `A,B C` given once or several times. */
export function list(values: string[] | undefined): string[] | undefined {
    return values?.flatMap((value) => value.split(/[\s,]+/)).filter((value) => value !== '');
}

export function wantsJson(options: CommandOptions): boolean {
    if (!['human', 'json'].includes(options['result-format'])) {
        throw new CommandError(`--result-format is json or human, not ${options['result-format']}.`);
    }
    return options['result-format'] === 'json';
}

/** What the local org has unless told otherwise: the same as config/project-scratch-def.json asks of a scratch org. */
const DEFAULT_FEATURES: readonly Feature[] = ['teams'];

export function featuresOf(options: CommandOptions): Feature[] {
    const without = list(options['without-features']) ?? [];
    const unknown = without.find((name) => !FEATURES.includes(name as Feature));
    if (unknown) {
        throw new CommandError(`--without-features knows ${FEATURES.join(', ')}, not ${unknown}.`);
    }
    return DEFAULT_FEATURES.filter((feature) => !without.includes(feature));
}
