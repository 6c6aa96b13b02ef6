/** Records locked by an approval or by Approval.lock, and the rule that refuses to change them. */
import type { SaveRule } from '../../data/ports.ts';
import type { Store } from '../../data/store/Store.ts';
import { hasAny } from '../rules/context.ts';
import type { PlatformContext } from '../rules/context.ts';
import { rowError } from '../rules/rowErrors.ts';

/** Call once when the org is opened. */
export function prepareLocks(store: Store): void {
    store.change('_locks', `CREATE TABLE IF NOT EXISTS _locks (recordId TEXT PRIMARY KEY, approverMayEdit INTEGER NOT NULL)`);
}

export function setLock(store: Store, recordId: string, locked: boolean, approverMayEdit = false): void {
    if (locked) {
        store.change(
            '_locks',
            `INSERT OR REPLACE INTO _locks (recordId, approverMayEdit) VALUES (?, ?)`,
            recordId,
            Number(approverMayEdit)
        );
    } else {
        store.change('_locks', `DELETE FROM _locks WHERE recordId = ?`, recordId);
    }
}

export function isLocked(store: Store, recordId: string): boolean {
    return store.get(`SELECT 1 FROM _locks WHERE recordId = ?`, recordId) !== undefined;
}

/** Administrators may edit locked records, current approvers where the process allows it. */
export function lockRule({ store }: PlatformContext): SaveRule {
    return {
        objects: null,
        verbs: new Set(['update', 'delete']),
        check(save, rows) {
            if (save.indirect || save.object.setup || !store.get(`SELECT 1 FROM _locks`) || mayEditLocked()) {
                return;
            }
            for (const row of rows) {
                const lock = store.get(`SELECT approverMayEdit FROM _locks WHERE recordId = ?`, row.id);
                if (lock && !(lock.approverMayEdit === 1 && isCurrentApprover(store, row.id, save.transaction.userId))) {
                    row.fail(rowError('ENTITY_IS_LOCKED', 'This record is locked. If you need to edit it, contact your admin.'));
                }
            }

            function mayEditLocked(): boolean {
                const { userId, ports } = save.transaction;
                return hasAny(save.transaction, 'ModifyAllData') || ports.security.objectAccess(userId, save.object).modifyAll;
            }
        }
    };
}

function isCurrentApprover(store: Store, recordId: string, userId: string): boolean {
    return (
        store.get(
            `SELECT 1 FROM ProcessInstanceWorkitem w JOIN ProcessInstance i ON i.Id = w.ProcessInstanceId
             WHERE i.TargetObjectId = ? AND i.Status = 'Pending' AND (w.ActorId = ? OR w.ActorId IN (SELECT GroupId FROM GroupMember WHERE UserOrGroupId = ?))`,
            recordId,
            userId,
            userId
        ) !== undefined
    );
}
