/** `npm run offboard -- <verb>`; see docs/CLI.md. */
import { processEnvironment } from './offboard/Environment.ts';
import { EXIT } from './offboard/exitCodes.ts';
import { offboard } from './offboard/program.ts';

const interruption = new AbortController();
process.on('SIGINT', () => {
    if (interruption.signal.aborted) {
        // Twice: do not wait for the request that is under way.
        process.exit(EXIT.INTERRUPTED);
    }
    interruption.abort();
});

offboard(process.argv.slice(2), processEnvironment(interruption.signal)).then(
    (code) => (process.exitCode = code),
    (error: unknown) => {
        console.error(error);
        process.exitCode = EXIT.NOT_ALL;
    }
);
