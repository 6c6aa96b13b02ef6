/** What Salesforce refuses in single tokens and the grammar lets through. */
import type { Antlr } from './antlr.ts';
import { loadAntlr } from './antlr.ts';
import type { TreeContext } from './treeContext.ts';
import { positionOf } from './treeContext.ts';
import { invalidIdentifier } from './problemListener.ts';

/** Keywords of Salesforce's parser that are plain names to ANTLR. After a dot they may stand; elsewhere they may not. */
const RESERVED = new Set('and asc bulk by commit desc from having in like limit not nulls or select using where'.split(' '));

/** Adds the problems of single tokens. The queries are no longer among the tokens. */
export function checkTokens(tokens: Antlr.Token[], file: TreeContext): void {
    const { ApexLexer } = loadAntlr().apex;
    let before = -1;
    for (const token of tokens) {
        const message = token.type === ApexLexer.EOF ? null : problemOf(token, before, file.text);
        if (message !== null) file.problems.push({ ...positionOf(token), message });
        before = token.type;
    }
}

function problemOf(token: Antlr.Token, before: number, source: string): string | null {
    const { ApexLexer } = loadAntlr().apex;
    const { type, text } = token;
    if (type === ApexLexer.StringLiteral) {
        return /[\r\n]/.test(text) ? 'Illegal string literal: Line breaks are not allowed in string literals' : null;
    }
    if (type === ApexLexer.DIV && source[token.stop + 1] === '*') return 'Missing closing mark */ on multi-line comment.';
    if (!/^[\w$\u0080-\uFFFF]/.test(text)) return null;
    if (type === ApexLexer.Identifier && /[^\w$]/.test(text)) return invalidIdentifier(text);
    const afterDot = before === ApexLexer.DOT || before === ApexLexer.QUESTIONDOT;
    return !afterDot && RESERVED.has(text.toLowerCase()) ? `Unexpected token '${text}'.` : null;
}
