/** Plans, starts and watches offboardings: `run` does it for one person, `bulk` for a file of them. */
import { PermissionLackingError, RefusedError, UnreachableError } from '../../org/connection/errors.ts';
import { confirm } from '../confirm.ts';
import { DETAIL_ROWS } from '../Door.ts';
import { RefusalError } from '../errors.ts';
import type { ConfirmOptions, WatchOptions } from '../options.ts';
import type { OrgSession } from '../session.ts';
import { progressDisplay } from '../Bars.ts';
import { interrupted, isGoing, poll } from '../polling.ts';
import { count, few, list, number } from '../words.ts';
import type { CountRow, ProgressRow } from '../wire.ts';
import type { Entry } from './Entry.ts';
import { planAndWait, restartStalled } from './planning.ts';

const MOST_WARNINGS = 10;

export interface RunOptions extends ConfirmOptions, WatchOptions {
    largeTransfers?: boolean;
}

/** Moves what is large while the run waits for it; the large-transfer protocol of `bulk --large-transfers`. */
export type TransferService = (session: OrgSession, row: ProgressRow) => Promise<ProgressRow | null>;

/** Plans everybody who is to be started; who cannot be is told so in their entry. */
export async function planEntries(session: OrgSession, entries: readonly Entry[], options: RunOptions): Promise<void> {
    const toPlan = entries.filter((entry) => entry.work === 'start');
    if (toPlan.length === 0) {
        return;
    }
    const requests = toPlan.map(({ person, successor }) => ({ person: person.id!, successor: successor?.id ?? null }));
    const planned = await planAndWait(session, requests, options);
    planned.forEach((row, index) => refuse(toPlan[index], row.error));
    const drafts = toPlan.filter((entry) => entry.error === null);
    const ids = planned.flatMap((row) => (row.error === null ? [row.offboardingId!] : []));
    const plans = ids.length === 0 ? [] : await session.door.readPlans(ids);
    drafts.forEach((entry, index) => {
        const plan = plans[index];
        entry.plan = plan;
        refuse(entry, plan.error ?? (plan.refusals.length > 0 ? plan.refusals.join(' ') : null));
        if (entry.error === null && (!plan.canStart || plan.planHash === null)) {
            refuse(entry, plan.scanComplete ? 'The org does not let this plan start.' : 'The scan did not come to its end.');
        }
    });
    await addWarnings(
        session,
        drafts.filter((entry) => entry.work === 'start')
    );
}

/** What a few people's plans warn of is worth a question; of hundreds, nobody would read it. */
async function addWarnings(session: OrgSession, entries: readonly Entry[]): Promise<void> {
    if (entries.length === 0 || entries.length > DETAIL_ROWS) {
        return;
    }
    const plans = await session.door.readPlanDetails(entries.map(({ plan }) => plan!.offboardingId));
    entries.forEach(({ plan }, index) => (plan!.warnings = plans[index].warnings.map(({ text }) => text)));
}

function refuse(entry: Entry, error: string | null): void {
    if (error !== null) {
        entry.error = error;
        entry.work = 'nothing';
    }
}

/** How much of a plan is of a kind that moves, or is taken away. */
function amount(entries: readonly Entry[], categories: readonly string[]): number {
    const counted = (row: CountRow): boolean => categories.includes(row.category) && row.treatment === 'auto' && row.status === 'checked';
    return entries.reduce((sum, { plan }) => sum + (plan?.counts.filter(counted).reduce((all, row) => all + row.count, 0) ?? 0), 0);
}

/** What starting these runs does, in words and numbers. */
export function whatHappens(session: OrgSession, entries: readonly Entry[]): string {
    const starting = entries.filter((entry) => entry.work === 'start');
    const resuming = entries.filter((entry) => entry.work === 'resume');
    const sentences: string[] = [];
    if (starting.length > 0) {
        const successors = [...new Set(starting.map(({ successor }) => successor?.name ?? 'nobody'))];
        const who = starting.length === 1 ? starting[0].person.name! : count(starting.length, 'person', 'people');
        const records = amount(starting, ['HandOver']);
        const pointers = amount(starting, ['Breaks', 'Blocks']);
        const access = amount(starting, ['Access']);
        const does = [
            `freezes and deactivates ${who}`,
            ...(records > 0 ? [`hands over ${count(records, 'record', 'records')} to ${few(successors)}`] : []),
            ...(pointers > 0 ? [`reassigns ${count(pointers, 'approval or reference', 'approvals and references')}`] : []),
            ...(access > 0
                ? [`takes away ${count(access, 'session, permission or membership', 'sessions, permissions and memberships')}`]
                : [])
        ];
        sentences.push(`In ${session.access.organizationName} (${session.org.target}) this ${list(does)}.`);
        sentences.push(...warningsOf(starting));
    }
    if (resuming.length > 0) {
        const names = resuming.map(({ person, progress }) => `${person.name} (${progress!.name}, ${progress!.statusText})`);
        sentences.push(`It goes on with ${count(resuming.length, 'run that stopped', 'runs that stopped')}: ${few(names)}.`);
    }
    return sentences.join('\n');
}

