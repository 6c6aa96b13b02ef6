import type { OrgClient } from '../org/OrgClient.ts';
import { quoted } from '../org/OrgClient.ts';

/** What a person holds, as the org's API tells it: readable name → count or list. Compared before, between and after. */
export type PersonState = Record<string, string | number | boolean>;

const OWNED: Record<string, string> = {
    Account: '',
    Contact: '',
    'open Opportunity': 'IsClosed = false',
    'closed Opportunity': 'IsClosed = true',
    'open Case': 'IsClosed = false',
    'closed Case': 'IsClosed = true',
    Lead: 'IsConverted = false',
    'open Task': 'IsClosed = false',
    'closed Task': 'IsClosed = true',
    Event: '',
    Project__c: '',
    Expense__c: ''
};

async function list(org: OrgClient, soql: string, text: (row: Record<string, unknown>) => string): Promise<string> {
    return (await org.query(soql)).map(text).sort().join(', ') || 'none';
}

export async function personState(org: OrgClient, personId: string): Promise<PersonState> {
    const id = quoted(personId);
    const [user] = await org.query(`SELECT IsActive FROM User WHERE Id = ${id}`);
    const [login] = await org.query(`SELECT IsFrozen FROM UserLogin WHERE UserId = ${id}`);
    const state: PersonState = {
        active: user.IsActive as boolean,
        frozen: login.IsFrozen as boolean,
        sessions: await org.count(`SELECT COUNT() FROM AuthSession WHERE UsersId = ${id}`),
        'permission sets': await list(
            org,
            `SELECT PermissionSet.Name FROM PermissionSetAssignment WHERE AssigneeId = ${id} AND PermissionSet.IsOwnedByProfile = false AND PermissionSetGroupId = null`,
            (row) => (row.PermissionSet as { Name: string }).Name
        ),
        'permission set groups': await list(
            org,
            `SELECT PermissionSetGroup.DeveloperName FROM PermissionSetAssignment WHERE AssigneeId = ${id} AND PermissionSetGroupId != null`,
            (row) => (row.PermissionSetGroup as { DeveloperName: string }).DeveloperName
        ),
        'groups and queues': await list(
            org,
            `SELECT Group.DeveloperName FROM GroupMember WHERE UserOrGroupId = ${id}`,
            (row) => (row.Group as { DeveloperName: string }).DeveloperName
        ),
        'pending approvals': await org.count(`SELECT COUNT() FROM ProcessInstanceWorkitem WHERE ActorId = ${id}`),
        mentees: await org.count(`SELECT COUNT() FROM User WHERE Mentor__c = ${id}`)
    };
    for (const [name, condition] of Object.entries(OWNED)) {
        const object = name.split(' ').at(-1)!;
        state[name] = await org.count(`SELECT COUNT() FROM ${object} WHERE OwnerId = ${id}${condition && ` AND ${condition}`}`);
    }
    return state;
}

/** Teams and manual shares of all accounts: an owner change must not cost any of them. */
export async function accountAccess(org: OrgClient): Promise<PersonState> {
    return {
        'account teams': await list(
            org,
            'SELECT Account.Name, User.Username, TeamMemberRole, AccountAccessLevel, OpportunityAccessLevel, CaseAccessLevel FROM AccountTeamMember',
            (row) =>
                [
                    (row.Account as { Name: string }).Name,
                    (row.User as { Username: string }).Username,
                    row.TeamMemberRole,
                    row.AccountAccessLevel,
                    row.OpportunityAccessLevel,
                    row.CaseAccessLevel
                ].join(' / ')
        ),
        'manual account shares': await list(
            org,
            "SELECT Account.Name, UserOrGroupId, AccountAccessLevel FROM AccountShare WHERE RowCause = 'Manual'",
            (row) => [(row.Account as { Name: string }).Name, row.UserOrGroupId, row.AccountAccessLevel].join(' / ')
        )
    };
}

export interface Seat {
    license: string;
    used: number;
    total: number;
}

/** The seats of the license that the person's profile needs. */
export async function seats(org: OrgClient, personId: string): Promise<Seat> {
    const [user] = await org.query(`SELECT Profile.UserLicenseId FROM User WHERE Id = ${quoted(personId)}`);
    const licenseId = (user.Profile as { UserLicenseId: string }).UserLicenseId;
    const [license] = await org.query(`SELECT Name, UsedLicenses, TotalLicenses FROM UserLicense WHERE Id = ${quoted(licenseId)}`);
    return { license: license.Name as string, used: license.UsedLicenses as number, total: license.TotalLicenses as number };
}
