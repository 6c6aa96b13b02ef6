/** A whole query: SELECT … FROM … and the clauses after it, in the order that the platform demands. */
import type { FieldPath, GroupBy, Operand, OrderItem, Query, SelectItem } from './soqlAst.ts';
import { condition } from './soqlConditions.ts';
import type { SoqlReader } from './soqlOperands.ts';
import { bind, comparand, fieldPath, functionCall, isOpening } from './soqlOperands.ts';
import { SoqlUnsupportedError } from './soqlScanner.ts';
import type { SoqlToken } from './soqlScanner.ts';

/** Words that open the next clause and so are no alias. */
const AFTER_FROM = ['USING', 'WHERE', 'WITH', 'GROUP', 'HAVING', 'ORDER', 'LIMIT', 'OFFSET', 'FOR', 'ALL', 'UPDATE'];

export function query(reader: SoqlReader): Query {
    const { scanner } = reader;
    const select = scanner.expectWord('SELECT');
    const at = scanner.at(select);
    const items = selectList(reader, select);
    scanner.expectWord('FROM');
    const from = fromClause(reader);
    const scope = scanner.takeWord('USING') ? scopeClause(reader) : null;
    const where = scanner.takeWord('WHERE') ? condition(reader, query) : null;
    const withMode = withClause(reader);
    const groupBy = scanner.takeWord('GROUP') ? groupByClause(reader) : null;
    const having = groupBy && scanner.takeWord('HAVING') ? condition(reader, query) : null;
    const orderBy = scanner.takeWord('ORDER') ? orderByClause(reader) : [];
    const limit = scanner.takeWord('LIMIT') ? count(reader) : null;
    const offset = scanner.takeWord('OFFSET') ? count(reader) : null;
    const allRows = allRowsClause(reader);
    const forClauses: Query['forClauses'] = [];
    while (!allRows && scanner.takeWord('FOR')) {
        // Apex source takes only UPDATE as the second.
        if (forClauses.length > 0 && scanner.source.bindAt && !scanner.isWord('UPDATE')) scanner.missing('UPDATE');
        forClauses.push(forClause(reader));
    }
    if (scanner.isWord('UPDATE')) throw new SoqlUnsupportedError('UPDATE TRACKING and UPDATE VIEWSTAT', scanner.at(scanner.peek()));
    return {
        at,
        select: items,
        from,
        scope,
        where,
        with: withMode,
        groupBy,
        having,
        orderBy,
        limit,
        offset,
        forClauses,
        allRows,
        binds: []
    };
}

function selectList(reader: SoqlReader, select: SoqlToken): SelectItem[] {
    const { scanner } = reader;
    if (scanner.isWord('FROM') && scanner.peekSecond().kind === 'word') scanner.unexpected(select);
    const items: SelectItem[] = [];
    do items.push(selectItem(reader, items.length === 0));
    while (items[0]?.kind !== 'countAll' && scanner.takeSymbol(','));
    return items;
}

function selectItem(reader: SoqlReader, isFirst: boolean): SelectItem {
    const { scanner } = reader;
    const first = scanner.peek();
    const at = scanner.at(first);
    if (scanner.takeSymbol('(')) {
        const inner = query(reader);
        scanner.expectSymbol(')');
        return { kind: 'subquery', at, query: inner };
    }
    if (first.kind !== 'word' || first.upper === 'FROM') scanner.unexpected();
    const second = scanner.peekSecond();
    if (first.upper === 'TYPEOF' && second.kind === 'word' && second.upper !== 'FROM') return typeOf(reader);
    if (!isOpening(second)) {
        const field = fieldPath(reader);
        return { kind: 'field', field, alias: alias(reader) };
    }
    if (first.upper === 'FIELDS') return fieldsFunction(reader);
    const call = functionCall(reader);
    if (call.name === 'COUNT' && call.args.length === 0) {
        if (!isFirst) refuseEmptyCount(reader, first);
        return { kind: 'countAll', at };
    }
    return { kind: 'function', call, alias: alias(reader) };
}

/** `COUNT()` stands alone: after other fields its closing parenthesis is what the platform stumbles over. */
function refuseEmptyCount({ scanner }: SoqlReader, count: SoqlToken): never {
    scanner.continueAt(count.end);
    scanner.expectSymbol('(');
    return scanner.unexpected();
}

function alias({ scanner }: SoqlReader): string | null {
    return scanner.peek().kind === 'word' && !scanner.isWord('FROM') ? scanner.next().text : null;
}

function fieldsFunction({ scanner }: SoqlReader): SelectItem {
    const at = scanner.at(scanner.next());
    scanner.expectSymbol('(');
    const which = scanner.takeWord('ALL', 'STANDARD', 'CUSTOM') ?? scanner.unexpected();
    scanner.expectSymbol(')');
    return { kind: 'fields', at, which: which.upper as 'ALL' };
}

