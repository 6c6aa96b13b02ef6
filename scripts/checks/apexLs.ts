import { run, StartError } from '../process/run.ts';
import type { Check } from './Check.ts';

interface ApexLsReport {
    files?: { path: string; diagnostics: { location: { startLine: number; startPosition: number }; category: string; message: string }[] }[];
}

const CLASS_PATH = 'node_modules/@salesforce/code-analyzer-pmd-engine/dist/java-lib/*';
const NEEDED_JAVA = 17;

/** The major version of the Java on the path, or null without one. */
export async function javaVersion(): Promise<number | null> {
    try {
        const outcome = await run('java', ['-version']);
        const version = /version "(\d+)/.exec(outcome.stderr + outcome.stdout)?.[1];
        return version ? Number(version) : null;
    } catch (error) {
        if (error instanceof StartError) {
            return null;
        }
        throw error;
    }
}

/** The second opinion on our Apex: apex-ls, which comes with Salesforce's code analyzer and needs Java. */
export const apexLs: Check = {
    name: 'Apex (apex-ls)',
    async run() {
        const version = await javaVersion();
        if (version === null || version < NEEDED_JAVA) {
            return { skipped: `no Java ${NEEDED_JAVA} or newer on the path` };
        }
        const outcome = await run('java', [
            '-cp',
            CLASS_PATH,
            'io.github.apexdevtools.apexls.CheckForIssues',
            '-w',
            '.',
            '-n',
            '-d',
            'warnings',
            '-f',
            'json'
        ]);
        if (outcome.code !== 0 && outcome.code !== 4) {
            return { findings: [`apex-ls ended with ${outcome.code}: ${(outcome.stderr || outcome.stdout).trim()}`] };
        }
        const report = (outcome.stdout.trim() ? JSON.parse(outcome.stdout) : {}) as ApexLsReport;
        return {
            findings: (report.files ?? []).flatMap((file) =>
                file.diagnostics.map(
                    (d) => `${file.path}:${d.location.startLine}:${d.location.startPosition + 1} ${d.category}: ${d.message}`
                )
            )
        };
    }
};
