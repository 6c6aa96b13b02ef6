/** System.Database */
import { mustSucceed, recordsOf } from '../../runtime/dml.ts';
import { library } from '../../runtime/library.ts';
import type { LibraryBody } from '../../runtime/library.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { argument } from '../../runtime/operators.ts';
import type { DmlVerb } from '../../runtime/ports.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import type { ApexMap } from '../../runtime/values/ApexMap.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';
import { SObject } from '../../runtime/values/SObject.ts';
import { AccessLevel, modeOf } from '../support/AccessLevel.ts';
import { DmlOptions } from '../support/DmlOptions.ts';
import { DmlResult } from '../support/dmlResults.ts';
import type { ResultType } from '../support/dmlResults.ts';
import { dataPart, runCount, runQuery, splitBinder, withMap, withVariables } from '../support/dynamicQuery.ts';
import type { DynamicQuery } from '../support/dynamicQuery.ts';
import { fieldName } from '../support/fields.ts';
import { PaginationCursor } from '../support/PaginationCursor.ts';
import { Cursor, QueryLocator } from '../support/QueryLocator.ts';

const RESULTS: Record<Exclude<DmlVerb, 'merge'>, ResultType> = {
    insert: 'SaveResult',
    update: 'SaveResult',
    upsert: 'UpsertResult',
    delete: 'DeleteResult',
    undelete: 'UndeleteResult'
};

/** `(records[, external Id field][, allOrNone | DMLOptions][, AccessLevel])`; absent allOrNone is true. */
function dml(verb: Exclude<DmlVerb, 'merge'>): LibraryBody {
    return (rt, operand: unknown, ...rest: unknown[]) => {
        const options = rest.find((each) => each instanceof DmlOptions);
        const level = rest.find((each) => each instanceof AccessLevel);
        const field = rest.find((each) => each !== options && each !== level && typeof each !== 'boolean');
        if (rest.includes(null)) {
            throw ApexException.of('System.NullPointerException', 'Argument cannot be null.');
        }
        const flag = rest.find((each) => typeof each === 'boolean') as boolean | undefined;
        const allOrNone = flag ?? (options ? options.optAllOrNone === true : true);
        const records = recordsOf(toRecords(rt, operand));
        const rows = rt.dmlRows(verb, records, {
            allOrNone,
            access: modeOf(level),
            externalIdField: field === undefined ? null : fieldName(field),
            assignmentRule: options?.assignmentRuleHeader.useDefaultRule ?? undefined,
            triggerUserEmail: options?.emailHeader.triggerUserEmail ?? undefined,
            allowFieldTruncation: options?.allowFieldTruncation ?? undefined
        });
        if (allOrNone) {
            mustSucceed(verb, records, rows);
        }
        const results = rows.map((row) => new DmlResult(rt, RESULTS[verb], row));
        return operand instanceof ApexList ? new ApexList(`Database.${RESULTS[verb]}`, results) : results[0]!;
    };
}

/** Ids stand for records. */
function toRecords(rt: OrgRuntime, operand: unknown): unknown {
    if (operand instanceof ApexList) {
        return new ApexList(
            operand.type,
            operand.items.map((item) => toRecords(rt, item))
        );
    }
    if (typeof operand !== 'string') {
        return operand;
    }
    const object = rt.schema.objectByKeyPrefix(operand.slice(0, 3));
    if (!object) {
        throw ApexException.of('System.StringException', `Invalid id: ${operand}`);
    }
    const record = new SObject(object);
    record.put('id', operand);
    return record;
}

const SHAPES: Record<'insert' | 'update' | 'upsert' | 'delete' | 'undelete', { operands: string[]; between: string[] }> = {
    insert: { operands: ['SObject', 'List<SObject>'], between: ['', 'Boolean allOrNone', 'Database.DMLOptions options'] },
    update: { operands: ['SObject', 'List<SObject>'], between: ['', 'Boolean allOrNone', 'Database.DMLOptions options'] },
    upsert: {
        operands: ['SObject', 'List<SObject>'],
        between: ['', 'Boolean allOrNone', 'Schema.SObjectField key', 'Schema.SObjectField key, Boolean allOrNone']
    },
    delete: { operands: ['SObject', 'List<SObject>', 'Id', 'List<Id>'], between: ['', 'Boolean allOrNone'] },
    undelete: { operands: ['SObject', 'List<SObject>', 'Id', 'List<Id>'], between: ['', 'Boolean allOrNone'] }
};

/** Every overload of the DML methods. */
function dmlMethods(): Record<string, LibraryBody> {
    const bodies: Record<string, LibraryBody> = {};
    for (const [verb, { operands, between }] of Object.entries(SHAPES)) {
        const body = dml(verb as keyof typeof SHAPES);
        for (const operand of operands) {
            const type = `Database.${RESULTS[verb as keyof typeof SHAPES]}`;
            const returns = operand.startsWith('List') ? `List<${type}>` : type;
            for (const middle of between) {
                for (const level of ['', 'AccessLevel level']) {
                    const parameters = [`${operand} records`, middle, level].filter((part) => part !== '').join(', ');
                    bodies[`static ${returns} ${verb}(${parameters})`] = body;
                }
            }
        }
    }
    return bodies;
}

class Savepoint extends LibraryObject {
    readonly apexType = 'System.Savepoint';
    readonly number: number;

    constructor(number: number) {
        super();
        this.number = number;
    }
}

/** `(text[, AccessLevel][, binder])` */
function byText(run: (rt: OrgRuntime, dynamic: DynamicQuery, level: AccessLevel | undefined, text: string) => unknown): LibraryBody {
    return (rt, text: string | null, ...args: unknown[]) => {
        const { rest, binder } = splitBinder(args);
        return run(rt, withVariables(rt, text, binder), rest[0] as AccessLevel | undefined, argument(text));
    };
}

