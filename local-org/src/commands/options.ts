import { resolve } from 'node:path';
import { DEFAULT_FEATURES, FEATURES } from '../localOrg.ts';
import type { Feature } from '../localOrg.ts';

export const USAGE = `Usage: local-org <command> --project DIR
  check  [--result-format json]                     every problem of every file
  test   [--class-names A,B] [--tests A.m] [--junit FILE] [--report FILE] [--result-format json]
  serve  [--port N] [--database FILE] [--fresh] [--no-jobs] [--job-pause MILLISECONDS]
         [--page-later]                             builds the Lightning page when it is first looked at
         [--seats N]                                Salesforce licenses of a new org; 25 unless told
         [--register-cert FILE]                     PEM certificate whose key signs JWT logins
         [--dev-hub] [--scratch-orgs DIR] [--scratch-org-limit N]
                                                    lets sf org create scratch make orgs of their own
         [--host NAME] [--allow-host NAME]          listens beyond this machine: whoever reaches it is let in without a password
  exec   --file FILE [--username U]                 anonymous Apex
Common: [--with-features splits,territories] [--without-features teams] [--package-directories force-app]`;

export interface CommandOptions {
    project?: string;
    'result-format': string;
    'class-names'?: string[];
    tests?: string[];
    'with-features'?: string[];
    'without-features'?: string[];
    'package-directories'?: string[];
    junit?: string;
    /** The JSON report into a file, beside whatever stdout shows. */
    report?: string;
    database?: string;
    fresh: boolean;
    'register-cert'?: string[];
    'dev-hub': boolean;
    'scratch-orgs'?: string;
    'scratch-org-limit'?: string;
    'allow-host'?: string[];
    port: string;
    host: string;
    jobs: boolean;
    'job-pause': string;
    'page-later': boolean;
    seats?: string;
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

export function featuresOf(options: CommandOptions): Feature[] {
    const named = (option: 'with-features' | 'without-features'): Feature[] => {
        const names = list(options[option]) ?? [];
        const unknown = names.find((name) => !FEATURES.includes(name as Feature));
        if (unknown) {
            throw new CommandError(`--${option} knows ${FEATURES.join(', ')}, not ${unknown}.`);
        }
        return names as Feature[];
    };
    const without = named('without-features');
    return [...new Set([...DEFAULT_FEATURES, ...named('with-features')])].filter((feature) => !without.includes(feature));
}
