/** The parts of the benchmark, each with its figures and how they are told. */
import { addRecords, OBJECTS, owned, RECORDS, resetUsage, usage } from './bulk.ts';
import type { Usage } from './bulk.ts';
import { timeCommand } from './commands.ts';
import { metadataScan } from './metadataScan.ts';
import { offboardMany } from './offboard.ts';
import { StoryOrg } from '../test/story/storyOrg.ts';
import type { Plan } from '../test/story/storyOrg.ts';

export interface BenchPart {
    name: string;
    what: string;
    measure(): Promise<{ figures: unknown; inWords: string[] }>;
}

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

const bulk: BenchPart = {
    name: 'bulk',
    what: 'one person with ten thousand records leaves and comes back',
    async measure() {
        const org = await StoryOrg.start({ runJobs: false });
        try {
            await addRecords(org.admin, org.leaver);
            const records = await owned(org.admin, org.leaver);
            const leaving = await org.plan();
            const offboarding = await measureRun(org, leaving);
            const reactivation = await measureRun(org, await org.planReturn(leaving.offboardingId));
            const inWords = [`${records} records over ${OBJECTS.length} objects (asked for ${RECORDS})`];
            for (const [name, run] of Object.entries({ offboarding, reactivation })) {
                const most = Object.entries(run.highest).map(([limit, use]) => `${limit} ${use}`);
                inWords.push(
                    `  ${name}: ${run.seconds} s, ${run.transactions} transactions, ${run.queries} queries, ${run.dmlRows} DML rows, ${run.journalRows} journal rows`,
                    `    at most in one transaction: ${most.join(', ')}`
                );
            }
            return { figures: { records, objects: OBJECTS.length, offboarding, reactivation }, inWords };
        } finally {
            await org.stop();
        }
    }
};

const many: BenchPart = {
    name: 'offboard',
    what: 'two hundred people leave by a CSV file; beside it, one call of sf for each step',
    async measure() {
        const figures = await offboardMany();
        const { bulk: ours, byHand } = figures;
        const { extrapolated } = byHand;
        return {
            figures,
            inWords: [
                `${ours.people} people with ${ours.records} records by bulk: ${ours.seconds} s, ${ours.apiCalls} API calls, of which ${ours.polls} polls ` +
                    `(the org counted ${ours.apiCallsByTheOrg ?? 'nothing'}), ${ours.transactions} transactions`,
                `  by hand, ${byHand.people} people: ${byHand.cliCalls} calls of sf, ${byHand.apiCalls ?? '?'} API calls, ${byHand.secondsPerCall} s a call`,
                `  by hand, extrapolated to ${extrapolated.people}: ${extrapolated.cliCalls} calls of sf, ${extrapolated.apiCalls ?? '?'} API calls, ${extrapolated.hours} hours`
            ]
        };
    }
};

const scan: BenchPart = {
    name: 'metadata-scan',
    what: 'a thousand people looked for in 20,000 files of metadata',
    async measure() {
        const figures = await metadataScan();
        const { files, megabytes, people, hits, seconds, peakMegabytes } = figures;
        return {
            figures,
            inWords: [
                `${files} files of metadata (${megabytes} MB), ${people} people: ${seconds} s, ${peakMegabytes} MB at most, ${hits} places`
            ]
        };
    }
};

const COMMANDS: Record<string, string[]> = {
    'check, warm': ['check'],
    'all Apex tests, warm': ['test'],
    'one test class, warm': ['test', '--class-names', 'PlanBuilderTest']
};

const commands: BenchPart = {
    name: 'commands',
    what: 'how long the local org takes to check and to test, with a warm cache',
    async measure() {
        const figures: Record<string, number> = {};
        for (const [name, args] of Object.entries(COMMANDS)) {
            figures[name] = await timeCommand(args);
        }
        return { figures, inWords: Object.entries(figures).map(([name, seconds]) => `${name}: ${seconds} s`) };
    }
};

export const BENCH_PARTS: readonly BenchPart[] = [bulk, many, scan, commands];
