/** System.Request */
import { randomUUID } from 'node:crypto';
import { library } from '../../runtime/library.ts';
import type { Transaction, TransactionKind } from '../../runtime/Transaction.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';
import { libraryEnum } from '../support/enums.ts';

const QUIDDITIES: Partial<Record<TransactionKind, string>> = {
    queueable: 'QUEUEABLE',
    finalizer: 'TRANSACTION_FINALIZER_QUEUEABLE',
    batch: 'BATCH_APEX',
    future: 'FUTURE',
    scheduled: 'SCHEDULED',
    test: 'RUNTEST_SYNC',
    testAsync: 'RUNTEST_ASYNC',
    synchronous: 'SYNCHRONOUS',
    trigger: 'SYNCHRONOUS'
};

class Request extends LibraryObject {
    readonly apexType = 'System.Request';
    readonly quiddity: string;
    readonly id: string;

    constructor(transaction: Transaction) {
        super();
        this.quiddity = QUIDDITIES[transaction.kind] ?? 'SYNCHRONOUS';
        this.id = randomUUID();
    }
}

/** One per transaction. */
const requests = new WeakMap<Transaction, Request>();

export default library('System.Request', {
    'static Request getCurrent()': (rt) => {
        let request = requests.get(rt.tx);
        if (!request) {
            request = new Request(rt.tx);
            requests.set(rt.tx, request);
        }
        return request;
    },
    'Quiddity getQuiddity()': (rt, self: Request) => libraryEnum(rt, 'System.Quiddity', self.quiddity),
    'String getRequestId()': (_rt, self: Request) => self.id
});
