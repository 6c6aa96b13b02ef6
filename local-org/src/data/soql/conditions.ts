/**
 * WHERE and HAVING as SQL. SOQL has no third value: what SQL calls unknown counts
 * as false, so every negation coalesces.
 */
import type { Comparand, Condition } from '../../language/soqlAst.ts';
import type { StoredValue } from '../ports.ts';
import { queryException } from './errors.ts';
import { isAggregate, resolveCall } from './functions.ts';
import { isId, isText, itemsOf, valueOf, valuesOf } from './operands.ts';
import type { Value } from './operands.ts';
import type { Resolved, Scope } from './Scope.ts';
import { semiJoin } from './semiJoin.ts';

export function conditionSql(scope: Scope, condition: Condition): string {
    switch (condition.kind) {
        case 'and':
        case 'or':
            return `(${condition.conditions.map((part) => conditionSql(scope, part)).join(condition.kind === 'and' ? ' AND ' : ' OR ')})`;
        case 'not':
            return `NOT COALESCE(${conditionSql(scope, condition.condition)}, 0)`;
        case 'compare':
            return comparison(scope, condition);
        case 'in':
            return membership(scope, condition);
        case 'semiJoin':
            return semiJoin(scope, comparandOf(scope, condition.left), condition);
    }
}

export function comparandOf(scope: Scope, comparand: Comparand): Resolved {
    const resolved =
        comparand.kind === 'field' ? scope.resolve(comparand.field.path) : (resolveCall(scope, comparand.call, false) satisfies Resolved);
    if (!resolved.field.filterable && !(comparand.kind === 'function' && isAggregate(comparand.call))) {
        throw queryException(`field '${resolved.field.name}' can not be filtered in a query call`);
    }
    // A parent that is not there has no Boolean: it counts as false.
    return resolved.field.type === 'boolean' && resolved.viaParent ? { ...resolved, sql: `COALESCE(${resolved.sql}, 0)` } : resolved;
}

type Comparison = Extract<Condition, { kind: 'compare' }>;

function comparison(scope: Scope, { left, operator, right }: Comparison): string {
    const resolved = comparandOf(scope, left);
    const { field } = resolved;
    if (operator === 'LIKE') {
        return like(scope, resolved, right);
    }
    if (field.type === 'multipicklist' && operator !== '=' && operator !== '!=') {
        throw queryException(`invalid operator on multipicklist field`);
    }
    if (right.kind === 'bind' && itemsOf(scope.builder.context.binds[right.index]) !== null) {
        // A collection after `=` means IN, after `!=` NOT IN.
        if (operator === '=' || operator === '!=') {
            const any = anyOf(scope, resolved, valuesOf(scope.builder.context, [right], field));
            return operator === '=' ? any : `NOT COALESCE(${any}, 0)`;
        }
        throw queryException(`Invalid bind expression type of List for column of type ${field.apexType}`);
    }
    const value = valueOf(scope.builder.context, right, field);
    if (value.kind === 'range') {
        return inRange(scope, resolved.sql, operator, value);
    }
    if (field.type === 'boolean') {
        if (operator !== '=' && operator !== '!=') {
            throw queryException(`invalid operator on boolean field`);
        }
        return `${resolved.sql} ${operator === '=' ? '=' : '<>'} ${scope.builder.parameter(value.value ?? 0)}`;
    }
    return compareSql(scope, resolved, operator, value.value);
}

function compareSql(scope: Scope, resolved: Resolved, operator: '=' | '!=' | '<' | '<=' | '>' | '>=', value: StoredValue): string {
    if (value === null) {
        switch (operator) {
            case '=':
                return `${resolved.sql} IS NULL`;
            case '!=':
                return `${resolved.sql} IS NOT NULL`;
            default:
                return '0';
        }
    }
    const left = needsFolding(resolved, [value]) ? folded(resolved) : resolved;
    const right = scope.builder.parameter(left === resolved ? value : String(value).toLowerCase()) + collation(left);
    // IS NOT keeps the rows without a value, as != does in SOQL.
    return `${left.sql} ${operator === '!=' ? 'IS NOT' : operator} ${right}`;
}

/** NOCASE of SQLite is for ASCII: other letters are folded by hand, and only where a value has some, as no index helps then. */
export function needsFolding({ field }: Resolved, values: readonly StoredValue[]): boolean {
    return isText(field) && !field.caseSensitive && values.some((value) => typeof value === 'string' && hasOtherLetters(value));
}

function hasOtherLetters(value: string): boolean {
    return /[^\u0000-\u007f]/.test(value) && value.toLowerCase() !== value.toUpperCase();
}

function folded(resolved: Resolved): Resolved {
    return { ...resolved, sql: `fold(${resolved.sql})`, field: { ...resolved.field, caseSensitive: true } };
}

