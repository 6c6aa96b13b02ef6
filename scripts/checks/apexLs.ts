import { relative } from 'node:path';
import { run, StartError } from '../process/run.ts';
import type { Check } from './Check.ts';

interface ApexLsReport {
    files: { path: string; messages: { start: { line: number; offset: number }; category: string; message: string }[] }[];
}

/** Where apex-ls is wrong, with the reason; one that it no longer says is a finding too. */
const KNOWN_WRONG: { message: string; why: string }[] = [
    {
        message: "Unrecognised type 'Hierarchy' on custom field 'Mentor__c'",
        why: 'Hierarchy is a FieldType of the Metadata API; it is the only kind of custom lookup from User to User'
    }
];

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
        const report = JSON.parse(outcome.stdout) as ApexLsReport;
        const messages = report.files.flatMap((file) =>
            file.messages.map(({ start, category, message }) => ({
                message,
                text: `${relative('.', file.path)}:${start.line}:${start.offset + 1} ${category}: ${message}`
            }))
        );
        const said = new Set(messages.map(({ message }) => message));
        return {
            findings: [
                ...messages.filter(({ message }) => !KNOWN_WRONG.some((known) => known.message === message)).map(({ text }) => text),
                ...KNOWN_WRONG.filter(({ message }) => !said.has(message)).map(
                    ({ message }) => `apex-ls no longer says "${message}": drop the exception`
                )
            ]
        };
    }
};
