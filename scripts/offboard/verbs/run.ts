import type { Command } from 'commander';
import { outputFile } from '../csv/ReportFile.ts';
import { AGAIN, reportCsv, runRows } from '../csv/rows.ts';
import type { Environment } from '../Environment.ts';
import { exitCodeOf, RefusalError } from '../errors.ts';
import { EXIT } from '../exitCodes.ts';
import type { ExitCode } from '../exitCodes.ts';
import { intervalOption, outputOption, patienceOption, verb, yesOption } from '../options.ts';
import type { OrgOptions, OutputOptions } from '../options.ts';
import { isGood, REPORT_COLUMNS, reportRow } from '../runs/Entry.ts';
import type { Entry, ReportRow } from '../runs/Entry.ts';
import { confirmRuns, planEntries, runEntries } from '../runs/Runs.ts';
import type { RunOptions } from '../runs/Runs.ts';
import { resolvePeople, triage } from '../runs/triage.ts';
import { finish, inOrgs } from '../session.ts';
import type { Outcome, OrgSession } from '../session.ts';
import { runInWords } from '../views/runs.ts';
import type { ProgressDetails } from '../wire.ts';

type Options = OrgOptions & OutputOptions & RunOptions & { successor?: string; planHash?: string };

interface Ran extends ReportRow {
    details: ProgressDetails | null;
}

export function runCommand(environment: Environment, exit: (code: ExitCode) => void): Command {
    return verb('run', 'offboards one person: plans, asks, starts, watches')
        .description(
            'Offboards one person: plans, asks, starts the run in the org and watches it to its end. For somebody whose run goes on already it watches; ' +
                'a run that stopped (blocked, failed, stalled) goes on where it stopped.'
        )
        .argument('<person>', 'who leaves: username, email or Id')
        .option('-s, --successor <person>', 'who receives: username, email or Id; without it: who the Draft names')
        .option('--plan-hash <hash>', 'start only this very plan, as "plan" showed it')
        .addOption(outputOption('the report (status, offboarding, counts, error)'))
        .addOption(yesOption())
        .addOption(intervalOption())
        .addOption(patienceOption())
        .action(async (person: string, options: Options) => {
            const file = outputFile(environment, options);
            const report = await inOrgs(environment, options, (session) => run(session, person, options));
            const writeFile = (): void =>
                file?.write(
                    reportCsv(REPORT_COLUMNS, report, (result) => runRows([result])),
                    AGAIN
                );
            exit(finish(environment, options, report, inWords, writeFile));
        });
}

async function run(session: OrgSession, person: string, options: Options): Promise<Outcome<Ran>> {
    const request = { line: null, person, successor: options.successor ?? null };
    const { entries, problems } = await resolvePeople(session, [request]);
    if (problems.length > 0) {
        throw new RefusalError(problems.map(({ problem }) => problem).join('\n'));
    }
    const [entry] = entries;
    await triage(session, entries);
    await successorOfDraft(session, entry);
    await planEntries(session, entries, options);
    insistOn(entry, options.planHash);
    let stopped: unknown;
    if (entry.error === null) {
        await confirmRuns(session, entries, options);
        try {
            await runEntries(session, entries, options, `npm run offboard -- watch ${nameOf(entry)} ${session.flag}`);
        } catch (error) {
            if (exitCodeOf(error) === null) {
                throw error;
            }
            stopped = error;
        }
    }
    const row = reportRow(entry);
    const details =
        stopped === undefined && row.offboardingId !== null ? (await session.door.progressDetails([row.offboardingId]))[0] : null;
    return { exitCode: isGood(row.status) ? EXIT.DONE : EXIT.NOT_ALL, result: { ...row, details }, stopped };
}

function nameOf({ plan, progress }: Entry): string {
    return plan?.name ?? progress?.name ?? '';
}

async function successorOfDraft(session: OrgSession, entry: Entry): Promise<void> {
    const { openOffboardingId } = entry.person;
    if (entry.work !== 'start' || entry.successor !== null || openOffboardingId === null) {
        return;
    }
    const [{ successorId }] = await session.door.readPlans([openOffboardingId]);
    if (successorId !== null) {
        [entry.successor] = await session.door.people([successorId]);
    }
}

function insistOn(entry: Entry, planHash: string | undefined): void {
    if (planHash !== undefined && entry.work === 'start' && entry.plan!.planHash !== planHash) {
        entry.error =
            `The plan of ${entry.person.name} is not the one with hash ${planHash}: it has ${entry.plan!.planHash} now. ` +
            'Look at it again with "plan".';
        entry.work = 'nothing';
    }
}

function inWords({ details, error, name, person, status }: Ran): string {
    const words = details ? runInWords(details) : `${name ?? person}: ${status}`;
    return error !== null && !words.includes(error) ? `${words}\n${error}` : words;
}
