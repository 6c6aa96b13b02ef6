import type { Command } from 'commander';
import { outputFile } from '../csv/ReportFile.ts';
import { FINDING_COLUMNS, findingRows, reportCsv } from '../csv/rows.ts';
import type { Environment } from '../Environment.ts';
import { RefusalError } from '../errors.ts';
import { EXIT } from '../exitCodes.ts';
import type { ExitCode } from '../exitCodes.ts';
import { people } from '../lookup.ts';
import { intervalOption, outputOption, verb } from '../options.ts';
import type { OrgOptions, OutputOptions, WatchOptions } from '../options.ts';
import { planAndWait } from '../runs/planning.ts';
import { finish, inOrgs } from '../session.ts';
import type { Outcome, OrgSession } from '../session.ts';
import { findingsTable } from '../views/findings.ts';
import type { PlanDetails } from '../wire.ts';

type PlanOptions = OrgOptions & OutputOptions & Partial<WatchOptions> & { successor: string };

export function planCommand(environment: Environment, exit: (code: ExitCode) => void): Command {
    return verb('plan', 'the decisions for one person, what refuses them, and the hash that names them')
        .description(
            'Scans a person and decides who receives what: the decisions, refusals, warnings, and the hash that names this plan. Nothing is changed but the Draft that keeps it.'
        )
        .argument('<person>', 'who leaves: username, email or Id')
        .requiredOption('-s, --successor <person>', 'who receives: username, email or Id')
        .addOption(outputOption('the findings'))
        .addOption(intervalOption())
        .action(async (person: string, options: PlanOptions) => {
            const file = outputFile(environment, options);
            const report = await inOrgs(environment, options, (session) => plan(session, person, options));
            const writeFile = (): void =>
                file?.write(
                    reportCsv(FINDING_COLUMNS, report, (result) => findingRows(result, person)),
                    'The Draft keeps the plan: plan again.'
                );
            exit(finish(environment, options, report, (result) => inWords(result, environment), writeFile));
        });
}

async function plan(session: OrgSession, given: string, options: PlanOptions): Promise<Outcome<PlanDetails>> {
    const [person, successor] = await people(session, [given, options.successor]);
    const [row] = await planAndWait(session, [{ person: person.id!, successor: successor.id! }], options);
    if (row.error !== null || row.offboardingId === null) {
        throw new RefusalError(row.error ?? `The org made no plan for ${person.name}.`);
    }
    const [result] = await session.door.readPlanDetails([row.offboardingId]);
    return { exitCode: result.canStart ? EXIT.DONE : EXIT.NOT_ALL, result };
}

function inWords(plan: PlanDetails, environment: Environment): string {
    const steps = plan.steps.map((step) => `  ${step.title}${step.found ? `: ${step.found}` : ''}`);
    return [
        `${plan.name}: ${plan.person.name} (${plan.person.username}) → ${plan.successor?.name ?? 'nobody'}`,
        findingsTable(plan, environment),
        ...(steps.length > 0 ? ['Steps of the run:', ...steps] : []),
        plan.canStart ? `Plan hash: ${plan.planHash}` : 'This plan cannot be started.'
    ].join('\n');
}
