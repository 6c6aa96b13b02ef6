/** Which rows changed or went in a span of time: `sobjects/X/updated` and `sobjects/X/deleted`. */
import type { SObjectSchema } from '../schema/model.ts';
import type { Assembly } from './assemble.ts';
import { queryRecords } from './records.ts';
import { RequestRefused } from './refusals.ts';

export interface UpdatedRecords {
    ids: string[];
    latestDateCovered: string;
}

export interface DeletedRecords {
    deletedRecords: { id: string; deletedDate: string }[];
    earliestDateAvailable: string;
    latestDateCovered: string;
}

const MINUTE = 60_000;
/** REST guide, "Get Updated": no further back than 30 days. */
const LONGEST_AGO = 30 * 24 * 60 * MINUTE;

export function changedBetween(
    org: Assembly,
    userId: string,
    object: SObjectSchema,
    start: string | undefined,
    end: string | undefined
): UpdatedRecords {
    const { from, to } = span(org, start, end);
    const soql = `SELECT Id FROM ${object.name} WHERE SystemModstamp >= ${from.toISOString()} AND SystemModstamp < ${to.toISOString()}`;
    const ids = queryRecords(org, userId, soql).records.map(({ Id }) => String(Id));
    return { ids, latestDateCovered: apiDate(to) };
}

export function deletedBetween(
    org: Assembly,
    userId: string,
    object: SObjectSchema,
    start: string | undefined,
    end: string | undefined
): DeletedRecords {
    const { from, to } = span(org, start, end);
    const when = `SystemModstamp >= ${from.toISOString()} AND SystemModstamp < ${to.toISOString()}`;
    const { records } = queryRecords(org, userId, `SELECT Id, SystemModstamp FROM ${object.name} WHERE IsDeleted = true AND ${when}`, {
        allRows: true
    });
    return {
        deletedRecords: records.map(({ Id, SystemModstamp }) => ({ id: String(Id), deletedDate: String(SystemModstamp) })),
        earliestDateAvailable: apiDate(new Date(org.now() - LONGEST_AGO)),
        latestDateCovered: apiDate(to)
    };
}

/** Whole minutes, as replication counts (REST guide). */
function span(org: Assembly, start: string | undefined, end: string | undefined): { from: Date; to: Date } {
    const from = minute('start', start);
    const to = minute('end', end);
    if (to.getTime() <= from.getTime()) {
        throw new RequestRefused('INVALID_REPLICATION_DATE', 'startDate and endDate must be at least one minute apart');
    }
    if (from.getTime() < org.now() - LONGEST_AGO) {
        throw new RequestRefused('INVALID_REPLICATION_DATE', 'startDate cannot be more than 30 days ago');
    }
    return { from, to };
}

function minute(name: string, text: string | undefined): Date {
    // An unescaped + of the offset arrives as a space.
    const milliseconds = Date.parse((text ?? '').replace(/ (\d{2}:?\d{2})$/, '+$1'));
    if (Number.isNaN(milliseconds)) {
        throw new RequestRefused('INVALID_REPLICATION_DATE', `The parameter ${name} is no date-time: ${text ?? 'it is missing'}`);
    }
    return new Date(Math.floor(milliseconds / MINUTE) * MINUTE);
}

function apiDate(date: Date): string {
    return date.toISOString().replace(/Z$/, '+0000');
}
