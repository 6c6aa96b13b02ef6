/** `npm run offboard -- <verb>`: the command line for admins. */
import { Command, CommanderError } from 'commander';
import type { Environment } from './Environment.ts';
import { exitCodeOf } from './errors.ts';
import { EXIT, exitCodesHelp } from './exitCodes.ts';
import type { ExitCode } from './exitCodes.ts';
import { bulkCommand } from './verbs/bulk.ts';
import { metadataScanCommand } from './verbs/metadataScan.ts';
import { planCommand } from './verbs/plan.ts';
import { reactivateCommand } from './verbs/reactivate.ts';
import { runCommand } from './verbs/run.ts';
import { scanCommand } from './verbs/scan.ts';
import { watchCommand } from './verbs/watch.ts';

const VERBS = [scanCommand, planCommand, runCommand, watchCommand, reactivateCommand, bulkCommand, metadataScanCommand];

/** @param exit told the exit code of the verb that ran */
export function offboardCommand(environment: Environment, exit: (code: ExitCode) => void): Command {
    const program = new Command('offboard')
        .usage('<verb> [options]')
        .description('Takes people out of Salesforce orgs without losing anything, and brings them back.')
        .addHelpText('after', `\n${exitCodesHelp()}`)
        .showHelpAfterError('(more with --help)')
        .configureOutput({ writeErr: (text) => environment.tell(text.trimEnd()), writeOut: (text) => environment.print(text.trimEnd()) });
    for (const make of VERBS) {
        const verb = make(environment, exit).addHelpText('after', `\n${exitCodesHelp()}`).copyInheritedSettings(program);
        program.addCommand(verb);
    }
    return program;
}

/** Runs one command line to its end. What is expected to go wrong is said in a sentence; anything else is thrown. */
export async function offboard(args: readonly string[], environment: Environment): Promise<ExitCode> {
    let code: ExitCode = EXIT.DONE;
    const program = offboardCommand(environment, (given) => (code = given));
    [program, ...program.commands].forEach((command) => command.exitOverride());
    try {
        await program.parseAsync([...args], { from: 'user' });
        return code;
    } catch (error) {
        if (error instanceof CommanderError) {
            return error.exitCode === 0 ? EXIT.DONE : EXIT.USAGE;
        }
        const expected = exitCodeOf(error);
        if (expected === null) {
            throw error;
        }
        const { name, message } = error as Error;
        environment.tell(message);
        if (args.includes('--json') && code === EXIT.DONE) {
            environment.print(JSON.stringify({ exitCode: expected, error: { name, message }, orgs: [] }, null, 2));
        }
        return expected;
    }
}
