/** `npm start`; see docs/CLI.md. */
import { runStart } from './start/command.ts';

void runStart(process.argv.slice(2));
