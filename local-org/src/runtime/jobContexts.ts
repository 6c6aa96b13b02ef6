/** What the platform passes to asynchronous Apex: QueueableContext, FinalizerContext, BatchableContext, SchedulableContext. */
import type { ApexEnum } from './values/ApexEnum.ts';
import type { ApexException } from './values/ApexException.ts';
import { LibraryObject } from './values/LibraryObject.ts';

export class QueueableContext extends LibraryObject {
    readonly apexType = 'System.QueueableContext';
    readonly jobId: string;
    constructor(jobId: string) {
        super();
        this.jobId = jobId;
    }
}

export class FinalizerContext extends LibraryObject {
    readonly apexType = 'System.FinalizerContext';
    readonly jobId: string;
    /** Constant of System.ParentJobResult. */
    readonly result: ApexEnum;
    readonly exception: ApexException | null;
    readonly requestId: string;
    constructor(jobId: string, result: ApexEnum, exception: ApexException | null, requestId: string) {
        super();
        this.jobId = jobId;
        this.result = result;
        this.exception = exception;
        this.requestId = requestId;
    }
}

export class BatchableContext extends LibraryObject {
    readonly apexType = 'Database.BatchableContext';
    readonly jobId: string;
    readonly childJobId: string | null;
    constructor(jobId: string, childJobId: string | null = null) {
        super();
        this.jobId = jobId;
        this.childJobId = childJobId;
    }
}

export class SchedulableContext extends LibraryObject {
    readonly apexType = 'System.SchedulableContext';
    readonly triggerId: string;
    constructor(triggerId: string) {
        super();
        this.triggerId = triggerId;
    }
}

/** Which asynchronous work a transaction does; absent in synchronous ones. Under JOB in `Transaction.state`. */
export interface RunningJob {
    kind: 'queueable' | 'finalizer' | 'batchStart' | 'batchExecute' | 'batchFinish' | 'future' | 'scheduled' | 'event';
    jobId: string | null;
    /** AsyncOptions.MaximumQueueableStackDepth of the chain; null = none was given. */
    maximumStackDepth: number | null;
    /** AsyncOptions.MinimumQueueableDelayInMinutes; null = none was given. */
    delayMinutes: number | null;
}

export const JOB = Symbol('job');
