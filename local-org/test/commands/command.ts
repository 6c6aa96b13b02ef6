/** Runs the command line: inside the test, with what it prints caught, or as a process of its own. */
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after } from 'node:test';
import type { TestContext } from 'node:test';
import { runCommandLine } from '../../src/commands/commandLine.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** Compiled output of this test file alone, so that no other run can spoil or be spoilt. */
const CACHE = mkdtempSync(join(tmpdir(), 'cache-'));
process.env.LOCAL_ORG_CACHE = CACHE;
delete process.env.INIT_CWD;
after(() => rm(CACHE, { recursive: true, force: true }));

export interface Outcome {
    code: number;
    stdout: string;
    stderr: string;
}

/** The command inside this process: fast, and all that it prints is caught. */
export async function command(context: TestContext, ...args: string[]): Promise<Outcome> {
    const out = context.mock.method(console, 'log', () => undefined);
    const err = context.mock.method(console, 'error', () => undefined);
    try {
        const code = await runCommandLine(args);
        const text = (calls: { arguments: unknown[] }[]): string => calls.map((call) => `${String(call.arguments[0])}\n`).join('');
        return { code, stdout: text(out.mock.calls), stderr: text(err.mock.calls) };
    } finally {
        out.mock.restore();
        err.mock.restore();
    }
}

/** The real command, as a person or CI starts it. */
export function spawned(args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Promise<Outcome> {
    return new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [MAIN, ...args], {
            cwd: options.cwd,
            env: { ...process.env, ...options.env },
            stdio: ['ignore', 'pipe', 'pipe']
        });
        const chunks = { stdout: '', stderr: '' };
        for (const name of ['stdout', 'stderr'] as const) {
            child[name].setEncoding('utf8');
            child[name].on('data', (text: string) => (chunks[name] += text));
        }
        child.once('error', reject);
        child.once('close', (code) => resolve({ code: code ?? -1, ...chunks }));
    });
}
