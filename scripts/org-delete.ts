/** `npm run org:delete`; see docs/CLI.md. */
import { orgDeleteCommand } from './scratch/commands.ts';
import { runCommand } from './scratch/main.ts';

runCommand(orgDeleteCommand());
