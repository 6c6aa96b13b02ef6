/**
 * Static SOQL: the query against the schema, and the type of its result.
 */
import type { Soql } from '../../language/ast.ts';
import type { FunctionCall, Operand, OrderItem, Query, SelectItem } from '../../language/soqlAst.ts';
import { semiJoinProblem } from '../../language/semiJoinRules.ts';
import type { SObjectSchema } from '../../schema/model.ts';
import { AGGREGATE_RESULT, ERROR, INTEGER, isPrimitive, typeName } from '../typeName.ts';
import type { ApexType } from '../types.ts';
import type { Context } from './context.ts';
import { report } from './context.ts';
import { checkExpression } from './expressions.ts';
import { AGGREGATES, checkComparand, checkCondition, checkFunction, comparandText } from './soqlConditions.ts';
import type { BindTypes } from './soqlConditions.ts';
import { childObject, fieldAt, relationshipField, unknownRelationship } from './soqlFields.ts';
import type { QueryScope } from './soqlFields.ts';

/** From here on `WITH SECURITY_ENFORCED` does not compile (platform.md 0.4). */
const WITHOUT_SECURITY_ENFORCED = 67;

export function checkSoql(context: Context, e: Soql): ApexType {
    const { universe } = context;
    const { query } = e;
    const binds = query.binds.map((bind) => checkExpression(context, bind.expression));
    const object = universe.schema.object(query.from.object.replace(/^Schema\./i, ''));
    if (!object) {
        report(context, e.at, `Invalid type: Schema.${query.from.object}`);
        return { kind: 'soqlResult', element: ERROR };
    }
    checkQuery(context, query, object, binds);
    if (query.with?.mode === 'SECURITY_ENFORCED' && context.symbol.apiVersion >= WITHOUT_SECURITY_ENFORCED) {
        report(context, query.with.at, 'WITH SECURITY_ENFORCED is not supported from API version 67.0 on, use WITH USER_MODE');
    }
    if (query.select.some((item) => item.kind === 'countAll')) {
        return INTEGER;
    }
    return { kind: 'soqlResult', element: isAggregate(query) ? AGGREGATE_RESULT : { kind: 'sobject', name: object.name, schema: object } };
}

/** Are its rows AggregateResults? */
export function isAggregate(query: Query): boolean {
    return query.groupBy !== null || query.select.some((item) => item.kind === 'function' && AGGREGATES.has(item.call.name));
}

/** Checks a query, or a sub-query, whose FROM means `object`. */
export function checkQuery(context: Context, query: Query, object: SObjectSchema, binds: BindTypes): void {
    const scope: QueryScope = { object, alias: query.from.alias?.toLowerCase() ?? null };
    for (const item of query.select) {
        checkSelectItem(context, scope, item, binds);
    }
    if (query.where) {
        checkCondition(context, scope, query.where, binds);
        const problem = semiJoinProblem(query);
        if (problem) {
            report(context, query.where.at, problem);
        }
    }
    for (const item of query.groupBy?.items ?? []) {
        const field = checkComparand(context, scope, item);
        if (item.kind === 'field' && field && !field.groupable) {
            report(context, item.field.at, `field '${field.name}' can not be grouped in a query call`);
        }
    }
    if (query.having) {
        checkCondition(context, scope, query.having, binds);
    }
    for (const item of query.orderBy) {
        checkOrder(context, scope, query, item);
    }
    checkCount(context, query.limit, binds);
    checkCount(context, query.offset, binds);
    if (isAggregate(query)) {
        checkGrouping(context, query);
    }
    checkDuplicates(context, query);
}

function checkSelectItem(context: Context, scope: QueryScope, item: SelectItem, binds: BindTypes): void {
    switch (item.kind) {
        case 'field':
            fieldAt(context, scope, item.field);
            return;
        case 'function':
            checkFunction(context, scope, item.call);
            return;
        case 'subquery': {
            const object = childObject(context, scope, item.query.from);
            if (object) {
                checkQuery(context, item.query, object, binds);
            }
            return;
        }
        case 'typeof':
            checkTypeof(context, scope, item);
            return;
    }
}

