import type { Command } from 'commander';
import { outputFile } from '../csv/ReportFile.ts';
import type { Cell } from '../csv/ReportFile.ts';
import { FINDING_COLUMNS, findingRows, reportCsv } from '../csv/rows.ts';
import type { Environment } from '../Environment.ts';
import { EXIT } from '../exitCodes.ts';
import type { ExitCode } from '../exitCodes.ts';
import { unknown } from '../lookup.ts';
import { intervalOption, outputOption, verb } from '../options.ts';
import type { OrgOptions, OutputOptions, WatchOptions } from '../options.ts';
import { planAndWait } from '../runs/planning.ts';
import { finish, inOrgs } from '../session.ts';
import type { Outcome, OrgSession } from '../session.ts';
import type { PersonRow, PlanDetails } from '../wire.ts';
import { findingsTable } from '../views/findings.ts';

type ScanOptions = OrgOptions & OutputOptions & Partial<WatchOptions>;

interface Scanned {
    person: string;
    name: string | null;
    username: string | null;
    plan: PlanDetails | null;
    error: string | null;
}

export function scanCommand(environment: Environment, exit: (code: ExitCode) => void): Command {
    return verb('scan', 'what people hold, and what would be done about it')
        .description(
            'What people hold, and what would be done about it. Nothing is changed but the Draft that keeps the result; a Draft that is there keeps its successor.'
        )
        .argument('<people...>', 'usernames, emails or Ids')
        .addOption(outputOption('the findings'))
        .addOption(intervalOption())
        .action(async (people: string[], options: ScanOptions) => {
            const file = outputFile(environment, options);
            const report = await inOrgs(environment, options, (session) => scan(session, people, options));
            const writeFile = (): void =>
                file?.write(
                    reportCsv(FINDING_COLUMNS, report, (result) => result.flatMap(rowsOf)),
                    'The Drafts keep the findings: scan again.'
                );
            const words = (result: Scanned[]): string => result.map((each) => inWords(each, environment)).join('\n\n');
            exit(finish(environment, options, report, words, writeFile));
        });
}

async function scan(session: OrgSession, given: readonly string[], options: ScanOptions): Promise<Outcome<Scanned[]>> {
    const people = await session.door.people([...new Set(given)]);
    const known = people.filter((person) => person.error === null);
    const requests = await withTheirSuccessors(session, known);
    const planned = requests.length === 0 ? [] : await planAndWait(session, requests, options);
    const ids = planned.flatMap((row) => (row.offboardingId === null || row.error !== null ? [] : [row.offboardingId]));
    const plans = new Map((ids.length === 0 ? [] : await session.door.readPlanDetails(ids)).map((plan) => [plan.offboardingId, plan]));
    const result = people.map((person): Scanned => {
        const row = planned[known.indexOf(person)];
        const plan = (row?.offboardingId && plans.get(row.offboardingId)) || null;
        const error = person.error === null ? (row?.error ?? null) : unknown(person);
        return { person: person.given, name: person.name, username: person.username, plan, error };
    });
    const complete = result.every(({ error, plan }) => error === null && plan !== null && plan.scanComplete);
    return { exitCode: complete ? EXIT.DONE : EXIT.NOT_ALL, result };
}

/** A Draft is scanned again as it is: to look must not undo what somebody has decided. */
async function withTheirSuccessors(
    session: OrgSession,
    people: readonly PersonRow[]
): Promise<{ person: string; successor: string | null }[]> {
    const open = people.flatMap((person) => (person.openOffboardingId === null ? [] : [person.openOffboardingId]));
    const plans = open.length === 0 ? [] : await session.door.readPlans(open);
    const successors = new Map(plans.map((plan) => [plan.offboardingId, plan.successorId]));
    return people.map((person) => ({ person: person.id!, successor: successors.get(person.openOffboardingId ?? '') ?? null }));
}

function inWords({ person, name, username, plan, error }: Scanned, environment: Environment): string {
    if (plan === null) {
        return `${name ?? person}: ${error}`;
    }
    const heading = `${plan.name}: ${name} (${username})${plan.successor ? `, successor ${plan.successor.name}` : ''}`;
    return [heading, findingsTable(plan, environment)].join('\n');
}

const rowsOf = ({ person, name, username, plan, error }: Scanned): Record<string, Cell>[] =>
    plan === null ? [{ person, name, username, error }] : findingRows(plan, person);
