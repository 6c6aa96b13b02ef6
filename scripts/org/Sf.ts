/** The Salesforce CLI. This file alone starts it. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { run } from '../process/run.ts';

const CLI = resolve('node_modules/@salesforce/cli/bin/run.js');

/** Nothing leaves the machine but what is asked for; logins stay in the home that is given. */
const QUIET: NodeJS.ProcessEnv = {
    SF_DISABLE_TELEMETRY: 'true',
    SF_DISABLE_AUTOUPDATE: 'true',
    SF_SKIP_NEW_VERSION_CHECK: 'true',
    SF_HIDE_RELEASE_NOTES: 'true',
    SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
    SF_DISABLE_LOG_FILE: 'true',
    FORCE_COLOR: '0',
    NO_COLOR: '1'
};

export interface SfOutcome {
    code: number;
    stdout: string;
    stderr: string;
}

/** What `--json` prints. */
export interface SfJson<T> {
    status: number;
    result: T;
    name?: string;
    message?: string;
    warnings?: string[];
    /** Not the CLI's: its exit code. */
    exitCode: number;
}

/** The CLI did not answer with JSON. */
export class SfOutputError extends Error {
    constructor(args: string[], outcome: SfOutcome) {
        super(`sf ${args.join(' ')} ended with ${outcome.code} and no JSON:\n${outcome.stdout}\n${outcome.stderr}`);
        this.name = 'SfOutputError';
    }
}

/** The CLI in a home of its own: it knows no other logins, and leaves none behind. */
export class Sf {
    readonly home: string;

    private constructor(home: string) {
        this.home = home;
    }

    static inPrivateHome(): Sf {
        return new Sf(mkdtempSync(join(tmpdir(), 'handover-sf-')));
    }

    /** A folder inside the home, for files that a command reads or writes. */
    folder(name: string): string {
        const path = join(this.home, name);
        mkdirSync(path, { recursive: true });
        return path;
    }

    run(args: string[], env: NodeJS.ProcessEnv = {}): Promise<SfOutcome> {
        return run(process.execPath, ['--no-deprecation', CLI, ...args], {
            env: {
                ...QUIET,
                HOME: this.home,
                USERPROFILE: this.home,
                XDG_DATA_HOME: join(this.home, '.local'),
                XDG_CACHE_HOME: join(this.home, '.cache'),
                XDG_CONFIG_HOME: join(this.home, '.config'),
                PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
                ...env
            }
        });
    }

    /** A command with `--json`; a refusal is an answer, too. Throws SfOutputError. */
    async json<T>(args: string[], env: NodeJS.ProcessEnv = {}): Promise<SfJson<T>> {
        const outcome = await this.run([...args, '--json'], env);
        try {
            return { ...(JSON.parse(outcome.stdout) as SfJson<T>), exitCode: outcome.code };
        } catch {
            throw new SfOutputError(args, outcome);
        }
    }

    dispose(): void {
        rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
    }
}
