/** Query text that is only known at run time (Database.query, REST). Hand-written: a warm start must not load ANTLR for it. */
import type { Query, SoslQuery } from './soqlAst.ts';
import { query } from './soqlClauses.ts';
import type { SoqlReader } from './soqlOperands.ts';
import type { SoqlSource } from './soqlScanner.ts';
import { SoqlScanner, positionsIn } from './soqlScanner.ts';
import { soslQuery } from './soslClauses.ts';

export { SoqlSyntaxError, SoqlUnsupportedError } from './soqlScanner.ts';

/**
 * Reads a SOQL query. Binds (`:name`, `:a.b`) become name and member expressions; what they mean is the caller's matter.
 *
 * @throws SoqlSyntaxError with the platform's message (`unexpected token: 'FORM'`) and position
 * @throws SoqlUnsupportedError for clauses that are legal but not built
 */
export function parseSoql(text: string): Query {
    return readQuery(dynamicSource(text));
}

/** Reads a SOSL query (`FIND {text} …` or `FIND 'text' …`). Throws as {@link parseSoql} does. */
export function parseSosl(text: string): SoslQuery {
    return readSosl(dynamicSource(text));
}

/** Reads the SOQL query that fills a source to its end. */
export function readQuery(source: SoqlSource): Query {
    return readAll(source, query);
}

/** Reads the SOSL query that fills a source to its end. */
export function readSosl(source: SoqlSource): SoslQuery {
    return readAll(source, soslQuery);
}

function readAll<T extends Query | SoslQuery>(source: SoqlSource, read: (reader: SoqlReader) => T): T {
    const reader: SoqlReader = { scanner: new SoqlScanner(source), binds: [] };
    const result = read(reader);
    if (reader.scanner.peek().kind !== 'end') reader.scanner.missing(']');
    result.binds = reader.binds;
    return result;
}

function dynamicSource(text: string): SoqlSource {
    return { text, start: 0, end: text.length, endText: '<EOF>', positionAt: positionsIn(text) };
}
