/**
 * Share rows that the platform keeps itself: one for the owner of each record (RowCause Owner, level All) and one for
 * each team member (RowCause Team). Manual rows are the only ones that DML may write.
 */
import type { PendingRow, Save, SaveRule, StoredRow } from '../../data/ports.ts';
import type { Store } from '../../data/store/Store.ts';
import type { SObjectSchema } from '../../schema/model.ts';
import { fieldOf } from '../../schema/model.ts';
import { shareTableOf } from './shareTables.ts';
import type { ShareTable } from './shareTables.ts';

/** Keeps owner rows in step with OwnerId. */
export function ownerShareRule(store: Store): SaveRule {
    return {
        objects: null,
        verbs: new Set(['insert', 'update', 'delete', 'undelete']),
        saved(save, rows) {
            const table = fieldOf(save.object, 'OwnerId') && shareTableOf(store.schema, save.object);
            if (!table) {
                return;
            }
            for (const row of rows) {
                if (save.verb === 'delete') {
                    // Shares of a record in the recycle bin grant nothing; undelete makes the owner's row anew.
                    store.change(table.name, `DELETE FROM "${table.name}" WHERE "${table.parentField}" = ?`, row.id);
                } else if (save.verb !== 'update' || row.changes('OwnerId')) {
                    writeOwnerRow(store, save, table, row);
                }
            }
        }
    };
}

function writeOwnerRow(store: Store, { object, transaction }: Save, table: ShareTable, row: PendingRow): void {
    const ownerId = row.after?.OwnerId;
    store.change(table.name, `DELETE FROM "${table.name}" WHERE "${table.parentField}" = ? AND RowCause = 'Owner'`, row.id);
    if (typeof ownerId !== 'string') {
        return;
    }
    const values: StoredRow = { [table.parentField]: row.id, UserOrGroupId: ownerId, [table.levelField]: 'All', RowCause: 'Owner' };
    if (object.name === 'Account') {
        Object.assign(values, accountChildLevels(store, ownerId));
    }
    store.insert(table.name, values, { userId: transaction.userId });
}

/** What the account's owner may do with the account's opportunities, cases and contacts: a setting of the owner's role. */
function accountChildLevels(store: Store, ownerId: string): StoredRow {
    const role = store.get(
        `SELECT r.OpportunityAccessForAccountOwner AS opportunity, r.CaseAccessForAccountOwner AS "case", r.ContactAccessForAccountOwner AS contact
         FROM "User" u JOIN UserRole r ON r.Id = u.UserRoleId WHERE u.Id = ?`,
        ownerId
    );
    return {
        OpportunityAccessLevel: role?.opportunity ?? 'None',
        CaseAccessLevel: role?.case ?? 'None',
        ContactAccessLevel: role?.contact ?? 'None'
    };
}

interface TeamTable {
    parentField: string;
    memberField: string;
    share: string;
    levels(row: StoredRow, store: Store): StoredRow;
}

const TEAMS: Readonly<Record<string, TeamTable>> = {
    accountteammember: {
        parentField: 'AccountId',
        memberField: 'UserId',
        share: 'AccountShare',
        levels: (row) => ({
            AccountAccessLevel: row.AccountAccessLevel ?? 'Read',
            OpportunityAccessLevel: row.OpportunityAccessLevel ?? 'None',
            CaseAccessLevel: row.CaseAccessLevel ?? 'None',
            ContactAccessLevel: row.ContactAccessLevel ?? 'None'
        })
    },
    opportunityteammember: {
        parentField: 'OpportunityId',
        memberField: 'UserId',
        share: 'OpportunityShare',
        levels: (row) => ({ OpportunityAccessLevel: row.OpportunityAccessLevel ?? 'Read' })
    },
    caseteammember: {
        parentField: 'ParentId',
        memberField: 'MemberId',
        share: 'CaseShare',
        levels: (row, store) => ({
            CaseAccessLevel:
                (store.schema.object('CaseTeamRole')?.present
                    ? store.get(`SELECT AccessLevel AS level FROM CaseTeamRole WHERE Id = ?`, row.TeamRoleId ?? null)?.level
                    : null) ?? 'Read'
        })
    }
};

/** Keeps the share rows of account, opportunity and case teams. */
export function teamShareRule(store: Store): SaveRule {
    return {
        objects: new Set(Object.keys(TEAMS)),
        saved(save, rows) {
            const team = TEAMS[save.object.name.toLowerCase()]!;
            if (!store.schema.object(team.share)?.present) {
                return;
            }
            for (const row of rows) {
                const values = (row.after ?? row.before)!;
                const parentId = values[team.parentField]!;
                const memberId = values[team.memberField]!;
                store.change(
                    team.share,
                    `DELETE FROM "${team.share}" WHERE "${team.parentField === 'ParentId' ? 'CaseId' : team.parentField}" = ? AND UserOrGroupId = ? AND RowCause = 'Team'`,
                    parentId,
                    memberId
                );
                if (row.after !== null && String(memberId).startsWith('005')) {
                    const parentField = team.parentField === 'ParentId' ? 'CaseId' : team.parentField;
                    const share = { [parentField]: parentId, UserOrGroupId: memberId, RowCause: 'Team', ...team.levels(values, store) };
                    store.insert(team.share, share, { userId: save.transaction.userId });
                }
            }
        }
    };
}

/** DML on share objects: Manual rows and those of Apex sharing reasons only, and never for the owner. */
export function shareWriteRule(store: Store): SaveRule {
    return {
        objects: null,
        prepare(save, rows) {
            if (save.object.kind === 'share' && save.verb === 'insert') {
                for (const { after } of rows) {
                    after!.RowCause ??= 'Manual';
                }
            }
        },
        check(save, rows) {
            if (save.object.kind !== 'share' || save.indirect) {
                return;
            }
            const parent = store.schema.object(save.object.shareOf ?? '');
            const table = parent && shareTableOf(store.schema, parent);
            for (const row of rows) {
                const values = (row.after ?? row.before)!;
                const cause = String(values.RowCause);
                if (cause !== 'Manual' && !cause.endsWith('__c')) {
                    row.fail({
                        statusCode: 'INSUFFICIENT_ACCESS_OR_READONLY',
                        message: 'insufficient access rights on object id',
                        fields: []
                    });
                } else if (table && parent && save.verb === 'insert') {
                    refuseUselessShare(store, parent, table, row);
                }
            }
        }
    };
}

function refuseUselessShare(store: Store, parent: SObjectSchema, table: ShareTable, row: PendingRow): void {
    const after = row.after!;
    if (after[table.levelField] === 'All') {
        row.fail({
            statusCode: 'FIELD_INTEGRITY_EXCEPTION',
            message: `${table.levelField}: bad value for restricted picklist field: All`,
            fields: [table.levelField]
        });
        return;
    }
    if (fieldOf(parent, 'OwnerId')) {
        const record = store.get(
            `SELECT OwnerId AS owner FROM "${parent.name}" WHERE Id = ? AND IsDeleted = 0`,
            after[table.parentField] ?? null
        );
        if (!record) {
            row.fail({ statusCode: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid cross reference id', fields: [table.parentField] });
        } else if (record.owner === after.UserOrGroupId) {
            // The owner has full access already: Salesforce keeps the owner's row alone.
            row.fail({
                statusCode: 'FIELD_FILTER_VALIDATION_EXCEPTION',
                message: 'You cannot share a record with its owner.',
                fields: ['UserOrGroupId']
            });
        }
    }
}
