/** Handing an approval request on, by writing its ActorId. */
import type { SaveRule } from '../../data/ports.ts';
import type { PlatformContext } from './context.ts';
import { invalidReference, rowError } from './rowErrors.ts';

export function workitemRule({ store }: PlatformContext): SaveRule {
    return {
        objects: new Set(['processinstanceworkitem']),
        verbs: new Set(['update']),
        check(_save, rows) {
            for (const row of rows) {
                const actorId = String(row.after!.ActorId);
                if (!row.changes('ActorId')) {
                    continue;
                }
                if (actorId.startsWith('00G')) {
                    if (store.get(`SELECT Type AS type FROM "Group" WHERE Id = ?`, actorId)?.type !== 'Queue') {
                        row.fail(invalidReference('ActorId'));
                    }
                } else {
                    const user = store.get(`SELECT IsActive AS active FROM "User" WHERE Id = ?`, actorId);
                    if (!user) {
                        row.fail(invalidReference('ActorId'));
                    } else if (user.active !== 1) {
                        row.fail(rowError('INACTIVE_OWNER_OR_USER', 'owner or user is inactive.', 'ActorId'));
                    }
                }
            }
        },
        saved(save, rows) {
            for (const row of rows) {
                if (row.changes('ActorId')) {
                    store.insert(
                        'ProcessInstanceStep',
                        {
                            ProcessInstanceId: row.after!.ProcessInstanceId!,
                            StepStatus: 'Reassigned',
                            ActorId: save.transaction.userId,
                            OriginalActorId: row.before!.ActorId!
                        },
                        { userId: save.transaction.userId }
                    );
                }
            }
        }
    };
}
