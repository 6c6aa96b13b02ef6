/** A local org that serves: as a process of its own, or inside the test. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export interface Serving {
    url: string;
    created: boolean;
    child: ChildProcess;
    /** Ends it with the signal and tells its exit code (null: killed by the signal). */
    end(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface Refused {
    code: number | null;
    stdout: string;
    stderr: string;
}

/** Starts `serve` on any free port; answers what it listens on, or with what it refused. */
export function startServing(project: string, ...args: string[]): Promise<Serving | Refused> {
    const child = spawn(process.execPath, [MAIN, 'serve', '--project', project, '--port', '0', '--result-format', 'json', ...args], {
        stdio: ['ignore', 'pipe', 'pipe', 'ipc']
    });
    let stderr = '';
    let stdout = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
    return new Promise((resolve) => {
        void closed.then((code) => resolve({ code, stdout, stderr }));
        createInterface({ input: child.stdout! }).on('line', (line) => {
            stdout += `${line}\n`;
            const { url, created } = JSON.parse(line) as { url: string; created: boolean };
            const end = (signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> => {
                child.kill(signal);
                return closed;
            };
            resolve({ url, created, child, end });
        });
    });
}

export async function serving(project: string, ...args: string[]): Promise<Serving> {
    const started = await startServing(project, ...args);
    if ('code' in started) {
        throw new Error(`serve ended with ${started.code}: ${started.stderr}`);
    }
    return started;
}

export async function refused(project: string, ...args: string[]): Promise<Refused> {
    const started = await startServing(project, ...args);
    if ('url' in started) {
        await started.end();
        throw new Error('serve did not refuse');
    }
    // What takes long is announced, and what takes long depends on what is kept from earlier runs.
    return { ...started, stderr: started.stderr.replace(/^.*…\n/gm, '') };
}

/** One request as JSON; `token` as the bearer. */
export async function call(
    url: string,
    method: string,
    path: string,
    { token, body, headers }: { token?: string; body?: unknown; headers?: Record<string, string> } = {}
): Promise<{ status: number; json: unknown; headers: Headers }> {
    const response = await fetch(url + path, {
        method,
        headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
        body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
    });
    const text = await response.text();
    return { status: response.status, json: text === '' ? null : JSON.parse(text), headers: response.headers };
}

export async function login(url: string, username: string | null = null): Promise<string> {
    const { json } = await call(url, 'POST', '/local/login', { body: { username } });
    return (json as { token: string }).token;
}
