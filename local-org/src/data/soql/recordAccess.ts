/**
 * UserRecordAccess: what one user may do with some records. The platform computes its rows when asked, so they are made
 * just before the query runs, from rights and sharing, and the query then reads them like any others.
 * Source: object reference, UserRecordAccess.
 */
import type { Condition, Query } from '../../language/soqlAst.ts';
import { idOf18 } from '../../runtime/values/ids.ts';
import { fieldOf } from '../../schema/model.ts';
import type { SObjectSchema } from '../../schema/model.ts';
import type { RowAccess, StoredValue } from '../ports.ts';
import { quoted } from '../store/columns.ts';
import { SqlParameters } from '../store/SqlParameters.ts';
import type { QueryContext } from './context.ts';
import { queryException } from './errors.ts';
import { valuesOf } from './operands.ts';

const MOST_RECORDS = 200;
const EMPTY_ID = '000000000000000AAA';

/**
 * Makes the rows that a query for UserRecordAccess asks for. Returns whether it is such a query.
 *
 * @throws ApexException (System.QueryException) unless the query names one user and at most 200 records
 */
export function computeRecordAccess(context: QueryContext, query: Query): boolean {
    if (query.from.object.toLowerCase() !== 'userrecordaccess') {
        return false;
    }
    const object = context.store.object('UserRecordAccess');
    const users = namedIds(context, object, query.where, 'UserId');
    const records = namedIds(context, object, query.where, 'RecordId');
    if (users.length !== 1 || records.length === 0) {
        throw queryException('Can only filter by one UserId and by RecordId');
    }
    if (records.length > MOST_RECORDS) {
        throw queryException(`Can query at most ${MOST_RECORDS} record IDs at a time`);
    }
    context.store.change(object.name, `DELETE FROM "UserRecordAccess"`);
    for (const recordId of new Set(records)) {
        const row = accessRow(context, users[0]!, recordId);
        context.store.insert(object.name, { Id: `${recordId}${users[0]}`, UserId: users[0]!, RecordId: recordId, ...row });
    }
    return true;
}

function namedIds(context: QueryContext, object: SObjectSchema, condition: Condition | null, fieldName: string): string[] {
    if (condition?.kind === 'and') {
        return condition.conditions.flatMap((each) => namedIds(context, object, each, fieldName));
    }
    const field = fieldOf(object, fieldName)!;
    const operands =
        condition?.kind === 'compare' && condition.operator === '='
            ? [condition.right]
            : condition?.kind === 'in' && condition.operator === 'IN'
              ? condition.values
              : null;
    if (!operands || !(condition?.kind === 'compare' || condition?.kind === 'in') || condition.left.kind !== 'field') {
        return [];
    }
    if (condition.left.field.path.at(-1)!.toLowerCase() !== fieldName.toLowerCase()) {
        return [];
    }
    return valuesOf(context, operands, field).flatMap((value) =>
        value.kind === 'value' && value.value !== null ? [idOf18(String(value.value)) ?? EMPTY_ID] : []
    );
}

function accessRow(context: QueryContext, userId: string, recordId: string): Record<string, StoredValue> {
    const object = context.schema.objectByKeyPrefix(recordId.slice(0, 3));
    const may = (access: RowAccess): boolean => object?.present === true && mayAccess(context, userId, object, recordId, access);
    const read = may('read');
    const edit = read && may('edit');
    const remove = read && may('delete');
    const transfer = read && may('transfer');
    const all = edit && remove && transfer;
    return {
        HasReadAccess: Number(read),
        HasEditAccess: Number(edit),
        HasDeleteAccess: Number(remove),
        HasTransferAccess: Number(transfer),
        HasAllAccess: Number(all),
        MaxAccessLevel: all ? 'All' : transfer ? 'Transfer' : remove ? 'Delete' : edit ? 'Edit' : read ? 'Read' : 'None'
    };
}

function mayAccess({ policy, store }: QueryContext, userId: string, object: SObjectSchema, recordId: string, access: RowAccess): boolean {
    const rights = policy.objectAccess(userId, object);
    if (access === 'read' ? !rights.read : access === 'delete' ? !rights.delete : !rights.edit) {
        return false;
    }
    const sql = new SqlParameters();
    const conditions = [`r."Id" = ${sql.value(recordId)}`, `r."IsDeleted" = 0`];
    for (const filter of [policy.platformFilter(userId, object, access, 'r'), policy.rowFilter(userId, object, access, 'r')]) {
        if (filter) {
            conditions.push(`(${sql.fragment(filter)})`);
        }
    }
    return store.arrays(`SELECT 1 FROM ${quoted(object.name)} r WHERE ${conditions.join(' AND ')}`, sql.values).length > 0;
}
