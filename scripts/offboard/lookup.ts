/** From what a person types to people and offboardings of an org. */
import { quoted } from '../org/OrgClient.ts';
import { chunks } from './Door.ts';
import { RefusalError } from './errors.ts';
import type { OrgSession } from './session.ts';
import type { PersonRow, ProgressRow } from './wire.ts';

/** Ids in one query: its URL may have 16,000 characters. */
const IDS_PER_QUERY = 400;
const USER_ID = /^005[0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?$/;
const RECORD_ID = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;

interface OffboardingRecord {
    Id: string;
    Name: string;
    Person__c: string;
    Type__c: string;
    Status__c: string;
}

/** @throws RefusalError when one of them is unknown or ambiguous */
export async function people(session: OrgSession, given: readonly string[]): Promise<PersonRow[]> {
    const rows = await session.door.people(given);
    const wrong = rows.find((row) => row.error !== null);
    if (wrong) {
        throw new RefusalError(unknown(wrong));
    }
    return rows;
}

export function unknown(row: PersonRow): string {
    const candidates = row.candidates?.length ? ` It may be: ${row.candidates.join(', ')}.` : '';
    const error = row.error!.includes(row.given) ? row.error! : `${row.given}: ${row.error}`;
    return error + candidates;
}

/** An offboarding or reactivation by its Id, its number (OFF-00012) or its person: the open one, or else the last one. */
export async function findRun(session: OrgSession, reference: string): Promise<string> {
    if (RECORD_ID.test(reference) && !USER_ID.test(reference)) {
        return reference;
    }
    if (!reference.includes('@') && !USER_ID.test(reference)) {
        const [byName] = await session.org.query<OffboardingRecord>(
            `SELECT Id FROM Offboarding__c WHERE Name = ${quoted(reference)} LIMIT 1`
        );
        if (byName) {
            return byName.Id;
        }
    }
    const [person] = await people(session, [reference]);
    const id = person.openOffboardingId ?? (await lastRuns(session, [person.id!])).get(person.id!)?.Id;
    if (!id) {
        throw new RefusalError(`${person.name} has no offboarding and no reactivation in ${session.access.organizationName}.`);
    }
    return id;
}

/** All that are open, Drafts too, however many: the list of the tab ends at 200. */
export function openRuns(session: OrgSession): Promise<OffboardingRecord[]> {
    return session.org.query<OffboardingRecord>(
        'SELECT Id, Name, Person__c, Type__c, Status__c FROM Offboarding__c WHERE Open_Key__c != null ORDER BY Name'
    );
}

/** The most recent offboarding or reactivation of each person; Drafts are not there yet, and what never began does not count. */
async function lastRuns(session: OrgSession, personIds: readonly string[], where = ''): Promise<Map<string, OffboardingRecord>> {
    const last = new Map<string, OffboardingRecord>();
    for (const ids of chunks(personIds, IDS_PER_QUERY)) {
        const rows = await session.org.query<OffboardingRecord>(
            `SELECT Id, Name, Person__c, Type__c, Status__c FROM Offboarding__c WHERE Person__c IN (${ids.map(quoted).join(', ')}) ` +
                `AND Started_At__c != null${where} ORDER BY Started_At__c ASC`
        );
        rows.forEach((row) => last.set(row.Person__c, row));
    }
    return last;
}

/** The last offboarding of each person that can be reversed. */
export async function lastOffboardings(session: OrgSession, personIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await lastRuns(session, personIds, " AND Type__c = 'Offboarding'");
    return new Map([...rows].map(([person, row]) => [person, row.Id]));
}

/** What became of people who are inactive: their last offboarding as it stands. */
export async function pastRuns(session: OrgSession, personIds: readonly string[]): Promise<Map<string, ProgressRow>> {
    if (personIds.length === 0) {
        return new Map();
    }
    const ids = [...(await lastRuns(session, personIds)).values()].map((row) => row.Id);
    const rows = ids.length === 0 ? [] : await session.door.progress(ids, false);
    return new Map(rows.map((row) => [row.personId, row]));
}
