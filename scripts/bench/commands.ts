import { run } from '../process/run.ts';

/** Seconds of the second run of a local-org command: the first one fills the caches. */
export async function timeCommand(args: string[]): Promise<number> {
    const command = ['local-org/src/main.ts', ...args];
    await run(process.execPath, command);
    const started = performance.now();
    await run(process.execPath, command);
    return Math.round((performance.now() - started) / 100) / 10;
}
