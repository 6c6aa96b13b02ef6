/** `Id IN (SELECT AccountId FROM Contact …)` and its negation. */
import type { Query } from '../../language/soqlAst.ts';
import { semiJoinProblem } from '../../language/semiJoinRules.ts';
import { conditionSql } from './conditions.ts';
import { queryException } from './errors.ts';
import { isId } from './operands.ts';
import { Scope } from './Scope.ts';
import type { Resolved } from './Scope.ts';

/** @throws ApexException (System.QueryException) when semi-joins stand where SOQL has none */
export function checkSemiJoins(query: Query): void {
    const problem = semiJoinProblem(query);
    if (problem) {
        throw queryException(problem);
    }
}

export function semiJoin(scope: Scope, left: Resolved, { negated, query }: { negated: boolean; query: Query }): string {
    const { builder } = scope;
    const [item, ...more] = query.select;
    if (item?.kind !== 'field' || more.length > 0) {
        throw queryException('The inner select of a semi-join must have exactly one field');
    }
    if (query.orderBy.length > 0 || query.limit || query.offset || query.groupBy) {
        throw queryException('The inner select of a semi-join can only have a WHERE clause');
    }
    const inner = new Scope(builder, builder.table(query.from.object), query.from.alias);
    const selected = inner.resolve(item.field.path);
    if (!isId(left.field)) {
        throw queryException(`The left operand of a semi-join must be an Id or reference field: ${left.field.name}`);
    }
    if (!isId(selected.field)) {
        throw queryException(`The inner select of a semi-join must select an Id or reference field: ${selected.field.name}`);
    }
    const conditions = builder.rowConditions(inner.object, inner.alias, query.allRows);
    if (query.where) {
        conditions.push(conditionSql(inner, query.where));
    }
    conditions.push(`${selected.sql} IS NOT NULL`);
    const sub = `SELECT ${selected.sql} FROM ${inner.fromSql()} WHERE ${conditions.join(' AND ')}`;
    return negated ? `NOT COALESCE(${left.sql} IN (${sub}), 0)` : `${left.sql} IN (${sub})`;
}
