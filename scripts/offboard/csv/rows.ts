/** The rows of the CSV files that verbs write with --output. */
import type { ScanResult } from '../../metadata-scan/index.ts';
import { REPORT_COLUMNS } from '../runs/Entry.ts';
import type { ReportRow } from '../runs/Entry.ts';
import type { OrgReport, Report } from '../session.ts';
import type { PlanDetails, ProgressDetails, ProgressRow } from '../wire.ts';
import { csvText } from './ReportFile.ts';
import type { Cell } from './ReportFile.ts';

/** What to do when the file cannot be written. */
export const AGAIN = 'It is all in the org: watch the run again with another --output.';

type Row = Record<string, Cell>;

/** What a verb tells of one org, in rows; an org that could not be asked is a row with its error. */
export function reportCsv<T>(columns: readonly string[], report: Report<T>, rowsOf: (result: T, org: OrgReport<T>) => Row[]): string {
    const rows = report.orgs.flatMap((org): Row[] =>
        org.result === null
            ? [{ org: org.target, error: org.error?.message ?? null }]
            : rowsOf(org.result, org).map((row) => ({ org: org.target, ...row }))
    );
    return csvText(['org', ...columns], rows);
}

export const FINDING_COLUMNS = [
    ...['person', 'name', 'username', 'category', 'key', 'title', 'count', 'status', 'treatment', 'note', 'offboarding', 'error']
] as const;

/** A count that nobody has verified is no count, unless it is more than 0: then it is the least. */
export function findingRows(plan: PlanDetails, given: string): Row[] {
    const { name, username } = plan.person;
    return plan.findings.map(({ category, key, title, count, status, treatment, reason, statusText }) => ({
        ...{ person: given, name, username, offboarding: plan.name, category, key, title, status, treatment },
        count: status === 'checked' || count > 0 ? count : null,
        note: status === 'checked' ? reason : statusText
    }));
}

export function runRows(rows: readonly ReportRow[]): Row[] {
    return rows.map((row) => Object.fromEntries(REPORT_COLUMNS.map((column) => [column, row[column]])));
}

export const PROGRESS_COLUMNS = [
    ...[
        'offboarding',
        'offboardingId',
        'type',
        'name',
        'username',
        'successor',
        'status',
        'stalled',
        'found',
        'done',
        'failed',
        'verified'
    ],
    ...['startedAt', 'finishedAt', 'error']
] as const;

export function progressRows(rows: readonly ProgressRow[]): Row[] {
    return rows.map((row) => ({
        ...{ offboarding: row.name, offboardingId: row.offboardingId, type: row.type, name: row.personName, username: row.username },
        ...{ successor: row.successorName, status: row.status, stalled: row.stalled, found: row.found, done: row.done, failed: row.failed },
        ...{ verified: row.verified, startedAt: row.startedAt, finishedAt: row.finishedAt, error: row.blocker?.text ?? row.error }
    }));
}

export const RETURN_COLUMNS = [
    'reactivation',
    'name',
    'username',
    'status',
    'key',
    'title',
    'restored',
    'notRestored',
    'reason',
    'error'
] as const;

/** A row for each kind of thing that came back, or did not. */
export function returnRows(run: ProgressDetails | null): Row[] {
    if (run === null) {
        return [];
    }
    const base = { reactivation: run.name, name: run.person.name, username: run.person.username, status: run.status };
    return [
        ...run.restored.map(({ key, title, count }) => ({ ...base, key, title, restored: count })),
        ...run.notRestored.map(({ key, title, count, reason }) => ({ ...base, key, title, notRestored: count, reason }))
    ];
}

export const PLACE_COLUMNS = [
    ...['person', 'username', 'key', 'title', 'verified', 'file', 'line', 'path', 'matched', 'meaning', 'note', 'inComment', 'error']
] as const;

/** A row for each place, and one for each row of the catalogue without any. */
export function placeRows({ people }: ScanResult): Row[] {
    return people.flatMap(({ person, rows }) =>
        rows.flatMap(({ key, title, verified, reason, hits }): Row[] => {
            const base = { person: person.name, username: person.username, key, title, verified };
            return hits.length === 0
                ? [{ ...base, note: reason ?? null }]
                : hits.map(({ file, line, path, matched, meaning, note, informational }) => ({
                      ...{ ...base, file, line, path, matched, meaning },
                      ...{ note: note ?? null, inComment: informational }
                  }));
        })
    );
}
