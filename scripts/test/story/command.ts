/** Runs a script of this project as npm does, from a folder of the test's choice. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

// Tests run in the project's folder.
const ROOT = resolve('.');

export interface Ended {
    code: number | null;
    stdout: string;
    stderr: string;
}

export interface Running {
    child: ChildProcess;
    ended: Promise<Ended>;
    /** Settles with stdout so far when it matches; rejects when the script ends before. */
    says(pattern: RegExp): Promise<string>;
}

export function script(name: string, args: string[], cwd: string = ROOT): Running {
    const child = spawn(process.execPath, [`${ROOT}/node_modules/ts-node/dist/bin.js`, `${ROOT}/scripts/${name}.ts`, ...args], {
        cwd,
        stdio: ['ignore', 'pipe', 'pipe']
    });
    const text = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text.stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text.stderr += chunk));
    const ended = new Promise<Ended>((fulfil) => child.once('close', (code) => fulfil({ code, ...text })));
    return {
        child,
        ended,
        says: (pattern) =>
            new Promise((fulfil, reject) => {
                const look = (): void => (pattern.test(text.stdout) ? fulfil(text.stdout) : undefined);
                child.stdout.on('data', look);
                look();
                void ended.then((outcome) => reject(new Error(`It ended with ${outcome.code}: ${outcome.stderr || outcome.stdout}`)));
            })
    };
}
