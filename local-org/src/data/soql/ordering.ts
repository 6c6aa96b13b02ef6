/** ORDER BY: text without case, picklists in the order of their values, nulls first unless told otherwise. */
import type { OrderItem } from '../../language/soqlAst.ts';
import { queryException } from './errors.ts';
import { resolveCall } from './functions.ts';
import { collation } from './conditions.ts';
import type { Resolved, Scope } from './Scope.ts';

export function orderSql(scope: Scope, items: readonly OrderItem[], check: (resolved: Resolved) => void = () => undefined): string[] {
    return items.map((item) => {
        const resolved: Resolved = item.by.kind === 'field' ? scope.resolve(item.by.field.path) : resolveCall(scope, item.by.call, false);
        if (!resolved.field.sortable && item.by.kind === 'field') {
            throw queryException(`field '${resolved.field.name}' can not be sorted in a query call`);
        }
        check(resolved);
        return `${sortKey(resolved)}${item.descending ? ' DESC' : ' ASC'} NULLS ${item.nulls === 'last' ? 'LAST' : 'FIRST'}`;
    });
}

function sortKey(resolved: Resolved): string {
    const { field, sql } = resolved;
    if (field.type !== 'picklist' || field.picklistValues.length === 0) {
        return sql + collation(resolved);
    }
    const places = field.picklistValues.map(({ value }, place) => `WHEN '${value.replaceAll("'", "''")}' THEN ${place}`);
    return `CASE ${sql} WHEN NULL THEN NULL ${places.join(' ')} ELSE CASE WHEN ${sql} IS NULL THEN NULL ELSE ${places.length} END END`;
}
