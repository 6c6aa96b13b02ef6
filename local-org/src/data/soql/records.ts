/** Runs a query for records: one SQL statement, and one more for each child sub-query. */
import type { Query } from '../../language/soqlAst.ts';
import { UnsupportedError } from '../../runtime/errors.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import type { SObject } from '../../runtime/values/SObject.ts';
import { childRelationshipOf } from '../../schema/model.ts';
import type { ChildRelationship, SObjectSchema } from '../../schema/model.ts';
import type { StoredValue } from '../ports.ts';
import { conditionSql } from './conditions.ts';
import { SqlBuilder } from './context.ts';
import type { QueryContext } from './context.ts';
import { noSuchChildRelation, queryException } from './errors.ts';
import { limitSql, windowOf } from './limits.ts';
import { orderSql } from './ordering.ts';
import { computeRecordAccess } from './recordAccess.ts';
import { Scope } from './Scope.ts';
import { Selection } from './Selection.ts';
import { checkSemiJoins } from './semiJoin.ts';

interface ChildQuery {
    relationship: ChildRelationship;
    query: Query;
}

/** The SQL rows of a query and how to make records of them, so that a large result can be shaped piece by piece. */
export interface RecordRows {
    rows: StoredValue[][];
    /** Records of some of the rows, children included. `childRows` is told how many child rows were read. */
    shape(rows: readonly StoredValue[][], childRows: (count: number) => void): SObject[];
    object: SObjectSchema;
}

/** Restricts a query to some Ids, in their order: what a cursor or a batch reads piece by piece. */
export interface Restriction {
    ids: readonly string[];
    /** LIMIT and OFFSET hold among the Ids. */
    keepsClauses?: boolean;
}

/** @throws ApexException (System.QueryException) in Salesforce's words */
export function readRecords(context: QueryContext, query: Query, restriction: Restriction | null = null): RecordRows {
    checkClauses(query);
    const builder = new SqlBuilder(context);
    const scope = new Scope(builder, builder.table(query.from.object, computeRecordAccess(context, query)), query.from.alias);
    const { selection, children } = select(scope, query);
    const conditions = rootConditions(scope, query);
    const window = restriction && !restriction.keepsClauses ? '' : limitSql(context, query);
    const order = orderSql(scope, query.orderBy);
    if (restriction) {
        conditions.push(`${scope.column('Id')} IN (SELECT value FROM json_each(${builder.parameter(JSON.stringify(restriction.ids))}))`);
    }
    builder.checkAccess();
    const sql =
        `SELECT ${selection.columns.join(', ')} FROM ${scope.fromSql()} WHERE ${conditions.join(' AND ') || '1'}` +
        // Without ORDER BY too: which index SQLite takes must not show.
        ` ORDER BY ${[...order, `${scope.alias}.rowid`].join(', ')}` +
        window;
    const rows = context.store.arrays(sql, builder.parameters);
    return {
        rows,
        object: scope.object,
        shape: (some, childRows) => {
            const records = some.map((row) => selection.record(row));
            for (const child of children) {
                childRows(attachChildren(context, child, records));
            }
            return records;
        }
    };
}

/** `SELECT COUNT() FROM …` */
export function countRecords(context: QueryContext, query: Query): number {
    checkClauses(query);
    const builder = new SqlBuilder(context);
    const scope = new Scope(builder, builder.table(query.from.object), query.from.alias);
    const conditions = rootConditions(scope, query);
    if (query.orderBy.length > 0) {
        throw queryException('COUNT() cannot be used with ORDER BY');
    }
    builder.checkAccess();
    const inner = `SELECT 1 FROM ${scope.fromSql()} WHERE ${conditions.join(' AND ') || '1'}${limitSql(context, query)}`;
    return Number(context.store.arrays(`SELECT COUNT(*) FROM (${inner})`, builder.parameters)[0]![0]);
}

function checkClauses(query: Query): void {
    if (query.forClauses.includes('update') && query.orderBy.length > 0) {
        throw queryException('ORDER BY is not allowed with FOR UPDATE');
    }
    const all = query.select.some((item) => item.kind === 'fields' && item.which !== 'STANDARD');
    if (all && !(query.limit?.kind === 'number' && Number(query.limit.text) <= 200) && query.limit?.kind !== 'bind') {
        throw queryException('The SOQL FIELDS function must have a LIMIT of at most 200');
    }
}

