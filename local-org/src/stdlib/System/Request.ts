/** System.Request */
import { randomUUID } from 'node:crypto';
import { library } from '../../runtime/library.ts';
import type { RunningJob } from '../../runtime/jobContexts.ts';
import type { Transaction } from '../../runtime/Transaction.ts';
import { runningJob } from '../support/jobs.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';
import { libraryEnum } from '../support/enums.ts';

const QUIDDITIES: Partial<Record<RunningJob['kind'], string>> = {
    queueable: 'QUEUEABLE',
    finalizer: 'TRANSACTION_FINALIZER_QUEUEABLE',
    batchStart: 'BATCH_APEX',
    batchExecute: 'BATCH_APEX',
    batchFinish: 'BATCH_APEX',
    future: 'FUTURE',
    scheduled: 'SCHEDULED'
};

/** Set by whoever begins a transaction that is no job. */
const ENTRY = Symbol.for('quiddity');

class Request extends LibraryObject {
    readonly apexType = 'System.Request';
    readonly quiddity: string;
    readonly id: string;

    constructor(job: RunningJob | null, transaction: Transaction) {
        super();
        const entry = transaction.kind === 'bulk' ? 'BULK_API' : (transaction.state.get(ENTRY) as string | undefined);
        this.quiddity = (job && QUIDDITIES[job.kind]) ?? (transaction.isTest ? 'RUNTEST_SYNC' : (entry ?? 'SYNCHRONOUS'));
        this.id = randomUUID();
    }
}

/** One per transaction. */
const requests = new WeakMap<Transaction, Request>();

export default library('System.Request', {
    'static Request getCurrent()': (rt) => {
        let request = requests.get(rt.tx);
        if (!request) {
            request = new Request(runningJob(rt), rt.tx);
            requests.set(rt.tx, request);
        }
        return request;
    },
    'Quiddity getQuiddity()': (rt, self: Request) => libraryEnum(rt, 'System.Quiddity', self.quiddity),
    'String getRequestId()': (_rt, self: Request) => self.id
});
