/** System.Approval: submitting, deciding, and locking records. Each call is DML. */
import type { ApprovalOutcome } from '../../runtime/approval.ts';
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import type { RowError } from '../../runtime/ports.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { ApexMap } from '../../runtime/values/ApexMap.ts';
import { toId } from '../../runtime/values/ids.ts';
import { SObject } from '../../runtime/values/SObject.ts';
import { LockResult, ProcessResult } from '../Approval/requests.ts';
import type { ProcessRequest } from '../Approval/requests.ts';

interface Failed {
    index: number;
    id: string | null;
    error: RowError;
}

/** `System.DmlException: Process failed. First exception on row 0; first error: …` */
function mustSucceed(verb: string, failed: Failed[]): void {
    const [first] = failed;
    if (!first) {
        return;
    }
    const { statusCode, message, fields } = first.error;
    const exception = ApexException.of(
        'System.DmlException',
        `${verb} failed. First exception on row ${first.index}; first error: ${statusCode}, ${message}: [${fields.join(', ')}]`
    );
    exception.dmlErrors = failed.map(({ index, id, error }) => ({ index, id, ...error }));
    throw exception;
}

/** With all-or-none the whole call is undone when one fails. */
function undoable<T>(rt: OrgRuntime, allOrNone: boolean, work: () => T): T {
    if (!allOrNone) {
        return work();
    }
    const { data } = rt.tx.ports;
    const savepoint = data.setSavepoint(rt.tx);
    try {
        const result = work();
        data.releaseSavepoint(rt.tx, savepoint);
        return result;
    } catch (error) {
        data.rollback(rt.tx, savepoint);
        data.releaseSavepoint(rt.tx, savepoint);
        throw error;
    }
}

function process(rt: OrgRuntime, requests: readonly ProcessRequest[], allOrNone: boolean | null): ProcessResult[] {
    rt.tx.limits.count('dmlStatements');
    rt.tx.limits.count('dmlRows', requests.length);
    return undoable(rt, argument(allOrNone), () => {
        const outcomes = requests.map(
            (request) => rt.tx.ports.platform.processApproval(rt.tx, argument(request).plain()) as ApprovalOutcome
        );
        if (allOrNone) {
            mustSucceed(
                'Process',
                outcomes.flatMap(({ entityId, errors }, index) => errors.map((error) => ({ index, id: entityId, error })))
            );
        }
        return outcomes.map((outcome) => new ProcessResult(rt, outcome));
    });
}

function idOf(record: unknown): string {
    return argument(record instanceof SObject ? record.id : toId(record as string | null));
}

function lock(rt: OrgRuntime, records: readonly unknown[], locked: boolean, allOrNone: boolean | null): LockResult[] {
    rt.tx.limits.count('dmlStatements');
    rt.tx.limits.count('dmlRows', records.length);
    return undoable(rt, argument(allOrNone), () => {
        const results = rt.tx.ports.platform.lockRecords(rt.tx, records.map(idOf), locked);
        if (allOrNone) {
            mustSucceed(
                locked ? 'Lock' : 'Unlock',
                results.flatMap(({ id, errors }, index) => errors.map((error) => ({ index, id, error })))
            );
        }
        return results.map((result) => new LockResult(rt, locked ? 'LockResult' : 'UnlockResult', result));
    });
}

type Body = (rt: OrgRuntime, ...args: never[]) => unknown;

function lockMembers(name: 'lock' | 'unlock', type: string): Record<string, Body> {
    const locked = name === 'lock';
    const one = (rt: OrgRuntime, record: unknown, allOrNone: boolean | null = true): LockResult =>
        lock(rt, [record], locked, allOrNone)[0]!;
    const many = (rt: OrgRuntime, records: ApexList | null, allOrNone: boolean | null = true): ApexList =>
        new ApexList(type, lock(rt, argument(records).items, locked, allOrNone));
    return {
        [`static ${type} ${name}(Id record)`]: one,
        [`static ${type} ${name}(SObject record)`]: one,
        [`static ${type} ${name}(Id record, Boolean allOrNone)`]: one,
        [`static ${type} ${name}(SObject record, Boolean allOrNone)`]: one,
        [`static List<${type}> ${name}(List<Id> records)`]: many,
        [`static List<${type}> ${name}(List<SObject> records)`]: many,
        [`static List<${type}> ${name}(List<Id> records, Boolean allOrNone)`]: many,
        [`static List<${type}> ${name}(List<SObject> records, Boolean allOrNone)`]: many
    };
}

const isLocked = (rt: OrgRuntime, record: unknown): boolean => rt.tx.ports.platform.isLocked(rt.tx, idOf(record));

const areLocked = (rt: OrgRuntime, records: ApexList | null): ApexMap =>
    new ApexMap(
        'Id',
        'Boolean',
        argument(records).items.map((record) => [idOf(record), isLocked(rt, record)] as const)
    );

const processOne = (rt: OrgRuntime, request: ProcessRequest, allOrNone: boolean | null = true): ProcessResult =>
    process(rt, [request], allOrNone)[0]!;
const processMany = (rt: OrgRuntime, requests: ApexList | null, allOrNone: boolean | null = true): ApexList =>
    new ApexList('Approval.ProcessResult', process(rt, argument(requests).items as ProcessRequest[], allOrNone));

export default library('System.Approval', {
    'static Boolean isLocked(Id record)': isLocked,
    'static Boolean isLocked(SObject record)': isLocked,
    'static Map<Id,Boolean> isLocked(List<Id> records)': areLocked,
    'static Map<Id,Boolean> isLocked(List<SObject> records)': areLocked,
    ...lockMembers('lock', 'Approval.LockResult'),
    ...lockMembers('unlock', 'Approval.UnlockResult'),
    'static Approval.ProcessResult process(Approval.ProcessRequest request)': processOne,
    'static Approval.ProcessResult process(Approval.ProcessRequest request, Boolean allOrNone)': processOne,
    'static List<Approval.ProcessResult> process(List<Approval.ProcessRequest> requests)': processMany,
    'static List<Approval.ProcessResult> process(List<Approval.ProcessRequest> requests, Boolean allOrNone)': processMany
});
