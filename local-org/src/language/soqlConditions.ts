/** WHERE and HAVING. */
import type { Comparand, Condition, Operand, Query } from './soqlAst.ts';
import type { SoqlReader } from './soqlOperands.ts';
import { bind, comparand, operand } from './soqlOperands.ts';

/**
 * AND and OR do not mix without parentheses, and NOT may only open a group: `NOT a = 1 AND b = 2` and
 * `a = 1 AND NOT b = 2` are refused, as the platform refuses them.
 */
export function condition(reader: SoqlReader, subQuery: (reader: SoqlReader) => Query): Condition {
    const { scanner } = reader;
    const first = scanner.peek();
    const at = scanner.at(first);
    if (scanner.takeWord('NOT')) return { kind: 'not', at, condition: single(reader, subQuery) };
    const left = single(reader, subQuery);
    const operator = scanner.isWord('AND', 'OR') ? scanner.peek().upper : null;
    if (operator === null) return left;
    const conditions = [left];
    while (scanner.takeWord(operator)) conditions.push(single(reader, subQuery));
    return { kind: operator === 'AND' ? 'and' : 'or', at, conditions };
}

function single(reader: SoqlReader, subQuery: (reader: SoqlReader) => Query): Condition {
    const { scanner } = reader;
    if (scanner.takeSymbol('(')) {
        const inner = condition(reader, subQuery);
        scanner.expectSymbol(')');
        return inner;
    }
    return comparison(reader, subQuery);
}

function comparison(reader: SoqlReader, subQuery: (reader: SoqlReader) => Query): Condition {
    const { scanner } = reader;
    const first = scanner.peek();
    const at = scanner.at(first);
    if (scanner.isWord('NOT')) scanner.unexpected();
    const left = comparand(reader);
    const operator = scanner.peek();
    if (operator.kind === 'symbol') {
        const symbol = operator.text === '<>' ? '!=' : operator.text;
        if (!['=', '!=', '<', '<=', '>', '>='].includes(symbol)) scanner.unexpected(first);
        scanner.next();
        return { kind: 'compare', at, left, operator: symbol as '=', right: operand(reader, first) };
    }
    if (scanner.takeWord('LIKE')) {
        // Refused at run time since Winter '25; Apex source still compiles.
        if (scanner.isWord('NULL') && !scanner.source.bindAt) scanner.unexpected();
        return { kind: 'compare', at, left, operator: 'LIKE', right: operand(reader, first) };
    }
    if (scanner.takeWord('IN')) return membership(reader, at, left, 'IN', subQuery, first);
    if (scanner.isWord('NOT') && scanner.peekSecond().upper === 'IN') {
        scanner.next();
        scanner.next();
        return membership(reader, at, left, 'NOT IN', subQuery, first);
    }
    if (scanner.takeWord('INCLUDES')) return membership(reader, at, left, 'INCLUDES', null, first);
    if (scanner.takeWord('EXCLUDES')) return membership(reader, at, left, 'EXCLUDES', null, first);
    return scanner.unexpected(first);
}

function membership(
    reader: SoqlReader,
    at: Condition['at'],
    left: Comparand,
    operator: 'IN' | 'NOT IN' | 'INCLUDES' | 'EXCLUDES',
    subQuery: ((reader: SoqlReader) => Query) | null,
    first: ReturnType<SoqlReader['scanner']['peek']>
): Condition {
    const { scanner } = reader;
    if (subQuery && scanner.isSymbol(':')) return { kind: 'in', at, left, operator, values: [bind(reader)], collection: true };
    if (!scanner.isSymbol('(')) scanner.unexpected(first);
    scanner.next();
    if (subQuery && scanner.isWord('SELECT')) {
        const query = subQuery(reader);
        scanner.expectSymbol(')');
        return { kind: 'semiJoin', at, left, negated: operator === 'NOT IN', query };
    }
    const values: Operand[] = [];
    do values.push(operand(reader, first));
    while (scanner.takeSymbol(','));
    scanner.expectSymbol(')');
    return { kind: 'in', at, left, operator, values, collection: false };
}
