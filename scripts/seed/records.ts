/** Records of the plan, in its order, so that what is pointed at is there. */
import type { OrgClient } from '../org/OrgClient.ts';
import { quoted } from '../org/OrgClient.ts';
import { SeedError } from './names.ts';
import type { PlannedRecord } from './plan.ts';

export interface SeededRecords {
    created: number;
    existing: number;
    /** They need somebody for whom there was no seat. */
    skipped: string[];
}

/** By which fields a second run knows a record again; records of other objects have a name. */
const IDENTITY: Readonly<Record<string, string[]>> = {
    Contact: ['LastName', 'FirstName'],
    Lead: ['LastName', 'FirstName'],
    Case: ['Subject'],
    Task: ['Subject'],
    Event: ['Subject'],
    Expense__c: ['Amount__c'],
    AccountTeamMember: ['AccountId', 'UserId'],
    AccountShare: ['AccountId', 'UserOrGroupId']
};

/** Adds the records' Ids to `ids`. */
export async function seedRecords(org: OrgClient, records: PlannedRecord[], ids: Map<string, string>): Promise<SeededRecords> {
    const keys = new Set(records.map((record) => record.key));
    const report: SeededRecords = { created: 0, existing: 0, skipped: [] };
    for (const batch of batches(records)) {
        const ready = batch.filter((record) => isReady(record, ids, keys, report));
        const rows = ready.map((record) => rowOf(record, ids));
        const there = await existingIds(org, batch[0].object, rows);
        const missing = rows.filter((_row, index) => !there[index]);
        const created = (await org.create(batch[0].object, missing)).values();
        ready.forEach((record, index) => ids.set(record.key, there[index] ?? created.next().value!));
        report.created += missing.length;
        report.existing += rows.length - missing.length;
    }
    return report;
}

/** Neighbours of one object that do not point at each other: one request each. */
function batches(records: PlannedRecord[]): PlannedRecord[][] {
    const all: PlannedRecord[][] = [];
    for (const record of records) {
        const last = all.at(-1);
        if (last?.[0].object === record.object && !last.some((other) => references(record).includes(other.key))) {
            last.push(record);
        } else {
            all.push([record]);
        }
    }
    return all;
}

function references(record: PlannedRecord): string[] {
    const named = Object.values(record.fields).filter((value) => typeof value === 'string' && value.startsWith('@')) as string[];
    return [...named.map((value) => value.slice(1)), ...(record.owner ? [record.owner] : [])];
}

function isReady(record: PlannedRecord, ids: Map<string, string>, keys: Set<string>, report: SeededRecords): boolean {
    const missing = references(record).filter((key) => !ids.has(key));
    const unknown = missing.find((key) => keys.has(key) && !report.skipped.includes(key));
    if (unknown) {
        throw new SeedError(`The record ${record.key} in config/data points at ${unknown}, which comes after it.`);
    }
    if (missing.length > 0) {
        report.skipped.push(record.key);
    }
    return missing.length === 0;
}

function rowOf({ fields, owner }: PlannedRecord, ids: Map<string, string>): Record<string, unknown> {
    const resolve = (value: unknown): unknown => (typeof value === 'string' && value.startsWith('@') ? ids.get(value.slice(1)) : value);
    return {
        ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, resolve(value)])),
        ...(owner && { OwnerId: ids.get(owner) })
    };
}

/** For each row the Id of the record that is there already. */
async function existingIds(org: OrgClient, object: string, rows: Record<string, unknown>[]): Promise<(string | undefined)[]> {
    if (rows.length === 0) {
        return [];
    }
    const identity = IDENTITY[object] ?? ['Name'];
    const values = rows.map((row) => literal(row[identity[0]]));
    const manual = object.endsWith('Share') ? " AND RowCause = 'Manual'" : '';
    const there = await org.query(
        `SELECT Id, ${identity.join(', ')} FROM ${object} WHERE ${identity[0]} IN (${[...new Set(values)].join(', ')})${manual}`
    );
    return rows.map((row) => there.find((each) => identity.every((field) => each[field] === row[field]))?.Id);
}

function literal(value: unknown): string {
    return typeof value === 'number' ? String(value) : quoted(String(value));
}

/** What waits already, or was decided, is not submitted again. */
export async function submitForApproval(org: OrgClient, keys: string[], ids: Map<string, string>): Promise<void> {
    for (const id of keys.map((key) => ids.get(key))) {
        if (id && (await org.count(`SELECT COUNT() FROM ProcessInstance WHERE TargetObjectId = ${quoted(id)}`)) === 0) {
            await org.executeAnonymous(
                `Expense__c expense = [SELECT Id, OwnerId FROM Expense__c WHERE Id = ${quoted(id)} WITH SYSTEM_MODE];
Approval.ProcessSubmitRequest request = new Approval.ProcessSubmitRequest();
request.setObjectId(expense.Id);
request.setSubmitterId(expense.OwnerId);
Approval.process(request);`
            );
        }
    }
}
