/** `npm run offboard -- <verb>`; see docs/CLI.md. */
import { processEnvironment } from './offboard/Environment.ts';
import { EXIT, gravest } from './offboard/exitCodes.ts';
import type { ExitCode } from './offboard/exitCodes.ts';
import { offboard } from './offboard/program.ts';

const interruption = new AbortController();
process.on('SIGINT', () => {
    if (interruption.signal.aborted) {
        // Twice: do not wait for the request that is under way.
        process.exit(EXIT.INTERRUPTED);
    }
    interruption.abort();
});

let unwritten: ExitCode = EXIT.DONE;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever reads has read enough (`| head`): the work goes on. A full disk is worth a word.
    if (error.code !== 'EPIPE') {
        process.stderr.write(`The result could not be written: ${error.message}\n`);
        process.exitCode = unwritten = EXIT.FILE;
    }
});
// Where nobody listens, there is nobody to tell.
process.stderr.on('error', () => undefined);

offboard(process.argv.slice(2), processEnvironment(interruption.signal)).then(
    (code) => (process.exitCode = gravest([code, unwritten])),
    (error: unknown) => {
        console.error(error);
        process.exitCode = EXIT.NOT_ALL;
    }
);