/** Each once, with whom it is about. */
function warningsOf(entries: readonly Entry[]): string[] {
    const byText = new Map<string, string[]>();
    for (const { person, plan } of entries) {
        plan!.warnings.forEach((text) => byText.set(text, [...(byText.get(text) ?? []), person.name!]));
    }
    const lines = [...byText].map(([text, names]) => `  Warning, ${few(names)}: ${text}`);
    const unseen = entries.filter(({ plan }) => plan!.metadataScannedAt === null);
    return [
        ...lines.slice(0, MOST_WARNINGS),
        ...(lines.length > MOST_WARNINGS
            ? [`  … and ${number(lines.length - MOST_WARNINGS)} more warnings; "plan" shows all of them.`]
            : []),
        ...(entries.length > DETAIL_ROWS && unseen.length > 0
            ? [`  Warning: metadata was never searched for ${count(unseen.length, 'of them', 'of them')}; "metadata-scan" does it.`]
            : [])
    ];
}

/** Asks, when anything would be changed. */
export async function confirmRuns(session: OrgSession, entries: readonly Entry[], options: RunOptions): Promise<void> {
    if (entries.some(({ work }) => work === 'start' || work === 'resume')) {
        await confirm(session, options, whatHappens(session, entries), 'Nothing was started; the plans are kept as Drafts.');
    }
}

/** Starts and resumes what is to be, and watches all of it until it rests. */
export async function runEntries(
    session: OrgSession,
    entries: readonly Entry[],
    options: RunOptions,
    again: string,
    transfers?: TransferService
): Promise<void> {
    const starting = entries.filter((entry) => entry.work === 'start');
    const resuming = entries.filter((entry) => entry.work === 'resume');
    if (starting.length > 0) {
        const runs = starting.map(({ plan }) => ({
            offboardingId: plan!.offboardingId,
            planHash: plan!.planHash!,
            ...(options.largeTransfers && { largeTransfers: true })
        }));
        const rows = await asked(starting, () => session.door.start(runs));
        rows.forEach((row, index) => refuse(starting[index], row.error));
    }
    if (resuming.length > 0) {
        const ids = resuming.map(({ progress }) => progress!.offboardingId);
        const rows = await asked(resuming, () => session.door.resume(ids));
        rows.forEach((row, index) => refuse(resuming[index], row.error));
    }
    await watchEntries(
        session,
        entries.filter((entry) => entry.work !== 'nothing'),
        options,
        again,
        transfers
    );
}

/** What becomes of a request that is not answered, nobody knows until the org is asked again. */
async function asked<T>(entries: readonly Entry[], ask: () => Promise<T>): Promise<T> {
    try {
        return await ask();
    } catch (error) {
        entries.forEach((entry) => (entry.unsure = error instanceof UnreachableError));
        throw error;
    }
}

/** Moves for each run that waits; where the org says no, that run goes on waiting, and the others do not suffer from it. */
class Movers {
    private readonly session: OrgSession;
    private readonly transfers: TransferService;
    private readonly refused = new Set<string>();

    constructor(session: OrgSession, transfers: TransferService) {
        this.session = session;
        this.transfers = transfers;
    }

    serves({ offboardingId }: ProgressRow): boolean {
        return !this.refused.has(offboardingId);
    }

    async serve(row: ProgressRow): Promise<ProgressRow | null> {
        try {
            return await this.transfers(this.session, row);
        } catch (error) {
            if (!(error instanceof RefusalError || error instanceof RefusedError || error instanceof PermissionLackingError)) {
                throw error;
            }
            this.refused.add(row.offboardingId);
            this.session.say(`${row.name}: ${error.message}`);
            return { ...row, error: error.message };
        }
    }
}

async function watchEntries(
    session: OrgSession,
    entries: readonly Entry[],
    options: RunOptions,
    again: string,
    transfers?: TransferService
): Promise<void> {
    const byId = new Map(entries.map((entry) => [entry.plan?.offboardingId ?? entry.progress!.offboardingId, entry]));
    const restarted = new Set<string>();
    const moving = transfers && new Movers(session, transfers);
    const display = progressDisplay(session, byId.size);
    const remember = (rows: readonly ProgressRow[]): void => rows.forEach((row) => (byId.get(row.offboardingId)!.progress = row));
    try {
        const rows = await poll(session, [...byId.keys()], options, {
            while: (row) => isGoing(row) && (row.status !== 'Waiting' || moving?.serves(row) === true),
            serve: async (row) => (row.status === 'Waiting' && moving ? moving.serve(row) : restartStalled(session, row, restarted)),
            onProgress: (seen) => {
                remember(seen);
                display.show(seen);
            },
            again
        });
        remember(rows);
    } catch (error) {
        display.end();
        throw interrupted(error, session, `The runs go on in the org. Watch them again with: ${again}`);
    }
    display.end();
}
