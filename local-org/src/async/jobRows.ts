/** AsyncApexJob rows: what the org shows of a job. */
import type { Store } from '../data/store/Store.ts';

export type JobType = 'Queueable' | 'BatchApex' | 'Future' | 'ScheduledApex';
export type JobStatus = 'Queued' | 'Processing' | 'Completed' | 'Failed' | 'Aborted' | 'Preparing' | 'Holding';

const EXTENDED_STATUS_LENGTH = 1000;

export function createJobRow(
    store: Store,
    userId: string,
    jobType: JobType,
    className: string,
    more: { MethodName?: string; Status?: JobStatus; CronTriggerId?: string } = {}
): string {
    // An inner class belongs to the file of its outer class.
    const outer = className.split('.')[0]!;
    const apexClassId = store.schema.object('ApexClass')?.present
        ? store.get(`SELECT Id AS id FROM ApexClass WHERE Name = ?`, outer)?.id
        : null;
    return store.insert(
        'AsyncApexJob',
        {
            JobType: jobType,
            Status: 'Queued',
            JobItemsProcessed: 0,
            TotalJobItems: 0,
            NumberOfErrors: 0,
            ApexClassId: apexClassId ?? null,
            ...more
        },
        { userId }
    );
}

export function setJobStatus(store: Store, jobId: string, status: JobStatus): void {
    store.change('AsyncApexJob', `UPDATE AsyncApexJob SET Status = ? WHERE Id = ?`, status, jobId);
}

export function finishJobRow(
    store: Store,
    jobId: string,
    status: 'Completed' | 'Failed' | 'Aborted',
    extendedStatus: string | null = null
): void {
    store.change(
        'AsyncApexJob',
        `UPDATE AsyncApexJob SET Status = ?, CompletedDate = ?, ExtendedStatus = COALESCE(?, ExtendedStatus),
             NumberOfErrors = NumberOfErrors + ? WHERE Id = ?`,
        status,
        store.timestamp(),
        extendedStatus?.slice(0, EXTENDED_STATUS_LENGTH) ?? null,
        Number(status === 'Failed'),
        jobId
    );
}

/** One chunk of a batch is done. */
export function countChunk(store: Store, jobId: string, error: string | null): void {
    store.change(
        'AsyncApexJob',
        `UPDATE AsyncApexJob SET JobItemsProcessed = JobItemsProcessed + 1, NumberOfErrors = NumberOfErrors + ?,
             ExtendedStatus = COALESCE(ExtendedStatus, ?) WHERE Id = ?`,
        Number(error !== null),
        error === null ? null : `First error: ${error}`.slice(0, EXTENDED_STATUS_LENGTH),
        jobId
    );
}

export function setTotalItems(store: Store, jobId: string, total: number): void {
    store.change('AsyncApexJob', `UPDATE AsyncApexJob SET TotalJobItems = ?, Status = 'Processing' WHERE Id = ?`, total, jobId);
}
