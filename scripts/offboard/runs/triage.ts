/** Who is meant, and what there is to do for each: the first part of a run, without any change in the org. */
import { pastRuns, unknown } from '../lookup.ts';
import type { OrgSession } from '../session.ts';
import type { PersonRow, ProgressRow } from '../wire.ts';
import type { Entry, Request } from './Entry.ts';

/** A request whose people the org does not know, or not as they would have to be. */
export interface Problem {
    request: Request;
    problem: string;
}

export async function resolvePeople(session: OrgSession, requests: readonly Request[]): Promise<{ entries: Entry[]; problems: Problem[] }> {
    const names = [...new Set(requests.flatMap(({ person, successor }) => (successor === null ? [person] : [person, successor])))];
    const rows = await session.door.people(names);
    const byName = new Map(names.map((name, index) => [name, rows[index]]));
    const entries = requests.map((request): Entry => ({
        request,
        person: byName.get(request.person)!,
        successor: request.successor === null ? null : byName.get(request.successor)!,
        work: 'nothing',
        plan: null,
        progress: null,
        before: false,
        error: null,
        unsure: false
    }));
    const leaving = new Map(entries.filter(({ person }) => person.id !== null).map((entry) => [entry.person.id!, entry]));
    const problems = entries.flatMap((entry) => problemsOf(entry, leaving).map((problem) => ({ request: entry.request, problem })));
    return { entries, problems };
}

/** @param leaving the last entry of each person, by User Id */
function problemsOf(entry: Entry, leaving: ReadonlyMap<string, Entry>): string[] {
    const { person, successor } = entry;
    const unresolved = [person, successor].filter((row): row is PersonRow => row !== null && row.error !== null);
    if (unresolved.length > 0) {
        return unresolved.map(unknown);
    }
    const other = leaving.get(person.id!)!;
    if (other !== entry) {
        return [`${person.given} and ${other.person.given}${line(other)} are the same person, ${person.name}`];
    }
    if (successor?.id === person.id) {
        return [`${person.given} cannot be their own successor`];
    }
    const also = successor ? leaving.get(successor.id!) : undefined;
    if (also) {
        return [`the successor ${successor!.given} leaves, too${line(also)}`];
    }
    return [];
}

const line = ({ request }: Entry): string => (request.line === null ? '' : ` (line ${request.line})`);

/** Decides from what the org says now; this is what makes a second run of the same file go on where the first one stopped. */
export async function triage(session: OrgSession, entries: readonly Entry[], largeTransfers = false): Promise<void> {
    const open = entries.filter(({ person }) => person.openOffboardingId !== null);
    const progress = new Map<string, ProgressRow>();
    if (open.length > 0) {
        const ids = open.map(({ person }) => person.openOffboardingId!);
        (await session.door.progress(ids, false)).forEach((row) => progress.set(row.offboardingId, row));
    }
    const gone = entries.filter(({ person }) => person.openOffboardingId === null && person.isActive === false);
    const past = await pastRuns(
        session,
        gone.map(({ person }) => person.id!)
    );
    for (const entry of entries) {
        const { openOffboardingId, id } = entry.person;
        decide(entry, openOffboardingId === null ? (past.get(id!) ?? null) : (progress.get(openOffboardingId) ?? null), largeTransfers);
    }
}

function decide(entry: Entry, run: ProgressRow | null, largeTransfers: boolean): void {
    const { person } = entry;
    if (run === null || (person.openOffboardingId === null && run.type !== 'Offboarding')) {
        entry.work = person.isActive ? 'start' : 'nothing';
        entry.error = person.isActive ? null : `${person.name} is inactive already, and not by an offboarding of Handover's.`;
        return;
    }
    if (run.type !== 'Offboarding') {
        entry.error = `${person.name} is just coming back: ${run.name} (${run.statusText}). Finish or cancel it first.`;
        return;
    }
    entry.progress = run;
    switch (run.status) {
        case 'Completed':
        case 'Canceled':
            entry.before = true;
            entry.error = run.status === 'Canceled' ? `${person.name} is inactive, and ${run.name} was canceled halfway.` : null;
            return;
        case 'Planning':
        case 'Draft':
        case 'Drifted':
            entry.progress = null;
            entry.work = 'start';
            return;
        case 'Blocked':
        case 'Failed':
            entry.work = 'resume';
            return;
        default:
            // Who waits for large transfers that nobody makes goes on the ordinary way.
            entry.work = run.stalled || (run.status === 'Waiting' && !largeTransfers) ? 'resume' : 'watch';
    }
}
