/** What the command line needs of the world around it; a test brings its own. */
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Clock } from '../org/connection/Clock.ts';
import { InterruptedError, SYSTEM_CLOCK } from '../org/connection/Clock.ts';
import { defaultTarget } from '../org/connection/SfLogin.ts';
import type { ConnectionOptions } from '../org/OrgConnection.ts';
import { OrgConnection } from '../org/OrgConnection.ts';

export interface Environment {
    /** Text of stdout, without its line end. */
    print(text: string): void;
    /** Text of stderr, without its line end. */
    tell(text: string): void;
    /** Somebody sits there who can be asked. */
    isTerminal: boolean;
    /** stderr is a terminal: bars can move on it. */
    drawsBars: boolean;
    /** Columns of the terminal; 0 when there is none. */
    width: number;
    /** @throws InterruptedError on Ctrl-C */
    ask(question: string): Promise<string>;
    /** Where the person stands: file names are relative to it. */
    resolve(path: string): string;
    connect(target: string, options: ConnectionOptions): Promise<OrgConnection>;
    defaultTarget(): Promise<string | null>;
    clock: Clock;
    /** Aborted by Ctrl-C. */
    signal: AbortSignal;
}

/** npm goes to the project's folder before it runs a script, and says where the person stood. */
export function standingAt(path: string): string {
    return resolve(process.env.INIT_CWD ?? '.', path);
}

export function processEnvironment(signal: AbortSignal): Environment {
    return {
        print: (text) => void process.stdout.write(`${text}\n`),
        tell: (text) => void process.stderr.write(`${text}\n`),
        isTerminal: process.stdin.isTTY === true && process.stderr.isTTY === true,
        drawsBars: process.stderr.isTTY === true,
        width: process.stdout.isTTY ? process.stdout.columns : 0,
        ask: (question) => askOnTerminal(question, signal),
        resolve: standingAt,
        connect: (target, options) => OrgConnection.to(target, options),
        defaultTarget,
        clock: SYSTEM_CLOCK,
        signal
    };
}

/** For whoever only reads what the commands say of themselves. */
export function documentationEnvironment(): Environment {
    return processEnvironment(new AbortController().signal);
}

async function askOnTerminal(question: string, signal: AbortSignal): Promise<string> {
    // A prompt of one line: what comes before it is text.
    const lines = question.split('\n');
    const prompt = lines.pop()!;
    process.stderr.write(lines.map((line) => `${line}\n`).join(''));
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    try {
        // The terminal is in raw mode while it reads: Ctrl-C arrives here and not as a signal.
        return await new Promise<string>((fulfil, reject) => {
            terminal.once('SIGINT', () => reject(new InterruptedError()));
            terminal.once('close', () => fulfil(''));
            terminal.question(prompt, { signal }).then(fulfil, () => reject(new InterruptedError()));
        });
    } finally {
        terminal.close();
    }
}
