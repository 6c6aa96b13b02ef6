/** What the platform refuses, destroys and brings back around IsActive (platform.md §2, §3). */
import type { Store } from '../../data/store/Store.ts';
import type { RowError } from '../../runtime/ports.ts';
import type { ApprovalRegistry } from '../approvals/ApprovalRegistry.ts';
import { rowError } from '../rules/rowErrors.ts';

/** Tables of an org without the feature simply are not there. */
function has(store: Store, object: string): boolean {
    return store.schema.object(object)?.present === true;
}

/**
 * The first reason why the platform refuses to deactivate the user; it never names a second one (platform.md §2.1).
 *
 * @param leaving all users that the same statement deactivates
 */
export function deactivationBlocker(
    store: Store,
    approvals: ApprovalRegistry,
    userId: string,
    actorId: string,
    leaving: readonly string[]
): RowError | null {
    const user = store.get(`SELECT Username AS username, UserType AS type FROM "User" WHERE Id = ?`, userId)!;
    if (userId === actorId) {
        return rowError(
            'FIELD_INTEGRITY_EXCEPTION',
            'You cannot deactivate this user. You cannot deactivate your own user record.',
            'IsActive'
        );
    }
    if (['AutomatedProcess', 'CloudIntegrationUser', 'Guest'].includes(String(user.type))) {
        return rowError(
            'FIELD_INTEGRITY_EXCEPTION',
            `You cannot deactivate this user. It is a system user of type ${user.type}.`,
            'IsActive'
        );
    }
    if (isAdministrator(store, userId) && !administratorsBesides(store, leaving)) {
        return rowError('CANNOT_DISABLE_LAST_ADMIN', 'You must have at least one active administrator user.', 'IsActive');
    }
    const referrer = hierarchyReferrer(store, userId);
    if (referrer) {
        return rowError(
            'FIELD_INTEGRITY_EXCEPTION',
            `Cannot inactivate user that is the value of a hierarchy field: ${referrer.label}. : ${referrer.name}`,
            'IsActive'
        );
    }
    const process = approvals.processNaming(String(user.username));
    if (process) {
        return rowError(
            'FIELD_INTEGRITY_EXCEPTION',
            `You cannot deactivate this user. The user is an approver in the approval process ${process.label}.`,
            'IsActive'
        );
    }
    return null;
}

const HOLDS = (permission: string): string =>
    `EXISTS (SELECT 1 FROM PermissionSetAssignment a JOIN PermissionSet s ON s.Id = a.PermissionSetId
        WHERE a.AssigneeId = u.Id AND a.IsRevoked = 0 AND s."Permissions${permission}" = 1)`;
const ADMINISTRATOR = `u.IsActive = 1 AND ${HOLDS('ModifyAllData')} AND ${HOLDS('ManageUsers')}`;

function isAdministrator(store: Store, userId: string): boolean {
    return store.get(`SELECT 1 FROM "User" u WHERE u.Id = ? AND ${ADMINISTRATOR}`, userId) !== undefined;
}

/** The administrator whom a login without a name means: this one, or while they may not log in the first who may. */
export function administratorToLogIn(store: Store, usual: string): string {
    const able = store.get(
        `SELECT u.Id AS id FROM "User" u LEFT JOIN UserLogin l ON l.UserId = u.Id
            WHERE ${ADMINISTRATOR} AND COALESCE(l.IsFrozen, 0) = 0
            ORDER BY u.Id = ? DESC, ${HOLDS('CustomizeApplication')} DESC, u.Id LIMIT 1`,
        usual
    );
    return able ? String(able.id) : usual;
}

function administratorsBesides(store: Store, leaving: readonly string[]): boolean {
    return (
        store.get(
            `SELECT 1 FROM "User" u WHERE u.Id NOT IN (SELECT value FROM json_each(?)) AND ${ADMINISTRATOR}`,
            JSON.stringify(leaving)
        ) !== undefined
    );
}

/** A user, active or not, whose custom hierarchy field holds this one. ManagerId does not block (platform.md B7). */
function hierarchyReferrer(store: Store, userId: string): { label: string; name: string } | null {
    for (const field of store.object('User').fields.values()) {
        if (field.hierarchy && field.custom) {
            const found = store.get(`SELECT Name AS name FROM "User" WHERE "${field.name}" = ? ORDER BY Id`, userId);
            if (found) {
                return { label: field.label, name: String(found.name) };
            }
        }
    }
    return null;
}

/** Deletes and hides what deactivation takes away. Permission sets, groups, ownership and the frozen flag stay. */
export function applyDeactivation(store: Store, userId: string): void {
    for (const table of ['UserTeamMember', 'UserAccountTeamMember', 'UserTerritory2Association']) {
        if (has(store, table)) {
            store.change(table, `DELETE FROM ${table} WHERE UserId = ?`, userId);
        }
    }
    for (const object of store.schema.presentObjects?.() ?? store.schema.objects()) {
        if (object.kind === 'share' && object.present) {
            store.change(object.name, `DELETE FROM "${object.name}" WHERE UserOrGroupId = ? AND RowCause = 'Manual'`, userId);
        }
    }
    hideSubscriptions(store, userId);
}

/** What comes back, and what comes back as less. */
export function applyReactivation(store: Store, userId: string): void {
    if (has(store, 'AccountTeamMember')) {
        for (const [table, condition] of [
            ['AccountTeamMember', 'UserId = ?'],
            ['AccountShare', `UserOrGroupId = ? AND RowCause = 'Team'`]
        ] as const) {
            for (const level of ['AccountAccessLevel', 'ContactAccessLevel', 'OpportunityAccessLevel', 'CaseAccessLevel']) {
                store.change(table, `UPDATE ${table} SET ${level} = 'Read' WHERE ${condition} AND ${level} = 'Edit'`, userId);
            }
        }
    }
    restoreSubscriptions(store, userId);
}

/** Where follows of inactive users wait. Call once when the org is opened. */
export function prepareHiddenSubscriptions(store: Store): void {
    store.change(
        '_hidden_subscriptions',
        `CREATE TABLE IF NOT EXISTS _hidden_subscriptions (id TEXT PRIMARY KEY, parentId TEXT, subscriberId TEXT, row TEXT)`
    );
}

function hideSubscriptions(store: Store, userId: string): void {
    // Hidden already because the other end is inactive: now both are, and the pair is lost for good.
    store.change('_hidden_subscriptions', `DELETE FROM _hidden_subscriptions WHERE parentId = ? OR subscriberId = ?`, userId, userId);
    if (!has(store, 'EntitySubscription')) {
        return;
    }
    for (const row of store.all(`SELECT * FROM EntitySubscription WHERE ParentId = ? OR SubscriberId = ?`, userId, userId)) {
        store.change(
            '_hidden_subscriptions',
            `INSERT INTO _hidden_subscriptions (id, parentId, subscriberId, row) VALUES (?, ?, ?, ?)`,
            row.Id!,
            row.ParentId!,
            row.SubscriberId!,
            JSON.stringify(row)
        );
        store.remove('EntitySubscription', String(row.Id));
    }
}

function restoreSubscriptions(store: Store, userId: string): void {
    if (!has(store, 'EntitySubscription')) {
        return;
    }
    for (const hidden of store.all(`SELECT id, row FROM _hidden_subscriptions WHERE parentId = ? OR subscriberId = ?`, userId, userId)) {
        store.insert('EntitySubscription', JSON.parse(String(hidden.row)));
        store.change('_hidden_subscriptions', `DELETE FROM _hidden_subscriptions WHERE id = ?`, hidden.id!);
    }
}
