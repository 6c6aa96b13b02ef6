/** Fills an org with the demo people and records of config/demo/data. */
import { OrgClient, quoted } from '../org/OrgClient.ts';
import { readPlan, usernameOf } from './plan.ts';
import type { DemoPerson, SeedPlan } from './plan.ts';

/** Seeds once: throws the org's own refusal when something is there already. */
export async function seed(org: OrgClient): Promise<void> {
    const plan = readPlan();
    const ids = new Map<string, string>();
    await letMeWrite(org);
    await createPeople(org, plan.people, ids);
    await grantAccess(org, plan.people, ids);
    await createRecords(org, plan, ids);
    await submitForApproval(org, plan.approvals, ids);
    for (const person of plan.people.filter((each) => each.session)) {
        await OrgClient.signIn(org.url, usernameOf(person.key));
    }
}

/** Id by developer name (or another field) for the names that the plan uses. */
async function idsByName(
    org: OrgClient,
    object: string,
    field: string,
    names: Iterable<string | undefined>,
    where = ''
): Promise<Map<string, string>> {
    const wanted = [...new Set([...names].filter((name) => name !== undefined))];
    if (wanted.length === 0) {
        return new Map();
    }
    const rows = await org.query(`SELECT Id, ${field} FROM ${object} WHERE ${field} IN (${wanted.map(quoted).join(', ')})${where}`);
    const found = new Map(rows.map((row) => [row[field] as string, row.Id]));
    const missing = wanted.find((name) => !found.has(name));
    if (missing) {
        throw new Error(`The org has no ${object} named ${missing}. Deploy config/demo before seeding.`);
    }
    return found;
}

/** Deployed fields and our own tab are visible to nobody until a permission set says so. */
const SEEDER_SETS = ['Demo_Data', 'Offboarding_Operator'];

async function letMeWrite(org: OrgClient): Promise<void> {
    const { user_id: me } = (await org.send('GET', '/services/oauth2/userinfo')) as { user_id: string };
    const sets = await idsByName(org, 'PermissionSet', 'Name', SEEDER_SETS);
    const held = await org.query(`SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = ${quoted(me)}`);
    const missing = [...sets.values()].filter((id) => !held.some((row) => row.PermissionSetId === id));
    await org.create(
        'PermissionSetAssignment',
        missing.map((id) => ({ AssigneeId: me, PermissionSetId: id }))
    );
}

async function createPeople(org: OrgClient, people: DemoPerson[], ids: Map<string, string>): Promise<void> {
    const profiles = await idsByName(
        org,
        'Profile',
        'Name',
        people.map((each) => each.profile)
    );
    const roles = await idsByName(
        org,
        'UserRole',
        'DeveloperName',
        people.map((each) => each.role)
    );
    const created = await org.create(
        'User',
        people.map((person) => ({
            FirstName: person.FirstName,
            LastName: person.LastName,
            Title: person.Title,
            Username: usernameOf(person.key),
            Email: usernameOf(person.key),
            Alias: person.key.slice(0, 8),
            ProfileId: profiles.get(person.profile),
            UserRoleId: person.role ? roles.get(person.role) : null,
            TimeZoneSidKey: 'Europe/Stockholm',
            LocaleSidKey: 'en_US',
            LanguageLocaleKey: 'en_US',
            EmailEncodingKey: 'UTF-8'
        }))
    );
    people.forEach((person, index) => ids.set(person.key, created[index]));
    for (const person of people) {
        const pointers = {
            ...(person.manager && { ManagerId: ids.get(person.manager) }),
            ...(person.mentor && { Mentor__c: ids.get(person.mentor) })
        };
        if (Object.keys(pointers).length > 0) {
            await org.update('User', ids.get(person.key)!, pointers);
        }
    }
}

async function grantAccess(org: OrgClient, people: DemoPerson[], ids: Map<string, string>): Promise<void> {
    const sets = await idsByName(
        org,
        'PermissionSet',
        'Name',
        people.flatMap((each) => each.permissionSets ?? []),
        ' AND IsOwnedByProfile = false'
    );
    const setGroups = await idsByName(
        org,
        'PermissionSetGroup',
        'DeveloperName',
        people.flatMap((each) => each.permissionSetGroups ?? [])
    );
    const groups = await idsByName(
        org,
        'Group',
        'DeveloperName',
        people.flatMap((each) => each.groups ?? []),
        " AND Type = 'Regular'"
    );
    const queues = await idsByName(
        org,
        'Group',
        'DeveloperName',
        people.flatMap((each) => each.queues ?? []),
        " AND Type = 'Queue'"
    );
    const rows = (make: (person: DemoPerson) => Record<string, unknown>[]): Record<string, unknown>[] => people.flatMap(make);
    await org.create(
        'PermissionSetAssignment',
        rows((person) =>
            (person.permissionSets ?? []).map((name) => ({ AssigneeId: ids.get(person.key), PermissionSetId: sets.get(name) }))
        )
    );
    await org.create(
        'PermissionSetAssignment',
        rows((person) =>
            (person.permissionSetGroups ?? []).map((name) => ({
                AssigneeId: ids.get(person.key),
                PermissionSetGroupId: setGroups.get(name)
            }))
        )
    );
    await org.create(
        'GroupMember',
        rows((person) => [
            ...(person.groups ?? []).map((name) => ({ GroupId: groups.get(name), UserOrGroupId: ids.get(person.key) })),
            ...(person.queues ?? []).map((name) => ({ GroupId: queues.get(name), UserOrGroupId: ids.get(person.key) }))
        ])
    );
}

/** In the order of the plan, so that what is pointed at is there. */
async function createRecords(org: OrgClient, plan: SeedPlan, ids: Map<string, string>): Promise<void> {
    const resolve = (value: unknown): unknown => {
        if (typeof value !== 'string' || !value.startsWith('@')) {
            return value;
        }
        const id = ids.get(value.slice(1));
        if (!id) {
            throw new Error(`config/demo/data names ${value}, which no person or earlier record has as key.`);
        }
        return id;
    };
    for (const record of plan.records) {
        const fields = Object.fromEntries(Object.entries(record.fields).map(([name, value]) => [name, resolve(value)]));
        const [id] = await org.create(record.object, [{ ...fields, ...(record.owner && { OwnerId: ids.get(record.owner) }) }]);
        ids.set(record.key, id);
    }
}

async function submitForApproval(org: OrgClient, keys: string[], ids: Map<string, string>): Promise<void> {
    for (const key of keys) {
        await org.executeAnonymous(
            `Expense__c expense = [SELECT Id, OwnerId FROM Expense__c WHERE Id = ${quoted(ids.get(key)!)} WITH SYSTEM_MODE];
Approval.ProcessSubmitRequest request = new Approval.ProcessSubmitRequest();
request.setObjectId(expense.Id);
request.setSubmitterId(expense.OwnerId);
Approval.process(request);`
        );
    }
}
