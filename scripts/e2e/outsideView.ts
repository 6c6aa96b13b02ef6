/** What `sf data query` shows of a person: the view of somebody who knows nothing of Handover. */
import { quoted } from '../org/OrgClient.ts';
import type { Sf } from '../org/Sf.ts';

type Row = Record<string, unknown>;

interface View {
    name: string;
    soql(personId: string): string;
    text(row: Row): string;
}

const field = (row: Row, path: string): string =>
    String(path.split('.').reduce<unknown>((value, name) => (value as Row | null)?.[name], row) ?? '–');
const fields =
    (...paths: string[]) =>
    (row: Row): string =>
        paths.map((path) => field(row, path)).join(' / ');

const VIEWS: View[] = [
    {
        name: 'user',
        soql: (id) => `SELECT IsActive, Profile.Name, UserRole.DeveloperName FROM User WHERE Id = ${id}`,
        text: fields('IsActive', 'Profile.Name', 'UserRole.DeveloperName')
    },
    { name: 'frozen', soql: (id) => `SELECT IsFrozen FROM UserLogin WHERE UserId = ${id}`, text: fields('IsFrozen') },
    {
        name: 'permission sets',
        soql: (id) =>
            `SELECT PermissionSet.Name, PermissionSetGroup.DeveloperName FROM PermissionSetAssignment WHERE AssigneeId = ${id} AND PermissionSet.IsOwnedByProfile = false`,
        // A group's own permission set is named after its Id.
        text: (row) => (row.PermissionSetGroup ? field(row, 'PermissionSetGroup.DeveloperName') : field(row, 'PermissionSet.Name'))
    },
    {
        name: 'groups and queues',
        soql: (id) => `SELECT Group.DeveloperName FROM GroupMember WHERE UserOrGroupId = ${id}`,
        text: fields('Group.DeveloperName')
    },
    {
        name: 'open opportunities',
        soql: (id) => `SELECT Name FROM Opportunity WHERE OwnerId = ${id} AND IsClosed = false`,
        text: fields('Name')
    }
];

export type OutsideView = Record<string, string[]>;

/** @throws SfRefusedError */
export async function outsideView(sf: Sf, org: string, personId: string): Promise<OutsideView> {
    const look = async ({ name, soql, text }: View): Promise<[string, string[]]> => {
        const { records } = await sf.result<{ records: Row[] }>(['data', 'query', '--target-org', org, '--query', soql(quoted(personId))]);
        return [name, records.map(text).sort()];
    };
    return Object.fromEntries(await Promise.all(VIEWS.map(look)));
}

/** Somebody who has left: inactive, frozen, empty-handed. */
export function afterLeaving({ user: [user] }: OutsideView): OutsideView {
    const empty = Object.fromEntries(VIEWS.map(({ name }) => [name, []]));
    return { ...empty, user: [user.replace('true', 'false')], frozen: ['true'] };
}
