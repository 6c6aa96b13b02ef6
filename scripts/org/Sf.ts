/** The Salesforce CLI. This file alone starts it. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { run } from '../process/run.ts';

const CLI = resolve('node_modules/@salesforce/cli/bin/run.js');

/** Nothing leaves the machine but what is asked for; logins stay in the home that is given. */
const QUIET: NodeJS.ProcessEnv = {
    SF_DISABLE_TELEMETRY: 'true',
    SF_DISABLE_AUTOUPDATE: 'true',
    SF_SKIP_NEW_VERSION_CHECK: 'true',
    SF_HIDE_RELEASE_NOTES: 'true',
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

/** A command that had to succeed did not; the message is the CLI's. */
export class SfRefusedError extends Error {
    readonly answer: SfJson<unknown>;

    constructor(args: readonly string[], answer: SfJson<unknown>) {
        super(`sf ${args.join(' ')} ended with ${answer.exitCode}: ${answer.message ?? answer.name ?? 'it gives no reason'}`);
        this.name = 'SfRefusedError';
        this.answer = answer;
    }
}

/** The CLI, in the person's own home or in a private one, which knows no other logins and leaves none behind. */
export class Sf {
    readonly home: string;
    private readonly env: NodeJS.ProcessEnv;

    /** Where commands run unless told otherwise; absent: where we are. */
    private readonly standing: string | undefined;

    private constructor(home: string, env: NodeJS.ProcessEnv, standing?: string) {
        this.home = home;
        this.env = env;
        this.standing = standing;
    }

    static inPrivateHome(): Sf {
        const home = mkdtempSync(join(tmpdir(), 'handover-sf-'));
        return new Sf(home, {
            HOME: home,
            USERPROFILE: home,
            XDG_DATA_HOME: join(home, '.local'),
            XDG_CACHE_HOME: join(home, '.cache'),
            XDG_CONFIG_HOME: join(home, '.config'),
            SF_USE_GENERIC_UNIX_KEYCHAIN: 'true'
        });
    }

    /** With the logins, the default org and the key chain that the person has. */
    static ofThePerson(): Sf {
        return new Sf(homedir(), {});
    }

    /** The same logins from another folder: inside a project, a default org is asked of the project and kept in it. */
    standingIn(folder: string): Sf {
        return new Sf(this.home, this.env, folder);
    }

    /** What other programs need in their environment to see the same logins. */
    get environment(): NodeJS.ProcessEnv {
        return this.env;
    }

    /** A folder inside a private home, for files that a command reads or writes. */
    folder(name: string): string {
        const path = join(this.home, name);
        mkdirSync(path, { recursive: true });
        return path;
    }

    /** @param cwd the project that the command is about; this one unless told otherwise */
    run(args: string[], env: NodeJS.ProcessEnv = {}, cwd?: string): Promise<SfOutcome> {
        return run(process.execPath, ['--no-deprecation', CLI, ...args], {
            cwd: cwd ?? this.standing,
            env: {
                ...QUIET,
                ...this.env,
                PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
                ...env
            }
        });
    }

    /** A command with `--json`; a refusal is an answer, too. Throws SfOutputError. */
    async json<T>(args: string[], env: NodeJS.ProcessEnv = {}, cwd?: string): Promise<SfJson<T>> {
        const outcome = await this.run([...args, '--json'], env, cwd);
        try {
            return { ...(JSON.parse(outcome.stdout) as SfJson<T>), exitCode: outcome.code };
        } catch {
            throw new SfOutputError(args, outcome);
        }
    }

    /** The result of a command with `--json`. Throws SfRefusedError when it does not succeed. */
    async result<T>(args: string[], env: NodeJS.ProcessEnv = {}): Promise<T> {
        const answer = await this.json<T>(args, env);
        if (answer.exitCode !== 0) {
            throw new SfRefusedError(args, answer);
        }
        return answer.result;
    }

    /** Removes a private home; the person's own stays. */
    dispose(): void {
        if (this.env.HOME === undefined) {
            return;
        }
        rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
    }
}
