/** `npm run parity`; see docs/CLI.md. */
import { parityCommand } from './parity/command.ts';
import { runCommand } from './scratch/main.ts';

runCommand(parityCommand());
