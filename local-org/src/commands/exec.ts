import { readFileSync } from 'node:fs';
import { KeptDatabaseError, LoginRefused, openLocalOrg, ProjectError } from '../localOrg.ts';
import { CommandError, featuresOf, list, pathFromUser, projectOf } from './options.ts';
import type { CommandOptions } from './options.ts';

const EXPECTED = [ProjectError, KeptDatabaseError, LoginRefused];

/** Runs anonymous Apex from a file; exit 1 when it does not compile or throws. */
export function execCommand(options: CommandOptions): Promise<number> {
    if (!options.file) {
        throw new CommandError('exec needs --file with the anonymous Apex to run.');
    }
    try {
        const code = readFileSync(pathFromUser(options.file), 'utf8');
        const org = openLocalOrg(projectOf(options), {
            database: options.database && pathFromUser(options.database),
            features: featuresOf(options),
            packageDirectories: list(options['package-directories']),
            onProgress: (message) => console.error(message)
        });
        const userId = org.login(options.username ?? null).userId;
        const result = org.executeAnonymous(userId, code);
        org.close();
        console.log(result.debugLog.join('\n'));
        if (!result.compiled) {
            console.error(`line ${result.line}, column ${result.column}: ${result.compileProblem}`);
        } else if (!result.success) {
            console.error(`${result.exceptionMessage}\n${result.exceptionStackTrace}`);
        }
        return Promise.resolve(result.success ? 0 : 1);
    } catch (error) {
        if (EXPECTED.some((type) => error instanceof type) || (error as NodeJS.ErrnoException).code === 'ENOENT') {
            throw new CommandError((error as Error).message);
        }
        throw error;
    }
}
