/** `npm run org:seed`; see docs/CLI.md. */
import { orgSeedCommand } from './scratch/commands.ts';
import { runCommand } from './scratch/main.ts';

runCommand(orgSeedCommand());