/** `(text, map, AccessLevel)` */
function byMap(run: (rt: OrgRuntime, dynamic: DynamicQuery, level: AccessLevel, text: string) => unknown): LibraryBody {
    return (rt, text: string | null, binds: ApexMap | null, level: AccessLevel | null) =>
        run(rt, withMap(rt, text, binds), argument(level), argument(text));
}

const query = (rt: OrgRuntime, dynamic: DynamicQuery, level: AccessLevel | undefined): unknown => runQuery(rt, dynamic, modeOf(level));
const count = (rt: OrgRuntime, dynamic: DynamicQuery, level: AccessLevel | undefined): unknown => runCount(rt, dynamic, modeOf(level));
const locator = (rt: OrgRuntime, dynamic: DynamicQuery, level: AccessLevel | undefined, text: string): unknown =>
    QueryLocator.of(rt, text, dynamic, rt.queryOptions(dynamic.binds, modeOf(level)));
const cursor = (rt: OrgRuntime, dynamic: DynamicQuery, level: AccessLevel | undefined): unknown =>
    Cursor.of(rt, dynamic, rt.queryOptions(dynamic.binds, modeOf(level)));
const pages = (rt: OrgRuntime, dynamic: DynamicQuery, level: AccessLevel | undefined): unknown =>
    PaginationCursor.of(rt, dynamic, rt.queryOptions(dynamic.binds, modeOf(level)));

/** One DML statement, and its rows. */
function emptyRecycleBin(rt: OrgRuntime, operand: unknown): unknown {
    const records = recordsOf(toRecords(rt, operand));
    rt.tx.limits.count('dmlStatements');
    rt.tx.limits.count('dmlRows', records.length);
    const results = dataPart(rt, 'emptyRecycleBin')(rt.tx, records).map((row) => new DmlResult(rt, 'EmptyRecycleBinResult', row));
    return operand instanceof ApexList ? new ApexList('Database.EmptyRecycleBinResult', results) : results[0]!;
}

const DEFAULT_SCOPE = 200;

export default library('System.Database', {
    ...dmlMethods(),
    'static List<SObject> query(String text)': byText(query),
    'static List<SObject> query(String text, AccessLevel level)': byText(query),
    'static List<SObject> queryWithBinds(String text, Map<String,Object> binds, AccessLevel level)': byMap(query),
    'static Integer countQuery(String text)': byText(count),
    'static Integer countQuery(String text, AccessLevel level)': byText(count),
    'static Integer countQueryWithBinds(String text, Map<String,Object> binds, AccessLevel level)': byMap(count),
    'static Database.QueryLocator getQueryLocator(String text)': byText(locator),
    'static Database.QueryLocator getQueryLocator(String text, AccessLevel level)': byText(locator),
    'static Database.QueryLocator getQueryLocator(List<SObject> records)': (_rt, records: ApexList | null) =>
        QueryLocator.ofRecords(argument(records).items as SObject[]),
    'static Database.QueryLocator getQueryLocator(List<SObject> records, AccessLevel level)': (_rt, records: ApexList | null) =>
        QueryLocator.ofRecords(argument(records).items as SObject[]),
    'static Database.QueryLocator getQueryLocatorWithBinds(String text, Map<String,Object> binds, AccessLevel level)': byMap(locator),
    'static Database.Cursor getCursor(String text)': byText(cursor),
    'static Database.Cursor getCursor(String text, AccessLevel level)': byText(cursor),
    'static Database.Cursor getCursorWithBinds(String text, Map<String,Object> binds, AccessLevel level)': byMap(cursor),
    'static Database.PaginationCursor getPaginationCursor(String text)': byText(pages),
    'static Database.PaginationCursor getPaginationCursor(String text, AccessLevel level)': byText(pages),
    'static Database.PaginationCursor getPaginationCursorWithBinds(String text, Map<String,Object> binds, AccessLevel level)': byMap(pages),
    // Both count as DML statements. platform.md §7
    'static Savepoint setSavepoint()': (rt) => {
        rt.tx.limits.count('dmlStatements');
        return new Savepoint(rt.tx.ports.data.setSavepoint(rt.tx));
    },
    'static void rollback(Savepoint savepoint)': (rt, savepoint: Savepoint | null) => {
        rt.tx.limits.count('dmlStatements');
        rt.tx.ports.data.rollback(rt.tx, argument(savepoint).number);
    },
    'static void releaseSavepoint(Savepoint savepoint)': (rt, savepoint: Savepoint | null) =>
        rt.tx.ports.data.releaseSavepoint(rt.tx, argument(savepoint).number),
    'static Id executeBatch(Object batch)': (rt, batch: unknown) => rt.tx.ports.async.executeBatch(rt.tx, argument(batch), DEFAULT_SCOPE),
    'static Id executeBatch(Object batch, Integer scopeSize)': (rt, batch: unknown, scopeSize: number | null) =>
        rt.tx.ports.async.executeBatch(rt.tx, argument(batch), argument(scopeSize)),
    'static Database.EmptyRecycleBinResult emptyRecycleBin(SObject record)': emptyRecycleBin,
    'static Database.EmptyRecycleBinResult emptyRecycleBin(Id record)': emptyRecycleBin,
    'static List<Database.EmptyRecycleBinResult> emptyRecycleBin(List<SObject> records)': emptyRecycleBin,
    'static List<Database.EmptyRecycleBinResult> emptyRecycleBin(List<Id> records)': emptyRecycleBin
});