function checkTypeof(context: Context, scope: QueryScope, item: SelectItem & { kind: 'typeof' }): void {
    const field = relationshipField(scope, item.relationship);
    if (!field) {
        unknownRelationship(context, item.at, item.relationship.join('.'));
        return;
    }
    for (const { type, fields } of item.whens) {
        const object = context.universe.schema.object(type);
        if (!object) {
            report(context, item.at, `Invalid type: Schema.${type}`);
            continue;
        }
        fields.forEach((each) => fieldAt(context, { object, alias: null }, each));
    }
}

function checkOrder(context: Context, scope: QueryScope, query: Query, item: OrderItem): void {
    if (item.by.kind === 'field' && item.by.field.path.length === 1 && isAlias(query, item.by.field.path[0]!)) {
        return;
    }
    const field = checkComparand(context, scope, item.by);
    if (item.by.kind === 'field' && field && !field.sortable) {
        report(context, item.at, `field '${field.name}' can not be sorted in a query call`);
    }
}

function isAlias(query: Query, name: string): boolean {
    return query.select.some(
        (item) => (item.kind === 'field' || item.kind === 'function') && item.alias?.toLowerCase() === name.toLowerCase()
    );
}

/** LIMIT and OFFSET take numbers. */
function checkCount(context: Context, operand: Operand | null, binds: BindTypes): void {
    if (operand?.kind === 'bind') {
        const bind = binds[operand.index];
        if (bind && bind.kind !== 'error' && !isPrimitive(bind, 'Integer', 'Long')) {
            report(context, operand.at, `Invalid bind expression type of ${typeName(bind)} for column of type Integer`);
        }
    }
}

/** Every plain field of an aggregate query stands in GROUP BY. */
function checkGrouping(context: Context, query: Query): void {
    const grouped = new Set((query.groupBy?.items ?? []).map(comparandText));
    for (const item of query.select) {
        if (item.kind === 'field') {
            const text = item.field.path.join('.');
            if (!grouped.has(text.toLowerCase()) && !isGroupedWithAlias(query, text, grouped)) {
                report(context, item.field.at, `Field must be grouped or aggregated: ${text}`);
            }
        } else if (item.kind === 'function' && !AGGREGATES.has(item.call.name) && !isGroupingFunction(item.call, grouped)) {
            const [field] = item.call.args;
            const text = field && 'path' in field ? field.path.join('.') : item.call.name;
            report(context, item.call.at, `Field must be grouped or aggregated: ${text}`);
        } else if (item.kind === 'subquery') {
            report(context, item.at, 'Grouped query cannot use child relationships in the SELECT list');
        }
    }
}

function isGroupedWithAlias(query: Query, text: string, grouped: ReadonlySet<string>): boolean {
    const { alias, object } = query.from;
    return [alias, object].some(
        (prefix) =>
            prefix !== null &&
            (grouped.has(`${prefix}.${text}`.toLowerCase()) ||
                (text.toLowerCase().startsWith(`${prefix.toLowerCase()}.`) && grouped.has(text.slice(prefix.length + 1).toLowerCase())))
    );
}

function isGroupingFunction(call: FunctionCall, grouped: ReadonlySet<string>): boolean {
    if (call.name === 'GROUPING') {
        return true;
    }
    const text = comparandText({ kind: 'function', call });
    // FORMAT(SUM(x)), toLabel(groupedField): what they wrap decides.
    const wraps = call.args.some(
        (arg) =>
            ('name' in arg && (AGGREGATES.has(arg.name) || isGroupingFunction(arg, grouped))) ||
            ('path' in arg && grouped.has(arg.path.join('.').toLowerCase()))
    );
    return grouped.has(text) || wraps;
}

function checkDuplicates(context: Context, query: Query): void {
    const fields = new Set<string>();
    const aliases = new Set<string>();
    for (const item of query.select) {
        if (item.kind === 'field' && !item.alias) {
            const text = item.field.path.join('.').toLowerCase();
            if (fields.has(text)) {
                report(context, item.field.at, `duplicate field selected: ${item.field.path.join('.')}`);
            }
            fields.add(text);
        }
        if ((item.kind === 'field' || item.kind === 'function') && item.alias) {
            const alias = item.alias.toLowerCase();
            if (aliases.has(alias)) {
                report(context, item.kind === 'field' ? item.field.at : item.call.at, `duplicate alias: ${item.alias}`);
            }
            aliases.add(alias);
        }
    }
}
