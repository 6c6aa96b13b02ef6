/** Permission sets, groups and queues of the plan's people; what somebody has already is left alone. */
import type { OrgClient } from '../org/OrgClient.ts';
import { quoted } from '../org/OrgClient.ts';
import { idsByName } from './names.ts';
import type { PlannedPerson } from './plan.ts';

/** Deployed fields and our own tab are visible to nobody until a permission set says so. */
const SEEDER_SETS = ['Demo_Data', 'Offboarding_Operator'];

/** Whoever seeds may read and write what they seed. */
export async function letMeWrite(org: OrgClient): Promise<void> {
    const { user_id: me } = (await org.send('GET', '/services/oauth2/userinfo')) as { user_id: string };
    const sets = await idsByName(org, 'PermissionSet', 'Name', SEEDER_SETS);
    await createMissing(
        org,
        'PermissionSetAssignment',
        ['AssigneeId', 'PermissionSetId'],
        [...sets.values()].map((id) => ({ AssigneeId: me, PermissionSetId: id }))
    );
}

export async function grantAccess(org: OrgClient, people: PlannedPerson[], ids: Map<string, string>): Promise<void> {
    const named = (
        of: (person: PlannedPerson) => string[] | undefined,
        object: string,
        field: string,
        where = ''
    ): Promise<Map<string, string>> =>
        idsByName(
            org,
            object,
            field,
            people.flatMap((person) => of(person) ?? []),
            where
        );
    const sets = await named((person) => person.permissionSets, 'PermissionSet', 'Name', ' AND IsOwnedByProfile = false');
    const setGroups = await named((person) => person.permissionSetGroups, 'PermissionSetGroup', 'DeveloperName');
    const groups = await named((person) => person.groups, 'Group', 'DeveloperName', " AND Type = 'Regular'");
    const queues = await named((person) => person.queues, 'Group', 'DeveloperName', " AND Type = 'Queue'");
    const rows = (make: (person: PlannedPerson) => Row[]): Row[] => people.flatMap(make);
    await createMissing(
        org,
        'PermissionSetAssignment',
        ['AssigneeId', 'PermissionSetId'],
        rows((person) =>
            (person.permissionSets ?? []).map((name) => ({ AssigneeId: ids.get(person.key)!, PermissionSetId: sets.get(name)! }))
        )
    );
    await createMissing(
        org,
        'PermissionSetAssignment',
        ['AssigneeId', 'PermissionSetGroupId'],
        rows((person) =>
            (person.permissionSetGroups ?? []).map((name) => ({
                AssigneeId: ids.get(person.key)!,
                PermissionSetGroupId: setGroups.get(name)!
            }))
        )
    );
    await createMissing(
        org,
        'GroupMember',
        ['UserOrGroupId', 'GroupId'],
        rows((person) =>
            [...(person.groups ?? []).map((name) => groups.get(name)!), ...(person.queues ?? []).map((name) => queues.get(name)!)].map(
                (id) => ({ UserOrGroupId: ids.get(person.key)!, GroupId: id })
            )
        )
    );
}

type Row = Record<string, string>;

/** The first key is whom the rows are about. */
async function createMissing(org: OrgClient, object: string, [who, what]: [string, string], rows: Row[]): Promise<void> {
    if (rows.length === 0) {
        return;
    }
    const people = [...new Set(rows.map((row) => quoted(row[who])))];
    const there = await org.query(`SELECT Id, ${who}, ${what} FROM ${object} WHERE ${who} IN (${people.join(', ')})`);
    await org.create(
        object,
        rows.filter((row) => !there.some((each) => each[who] === row[who] && each[what] === row[what]))
    );
}
