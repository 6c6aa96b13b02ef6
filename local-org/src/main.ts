/** The command line: `local-org check|test|serve|exec --project DIR`. */
import { parseArgs } from 'node:util';
import { checkCommand } from './commands/check.ts';
import { execCommand } from './commands/exec.ts';
import { serveCommand } from './commands/serve.ts';
import { testCommand } from './commands/test.ts';
import { CommandError, USAGE } from './commands/options.ts';
import type { CommandOptions } from './commands/options.ts';

const COMMANDS: Record<string, (options: CommandOptions) => Promise<number>> = {
    check: checkCommand,
    test: testCommand,
    serve: serveCommand,
    exec: execCommand
};

function read(args: string[]): { command: string; options: CommandOptions } {
    const [command, ...rest] = args;
    if (!(command in COMMANDS)) {
        throw new CommandError(command ? `Unknown command ${command}.\n${USAGE}` : USAGE);
    }
    const { values } = parseArgs({
        args: rest,
        options: {
            project: { type: 'string', default: '.' },
            'result-format': { type: 'string', default: 'human' },
            'class-names': { type: 'string', multiple: true },
            tests: { type: 'string', multiple: true },
            'without-features': { type: 'string', multiple: true },
            'package-directories': { type: 'string', multiple: true },
            junit: { type: 'string' },
            report: { type: 'string' },
            database: { type: 'string' },
            fresh: { type: 'boolean', default: false },
            port: { type: 'string', default: '8080' },
            host: { type: 'string', default: '127.0.0.1' },
            jobs: { type: 'boolean', default: true },
            file: { type: 'string' },
            username: { type: 'string' }
        },
        allowNegative: true
    });
    return { command, options: values as CommandOptions };
}

async function main(): Promise<void> {
    try {
        const { command, options } = read(process.argv.slice(2));
        process.exitCode = await COMMANDS[command](options);
    } catch (error) {
        const expected = error instanceof CommandError || String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
        console.error(expected ? (error as Error).message : error);
        process.exitCode = 2;
    }
}

await main();
