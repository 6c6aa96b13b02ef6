/** DML on setup objects takes platform permissions, in system mode too (DESIGN §4, platform.md §4). */
import type { PendingRow, Save, SaveRule } from '../data/ports.ts';
import type { RowError } from '../runtime/ports.ts';
import { MANAGED_USER_FIELDS, OWN_ROWS_ONLY, SETUP_WRITE_PERMISSIONS } from './setupRights.ts';

const REFUSED: RowError = { statusCode: 'INSUFFICIENT_ACCESS_OR_READONLY', message: 'insufficient access rights on object id', fields: [] };

/** Refuses writes to setup objects by users without the permission that Setup would ask for. */
export function setupWriteRule(): SaveRule {
    return {
        objects: new Set([...Object.keys(SETUP_WRITE_PERMISSIONS), ...Object.keys(OWN_ROWS_ONLY), 'processinstanceworkitem']),
        check(save, rows) {
            if (save.indirect || mayWriteAll(save)) {
                return;
            }
            for (const row of rows) {
                if (!mayWrite(save, row)) {
                    row.fail(REFUSED);
                }
            }
        }
    };
}

function mayWriteAll({ transaction, object }: Save): boolean {
    const name = object.name.toLowerCase();
    const needed =
        name === 'processinstanceworkitem' ? ['ModifyAllData'] : (SETUP_WRITE_PERMISSIONS[name] ?? OWN_ROWS_ONLY[name]?.unless ?? []);
    return needed.some((permission) => transaction.ports.security.hasUserPermission(transaction.userId, permission));
}

function mayWrite({ transaction, object, verb }: Save, row: PendingRow): boolean {
    switch (object.name) {
        case 'User':
            return (
                verb === 'update' &&
                row.id === transaction.userId &&
                !MANAGED_USER_FIELDS.some((field) => row.changes(field)) &&
                !Object.keys(row.after!).some((field) => field.startsWith('UserPermissions') && row.changes(field))
            );
        case 'AuthSession':
            return row.before?.UsersId === transaction.userId;
        case 'ProcessInstanceWorkitem':
            // Only the current actor may hand on an approval request (platform.md §4).
            return row.before?.ActorId === transaction.userId;
        default:
            return false;
    }
}
