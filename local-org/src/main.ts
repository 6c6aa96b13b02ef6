/** The command line: `local-org check|test|serve|exec --project DIR`. */
import { runCommandLine } from './commands/commandLine.ts';

process.exitCode = await runCommandLine(process.argv.slice(2));
