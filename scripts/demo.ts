/** `npm run demo`; see docs/CLI.md. */
import { demoCommand } from './demo/command.ts';

demoCommand()
    .parseAsync(process.argv)
    .catch((error: unknown) => {
        console.error(error instanceof Error ? error.message : error);
        process.exitCode = 1;
    });
