/** Public groups, queues, their members and the role hierarchy. */
import type { PendingRow, SaveRule } from '../../data/ports.ts';
import type { Store } from '../../data/store/Store.ts';
import type { RowError } from '../../runtime/ports.ts';
import { createRoleGroups, removeRoleGroups } from '../users/roleGroups.ts';
import type { PlatformContext } from './context.ts';
import { invalidReference, rowError } from './rowErrors.ts';

export function groupRule({ store }: PlatformContext): SaveRule {
    return {
        objects: new Set(['group']),
        prepare(save, rows) {
            for (const { after } of rows) {
                if (save.verb === 'insert') {
                    after!.Type ??= 'Regular';
                    after!.DeveloperName ??= developerName(String(after!.Name ?? ''));
                }
            }
        },
        check(save, rows) {
            for (const row of rows) {
                const type = (row.after ?? row.before)!.Type;
                if (!save.indirect && type !== 'Regular' && type !== 'Queue') {
                    row.fail(rowError('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id'));
                } else if (row.after && row.changes('DeveloperName') && takenName(store, row)) {
                    row.fail(
                        rowError(
                            'DUPLICATE_DEVELOPER_NAME',
                            `The developer name ${row.after.DeveloperName} is already in use.`,
                            'DeveloperName'
                        )
                    );
                } else if (save.verb === 'delete' && type === 'Queue' && ownsRecords(store, row.id)) {
                    row.fail(rowError('DELETE_FAILED', 'Your attempt to delete the queue could not be completed because it owns records.'));
                }
            }
        }
    };
}

function developerName(name: string): string {
    return name.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
}

function takenName(store: Store, row: PendingRow): boolean {
    return (
        store.get(
            `SELECT 1 FROM "Group" WHERE DeveloperName = ? AND Type = ? AND Id <> ?`,
            row.after!.DeveloperName!,
            row.after!.Type!,
            row.id
        ) !== undefined
    );
}

function ownsRecords(store: Store, queueId: string): boolean {
    return store.all(`SELECT SobjectType AS object FROM QueueSobject WHERE QueueId = ?`, queueId).some(({ object }) => {
        const schema = store.schema.object(String(object));
        return (
            schema?.present &&
            schema.fields.has('ownerid') &&
            store.get(`SELECT 1 FROM "${schema.name}" WHERE OwnerId = ? AND IsDeleted = 0`, queueId)
        );
    });
}

export function groupMemberRule({ store }: PlatformContext): SaveRule {
    return {
        objects: new Set(['groupmember']),
        verbs: new Set(['insert']),
        check(_save, rows) {
            const seen = new Set<string>();
            for (const row of rows) {
                const error = memberError(store, row, seen);
                if (error) {
                    row.fail(error);
                }
            }
        }
    };
}

function memberError(store: Store, { after }: PendingRow, seen: Set<string>): RowError | null {
    const groupId = String(after!.GroupId);
    const memberId = String(after!.UserOrGroupId);
    const group = store.get(`SELECT Type AS type FROM "Group" WHERE Id = ?`, groupId);
    if (group?.type !== 'Regular' && group?.type !== 'Queue') {
        return invalidReference('GroupId');
    }
    if (memberId.startsWith('005')) {
        const user = store.get(`SELECT IsActive AS active FROM "User" WHERE Id = ?`, memberId);
        if (!user) {
            return invalidReference('UserOrGroupId');
        }
        if (user.active !== 1) {
            return rowError('INACTIVE_OWNER_OR_USER', 'owner or user is inactive.', 'UserOrGroupId');
        }
    } else if (memberId === groupId || !store.get(`SELECT 1 FROM "Group" WHERE Id = ?`, memberId)) {
        return invalidReference('UserOrGroupId');
    }
    const key = `${groupId} ${memberId}`;
    const known = store.get(`SELECT Id AS id FROM GroupMember WHERE GroupId = ? AND UserOrGroupId = ?`, groupId, memberId);
    if (seen.has(key) || known) {
        return rowError('DUPLICATE_VALUE', `duplicate value found: GroupId duplicates value on record with id: ${known?.id ?? groupId}`);
    }
    seen.add(key);
    return null;
}

export function queueSobjectRule({ store }: PlatformContext): SaveRule {
    return {
        objects: new Set(['queuesobject']),
        verbs: new Set(['insert']),
        check(_save, rows) {
            for (const row of rows) {
                const queue = store.get(`SELECT Type AS type FROM "Group" WHERE Id = ?`, row.after!.QueueId ?? null);
                const object = store.schema.object(String(row.after!.SobjectType));
                if (queue?.type !== 'Queue') {
                    row.fail(invalidReference('QueueId'));
                } else if (!object?.queueOwnable) {
                    row.fail(
                        rowError(
                            'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
                            `bad value for restricted picklist field: ${row.after!.SobjectType}`,
                            'SobjectType'
                        )
                    );
                } else if (
                    store.get(`SELECT 1 FROM QueueSobject WHERE QueueId = ? AND SobjectType = ?`, row.after!.QueueId!, object.name)
                ) {
                    row.fail(
                        rowError(
                            'DUPLICATE_VALUE',
                            `duplicate value found: SobjectType duplicates value on record with id: ${row.after!.QueueId}`
                        )
                    );
                }
            }
        }
    };
}

export function userRoleRule({ store }: PlatformContext): SaveRule {
    return {
        objects: new Set(['userrole']),
        prepare(save, rows) {
            for (const { after } of rows) {
                if (save.verb === 'insert') {
                    after!.DeveloperName ??= developerName(String(after!.Name ?? ''));
                }
            }
        },
        check(save, rows) {
            for (const row of rows) {
                if (
                    save.verb === 'delete' &&
                    (store.get(`SELECT 1 FROM "User" WHERE UserRoleId = ?`, row.id) ||
                        store.get(`SELECT 1 FROM UserRole WHERE ParentRoleId = ?`, row.id))
                ) {
                    row.fail(
                        rowError(
                            'DELETE_FAILED',
                            'Your attempt to delete the role could not be completed because it is associated with users or other roles.'
                        )
                    );
                }
            }
        },
        saved(save, rows) {
            for (const row of rows) {
                if (save.verb === 'insert') {
                    createRoleGroups(store, row.id, String(row.after!.DeveloperName), save.transaction.userId);
                } else if (save.verb === 'delete') {
                    removeRoleGroups(store, row.id);
                }
            }
        }
    };
}
