/** Ending sessions by deleting their rows, and freezing by updating UserLogin. */
import type { SaveRule } from '../../data/ports.ts';
import { endSessionRow } from '../users/sessions.ts';
import type { PlatformContext } from './context.ts';
import { rowError } from './rowErrors.ts';

export function authSessionRule({ store }: PlatformContext): SaveRule {
    return {
        objects: new Set(['authsession']),
        verbs: new Set(['delete']),
        saved(_save, rows) {
            for (const row of rows) {
                endSessionRow(store, row.id);
            }
        }
    };
}

export function userLoginRule(): SaveRule {
    return {
        objects: new Set(['userlogin']),
        verbs: new Set(['update']),
        check(_save, rows) {
            for (const row of rows) {
                // A lock comes from failed logins; it can only be taken off (platform.md §4).
                if (row.changes('IsPasswordLocked') && row.after!.IsPasswordLocked === 1) {
                    row.fail(
                        rowError('INVALID_FIELD_FOR_INSERT_UPDATE', 'Unable to create/update fields: IsPasswordLocked.', 'IsPasswordLocked')
                    );
                }
            }
        }
    };
}