function typeOf(reader: SoqlReader): SelectItem {
    const { scanner } = reader;
    const at = scanner.at(scanner.next());
    const relationship = fieldPath(reader).path;
    const whens: { type: string; fields: FieldPath[] }[] = [];
    while (scanner.takeWord('WHEN')) {
        const type = scanner.expectAnyWord().text;
        scanner.expectWord('THEN');
        whens.push({ type, fields: fieldList(reader) });
    }
    if (whens.length === 0) scanner.unexpected();
    const otherwise = scanner.takeWord('ELSE') ? fieldList(reader) : [];
    scanner.expectWord('END');
    return { kind: 'typeof', at, relationship, whens, otherwise };
}

export function fieldList(reader: SoqlReader): FieldPath[] {
    const fields: FieldPath[] = [];
    do fields.push(fieldPath(reader));
    while (reader.scanner.takeSymbol(','));
    return fields;
}

function fromClause(reader: SoqlReader): Query['from'] {
    const { scanner } = reader;
    const { at, path } = fieldPath(reader);
    scanner.takeWord('AS');
    const aliased = scanner.peek().kind === 'word' && !scanner.isWord(...AFTER_FROM) ? scanner.next().text : null;
    if (scanner.isSymbol(',')) throw new SoqlUnsupportedError('A list of objects in FROM', scanner.at(scanner.peek()));
    return { at, object: path.join('.'), alias: aliased };
}

function scopeClause({ scanner }: SoqlReader): string {
    scanner.expectWord('SCOPE');
    return scanner.expectAnyWord().text.toLowerCase();
}

export function withClause({ scanner }: SoqlReader): Query['with'] {
    if (!scanner.takeWord('WITH')) return null;
    const mode = scanner.peek();
    const at = scanner.at(mode);
    if (scanner.isWord('DATA')) throw new SoqlUnsupportedError('WITH DATA CATEGORY', at);
    if (!scanner.isWord('USER_MODE', 'SYSTEM_MODE', 'SECURITY_ENFORCED')) scanner.unexpected();
    scanner.next();
    return { at, mode: mode.upper as 'USER_MODE' };
}

function groupByClause(reader: SoqlReader): GroupBy {
    const { scanner } = reader;
    const by = scanner.expectWord('BY');
    const at = scanner.at(by);
    if (scanner.isWord('ROLLUP', 'CUBE') && isOpening(scanner.peekSecond())) {
        const kind = scanner.next().upper === 'CUBE' ? 'cube' : 'rollup';
        scanner.expectSymbol('(');
        const items = groupItems(reader);
        scanner.expectSymbol(')');
        return { at, kind, items };
    }
    return { at, kind: 'plain', items: groupItems(reader) };
}

function groupItems(reader: SoqlReader): GroupBy['items'] {
    const items: GroupBy['items'] = [];
    do items.push(comparand(reader));
    while (reader.scanner.takeSymbol(','));
    return items;
}

/** After ORDER. */
export function orderByClause(reader: SoqlReader): OrderItem[] {
    const { scanner } = reader;
    scanner.expectWord('BY');
    const items: OrderItem[] = [];
    do {
        const at = scanner.at(scanner.peek());
        const by = comparand(reader);
        const descending = scanner.takeWord('ASC', 'DESC')?.upper === 'DESC';
        let nulls: OrderItem['nulls'] = null;
        if (scanner.takeWord('NULLS')) {
            const which = scanner.takeWord('FIRST', 'LAST') ?? scanner.unexpected();
            nulls = which.upper === 'FIRST' ? 'first' : 'last';
        }
        items.push({ at, by, descending, nulls });
    } while (scanner.takeSymbol(','));
    return items;
}

/** The number of LIMIT and OFFSET. */
export function count(reader: SoqlReader): Operand {
    const { scanner } = reader;
    if (scanner.isSymbol(':')) return bind(reader);
    const token = scanner.peek();
    if (token.kind !== 'number' || !/^\d+$/.test(token.text)) scanner.unexpected();
    scanner.next();
    return { kind: 'number', at: scanner.at(token), text: token.text };
}

function allRowsClause({ scanner }: SoqlReader): boolean {
    if (!scanner.takeWord('ALL')) return false;
    scanner.expectWord('ROWS');
    return true;
}

function forClause({ scanner }: SoqlReader): Query['forClauses'][number] {
    const word = scanner.takeWord('VIEW', 'REFERENCE', 'UPDATE') ?? scanner.unexpected();
    return word.upper.toLowerCase() as 'view';
}
