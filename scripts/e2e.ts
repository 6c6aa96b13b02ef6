/** `npm run e2e`; see docs/CLI.md. */
import { e2eCommand } from './e2e/command.ts';
import { runCommand } from './scratch/main.ts';

runCommand(e2eCommand());
