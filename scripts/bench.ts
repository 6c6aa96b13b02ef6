/** `npm run bench`; see docs/CLI.md. */
import { benchCommand } from './bench/command.ts';

benchCommand()
    .parseAsync(process.argv)
    .catch((error: unknown) => {
        console.error(error);
        process.exitCode = 1;
    });
