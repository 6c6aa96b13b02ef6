/** Queries with aggregate functions or GROUP BY: their rows are AggregateResults. */
import type { Comparand, Query } from '../../language/soqlAst.ts';
import { UnsupportedError } from '../../runtime/errors.ts';
import { SObject } from '../../runtime/values/SObject.ts';
import { decoderOf } from '../values/codec.ts';
import type { Decoder } from '../values/codec.ts';
import { conditionSql } from './conditions.ts';
import type { QueryContext } from './context.ts';
import { SqlBuilder } from './context.ts';
import { queryException } from './errors.ts';
import { isAggregate, resolveCall } from './functions.ts';
import { groupingSets, inSet } from './groupingSets.ts';
import { limitSql } from './limits.ts';
import { orderSql } from './ordering.ts';
import { Scope } from './Scope.ts';
import { checkSemiJoins } from './semiJoin.ts';
import type { Resolved } from './Scope.ts';

export function isAggregateQuery(query: Query): boolean {
    return query.groupBy !== null || query.select.some((item) => item.kind === 'function' && isAggregate(item.call));
}

interface ResultColumn {
    name: string;
    sql: string;
    decode: Decoder;
}

/** Rows, and how many of the governor's query rows they cost. */
export interface AggregateOutcome {
    records: SObject[];
    rowsUsed: number;
}

/** @throws ApexException (System.QueryException) for what SOQL does not allow in a grouped query */
export function runAggregate(context: QueryContext, query: Query): AggregateOutcome {
    if (!query.groupBy && query.limit) {
        throw queryException('Non-grouped query that uses overall aggregate functions cannot also use LIMIT');
    }
    const builder = new SqlBuilder(context);
    const scope = new Scope(builder, builder.table(query.from.object), query.from.alias);
    const groups = (query.groupBy?.items ?? []).map((item) => groupOf(scope, item));
    const columns = resultColumns(scope, query, new Set(groups));
    const conditions = builder.rowConditions(scope.object, scope.alias, query.allRows);
    if (query.where) {
        checkSemiJoins(query);
        conditions.push(conditionSql(scope, query.where));
    }
    const having = query.having ? ` HAVING ${conditionSql(scope, query.having)}` : '';
    const grouped = new Set(groups);
    const order = orderSql(scope, query.orderBy, ({ sql, field }) => mustBeGrouped(sql, field.name, grouped));
    builder.checkAccess();
    const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
    // GROUPING in HAVING and ORDER BY of several sets would need the sets' own columns.
    const sets = groupingSets(query.groupBy?.kind ?? 'plain', groups.length);
    if (sets.length > 1 && (order.length > 0 || having !== '')) {
        throw new UnsupportedError(`SOQL GROUP BY ${query.groupBy!.kind.toUpperCase()} with ${order.length > 0 ? 'ORDER BY' : 'HAVING'}`);
    }
    const parts = sets.map((set) => {
        const selected = [...columns.map((column) => inSet(column.sql, groups, set)), 'COUNT(*)'].join(', ');
        const by = groups.filter((_, group) => set[group]);
        return `SELECT ${selected} FROM ${scope.fromSql()}${where}${by.length > 0 ? ` GROUP BY ${by.join(', ')}` : ''}`;
    });
    const sql = `${parts.join(' UNION ALL ')}${having}${order.length > 0 ? ` ORDER BY ${order.join(', ')}` : ''}${limitSql(context, query)}`;
    const rows = context.store.arrays(sql, builder.parameters);
    const names = new Map(columns.map((column) => [column.name.toLowerCase(), column.name]));
    const queried = new Set(names.keys());
    const records = rows.map((row) => {
        const record = new SObject('AggregateResult', queried);
        record.names = names;
        columns.forEach((column, index) => record.values.set(column.name.toLowerCase(), column.decode(row[index]!)));
        return record;
    });
    // Sub-totals count their rows again.
    const included = rows.reduce((sum, row) => sum + Number(row.at(-1)), 0) / (query.groupBy && sets.length > 1 ? sets.length : 1);
    return { records, rowsUsed: onlyCounts(query) ? records.length : included };
}

/** "All aggregate functions other than COUNT() or COUNT(fieldname) include each row used by the aggregation" (Apex guide, SOQL aggregate functions). */
function onlyCounts(query: Query): boolean {
    return query.select.every((item) => item.kind !== 'function' || !isAggregate(item.call) || item.call.name === 'COUNT');
}

function groupOf(scope: Scope, item: Comparand): string {
    if (item.kind === 'function') {
        return resolveCall(scope, item.call, false).sql;
    }
    const { field, sql } = scope.resolve(item.field.path);
    if (!field.groupable) {
        throw queryException(`field '${field.name}' can not be grouped in a query call`);
    }
    return sql;
}

function mustBeGrouped(sql: string, name: string, groups: ReadonlySet<string>): void {
    if (!groups.has(sql) && !/^(COUNT|SUM|AVG|MIN|MAX)\(/.test(sql)) {
        throw queryException(`Field must be grouped or aggregated: ${name}`);
    }
}

function resultColumns(scope: Scope, query: Query, groups: ReadonlySet<string>): ResultColumn[] {
    let unnamed = 0;
    const taken = new Set<string>();
    return query.select.map((item): ResultColumn => {
        if (item.kind !== 'field' && item.kind !== 'function') {
            throw queryException('Only fields and functions can be selected in a grouped query');
        }
        const resolved: Resolved = item.kind === 'field' ? scope.resolve(item.field.path, true) : resolveCall(scope, item.call, true);
        if (item.kind === 'field' || !isAggregate(item.call)) {
            mustBeGrouped(resolved.sql, resolved.field.name, groups);
        }
        const name = item.alias ?? (item.kind === 'field' ? resolved.field.name : `expr${unnamed++}`);
        if (taken.has(name.toLowerCase())) {
            throw queryException(`duplicate alias: ${name}`);
        }
        taken.add(name.toLowerCase());
        return { name, sql: resolved.sql, decode: decoderOf(resolved.field) };
    });
}
