/**
 * The tree of a SOQL (or SOSL) query. Static queries in Apex and dynamic query text share it:
 * the only difference is what a bind holds (an Apex expression, or a dotted name).
 */
import type { Expression, Position } from './ast.ts';

/** `Owner.Manager.Name` with where it stands. */
export interface FieldPath {
    at: Position;
    path: string[];
}

export interface Query {
    at: Position;
    select: SelectItem[];
    from: { at: Position; object: string; alias: string | null };
    /** `USING SCOPE mine`, lower-case. */
    scope: string | null;
    where: Condition | null;
    /** WITH USER_MODE | SYSTEM_MODE | SECURITY_ENFORCED. */
    with: { at: Position; mode: 'USER_MODE' | 'SYSTEM_MODE' | 'SECURITY_ENFORCED' } | null;
    groupBy: GroupBy | null;
    having: Condition | null;
    orderBy: OrderItem[];
    limit: Operand | null;
    offset: Operand | null;
    forClauses: ('view' | 'reference' | 'update')[];
    allRows: boolean;
    /** Every bind of this query and its sub-queries, in source order; `Operand.bind` is an index into it. Only on the outermost query. */
    binds: Bind[];
}

export interface Bind {
    at: Position;
    /** Static Apex: any expression. Dynamic text: a `name`/`member` chain. */
    expression: Expression;
}

export type SelectItem =
    | { kind: 'field'; field: FieldPath; alias: string | null }
    | { kind: 'function'; call: FunctionCall; alias: string | null }
    /** `COUNT()` alone: the query returns an Integer. */
    | { kind: 'countAll'; at: Position }
    | { kind: 'subquery'; at: Position; query: Query }
    | { kind: 'typeof'; at: Position; relationship: string[]; whens: { type: string; fields: FieldPath[] }[]; otherwise: FieldPath[] }
    | { kind: 'fields'; at: Position; which: 'ALL' | 'STANDARD' | 'CUSTOM' };

/** COUNT(f), COUNT_DISTINCT, SUM, AVG, MIN, MAX, GROUPING, FORMAT, toLabel, convertTimezone, CALENDAR_YEAR, DISTANCE … Name upper-case. */
export interface FunctionCall {
    at: Position;
    name: string;
    args: (FieldPath | FunctionCall | { at: Position; literal: Operand })[];
}

/** What a condition compares: a field or a function of one. */
export type Comparand = { kind: 'field'; field: FieldPath } | { kind: 'function'; call: FunctionCall };

export type Condition =
    | { kind: 'and' | 'or'; at: Position; conditions: Condition[] }
    | { kind: 'not'; at: Position; condition: Condition }
    | { kind: 'compare'; at: Position; left: Comparand; operator: '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE'; right: Operand }
    /** `IN (…)`, `IN :bind` (then `values` is one bind operand with `collection` true), INCLUDES, EXCLUDES. */
    | {
          kind: 'in';
          at: Position;
          left: Comparand;
          operator: 'IN' | 'NOT IN' | 'INCLUDES' | 'EXCLUDES';
          values: Operand[];
          collection: boolean;
      }
    | { kind: 'semiJoin'; at: Position; left: Comparand; negated: boolean; query: Query };

export type Operand =
    | { kind: 'bind'; at: Position; index: number }
    | { kind: 'null'; at: Position }
    | { kind: 'boolean'; at: Position; value: boolean }
    | { kind: 'string'; at: Position; value: string }
    /** Digits as written, sign included; a currency literal keeps its ISO code in `currency`. */
    | { kind: 'number'; at: Position; text: string; currency?: string }
    /** YYYY-MM-DD */
    | { kind: 'date'; at: Position; text: string }
    /** ISO date-time with offset, as written. */
    | { kind: 'datetime'; at: Position; text: string }
    /** HH:mm:ss.SSSZ */
    | { kind: 'time'; at: Position; text: string }
    /** TODAY, LAST_N_DAYS:7 → name LAST_N_DAYS, n 7. Upper-case. */
    | { kind: 'dateLiteral'; at: Position; name: string; n: number | null };

export interface GroupBy {
    at: Position;
    kind: 'plain' | 'rollup' | 'cube';
    items: Comparand[];
}

export interface OrderItem {
    at: Position;
    by: Comparand;
    descending: boolean;
    /** null: SOQL's default, nulls first for ASC and last for DESC… the platform sorts nulls FIRST unless told (both directions). */
    nulls: 'first' | 'last' | null;
}

export interface SoslQuery {
    at: Position;
    find: Operand;
    searchGroup: 'ALL FIELDS' | 'NAME FIELDS' | 'EMAIL FIELDS' | 'PHONE FIELDS' | 'SIDEBAR FIELDS' | null;
    returning: {
        at: Position;
        object: string;
        fields: FieldPath[];
        where: Condition | null;
        orderBy: OrderItem[];
        limit: Operand | null;
        offset: Operand | null;
    }[];
    with: { at: Position; mode: 'USER_MODE' | 'SYSTEM_MODE' | 'SECURITY_ENFORCED' } | null;
    limit: Operand | null;
    binds: Bind[];
}
