/** FIND … IN … RETURNING … */
import type { SoqlReader } from './soqlOperands.ts';
import { bind } from './soqlOperands.ts';
import type { Operand, Query, SoslQuery } from './soqlAst.ts';
import { count, fieldList, orderByClause, query, withClause } from './soqlClauses.ts';
import { condition } from './soqlConditions.ts';
import { SoqlUnsupportedError, stringValue } from './soqlScanner.ts';

const UNSUPPORTED_WITH = ['DIVISION', 'DATA', 'SNIPPET', 'NETWORK', 'PRICEBOOKID', 'METADATA', 'HIGHLIGHT', 'SPELL_CORRECTION'];

export function soslQuery(reader: SoqlReader): SoslQuery {
    const { scanner } = reader;
    const at = scanner.at(scanner.expectWord('FIND'));
    const find = searchText(reader);
    const searchGroup = scanner.takeWord('IN') ? group(reader) : null;
    const returning: SoslQuery['returning'] = [];
    if (scanner.takeWord('RETURNING')) {
        do returning.push(returned(reader));
        while (scanner.takeSymbol(','));
    }
    let mode: Query['with'] = null;
    while (scanner.isWord('WITH')) {
        const clause = scanner.peekSecond();
        if (UNSUPPORTED_WITH.includes(clause.upper)) throw new SoqlUnsupportedError(`WITH ${clause.upper}`, scanner.at(clause));
        mode = withClause(reader);
    }
    const limit = scanner.takeWord('LIMIT') ? count(reader) : null;
    if (scanner.isWord('UPDATE')) throw new SoqlUnsupportedError('UPDATE TRACKING and UPDATE VIEWSTAT', scanner.at(scanner.peek()));
    return { at, find, searchGroup, returning, with: mode, limit, binds: [] };
}

/** `'…'` in Apex source, `{…}` in dynamic text and in the API, where quotes do as well. */
function searchText(reader: SoqlReader): Operand {
    const { scanner } = reader;
    const token = scanner.peek();
    const at = scanner.at(token);
    if (scanner.isSymbol(':')) return bind(reader);
    if (token.kind === 'string') return scanner.next() && { kind: 'string', at, value: stringValue(token) };
    if (token.kind === 'braces' && !scanner.source.bindAt) return scanner.next() && { kind: 'string', at, value: token.text.slice(1, -1) };
    return scanner.unexpected();
}

function group({ scanner }: SoqlReader): SoslQuery['searchGroup'] {
    const which = scanner.takeWord('ALL', 'NAME', 'EMAIL', 'PHONE', 'SIDEBAR') ?? scanner.unexpected();
    scanner.expectWord('FIELDS');
    return `${which.upper} FIELDS` as SoslQuery['searchGroup'];
}

function returned(reader: SoqlReader): SoslQuery['returning'][number] {
    const { scanner } = reader;
    const object = scanner.expectAnyWord();
    const result: SoslQuery['returning'][number] = {
        at: scanner.at(object),
        object: object.text,
        fields: [],
        where: null,
        orderBy: [],
        limit: null,
        offset: null
    };
    if (!scanner.takeSymbol('(')) return result;
    result.fields = fieldList(reader);
    if (scanner.isSymbol('(')) throw new SoqlUnsupportedError('A function in RETURNING', scanner.at(scanner.peek()));
    if (scanner.takeWord('WHERE')) result.where = condition(reader, query);
    if (scanner.isWord('USING')) throw new SoqlUnsupportedError('USING ListView', scanner.at(scanner.peek()));
    if (scanner.takeWord('ORDER')) result.orderBy = orderByClause(reader);
    if (scanner.takeWord('LIMIT')) result.limit = count(reader);
    if (scanner.takeWord('OFFSET')) result.offset = count(reader);
    scanner.expectSymbol(')');
    return result;
}
