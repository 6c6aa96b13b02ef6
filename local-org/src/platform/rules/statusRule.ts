/** Fields that a status decides: IsClosed, IsWon, Probability, ForecastCategory, ClosedDate. */
import type { PendingRow, SaveRule } from '../../data/ports.ts';
import type { Store } from '../../data/store/Store.ts';
import type { StoredRow } from '../../data/ports.ts';
import type { PlatformContext } from './context.ts';

/** The row of the status table for a value; an unknown value of an unrestricted picklist is open. */
function statusOf(store: Store, table: string, value: unknown): StoredRow | undefined {
    return typeof value === 'string' ? store.get(`SELECT * FROM "${table}" WHERE ApiName = ?`, value) : undefined;
}

export function statusRule({ store }: PlatformContext): SaveRule {
    return {
        objects: new Set(['opportunity', 'case', 'task']),
        verbs: new Set(['insert', 'update']),
        /** After the before-triggers: they may have changed the status. */
        check(save, rows) {
            const now = new Date(save.transaction.now()).toISOString();
            for (const row of rows) {
                if (row.after && !row.failed) {
                    apply(store, save.object.name, row, now);
                }
            }
        }
    };
}

function apply(store: Store, object: string, row: PendingRow, now: string): void {
    const after = row.after!;
    if (object === 'Opportunity') {
        if (row.before === null || row.changes('StageName')) {
            applyStage(after, statusOf(store, 'OpportunityStage', after.StageName), row);
        }
        return;
    }
    if (row.before === null || row.changes('Status')) {
        const closed = statusOf(store, `${object}Status`, after.Status)?.IsClosed === 1;
        const date = object === 'Case' ? 'ClosedDate' : 'CompletedDateTime';
        after[date] = closed ? (after[date] ?? now) : null;
        after.IsClosed = closed ? 1 : 0;
        if (object === 'Case' && row.before === null) {
            after.IsClosedOnCreate = closed ? 1 : 0;
        }
    }
}

/** Probability and forecast category follow the stage unless the save sets them itself. */
function applyStage(after: StoredRow, stage: StoredRow | undefined, row: PendingRow): void {
    after.IsClosed = stage?.IsClosed ?? 0;
    after.IsWon = stage?.IsWon ?? 0;
    if (!row.changes('Probability')) {
        after.Probability = stage?.DefaultProbability ?? null;
    }
    if (!row.changes('ForecastCategoryName')) {
        after.ForecastCategoryName = stage?.ForecastCategoryName ?? null;
        after.ForecastCategory = stage?.ForecastCategory ?? null;
    }
}
