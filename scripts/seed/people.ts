/** People of the plan: those who are missing and for whom there is a seat are created, those who are there are given what they lack. */
import type { OrgClient, QueryRow } from '../org/OrgClient.ts';
import { quoted } from '../org/OrgClient.ts';
import { idsByName, SeedError } from './names.ts';
import { usernameOf } from './plan.ts';
import type { PlannedPerson } from './plan.ts';

export interface SeededPeople {
    /** Key → Id; whoever is not in it is not in the org. */
    ids: Map<string, string>;
    created: string[];
    existing: string[];
    /** No seat was left for them. */
    skipped: string[];
}

interface Profile {
    id: string;
    licenseId: string;
}

export async function seedPeople(org: OrgClient, people: PlannedPerson[], domain: string): Promise<SeededPeople> {
    const profiles = await profilesOf(org, people);
    const roles = await idsByName(
        org,
        'UserRole',
        'DeveloperName',
        people.map((each) => each.role)
    );
    const roleOf = (person: PlannedPerson): string | null => (person.role ? roles.get(person.role)! : null);

    const usernames = people.map((person) => quoted(usernameOf(person.key, domain)));
    const there = await org.query(
        `SELECT Id, Username, Title, UserRoleId, ManagerId, Mentor__c FROM User WHERE Username IN (${usernames.join(', ')})`
    );
    const rowOf = (person: PlannedPerson): QueryRow | undefined =>
        there.find((row) => (row.Username as string).toLowerCase() === usernameOf(person.key, domain).toLowerCase());
    const existing = people.filter((person) => rowOf(person));
    const { seated, skipped } = await takeSeats(
        org,
        people.filter((person) => !rowOf(person)),
        profiles
    );
    const created = await org.create(
        'User',
        seated.map((person) => ({
            FirstName: person.FirstName,
            LastName: person.LastName,
            Title: person.Title,
            Username: usernameOf(person.key, domain),
            Email: usernameOf(person.key),
            Alias: person.key.slice(0, 8),
            ProfileId: profiles.get(person.profile)!.id,
            UserRoleId: roleOf(person),
            TimeZoneSidKey: 'Europe/Stockholm',
            LocaleSidKey: 'en_US',
            LanguageLocaleKey: 'en_US',
            EmailEncodingKey: 'UTF-8'
        }))
    );
    const ids = new Map([
        ...existing.map((person) => [person.key, rowOf(person)!.Id] as const),
        ...seated.map((person, index) => [person.key, created[index]] as const)
    ]);
    for (const person of [...existing, ...seated]) {
        const wanted = {
            Title: person.Title,
            UserRoleId: roleOf(person),
            ManagerId: ids.get(person.manager ?? '') ?? null,
            Mentor__c: ids.get(person.mentor ?? '') ?? null
        };
        const has: Record<string, unknown> = rowOf(person) ?? { Title: person.Title, UserRoleId: roleOf(person) };
        const lacking = Object.entries(wanted).filter(([field, value]) => value !== null && has[field] !== value);
        if (lacking.length > 0) {
            await org.update('User', ids.get(person.key)!, Object.fromEntries(lacking));
        }
    }
    const keys = (list: PlannedPerson[]): string[] => list.map((person) => person.key);
    return { ids, created: keys(seated), existing: keys(existing), skipped: keys(skipped) };
}

async function profilesOf(org: OrgClient, people: PlannedPerson[]): Promise<Map<string, Profile>> {
    const names = [...new Set(people.map((person) => person.profile))];
    const rows = await org.query(`SELECT Id, Name, UserLicenseId FROM Profile WHERE Name IN (${names.map(quoted).join(', ')})`);
    const found = new Map(rows.map((row) => [row.Name as string, { id: row.Id, licenseId: row.UserLicenseId as string }]));
    const missing = names.find((name) => !found.has(name));
    if (missing) {
        throw new SeedError(`The org has no profile named ${missing}.`);
    }
    return found;
}

/** As many as there are free seats, the essential ones first. Throws SeedError when not even they find one. */
async function takeSeats(
    org: OrgClient,
    people: PlannedPerson[],
    profiles: Map<string, Profile>
): Promise<{ seated: PlannedPerson[]; skipped: PlannedPerson[] }> {
    const licenses = await org.query("SELECT Id, Name, TotalLicenses, UsedLicenses FROM UserLicense WHERE Status = 'Active'");
    const free = new Map(licenses.map((row) => [row.Id, (row.TotalLicenses as number) - (row.UsedLicenses as number)]));
    const skipped = new Set<PlannedPerson>();
    for (const person of [...people].sort((one, other) => Number(other.essential ?? false) - Number(one.essential ?? false))) {
        const { licenseId } = profiles.get(person.profile)!;
        const left = free.get(licenseId) ?? 0;
        if (left > 0) {
            free.set(licenseId, left - 1);
        } else if (person.essential) {
            const license = licenses.find((row) => row.Id === licenseId)?.Name ?? licenseId;
            throw new SeedError(`The org has no free seat of the license ${license as string} for ${person.FirstName} ${person.LastName}.`);
        } else {
            skipped.add(person);
        }
    }
    return { seated: people.filter((person) => !skipped.has(person)), skipped: [...skipped] };
}
