/** The text of a debug log, with what this org knows of a transaction: its units, what it printed, how it failed, its limits. */
import type { LimitName } from '../../runtime/Limits.ts';
import type { Transaction } from '../../runtime/Transaction.ts';
import type { Row } from './rowQuery.ts';
import { CATEGORIES, LEVELS } from './TraceFlags.ts';

const API_VERSION = '67.0';

/** In the order and the words of Salesforce's logs; what is not metered here is not listed. */
const LIMITS: [text: string, limit: LimitName][] = [
    ['Number of SOQL queries', 'queries'],
    ['Number of query rows', 'queryRows'],
    ['Number of SOSL queries', 'soslQueries'],
    ['Number of DML statements', 'dmlStatements'],
    ['Number of Publish Immediate DML', 'publishImmediateDml'],
    ['Number of DML rows', 'dmlRows'],
    ['Maximum CPU time', 'cpuTime'],
    ['Number of callouts', 'callouts'],
    ['Number of Email Invocations', 'emailInvocations'],
    ['Number of future calls', 'futureCalls'],
    ['Number of queueable jobs added to the queue', 'queueableJobs']
];

export interface LoggedTransaction {
    transaction: Transaction;
    operation: string;
    /** Milliseconds of the org's clock. */
    end: number;
    failure: { typeName: string; message: string; stackTrace: string } | null;
    /** A DebugLevel's row. */
    levels: Row;
}

export function apexLogText({ transaction, operation, end, failure, levels }: LoggedTransaction): string {
    const { startedAt: start, debugLog, debugTimes, limits } = transaction;
    const at = (time: number, text: string): string => `${clock(time)} (${(time - start) * 1_000_000})|${text}`;
    const rank = (level: string): number => LEVELS.indexOf(level);
    const most = rank(String(levels.ApexCode ?? 'DEBUG'));
    const apexIsLogged = most > 0;
    const debugLines = debugLog.flatMap((line, index) =>
        rank(line.slice(0, line.indexOf('|'))) <= most ? [at(debugTimes[index] ?? start, `USER_DEBUG|[EXTERNAL]|${line}`)] : []
    );
    const failed = failure ? [at(end, `FATAL_ERROR|${failure.typeName}: ${failure.message}\n\n${failure.stackTrace}`)] : [];
    return [
        `${API_VERSION} ${Object.entries(CATEGORIES)
            .map(([name, { shown }]) => `${shown},${String(levels[name] ?? 'NONE')}`)
            .join(';')}`,
        at(start, 'EXECUTION_STARTED'),
        at(start, `CODE_UNIT_STARTED|[EXTERNAL]|${operation}`),
        ...(apexIsLogged ? [...debugLines, ...failed] : []),
        at(end, 'CUMULATIVE_LIMIT_USAGE'),
        at(end, 'LIMIT_USAGE_FOR_NS|(default)|'),
        ...LIMITS.map(([text, limit]) => `  ${text}: ${limits.usedOf(limit)} out of ${limits.maximumOf(limit)}`),
        '',
        at(end, 'CUMULATIVE_LIMIT_USAGE_END'),
        at(end, `CODE_UNIT_FINISHED|${operation}`),
        at(end, 'EXECUTION_FINISHED'),
        ''
    ].join('\n');
}

function clock(milliseconds: number): string {
    return new Date(milliseconds).toISOString().slice(11, 21);
}
