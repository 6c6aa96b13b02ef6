/** LIMIT and OFFSET. */
import type { Query } from '../../language/soqlAst.ts';
import type { QueryContext } from './context.ts';
import { queryException } from './errors.ts';
import { countOf } from './operands.ts';

const MAXIMUM_OFFSET = 2000;

export interface Window {
    limit: number | null;
    offset: number;
}

/** @throws ApexException (System.QueryException) */
export function windowOf(context: QueryContext, query: Query): Window {
    const limit = countOf(context, query.limit, 'LIMIT');
    const offset = countOf(context, query.offset, 'OFFSET') ?? 0;
    if (offset > MAXIMUM_OFFSET) {
        throw queryException(`Maximum SOQL offset allowed is ${MAXIMUM_OFFSET}`);
    }
    return { limit, offset };
}

export function limitSql(context: QueryContext, query: Query): string {
    const { limit, offset } = windowOf(context, query);
    return limit === null && offset === 0 ? '' : ` LIMIT ${limit ?? -1}${offset > 0 ? ` OFFSET ${offset}` : ''}`;
}
