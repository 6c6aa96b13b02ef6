/** `npm run demo`: the main job with no browser, in a local org of its own. */
import { Command } from 'commander';
import { playStory } from './story.ts';
import type { StoryReport } from './story.ts';
import { LocalOrgProcess } from '../org/LocalOrgProcess.ts';
import { OrgClient } from '../org/OrgClient.ts';
import { STORY, usernameOf } from '../seed/plan.ts';
import { seed } from '../seed/seed.ts';

const MARKS = { done: '✔', skipped: '–', failed: '✖' } as const;

function checklist(title: string, report: StoryReport['offboarding']): string {
    const { before, after } = report.seats;
    return [
        `\n${title}: ${report.person.name} (${report.person.username})`,
        ...report.steps.map(
            (step) =>
                `  ${MARKS[step.status]} ${step.step.padEnd(11)} found ${step.found}, done ${step.done}${step.failed ? `, failed ${step.failed}` : ''}`
        ),
        `  Seats of ${before.license}: ${before.used} of ${before.total} before, ${after.used} after`,
        '  Read again from the org:',
        ...report.verification.checks.map(
            (line) => `    ${line.ok ? '✔' : '✖'} ${line.check}: ${line.actual}${line.ok ? '' : ` (expected ${line.expected})`}`
        )
    ].join('\n');
}

export function demoCommand(): Command {
    return new Command('demo')
        .description(
            "Offboards a seeded person, verifies it through the org's API, brings them back and verifies again, in a local org of its own. Exits with 1 if a verification is not ok."
        )
        .option('--json', 'print the report as JSON on stdout')
        .action(({ json }: { json?: boolean }) => demo(json === true));
}

async function demo(json: boolean): Promise<void> {
    const say = (message: string): void => console.error(message);
    const org = await LocalOrgProcess.start({ database: null, port: 0, onProgress: say });
    try {
        const admin = await OrgClient.signIn(org.url, null);
        say('Seeding demo people and records …');
        await seed(admin, { sessions: true });
        const operator = await OrgClient.signIn(org.url, usernameOf(STORY.operator));
        const report = await playStory(admin, operator, say);
        if (json) {
            console.log(JSON.stringify(report, null, 2));
        } else {
            console.log(checklist('Offboarding', report.offboarding));
            console.log(checklist('Reactivation', report.reactivation));
            for (const { key, count, reason } of report.reactivation.notRestored) {
                console.log(`  Not restored: ${key} (${count}): ${reason}`);
            }
        }
        process.exitCode = report.offboarding.verification.ok && report.reactivation.verification.ok ? 0 : 1;
    } finally {
        await org.stop();
    }
}
