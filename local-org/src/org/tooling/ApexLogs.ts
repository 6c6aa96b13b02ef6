/** Debug logs: every transaction of a traced user that ran Apex leaves one. Kept for as long as the org is open. */
import type { Transaction, TransactionKind } from '../../runtime/Transaction.ts';
import type { Assembly } from '../assemble.ts';
import { apexLogText } from './apexLogText.ts';
import type { Row } from './rowQuery.ts';
import { apiTime, sameId, ToolingIds } from './ToolingTable.ts';
import type { ToolingTable } from './ToolingTable.ts';
import type { TraceFlags } from './TraceFlags.ts';

const FIELDS =
    'Id Application DurationMilliseconds LastModifiedDate Location LogLength LogUserId LogUser Operation Request RequestIdentifier StartTime Status SystemModstamp'.split(
        ' '
    );

/** The oldest go first. Salesforce keeps a day's worth, up to 1,000 MB. */
const MOST_BYTES = 50_000_000;

/** What runs when no request does. */
const OPERATIONS: Partial<Record<TransactionKind, string>> = {
    queueable: 'QueueableHandler',
    finalizer: 'QueueableHandler',
    batch: 'Batch Apex',
    future: 'FutureHandler',
    scheduled: 'ScheduledApex',
    trigger: 'PlatformEvent'
};

interface Log {
    row: Row;
    body: string;
}

export class ApexLogs {
    readonly #org: Assembly;
    readonly #traces: TraceFlags;
    readonly #ids = new ToolingIds();
    readonly #logs: Log[] = [];
    readonly #listeners = new Set<(logId: string, userId: string) => void>();
    #bytes = 0;
    #operation: { name: string; request: string } | null = null;

    constructor(org: Assembly, traces: TraceFlags) {
        this.#org = org;
        this.#traces = traces;
        org.usage.onTransaction((transaction) => this.#note(transaction));
    }

    table(): ToolingTable {
        return {
            name: 'ApexLog',
            keyPrefix: '07L',
            fields: FIELDS,
            rows: () => this.#logs.map((log) => log.row),
            write: { remove: (id) => this.#drop(this.#logs.findIndex((each) => sameId(each.row.Id, id))) }
        };
    }

    /** The text of a log; null when there is none of this Id. */
    body(id: string): string | null {
        return this.#logs.find((each) => sameId(each.row.Id, id))?.body ?? null;
    }

    /** Runs a request under its name: transactions in it are logged as its own. */
    during<T>(operation: string, request: string, work: () => T): T {
        const before = this.#operation;
        this.#operation = { name: operation, request };
        try {
            return work();
        } finally {
            this.#operation = before;
        }
    }

    /** @returns how to stop listening */
    onLog(listener: (logId: string, userId: string) => void): () => void {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
    }

    #note(transaction: Transaction): void {
        // Requests that run no Apex leave no log.
        if (transaction.limits.steps === 0 || transaction.isTest) {
            return;
        }
        const trace = this.#traces.traceOf(transaction.userId);
        if (!trace) {
            return;
        }
        const { name, request } = this.#operation ?? { name: OPERATIONS[transaction.kind] ?? transaction.kind, request: 'Application' };
        const end = this.#org.now();
        const failure = transaction.failure === null ? null : this.#org.runtime.explain(transaction.failure);
        const body = apexLogText({ transaction, operation: name, end, failure, levels: trace.levels });
        const user = this.#org.store.get(`SELECT Name AS name FROM "User" WHERE Id = ?`, transaction.userId);
        const row: Row = {
            Id: this.#ids.next('07L'),
            Application: 'Unknown',
            DurationMilliseconds: end - transaction.startedAt,
            LastModifiedDate: apiTime(end),
            Location: trace.logType === 'DEVELOPER_LOG' ? 'SystemLog' : 'Monitoring',
            LogLength: Buffer.byteLength(body),
            LogUserId: transaction.userId,
            LogUser: { Id: transaction.userId, Name: user?.name ?? null },
            Operation: name,
            Request: request,
            RequestIdentifier: null,
            StartTime: apiTime(transaction.startedAt),
            Status: failure ? `${failure.typeName}: ${failure.message}`.slice(0, 255) : 'Success',
            SystemModstamp: apiTime(end)
        };
        this.#logs.push({ row, body });
        this.#bytes += Number(row.LogLength);
        while (this.#bytes > MOST_BYTES && this.#logs.length > 1) {
            this.#drop(0);
        }
        this.#listeners.forEach((listener) => listener(String(row.Id), transaction.userId));
    }

    #drop(index: number): void {
        const [log] = this.#logs.splice(index, 1);
        this.#bytes -= Number(log?.row.LogLength ?? 0);
    }
}
