/** What Salesforce refuses in single tokens and the grammar lets through. */
import type { Antlr } from './antlr.ts';
import { loadAntlr } from './antlr.ts';
import type { TreeContext } from './treeContext.ts';
import { positionOf } from './treeContext.ts';

/** Adds the problems of single tokens. */
export function checkTokens(stream: Antlr.CommonTokenStream, file: TreeContext): void {
    const { ApexLexer } = loadAntlr().apex;
    for (const token of (stream as unknown as { tokens: Antlr.Token[] }).tokens) {
        if (token.type === ApexLexer.StringLiteral && /[\r\n]/.test(file.text.slice(token.start, token.stop + 1))) {
            file.problems.push({
                ...positionOf(token),
                message: 'Illegal string literal: Line breaks are not allowed in string literals'
            });
        }
    }
}
