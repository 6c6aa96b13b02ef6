import { relative } from 'node:path';
import type { Command } from 'commander';
import { badInput, readInput } from '../bulk/input.ts';
import { transferService } from '../bulk/largeTransfers.ts';
import { outputFile } from '../csv/ReportFile.ts';
import { reportCsv, runRows } from '../csv/rows.ts';
import type { Environment } from '../Environment.ts';
import { exitCodeOf } from '../errors.ts';
import { EXIT } from '../exitCodes.ts';
import type { ExitCode } from '../exitCodes.ts';
import { intervalOption, outputOption, patienceOption, verb, yesOption } from '../options.ts';
import type { OrgOptions, OutputOptions } from '../options.ts';
import { isGood, REPORT_COLUMNS, reportRow } from '../runs/Entry.ts';
import type { Entry, ReportRow, Request } from '../runs/Entry.ts';
import { confirmRuns, planEntries, runEntries } from '../runs/Runs.ts';
import type { RunOptions } from '../runs/Runs.ts';
import { resolvePeople, triage } from '../runs/triage.ts';
import { finish, inOrgs } from '../session.ts';
import type { Outcome, OrgSession } from '../session.ts';
import { reportInWords } from '../views/runs.ts';
import { count } from '../words.ts';

type Options = OrgOptions & OutputOptions & RunOptions;

export function bulkCommand(environment: Environment, exit: (code: ExitCode) => void): Command {
    return verb('bulk', 'offboards everybody of a CSV file')
        .description(
            'Offboards everybody of a CSV file with the columns person and successor (usernames, emails or Ids; more columns are ignored). ' +
                'The whole file is checked before anything is started. Run it again with the same file to go on: who is done is reported as done, ' +
                'who runs is watched, who stopped goes on.'
        )
        .argument('<file.csv>', 'header required; comma, semicolon or tab')
        .addOption(outputOption('the report (person, status, offboarding, counts, error)'))
        .option(
            '--large-transfers',
            'move very large numbers of records by the Bulk API while the runs wait for them; accounts always move in the org, where their teams are kept'
        )
        .addOption(yesOption())
        .addOption(intervalOption())
        .addOption(patienceOption())
        .action(async (name: string, options: Options) => {
            const input = readInput(environment.resolve(name), name);
            const file = outputFile(environment, options);
            const requests = input.map(({ line, person, successor }): Request => ({ line, person, successor }));
            const path = relative(environment.resolve('.'), environment.resolve(name)) || name;
            // Without the option, runs that wait for their transfers would go on the ordinary way.
            const again = `npm run offboard -- bulk ${/\s/.test(path) ? `"${path}"` : path}${options.largeTransfers ? ' --large-transfers' : ''}`;
            const several = (options.targetOrg ?? []).length > 1;
            // What is wrong with the file in one org is known before anything is started in another.
            const checked = several ? await inOrgs(environment, options, (session) => check(session, name, requests)) : null;
            const report =
                checked?.exitCode === EXIT.USAGE
                    ? checked
                    : await inOrgs(environment, options, (session) => bulk(session, name, requests, options, again));
            const writeFile = (): void =>
                file?.write(
                    reportCsv(REPORT_COLUMNS, report, runRows),
                    'What was done is in the org: run the same command again with another --output; whoever is done is only reported.'
                );
            exit(finish(environment, options, report, (rows) => reportInWords(rows, environment), writeFile));
        });
}

/** @throws UsageError naming each line whose people the org does not know, or not as they would have to be */
async function resolved(session: OrgSession, name: string, requests: readonly Request[]): Promise<Entry[]> {
    const { entries, problems } = await resolvePeople(session, requests);
    if (problems.length > 0) {
        throw badInput(
            `${name}, in ${session.org.target}`,
            problems.map(({ request, problem }) => ({ line: request.line!, problem }))
        );
    }
    return entries;
}

async function check(session: OrgSession, name: string, requests: readonly Request[]): Promise<Outcome<ReportRow[]>> {
    const entries = await resolved(session, name, requests);
    return { exitCode: EXIT.DONE, result: entries.map(reportRow) };
}

async function bulk(
    session: OrgSession,
    name: string,
    requests: readonly Request[],
    options: Options,
    command: string
): Promise<Outcome<ReportRow[]>> {
    const entries = await resolved(session, name, requests);
    await triage(session, entries, options.largeTransfers);
    const done = entries.filter(({ before }) => before).length;
    if (done > 0) {
        session.say(`${count(done, 'person is', 'people are')} done already.`);
    }
    const transfers = options.largeTransfers ? transferService() : undefined;
    let stopped: unknown;
    try {
        await planEntries(session, entries, options);
        await confirmRuns(session, entries, options);
        await runEntries(session, entries, options, `${command} ${session.flag}`, transfers);
    } catch (error) {
        if (exitCodeOf(error) === null) {
            throw error;
        }
        stopped = error;
    }
    return outcome(entries, stopped);
}

function outcome(entries: readonly Entry[], stopped: unknown): Outcome<ReportRow[]> {
    const result = entries.map(reportRow);
    return { exitCode: result.every(({ status }) => isGood(status)) ? EXIT.DONE : EXIT.NOT_ALL, result, stopped };
}
