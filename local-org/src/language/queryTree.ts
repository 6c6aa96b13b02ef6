/** Queries in Apex source: what was read from the text meets the bind expressions from the parse tree. */
import type { Expression, Position } from './ast.ts';
import type { FoundQuery } from './treeContext.ts';
import { BrokenTree } from './treeContext.ts';

export function staticQuery(found: FoundQuery | null, at: Position, binds: Expression[]): Expression {
    if (found === null || found.query.binds.length !== binds.length) throw new BrokenTree('the query could not be read');
    found.query.binds.forEach((bind, index) => {
        bind.expression = binds[index] as Expression;
    });
    return found.kind === 'soql' ? { kind: 'soql', at, query: found.query } : { kind: 'sosl', at, query: found.query };
}
