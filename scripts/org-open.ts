/** `npm run org:open`; see docs/CLI.md. */
import { orgOpenCommand } from './scratch/commands.ts';
import { runCommand } from './scratch/main.ts';

runCommand(orgOpenCommand());