/** Text that comes out of an expression has lost its column's collation. */
export function collation({ field, sql }: Resolved): string {
    return isText(field) && !field.caseSensitive && !/^t\d+\."[^"]+"$/.test(sql) ? ' COLLATE NOCASE' : '';
}

function inRange(scope: Scope, sql: string, operator: string, range: Extract<Value, { kind: 'range' }>): string {
    const start = (): string => scope.builder.parameter(range.start);
    const end = (): string => scope.builder.parameter(range.end);
    switch (operator) {
        case '=':
            return `(${sql} >= ${start()} AND ${sql} < ${end()})`;
        case '!=':
            return `NOT COALESCE(${sql} >= ${start()} AND ${sql} < ${end()}, 0)`;
        case '<':
            return `${sql} < ${start()}`;
        case '<=':
            return `${sql} < ${end()}`;
        case '>':
            return `${sql} >= ${end()}`;
        default:
            return `${sql} >= ${start()}`;
    }
}

function like(scope: Scope, resolved: Resolved, right: Comparison['right']): string {
    const { field, sql } = resolved;
    if (!isText(field)) {
        throw queryException(`invalid operator on ${isId(field) ? 'id' : field.type} field`);
    }
    const { context } = scope.builder;
    const patterns = right.kind === 'bind' ? itemsOf(context.binds[right.index]) : null;
    const values = patterns ? patterns.map((pattern) => pattern as StoredValue) : [patternOf(valueOf(context, right, field))];
    const given = values.filter((value) => value !== null && value !== '');
    if (given.length === 0) {
        return '0';
    }
    const texts = given.map(String);
    if (needsFolding(resolved, texts)) {
        return `(${texts.map((text) => `fold(${sql}) LIKE ${scope.builder.parameter(text.toLowerCase())} ESCAPE '\\'`).join(' OR ')})`;
    }
    return `(${given.map((value) => `${sql} LIKE ${scope.builder.parameter(String(value))} ESCAPE '\\'`).join(' OR ')})`;
}

function patternOf(value: Value): StoredValue {
    if (value.kind === 'range') {
        throw queryException('LIKE needs text');
    }
    return value.value;
}

type Membership = Extract<Condition, { kind: 'in' }>;

function membership(scope: Scope, { left, operator, values }: Membership): string {
    const resolved = comparandOf(scope, left);
    const found = valuesOf(scope.builder.context, values, resolved.field);
    if (operator === 'INCLUDES' || operator === 'EXCLUDES') {
        if (resolved.field.type !== 'multipicklist') {
            throw queryException(`${operator} operator is only valid on multipicklist fields`);
        }
        return includes(scope, resolved.sql, operator, found);
    }
    const any = anyOf(scope, resolved, found);
    return operator === 'IN' ? any : `NOT COALESCE(${any}, 0)`;
}

/** One parameter however many values: the statement stays the same and SQLite's limit on parameters is never met. */
function anyOf(scope: Scope, resolved: Resolved, values: readonly Value[]): string {
    const plain = values.flatMap((value) => (value.kind === 'value' && value.value !== null ? [value.value] : []));
    const ranges = values.flatMap((value) => (value.kind === 'range' ? [value] : []));
    const isBoolean = resolved.field.type === 'boolean';
    const parts = ranges.map((range) => inRange(scope, resolved.sql, '=', range));
    if (plain.length > 0) {
        parts.push(inJson(scope, resolved, plain));
    }
    if (values.some((value) => value.kind === 'value' && value.value === null)) {
        parts.push(isBoolean ? `${resolved.sql} = 0` : `${resolved.sql} IS NULL`);
    }
    return parts.length === 0 ? '0' : `(${parts.join(' OR ')})`;
}

function inJson(scope: Scope, resolved: Resolved, values: readonly StoredValue[]): string {
    if (needsFolding(resolved, values)) {
        return inJson(
            scope,
            folded(resolved),
            values.map((value) => String(value).toLowerCase())
        );
    }
    const list = scope.builder.parameter(JSON.stringify(values));
    return `${resolved.sql} IN (SELECT value${collation(resolved)} FROM json_each(${list}))`;
}

/** `INCLUDES ('a;b', 'c')`: has a and b, or has c. */
function includes(scope: Scope, sql: string, operator: string, values: readonly Value[]): string {
    const alternatives = values.flatMap((value) => {
        if (value.kind !== 'value' || typeof value.value !== 'string') {
            return [];
        }
        const all = value.value.split(';').filter((part) => part !== '');
        return [
            `(${all.map((part) => `instr(';' || lower(${sql}) || ';', ${scope.builder.parameter(`;${part.trim().toLowerCase()};`)}) > 0`).join(' AND ')})`
        ];
    });
    const any = alternatives.length === 0 ? '0' : `(${alternatives.join(' OR ')})`;
    return operator === 'INCLUDES' ? any : `NOT COALESCE(${any}, 0)`;
}
