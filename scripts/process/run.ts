import { spawn } from 'node:child_process';

export interface Outcome {
    code: number;
    stdout: string;
    stderr: string;
}

export interface RunOptions {
    /** Show the output as it comes, too. */
    echo?: boolean;
    env?: NodeJS.ProcessEnv;
    /** Where it runs; here unless told otherwise. */
    cwd?: string;
}

/** The program could not be started at all. */
export class StartError extends Error {
    constructor(command: string, cause: Error) {
        super(`${command} could not be started: ${cause.message}`, { cause });
        this.name = 'StartError';
    }
}

/** Runs a program to its end, with paths relative to where we are (not to where npm was called); a non-zero exit is an outcome, not an error. */
export function run(command: string, args: string[], options: RunOptions = {}): Promise<Outcome> {
    return new Promise((resolve, reject) => {
        const child = spawn(command, args, {
            stdio: ['ignore', 'pipe', 'pipe'],
            cwd: options.cwd,
            env: { ...process.env, INIT_CWD: options.cwd ?? process.cwd(), ...options.env },
            shell: false
        });
        const chunks = { stdout: '', stderr: '' };
        for (const name of ['stdout', 'stderr'] as const) {
            child[name].setEncoding('utf8');
            child[name].on('data', (text: string) => {
                chunks[name] += text;
                if (options.echo) {
                    process[name].write(text);
                }
            });
        }
        child.on('error', (error) => reject(new StartError(command, error)));
        child.on('close', (code, signal) => resolve({ code: code ?? (signal ? 1 : 0), ...chunks }));
    });
}

/** A command-line tool of this project's node_modules, run by the same Node as we are. */
export function runTool(packagePath: string, args: string[], options: RunOptions = {}): Promise<Outcome> {
    return run(process.execPath, [`node_modules/${packagePath}`, ...args], options);
}
