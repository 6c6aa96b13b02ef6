import type { Environment } from '../Environment.ts';
import { isGood } from '../runs/Entry.ts';
import type { ReportRow } from '../runs/Entry.ts';
import { table } from '../tables.ts';
import { count, list } from '../words.ts';
import type { ProgressDetails } from '../wire.ts';

const MARKS: Record<string, string> = { done: '✔', skipped: '–', failed: '✖', blocked: '✖', running: '…', pending: ' ' };
/** Of long files only those are shown that are not done; the CSV has all. */
const MOST_ROWS = 30;

/** The steps of one run, its seats and what was read again. */
export function runInWords(run: ProgressDetails): string {
    const numbers = (found: number | null, done: number | null, failed: number | null): string =>
        found ? `: ${done ?? 0} of ${found}${failed ? `, ${failed} failed` : ''}` : '';
    const failedChecks = (run.verification?.checks ?? []).filter((check) => !check.ok);
    return [
        `${run.name}: ${run.person.name} (${run.person.username}), ${run.statusText}`,
        ...run.steps.map(
            (step) =>
                `  ${MARKS[step.status] ?? '?'} ${step.title}${numbers(step.found, step.done, step.failed)}${step.message ? ` – ${step.message}` : ''}`
        ),
        ...run.seatsAfter.map((after) => {
            const before = run.seatsBefore.find((seats) => seats.pool === after.pool);
            return `  Seats of ${after.pool}: ${before?.used ?? '?'} of ${after.total} before, ${after.used} after`;
        }),
        ...(run.verification
            ? [
                  run.verification.ok
                      ? `  ✔ Read again: ${count(run.verification.checks.length, 'check', 'checks')}, all as they should be`
                      : `  ✖ Read again: ${failedChecks.map((check) => `${check.title} is ${check.actual}, should be ${check.expected}`).join('; ')}`
              ]
            : []),
        ...run.notRestored.map(({ title, count: amount, reason }) => `  Not restored: ${title} (${amount})${reason ? `: ${reason}` : ''}`),
        ...(run.blocker ? [`  Blocked: ${run.blocker.text}`] : run.error ? [`  ${run.error}`] : [])
    ].join('\n');
}

/** Everybody of a file, or those who need a look when it is long. */
export function reportInWords(rows: readonly ReportRow[], environment: Environment): string {
    const shown = rows.length > MOST_ROWS ? rows.filter(({ status }) => !isGood(status)).slice(0, MOST_ROWS) : rows;
    const counts = new Map<string, number>();
    rows.forEach(({ status }) => counts.set(status, (counts.get(status) ?? 0) + 1));
    const reasons = shown.some(({ error }) => error !== null);
    return [
        ...(shown.length > 0
            ? [
                  table(
                      ['Person', 'Status', 'Offboarding', 'Found', 'Done', 'Failed', ...(reasons ? ['Why'] : [])],
                      shown.map((row) => [
                          row.name ?? row.person,
                          row.status,
                          row.offboarding ?? '',
                          row.found ?? '',
                          row.done ?? '',
                          row.failed ?? '',
                          ...(reasons ? [row.error ?? ''] : [])
                      ]),
                      environment.width > 0
                  )
              ]
            : []),
        `${count(rows.length, 'person', 'people')}: ${list([...counts].map(([status, amount]) => `${amount} ${status}`))}.`
    ].join('\n');
}
