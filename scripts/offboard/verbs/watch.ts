import type { Command } from 'commander';
import { progressDisplay } from '../Bars.ts';
import { outputFile } from '../csv/ReportFile.ts';
import { AGAIN, PROGRESS_COLUMNS, progressRows, reportCsv } from '../csv/rows.ts';
import type { Environment } from '../Environment.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exitCodes.ts';
import type { ExitCode } from '../exitCodes.ts';
import { findRun, openRuns } from '../lookup.ts';
import { intervalOption, outputOption, patienceOption, verb } from '../options.ts';
import type { OrgOptions, OutputOptions, WatchOptions } from '../options.ts';
import { interrupted, isGoing, poll } from '../polling.ts';
import { isWhole } from '../runs/Entry.ts';
import { finish, inOrgs } from '../session.ts';
import type { Outcome, OrgSession } from '../session.ts';
import type { ProgressRow } from '../wire.ts';

type Options = OrgOptions & OutputOptions & WatchOptions & { all?: boolean };

const NOT_STARTED = ['Draft', 'Planning'];

export function watchCommand(environment: Environment, exit: (code: ExitCode) => void): Command {
    return verb('watch', 'how far runs are, until they end')
        .description(
            'Watches runs, live, until they end or stop. Ctrl-C ends the watching, not the runs. The exit code says whether all of them ended well.'
        )
        .argument('[runs...]', 'Ids or numbers (OFF-00012) of offboardings or reactivations, or their people')
        .option('--all', 'all that are open')
        .addOption(outputOption('how far they are'))
        .addOption(intervalOption())
        .addOption(patienceOption())
        .action(async (runs: string[], options: Options) => {
            if ((runs.length === 0) === (options.all !== true)) {
                throw new UsageError('Name what to watch, or give --all.');
            }
            const file = outputFile(environment, options);
            const report = await inOrgs(environment, options, (session) => watch(session, runs, options));
            const writeFile = (): void => file?.write(reportCsv(PROGRESS_COLUMNS, report, progressRows), AGAIN);
            exit(finish(environment, options, report, (rows) => rows.map(inWords).join('\n') || 'Nothing runs.', writeFile));
        });
}

async function watch(session: OrgSession, references: readonly string[], options: Options): Promise<Outcome<ProgressRow[]>> {
    const ids = options.all
        ? (await openRuns(session)).filter(({ Status__c }) => !NOT_STARTED.includes(Status__c)).map(({ Id }) => Id)
        : await Promise.all(references.map((reference) => findRun(session, reference)));
    const unique = [...new Set(ids)];
    const again = `npm run offboard -- watch ${options.all ? '--all' : references.join(' ')} ${session.flag}`;
    const display = progressDisplay(session, unique.length);
    try {
        const rows = await poll(session, unique, options, {
            while: (row) => isGoing(row) && row.status !== 'Waiting',
            onProgress: (seen) => display.show(seen),
            again
        });
        return { exitCode: rows.every(isOver) ? EXIT.DONE : EXIT.NOT_ALL, result: rows };
    } catch (error) {
        throw interrupted(error, session, `The runs go on in the org. Watch them again with: ${again}`);
    } finally {
        display.end();
    }
}

function isOver(row: ProgressRow): boolean {
    return row.status === 'Completed' && isWhole(row);
}

function inWords(row: ProgressRow): string {
    const amounts = `${row.done} of ${row.found} done${row.failed > 0 ? `, ${row.failed} failed` : ''}`;
    const verified = row.verified === null ? '' : row.verified ? ', verified' : ', the verification found something left';
    const why = row.blocker?.text ?? row.error;
    const way = wayOut(row);
    return [
        `${row.name}: ${row.personName}, ${row.stalled ? 'stalled' : row.statusText}: ${amounts}${verified}`,
        why && `  ${why}`,
        way && `  ${way}`
    ]
        .filter((line) => line)
        .join('\n');
}

/** What somebody has to do for a run that does not go on by itself. */
function wayOut(row: ProgressRow): string | null {
    const verb = row.type === 'Reactivation' ? 'reactivate' : 'run';
    if (row.status === 'Waiting') {
        return `It waits for large transfers: "bulk --large-transfers" with the same file moves them, "run ${row.username}" the ordinary way.`;
    }
    if (row.canResume && (row.stalled || row.status === 'Blocked' || row.status === 'Failed')) {
        return `It goes on where it stopped with: npm run offboard -- ${verb} ${row.username}`;
    }
    return row.status === 'Drifted' ? 'What they hold has changed since the plan: plan it anew.' : null;
}
