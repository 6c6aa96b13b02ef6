/** The org's limits (`/limits`): what is counted here tells what is left of it; of the others all is left. */
import { quoted } from '../data/store/columns.ts';
import type { Assembly } from './assemble.ts';

export type OrgLimits = Record<string, { Max: number; Remaining: number }>;

/** Allocations of an Enterprise org with few users. */
export const MAXIMA = {
    ActiveScratchOrgs: 40,
    DailyApiRequests: 100_000,
    DailyAsyncApexExecutions: 250_000,
    DailyAsyncApexTests: 500,
    DailyBulkApiBatches: 15_000,
    DailyBulkV2QueryFileStorageMB: 976_562,
    DailyBulkV2QueryJobs: 10_000,
    DailyScratchOrgs: 80,
    DataStorageMB: 10_240,
    FileStorageMB: 10_240,
    HourlyPublishedPlatformEvents: 250_000,
    SingleEmail: 5_000
};

/** Salesforce counts 2 KB for nearly every record (help, "Salesforce Record Size Overview"). */
const RECORD_KILOBYTES = 2;
const DAY = 24 * 3_600_000;
/** Objects whose rows use data storage, beside custom objects. */
const STORED = [
    'Account',
    'Contact',
    'Opportunity',
    'Lead',
    'Case',
    'Campaign',
    'CampaignMember',
    'Task',
    'Event',
    'Contract',
    'Order',
    'Asset'
];

export interface Counted {
    apiRequests: number;
    queryJobs: number;
    batches: number;
}

export function orgLimits(org: Assembly, counted: Counted): OrgLimits {
    const used: Partial<Record<keyof typeof MAXIMA, number>> = {
        DailyApiRequests: counted.apiRequests,
        DailyAsyncApexExecutions: asyncJobs(org),
        DailyBulkApiBatches: counted.batches,
        DailyBulkV2QueryJobs: counted.queryJobs,
        DataStorageMB: Math.floor((storedRecords(org) * RECORD_KILOBYTES) / 1024)
    };
    return Object.fromEntries(
        Object.entries(MAXIMA).map(([name, Max]) => [name, { Max, Remaining: Math.max(0, Max - (used[name as keyof typeof MAXIMA] ?? 0)) }])
    );
}

function asyncJobs(org: Assembly): number {
    const since = new Date(org.now() - DAY).toISOString();
    return Number(org.store.get('SELECT COUNT(*) AS n FROM AsyncApexJob WHERE CreatedDate >= ?', since)?.n ?? 0);
}

function storedRecords(org: Assembly): number {
    let records = 0;
    for (const object of org.schema.presentObjects()) {
        if (object.kind === 'custom' || STORED.includes(object.name)) {
            records += Number(org.store.get(`SELECT COUNT(*) AS n FROM ${quoted(object.name)}`)?.n ?? 0);
        }
    }
    return records;
}
