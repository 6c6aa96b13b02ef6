import { checkProjectFolder, describeProblems, ProjectError } from '../localOrg.ts';
import { CommandError, featuresOf, list, projectOf, wantsJson } from './options.ts';
import type { CommandOptions } from './options.ts';

/** Exit 0: clean, or only unsupported; 1: errors. */
export function checkCommand(options: CommandOptions): Promise<number> {
    const json = wantsJson(options);
    try {
        const problems = checkProjectFolder(projectOf(options), {
            features: featuresOf(options),
            packageDirectories: list(options['package-directories']),
            onProgress: (message) => console.error(message)
        });
        if (json) {
            console.log(JSON.stringify(problems, null, 2));
        } else if (problems.length > 0) {
            console.log(describeProblems(problems));
        }
        return Promise.resolve(problems.some((problem) => problem.kind === 'error') ? 1 : 0);
    } catch (error) {
        throw error instanceof ProjectError ? new CommandError(error.message) : error;
    }
}
