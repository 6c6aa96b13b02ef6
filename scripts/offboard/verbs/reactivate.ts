import type { Command } from 'commander';
import { progressDisplay } from '../Bars.ts';
import { confirm } from '../confirm.ts';
import { outputFile } from '../csv/ReportFile.ts';
import { AGAIN, reportCsv, RETURN_COLUMNS, returnRows } from '../csv/rows.ts';
import type { Environment } from '../Environment.ts';
import { exitCodeOf, RefusalError } from '../errors.ts';
import { EXIT } from '../exitCodes.ts';
import type { ExitCode } from '../exitCodes.ts';
import { findRun, lastOffboardings, people } from '../lookup.ts';
import { intervalOption, outputOption, patienceOption, verb, yesOption } from '../options.ts';
import type { ConfirmOptions, OrgOptions, OutputOptions, WatchOptions } from '../options.ts';
import { interrupted, isGoing, poll } from '../polling.ts';
import { isWhole } from '../runs/Entry.ts';
import { restartStalled } from '../runs/planning.ts';
import { finish, inOrgs } from '../session.ts';
import type { Outcome, OrgSession } from '../session.ts';
import { runInWords } from '../views/runs.ts';
import { count, list } from '../words.ts';
import type { PlanDetails, ProgressDetails, ProgressRow, Returned } from '../wire.ts';

type Options = OrgOptions & OutputOptions & ConfirmOptions & WatchOptions;

interface Reactivated {
    offboardingId: string;
    plan: PlanDetails | null;
    run: ProgressDetails | null;
}

export function reactivateCommand(environment: Environment, exit: (code: ExitCode) => void): Command {
    return verb('reactivate', 'brings somebody back, from the journal of their offboarding')
        .description(
            'Brings somebody back as they were: seats are checked first; it says what comes back and what is gone, asks, runs and watches. ' +
                'A reactivation that stopped goes on where it stopped.'
        )
        .argument('<person or offboarding>', 'username, email or Id of the person, or Id or number (OFF-00012) of the offboarding')
        .addOption(outputOption('what came back and what did not'))
        .addOption(yesOption())
        .addOption(intervalOption())
        .addOption(patienceOption())
        .action(async (reference: string, options: Options) => {
            const file = outputFile(environment, options);
            const report = await inOrgs(environment, options, (session) => reactivate(session, reference, options));
            const writeFile = (): void =>
                file?.write(
                    reportCsv(RETURN_COLUMNS, report, ({ run }) => returnRows(run)),
                    AGAIN
                );
            exit(finish(environment, options, report, inWords, writeFile));
        });
}

async function reactivate(session: OrgSession, reference: string, options: Options): Promise<Outcome<Reactivated>> {
    const open = await openReturn(session, reference);
    const plan = open === null || open.status === 'Draft' || open.status === 'Drifted' ? await planReturn(session, reference) : null;
    const offboardingId = plan?.offboardingId ?? open!.offboardingId;
    if (plan !== null) {
        if (plan.refusals.length > 0 || !plan.canStart || plan.planHash === null) {
            session.say(returnInWords(plan));
            throw new RefusalError(plan.refusals.map(({ text }) => text).join(' ') || 'The org does not let this plan start.');
        }
        session.say(returnInWords(plan));
        await confirm(session, options, whatComesBack(session, plan), 'Nothing was started; the plan is kept as a Draft.');
        refuseError(await session.door.start([{ offboardingId, planHash: plan.planHash }]));
    } else if (open!.status === 'Blocked' || open!.status === 'Failed' || open!.stalled) {
        const what = `${open!.name} of ${open!.personName} stopped (${open!.error ?? open!.statusText}). It goes on where it stopped.`;
        await confirm(session, options, what, 'Nothing was started.');
        refuseError(await session.door.resume([offboardingId]));
    }
    let stopped: unknown;
    let last: ProgressRow | null = null;
    try {
        last = await watchReturn(session, offboardingId, options);
    } catch (error) {
        if (exitCodeOf(error) === null) {
            throw error;
        }
        stopped = error;
    }
    const run = last === null ? null : (await session.door.progressDetails([offboardingId]))[0];
    const well = last?.status === 'Completed' && isWhole(last);
    return { exitCode: well ? EXIT.DONE : EXIT.NOT_ALL, result: { offboardingId, plan, run }, stopped };
}

