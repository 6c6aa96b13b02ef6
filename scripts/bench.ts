/** `npm run bench [-- --json]`: the figures that the README quotes. Nothing here decides a test. */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { addRecords, OBJECTS, owned, RECORDS, resetUsage, usage } from './bench/bulk.ts';
import type { Usage } from './bench/bulk.ts';
import { timeCommand } from './bench/commands.ts';
import { StoryOrg } from './test/story/storyOrg.ts';
import type { Plan } from './test/story/storyOrg.ts';

interface RunFigures {
    seconds: number;
    transactions: number;
    queries: number;
    dmlRows: number;
    journalRows: number;
    /** The most that one transaction used, of how much. */
    highest: Record<string, string>;
}

async function measureRun(org: StoryOrg, plan: Plan): Promise<RunFigures> {
    await resetUsage(org.admin);
    await org.start(plan);
    const started = performance.now();
    await org.drain();
    const seconds = (performance.now() - started) / 1000;
    const used: Usage = await usage(org.admin);
    const { status, error } = await org.progress(plan.offboardingId);
    if (status !== 'Completed') {
        throw new Error(`The run ended as ${status}: ${error}`);
    }
    return {
        seconds: Math.round(seconds * 10) / 10,
        transactions: used.transactions,
        queries: used.limits.queries.total,
        dmlRows: used.limits.dmlRows.total,
        journalRows: (await org.journal(plan.offboardingId)).length,
        highest: Object.fromEntries(Object.entries(used.limits).map(([name, { highest, maximum }]) => [name, `${highest} of ${maximum}`]))
    };
}

async function bulk(): Promise<{ records: number; objects: number; offboarding: RunFigures; reactivation: RunFigures }> {
    const org = await StoryOrg.start({ runJobs: false });
    try {
        await addRecords(org.admin, org.leaver);
        const records = await owned(org.admin, org.leaver);
        const leaving = await org.plan();
        const offboarding = await measureRun(org, leaving);
        const reactivation = await measureRun(org, await org.planReturn(leaving.offboardingId));
        return { records, objects: OBJECTS.length, offboarding, reactivation };
    } finally {
        await org.stop();
    }
}

async function main(): Promise<void> {
    const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
    const figures = {
        machine: `${cpus().length} cores, Node ${process.version}`,
        bulk: await bulk(),
        commands: {
            'check, warm': await timeCommand(['check']),
            'all Apex tests, warm': await timeCommand(['test']),
            'one test class, warm': await timeCommand(['test', '--class-names', 'PlanBuilderTest'])
        }
    };
    if (values.json) {
        console.log(JSON.stringify(figures, null, 2));
        return;
    }
    console.log(figures.machine);
    console.log(`\n${figures.bulk.records} records over ${figures.bulk.objects} objects (asked for ${RECORDS})`);
    for (const name of ['offboarding', 'reactivation'] as const) {
        const { seconds, transactions, queries, dmlRows, journalRows, highest } = figures.bulk[name];
        console.log(
            `  ${name}: ${seconds} s, ${transactions} transactions, ${queries} queries, ${dmlRows} DML rows, ${journalRows} journal rows`
        );
        console.log(
            `    at most in one transaction: ${Object.entries(highest)
                .map(([limit, use]) => `${limit} ${use}`)
                .join(', ')}`
        );
    }
    console.log();
    for (const [name, seconds] of Object.entries(figures.commands)) {
        console.log(`${name}: ${seconds} s`);
    }
}

void main();