function rootConditions(scope: Scope, query: Query): string[] {
    const { builder } = scope;
    const conditions = builder.rowConditions(scope.object, scope.alias, query.allRows);
    if (query.scope && query.scope !== 'everything') {
        if (query.scope !== 'mine') {
            throw new UnsupportedError(`SOQL USING SCOPE ${query.scope}`);
        }
        conditions.push(`${scope.resolve(['OwnerId']).sql} = ${builder.parameter(builder.context.userId)}`);
    }
    if (query.where) {
        checkSemiJoins(query);
        conditions.push(conditionSql(scope, query.where));
    }
    return conditions;
}

function select(scope: Scope, query: Query): { selection: Selection; children: ChildQuery[] } {
    const selection = new Selection(scope);
    const fields = new Set<string>();
    const children: ChildQuery[] = [];
    for (const item of query.select) {
        if (item.kind === 'subquery') {
            // `FROM Account.Contacts` says the same as `FROM Contacts`.
            const relationship = childRelationshipOf(scope.object, scope.relative(item.query.from.object.split('.')).join('.'));
            if (!relationship) {
                throw noSuchChildRelation(item.query.from.object);
            }
            selection.addChildren(relationship.name!.toLowerCase());
            children.push({ relationship, query: item.query });
        } else if (item.kind === 'countAll') {
            throw queryException('COUNT() must be the only element in the select list');
        } else {
            const path = item.kind === 'field' ? item.field.path.join('.') : null;
            if (path !== null && fields.has(path.toLowerCase())) {
                throw queryException(`duplicate field selected: ${path}`);
            }
            fields.add(path?.toLowerCase() ?? '');
            selection.add(item);
        }
    }
    return { selection, children };
}

/** Fills a child relationship of all parents at once. Returns how many child rows that took. */
function attachChildren(context: QueryContext, { relationship, query }: ChildQuery, parents: readonly SObject[]): number {
    const builder = new SqlBuilder(context);
    const scope = new Scope(builder, builder.table(relationship.childObject), query.from.alias);
    const { selection, children } = select(scope, query);
    const foreignKey = scope.column(relationship.field);
    const parentColumn = selection.addColumn(foreignKey);
    const conditions = rootConditions(scope, query);
    const parentIds = builder.parameter(JSON.stringify(parents.map((parent) => parent.id)));
    conditions.push(`${foreignKey} IN (SELECT value FROM json_each(${parentIds}))`);
    const order = [...orderSql(scope, query.orderBy), `${scope.alias}.rowid`].join(', ');
    const { limit, offset } = windowOf(context, query);
    builder.checkAccess();
    const where = `FROM ${scope.fromSql()} WHERE ${conditions.join(' AND ')}`;
    const columns = selection.columns.join(', ');
    // LIMIT and OFFSET of a sub-query count for each parent.
    const sql =
        limit === null && offset === 0
            ? `SELECT ${columns} ${where} ORDER BY ${order}`
            : `SELECT * FROM (SELECT ${columns}, ROW_NUMBER() OVER (PARTITION BY ${foreignKey} ORDER BY ${order}) AS place ${where}) ` +
              `WHERE place > ${offset}${limit === null ? '' : ` AND place <= ${offset + limit}`} ORDER BY place`;
    const rows = context.store.arrays(sql, builder.parameters);
    const records = rows.map((row) => selection.record(row));
    const byParent = new Map<StoredValue, SObject[]>();
    rows.forEach((row, index) => {
        const siblings = byParent.get(row[parentColumn]!);
        if (siblings) {
            siblings.push(records[index]!);
        } else {
            byParent.set(row[parentColumn]!, [records[index]!]);
        }
    });
    const name = relationship.name!.toLowerCase();
    for (const parent of parents) {
        parent.values.set(name, new ApexList(scope.object.name, byParent.get(parent.id) ?? []));
    }
    return children.reduce((sum, child) => sum + attachChildren(context, child, records), rows.length);
}
