/** Who may own a record (platform.md §6), and what an owner change takes along (§8.1). */
import type { PendingRow, Save, SaveRule } from '../../data/ports.ts';
import type { Store } from '../../data/store/Store.ts';
import type { RowError } from '../../runtime/ports.ts';
import type { SObjectSchema } from '../../schema/model.ts';
import { fieldOf } from '../../schema/model.ts';
import { hasAny } from './context.ts';
import type { PlatformContext } from './context.ts';
import { invalidReference, rowError } from './rowErrors.ts';

/** OwnerId means something else here. */
const NOT_OWNED = new Set(['userteammember', 'useraccountteammember', 'group', 'emailtemplate', 'folder', 'crontrigger', 'usershare']);
/** Objects whose records may be edited though their owner is inactive. */
const EDITABLE_WITH_INACTIVE_OWNER = new Set(['account', 'opportunity']);

export function ownerRule({ store }: PlatformContext): SaveRule {
    return {
        objects: null,
        verbs: new Set(['insert', 'update']),
        check(save, rows) {
            if (save.indirect || !isOwned(save.object)) {
                return;
            }
            const owners = ownersOf(store, rows);
            for (const row of rows) {
                const error = row.failed ? null : ownerError(store, save, row, owners);
                if (error) {
                    row.fail(error);
                }
            }
        },
        saved(save, rows) {
            const moved = rows.filter((row) => row.before !== null && isOwned(save.object) && row.changes('OwnerId')).map((row) => row.id);
            if (moved.length > 0) {
                dropSharing(store, save.object, JSON.stringify(moved));
            }
        }
    };
}

function isOwned(object: SObjectSchema): boolean {
    return !object.setup && !NOT_OWNED.has(object.name.toLowerCase()) && fieldOf(object, 'OwnerId') !== undefined;
}

function ownersOf(store: Store, rows: readonly PendingRow[]): Map<string, boolean> {
    const ids = [...new Set(rows.map((row) => row.after?.OwnerId).filter((id) => typeof id === 'string'))];
    return new Map(
        store
            .all(`SELECT Id AS id, IsActive AS active FROM "User" WHERE Id IN (SELECT value FROM json_each(?))`, JSON.stringify(ids))
            .map((row) => [String(row.id), row.active === 1])
    );
}

function ownerError(store: Store, save: Save, row: PendingRow, owners: ReadonlyMap<string, boolean>): RowError | null {
    const ownerId = row.after?.OwnerId;
    if (typeof ownerId !== 'string') {
        return row.changes('OwnerId') ? rowError('FIELD_INTEGRITY_EXCEPTION', 'Owner ID: owner cannot be blank', 'OwnerId') : null;
    }
    const given = row.before === null || row.changes('OwnerId');
    if (ownerId.startsWith('00G')) {
        return given ? queueError(store, save.object, ownerId) : null;
    }
    const active = owners.get(ownerId);
    if (active === undefined) {
        return given ? invalidReference('OwnerId') : null;
    }
    if (!active) {
        const editable = !given && (save.object.custom || EDITABLE_WITH_INACTIVE_OWNER.has(save.object.name.toLowerCase()));
        return editable || hasAny(save.transaction, 'UpdateWithInactiveOwner')
            ? null
            : rowError(
                  'INACTIVE_OWNER_OR_USER',
                  `operation performed with inactive user [${ownerId.slice(0, 15)}] as owner of ${save.object.label.toLowerCase()}`,
                  'OwnerId'
              );
    }
    if (row.before !== null && given && !save.transaction.ports.security.objectAccess(ownerId, save.object).read) {
        return rowError('TRANSFER_REQUIRES_READ', 'The new owner must have read permission', 'OwnerId');
    }
    return null;
}

function queueError(store: Store, object: SObjectSchema, queueId: string): RowError | null {
    const queue = store.get(`SELECT Type AS type FROM "Group" WHERE Id = ?`, queueId);
    if (queue?.type !== 'Queue') {
        return invalidReference('OwnerId');
    }
    const supported = store.get(`SELECT 1 FROM QueueSobject WHERE QueueId = ? AND SobjectType = ?`, queueId, object.name);
    return supported && object.queueOwnable
        ? null
        : rowError('INVALID_OPERATION', 'Queue not associated with this SObject type', 'OwnerId');
}

/** An owner change made by code takes manual shares along, and with accounts and opportunities their teams. */
function dropSharing(store: Store, object: SObjectSchema, ids: string): void {
    const remove = (table: string, where: string): void => {
        if (store.schema.object(table)?.present) {
            store.change(table, `DELETE FROM "${table}" WHERE ${where}`, ids);
        }
    };
    const listed = `IN (SELECT value FROM json_each(?))`;
    if (object.name === 'Account') {
        remove('AccountTeamMember', `AccountId ${listed}`);
    }
    if (object.name === 'Opportunity') {
        remove('OpportunitySplit', `OpportunityId ${listed}`);
        remove('OpportunityTeamMember', `OpportunityId ${listed}`);
    }
    const share = store.schema.object(object.custom ? object.name.replace(/__c$/, '__Share') : `${object.name}Share`);
    if (share?.present && share.shareOf === object.name) {
        const parentField = share.fields.has('parentid') ? 'ParentId' : `${object.name}Id`;
        const causes = object.name === 'Account' || object.name === 'Opportunity' ? `('Manual', 'Team')` : `('Manual')`;
        remove(share.name, `RowCause IN ${causes} AND "${parentField}" ${listed}`);
    }
}
