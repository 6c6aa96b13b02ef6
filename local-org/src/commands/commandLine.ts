import { parseArgs } from 'node:util';
import { CommandError, USAGE } from './options.ts';
import type { CommandOptions } from './options.ts';

type Command = (options: CommandOptions) => Promise<number>;

/** Loaded when asked for: only `serve` needs the browser's build tools. */
const COMMANDS = new Map<string, () => Promise<Command>>([
    ['check', async () => (await import('./check.ts')).checkCommand],
    ['test', async () => (await import('./test.ts')).testCommand],
    ['serve', async () => (await import('./serve.ts')).serveCommand],
    ['exec', async () => (await import('./exec.ts')).execCommand]
]);

/** The exit code of a command that cannot run. */
const CANNOT_RUN = 2;

const HELP = new Set(['help', '--help', '-h']);

/** Runs one command to its end; returns the exit code. What a person can mend is said in a sentence on stderr, without a stack. */
export async function runCommandLine(args: string[]): Promise<number> {
    try {
        const [name, ...rest] = args;
        if (name === undefined || HELP.has(name) || rest.includes('--help')) {
            (name === undefined ? console.error : console.log)(USAGE);
            return name === undefined ? CANNOT_RUN : 0;
        }
        const load = COMMANDS.get(name);
        if (!load) {
            throw new CommandError(`Unknown command ${name}.\n${USAGE}`);
        }
        const options = read(rest);
        return await (
            await load()
        )(options);
    } catch (error) {
        const expected = error instanceof CommandError || String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
        console.error(expected ? (error as Error).message : error);
        return CANNOT_RUN;
    }
}

function read(args: string[]): CommandOptions {
    const { values } = parseArgs({
        args,
        options: {
            project: { type: 'string' },
            'result-format': { type: 'string', default: 'human' },
            'class-names': { type: 'string', multiple: true },
            tests: { type: 'string', multiple: true },
            'with-features': { type: 'string', multiple: true },
            'without-features': { type: 'string', multiple: true },
            'package-directories': { type: 'string', multiple: true },
            junit: { type: 'string' },
            report: { type: 'string' },
            database: { type: 'string' },
            fresh: { type: 'boolean', default: false },
            'register-cert': { type: 'string', multiple: true },
            'dev-hub': { type: 'boolean', default: false },
            'scratch-orgs': { type: 'string' },
            'scratch-org-limit': { type: 'string' },
            'allow-host': { type: 'string', multiple: true },
            port: { type: 'string', default: '8080' },
            host: { type: 'string', default: '127.0.0.1' },
            jobs: { type: 'boolean', default: true },
            'job-pause': { type: 'string', default: '0' },
            'page-later': { type: 'boolean', default: false },
            seats: { type: 'string' },
            file: { type: 'string' },
            username: { type: 'string' }
        },
        allowNegative: true
    });
    return values as CommandOptions;
}
