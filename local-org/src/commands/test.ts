import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { openLocalOrg, ProjectError } from '../localOrg.ts';
import { cliReport, TEST_FAILURE_EXIT } from '../testing/cliReport.ts';
import { junitReport } from '../testing/junitReport.ts';
import { failures } from '../testing/results.ts';
import { runTests, UnknownTestError } from '../testing/runTests.ts';
import { testLine, textReport } from '../testing/textReport.ts';
import { CommandError, featuresOf, list, pathFromUser, projectOf, wantsJson } from './options.ts';
import type { CommandOptions } from './options.ts';

function writeReport(path: string | undefined, text: string): void {
    if (path) {
        const file = pathFromUser(path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
    }
}

const SILENCE_MILLISECONDS = 2_000;

/** Tells how far it is whenever nothing has been heard for two seconds. */
function everyTwoSeconds(tell: (count: number) => void): () => void {
    let count = 0;
    let heard = Date.now();
    return () => {
        count++;
        if (Date.now() - heard > SILENCE_MILLISECONDS) {
            heard = Date.now();
            tell(count);
        }
    };
}

/** Runs a project's Apex tests in an org that lives in memory for as long as they run. */
export function testCommand(options: CommandOptions): Promise<number> {
    const json = wantsJson(options);
    try {
        const org = openLocalOrg(projectOf(options), {
            features: featuresOf(options),
            packageDirectories: list(options['package-directories']),
            onProgress: (message) => console.error(message)
        });
        const run = runTests(org, {
            classNames: list(options['class-names']),
            tests: list(options.tests),
            onResult: json
                ? everyTwoSeconds((count) => console.error(`${count} Apex tests run …`))
                : (result) => console.log(testLine(result))
        });
        org.close();
        const report = JSON.stringify(cliReport(run), null, 2);
        writeReport(options.junit, junitReport(run));
        writeReport(options.report, report);
        console.log(json ? report : textReport(run));
        return Promise.resolve(failures(run).length > 0 ? TEST_FAILURE_EXIT : 0);
    } catch (error) {
        throw error instanceof ProjectError || error instanceof UnknownTestError ? new CommandError(error.message) : error;
    }
}
