/** SOQL over rows that are no records of the database: what the Tooling API tells of test runs. */
import type { Comparand, Condition, Operand, Query } from '../../language/soqlAst.ts';
import { UnsupportedError } from '../../runtime/errors.ts';
import { RequestRefused } from '../records.ts';

export type Row = Record<string, unknown>;

/** @throws RequestRefused INVALID_FIELD for fields that the rows do not have */
export function selectRows(query: Query, object: string, fields: ReadonlySet<string>, rows: readonly Row[]): Row[] {
    const isRow = (row: Row): boolean => query.where === null || matches(query.where, row);
    let found = rows.filter(isRow);
    for (const { by, descending } of [...query.orderBy].reverse()) {
        const path = pathOf(by);
        found = [...found].sort((a, b) => order(valueAt(a, path), valueAt(b, path)) * (descending ? -1 : 1));
    }
    const from = query.offset ? Number(literal(query.offset)) : 0;
    found = found.slice(from, query.limit ? from + Number(literal(query.limit)) : undefined);
    if (query.select[0]?.kind === 'countAll') {
        return found;
    }
    return found.map((row) => project(query, object, fields, row));
}

function project(query: Query, object: string, fields: ReadonlySet<string>, row: Row): Row {
    const result: Row = { attributes: { type: object, url: `/services/data/v67.0/tooling/sobjects/${object}/${String(row.Id)}` } };
    for (const item of query.select) {
        if (item.kind !== 'field') {
            throw new UnsupportedError(`functions and sub-queries in a Tooling query on ${object}`);
        }
        const [first, ...rest] = item.field.path;
        const name = [...fields].find((each) => each.toLowerCase() === first.toLowerCase());
        if (name === undefined) {
            throw new RequestRefused('INVALID_FIELD', `No such column '${first}' on entity '${object}'.`);
        }
        if (rest.length === 0) {
            result[name] = row[name] ?? null;
            continue;
        }
        const parent = row[name] as Row | null | undefined;
        const shown = (result[name] ??= parent ? { attributes: { type: name } } : null) as Row | null;
        if (shown && parent) {
            const key = keyOf(parent, rest[0]);
            shown[key ?? rest[0]] = key === undefined ? null : parent[key];
        }
    }
    return result;
}

function matches(condition: Condition, row: Row): boolean {
    switch (condition.kind) {
        case 'and':
            return condition.conditions.every((each) => matches(each, row));
        case 'or':
            return condition.conditions.some((each) => matches(each, row));
        case 'not':
            return !matches(condition.condition, row);
        case 'compare':
            return compares(valueAt(row, pathOf(condition.left)), condition.operator, literal(condition.right));
        case 'in': {
            const value = valueAt(row, pathOf(condition.left));
            const among = condition.values.some((each) => same(value, literal(each)));
            return condition.operator === 'IN' ? among : !among;
        }
        case 'semiJoin':
            throw new UnsupportedError('semi-joins in a Tooling query');
    }
}

type Operator = Extract<Condition, { kind: 'compare' }>['operator'];

function compares(value: unknown, operator: Operator, wanted: unknown): boolean {
    switch (operator) {
        case '=':
            return same(value, wanted);
        case '!=':
            return !same(value, wanted);
        case 'LIKE': {
            const pattern = String(wanted)
                .replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
                .replaceAll('%', '.*')
                .replaceAll('_', '.');
            return new RegExp(`^${pattern}$`, 'is').test(String(value ?? ''));
        }
        default: {
            if (value === null || wanted === null) {
                return false;
            }
            const difference = order(value, wanted);
            return operator === '<'
                ? difference < 0
                : operator === '<='
                  ? difference <= 0
                  : operator === '>'
                    ? difference > 0
                    : difference >= 0;
        }
    }
}

const ID = /^[a-z\d]{15}(?:[a-z\d]{3})?$/i;

/** As SOQL compares: text without case, Ids in either length. */
function same(one: unknown, other: unknown): boolean {
    if (typeof one === 'string' && typeof other === 'string') {
        return ID.test(one) && ID.test(other) ? one.slice(0, 15) === other.slice(0, 15) : one.toLowerCase() === other.toLowerCase();
    }
    return (one ?? null) === (other ?? null);
}

function order(one: unknown, other: unknown): number {
    if (typeof one === 'number' && typeof other === 'number') {
        return one - other;
    }
    const [a, b] = [String(one ?? ''), String(other ?? '')];
    return a < b ? -1 : a > b ? 1 : 0;
}

function pathOf(comparand: Comparand): string[] {
    if (comparand.kind === 'function') {
        throw new UnsupportedError(`${comparand.call.name} in a Tooling query`);
    }
    return comparand.field.path;
}

function keyOf(row: Row, name: string): string | undefined {
    return Object.keys(row).find((key) => key.toLowerCase() === name.toLowerCase());
}

function valueAt(row: Row, path: readonly string[]): unknown {
    let value: unknown = row;
    for (const name of path) {
        if (value === null || typeof value !== 'object') {
            return null;
        }
        const key = keyOf(value as Row, name);
        value = key === undefined ? null : (value as Row)[key];
    }
    return value ?? null;
}

function literal(operand: Operand): unknown {
    switch (operand.kind) {
        case 'string':
        case 'boolean':
            return operand.value;
        case 'number':
            return Number(operand.text);
        case 'null':
            return null;
        case 'date':
        case 'datetime':
        case 'time':
            return operand.text;
        default:
            throw new UnsupportedError(`${operand.kind} values in a Tooling query`);
    }
}