function refuseError([{ error }]: { error: string | null }[]): void {
    if (error !== null) {
        throw new RefusalError(error);
    }
}

/** The reactivation that is open for the person; null when there is none. */
async function openReturn(session: OrgSession, reference: string): Promise<ProgressRow | null> {
    const [row] = await session.door.progress([await findRun(session, reference)], false);
    const [person] = await session.door.people([row.personId]);
    if (row.offboardingId === person.openOffboardingId) {
        return row.type === 'Reactivation' ? row : refuseOpen(row);
    }
    if (person.openOffboardingId === null) {
        return null;
    }
    const [open] = await session.door.progress([person.openOffboardingId], false);
    return open.type === 'Reactivation' ? open : refuseOpen(open);
}

function refuseOpen({ name, personName, statusText }: ProgressRow): never {
    throw new RefusalError(`${name} of ${personName} is still open (${statusText}): only an offboarding that has ended can be reversed.`);
}

async function planReturn(session: OrgSession, reference: string): Promise<PlanDetails> {
    const [found] = await session.door.progress([await findRun(session, reference)], false);
    let offboardingId = found.offboardingId;
    if (found.type !== 'Offboarding') {
        const [person] = await people(session, [found.personId]);
        offboardingId = (await lastOffboardings(session, [person.id!])).get(person.id!) ?? offboardingId;
    }
    const [row] = await session.door.planReturns([offboardingId]);
    if (row.error !== null || row.offboardingId === null) {
        throw new RefusalError(row.error ?? `The org made no plan for the return of ${found.personName}.`);
    }
    return (await session.door.readPlanDetails([row.offboardingId]))[0];
}

const amounts = (rows: readonly Returned[]): string => list(rows.map(({ title, count: amount }) => `${title} (${amount})`));

function returnInWords(plan: PlanDetails): string {
    return [
        `${plan.name}: ${plan.person.name} (${plan.person.username}) comes back.`,
        ...plan.seats.map(({ pool, free, total }) => `  Seats of ${pool}: ${free} of ${total} are free`),
        `  Comes back: ${plan.comesBack.length > 0 ? amounts(plan.comesBack) : 'nothing but the login'}`,
        ...plan.gone.map(({ title, count: amount, reason }) => `  Gone: ${title} (${amount})${reason ? `: ${reason}` : ''}`),
        ...plan.warnings.map(({ text }) => `  Warning: ${text}`)
    ].join('\n');
}

function whatComesBack({ access, org }: OrgSession, plan: PlanDetails): string {
    const back = plan.comesBack.reduce((sum, row) => sum + row.count, 0);
    const gone = plan.gone.reduce((sum, row) => sum + row.count, 0);
    const does = [
        `activates and unfreezes ${plan.person.name}`,
        `gives back ${count(back, 'record, permission or membership', 'records, permissions and memberships')}`
    ];
    return `In ${access.organizationName} (${org.target}) this ${list(does)}${gone > 0 ? `; ${count(gone, 'is', 'are')} gone for good` : ''}.`;
}

async function watchReturn(session: OrgSession, offboardingId: string, options: Options): Promise<ProgressRow> {
    const again = `npm run offboard -- watch ${offboardingId} ${session.flag}`;
    const display = progressDisplay(session, 1);
    const restarted = new Set<string>();
    try {
        const [row] = await poll(session, [offboardingId], options, {
            while: isGoing,
            serve: (each) => restartStalled(session, each, restarted),
            onProgress: (seen) => display.show(seen),
            again
        });
        return row;
    } catch (error) {
        throw interrupted(error, session, `The run goes on in the org. Watch it again with: ${again}`);
    } finally {
        display.end();
    }
}

function inWords({ offboardingId, run }: Reactivated): string {
    return run === null ? offboardingId : runInWords(run);
}
