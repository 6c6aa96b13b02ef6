/** `npm run org:create`; see docs/CLI.md. */
import { orgCreateCommand } from './scratch/commands.ts';
import { runCommand } from './scratch/main.ts';

runCommand(orgCreateCommand());
